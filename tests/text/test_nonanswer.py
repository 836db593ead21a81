"""is_non_answer: comments that say nothing, and short ones that do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.text import is_non_answer

NOTHING = """
なし
なし。
特になし
特になしです！
特に無し
特にありません
特にありませんでした。
特にございません
とくにないです
とくになし
特に無い
特に何もない
特段ございません。
別に。
べつにありません。
無
ﾅｼ
ない
ないです〜
ありません
有りません
なんもない
今のところ特にありません
現時点では思い当たりません。
改善点は特にございません
要望は特にないです
意見なし
わからない
わかりません。
よくわからない
分からない。
まだ、不明
うーん、今のところは思いつかないです
思いつかない
考え中
余り覚えてないから。
まだ2回目なので何とも言えません。
他と比べたことがないのでわかりません
わかりません。子供に任せています。
とくにありませんが、今後ともよろしくお願いします
未回答
無回答
（空欄）
ノーコメント
-
ー
・
。。。
…
×
？
n/a
N/A
none
同上
上記と同じです。
前問に同じ
上記参照下さい
上記
上記の点です
上記に記載した内容と同じです。
だいたい上記と同じです。
この前の答えの欄に書いた事と同じです。
2つ前の質問に書かせていただきました。
先の設問の理由と同じです。
先ほど書きました。
前回回答したものと同じです。
①での理由と同じ
間違えた
間違えて選択しました
まちがえて丸つけました
間違いました。バスでした
徒歩なのに間違えて答えてしまいました。すみません。
前問は誤って選びました
全設問に同じ
上記と重なります。
さきほどメモした事と同じ
買い物はしていません
今回は食事やお土産を購入しなかったので
サービスを受けていないため
今のとこなし
改善要望なし
特記事項なし
言いたくない
スキップします
なんも思いつきません
先述の通り
特に何も買わなかった
れ
おまかせします。
まかせます
お任せしておきます
12345
あああ
特に無い特に無い
まだ始めたばかりなのでなんとも
今のところ何とも
届いたばかりでまだなんとも
入会したばかりなので、まだ分かりません
特にみあたりません
改善点はみあたらない
んー、まだ帰ってきたばかりで何とも
まだ着いたばかりでわからない。
引っ越してきたばかりで判断できません
昨日使い始めたばかりなので何とも言えません
""".strip().splitlines()
SOMETHING = """
不満は特になし
特に不満はない
問題なし
文句なし
申し分ない
言うことなし
不便を感じたことはありません。
駐車場がない
時間がない
コンビニがない
何もない
周りに何もない
何もないから
駐車場以外は特にありません
恐竜以外なし
魅力がない
やる気がない
疲れない
普通
まあまあ
可もなく不可もなく
回答がない
回答もありません
書くものがなかった
サービスをしていない
接客を受けなかった
何も知らない
何も答えられない
今は何もない
ないわー
出ない
当たらない
電話がつながったことがないのでわからない
特になし。スタッフは一生懸命やっています
前回も同じでした
前からです
5です
100
テストが多い
500えん
入力ミス
タクシーで行けないのに間違えた
対象外でした
検討中
△
💯
便利
高い
最高！！！
駐車場
ふぐ！
場所がわからない
使い方がわかりません
看板が少ないのでわからない
スタンプラリーをやってるから
ありがとうございました
今のままで良い
いい
いいいい
よくない
よくなかった
あまりよくない
もも
ママ
◎
☆☆☆☆☆
👍
😊
100点
5点
3件です
3
５
担当者に任せられる
上記の駐車場
上記早急に検討下さい
上記以外の部分はとても良かった。
前の方が良かった
駅前
右
間違えて降りてしまいました
間違いました。不便です
間違えて選択しやすい
全部同じ
全品同じ値段
何もしない
何もしていない
何もしてくれない
サービスを受けられない
接客がなっていない
食事も出ません
着いたばかり
これから回る
湯
お任せで楽
ナシが美味しい
なしのジュース
特に料理
来ない理由がない
人による
何も見当たらない
何もみあたらない
何ともない
何とも無い
なんともありません
何とも無かったです
来たばかりで道がわからない
対応が遅い。始めたばかりなのでなんとも
値段は高いが買ったばかりなので何とも言えない
初期不良で交換したばかりでなんとも
もう解約したばかりなので不明
操作方法が変わったばかりでわからない
待たされたばかりでなんとも
""".strip().splitlines()


@pytest.mark.parametrize("text", NOTHING)
def test_a_comment_without_content_is_a_non_answer(text: str) -> None:
    assert is_non_answer(text)


@pytest.mark.parametrize("text", SOMETHING)
def test_a_short_comment_with_content_is_an_answer(text: str) -> None:
    assert not is_non_answer(text)


@pytest.mark.parametrize("text", ["", "  \n", "\u200b"])
def test_a_blank_text_is_a_non_answer(text: str) -> None:
    assert is_non_answer(text)


@given(st.text("特になしわからいです。、ー", max_size=80))
def test_any_text_gets_an_answer(text: str) -> None:
    assert is_non_answer(text) in (True, False)


@pytest.mark.parametrize(
    "text", ["特に" * 50_000, "今のところ" * 8, "え" * 18 + "私は" + "え" * 16 + "何", "なし" * 20, "ー" * 100_000, "まだ" * 19 + "x"]
)
def test_hostile_repetition_is_decided(text: str) -> None:
    assert is_non_answer(text) in (True, False)


@pytest.mark.parametrize("text", ["見当たらない", "存在しない"])
def test_what_is_absent_without_a_where_is_an_answer(text: str) -> None:
    assert not is_non_answer(text)


def test_marks_and_spaces_do_not_make_a_non_answer_long() -> None:
    assert is_non_answer(" ".join("特にありませんが、今後ともよろしくお願いします"))

"""The commonest words of blame and praise, as people type them: nobody writes labels that such a reader needs.

Each stands alone, without a question. A word or two may turn, as processors differ in their last digits.
"""

from voc import classify, text
from voc.text import readable

BLAME = """
最悪
最悪です。
最悪!!
本当に最悪
最悪な対応でした
最低です
最低な店
論外
0点
星1つ
腹が立つ
ひどい
二度と行かない
もう使いません
金返せ
話にならない
ふざけるな
クソ対応
ゴミアプリ
ぼったくり
まずい
使えない
がっかり
お粗末
時間の無駄
期待外れ
よくない
良くなかった
態度が悪い
ありえない
おすすめしない
勧めたくない
不満だらけ
すぐ壊れた
電話がつながらない
""".split()
PRAISE = """
最高
最高です!!
神対応
星5つ
100点満点
★★★★★
いい
よかった
素晴らしい
文句なし
大満足
おいしい
楽しかった
感動した
親切
便利
使いやすい
また来たい
リピします
おすすめ
大好き
助かりました
期待以上
悪くない
""".split()
TURNED = 3


def test_the_default_model_reads_plain_blame_and_plain_praise() -> None:
    reader = classify.reader(classify.DEFAULT, text.VERSION, device="cpu")
    meant = [*(("negative", word) for word in BLAME), *(("positive", word) for word in PRAISE)]
    readings = reader.read([readable(word) for _, word in meant])
    turned = [word for (side, word), r in zip(meant, readings, strict=True) if r.sentiment != side]
    assert len(turned) <= TURNED, turned
    missed = [word for word, r in zip(BLAME, readings, strict=False) if (r.complaint or 0) < 0.5]
    assert len(missed) <= TURNED, missed

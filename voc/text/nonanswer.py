"""Does a comment say nothing: 特になし, わからない, 同上, ー?

Rules on normal text, no dictionary. An answer that denies something definite is an answer:
不満は特になし and 問題なし praise, 駐車場がない complains. 同上 refers to an answer that is read by itself
and adds nothing, so it counts as a non-answer. 何もない is left to the model, as it is a complaint about a
town, and so is a bare 3, which answers where a mark was asked for.
"""

import re

from voc.text.normalise import normalise

LONGEST = 40
"""A longer comment (without marks and spaces) says something."""

_MARKS = re.compile(
    r"[\s、。,.!?・「」『』()（）【】\[\]〜…:;'\"`*_/\\|<>=+#-]+|ー+\Z|\Aー+|[(]?笑[)]?\Z"
)
_SYMBOLS = re.compile(r"(?:[^\w○◎⭕👍-👏❤♥♡☆★⭐😀-🙏🤗-🤩🥰]|[ー_×xX])*")
_SAME = re.compile(
    r"([ぁ-んァ-ヶa-z])\1+|[\d÷×+-]{3,}[ぁ-ん]{0,3}|(?:asdf|qwerty|test|テスト)\w{0,4}"
)

_POLITE = (
    r"(?:です|でした|だ|かな|かも|かなと思います|と思います|と思う|ね|よ|が|けど|ので|から|ため|のため"
    r"|w|笑|m|す|っす|わ|な)*"
)
_NOTHING = (
    r"(?:なし|無し|ナシ|ない|無い|無|なかった|無かった|なく|ぬし|なす|なしで|ねえ|ねー|ゼロ|皆無|存在しない"
    r"|見当たらない|見当たりません|(?:あり|有り|御座い|ござい)(?:ません|ませんでした|ませぬ))"
)
_LEAD = (
    r"(?:特|特別|特段|とく|とくべつ|別|べつ|これ|とりわけ|格別|取り立て|とりたて)?"
    r"(?:に|には|と|といって|て|って|も)?"
)
_NOW = (
    r"(?:今の(?:ところ|所)は?|いまの(?:ところ|所)は?|今は|今回は|現(?:時点|状|在)で?は?|うん|うーん|え|ええ|はい"
    r"|いいえ|いえ|まだ|とりあえず|すぐには|正直|あまり|余り|よく|ちょっと|何|なに|なん|私に?は|自分に?は){0,6}"
)
_ASKED = (
    r"(?:(?:改善(?:点|して(?:ほしい|欲しい)(?:ところ|点|こと))"
    r"|ご?(?:要望|意見|希望|感想|回答|コメント|提案|質問)(?:等|など)?"
    r"|(?:お伝え|伝え|言い|書き|書く|申し上げ|思いつく|気づい?た|思う|求める|感じた)(?:する|たい|る)?"
    r"(?:こと|事|もの|物|点)(?:等|など)?)(?:は|も|が|って)?)?"
)
_UNKNOWN = (
    r"(?:(?:わか|分か|判|解)(?:らない|りません|らず|らん|りませんでした|らなかった|りかねます|んない|らぬ)"
    r"|不明|未定|知らない|知りません|(?:覚え|おぼえ)て(?:い)?(?:ない|ません)"
    r"|(?:思い|おもい)?(?:つか|付か|当た?ら|あたら|浮かば|出せ|出)(?:ない|ません|ず)"
    r"|(?:思い|おもい)(?:つき|付き|当たり|あたり|浮かび)ません"
    r"|(?:考|かんが)え(?:中|ていない|てない|たことがない|たこともない|ていません|てません)|検討中"
    r"|(?:何とも|なんとも)(?:言え|いえ)(?:ない|ません)"
    r"|ピンと来ない|判断できません|答えられない|答えられません)"
)
_EMPTY = (
    r"(?:未(?:回答|記入|入力)|無(?:回答|記入)|回答(?:なし|無し|しない|しません|不可|拒否|を控えます)"
    r"|記入(?:なし|無し)|空(?:欄|白)|ノーコメント|該当(?:なし|無し|しない|しません)"
    r"|na|none|nil|null|nan|nothing|nocomment|notapplicable|no|パス|スキップ|以上|割愛|省略|割愛します|省略します"
    r"|(?:お|御)?(?:任せ|まかせ)(?:(?:いた|致)?し(?:とき|ておき)?)?(?:ます|る)"
    r"|対象外|(?:特に)?利用(?:なし|無し|していない|してない|していません))"
)
_THERE = (
    r"(?:(?:だい)?たい|すべて|全て|ほぼ|一部)?"
    r"(?:上[記述]?|[前左]記|前述|左|右|前[回問項]?|この前|先(?:ほど|程)?|さ(?:っき|きほど)|↑|[一二三1-9]つ前|\d番?(?=[でと]|の理由|の回答)|満足度)"
)
_SAID = (
    r"(?:[のにとでも]|ご?(?:回答|解答|答え|質問|設問|問い?|理由|内容|文|欄|項目|コメント|記載|記入|参照|点|件|こと|事|もの|ため)"
    r"|同じ|おなじ|同様|同等|同上|同文|いっしょ|一緒|通り|とおり|書い(?:た|て(?:ある|あります|いる|います))|書きました"
    r"|書かせて(?:いただき|頂き)ました|記し(?:た|ました)|述べ(?:た|ました)|答え(?:た|ました)|[訊聞]かれた"
    r"|し(?:ました|た|て(?:います|ます))|済み?|下さい|ください|願います|から)"
)
_SAME_AS = rf"(?:同上|同じ|同様|以下同文|上[記述]|前述|{_THERE}{_SAID}{{1,10}})"
_MISTAKE = (
    r"(?:(?:押し)?(?:間違え|まちがえ|間違い|まちがい)(?:た|ました)?|入力ミス|誤入力|ミス"
    r"|(?:間違え|まちがえ|間違っ|誤っ)て(?:選択|回答|チェック|クリック|記入|丸を?つけ|選び|押し)(?:し(?:て(?:しまい)?)?)?ました)"
)
_REASON = (
    r"(?:(?:まだ|初めて|はじめて|今回が?初)?.{0,16}"
    r"(?:ことがない|初診な|回目な|初めてな|利用していない|使っていない|行っていない|来たばかりな|これからな)"
    r"(?:ので|ため|から|し))?"
)
_EXCUSE = r"(?:.{0,14}(?:任せて|やって)(?:いる|います|おります|る|ます|い|おる)(?:ので|から)?)?"
_COURTESY = (
    r"(?:(?:いつも)?(?:ご?ちそうさま|御馳走様|ありがとうござい|有難うござい|お世話にな|感謝)"
    r"(?:でした|ます|ました|りました|しています)?)?"
)
_REGARDS = (
    r"(?:(?:今後|これから)(?:とも|も|も引き続き)?)?"
    r"(?:(?:どうぞ|ぜひ)?(?:よろしく|宜しく)(?:お願い)?(?:致|いた)?(?:し|申し上げ)?(?:ます)?"
    r"|頑張ってください|がんばってください|ありがとうございます|ありがとうございました)?"
)

_NONE = rf"{_NOW}{_ASKED}{_NOW}{_LEAD}{_NOW}{_ASKED}{_NOTHING}{_POLITE}"
_UNSURE = rf"{_NOW}{_REASON}{_NOW}{_LEAD}{_NOW}{_UNKNOWN}"
_SAYS_NOTHING = re.compile(
    rf"{_COURTESY}(?:{_NONE}|(?:(?:特|とく|別|べつ)に|{_UNSURE}|{_EMPTY}|{_SAME_AS}|{_MISTAKE}){_POLITE})"
    rf"(?:{_NONE})?{_EXCUSE}{_REGARDS}"
)
_ABSENT = re.compile(rf"(?:あまり|まだ)?(?:何|なに)[もに]?{_NOTHING}{_POLITE}")


def is_non_answer(text: str) -> bool:
    """Is there nothing in `text` that could count as an opinion? True for a blank text."""
    return says_nothing(normalise(text)[0])


def says_nothing(normal: str) -> bool:
    """`is_non_answer` for text that is normal already."""
    if len(normal) > 2 * LONGEST:
        return False
    if _SYMBOLS.fullmatch(normal):
        return True
    said = _MARKS.sub("", normal.casefold())
    if len(said) > LONGEST or _ABSENT.fullmatch(said) or not said:
        return not said
    if _SAME.fullmatch(said):
        return True
    return bool(_SAYS_NOTHING.fullmatch(said))

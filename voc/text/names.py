"""Names of people in normal text: dictionary names (unidic 人名) that are addressed or introduced.

Enters: normal text. Leaves: spans of the name alone; the 様 or さん stays, it tells who is meant.
Only the sentences with an honorific or an introduction are parsed. Not masked: a name with
neither (it may as well be a place or a shop; see `voc.text.introduced` for where it is not), さん on
words that are no dictionary names, and towns but for the forms in which only people are spoken of.
"""

import re
from collections.abc import Iterator

from voc.text.introduced import introduced
from voc.text.tokens import Token, kinds, tokenise
from voc.text.variants import folded

_HONORIFICS = ("様", "さま", "さん", "氏", "君", "くん", "ちゃん", "先生", "殿")
_CALLED = re.compile(
    r"[一-鿿々ァ-ヶーぁ-んA-Za-z][ ]?"
    r"(?:(?<!たく)さん(?!ぽ|さん)|様(?![式々子相態変])|さま|氏(?![一-鿿])|君|くん|ちゃん|先生|殿(?![一-鿿]))"
)
_NAMED = re.compile(r"と申|といいます|と言います|という(?:店員|スタッフ|担当|社員|職員|方|者)")
_INTRODUCED = re.compile(rf"{_NAMED.pattern}|氏名|名前|担当|[私僕]は")
_OF_PEOPLE = ("様", "さま", "先生", "君")  # さん, くん and ちゃん are said of towns and their mascots as well
_STAFF = re.compile(r"という(?:店員|スタッフ|担当|社員|職員|者)")  # not 方: 福井という方がわかりやすい
_INTRODUCTION = ("氏名", "名前", "担当", "者", "は", "の", "が", ":", "=", "私", "僕", "、", "「", "(")
# a longer one is cut, at a comma if there is one: not between a name and what tells it
_SENTENCE = re.compile(r"[^。\n]{1,300}(?:(?<=[、 ])|(?=[。\n]|\Z))|[^。\n]{1,300}")

NOT_NAMES = frozenset(
    "神 王 仏 客 お客 お客様 皆 奥 店員 定員 中居 仲居 女将 若 姫 王子 殿 大仏 観音 地蔵 弁慶 一休 "
    "母 父 兄 姉 娘 息子 坊 お市 光 光る 道元 恐竜 大統領 社長".split()
)
"""Said with 様 or さん, dictionary names or not, and still nobody's name."""
_CLANS = frozenset(
    "朝倉 織田 徳川 豊臣 武田 上杉 北条 足利 今川 毛利 島津 伊達 真田 浅井 平 源 藤原 蘇我".split()
)
"""Before 氏: a house of history, not a customer."""

_FOREIGN = re.compile(
    r"(?<![ァ-ヶーA-Za-z一-鿿])(?P<x>[ァ-ヶー]{2,12}(?:[ ・=][ァ-ヶー]{1,12}){0,2}"
    r"|[A-Z][A-Za-z'.-]{1,20}(?: [A-Z][A-Za-z'.-]{0,20}){0,2})[ ]?(?:様(?![式々子相態変])|さま|殿)"
)
_ROLES = re.compile(
    r"(?:スタッフ|オーナー|メーカー|ユーザー|ホテル|カップル|ガイド|ドライバー|タクシー|シェフ|ママ|パパ|キャスト"
    r"|サポート|センター|マネージャー|バイト|リーダー|コーチ|トレーナー|メンバー|ゲスト|ファン|ショップ|サービス"
    r"|ストア|スーパー|レストラン|クリニック|グループ|チーム|ファミリー|キリスト|コンシェルジュ|フロント|レジ"
    r"|アテンダント|ボランティア|インストラクター|バス|ペット|ワンコ|ネコ|イヌ|ホーム|ハウス|アパレル|プロ|モデル)\Z"
    r"|\A[A-Z]{2,5}\Z"
)


def names(normal: str) -> Iterator[tuple[int, int]]:
    """(start, end) of the names of people in `normal`, without the honorific; in no fixed order."""
    written, normal = normal, folded(normal)
    yield from introduced(normal)
    if "様" in normal or "さま" in normal or "殿" in normal:
        for match in _FOREIGN.finditer(normal):
            if not _ROLES.search(match["x"]):
                yield match.span("x")
    if _CALLED.search(normal) or _INTRODUCED.search(normal):
        for sentence in _SENTENCE.finditer(normal):
            called, told = _CALLED.search(sentence[0]), _INTRODUCED.search(sentence[0])
            if called or told:
                tokens = tokenise(sentence[0])
                for i, j in _people(tokens, written[sentence.start():sentence.end()]):
                    if _called(tokens, i, j) or (told and _introduced(tokens, i, j)):
                        yield sentence.start() + tokens[i].start, sentence.start() + tokens[j - 1].end


def _people(tokens: list[Token], written: str) -> Iterator[tuple[int, int]]:
    """Stretches [i, j) of tokens that are dictionary names: 山田, 太郎; or towns, but 宮﨑 or 福井様."""
    i = 0
    while i < len(tokens):
        j = i
        while j < len(tokens) and _named(tokens, j, written):
            j += 1
        if j > i:
            yield i, j
        i = max(j, i + 1)


def _named(tokens: list[Token], i: int, written: str) -> bool:
    token = tokens[i]
    if token.pos.startswith("名詞-固有名詞-地名"):
        return written[token.start:token.end] != token.surface or _borne(tokens, i, written)
    return token.pos.startswith("名詞-固有名詞-人名")


def _borne(tokens: list[Token], i: int, written: str) -> bool:
    """Is a town, which is a surname too, somebody's: 福井様, 千葉という店員; and no part of ホテル福井様?"""
    token, before, after = tokens[i], tokens[max(0, i - 1)], tokens[min(i + 1, len(tokens) - 1)]
    if after.surface not in _OF_PEOPLE and not _STAFF.match(written, token.end):
        return False
    glued = before.end == token.start and before.pos.startswith(("名詞", "記号"))
    return not glued and "名詞-固有名詞-人名-姓" in kinds(token.surface)


def _called(tokens: list[Token], i: int, j: int) -> bool:
    if j >= len(tokens) or not tokens[j].surface.startswith(_HONORIFICS):
        return False
    honorific, name = tokens[j].surface, "".join(t.surface for t in tokens[i:j])
    if name in NOT_NAMES or (honorific == "氏" and (name in _CLANS or _joined(tokens, j))):
        return False
    # One letter right after a noun is the end of a longer word: 土産物屋さん.
    before = tokens[i - 1] if i else None
    glued = before and before.end == tokens[i].start and before.pos.startswith("名詞-普通名詞")
    return len(name) > 1 or not glued


def _joined(tokens: list[Token], j: int) -> bool:
    """Does a noun follow the honorific at once: 朝倉氏遺跡?"""
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    return after is not None and after.start == tokens[j].end and after.pos.startswith("名詞")


def _introduced(tokens: list[Token], i: int, j: int) -> bool:
    """Is it 山田と申します, 佐藤という店員, 氏名: 山田太郎, 担当の佐藤 or 私は田中です?"""
    after = "".join(t.surface for t in tokens[j:j + 3]).lstrip("」)")
    if _NAMED.match(after):
        return True
    before = [t.surface for t in tokens[max(0, i - 4):i]]
    while before and before[-1] in _INTRODUCTION:
        word = before.pop()
        if word in ("氏名", "名前", "担当"):
            return True
        if word in ("私", "僕"):
            return after.startswith("です")
    return False

"""Names that stand where a name is due: 予約名:山田, 店員の中村が, お世話になります。山田です, a last line.

Enters: normal text. Leaves: spans of the name alone. Many surnames are towns, and words, too: each place
says how much of a name must be seen there, from any surname after a label to a full name in a last line.
Not masked: one that the dictionary does not have, and a lone surname of one character (林, 森).
"""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from voc.text.patterns import PREFECTURES
from voc.text.tokens import kinds, tokenise

SURNAME, LIKELY, NO_PLACE, FULL = range(4)
"""How much of a name is seen: a surname; one that is no town that everybody knows; one that the dictionary
has for no place at all; surname and given name."""

_TOWNS = frozenset(
    "札幌 仙台 盛岡 秋田 郡山 会津 水戸 日立 宇都宮 小山 足利 前橋 桐生 熊谷 川口 川越 所沢 船橋 松戸 成田 "
    "館山 東京 上野 渋谷 目黒 品川 板橋 立川 横浜 川崎 鎌倉 藤沢 平塚 小田原 箱根 大宮 浦和 長岡 高岡 金沢 "
    "小松 加賀 和倉 敦賀 小浜 大野 勝山 坂井 鯖江 越前 甲府 上田 松本 飯田 諏訪 高山 大垣 熱海 三島 沼津 "
    "浜松 名古屋 豊橋 岡崎 豊田 一宮 大津 草津 長浜 彦根 宇治 梅田 難波 高槻 豊中 吹田 神戸 姫路 明石 西宮 "
    "宝塚 倉敷 福山 尾道 宮島 下関 高松 松山 今治 博多 小倉 門司 久留米 別府 延岡 都城 那覇 石垣 宮古".split()
) | {prefecture[:-1] for prefecture in PREFECTURES}

_STAFF = (
    "店員|店長|スタッフ|社員|職員|従業員|係員|係|担当|担当者|オペレーター|ドライバー|運転手|配達員|配送員|作業員|販売員"
    "|警備員|添乗員|責任者|支配人|マネージャー|リーダー|看護師|薬剤師|美容師|整備士|保育士|担任|講師|上司|部長|課長|主任"
)
_DESKS = (
    "受付|窓口|フロント|レジ|営業|営業部|総務|総務部|経理|経理部|人事|人事部|広報|事務|購買|法務|サポート|コールセンター"
)
_DEALINGS = "予約|契約|申込|申し込み|注文|購入|利用|登録|依頼|担当|受取".split("|")
_HOLDERS = "|".join((
    *(f"{dealing}{who}" for dealing in _DEALINGS for who in ("者名", "人名", "名")),
    "会員名|口座名義|名義人|名義|差出人|宛名|署名|予約者|契約者|依頼者|担当者",
))
_GREETINGS = (
    "お世話になっております|お世話になります|お世話様です|はじめまして|初めまして|失礼します|失礼いたします|失礼致します"
    "|こんにちは|こんばんは|おはようございます|恐れ入ります|恐縮です|もしもし"
)
_DONE = (
    "予約した|予約している|予約しております|注文した|購入した|申し込んだ|契約した|契約している|電話した|連絡した"
    "|問い合わせた|相談した|メールした|お願いした"
)
_ASKED = (
    r"(?:願い(?:いた|致)?します|願います|ください|下さい|待ち(?:いた|致)?し(?:てい|てお)ります"
    r"|敬具|草々|かしこ|以上です|以上)"
)

_BARE = r"(?P<x>[一-鿿々ァ-ヶー][一-鿿々ァ-ヶー ]{1,9}?)"
_WORDS = r"(?P<x>[一-鿿々ァ-ヶー][一-鿿々ァ-ヶー ]{1,9}?(?:[ぁ-ん]{2,3})??)"
_X = rf"{_WORDS[:-1]}|[ぁ-ん]{{2,9}}?)"
_DESU = r"(?:です|でございます|と申)"
_SAID = r"(?:です|でございます)(?=[。、!が\n]|\Z)"
_THEN = r"(?=[のがはをにともへ、。!?,\n ]|って|という|から|より|です|だ|で|\Z)"
_CONTACT = r"【(?:電話番号|メール|住所)】"


class _Place(NamedTuple):
    """Where a name is due, as a regex with the group "x", and how much of one must be seen there."""

    regex: re.Pattern[str]
    least: int


_PLACES = (
    (rf"(?:{_HOLDERS})[ ]?[は:=]?[ 「]?{_X}(?={_DESU}|で|様|さん|[。、,!\n 」)(]|\Z)", SURNAME),
    (rf"(?:{_STAFF})の{_WORDS}{_THEN}", SURNAME),
    (rf"(?:{_DESKS})の{_WORDS}{_THEN}", LIKELY),
    (rf"(?:{_GREETINGS})[。、,!\n ]{{1,2}}{_X}(?={_DESU})", SURNAME),
    (rf"(?:{_DONE}){_WORDS}(?={_SAID})", LIKELY),
    (rf"(?:\A|[。\n!?])[ ]?{_BARE}(?={_SAID}|より(?:[。\n]|\Z))", NO_PLACE),
    (rf"{_ASKED}[。!]?[ \n]{_WORDS}(?:より)?\Z", LIKELY),
    (rf"[。!]\n{_WORDS}(?:より)?\Z", FULL),
    (rf"{_CONTACT}[ \n:、]{{1,2}}{_WORDS}(?=[。\n ]|\Z)", LIKELY),
    (rf"(?:\A|[。\n、 ]){_WORDS}[ \n:]{{1,2}}(?=(?:TEL|Tel|tel|電話|携帯)?[ :]?{_CONTACT})", LIKELY),
)

_ALONE = r"[ ]?[一-鿿々ァ-ヶー][一-鿿々ァ-ヶー ]{1,9}(?:です|でご|より)"
_BEGINS = re.compile(_ALONE)
_ENDS = re.compile(r"[\n ][一-鿿々ァ-ヶー]{1,9}[ぁ-ん]{0,3}(?:より)?\Z")
_LAST = 15
CUES = "|".join((
    *(f"{role}の(?!方|対応)[^ぁ-ん]" for role in f"{_STAFF}|{_DESKS}".split("|")),
    *(f"{done}[^ぁ-ん]" for done in _DONE.split("|")), _HOLDERS, _GREETINGS, "】",
    *(rf"{mark}{_ALONE}" for mark in (r"\n", "。", "!", r"\?")),
))
"""A regex, all of whose choices begin with a letter: where it finds none, a name is due at the ends alone."""


def due_at_an_end(normal: str) -> bool:
    """Can the beginning or the end of `normal` be a name, by its looks?"""
    return bool(_BEGINS.match(normal) or _ENDS.search(normal, max(0, len(normal) - _LAST)))


def introduced(normal: str) -> Iterator[tuple[int, int]]:
    """(start, end) of the names in `normal` that stand where one is due; in no fixed order."""
    cue, places = _compiled()
    if not cue.search(normal) and not due_at_an_end(normal):
        return
    for place in places:
        for match in place.regex.finditer(normal):
            seen = _seen(match["x"])
            if seen is not None and seen >= place.least:
                yield match.span("x")


@functools.cache
def _compiled() -> tuple[re.Pattern[str], tuple[_Place, ...]]:
    """The cue and the places, when the first text needs them: it takes longer than reading one."""
    return re.compile(CUES), tuple(_Place(re.compile(regex), least) for regex, least in _PLACES)


def _seen(words: str) -> int | None:
    """How much of a name `words` are, all of them; None if they are none."""
    tokens = tokenise(words)
    if len(tokens) > 1:
        named = all(token.pos.startswith("名詞-固有名詞-人名") for token in tokens)
        return FULL if named and tokens[0].pos.endswith("姓") and not tokens[-1].pos.endswith("姓") else None
    likeliest = tokens[0].pos if tokens else ""
    if len(words) < 2 or not likeliest.endswith(("人名-姓", "地名-一般")):
        return None                       # 上司, 本名, 家内: a surname only to those who bear it
    known = kinds(words)
    if "名詞-固有名詞-人名-姓" not in known:
        return None
    if words in _TOWNS or "地名" in likeliest:
        return SURNAME
    return LIKELY if any("地名" in kind or "普通名詞" in kind for kind in known) else NO_PLACE

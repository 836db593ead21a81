"""What personal data looks like in normal text: bounded patterns, one table.

Every pattern is anchored on something rare (a digit after a non-digit, an @, a label, a
prefecture) and every repetition in it is bounded, so that no text makes matching quadratic.
Names need a dictionary and live in `voc.text.names`.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

PREFECTURES = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 "
    "東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 "
    "滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 "
    "香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県"
).split()

_DASH = r"[-\u2010-\u2015\u2212ー]"
_GAP = rf"[ ]?(?:{_DASH}|[.()])?[ ]?"
_IS = r"[ ]?(?:番号)?[ ]?(?:は|が|:|=|、|「|\(|#)?[ ]?"


class Pattern(NamedTuple):
    """A kind of personal data: where it can be, the placeholder, and what else must hold."""

    placeholder: str
    needs: str                            # a cheap regex: nothing to do where it finds nothing
    regex: re.Pattern[str]                # masks the group "x" if there is one, else the whole match
    holds: Callable[[str], bool] = bool


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")


def is_card(text: str) -> bool:
    """Length and first digits of a payment card, and the Luhn check digit."""
    digits = _digits(text)
    known = {14: "3", 15: "3", 16: "23456", 19: "6"}
    if digits[0] not in known.get(len(digits), ""):
        return False
    doubled = [int(d) if i % 2 == 0 else sum(divmod(2 * int(d), 10)) for i, d in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def is_phone(text: str) -> bool:
    """Ten digits of a fixed line or eleven of a mobile, counted from the national 0."""
    text = text.replace("(0)", "", 1)     # +81 (0)90: this 0 is not dialled from abroad
    digits, groups = _digits(text), re.findall(r"\d+", text)
    if len(groups) > 1 and (len(groups) > 4 or len(groups[-1]) not in (3, 4)):
        return False                      # a date with an hour, not a number to call
    if text.startswith(("+81", "0081")):
        digits = "0" + digits.removeprefix("00").removeprefix("81").lstrip("0")
    if digits.startswith(("050", "070", "080", "090", "0800")):
        return len(digits) == 11 or (len(digits) == 10 and digits.startswith("0800"))
    return len(digits) == 10 and digits[0] == "0" and digits[1] != "0"


def is_my_number(text: str) -> bool:
    """Twelve digits of which the last is the check digit of a マイナンバー (総務省令第85号, 2014, 第5条)."""
    digits = [int(d) for d in _digits(text)]
    rest = sum(d * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(reversed(digits[:-1]), start=1)) % 11
    return len(digits) == 12 and len(set(digits)) > 1 and digits[-1] == (0 if rest <= 1 else 11 - rest)


_YEAR = r"(?:(?:19|20)\d{2}|(?:明治|大正|昭和|平成|令和|[MTSHR])[ .]?(?:\d{1,2}|元))"
_DATE = rf"(?:{_YEAR}[ ]?[年/.\-][ ]?\d{{1,2}}[ ]?[月/.\-][ ]?\d{{1,2}}[ ]?日?|(?:19|20)\d{{6}}(?!\d))"
_MONTH_DAY = r"\d{1,2}[ ]?[月/][ ]?\d{1,2}[ ]?日?"

_PREFECTURE = f"(?:{'|'.join(PREFECTURES)})"
_MUNICIPALITY = (
    r"(?:[一-鿿々ァ-ー]{1,7}?|[ぁ-ん]{2,6}?|[ぁ-ん]{1,5}[一-鿿]{1,4}|[一-鿿]{1,4}[ぁ-ん]{1,4})[市区町村郡]"
)
_TOWN = r"(?:[ ]?[^\s\d、。,.!?はがをでもへ()「」【】]){0,16}?"
_BUILDING = r"(?:[ ]?[一-鿿ァ-ヶーA-Za-z]{2,16}[ ]?\d{1,4}(?:号室|号|F|階)?)?"
# A number in kanji needs more around it than one in digits: 一番好き and 三丁目の一角 number no house.
_KANJI = "[〇一二三四五六七八九十百]"
_LOT = r"番(?=の?[\d〇一二三四五六七八九十]|です|[。、)」\s]|\Z)"
_KANJI_UNIT = rf"(?:丁目|番地|{_LOT}|号室|号)"
_BLOCK = (
    rf"[ ]?(?:\d{{1,2}}条[東西南北]?)?"
    rf"(?:\d{{1,4}}(?:丁目|番地|番町|番(?!目)|{_DASH}\d)|{_KANJI}{{1,5}}(?:番町|{_KANJI_UNIT}))"
    rf"(?:[ ]?(?:の|{_DASH})?[ ]?(?:\d{{1,4}}(?:丁目|番地|番|号室|号)?|{_KANJI}{{1,5}}{_KANJI_UNIT})"
    rf"|(?:の|{_DASH}){_KANJI}{{1,4}}(?![一-鿿つ])){{0,5}}{_BUILDING}"
)
_SMALL_TOWN = r"(?:[一-鿿々ァ-ー](?:[のがつ]?[一-鿿々ァ-ー]){0,9}|[ぁ-ん]{2,6})"

_LABEL = (
    r"(?:ご?(?:注文|受注|会員|お客様|顧客|受付|予約|契約者?|口座|伝票|お?問い?合わ?せ|追跡|送り状|証券|保険証?"
    r"|被保険者|免許証?|パスポート|旅券|個人|社員|学籍|患者|診察券|(?:ポイント|クレジット|キャッシュ)?カード"
    r"|カルテ|申込|申し込み|登録|取引|決済|利用者|ユーザー|アカウント|ログイン|チケット|シリアル|暗証|管理|オーダー"
    r"|メンバー|LINE|ケース|案件)[ ]?(?:受付|の)?(?:番号|ナンバー|No\.?|NO\.?|no\.?|ID|Id|id|コード)"
    r"|マイナンバー(?:カード)?の番号|マイナンバー|パスワード|(?<![A-Za-z])(?:ID|PW)(?=[ ]?[:=]))"
)

# A stated secret ends the sentence or its clause; パスワードはGoogleで管理 states none.
_STATED = r"(?=です|でした|でござ|だ|[。、,!?」)\s]|\Z)"

_URL = r"[!#-'*-;=?-Z_a-z〜%]{1,2000}"
_HOST = (
    r"(?<![A-Za-z0-9.@-])[A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{1,30}){0,3}"
    r"\.(?:com|net|org|jp|info|io|me|ly|gl|be|co)"
)
_PROVIDER = r"(?:gmail|yahoo|docomo|ezweb|softbank|icloud|au|hotmail|outlook)(?![A-Za-z])"
_ALONE = r"(?<!\d)(?<!\d\.)"
_NO_CODE = r"(?:(?<![\dA-Za-z])(?<!\d\.)|(?<=TEL)|(?<=Tel)|(?<=tel)|(?<=FAX)|(?<=Fax)|(?<=fax))"

PATTERNS: tuple[Pattern, ...] = (
    Pattern("【URL】", r"://|www\.|WWW\.|/", re.compile(
        rf"(?:(?<![A-Za-z])(?:https?|ftp)://|(?<![A-Za-z0-9.])www\.){_URL}|{_HOST}/{_URL}", re.IGNORECASE)),
    Pattern("【メール】", r"@|(?:at|AT)[)\]]", re.compile(
        r"[A-Za-z0-9._%+'-]{1,64}[ ]?(?:@|[(\[]at[)\]])[ ]?"
        rf"(?:[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{1,5}}|{_PROVIDER})", re.IGNORECASE)),
    Pattern("【カード番号】", r"\d{2}", re.compile(
        rf"{_ALONE}\d(?:(?:[ ]|{_DASH})?\d){{13,18}}(?!\d)"), is_card),
    Pattern("【番号】", r"\d[A-Za-z._-]{0,3}\d|ID|PW|パスワード", re.compile(
        rf"{_LABEL}{_IS}(?P<x>(?=[A-Za-z_.-]{{0,12}}\d)"
        rf"[A-Za-z0-9](?:[A-Za-z0-9_.]|{_DASH}(?=[A-Za-z0-9])|[ ](?=\d)){{2,40}}+)"
        r"(?![年月日時分円点%件回名人])")),
    Pattern("【番号】", r"パスポート|旅券", re.compile(
        rf"(?:パスポート|旅券)(?:の番号)?{_IS}(?P<x>[A-Z]{{2}}[ ]?\d{{7}})(?!\d)")),
    Pattern("【番号】", r"LINE|パス|PW|暗証", re.compile(
        r"(?:LINE[ ]?の?(?:ID|Id|id)|パスワード|パスコード|暗証番号|(?<![A-Za-z])PW)[ ]?[は:=][ ]?「?"
        rf"(?P<x>[!-'*+./-9;-~][!-'*+.-9;-~]{{3,39}}){_STATED}")),
    Pattern("【番号】", r"\d{4}", re.compile(
        rf"(?<![\dA-Za-z])(?<!\d[.-])\d{{4}}([ ]|{_DASH})?\d{{4}}(?(1)\1)\d{{4}}(?![\dA-Za-z])(?!{_DASH}\d)"),
        is_my_number),
    Pattern("【番号】", r"\d{4}", re.compile(
        rf"{_ALONE}\d{{4}}([ ]|{_DASH})\d{{4}}\1\d{{4}}\1\d{{4}}(?!\d)")),
    Pattern("【電話番号】", r"\d{2}", re.compile(
        rf"{_NO_CODE}(?:(?:\+81|0081)(?:[ ]?\(0\))?|\(?0(?=\d|{_DASH}))(?:{_GAP}\d){{8,11}}(?!\d)"),
        is_phone),
    Pattern("【電話番号】", r"\d{3}", re.compile(
        rf"(?:TEL|Tel|tel|℡|電話|携帯|FAX|Fax|fax|連絡先){_IS}(?P<x>\d{{2,4}}[ ]?{_DASH}[ ]?\d{{4}})(?!\d)")),
    Pattern("【郵便番号】", r"\d{3}", re.compile(rf"〒[ ]?\d{{3}}[ ]?{_DASH}?[ ]?\d{{4}}(?!\d)")),
    Pattern("【郵便番号】", r"\d{3}", re.compile(
        rf"(?:郵便番号{_IS}(?P<x>\d{{3}}{_DASH}?\d{{4}})(?!\d)"
        rf"|(?<![\d-])\d{{3}}{_DASH}\d{{4}}(?=\s?{_PREFECTURE}))")),
    Pattern("【生年月日】", r"生", re.compile(
        rf"(?:生年月日|誕生日|生まれた日)(?:[ ]?[はがの:=(])?[ ]?(?P<x>{_DATE}|{_MONTH_DAY})")),
    Pattern("【生年月日】", r"生|産", re.compile(
        rf"(?<![\dA-Za-z])(?P<x>{_DATE}|{_MONTH_DAY})[ ]?[にの]?[ ]?(?:[生産]まれ|生(?![一-鿿ぁ-ん]))")),
    Pattern("【住所】", r"[都道府県]", re.compile(
        rf"{_PREFECTURE}[ ]?{_MUNICIPALITY}{_TOWN}{_BLOCK}")),
    Pattern("【住所】", r"[市区町村郡]", re.compile(
        rf"(?<![一-鿿ァ-ヶ])[一-鿿ァ-ヶ]{{1,5}}[市区郡]{_SMALL_TOWN}"
        rf"(?:\d{{1,3}}(?:丁目|{_DASH})[ ]?\d{{1,4}}(?:番地?|{_DASH})(?:[ ]?\d{{1,4}}号?)?"
        rf"|{_KANJI}{{1,3}}丁目{_KANJI}{{1,4}}(?:番地|{_LOT}|の(?={_KANJI}))(?:{_KANJI}{{1,4}}号?)?){_BUILDING}")),
    Pattern("【住所】", r"住所", re.compile(
        rf"住所(?:は|:|、)[ ]?(?P<x>[^\s。、!?【】]{{2,30}}?(?:\d{{1,4}}|{_KANJI}{{1,4}}(?:丁目|番地|号室))"
        r"[^\s。、!?【】ぁ-ん]{0,20})")),
)
MARKS = (
    r"0|1|2|3|4|5|6|7|8|9|@|/|www\.|WWW\.|\(at|\[at|\(AT|\[AT|丁目|番地|番[一二三四五六七八九十]|号室|LINE|パスワ|パスコ|PW|暗証"
)
"""A regex that finds something in each text with personal data of these kinds. Each choice begins with a
letter, not with a class or a look-behind: so the search leaps from one such letter to the next."""
_MARKS = re.compile(MARKS)
_NEEDS = [(re.compile(p.needs), p) for p in PATTERNS]


def found(normal: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, placeholder) of what the patterns see, earlier patterns first; may overlap."""
    if not _MARKS.search(normal):
        return
    for needs, pattern in _NEEDS:
        if needs.search(normal):
            for match in pattern.regex.finditer(normal):
                group = "x" if "x" in pattern.regex.groupindex and match["x"] is not None else 0
                if pattern.holds(match[group]):
                    yield *match.span(group), pattern.placeholder

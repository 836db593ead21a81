"""What single cells mean: scores, times, numbers and ids; text in, value or the reason why not out.

Nothing here knows columns or files. Full-width forms count as their plain ones everywhere.
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(?:点|pt|points?)?", re.IGNORECASE)
_LABELLED = re.compile(
    r"(\d{1,2})\s*(?:点?\s*[-–—―:.、()\s]\s*(?!点?\s*満点|[/／])[^\d\s].*|[（(](?!\d+\s*点?満点).*)", re.S
)
_OUT_OF = re.compile(   # 9/10, 8点(10点満点); 10点満点中8
    r"(?P<score>\d{1,3})\s*点?\s*(?:/\s*(?P<top>\d{1,3})\s*点?|\(\s*(?P<full>\d{1,3})\s*点?満点中?\s*\))"
    r"|(?P<of>\d{1,3})\s*点?\s*満点\s*(?:中|で|の?うち)?\s*[、,:]?\s*(?P<points>\d{1,3})\s*点?"
)
_LONGEST = 80   # characters of a score, number or time; patterns never see a longer cell


def plain(text: str) -> str:
    """`text` in form NFKC without surrounding space."""
    return unicodedata.normalize("NFKC", text).strip()


def normal_id(text: str) -> str:
    """An id as it is compared across sources: width, case and spaces do not count."""
    return " ".join(plain(plain(text).casefold()).split())


# -- scores ---------------------------------------------------------------------------------

PLAIN_SCORES = {str(score): score for score in range(11)}


def score(text: str) -> int | str:
    """A recommendation score 0-10, or the code of the reason why the cell is none.

    Reads 7, ７, 7.0, 8点, 9/10, 10点満点中8 and "10 - 非常に薦めたい". Reasons: score_missing,
    score_unreadable, score_not_integer, score_out_of_range, score_other_top (4/5).
    """
    known = PLAIN_SCORES.get(text)
    if known is not None:
        return known
    cleaned = plain(text[:_LONGEST]).replace("−", "-")
    if not cleaned:
        return "score_missing"
    if match := _NUMBER.fullmatch(cleaned):
        value = float(match[1])
        if not value.is_integer():
            return "score_not_integer"
    elif match := _OUT_OF.fullmatch(cleaned):
        if int(match["top"] or match["full"] or match["of"]) != 10:
            return "score_other_top"
        value = float(match["score"] or match["points"])
    elif match := _LABELLED.fullmatch(cleaned):
        value = float(match[1])
    else:
        return "score_unreadable"
    return int(value) if 0 <= value <= 10 else "score_out_of_range"


def is_labelled(text: str) -> bool:
    """Whether a score stands with words beside it, as the ends of a scale often do."""
    return text not in PLAIN_SCORES and _LABELLED.fullmatch(plain(text[:_LONGEST])) is not None


def group(nps_score: int) -> str:
    """The group of a score: promoter (9-10), passive (7-8) or detractor (0-6)."""
    return "promoter" if nps_score >= 9 else "passive" if nps_score >= 7 else "detractor"


# -- numbers --------------------------------------------------------------------------------

_AMOUNT = re.compile(
    r"[¥$€]?\s*([+-]?\d+(?:\.\d+)?)\s*(万)?\s*(?:円|yen|jpy|回目?|泊|点|pt|points?|ポイント|年|歳|人|個|件|%)?",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(\d+)年\s*(\d+)(?:か|ヶ|カ|ヵ|ケ|箇)?月")


def number(text: str) -> float | None:
    """A number as people write it (1,200円, 1.5万円, ３回, 2年6か月 as 2.5), or None."""
    cleaned = plain(text[:_LONGEST]).replace(",", "").replace("−", "-")
    if match := _AMOUNT.fullmatch(cleaned):
        return float(match[1]) * (10_000 if match[2] else 1)
    if match := _YEARS.fullmatch(cleaned):
        return int(match[1]) + int(match[2]) / 12
    return None


# -- times ----------------------------------------------------------------------------------

_ERAS = dict(zip("明大昭平令MTSHR", (1867, 1911, 1925, 1988, 2018) * 2, strict=True))
_HALF = "午前|午後|AM|PM|A\\.M\\.|P\\.M\\."
_TIME = re.compile(
    rf"""(?:(?P<era>明治?|大正?|昭和?|平成?|令和?|[MTSHR])\s*(?P<eray>\d{{1,2}}|元)|(?P<y>\d{{4}}))
    \s*[-/.年]\s*(?P<mo>\d{{1,2}})\s*[-/.月]\s*(?P<d>\d{{1,2}})\s*日?
    \s*(?:\([^)]{{1,4}}\)|[日月火水木金土]曜日?)?
    (?:[T,\s]*(?P<half>{_HALF})?\s*(?P<h>\d{{1,2}})\s*[:時]\s*(?:(?P<mi>\d{{1,2}})\s*分?)?
       (?:\s*:?\s*(?P<s>\d{{1,2}})(?:\.(?P<frac>\d{{1,9}}))?\s*秒?)?
       \s*(?P<half2>{_HALF})?
       \s*(?P<zone>Z|JST|(?:UTC|GMT)(?![+-])|(?:UTC|GMT)?[+-]\d{{1,2}}:?(?:\d{{2}})?)?
    )?""",
    re.VERBOSE | re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_EXCEL_DAY_ZERO = datetime(1899, 12, 30)
_EARLIEST, _LATEST = 1970, 2100


class Clock:
    """Reads times as exports write them; a time without a zone is in the project's zone."""

    def __init__(self, zone: str, time_format: str = "") -> None:
        self.zone = ZoneInfo(zone)
        self._format = time_format

    def read(self, text: str) -> datetime | None:
        """The moment in UTC, or None when the cell is no time from 1970 to 2100.

        `time_format` is tried first, then ISO 8601, 2024/05/01 10:23:45 午前 GMT+9,
        2024年5月1日 10時23分, 令和6年5月1日, 20240501, Excel serial days and Unix seconds or milliseconds.
        """
        moment = self._parse(text)
        if moment is None or not _EARLIEST <= moment.year <= _LATEST:
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=self.zone)).astimezone(UTC)

    def month(self, moment: datetime) -> str:
        """The calendar month YYYY-MM of a moment in the project's zone."""
        local = moment.astimezone(self.zone)
        return f"{local.year:04d}-{local.month:02d}"

    def _parse(self, text: str) -> datetime | None:
        text = text.strip()
        if len(text) > _LONGEST:
            return None
        if self._format:
            try:
                return datetime.strptime(text, self._format)
            except ValueError:
                pass
        if not text.isascii():
            text = plain(text)
        if text.replace(".", "", 1).isdigit():  # before ISO, which would take 1714526625 apart
            return _from_digits(text)
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
        match = _TIME.fullmatch(text)
        try:
            return _from_parts(match) if match else None
        except ValueError:  # the 31st of June, 25 o'clock
            return None


def _from_parts(match: re.Match[str]) -> datetime:
    era = match["era"]
    year = _ERAS[era[0].upper()] + int(match["eray"].replace("元", "1")) if era else int(match["y"])
    hour = int(match["h"] or 0)
    if half := (match["half"] or match["half2"]):
        if half.upper().startswith("P") or half == "午後":
            hour += 12 if hour < 12 else 0
        elif hour == 12:
            hour = 0
    microsecond = int((match["frac"] or "0").ljust(6, "0")[:6])
    return datetime(
        year, int(match["mo"]), int(match["d"]), hour, int(match["mi"] or 0), int(match["s"] or 0),
        microsecond, tzinfo=_zone(match["zone"]),
    )


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text.upper() == "JST":
        return timezone(timedelta(hours=9))
    match = _OFFSET.fullmatch(text)
    if match is None:
        return UTC
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(offset if match[1] == "+" else -offset)


def _from_digits(text: str) -> datetime | None:
    """Digits alone: a compact date, a Unix time, or days since the end of 1899 as Excel counts them."""
    whole = text.partition(".")[0]
    try:
        if len(whole) in (8, 14) and "." not in text:
            return datetime.strptime(text, "%Y%m%d%H%M%S"[: 6 if len(whole) == 8 else 12])
        if len(whole) in (10, 13):
            return datetime.fromtimestamp(float(text) / (1000 if len(whole) == 13 else 1), UTC)
        if len(whole) == 5 and 20_000 <= float(text) < 80_000:
            days = timedelta(days=float(text))
            return _EXCEL_DAY_ZERO + timedelta(seconds=round(days.total_seconds()))
    except (ValueError, OverflowError, OSError):
        return None
    return None

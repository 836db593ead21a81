"""What a cell of a published table looks like to a person or a program.

Enters a value as pyarrow gives it (`to_pylist`) with the name and type of its column; leaves text, or a plain
JSON value.
"""

import math
from collections.abc import Collection
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.types as is_

from voc.report.measures import Measure
from voc.words import codes, say
from voc.words.harmless import harmless

NOTHING = "–"
LEAST_CHANCE = 0.001  # what is less is said to be less
SURE = 0.05  # the q-value below which a difference is taken to be more than chance
_WORDED = {
    "topic": "topic",
    "with": "topic",
    "of": "of",
    "note": "note",
    "polarity": "polarity",
    "sentiment": "polarity",
    "nps_group": "nps_group",
    "quadrant": "quadrant",
    "scenario": "scenario",
    "basis": "basis",
    "period": "period",
    "kind": "kind",
    "severity": "severity",
    "segment_name": "segment",
    "segment_value": "segment",
    "reason": "reason",
    "reasons": "flag",
    "side": "side",
    "method": "method",
    "warning": "warning",
    "variable": "variable",
    "move": "move",
    "negated": "negated",
    "name": "nps_group",  # of a value in correspondence; a term is none of these codes
}
_OF_PEOPLE = frozenset(  # columns of the tables whose n are people: each counts once, with the latest answer
    "behaviour banded decile scenario spend_share cumulative gini top_20_share share_difference".split()
)
_LISTED = ("spend", "purchases")  # what customer lists know of behaviour
_CODES = codes()


def label(name: str, language: str, beside: Collection[str] = ()) -> str:
    """The heading of a column in `language`; its own name where it has no words.

    By the columns `beside` it, the n of loyalty and its kin are people, where other tables count answers.
    """
    if name in ("n", "n_base") and not _OF_PEOPLE.isdisjoint(beside):
        name = f"{name}_people"
    return worded(f"column.{name}", name, language)


def worded(code: str, otherwise: str, language: str) -> str:
    """The words of `code`, or `otherwise` where there are none."""
    return say(code, language) if code in _CODES else otherwise


def reason(code: str, language: str) -> str:
    """Why rows were rejected, in a few words."""
    return worded(f"reason.{code}", code, language)


def topic(code: str, language: str) -> str:
    """The name of a topic; its id where the taxonomy is the user's own."""
    return worded(f"topic.{code}", code, language)


def behaviour(name: str, language: str) -> str:
    """What a behaviour is called; that of a customer list, `customers.spend`, is 利用額(customers)."""
    source, _, fact = name.rpartition(".")
    if source and fact in _LISTED:
        fact = say(f"behaviour.{fact}", language)
        return say("behaviour_of.list", language, fact=fact, source=source)
    return worded(f"behaviour.{name}", name, language)


def in_words(name: str, value: Any, language: str) -> Any:
    """A value of column `name` with the program's own codes (reference, all, …) put into words."""
    if name == "behaviour" and isinstance(value, str):
        return behaviour(value, language)
    if name == "outcome" and isinstance(value, str):
        return worded(f"outcome.{value}", behaviour(value, language), language)
    kind = _WORDED.get(name)
    if kind is None:
        return value
    if isinstance(value, list):
        return [in_words(name, one, language) for one in value]
    return worded(f"{kind}.{value}", value, language) if isinstance(value, str) else value


def period(value: str, language: str) -> str:
    """A period in a sentence: "2025-12" is 2025年12月, "2025" 2025年, "all" 全期間."""
    year, _, month = value.partition("-")
    if month:
        return say("period_of.month", language, year=year, month=say(f"month.{month}", language))
    if year.isdigit():
        return say("period_of.year", language, year=year)
    return worded(f"period.{value}", value, language)


def points(value: float | None, sign: bool = True) -> str:
    """NPS points to one decimal with a true minus sign; – where there is no number."""
    if value is None or not math.isfinite(value):
        return NOTHING
    rounded = round(value, 1) + 0.0  # -0.0 becomes 0.0
    return f"{rounded:+.1f}".replace("-", "−") if sign and rounded else f"{rounded:.1f}".replace("-", "−")


def interval(value: float | None, low: float | None, high: float | None, between: str = " ") -> str:
    """`−12.3 [−20.1, −4.5]`; without the brackets where there is no interval."""
    if value is None or low is None or high is None:
        return points(value)
    return f"{points(value)}{between}[{points(low)}, {points(high)}]"


def number(value: Any, measured: Measure, grouped: bool = True) -> str:
    """A number as a person reads it; – where there is none."""
    if value is None or not math.isfinite(value):
        return NOTHING
    if measured == "points":
        return points(float(value))
    if measured == "share":
        return f"{round(value, 3) + 0.0:.1%}".replace("-", "−")  # -0.0 becomes 0.0
    if measured == "moved":
        return f"{points(100 * value)}pt"  # ポイント: of a share that is 20 % now and was 15 %, not +5 %
    if measured == "count":
        return f"{round(value):,}" if grouped else str(round(value))
    if measured == "probability":
        return f"{value:.3f}"
    if measured == "chance":
        if value < LEAST_CHANCE:
            return f"< {LEAST_CHANCE}"
        shown = f"{value:.3f}"
        return f"{value:.4f}" if value < SURE <= float(shown) else shown
    if measured == "score":
        return f"{round(value, 2) + 0.0:,.2f}" if grouped else f"{round(value, 2) + 0.0:.2f}"
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}" if grouped else str(int(value))
    return f"{value:,.6g}" if grouped else f"{value:.6g}"


def moment(value: datetime, zone: tzinfo) -> datetime:
    """A time as a naive one of `zone`, to the second; one that had no zone stays as it is."""
    local = value.astimezone(zone).replace(tzinfo=None) if value.tzinfo else value
    return local.replace(microsecond=0)


def text(value: Any, kind: pa.DataType, zone: tzinfo) -> str:
    """Any value as text: maps as `性別: 女; 年代: 20代`, lists as `a; b`, times in `zone`; null as ""."""
    if value is None:
        return ""
    if is_.is_map(kind):
        return "; ".join(f"{text(k, kind.key_type, zone)}: {text(v, kind.item_type, zone)}" for k, v in value)
    if is_.is_list(kind) or is_.is_large_list(kind) or is_.is_fixed_size_list(kind):
        return "; ".join(text(one, kind.value_type, zone) for one in value)
    if is_.is_struct(kind):
        return "; ".join(f"{part.name}: {text(value[part.name], part.type, zone)}" for part in kind)
    if isinstance(value, datetime):
        return str(moment(value, zone))
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float):
        return _short(value, kind)
    return str(value)


def plain(value: Any, kind: pa.DataType, zone: tzinfo) -> Any:
    """Any value as JSON knows it: maps as objects, times as ISO 8601 in `zone`, NaN as null."""
    if value is None:
        return None
    if is_.is_map(kind):
        return {text(k, kind.key_type, zone): plain(v, kind.item_type, zone) for k, v in value}
    if is_.is_list(kind) or is_.is_large_list(kind) or is_.is_fixed_size_list(kind):
        return [plain(one, kind.value_type, zone) for one in value]
    if is_.is_struct(kind):
        return {part.name: plain(value[part.name], part.type, zone) for part in kind}
    if isinstance(value, datetime):
        return (value.astimezone(zone) if value.tzinfo else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float):
        return float(_short(value, kind)) if math.isfinite(value) else None
    return value if isinstance(value, bool | int | str) else text(value, kind, zone)


def on_one_line(value: str) -> str:
    """Text for a terminal: one line, and nothing in it that a terminal would obey."""
    return harmless(" ".join(value.split()))


def _short(value: float, kind: pa.DataType) -> str:
    """The shortest text that gives the number back in its own precision."""
    return f"{value:.7g}" if is_.is_float32(kind) or is_.is_float16(kind) else repr(value)

"""What a column of a published table measures, told by its name and type: it decides format and alignment."""

import re
from typing import Literal

import pyarrow as pa
import pyarrow.types as is_

Measure = Literal[
    "text", "count", "number", "points", "share", "moved", "probability", "chance", "score", "moment", "date"
]

WORDED: tuple[Measure, ...] = ("text", "moment", "date")  # all others are numbers
_POINTS = re.compile(
    r"nps(_weighted)?(_low|_high)?|nps_(mentioned|before|after)|(lift|impact|effect)(_\w+)?"
    r"|(contribution|nps_change|mix|rate|interaction|total)(_low|_high)?"
)
_SHARE = re.compile(
    r"((spend|top_20)_)?share(_\w+)?|(importance|lmg)(_\w+)?|weight_(before|after)|expected"
    r"|(cumulative|retention_points|spend_kept)(_low|_high)?|(contribution|inertia)_[xy]|quality"
)
_PROBABILITY = re.compile(
    r"(gini|jaccard)(_low|_high)?|p(_negative|_neutral|_positive)?|complaint|request|churn|urgent"
)
_COUNT = re.compile(r"people_kept(_low|_high)?|n_effective")
_MOVED = re.compile(r"share_(change|difference)(_low|_high)?")
_SCORE = re.compile(r"z|g2|log_odds(_low|_high)?|[xy]")


def measure(name: str, kind: pa.DataType) -> Measure:
    """What the column `name` of type `kind` measures: it decides format and alignment.

    points are NPS points −100…100, share and probability 0-1, chance a p or q that may be next to nothing,
    moved a difference of shares −1…1, score a number whose third decimal tells nothing; an unknown number
    is a plain number.
    """
    if is_.is_timestamp(kind):
        return "moment"
    if is_.is_date(kind):
        return "date"
    if is_.is_integer(kind) or _COUNT.fullmatch(name):
        return "count"
    if not (is_.is_floating(kind) or is_.is_decimal(kind)):
        return "text"
    if _POINTS.fullmatch(name):
        return "points"
    if _MOVED.fullmatch(name):
        return "moved"
    if _SHARE.fullmatch(name):
        return "share"
    if name == "q_value":
        return "chance"
    if _SCORE.fullmatch(name):
        return "score"
    return "probability" if _PROBABILITY.fullmatch(name) else "number"

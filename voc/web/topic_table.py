"""The topics of a cell as a table of a page: every number is a link to the comments that it counts.

Sorted by a link on each heading: `sort=share` rising, `sort=-share` falling.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from voc.report import cells
from voc.report.sections.phrases import told
from voc.report.table import by_impact
from voc.reports import Opener
from voc.words import say

Row = Mapping[str, Any]


class Number(NamedTuple):
    """A figure in words: its interval, what opens it, and whether it says good or bad for sure."""

    text: str
    interval: str = ""
    address: str | None = None
    tone: str = ""


class Line(NamedTuple):
    """A topic with its numbers by column; several stand beside each other in one cell."""

    topic: str
    numbers: Mapping[str, Sequence[Number]]
    note: str


class Column(NamedTuple):
    """A heading, the column of `topic_by_nps` by which it sorts, and how a row's numbers are made."""

    code: str
    by: str


COLUMNS = (
    Column("n", "n_responses"),
    Column("share", "share"),
    Column("nps", "nps_mentioned"),
    Column("groups", "promoters"),
    Column("lift", "lift"),
    Column("impact", "impact"),
    Column("effect", "effect"),
    Column("polarities", "share_positive"),
)
_INTERVALS = {"nps": ("nps_mentioned", "nps"), "lift": ("lift",) * 2, "impact": ("impact",) * 2,
              "effect": ("effect",) * 2}  # fmt: skip
_GROUPS = ("promoter", "passive", "detractor")
_SIGNED = ("lift", "impact")


def lines(rows: Sequence[Row], opener: Opener, language: str) -> list[Line]:
    """The topics in the order of `rows`."""
    return [
        Line(
            row["topic"],
            {column.code: _numbers(row, column.code, opener) for column in COLUMNS},
            str(cells.in_words("note", row["note"], language)),
        )
        for row in rows
    ]


def ordered(rows: Sequence[Row], sort: str, language: str) -> list[Row]:
    """The rows as `sort` asks, those without the figure last; by rising impact where it asks for nothing."""
    falling, name = sort.startswith("-"), sort.removeprefix("-")
    if name == "topic":
        return sorted(rows, key=lambda row: cells.topic(row["topic"], language), reverse=falling)
    by = {column.code: column.by for column in COLUMNS}.get(name)
    if by is None:
        return sorted(rows, key=lambda row: by_impact(dict(row)))
    known = sorted((row for row in rows if row[by] is not None), key=lambda row: row[by], reverse=falling)
    return known + [row for row in rows if row[by] is None]


def heading(code: str, language: str) -> str:
    """What stands over a column."""
    if code in ("topic", "effect", "note"):
        return cells.label(code, language)
    return say(f"web.topic.{code}" if code in ("groups", "polarities") else f"view.{code}", language)


def _numbers(row: Row, code: str, opener: Opener) -> list[Number]:
    address = opener("topic_by_nps", row)
    if row["n_responses"] is None:
        return [Number(cells.NOTHING)]
    if code in _INTERVALS:
        name, ends = _INTERVALS[code]
        low, high = row[f"{ends}_low"], row[f"{ends}_high"]
        if row[name] is None:
            return [Number(cells.NOTHING)]
        between = "" if low is None or high is None else f"[{cells.points(low)}, {cells.points(high)}]"
        sure = code in _SIGNED and told(row, code)
        return [Number(cells.points(row[name]), between, address, _tone(row[name]) if sure else "")]
    if code == "groups":
        return [
            Number(
                cells.number(row[f"{group}s"], "count"),
                address=row[f"{group}s"] and opener("topic_by_nps", row, group=group),
            )
            for group in _GROUPS
        ]
    if code == "polarities":
        return [
            Number(
                cells.number(row[f"share_{polarity}"], "share"),
                address=row[f"share_{polarity}"] and opener("topic_by_nps", row, polarity=polarity),
            )
            for polarity in ("positive", "negative")
        ]
    name, measured = ("n_responses", "count") if code == "n" else ("share", "share")
    return [Number(cells.number(row[name], measured), "", address)]  # type: ignore[arg-type]


def _tone(value: float) -> str:
    return "good" if value > 0 else "bad"

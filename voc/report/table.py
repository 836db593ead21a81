"""Tables in a terminal: double-width characters count as two, numbers stand to the right.

    terminal(table, language)   any table; rows that do not fit the width are shown as blocks
    topics(table, language)     topic_by_nps for people: NPS, difference and impact with their intervals

Everything comes back as text without colours; control characters in a cell are not passed on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from voc.report import cells
from voc.report.measures import WORDED, Measure, measure
from voc.words import say

_GAP = 2
_NARROW_TEXT = 14  # columns that a text or a heading may be folded to
_NARROW_HEAD = 10
_KEYS = ("source", "period", "segment_name", "segment_value")


@dataclass(frozen=True)
class View:
    """A table in words: every cell is text, `right` says which columns are numbers."""

    heads: Sequence[str]
    right: Sequence[bool]
    rows: Sequence[Sequence[str]]

    def narrowest(self) -> int:
        """The width in terminal columns below which numbers would be cut."""
        return sum(self._least()) + _GAP * (len(self.heads) - 1)

    def drawn(self, width: int | None) -> str:
        """The table, texts and headings folded to `width`; None = as wide as it is."""
        widths = self._widths(width)
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 0, 0, _GAP - 1))
        for head, right, fixed in zip(self.heads, self.right, widths, strict=True):
            table.add_column(Text(head), justify="right" if right else "left", width=fixed, overflow="fold")
        for row in self.rows:
            table.add_row(*map(Text, row))
        out = StringIO()
        total = sum(widths) + _GAP * len(widths)
        Console(file=out, width=total, color_system=None, force_terminal=False).print(table)
        return "\n".join(line.rstrip() for line in out.getvalue().splitlines())

    def blocks(self) -> str:
        """Each row as a block of `head  value` lines."""
        names = [head.replace("\n", " ") for head in self.heads]
        wide = _width(names)
        shown = []
        for place, row in enumerate(self.rows, 1):
            shown.append(f"── {place} ──")
            pairs = zip(names, row, strict=True)
            shown += [f"{name}{' ' * (wide - cell_len(name))}  {value}".rstrip() for name, value in pairs]
        return "\n".join(shown)

    def _widths(self, width: int | None) -> list[int]:
        """The width of each column: as it comes, then taken from the widest that can give."""
        widths = [_width([head, *column]) for head, column in self._columns()]
        if width is None:
            return widths
        least = self._least()
        while sum(widths) + _GAP * (len(widths) - 1) > width:
            spare = [now - low for now, low in zip(widths, least, strict=True)]
            if max(spare) <= 0:
                break
            widths[max(range(len(widths)), key=lambda at: (spare[at] > 0, widths[at]))] -= 1
        return widths

    def _least(self) -> list[int]:
        return [
            max(_width(column), min(_NARROW_HEAD, _width([head]))) if right
            else min(_NARROW_TEXT, _width([head, *column]))
            for (head, column), right in zip(self._columns(), self.right, strict=True)
        ]  # fmt: skip

    def _columns(self) -> list[tuple[str, list[str]]]:
        return [(head, [row[at] for row in self.rows]) for at, head in enumerate(self.heads)]

    def markdown(self) -> str:
        """The table in Markdown."""
        rule = ["---:" if right else "---" for right in self.right]
        rows = [[_escaped(cell) for cell in row] for row in (self.heads, *self.rows)]
        return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))


def terminal(
    table: pa.Table,
    language: str,
    *,
    width: int | None = None,
    limit: int | None = None,
    timezone: str = "UTC",
    codes: bool = False,
) -> str:
    """Any table as text, at most `limit` rows of it, in `width` terminal columns (None = as wide as it is).

    Headings and the program's own values are in `language`; with `codes`, as someone who writes SQL needs
    them, headings show the column's name too and values stay as they are stored.
    """
    if not table.num_rows:
        return say("view.none", language)
    view = _view(table if limit is None else table.slice(0, limit), language, ZoneInfo(timezone), codes)
    shown = view.drawn(width) if width is None or view.narrowest() <= width else view.blocks()
    hidden = table.num_rows - len(view.rows)
    return f"{shown}\n{say('view.more', language, count=f'{hidden:,}')}" if hidden else shown


def stored(table: pa.Table, language: str, timezone: str) -> View:
    """Any table for someone who writes SQL: values as stored; below a heading in words, the column's name."""
    return _view(table, language, ZoneInfo(timezone), codes=True)


def _view(table: pa.Table, language: str, zone: tzinfo, codes: bool) -> View:
    heads, right, columns = [], [], []
    names = table.column_names  # made anew each time it is asked for
    for at, field in enumerate(table.schema):
        heading = cells.label(field.name, language, names)
        heads.append(f"{heading}\n{field.name}" if codes and heading != field.name else heading)
        measured = measure(field.name, field.type)
        right.append(measured not in WORDED)
        columns.append(
            [
                _cell(value, field, measured, language, zone, codes)
                for value in whole(table.column(at)).to_pylist()
            ]
        )
    return View(heads, right, list(zip(*columns, strict=True)))


def _cell(
    value: Any, field: pa.Field, measured: Measure, language: str, zone: tzinfo, codes: bool
) -> str:
    if value is None:
        return cells.NOTHING
    if measured in WORDED:
        shown = value if codes else cells.in_words(field.name, value, language)
        return cells.on_one_line(cells.text(shown, field.type, zone))
    return cells.number(value, measured, grouped=not codes)


def whole(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column with times cut to microseconds, the finest that Python knows."""
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        return column.cast(pa.timestamp("us", column.type.tz), safe=False)
    return column


def topics(table: pa.Table, language: str, *, width: int | None = None) -> str:
    """`topic_by_nps` for people, the topics that go with the lowest NPS first; see `topic_view`.

    In a narrow terminal intervals stand below their numbers and the difference is left out.
    """
    if not table.num_rows:
        return say("view.none", language)
    view = topic_view(table, language)
    if width is not None and view.narrowest() > width:
        view = topic_view(table, language, between="\n")
    if width is not None and view.narrowest() > width:
        view = topic_view(table, language, between="\n", difference=False)
    return f"{view.drawn(width)}\n\n{say('view.legend', language)}"


def topic_view(table: pa.Table, language: str, *, between: str = " ", difference: bool = True) -> View:
    """The rows of `topic_by_nps` by rising impact, those without one last; NPS figures in points.

    A key (source, period, segment) is a column only where the table holds several of its values.
    `between` stands between a number and its interval.
    """
    keys = [key for key in _KEYS if key in table.column_names and len(table.column(key).unique()) > 1]
    heads = [
        *(cells.label(key, language) for key in (*keys, "topic")),
        say("view.n", language),
        say("view.share", language),
        say("view.nps", language),
        *([say("view.lift", language)] if difference else []),
        say("view.impact", language),
        cells.label("note", language),
    ]
    rows = [
        [
            *(cells.on_one_line(cells.in_words(key, row[key], language)) for key in (*keys, "topic")),
            cells.number(row["n_responses"], "count"),
            cells.number(row["share"], "share"),
            _figure(row, "nps_mentioned", "nps", between),
            *([_figure(row, "lift", "lift", between)] if difference else []),
            _figure(row, "impact", "impact", between),
            cells.in_words("note", row["note"], language),
        ]
        for row in sorted(table.to_pylist(), key=by_impact)
    ]
    numbers = 5 if difference else 4
    return View(heads, [False] * (len(keys) + 1) + [True] * numbers + [False], rows)


def _figure(row: dict[str, Any], name: str, limits: str, between: str) -> str:
    return cells.interval(row[name], row[f"{limits}_low"], row[f"{limits}_high"], between)


def by_impact(row: dict[str, Any]) -> tuple[bool, float, float, str]:
    """The order of the topics: by rising impact, those without one last, the most frequent first."""
    return row["impact"] is None, row["impact"] or 0.0, -(row["n_responses"] or 0), row["topic"]


def _width(texts: Iterable[str]) -> int:
    return max((cell_len(line) for text in texts for line in text.split("\n")), default=0)


def _escaped(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")

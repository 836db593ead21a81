"""What the report of a published run is made of, before it is a file: what comes in, and what it says.

Of a Material `voc.report.sections` makes Sections, of these `voc.report.composed` a Document, and of that
`voc.report.page` HTML and `voc.report.book` an Excel workbook.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from voc.report import cells
from voc.report.charts import Figure
from voc.report.table import View


@dataclass(frozen=True)
class Cell:
    """What a part of the report is about: one source, a period and a segment, or all of either."""

    source: str
    period: str = "all"
    segment_name: str = "all"
    segment_value: str = "all"

    @property
    def whole(self) -> bool:
        """Whether it is not one segment's."""
        return self.segment_name == "all"

    def in_words(self, language: str) -> str:
        """Source, period and segment in words."""
        value = cells.in_words("segment_value", self.segment_value, language)
        segment = [] if self.whole else [f"{self.segment_name}: {value}"]
        return " / ".join([self.source, cells.period(self.period, language), *segment])


@dataclass(frozen=True)
class Material:
    """The rows of published tables about one cell, by the name of their table; what a run lacks is not there.

    nps               all periods of the segment
    topic_by_nps      the cell
    drivers           outcome nps, side all, of the segment
    changes           one pair of periods, of the segment
    loyalty, concentration, retention     of the segment, all behaviours;   loyalty_topics   of the source
    weights           of the source and period
    alerts            of the source, in `recent`: the period, or the newest month
    keywords, pairs   topic all, promoters and detractors
    cooccurrence      topic all;   correspondence      variable nps_group
    examples          topic, polarity, text: comments, only if asked for

    A column `command` opens the comments of a row (null where it does not open): a command, or in the web
    pages an address. `people` is how many gave the answers of the cell, None where that is not told; `width`
    is that of the charts, in pixels.
    """

    cell: Cell
    tables: Mapping[str, pa.Table]
    recent: str = ""
    people: int | None = None
    width: float = 760

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table; none where it is not there."""
        return self.tables[name].to_pylist() if name in self.tables else []


@dataclass(frozen=True)
class Sheet:
    """A table of the report: `view` is what the page shows of it, `table` all of it for the workbook.

    `table` is None where another sheet holds its rows. `commands` open the comments of each row of `view`, ""
    where it does not open.
    """

    code: str  # report.sheet.*
    table: pa.Table | None
    view: View
    hidden: int = 0  # rows that `view` leaves out for their number
    commands: Sequence[str] = ()

    @property
    def opened_by(self) -> list[tuple[str, str]]:
        """The name of each row that opens, made of its first columns, and the command."""
        named = list(self.view.right).index(True) if True in self.view.right else 1
        rows = zip(self.view.rows, self.commands, strict=True) if self.commands else ()
        return [(" / ".join(row[:named]), command) for row, command in rows if command]


@dataclass(frozen=True)
class Section:
    """One question and its answer: sentences, charts by name, tables."""

    code: str  # report.*
    says: Sequence[str]
    figures: Sequence[tuple[str, Figure]] = ()
    sheets: Sequence[Sheet] = ()


@dataclass(frozen=True)
class Part:
    """The sections about one cell; `figure` is its NPS, and the interval with n."""

    cell: Cell
    sections: Sequence[Section]
    figure: tuple[str, str] | None = None


@dataclass(frozen=True)
class Term:
    """A word of the report, what it means, and an example from its own numbers ("" where it has none)."""

    word: str
    meaning: str
    example: str


@dataclass(frozen=True)
class Document:
    """The report. `data` says what it was made from, line by line, as label and value."""

    title: str
    about: str
    language: str
    timezone: str
    parts: Sequence[Part]
    terms: Sequence[Term]
    data: Sequence[tuple[str, str]]

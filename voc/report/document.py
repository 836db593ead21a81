"""The report of a published run as a whole: what it says, its charts and tables, before it is a file.

    document(materials, facts, language)    rows of published tables → a Document
    voc.report.page, voc.report.book        a Document → HTML, an Excel workbook

Every sentence is made from the numbers beside it. Suppressed cells hold no numbers when they come in, and
nothing is added up here. Comments are in it only where they are given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from voc.report import cells
from voc.report.charts import Figure
from voc.report.table import View
from voc.words import say


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
        period = cells.in_words("period", self.period, language)
        value = cells.in_words("segment_value", self.segment_value, language)
        segment = [] if self.whole else [f"{self.segment_name}: {value}"]
        return " / ".join([self.source, str(period), *segment])


@dataclass(frozen=True)
class Material:
    """The rows of published tables about one cell, by the name of their table; what a run lacks is not there.

    nps               all periods of the segment
    topic_by_nps      the cell
    drivers           outcome nps, side all, of the segment
    changes           one pair of periods, of the segment
    loyalty, concentration      of the segment, all behaviours
    alerts            of the source, in `recent`: the period, or the newest month
    keywords          topic all, promoters and detractors
    cooccurrence      topic all;   correspondence      variable nps_group
    examples          source, topic, polarity, nps_group, month, text: comments, only if asked for
    """

    cell: Cell
    tables: Mapping[str, pa.Table]
    recent: str = ""

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table; none where it is not there."""
        return self.tables[name].to_pylist() if name in self.tables else []


@dataclass(frozen=True)
class Sheet:
    """A table of the report: `view` is what the page shows of it, `table` all of it for the workbook."""

    code: str  # report.sheet.*
    table: pa.Table
    view: View
    hidden: int = 0  # rows that `view` leaves out for their number


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


def document(
    materials: Sequence[Material], facts: Mapping[str, Any], language: str = "ja", *, timezone: str = "UTC"
) -> Document:
    """The report about each of the cells.

    `facts` are those of the run: run_id, finished_at, model, taxonomy, code_version, the pipeline's summary,
    and measured: the metrics of the model, or None.
    """
    from voc.report import reading, sections

    parts = [
        Part(material.cell, sections.sections(material, language), sections.figure(material, language))
        for material in materials
    ]
    about = say("report.about", language, finished=reading.finished(facts, timezone), run=facts["run_id"])
    return Document(
        title=say("report.title", language),
        about=about,
        language=language,
        timezone=timezone,
        parts=parts,
        terms=reading.terms(materials, language),
        data=reading.data(facts, language, timezone),
    )

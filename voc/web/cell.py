"""Which cell of the published tables a page is about: source, period and segment, as its address says.

    /?source=store_survey&period=2025-10&segment=年代=20代

What the address leaves out is the source with the most answers, all time, and everybody; for a visitor who
sees one segment only, that segment.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import duckdb
from starlette.responses import Response

from voc import store
from voc.analyze.disclosure import openable
from voc.analyze.sql import table_names
from voc.errors import QueryError
from voc.report import Cell, Material, cells
from voc.reports import Opener, material
from voc.web.asked import Asked
from voc.web.rendering import address
from voc.web.screen import Page, failed
from voc.words import some

T = TypeVar("T")
Segment = tuple[str, str]
ALL: Segment = ("all", "all")
_ROWS = {"comments", "mentions", "responses", "contacts"}  # without these nothing opens


@dataclass(frozen=True)
class Known:
    """What a visitor can choose from in a run: `periods` (the newest first) and `segments` by source.

    The source with the most answers is the first. `tables` are those that the visitor's run has.
    """

    tables: frozenset[str]
    periods: Mapping[str, Sequence[str]]
    segments: Mapping[str, Sequence[Segment]]


@dataclass(frozen=True)
class Chosen:
    """A cell of a run, and what else could be chosen."""

    run: str
    cell: Cell
    known: Known

    @property
    def segment(self) -> Segment:
        """Name and value of the segment; ALL is everybody."""
        return self.cell.segment_name, self.cell.segment_value

    @property
    def query(self) -> dict[str, str]:
        """The cell as addresses say it."""
        return {"source": self.cell.source, "period": self.cell.period, "segment": spelled(self.segment)}

    def of_source(self, source: str) -> dict[str, str]:
        """The same of another source, as addresses say it, as far as that has it."""
        period = self.cell.period if self.cell.period in self.known.periods[source] else "all"
        return {"source": source, "period": period}

    def has(self, *tables: str) -> bool:
        """Whether the visitor's run has these tables: an account for one segment lacks some."""
        return self.known.tables.issuperset(tables)


Shown = Callable[[Asked, duckdb.DuckDBPyConnection, Chosen], Response]


def about(page: Shown) -> Page:
    """A page about the cell that its address names; where there is none, one that says so."""

    def shown(asked: Asked) -> Response:
        run = store.published_run(asked.site.root.data)
        with asked.site.tables(asked.visitor, run) as con:
            key = ("known", run.id, asked.visitor.role, asked.visitor.segment)
            known = asked.site.remembered.get(key, lambda: known_of(con))
            if not known.periods:
                return asked.page("no_nps.html")
            try:
                found = Chosen(run.id, chosen(asked, known), known)
            except QueryError as error:
                status = 403 if error.code == "web.other_segment" else 404
                return failed(asked, status, error.code, **error.values)
            return page(asked, con, found)

    return shown


def known_of(con: duckdb.DuckDBPyConnection) -> Known:
    """What can be chosen from the tables that `con` shows."""
    found = con.execute("SELECT source, period, max(n) FROM nps GROUP BY ALL ORDER BY period DESC").fetchall()
    most: dict[str, int] = {}
    for source, _, n in found:
        most[source] = max(most.get(source, 0), n or 0)
    sources = sorted(most, key=lambda one: (-most[one], one))
    segments = con.execute(
        "SELECT DISTINCT source, segment_name, segment_value FROM nps "
        "ORDER BY segment_name <> 'all', segment_name, segment_value"
    ).fetchall()
    return Known(
        table_names(con),
        {one: [period for source, period, _ in found if source == one] for one in sources},
        {one: [(name, value) for source, name, value in segments if source == one] for one in sources},
    )


def chosen(asked: Asked, known: Known) -> Cell:
    """The cell that the address asks for.

    Raises QueryError for a source, period or segment that there is not, or is not this visitor's.
    """
    sources = list(known.periods)
    source = _one_of(asked, "source", sources, sources[0])
    periods = known.periods[source]
    period = _one_of(asked, "period", periods, periods[0])
    spelt = {spelled(segment): segment for segment in known.segments[source]}
    wanted, own = asked.query.get("segment"), asked.visitor.segment
    if wanted and wanted not in spelt and own:
        raise QueryError("web.other_segment", segment=": ".join(own))
    return Cell(source, period, *spelt[_one_of(asked, "segment", list(spelt), next(iter(spelt)))])


def spelled(segment: Segment) -> str:
    """A segment as addresses say it: all, or name=value."""
    return "all" if segment == ALL else "=".join(segment)


def of_cell(asked: Asked, con: duckdb.DuckDBPyConnection, found: Chosen, *wanted: str) -> Material:
    """The rows of the cell of these tables; `command` is the address at which the visitor may open each."""
    return material(con, found.cell, opener=opener(asked, found), wanted=wanted)


def opener(asked: Asked, found: Chosen) -> Opener:
    """Gives the address of the comments behind a row or a part of it, or None."""
    may = asked.visitor.may("reviewer") and found.has(*_ROWS)

    def opened(table: str, row: Mapping[str, Any], **within: str) -> str | None:
        if not may or not openable.opens(table, row):
            return None
        return address("/comments", {"table": table, **openable.keys_of(table, row)}, **within)

    return opened


def remembered(asked: Asked, found: Chosen, what: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives for the cell, kept for everybody who sees the same of the run in this language."""
    visitor = asked.visitor
    key = (found.run, found.cell, visitor.may("reviewer"), visitor.segment, asked.language, what)
    return asked.site.remembered.get(key, make)


def _one_of(asked: Asked, name: str, values: Sequence[str], usual: str) -> str:
    value = asked.query.get(name) or usual
    if value not in values:
        shown = [str(cells.in_words(name, one, asked.language)) for one in values]
        named = asked.say(f"web.choose.{name}")
        raise QueryError("web.unknown_choice", name=named, value=value, values=some(shown))
    return value

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
from voc.analyze import openable
from voc.errors import QueryError
from voc.report import Cell, Material, cells
from voc.reports import material
from voc.web.asked import Asked
from voc.web.rendering import address
from voc.web.screen import Page, failed
from voc.words import some

T = TypeVar("T")
Segment = tuple[str, str]
Opener = Callable[..., str | None]
ALL: Segment = ("all", "all")
_ROWS = "comments", "mentions", "responses", "contacts"  # without these nothing opens


@dataclass(frozen=True)
class Chosen:
    """A cell, what else could be chosen, and the run that it is of. `periods` are the newest first."""

    run: str
    cell: Cell
    periods: Mapping[str, Sequence[str]]  # of each source
    segments: Sequence[Segment]           # of the source

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
        period = self.cell.period if self.cell.period in self.periods[source] else "all"
        return {"source": source, "period": period}


Shown = Callable[[Asked, duckdb.DuckDBPyConnection, Chosen], Response]


def about(page: Shown) -> Page:
    """A page about the cell that its address names; where there is none, one that says what to do."""

    def shown(asked: Asked) -> Response:
        if store.current(asked.site.root.data) is None:
            return asked.page("unpublished.html", inbox=str(asked.site.root.inbox))
        with asked.tables() as con:
            try:
                found = chosen(asked, con)
            except QueryError as error:
                status = 403 if error.code == "web.other_segment" else 404
                return failed(asked, status, error.code, **error.values)
            if found is None:
                return asked.page("no_nps.html")
            return page(asked, con, found)

    return shown


def chosen(asked: Asked, con: duckdb.DuckDBPyConnection) -> Chosen | None:
    """What the address asks for; None where no survey has an NPS.

    Raises QueryError for a source, period or segment that there is not, or is not this visitor's.
    """
    found = con.execute(
        "SELECT run_id, source, period, max(n) FROM nps GROUP BY ALL ORDER BY period DESC"
    ).fetchall()
    if not found:
        return None
    most: dict[str, int] = {}
    periods: dict[str, list[str]] = {}
    for _, source, period, n in found:
        most[source] = max(most.get(source, 0), n or 0)
        periods.setdefault(source, []).append(period)
    sources = sorted(periods, key=lambda one: (-most[one], one))
    source = _known(asked, "source", sources, sources[0])
    period = _known(asked, "period", periods[source], periods[source][0])
    segments: list[Segment] = con.execute(
        "SELECT DISTINCT segment_name, segment_value FROM nps WHERE source = ? "
        "ORDER BY segment_name <> 'all', segment_name, segment_value",
        [source],
    ).fetchall()
    spelt = {spelled(segment): segment for segment in segments}
    wanted = asked.query.get("segment")
    if wanted and wanted not in spelt and asked.visitor.segment:
        raise QueryError("web.other_segment", segment=spelled(asked.visitor.segment).replace("=", ": "))
    segment = spelt[_known(asked, "segment", list(spelt), next(iter(spelt)))]
    return Chosen(found[0][0], Cell(source, period, *segment), {one: periods[one] for one in sources}, segments)


def spelled(segment: Segment) -> str:
    """A segment as addresses say it: all, or name=value."""
    return "all" if segment == ALL else "=".join(segment)


def of_cell(
    asked: Asked, con: duckdb.DuckDBPyConnection, found: Chosen, *wanted: str
) -> Material:
    """The rows of the cell of these tables; `command` is the address at which the visitor may open each."""
    return material(con, found.cell, opener=opener(asked, con), wanted=wanted)


def opener(asked: Asked, con: duckdb.DuckDBPyConnection) -> Opener:
    """Gives the address of the comments behind a row (table, row, group, polarity); None where they stay closed."""
    may = asked.visitor.may("reviewer") and has(con, *_ROWS)

    def opened(table: str, row: Mapping[str, Any], **within: str) -> str | None:
        if not may or not openable.opens(table, row):
            return None
        return address("/comments", {"table": table, **openable.keys_of(table, row)}, **within)

    return opened


def has(con: duckdb.DuckDBPyConnection, *tables: str) -> bool:
    """Whether the visitor's run has all of these tables: an account for one segment lacks some."""
    found = con.execute(
        "SELECT count(DISTINCT table_name) FROM information_schema.tables WHERE list_contains(?, table_name)",
        [list(tables)],
    ).fetchone()
    return found is not None and found[0] == len(tables)


def remembered(asked: Asked, found: Chosen, what: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives for the cell, kept for everybody who sees the same of the run in this language."""
    visitor = asked.visitor
    key = (found.run, found.cell, visitor.may("reviewer"), visitor.segment, asked.language, what)
    return asked.site.remembered.get(key, make)


def _known(asked: Asked, name: str, values: Sequence[str], usual: str) -> str:
    value = asked.query.get(name) or usual
    if value not in values:
        shown = [str(cells.in_words(name, one, asked.language)) for one in values]
        raise QueryError(
            "web.unknown_choice", name=asked.say(f"web.choose.{name}"), value=value, values=some(shown)
        )
    return value

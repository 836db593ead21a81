"""The topics of a cell, and one topic: over time, by polarity, in people's own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from starlette.responses import Response

from voc import analyze, store
from voc.analyze.comments.related import Related
from voc.analyze.disclosure import openable
from voc.errors import QueryError
from voc.report import cells, charts, sections
from voc.report.document import Sheet
from voc.report.sections.phrases import sheet
from voc.report.views import Column
from voc.reports import Opener
from voc.web import topic_table
from voc.web.asked import Asked
from voc.web.cell import Chosen, about, of_cell, opener, remembered
from voc.web.pages.comments import with_places
from voc.web.pages.dashboard import table
from voc.web.pieces import WHOLE, Picture, Piece, picture, piece
from voc.web.rendering import address
from voc.web.screen import failed, screen
from voc.words import some

_COLUMNS = ("n", "share", "impact", "lift", "effect", "nps", "groups", "polarities")
_TYPICAL = 3  # comments of each group,
_TRIED = 20   # chosen from these
_TERMS = 14   # of each group
_RELATED = 6  # topics on each side
_MONTHS = 2   # that a line needs
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Topic:
    """What the page says of a topic; `cell` is its row, None where the cell does not mention it.

    `typical` are comments by NPS group, None where the group does not open. What the visitor may not see, or
    the run does not tell for a segment, is None.
    """

    cell: Row | None
    numbers: topic_table.Line | None
    pictures: Sequence[Picture]
    drivers: Sheet | None
    changes: Sheet | None
    typical: Mapping[str, Sequence[Row] | None] | None
    words: Mapping[str, Sequence[tuple[str, str | None, str]]] | None  # by group: what, address, n
    related: Sequence[tuple[Related, str | None]] | None  # with the address of the comments that mention both


def topics(asked: Asked, con: duckdb.DuckDBPyConnection, found: Chosen) -> Response:
    """Every topic of the cell."""

    def made() -> tuple[Sequence[Row], list[Piece]]:
        rows = of_cell(asked, con, found, "topic_by_nps")
        pieces = (piece(one, rows, asked.language, WHOLE) for one in (sections.topics, sections.corrected))
        return rows.rows("topic_by_nps"), [one for one in pieces if one is not None]

    rows, pieces = remembered(asked, found, "topics", made)
    shown = table(asked, found, rows, _COLUMNS)
    return asked.page("topics.html", found=found, table=shown, pieces={one.code: one for one in pieces})


def topic(asked: Asked, con: duckdb.DuckDBPyConnection, found: Chosen) -> Response:
    """One topic."""
    code, source = asked.path["topic"], found.cell.source
    known = con.execute("SELECT DISTINCT source, topic FROM topic_by_nps ORDER BY topic").fetchall()
    if all(code != one for _, one in known):
        values = some([cells.topic(one, asked.language) for of, one in known if of == source], 40)
        value = cells.topic(code, asked.language)
        told = {"name": asked.say("column.topic"), "value": value, "values": values}
        return failed(asked, 404, "web.unknown_choice", **told)
    shown = remembered(asked, found, ("topic", code), lambda: _topic(asked, con, found, code))
    groups = shown.typical or {}
    chosen = [{**row, "group": group} for group, rows in groups.items() for row in rows or ()]
    placed = with_places(asked, con, chosen) if chosen else []  # all at once: it looks through every comment
    typical = shown.typical and {
        group: None if rows is None else [one for one in placed if one["group"] == group]
        for group, rows in groups.items()
    }
    response = asked.page("topic.html", found=found, topic=code, shown=shown, typical=typical)
    if placed:
        response.background = asked.audit_later("comments", address(f"/topics/{code}", found.query))
    return response


def _topic(asked: Asked, con: duckdb.DuckDBPyConnection, found: Chosen, code: str) -> Topic:
    rows = of_cell(asked, con, found, "topic_by_nps", "drivers", "changes")
    opened = opener(asked, found)
    cell = next((row for row in rows.rows("topic_by_nps") if row["topic"] == code), None)
    spoken = found.has("keywords", "pairs") and found.cell.whole
    return Topic(
        cell=cell,
        numbers=topic_table.lines([cell], opened, asked.language)[0] if cell else None,
        pictures=_pictures(asked, con, found, code),
        drivers=_drivers(rows.tables["drivers"], code, asked.language) if "drivers" in rows.tables else None,
        changes=_changes(rows.tables["changes"], code, asked.language) if "changes" in rows.tables else None,
        typical=_typical(con, cell) if cell and opened("topic_by_nps", cell) else None,
        words=_words(asked, con, found, code) if spoken else None,
        related=_related(con, found, rows.rows("topic_by_nps"), opened, code)
        if found.has("responses", "comments", "mentions") else None,
    )  # fmt: skip


def _related(
    con: duckdb.DuckDBPyConnection, found: Chosen, told: Sequence[Row], opened: Opener, code: str
) -> list[tuple[Related, str | None]]:
    """Topics that are mentioned together with this one; what `told` leaves out of either does not open."""
    rows, cell = {row["topic"]: row for row in told}, found.cell

    def both(other: str) -> str | None:
        known = {code, other} <= rows.keys()
        return opened("topic_by_nps", rows[code], **{openable.WITH: other}) if known else None

    related = analyze.related(con, code, source=cell.source, period=cell.period, segment=found.segment)
    return [(one, both(one.topic)) for one in related]


def _pictures(asked: Asked, con: duckdb.DuckDBPyConnection, found: Chosen, code: str) -> list[Picture]:
    """The share, and the adjusted effect or, where too few months have one, the difference, by month."""
    cell = found.cell
    months = store.answer(
        con,
        "SELECT * FROM topic_by_nps WHERE source = ? AND topic = ? AND segment_name = ? AND segment_value = ?"
        " AND length(period) = 7 ORDER BY period",
        [cell.source, code, cell.segment_name, cell.segment_value],
    )
    effects = sum(months["effect_low"].is_valid().to_pylist()) >= _MONTHS
    drawn = (
        picture(partial(_drawn, months, asked.language, measure))
        for measure in ("share", "effect" if effects else "lift")
    )
    return [one for one in drawn if one is not None]


def _drawn(months: pa.Table, language: str, measure: Any, width: float) -> charts.Figure | None:
    if sum(months["share" if measure == "share" else f"{measure}_low"].is_valid().to_pylist()) < _MONTHS:
        return None
    return charts.trend(months, language, measure=measure, width=width)


def _drivers(drivers: pa.Table, code: str, language: str) -> Sheet | None:
    """The topic by polarity, of all time."""
    columns: list[Column] = [
        "polarity", "n", "share", ("effect", "low", "high"),
        ("contribution", "contribution_low", "contribution_high"), "quadrant", "note",
    ]  # fmt: skip
    own = drivers.filter(pc.equal(drivers["topic"], code)).sort_by([("polarity", "descending")])
    return sheet("drivers", own, columns, language) if own.num_rows else None


def _changes(changes: pa.Table, code: str, language: str) -> Sheet | None:
    columns: list[Column] = [
        "period_before", "period", "n_before", "n_after",
        ("share_change", "share_change_low", "share_change_high"),
        ("nps_change", "nps_change_low", "nps_change_high"), ("total", "total_low", "total_high"), "note",
    ]  # fmt: skip
    own = changes.filter(pc.equal(changes["topic"], code))
    return sheet("changes", own, columns, language) if own.num_rows else None


def _typical(con: duckdb.DuckDBPyConnection, cell: Row) -> dict[str, Sequence[Row] | None]:
    """A few typical comments of each NPS group, None where the group does not open."""
    keys = openable.keys_of("topic_by_nps", cell)
    try:
        groups = analyze.by_group(con, "topic_by_nps", keys, most=_TRIED)
    except QueryError:  # the row itself stays closed
        return dict.fromkeys(openable.GROUPS)
    return {
        group: None if found is None else _unlike(found.to_pylist())
        for group, found in groups.items()
    }


def _unlike(rows: Sequence[Row]) -> list[Row]:
    """The first few comments of which none says just what another does."""
    said: dict[str, Row] = {}
    for row in rows:
        if row["text"] is not None:
            said.setdefault(row["text"], row)
    return list(said.values())[:_TYPICAL]


def _words(
    asked: Asked, con: duckdb.DuckDBPyConnection, found: Chosen, code: str
) -> dict[str, list[tuple[str, str | None, str]]]:
    """What promoters and detractors say more than others where they mention the topic, the clearest first."""
    opened = opener(asked, found)
    words: dict[str, list[tuple[str, str | None, str]]] = {"promoter": [], "detractor": []}
    for table_name in ("keywords", "pairs"):
        rows = con.execute(
            f"SELECT * FROM {table_name} WHERE source = ? AND topic = ? AND period = 'all' AND z > 0"
            " AND q_value < ? AND nps_group IN ('promoter', 'detractor') ORDER BY z DESC",
            [found.cell.source, code, cells.SURE],
        ).to_arrow_table()
        for group, listed in words.items():
            for row in [one for one in rows.to_pylist() if one["nps_group"] == group][:_TERMS]:
                if table_name == "keywords":
                    said = row["term"]
                else:
                    said = f"{row['head']}→{row['dependent']}"
                    said = asked.say("report.pairs.denied", pair=said) if row["negated"] else said
                listed.append((said, opened(table_name, row), f"{row['n_responses']:,}"))
    return words


ROUTES = [screen("/topics", about(topics)), screen("/topics/{topic:path}", about(topic))]

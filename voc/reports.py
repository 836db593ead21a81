"""The report of a published run: which rows it is about. What it says and how it looks is voc.report's.

The web pages show the rows of the same cells: `material`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import duckdb
import pyarrow as pa

from voc import analyze, report, store
from voc.analyze.disclosure import openable
from voc.analyze.sql import table_names
from voc.config import Project
from voc.errors import QueryError, SettingsError
from voc.records import POLARITIES
from voc.report.document import Cell, Document, Material
from voc.words import some

_TOPICS = 6  # that have example comments
_COMMENTS = 2  # of each topic and polarity
_EXAMPLES = pa.schema(dict.fromkeys(("topic", "polarity", "text"), pa.string()))
_SEGMENT = "segment_name = $name AND segment_value = $value"
_TABLES = {  # those of a cell
    "nps": _SEGMENT,
    "topic_by_nps": f"{_SEGMENT} AND period = $period",
    "drivers": f"{_SEGMENT} AND outcome = 'nps' AND side = 'all'",
    "changes": f"{_SEGMENT} AND period = $changed AND period_before = $before",
    "loyalty": _SEGMENT,
    "concentration": _SEGMENT,
    "retention": _SEGMENT,
}
_SPOKEN = "topic = 'all' AND nps_group IN ('promoter', 'detractor') AND period = $spoken"
_WHOLE = {  # that no segment has
    "weights": "period = $period",
    "loyalty_topics": "true",
    "alerts": "starts_with(strftime(day, '%Y-%m-%d'), $recent)",
    "keywords": _SPOKEN,
    "pairs": _SPOKEN,
    "cooccurrence": "topic = 'all'",
    "correspondence": "variable = 'nps_group'",
}
Opener = Callable[..., str | None]
"""What opens (table, row), or a part of it (group=…, polarity=…), for a person: a command, an address."""


def report_of(
    project: Project,
    *,
    period: str = "all",
    segment: tuple[str, str] = ("all", "all"),
    source: str | None = None,
    comments: bool = False,
    language: str | None = None,
) -> Document:
    """The report of the published run about a period and a segment, of one source or of each that has an NPS.

    With `comments` it holds examples of what people wrote, of what `voc.analyze.comments.opened` lets open.
    Raises SettingsError when nothing is published yet, or never about such a source, period or segment.
    """
    run = store.published_run(project.data)
    timezone = project.settings.timezone
    manifest = run.manifest
    with store.connect(run, timezone=timezone) as con:
        cells = [Cell(name, period, *segment) for name in _sources(con, source)]
        materials = [material(con, cell) for cell in cells]
        if comments:
            materials = [_with_examples(con, one, timezone) for one in materials]
        found = [one for one in materials if _has(one)]
        if not found:
            _explain(con, period, segment)
    facts = {
        "run_id": run.id,
        "finished_at": manifest.finished_at,
        "model": manifest.model,
        "taxonomy": manifest.taxonomy,
        "code_version": manifest.code_version,
        "summary": manifest.summary,
    }
    return report.document(found, facts, language or project.settings.language, timezone=timezone)


def _has(material: Material) -> bool:
    return any(row["period"] == material.cell.period for row in material.rows("nps"))


def _sources(con: duckdb.DuckDBPyConnection, asked: str | None) -> list[str]:
    known = [row[0] for row in con.execute("SELECT DISTINCT source FROM nps ORDER BY source").fetchall()]
    if asked is not None and asked not in known:
        values = ", ".join(known)
        raise SettingsError(
            "filter_finds_nothing", table="nps", option="--source", value=asked, values=values
        )
    return known if asked is None else [asked]


def _explain(con: duckdb.DuckDBPyConnection, period: str, segment: tuple[str, str]) -> None:
    """Raise for the filter that finds nothing: the period, or else the segment."""
    periods = [
        row[0] for row in con.execute("SELECT DISTINCT period FROM nps ORDER BY period DESC").fetchall()
    ]
    if period not in periods:
        option, value, values = "--period", period, periods
    else:
        rows = con.execute("SELECT DISTINCT segment_name || '=' || segment_value AS v FROM nps ORDER BY v")
        option, value, values = "--segment", "=".join(segment), [row[0] for row in rows.fetchall()]
    raise SettingsError("filter_finds_nothing", table="nps", option=option, value=value, values=some(values))


def command(table: str, row: Mapping[str, Any]) -> str | None:
    """The command that opens a row; None where it counts nobody."""
    return report.command(*openable.needed(table, row)) if openable.opens(table, row) else None


def material(
    con: duckdb.DuckDBPyConnection,
    cell: Cell,
    *,
    opener: Opener = command,
    wanted: Collection[str] | None = None,
) -> Material:
    """The rows of a cell from the tables that `con` shows, all or the `wanted` of those of a Material.

    Their column `command` is what `opener` says of each row.
    """
    known = table_names(con)
    values: dict[str, object] = {
        "source": cell.source, "period": cell.period, "name": cell.segment_name, "value": cell.segment_value,
    }  # fmt: skip
    values |= _periods(con, cell, known, values)
    of_cell = _TABLES | (_WHOLE if cell.whole else {})
    tables = {
        name: _rows(con, name, condition, values, opener)
        for name, condition in of_cell.items()
        if name in known and (wanted is None or name in wanted)
    }
    counted = cell.whole and "nps" in tables and "responses" in known
    people = _people(con, cell) if counted else None
    return Material(cell, tables, str(values["recent"]), people)


def _with_examples(con: duckdb.DuckDBPyConnection, material: Material, timezone: str) -> Material:
    if not {"topic_by_nps", "comments", "mentions", "responses"} <= table_names(con):
        return material
    found = list(_examples(con, material.tables["topic_by_nps"], timezone))
    examples = pa.Table.from_pylist(found, _EXAMPLES)
    return replace(material, tables={**material.tables, "examples": examples})


def _rows(
    con: duckdb.DuckDBPyConnection, name: str, condition: str, values: dict[str, object], opener: Opener
) -> pa.Table:
    """Rows of a table, and what opens each where the table opens."""
    asked = f"SELECT * EXCLUDE (run_id) FROM {name} WHERE source = $source AND {condition}"
    used = {key: value for key, value in values.items() if f"${key}" in asked}
    table = store.answer(con, asked, used)
    if name not in openable.OPENABLE:
        return table
    opened = [opener(name, row) for row in table.to_pylist()]
    return table.append_column("command", pa.array(opened, pa.string()))


def _people(con: duckdb.DuckDBPyConnection, cell: Cell) -> int:
    """How many people gave the scored answers of all segments together."""
    counted = con.execute(
        "SELECT count(DISTINCT coalesce(respondent, '- ' || response_id)) FROM responses"
        " WHERE source = ? AND nps_group IS NOT NULL AND (? = 'all' OR starts_with(month, ?))",
        [cell.source, cell.period, cell.period],
    ).fetchone()
    return int(counted[0]) if counted else 0


def _periods(
    con: duckdb.DuckDBPyConnection, cell: Cell, known: frozenset[str], values: dict[str, object]
) -> dict[str, object]:
    """The pair of periods that is compared, the month of the alerts, the period of the keywords."""
    months = "SELECT max(period) FROM nps WHERE source = ? AND length(period) = 7"
    newest = con.execute(months, [cell.source]).fetchone()
    recent = cell.period if cell.period != "all" else (newest[0] if newest and newest[0] else "")
    changed, before = recent, ""
    if "changes" in known:
        pairs = con.execute(
            f"SELECT period, period_before FROM changes WHERE source = $source AND {_SEGMENT}"
            " AND topic = '(all)' AND period = $recent ORDER BY period_before DESC LIMIT 1",
            {name: values[name] for name in ("source", "name", "value")} | {"recent": recent},
        ).fetchall()
        changed, before = pairs[0] if pairs else (recent, "")
    spoken = "all"
    if "keywords" in known:
        held = con.execute(
            "SELECT 1 FROM keywords WHERE source = ? AND period = ? LIMIT 1", [cell.source, cell.period]
        )
        spoken = cell.period if held.fetchone() else "all"
    return {"recent": recent, "changed": changed, "before": before, "spoken": spoken}


def _examples(con: duckdb.DuckDBPyConnection, topics: pa.Table, timezone: str) -> Iterator[dict[str, str]]:
    """The most typical comments of the topics with the greatest impact, of each polarity that opens."""
    known = [row for row in topics.to_pylist() if row["impact"] is not None]
    known.sort(key=lambda row: -abs(row["impact"]))
    keys = openable.OPENABLE["topic_by_nps"].keys
    for row, polarity in product(known[:_TOPICS], POLARITIES):
        asked = {name: row[name] for name in keys} | {"polarity": polarity}
        try:
            found = analyze.opened(
                con, "topic_by_nps", asked, timezone=timezone, order="typical", most=_COMMENTS
            )
        except QueryError:  # it stays closed
            continue
        for text in found.comments["text"].drop_null().to_pylist():
            yield {"topic": row["topic"], "polarity": polarity, "text": text}

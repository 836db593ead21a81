"""Rows of one table by source, period and segment, whatever columns the table says them in."""

import difflib
from collections.abc import Iterator

import duckdb

from voc.errors import SettingsError
from voc.words import say

Segment = tuple[str, str]


def selected(
    con: duckdb.DuckDBPyConnection,
    table: str,
    *,
    source: str | None = None,
    period: str | None = None,
    segment: Segment | None = None,
    language: str = "ja",
    dashes: str = "",
) -> tuple[str, list[str]]:
    """SQL for the rows, in the order in which they are stored, and its parameters; None selects nothing.

    A period selects months where a table has no periods ("all" then all of them), a segment its answers.
    Raises SettingsError for a table that is not there, and for a filter that it has no column for, which is
    named with `dashes` before it.
    """
    columns = _columns(con, table, language)
    conditions, params = ["true"], list[str]()
    for condition, values in _filters(table, columns, source, period, segment, dashes):
        conditions.append(condition)
        params += values
    return f'SELECT * FROM "{table}" WHERE {" AND ".join(conditions)}', params


def _columns(con: duckdb.DuckDBPyConnection, table: str, language: str) -> list[str]:
    rows = con.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'main'"
        " ORDER BY table_name, ordinal_position"
    ).fetchall()
    columns = [column for name, column in rows if name == table]
    if not columns:
        known = sorted({name for name, _ in rows})
        near = difflib.get_close_matches(table, known, 1)
        hint = say("did_you_mean", language, name=near[0]) if near else ""
        raise SettingsError("unknown_table", table=table, hint=hint, tables=", ".join(known))
    return columns


def _filters(
    table: str,
    columns: list[str],
    source: str | None,
    period: str | None,
    segment: Segment | None,
    dashes: str,
) -> Iterator[tuple[str, list[str]]]:
    """Conditions with their parameters, by the first column that the table has for each filter."""
    name, value = segment or ("", "")
    begins = "" if period in (None, "all") else str(period)
    ways: dict[str, tuple[object, dict[str, tuple[str, list[str]]]]] = {
        "source": (source, {"source": ("source = ?", [source or ""])}),
        "period": (
            period,
            {"period": ("period = ?", [period or ""]), "month": ("starts_with(month, ?)", [begins])},
        ),
        "segment": (
            segment,
            {
                "segment_name": ("segment_name = ? AND segment_value = ?", [name, value]),
                "segments": ("true", []) if name == "all" else ("segments[?] = ?", [name, value]),
            },
        ),
    }
    for option, (given, by_column) in ways.items():
        if given is None:
            continue
        way = next((way for column, way in by_column.items() if column in columns), None)
        if way is None:
            raise SettingsError(
                "filter_without_column", table=table, option=f"{dashes}{option}", columns=", ".join(columns)
            )
        yield way

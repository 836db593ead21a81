"""voc status, voc query, voc export: what is published, by SQL or as files."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voc.cli import selectors
from voc.cli.edge import ProjectOption, help_text, language, open_project, words
from voc.cli.handing import FormOption, OutputOption, form_of, hand_over, wrote
from voc.cli.screen import screen_width, show
from voc.errors import SettingsError
from voc.words import some

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


_SHOWN_RUNS = 10
_SHOWN_FAILURES = 5


def status(project: ProjectOption = None) -> None:
    """List the last runs and the last failures."""
    from zoneinfo import ZoneInfo

    import pyarrow as pa

    from voc import report, store

    opened = open_project(project)
    zone = ZoneInfo(opened.settings.timezone)
    current = store.current(opened.data)
    if current is None:
        show(words("status.none"))
    else:
        finished = current.manifest.finished_at.astimezone(zone)
        show(words("status.current", run=current.id, finished=f"{finished:%Y-%m-%d %H:%M}"))
        show()
        manifests = [run.manifest for run in store.runs(opened.data)[:_SHOWN_RUNS]]
        shown = ("finished_at", "run_id", "rows_in", "rows_new", "rows_rejected", "comments_read", "model")
        table = pa.table({name: [getattr(manifest, name) for manifest in manifests] for name in shown})
        show(report.terminal(table, language(), width=screen_width(), timezone=opened.settings.timezone))
    show()
    failures = store.failures(opened.data)[:_SHOWN_FAILURES]
    show(words("status.failures" if failures else "status.no_failures"))
    for failure in failures:
        show(f"  {failure.finished_at.astimezone(zone):%Y-%m-%d %H:%M}  {failure.worded(words)}")


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help=help_text("query.sql"))],
    form: FormOption = None,
    output: OutputOption = None,
    project: ProjectOption = None,
) -> None:
    """Answer one SQL statement over the published tables."""
    from voc import store

    form_of(form, output)
    try:
        asked = (sys.stdin.buffer.read() if sql == "-" else os.fsencode(sql)).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError("query_encoding") from error
    opened = open_project(project)
    timezone = opened.settings.timezone
    with store.connect(store.published_run(opened.data), timezone=timezone) as con:
        table = store.answer(con, asked)
    hand_over(table, form, output, timezone)


def export(
    name: Annotated[str, typer.Argument(metavar="TABLE", help=help_text("export.table"))],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help=help_text("export.output"))],
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help=help_text("export.period"))
    ] = None,
    segment: Annotated[
        str | None, typer.Option("--segment", metavar="NAME=VALUE", help=help_text("export.segment"))
    ] = None,
    codes: Annotated[bool, typer.Option("--codes", help=help_text("export.codes"))] = False,
    project: ProjectOption = None,
) -> None:
    """Write a published table to a file."""
    from voc import report, store

    report.check_suffix(output)
    opened = open_project(project)
    timezone = opened.settings.timezone
    with store.connect(store.published_run(opened.data), timezone=timezone) as con:
        table = _selected(con, name, period, segment)
    report.write(table, output, language(), timezone=timezone, codes=codes)
    wrote(output, table)


def _selected(
    con: "duckdb.DuckDBPyConnection", name: str, period: str | None, segment: str | None
) -> "pa.Table":
    """The rows of one table, of one period and segment where these are given."""
    from voc import store

    asked, params = store.selected(
        con, name, period=period, segment=None if segment is None else selectors.segment(segment),
        language=language(), dashes="--",
    )  # fmt: skip
    table = store.answer(con, asked, params)
    columns = table.column_names
    if not table.num_rows and period is not None and "period" in columns:
        _explain_nothing(con, name, "period", "--period", period)
    if not table.num_rows and segment is not None and "segment_name" in columns:
        _explain_nothing(con, name, "segment_name || '=' || segment_value", "--segment", segment)
    return table


def _explain_nothing(
    con: "duckdb.DuckDBPyConnection", name: str, column: str, option: str, value: str
) -> None:
    """Raise if the filter's value is one that the table never has."""
    rows = con.execute(f'SELECT DISTINCT {column} AS v FROM "{name}" ORDER BY v').fetchall()
    values = [str(row[0]) for row in rows]
    if value not in values and not (value == "all" and "all=all" in values):
        near = [one for one in values if one.split("=")[0] == value.split("=")[0]] or values
        raise SettingsError("filter_finds_nothing", table=name, option=option, value=value, values=some(near))

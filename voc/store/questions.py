"""SQL over a pinned run: read-only, in memory, and closed to everything outside the run's folder."""

import difflib
import re
from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from voc.errors import QueryError, StoreError
from voc.store import sql
from voc.store.builder import RUNS
from voc.store.held import held
from voc.store.published import Run
from voc.store.statements import check

QUESTION_MEMORY = "1GB"  # of one of several who ask
COMMAND_MEMORY = "4GB"  # of who asks alone, at a terminal

_Connection = duckdb.DuckDBPyConnection
_UNKNOWN = re.compile(
    r"(?:Table with name (?P<table>\S+) does not exist"
    r'|column "(?P<a>[^"]+)" not found'
    r'|does not have a column named "(?P<b>[^"]+)")'
)
_VALUE = re.compile(r"""(['"]).*\1(?!t )""", re.DOTALL)
"""What could not be converted, maybe a comment; the apostrophe of "can't" ends none."""


def connect(
    run: Run,
    *,
    also: Mapping[str, Run] | None = None,
    threads: int | None = None,
    memory_limit: str = QUESTION_MEMORY,
    timezone: str = "UTC",
) -> _Connection:
    """A connection with a view for every table of `run`, with `run_id`, and the table `runs`.

    `also` shows further runs in schemas of their own, such as before.nps for {"before": run}. Only the
    folders of these runs can be read, settings cannot be changed, and nothing is spilled to the disk: a
    query that needs more than `memory_limit` fails. Python variables are not seen as tables.
    Raises StoreError when a run is damaged.
    """
    con = duckdb.connect(config={"memory_limit": memory_limit, "python_enable_replacements": False})
    try:
        pin(con, {"main": run, **(also or {})}, timezone)
        if threads is not None:
            con.execute(f"SET threads = {threads:d}")
        con.execute("SET enable_external_access = false; SET lock_configuration = true")
    except BaseException:
        con.close()
        raise
    return con


def pin(con: _Connection, pinned: Mapping[str, Run], timezone: str) -> None:
    """Show the tables of each run in its schema; no other folder can be read once access is closed."""
    con.execute("SET enable_progress_bar = false; SET temp_directory = ''")
    con.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
    con.execute(f"SET GLOBAL TimeZone = {sql.text(timezone)}")  # of its cursors too
    for schema, shown in pinned.items():
        con.execute(f"CREATE SCHEMA IF NOT EXISTS {sql.name(schema)}")
        for table in shown.manifest.tables:
            _view(con, schema, table, shown)
    folders = ", ".join(sql.text(f"{shown.path}/") for shown in pinned.values())
    con.execute(f"SET allowed_directories = [{folders}]")


def _view(con: _Connection, schema: str, table: str, run: Run) -> None:
    columns = "*" if table == RUNS else f"*, {sql.text(run.id)} AS run_id"
    rows = f"SELECT {columns} FROM {sql.parquet(run.files(table))}"
    try:
        con.execute(f"CREATE VIEW {sql.name(schema)}.{sql.name(table)} AS {rows}")
    except duckdb.IOException as error:
        raise StoreError("run_damaged", run=run.id, path=str(run.path / table)) from error


def query(run: Run, statement: str, params: Sequence[object] | Mapping[str, object] = ()) -> pa.Table:
    """The answer to one reading statement over `run`. `params` fill ? or $name.

    What neither Python nor a file can hold, such as the time infinity, is text.
    Raises QueryError for SQL that writes, is wrong or needs too much memory.
    """
    with connect(run) as con:
        return answer(con, statement, params)


def answer(
    con: _Connection, statement: str, params: Sequence[object] | Mapping[str, object] = ()
) -> pa.Table:
    """`query` on a connection of `connect`."""
    try:
        check(con, statement)
        given = params if isinstance(params, Mapping) else list(params)
        return held(con, con.execute(statement, given or None).to_arrow_table())
    except duckdb.Error as error:
        raise explained(con, error) from error


def explained(con: _Connection, error: Exception) -> QueryError:
    """What a failure of DuckDB's says, with the name that was probably meant, without the value it quotes."""
    said = str(error).strip()
    if isinstance(error, duckdb.ConversionException):
        said = _VALUE.sub(r"\1…\1", said.partition("\n\nLINE ")[0])
    reason = said.splitlines()[0].rstrip("!.")
    if isinstance(error, duckdb.OutOfMemoryException) or reason.startswith("Out of Memory"):
        return QueryError("sql_out_of_memory")
    shown = con.execute(
        "SELECT table_name, list(DISTINCT column_name) FROM information_schema.columns"
        " WHERE table_schema = 'main' GROUP BY table_name ORDER BY table_name"
    ).fetchall()
    tables = [table for table, _ in shown]
    unknown = _UNKNOWN.search(reason)
    if unknown:
        columns = sorted({column for _, names in shown for column in names})
        wrong = next(name for name in unknown.groups() if name)
        near = difflib.get_close_matches(
            wrong.split(".")[-1].lower(), tables if unknown["table"] else columns, n=1, cutoff=0.5
        )
        if near:
            return QueryError("sql_unknown_name", reason=reason, hint=near[0], tables=", ".join(tables))
    return QueryError("sql_error", reason=reason, tables=", ".join(tables))

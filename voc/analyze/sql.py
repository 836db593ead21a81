"""The files of this package: SQL, run statement by statement with parameters; code, told apart."""

import functools
import hashlib
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

import duckdb
import pyarrow as pa


def run(con: duckdb.DuckDBPyConnection, file: str, /, **values: object) -> duckdb.DuckDBPyConnection:
    """Runs the statements of `file` in order; the connection holds the last one's result.

    `$name` in a statement is a parameter, taken from `values`.
    """
    for statement in con.extract_statements(text(file)):
        con.execute(statement, {name: values[name] for name in statement.named_parameters})
    return con


def text(file: str) -> str:
    """What is written in `file`, named from this package on ("nps/comparison.sql")."""
    return resources.files(__package__).joinpath(file).read_text("utf-8")


def create(con: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Creates or replaces the temporary table `name`, which holds `rows` in their order."""
    con.register("created_rows", rows)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM created_rows")
    con.unregister("created_rows")


def append(con: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Adds `rows`, whose columns are those of the table `name`, to it."""
    con.register("appended_rows", rows)
    con.execute(f"INSERT INTO {name} FROM appended_rows")
    con.unregister("appended_rows")


def gather(
    con: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema, parts: Iterable[Iterable[pa.Table]]
) -> None:
    """Creates or replaces the temporary table `name` of `schema` and adds the rows of each part at once."""
    create(con, name, schema.empty_table())
    for part in parts:
        append(con, name, pa.concat_tables([schema.empty_table(), *part]))


def code(*files: str) -> str:
    """12 hex characters that stand for the content of these files: what they work out may change with it."""
    found = hashlib.sha256()
    for file in files:
        found.update(resources.files(__package__).joinpath(file).read_bytes())
    return found.hexdigest()[:12]


@functools.cache
def everything() -> str:
    """As `code`, of every file of this package."""
    here = Path(__file__).parent
    files = (path for kind in ("py", "sql") for path in here.rglob(f"*.{kind}"))
    return code(*sorted(path.relative_to(here).as_posix() for path in files))

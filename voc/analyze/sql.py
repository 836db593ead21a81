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


def table_names(con: duckdb.DuckDBPyConnection, schema: str = "main") -> frozenset[str]:
    """The tables and views that `con` shows."""
    found = con.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = ?", [schema])
    return frozenset(name for (name,) in found.fetchall())


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


@functools.cache
def everything() -> str:
    """12 hex characters that stand for every file of this package: what it works out may change with them."""
    found, here = hashlib.sha256(), Path(__file__).parent
    for path in sorted(path for kind in ("py", "sql") for path in here.rglob(f"*.{kind}")):
        found.update(path.read_bytes())
    return found.hexdigest()[:12]

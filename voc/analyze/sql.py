"""The SQL files beside the modules: read, filled with parameters, run statement by statement."""

from importlib import resources

import duckdb
import pyarrow as pa


def run(con: duckdb.DuckDBPyConnection, file: str, /, **values: object) -> duckdb.DuckDBPyConnection:
    """Runs the statements of `file` in order; the connection holds the last one's result.

    `$name` in a statement is a parameter, taken from `values`.
    """
    for statement in con.extract_statements(resources.files(__package__).joinpath(file).read_text("utf-8")):
        con.execute(statement, {name: values[name] for name in statement.named_parameters})
    return con


def create(con: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Creates or replaces the temporary table `name`, which holds `rows` in their order."""
    con.register("created_rows", rows)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM created_rows")
    con.unregister("created_rows")

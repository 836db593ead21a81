"""Pieces of SQL: names, strings and paths quoted, Arrow schemas as views."""

import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

_numbers = itertools.count()


def name(identifier: str) -> str:
    """An identifier, quoted."""
    return '"' + identifier.replace('"', '""') + '"'


def names(identifiers: Iterable[str]) -> str:
    """Identifiers, quoted, with commas between."""
    return ", ".join(map(name, identifiers))


def text(value: str | Path) -> str:
    """A string literal."""
    return "'" + str(value).replace("'", "''") + "'"


def parquet(paths: Sequence[Path], options: str = "") -> str:
    """A table function that reads these files as one table. At least one; none may hold * ? [."""
    listed = ", ".join(map(text, paths))
    return f"read_parquet([{listed}]{options and ', ' + options}, hive_partitioning = false)"


def empty(con: duckdb.DuckDBPyConnection, schema: pa.Schema) -> str:
    """The name of a table of `con` with the columns of `schema` and no rows."""
    table = f"_empty_{next(_numbers)}"
    con.register(f"{table}_arrow", schema.empty_table())
    con.execute(f"CREATE TABLE {table} AS FROM {table}_arrow")
    con.unregister(f"{table}_arrow")
    return table

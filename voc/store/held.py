"""Answers as Python and files can hold them: what they cannot is text, as DuckDB writes it."""

from collections.abc import Iterator

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as is_


def held(con: duckdb.DuckDBPyConnection, table: pa.Table) -> pa.Table:
    """The table, with columns as text that hold times beyond the years 1–9999, intervals or unions."""
    for at, (field, column) in enumerate(zip(table.schema, table.columns, strict=True)):
        if not _can_be_held(column):
            named = con.from_arrow(pa.table({"value": column}))
            texts = named.project("CAST(value AS VARCHAR) AS value").to_arrow_table()["value"]
            table = table.set_column(at, field.name, texts)
    return table


def _can_be_held(column: pa.ChunkedArray) -> bool:
    kinds = list(_kinds(column.type))
    if any(is_.is_interval(kind) or is_.is_union(kind) for kind in kinds):
        return False
    times = any(is_.is_date(kind) or is_.is_timestamp(kind) for kind in kinds)
    try:
        if times and len(kinds) > 1:
            column.to_pylist()
        elif times and getattr(column.type, "unit", "") != "ns":  # which end in 2262
            pc.min_max(column).as_py()
    except (OverflowError, ValueError):
        return False
    return True


def _kinds(kind: pa.DataType) -> Iterator[pa.DataType]:
    yield kind
    for at in range(kind.num_fields):
        yield from _kinds(kind.field(at).type)

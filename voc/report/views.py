"""Some columns of a published table in words: a figure and its interval are one cell.

Enters rows as they are published; leaves a `View`. What is suppressed has no figure and shows –.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from voc.report import cells
from voc.report.measures import WORDED, measure
from voc.report.table import View

Row = Mapping[str, Any]
Column = str | tuple[str, str, str]  # a column, or one with its interval


def view(
    table: pa.Table, columns: Sequence[Column], language: str, named: Mapping[str, str] | None = None
) -> View:
    """Some columns of a table in words; a column with its interval is one cell.

    `named` are headings that say more than the column's usual one.
    """
    heads, right = [], []
    for column in columns:
        name = column if isinstance(column, str) else column[0]
        heads.append((named or {}).get(name) or cells.label(name, language, table.column_names))
        right.append(measure(name, table.schema.field(name).type) not in WORDED)
    rows = [[_cell(row, column, table.schema, language) for column in columns] for row in table.to_pylist()]
    return View(heads, right, rows)


def interval(row: Row, name: str, low: str = "", high: str = "") -> str:
    """A figure with its interval, in points or per cent as its column is; alone where nothing is unsure."""
    ends = (row[low or f"{name}_low"], row[high or f"{name}_high"])
    if ends == (row[name], row[name]):  # what is so by definition, or assumed
        ends = (None, None)
    measured = measure(name, pa.float64())
    if measured == "points":
        return cells.interval(row[name], *ends)
    value = cells.number(row[name], measured)
    return value if None in ends else f"{value} [{', '.join(cells.number(end, measured) for end in ends)}]"


def _cell(row: Row, column: Column, schema: pa.Schema, language: str) -> str:
    if not isinstance(column, str):
        return interval(row, *column)
    value, kind = row[column], schema.field(column).type
    measured = measure(column, kind)
    if value is None:
        return cells.NOTHING
    if measured in WORDED:
        return str(cells.in_words(column, value, language))
    return cells.number(value, measured)

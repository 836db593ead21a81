"""Pieces of sentences and tables that several sections share."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from voc.report import cells, charts
from voc.report.document import Material, Sheet
from voc.report.views import Column, Row, interval, view
from voc.words import say

NAMED = 3  # topics that a sentence names


def side(row: Row, name: str, code: str, language: str) -> str:
    """What the interval says of the sign: above zero, below it, or that it cannot be told."""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return say(f"{code}.{'unsure' if low <= 0 <= high else 'above' if low > 0 else 'below'}", language)


def sure(row: Row, name: str) -> bool:
    """Whether the interval leaves zero out."""
    return not row[f"{name}_low"] <= 0 <= row[f"{name}_high"]


def told(row: Row, name: str) -> bool:
    """Whether a figure may be spoken of: its interval leaves zero out, and it is hardly chance among many."""
    return (
        row[name] is not None
        and row["q_value"] is not None
        and row["q_value"] < cells.SURE
        and sure(row, name)
    )


def named(rows: Sequence[Row], name: str, language: str) -> str:
    """The first few topics with their figures."""
    texts = (
        f"{cells.in_words('topic', row['topic'], language)} {interval(row, name)}" for row in rows[:NAMED]
    )
    return listed(texts, language)


def listed(texts: Iterable[str], language: str) -> str:
    """Texts one after the other."""
    return say("chart.and", language).join(texts)


def part(code: str, count: int, whole: int, language: str, **values: object) -> str:
    """The sentence of `code` for `count` of `whole`, that of `…_all` where they are all of them."""
    return say(f"{code}_all" if count == whole else code, language, count=count, all=whole, **values)


def drawn(
    material: Material, table: str, draw: Callable[..., charts.Figure | None], language: str
) -> charts.Figure | None:
    """A chart of a table of the material; None where it has no rows."""
    return draw(material.tables[table], language, width=material.width) if material.rows(table) else None


def where(table: pa.Table, column: str, value: str) -> pa.Table:
    """The rows that have the value."""
    return table.filter(pc.equal(table[column], value))


def sheet(
    code: str,
    table: pa.Table,
    columns: Sequence[Column],
    language: str,
    *,
    shown: pa.Table | None = None,
    hidden: int = 0,
    heads: Mapping[str, str] | None = None,
) -> Sheet:
    """`columns` of the rows that are `shown`, all of them if not given; the whole table for the workbook."""
    rows = table if shown is None else shown
    return Sheet(code, table, view(rows, columns, language, heads), hidden, commands(rows))


def commands(rows: pa.Table) -> list[str]:
    """The command that opens each row, "" where it does not open; nothing where none is known."""
    return [one or "" for one in rows["command"].to_pylist()] if "command" in rows.column_names else []

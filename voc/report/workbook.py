"""A table as an Excel workbook: text stays text, numbers and times are real ones with a format.

Nothing in a cell becomes a formula or a link. Rows are streamed, so memory does not grow with the table.
"""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any, BinaryIO

import pyarrow as pa
import xlsxwriter
from rich.cells import cell_len
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from voc.errors import SettingsError
from voc.report import cells
from voc.report.measures import measure
from voc.report.table import whole

_MOST_ROWS = 1_048_576  # with the heading
_MOST_COLUMNS = 16_384
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767  # UTF-16 units in a cell
_EXACT = 10**15  # Excel keeps 15 digits
_FIRST_DAY = date(1900, 1, 1)
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False}
_FORMATS = {
    "count": "#,##0",
    "points": "+0.0;-0.0;0.0",
    "share": "0.0%",
    "moved": "+0.0%;-0.0%;0.0%",
    "probability": "0.000",
    "chance": f'[<{cells.LEAST_CHANCE}]"< {cells.LEAST_CHANCE}";0.000',
    "score": "#,##0.00",
    "moment": "yyyy-mm-dd hh:mm:ss",
    "date": "yyyy-mm-dd",
}
_SAMPLED = 200  # rows that column widths are measured on
_WIDEST = 60
_ROWS = 5_000


def write(
    table: pa.Table, heads: Sequence[str], out: BinaryIO, name: str, language: str | None, zone: tzinfo
) -> None:
    """Write a workbook of one sheet called `name`; see `add`."""
    book = xlsxwriter.Workbook(out, OPTIONS | {"constant_memory": True})
    try:
        add(book, table, heads, free(name, set()), language, zone)
    finally:
        book.close()


def add(
    book: xlsxwriter.Workbook,
    table: pa.Table,
    heads: Sequence[str],
    name: str,
    language: str | None,
    zone: tzinfo,
) -> None:
    """Add a sheet with a frozen heading row and a filter.

    `language` puts the program's own values into words; None leaves them. Times become naive ones of `zone`.
    Raises SettingsError when the table has more rows or columns than a sheet.
    """
    if table.num_rows >= _MOST_ROWS or table.num_columns > _MOST_COLUMNS:
        raise SettingsError(
            "too_large_for_excel",
            rows=f"{table.num_rows:,}",
            columns=f"{table.num_columns:,}",
            most_rows=f"{_MOST_ROWS - 1:,}",
            most_columns=f"{_MOST_COLUMNS:,}",
        )
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, table.num_rows, table.num_columns - 1)
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {measured: book.add_format({"num_format": form}) for measured, form in _FORMATS.items()}
    for column, width in enumerate(_widths(table, heads, language, zone)):
        sheet.set_column(column, column, width)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, heading)
    _fill(sheet, table, formats, language, zone)


def _fill(
    sheet: Worksheet, table: pa.Table, formats: dict[str, Format], language: str | None, zone: tzinfo
) -> None:
    columns = [
        (column, field, formats.get(measure(field.name, field.type)))
        for column, field in enumerate(table.schema)
    ]
    for start in range(0, table.num_rows, _ROWS):
        part = table.slice(start, _ROWS)
        values = zip(*(whole(column).to_pylist() for column in part.columns), strict=True)
        for row, cell_values in enumerate(values, start + 1):
            for (column, field, form), value in zip(columns, cell_values, strict=True):
                _write_cell(sheet, row, column, value, field, form, language, zone)


def _write_cell(
    sheet: Worksheet,
    row: int,
    column: int,
    value: Any,
    field: pa.Field,
    form: Format | None,
    language: str | None,
    zone: tzinfo,
) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal):
        if not math.isfinite(value):
            return
        if -_EXACT < value < _EXACT or isinstance(value, float):
            sheet.write_number(row, column, cells.plain(value, field.type, zone), form)
        else:
            sheet.write_string(row, column, str(value))
    elif isinstance(value, datetime) and (local := cells.moment(value, zone)).date() >= _FIRST_DAY:
        sheet.write_datetime(row, column, local, form)
    elif isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_DAY:
        sheet.write_datetime(row, column, value, form)
    else:
        sheet.write_string(row, column, _fitting(_text(value, field, language, zone)))


def _text(value: Any, field: pa.Field, language: str | None, zone: tzinfo) -> str:
    shown = value if language is None else cells.in_words(field.name, value, language)
    return cells.text(shown, field.type, zone)


def _fitting(text: str) -> str:
    if len(text) * 2 <= _LONGEST_TEXT or len(text.encode("utf-16-le")) <= 2 * _LONGEST_TEXT:
        return text
    return text.encode("utf-16-le")[: 2 * (_LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def _widths(table: pa.Table, heads: Sequence[str], language: str | None, zone: tzinfo) -> list[float]:
    """Column widths in characters: the widest cell of the first rows, headings folded to two lines."""
    widths = []
    columns = table.slice(0, _SAMPLED).columns
    for head, field, column in zip(heads, table.schema, columns, strict=True):
        measured = measure(field.name, field.type)
        least: int = {"moment": 19, "date": 11}.get(measured, 8)
        values = [value for value in whole(column).to_pylist() if value is not None]
        if measured == "text":
            lines = [_text(value, field, language, zone).split("\n")[0] for value in values]
            least = max([least, *map(cell_len, lines)])
        elif measured not in ("moment", "date"):
            least = max([least, *(len(cells.number(value, measured)) for value in values)])
        widths.append(min(_WIDEST, max(least, cell_len(head) / 2 + 3)))
    return widths


def free(name: str, taken: set[str]) -> str:
    """A name that Excel allows for a sheet and that is not `taken`; it is taken from then on."""
    clean = re.sub(r"[^\w .-]", "_", name)[:_LONGEST_NAME].strip()
    clean = clean if clean and clean.lower() != "history" else "voc"
    number, found = 1, clean
    while found.lower() in taken:
        number += 1
        found = f"{clean[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
    taken.add(found.lower())
    return found

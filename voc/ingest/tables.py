"""An export of any format as one shape: a header and a stream of rows in which all is text.

Numbers that a format stores as floats lose their ".0", times are in ISO form, nested JSON objects become
dotted columns, and a list of objects (the turns of a conversation) stays as its JSON. A row of another width
than the header keeps its cells and gets a `problem`. What is plainly a title above the header is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice
from operator import itemgetter

from voc.errors import InputError
from voc.ingest import decode, delimited, excel, nested, sheets, sql
from voc.ingest.forms import form_of
from voc.ingest.heading import LOOK, header_at, named
from voc.ingest.rows import Row
from voc.records import InputFile


@dataclass(frozen=True)
class Table:
    """A header without duplicates and the rows after it, to be read once.

    `form` is text, excel, json, parquet or sql; `encoding` and `delimiter` are empty where it has none;
    `damaged` says that the text holds private-use characters. `sheets` are those of a workbook that are read,
    and the others with more than a row that a person sees there; both are empty for a workbook of one.
    """

    header: tuple[str, ...]
    rows: Iterator[Row]
    form: str
    encoding: str = ""
    delimiter: str = ""
    damaged: bool = False
    sheets: tuple[Sequence[str], Sequence[str]] = ((), ())


def open_table(file: InputFile, header_rows: int = 1, footer: str = "") -> Table:
    """The table in `file`: perhaps a title, `header_rows` rows, the data, and perhaps a footer.

    The first row whose first cell matches the regex `footer` ends the data. Raises InputError when the
    file as a whole cannot be read, MissingExtra without a database driver.
    """
    source, path = file.source, file.path
    if file.held is not None:
        held = (Row(line, cells) for line, cells in enumerate(file.held[1:], 1))
        return Table(tuple(file.held[0]), held, "sql")
    if source.url:
        return Table(*sql.query(source.url, source.query, file.shown), "sql")
    form = form_of(path, file.shown)
    if form == "parquet":
        return Table(*nested.parquet_table(path, file.shown), form)
    if form == "excel":
        return _workbook(file, header_rows, footer)
    encoding = decode.detect(path)
    if form == "json":
        header, rows = nested.json_table(path, encoding.name, file.shown)
        return Table(header, rows, form, encoding.name, damaged=encoding.damaged)
    delimiter = delimited.delimiter_of(path, encoding.name)
    lines = delimited.rows(path, encoding.name, delimiter, file.shown)
    table = _below_header(lines, header_rows, footer, file.shown, form)
    return Table(table.header, table.rows, form, encoding.name, delimiter, encoding.damaged)


def _workbook(file: InputFile, header_rows: int, footer: str) -> Table:
    """The sheets of one header as one table; each has its own title, header and footer."""
    read: list[str] = []
    left: list[str] = []

    def choose(found: Sequence[excel.Sheet]) -> list[str]:
        names = sheets.chosen(found, file.source, header_rows, file.shown)
        if len(found) > 1:
            read.extend(names)
            left.extend(sheet.name for sheet in found if sheet.name not in names and len(sheet.top) > 1)
        return names

    told = groupby(excel.rows(file.path, file.source.sheet, file.shown, choose), key=itemgetter(0))
    tables = (
        _below_header((row for _, row in rows), header_rows, footer, file.shown, "excel") for _, rows in told
    )
    first = next(tables, None)
    if first is None:
        raise InputError("ingest_empty", file=file.shown)
    rest = chain.from_iterable(table.rows for table in tables)
    return Table(first.header, chain(first.rows, rest), "excel", sheets=(read, left))


def _below_header(lines: Iterator[Row], header_rows: int, footer: str, shown: str, form: str) -> Table:
    top = list(islice(lines, max(LOOK, header_rows)))
    start = header_at(top) if header_rows == 1 else 0
    above, below = top[start : start + header_rows], top[start + header_rows :]
    if not above or above[0].problem:
        raise InputError("ingest_header" if above else "ingest_empty", file=shown)
    header = named(above, ragged=form == "excel")
    rows = chain(below, lines)
    return Table(header, _data(rows, len(header), re.compile(footer) if footer else None, form), form)


def _data(lines: Iterator[Row], width: int, footer: re.Pattern[str] | None, form: str) -> Iterator[Row]:
    for row in lines:
        if footer and row.cells and footer.match(row.cells[0]):
            return
        if row.problem or len(row.cells) == width:
            yield row
        elif form == "excel":
            cells = [*row.cells[:width], *[""] * (width - len(row.cells))]
            yield Row(row.line, cells, "row_width" if any(row.cells[width:]) else "")
        else:
            yield Row(row.line, row.cells, "row_width")

"""An export of any format as one shape: a header and a stream of rows in which all is text.

`open_table` looks at the content first and the suffix second. Numbers that a format stores as
floats lose their ".0", times are in ISO form, nested JSON objects become dotted columns, and a
list of objects (the turns of a conversation) stays as its JSON. A row of another width than
the header keeps its cells and gets a `problem`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from voc.errors import InputError
from voc.ingest import decode, delimited, excel, nested, sql
from voc.ingest.rows import Row, header_of
from voc.records import InputFile

_EXCEL = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_PARQUET = (".parquet", ".pq")
_JSON = (".json", ".jsonl", ".ndjson")
_MAGIC = {b"PK\x03\x04": "excel", b"\xd0\xcf\x11\xe0": "excel", b"PAR1": "parquet"}


@dataclass(frozen=True)
class Table:
    """A header without duplicates and the rows after it, to be read once.

    `form` is text, excel, json, parquet or sql; `encoding` and `delimiter` are empty where it has none;
    `damaged` says that the text holds private-use characters.
    """

    header: tuple[str, ...]
    rows: Iterator[Row]
    form: str
    encoding: str = ""
    delimiter: str = ""
    damaged: bool = False


def open_table(file: InputFile, header_rows: int = 1, footer: str = "") -> Table:
    """The table in `file`: `header_rows` rows, the data, and perhaps a footer.

    The first row whose first cell matches the regex `footer` ends the data. Raises InputError when the
    file as a whole cannot be read, MissingExtra without a database driver.
    """
    source, path = file.source, file.path
    if file.held is not None:
        held = (Row(line, cells) for line, cells in enumerate(file.held[1:], 1))
        return Table(tuple(file.held[0]), held, "sql")
    if source.url:
        return Table(*sql.query(source.url, source.query, file.shown), "sql")
    form = _form(path, file.shown)
    if form == "parquet":
        return Table(*nested.parquet_table(path, file.shown), form)
    if form == "excel":
        lines = excel.rows(path, source.sheet, file.shown)
        return _below_header(lines, header_rows, footer, file.shown, form)
    encoding = decode.detect(path)
    if form == "json":
        header, rows = nested.json_table(path, encoding.name, file.shown)
        return Table(header, rows, form, encoding.name, damaged=encoding.damaged)
    delimiter = delimited.delimiter_of(path, encoding.name)
    lines = delimited.rows(path, encoding.name, delimiter, file.shown)
    table = _below_header(lines, header_rows, footer, file.shown, form)
    return Table(table.header, table.rows, form, encoding.name, delimiter, encoding.damaged)


def _form(path: Path, shown: str) -> str:
    try:
        with path.open("rb") as stream:
            magic = stream.read(4)
    except OSError as error:
        raise InputError("ingest_unreadable", file=shown, detail=error.strerror) from None
    if not magic:
        raise InputError("ingest_empty", file=shown)
    suffix = path.suffix.lower()
    if magic in _MAGIC:
        return _MAGIC[magic]
    if suffix in _EXCEL + _PARQUET:
        raise InputError("ingest_damaged", file=shown, form=suffix[1:], detail=f"first bytes {magic!r}")
    return "json" if suffix in _JSON else "text"


def _below_header(lines: Iterator[Row], header_rows: int, footer: str, shown: str, form: str) -> Table:
    top = list(islice(lines, header_rows))
    if not top or top[0].problem:
        raise InputError("ingest_empty" if not top else "ingest_header", file=shown)
    cells = list(top[0].cells)
    if form == "excel":  # a sheet is as wide as its widest row
        while cells and not any(row.cells[len(cells) - 1].strip() for row in top):
            cells.pop()
    header = header_of([cells, *(row.cells for row in top[1:])])
    return Table(header, _data(lines, len(header), re.compile(footer) if footer else None, form), form)


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

"""Tables as files and streams: CSV and Excel for people, JSON and Parquet for programs.

    write(table, path, language)    by suffix; the file is complete or not there
    dump(table, form, stream)       the answer to a query

CSV files carry a byte order mark and CRLF, so that Excel reads them as UTF-8; a text cell that a
spreadsheet would take for a formula is written with a leading apostrophe. JSON and Parquet keep names
and values as stored.
"""

import csv
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import tzinfo
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Literal
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq

from voc.errors import SettingsError
from voc.report import cells, workbook
from voc.report.table import terminal, whole

Form = Literal["table", "csv", "json", "parquet"]

SUFFIXES = (".xlsx", ".csv", ".json", ".jsonl", ".parquet", ".txt")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # Japanese Excel knows both widths
_ROWS = 5_000  # rows turned into Python values at a time


def write(
    table: pa.Table,
    path: Path,
    language: str,
    *,
    timezone: str = "UTC",
    codes: bool = False,
    suffix: str | None = None,
) -> None:
    """Write a table to `path` in the form that its suffix names, or `suffix` instead.

    CSV and Excel get headings and values in `language`, or as they are stored with `codes`; their times are
    those of `timezone`, without an offset. Raises SettingsError for another suffix, for a place that cannot
    be written to and for a table too large for Excel.
    """
    zone = ZoneInfo(timezone)
    words = None if codes else language
    heads = headings(table, words)
    writers: dict[str, Callable[[BinaryIO], None]] = {
        ".csv": lambda out: _csv(table, heads, out, words, zone, excel=True),
        ".xlsx": lambda out: workbook.write(table, heads, out, path.stem, words, zone),
        ".json": lambda out: _json(table, out, zone),
        ".jsonl": lambda out: _json_lines(table, out, zone),
        ".parquet": lambda out: pq.write_table(table, out, compression="zstd"),
        ".txt": lambda out: dump(table, "table", out, language, timezone=timezone),
    }
    atomically(path, writers[suffix or check_suffix(path)])


def check_suffix(path: Path) -> str:
    """The suffix in small letters. Raises SettingsError if nothing can be written under it."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise SettingsError("file_suffix", path=str(path), suffix=path.suffix, known=" ".join(SUFFIXES))
    return suffix


def dump(
    table: pa.Table,
    form: Form,
    stream: BinaryIO,
    language: str = "ja",
    *,
    width: int | None = None,
    limit: int | None = None,
    timezone: str = "UTC",
) -> None:
    """Write a table to a stream as UTF-8, or as Parquet, with the names and values that SQL knows.

    `width` and `limit` hold for "table" only. CSV here has no byte order mark, for other programs to read.
    """
    if form == "table":
        shown = terminal(table, language, width=width, limit=limit, timezone=timezone, codes=True)
        stream.write(f"{shown}\n".encode())
    elif form == "csv":
        _csv(table, table.column_names, stream, None, ZoneInfo(timezone), excel=False)
    elif form == "json":
        _json(table, stream, ZoneInfo(timezone))
    else:
        pq.write_table(table, stream, compression="zstd")


def atomically(path: Path, fill: Callable[[BinaryIO], None]) -> None:
    """Let `fill` write the file; it is complete or not there. Raises SettingsError where it cannot be."""
    aside = path.with_name(f".tmp-{path.name}-{secrets.token_hex(4)}")
    try:
        with open(aside, "wb") as out:
            fill(out)
        os.replace(aside, path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SettingsError("file_not_written", path=str(path), reason=reason) from error
    finally:
        with suppress(OSError):  # where no file could be made there is none to remove
            aside.unlink(missing_ok=True)


def put(content: bytes, path: Path) -> None:
    """Write a file of this content, whole or not at all."""

    def fill(out: BinaryIO) -> None:
        out.write(content)

    atomically(path, fill)


def headings(table: pa.Table, language: str | None) -> list[str]:
    """A heading for each column, none twice; its own name where there is no language."""
    heads: list[str] = []
    names = table.column_names  # made anew each time it is asked for
    for name in names:
        head = cells.label(name, language, names) if language else name
        heads.append(f"{head} ({name})" if head in heads else head)
    return heads


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    for start in range(0, table.num_rows, _ROWS):
        part = table.slice(start, _ROWS)
        yield from zip(*(whole(column).to_pylist() for column in part.columns), strict=True)


def _csv(
    table: pa.Table, heads: list[str], out: BinaryIO, language: str | None, zone: tzinfo, *, excel: bool
) -> None:
    out.write(b"\xef\xbb\xbf" if excel else b"")
    rows = csv.writer(_Lines(out, "\r\n" if excel else "\n"), lineterminator="\r\n")
    rows.writerow(map(_safe, heads))
    fields = list(table.schema)
    for row in _rows(table):
        pairs = zip(row, fields, strict=True)
        rows.writerow(_csv_cell(value, field, language, zone) for value, field in pairs)


class _Lines:
    """Where the csv module writes its rows; it quotes a lone CR only if its own lines end with CRLF."""

    def __init__(self, out: BinaryIO, end: str) -> None:
        self._out = out
        self._end = end

    def write(self, row: str) -> None:
        self._out.write(f"{row[:-2]}{self._end}".encode())


def _csv_cell(value: Any, field: pa.Field, language: str | None, zone: tzinfo) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float | Decimal):
        number = cells.plain(value, field.type, zone)
        return "" if number is None else str(number)
    shown = cells.in_words(field.name, value, language) if language else value
    return _safe(cells.text(shown, field.type, zone))


def _safe(text: str) -> str:
    """Text that a spreadsheet shows and never calculates."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _json(table: pa.Table, out: BinaryIO, zone: tzinfo) -> None:
    """One array, a row a line."""
    separator = b"[\n"
    for line in _lines(table, zone):
        out.write(separator + line)
        separator = b",\n"
    out.write(b"\n]\n" if table.num_rows else b"[]\n")


def _json_lines(table: pa.Table, out: BinaryIO, zone: tzinfo) -> None:
    for line in _lines(table, zone):
        out.write(line + b"\n")


def _lines(table: pa.Table, zone: tzinfo) -> Iterator[bytes]:
    fields = list(table.schema)
    for row in _rows(table):
        pairs = zip(fields, row, strict=True)
        plain = {field.name: cells.plain(value, field.type, zone) for field, value in pairs}
        yield json.dumps(plain, ensure_ascii=False).encode()

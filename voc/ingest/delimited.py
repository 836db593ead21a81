"""CSV and its kin (tab, semicolon): decoded text in, rows out, and no silent damage.

The csv module runs strictly, so a quote that is not closed or not doubled is an error at its
line. Where such a quote swallows the rows after it, the file is refused, since no one can say
where its cells end; otherwise that one row is rejected. Line ends may be LF, CRLF or CR alone.
"""

import csv
import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from voc.errors import InputError
from voc.ingest.rows import Row

DELIMITERS = (",", "\t", ";")
_LONGEST_CELL = 4 << 20   # characters; a longer cell is an open quote, and must not fill the memory
_HEAD = 1 << 16
_TITLES = 20  # lines above and in the header
_STATED = re.compile(r"sep=([^\r\n])(?:\r\n?|\n)", re.IGNORECASE)  # what Excel takes the delimiter from


def delimiter_of(path: Path, encoding: str) -> str:
    """The delimiter that a first line sep=; states, else the one that cuts the first row into the most cells.

    Where none cuts it, a title may stand above the table: the first two lines that one cuts alike tell it. A
    comma when there are none.
    """
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as stream:
        head = stream.read(_HEAD)
    if stated := _STATED.match(head):
        return stated[1]

    def width(delimiter: str) -> int:
        rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        return next((len(row) for row in rows if any(row)), 0)

    found = max(DELIMITERS, key=width)
    if width(found) > 1:
        return found
    for one, other in pairwise(head.splitlines()[:_TITLES]):
        found = max(DELIMITERS, key=one.count)
        if one.count(found) > 1 and one.count(found) == other.count(found):
            return found
    return ","


def rows(path: Path, encoding: str, delimiter: str, shown: str) -> Iterator[Row]:
    """The rows of a text file, blank ones left out; a row with a bad quote has a `problem`.

    Raises InputError `ingest_open_quote` with the line where a cell begins that swallows other rows.
    """
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as stream:
        pending: list[str] = []

        def lines() -> Iterator[str]:
            for line in stream:
                pending.append(line)
                yield line

        reader = csv.reader(lines(), delimiter=delimiter, strict=True)
        width = 0
        while True:
            begins = reader.line_num + 1
            pending.clear()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                if _swallows(pending, delimiter, width) or sum(map(len, pending)) > _LONGEST_CELL:
                    raise InputError("ingest_open_quote", file=shown, line=begins) from None
                yield Row(begins, _cut(pending, delimiter), "quote_unbalanced")
                continue
            if not any(cells) or not any(cell.strip() for cell in cells):
                continue
            if begins == 1 and _STATED.fullmatch(pending[0]):
                continue
            width = width if width > 1 else len(cells)  # of a title in one cell nothing can be told
            suspect = len(pending) > 3 and "".join(pending).count(delimiter) > 3 * (width - 1)
            insides = (cell.splitlines()[1:-1] for cell in cells) if suspect else ()
            if any(_swallows(inside, delimiter, width) for inside in insides):
                raise InputError("ingest_open_quote", file=shown, line=begins)
            yield Row(begins, cells)


def _swallows(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether the lines of one cell look like rows of the file: as many delimiters as a row has."""
    if width < 2:
        return False
    alike = sum(line.count(delimiter) >= width - 1 for line in lines)
    return alike >= (3 if width >= 4 else 10) and alike >= 0.5 * len(lines)


def _cut(lines: list[str], delimiter: str) -> list[str]:
    """The cells of a broken row as far as they can be told, for its excerpt."""
    return [cell.strip('"') for cell in re.split(re.escape(delimiter), "".join(lines)[:4000].rstrip("\r\n"))]

"""Which sheets of a workbook are the export.

A tool or a person may put a month a sheet, a cover or a list of choices beside the answers. Sheets with the
same header are one export; which header it is, a source says by its columns, and without one the sheets that
hold most.
"""

from collections.abc import Sequence

from voc.errors import InputError
from voc.ingest.excel import Sheet
from voc.ingest.heading import header_at, named
from voc.ingest.mapping import columns_of, resolve, spelled
from voc.ingest.presets import fill
from voc.records import Source


def chosen(sheets: Sequence[Sheet], source: Source, header_rows: int, shown: str) -> list[str]:
    """The names of the sheets to read, in order: the first with the source's columns, and those like it.

    Where no sheet has all columns it is the one with most of them, so that the message is about that.
    Raises InputError `ingest_excel_columns` when none of several has any.
    """
    headers = {sheet.name: header_of(sheet, header_rows) for sheet in sheets}
    tables = [sheet for sheet in sheets if len(headers[sheet.name]) > 1 and len(sheet.top) > header_rows]
    if not tables:
        return [next((sheet.name for sheet in sheets if sheet.top), sheets[0].name)] if sheets else []
    first = _first(tables, headers, source, shown)
    return [sheet.name for sheet in tables if headers[sheet.name] == headers[first]]


def header_of(sheet: Sheet, header_rows: int) -> tuple[str, ...]:
    """The columns of a sheet, below its title; () for an empty one."""
    start = header_at(sheet.top) if header_rows == 1 else 0
    top = sheet.top[start : start + header_rows]
    return named(top, ragged=True) if top else ()


def _first(
    tables: Sequence[Sheet], headers: dict[str, tuple[str, ...]], source: Source, shown: str
) -> str:
    has = {sheet.name: _columns(source, headers[sheet.name]) for sheet in tables}
    if not any(columns_of(fill(source, ()))):  # not mapped yet
        size: dict[tuple[str, ...], int] = {}
        for sheet in tables:
            header = headers[sheet.name]
            size[header] = size.get(header, 0) + sheet.height * sheet.width
        return max(tables, key=lambda sheet: size[headers[sheet.name]]).name
    if len(tables) > 1 and not any(has.values()):
        names = "、".join(sheet.name for sheet in tables)
        raise InputError("ingest_excel_columns", file=shown, sheets=names)
    for sheet in tables:
        try:
            resolve(source, headers[sheet.name], shown)
        except InputError:
            continue
        return sheet.name
    return max(tables, key=lambda sheet: has[sheet.name]).name


def _columns(source: Source, header: tuple[str, ...]) -> int:
    """How many columns of the source a sheet has."""
    return len(set(columns_of(spelled(fill(source, header), header))) & set(header))

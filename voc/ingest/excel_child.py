"""Reads an Excel workbook and writes its rows as JSON lines on stdout; run as a process of its own.

A workbook of 5 kB can make the parser ask for 512 GB and abort the process, which cannot be
caught. So `voc.ingest.excel` starts this file as a child whose memory is limited. It imports
nothing of voc. The first line of output tells the sheets that a person sees: [[name, rows, columns, [the
first rows]], …]. Then the names of the sheets to read are awaited on stdin, and for each row of them that is
not empty comes [sheet, number, [cells…]], the rows of a sheet numbered on from those of the sheet before. It
exits with 3 when a password is needed, 4 when the sheet does not exist (the names on stderr), 5 when the
file is no workbook.
"""

import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

PASSWORD, NO_SHEET, UNREADABLE = 3, 4, 5


def text_of(value: Any) -> str:
    """A cell as text: whole numbers without ".0", times in ISO form, an empty cell as ""."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value.total_seconds())
    return str(value)


def main(path: str, wanted: str, look: int, memory: int) -> int:
    """Tell the sheets, or the one called `wanted`, and write those asked for, under `memory` bytes.

    `look` is how many rows of a sheet are told before any is asked for.
    """
    import python_calamine

    try:  # macOS refuses some limits; the parser still runs in its own process there
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ValueError, OSError):
        pass
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(path)
        if wanted and wanted not in workbook.sheet_names:
            sys.stderr.write(", ".join(workbook.sheet_names))
            return NO_SHEET
        names = [wanted] if wanted else _seen(workbook)
        told: list[Any] = []
        sheet: Any = None
        for name in names:
            sheet = None  # two large sheets need not fit into memory together
            sheet = workbook.get_sheet_by_name(name)
            told.append([name, sheet.height, sheet.width, list(islice(_rows(sheet), look))])
        _write(told)
        sys.stdout.flush()
        before = 0
        for name in json.loads(sys.stdin.readline() or "[]"):
            if len(names) > 1:
                sheet = None
                sheet = workbook.get_sheet_by_name(name)
            for number, cells in _rows(sheet):
                _write([name, before + number, cells])
            before += sheet.total_height + 1
    except python_calamine.PasswordError:
        return PASSWORD
    except python_calamine.CalamineError as error:
        sys.stderr.write(str(error))
        return UNREADABLE
    return 0


def _seen(workbook: Any) -> list[str]:
    """The sheets with cells that are not hidden; all where every one is."""
    import python_calamine as calamine

    cells = calamine.SheetTypeEnum.WorkSheet
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == cells]
    shown = [sheet.name for sheet in sheets if sheet.visible == calamine.SheetVisibleEnum.Visible]
    return shown or [sheet.name for sheet in sheets] or workbook.sheet_names


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty; what cells merged downwards say stands in each of their rows."""
    first = (sheet.start or (0, 0))[1]  # rows come from the first of the sheet on, cells from the first used
    down: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right and top < bottom and first <= left < first + sheet.width:
            down.setdefault(top, []).append((left - first, bottom))
    merged: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [text_of(value) for value in row]
        if not any(cells):
            continue
        for at, (bottom, value) in list(merged.items()):
            if number > bottom + 1:
                del merged[at]
            else:
                cells[at] = cells[at] or value
        merged |= {at: (bottom, cells[at]) for at, bottom in down.get(number - 1, ())}
        yield number, cells


def _write(value: Any) -> None:
    sys.stdout.write(json.dumps(value) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))

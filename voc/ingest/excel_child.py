"""Reads one Excel sheet and writes its rows as JSON lines on stdout; run as a process of its own.

A workbook of 5 kB can make the parser ask for 512 GB and abort the process, which cannot be
caught. So `voc.ingest.tables` starts this file as a child whose memory is limited. It imports
nothing of voc. The first line of output is {"sheet": name}; then [row number, [cells…]] for every
row that is not empty. It exits with 3 when a password is needed, 4 when the sheet does not
exist (the names on stderr), 5 when the file is no workbook.
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
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


def main(path: str, wanted: str, memory: int) -> int:
    """Write the sheet called `wanted` (empty: the first with two rows) under `memory` bytes."""
    import python_calamine

    try:  # macOS refuses some limits; the parser still runs in its own process there
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ValueError, OSError):
        pass
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(path)
        names = workbook.sheet_names
        if wanted and wanted not in names:
            sys.stderr.write(", ".join(names))
            return NO_SHEET
        for name in [wanted] if wanted else names:
            sheet = workbook.get_sheet_by_name(name)
            if wanted or sheet.total_height > 1 or name == names[-1]:
                break
        sys.stdout.write(json.dumps({"sheet": name}) + "\n")
        for number, row in enumerate(sheet.iter_rows(), start=1):
            cells = [text_of(value) for value in row]
            if any(cells):
                sys.stdout.write(json.dumps([number, cells]) + "\n")
    except python_calamine.PasswordError:
        return PASSWORD
    except python_calamine.CalamineError as error:
        sys.stderr.write(str(error))
        return UNREADABLE
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))

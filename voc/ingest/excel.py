"""Excel sheets as rows, read by a child process whose memory is limited (see excel_child)."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from voc.errors import InputError
from voc.ingest import excel_child
from voc.ingest.rows import Row

MEMORY = 2 << 30   # bytes of address space; a sheet of a million answers needs about half


def rows(path: Path, sheet: str, shown: str, memory: int = MEMORY) -> Iterator[Row]:
    """The rows of `sheet` (empty: the first that holds a table) that are not empty; `line` is the row number.

    Raises InputError: ingest_excel_password, ingest_excel_sheet, ingest_excel_memory or ingest_damaged.
    """
    command = [sys.executable, "-P", excel_child.__file__, str(path), sheet, str(memory)]
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors)
        assert child.stdout is not None
        try:
            with child.stdout:
                next(child.stdout, None)  # the sheet's name
                for line in child.stdout:
                    if not line.endswith(b"\n"):
                        break  # the child died in the middle of a row
                    number, cells = json.loads(line)
                    yield Row(number, cells)
            code = child.wait()
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
        errors.seek(0)
        said = errors.read(400).decode("utf-8", "replace").strip()
    if code == excel_child.PASSWORD:
        raise InputError("ingest_excel_password", file=shown)
    if code == excel_child.NO_SHEET:
        raise InputError("ingest_excel_sheet", file=shown, sheet=sheet, sheets=said)
    if code == excel_child.UNREADABLE:
        raise InputError("ingest_damaged", file=shown, form="Excel", detail=said)
    if code != 0:  # aborted, killed or out of memory
        raise InputError("ingest_excel_memory", file=shown, limit=f"{memory >> 20:,} MB")

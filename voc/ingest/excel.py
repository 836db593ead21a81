"""Excel sheets as rows, read by a child process whose memory is limited (see excel_child)."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from voc.errors import InputError
from voc.ingest import excel_child
from voc.ingest.heading import LOOK
from voc.ingest.rows import Row

MEMORY = 2 << 30   # bytes of address space; a sheet of a million answers needs about half


class Sheet(NamedTuple):
    """One sheet of a workbook: the size of what is filled, and its first rows that are not empty."""

    name: str
    height: int
    width: int
    top: Sequence[Row]


def rows(
    path: Path,
    sheet: str,
    shown: str,
    choose: Callable[[Sequence[Sheet]], Sequence[str]],
    memory: int = MEMORY,
) -> Iterator[tuple[str, Row]]:
    """The rows that are not empty of the sheets that `choose` names, one sheet after the other.

    `choose` is given the sheets that a person sees, or `sheet` alone where that is not empty. `line` is the
    row's number, counted on from the sheet before.
    Raises InputError: ingest_excel_password, ingest_excel_sheet, ingest_excel_memory or ingest_damaged.
    """
    command = [sys.executable, "-P", excel_child.__file__, str(path), sheet, str(LOOK), str(memory)]
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
        assert child.stdout is not None and child.stdin is not None
        try:
            with child.stdout:
                with suppress(BrokenPipeError), child.stdin:  # one that has ended says why by its exit code
                    if (overview := child.stdout.readline()).endswith(b"\n"):
                        names = list(choose([_sheet(*told) for told in json.loads(overview)]))
                        child.stdin.write(json.dumps(names).encode() + b"\n")
                for line in child.stdout:
                    if not line.endswith(b"\n"):
                        break  # the child died in the middle of a row
                    name, number, cells = json.loads(line)
                    yield name, Row(number, cells)
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


def _sheet(name: str, height: int, width: int, top: Sequence[tuple[int, Sequence[str]]]) -> Sheet:
    return Sheet(name, height, width, [Row(number, cells) for number, cells in top])

"""What a command writes: lines and JSON on stdout, notes beside them on stderr; harmless on a terminal."""

import io
import json
import shutil
import sys
from typing import Any, BinaryIO, cast

import typer

from voc.words.harmless import harmless


def show(text: str = "") -> None:
    """A line of the answer, on stdout."""
    typer.echo(harmless(text))


def tell(text: str) -> None:
    """A line beside the answer, on stderr."""
    typer.echo(harmless(text), err=True)


def answers() -> BinaryIO:
    """Stdout for UTF-8: as it is for a file or a program, harmless where a person looks at it."""
    return cast(BinaryIO, _Screen()) if sys.stdout.isatty() else sys.stdout.buffer


def show_json(value: object, indent: int | None = None) -> None:
    """A value as JSON on stdout, at once."""
    out, text = answers(), json.dumps(value, ensure_ascii=False, indent=indent)
    out.write(text.encode(errors="backslashreplace") + b"\n")  # half an emoji
    out.flush()


class _Screen(io.RawIOBase):
    """A terminal; what is written at once ends with a whole character."""

    def write(self, text: Any) -> int:
        sys.stdout.write(harmless(bytes(text).decode()))
        return len(text)


def screen_width() -> int | None:
    """The terminal's width in columns; None where the output goes into a file or a pipe."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None

"""What a night reads, remembers and tells of its progress."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from voc.records.sources import Source


@dataclass(frozen=True)
class InputFile:
    """An export as it lies in the inbox (or a query's result) and the source that reads it."""

    source: Source
    path: Path                            # absolute; for a query, the source's name
    shown: str                            # how messages call it, relative to the project
    held: Sequence[Sequence[str]] | None = None  # rows of a query that were read before, its header first


class Memory(Protocol):
    """What was worked out on an earlier night, or of nothing (`FORGETFUL`).

    A key stands for everything that the table depends on, so that what is recalled is always right.
    """

    def recall(self, key: str) -> pa.Table | None:
        """The table that was kept under `key`, or None."""

    def keep(self, key: str, table: pa.Table) -> None:
        """Have `table` recalled by `key` from now on."""


class _Forgetful:
    def recall(self, key: str) -> None: ...

    def keep(self, key: str, table: pa.Table) -> None: ...


FORGETFUL: Memory = _Forgetful()


class Watch(Protocol):
    """Who is told how long work goes on: a progress bar, a log, or nobody (`SILENT`)."""

    def begin(self, code: str, total: int) -> None:
        """A step of `total` pieces begins; `code` has words."""

    def advance(self, pieces: int = 1) -> None:
        """So many more pieces of the current step are done."""

    def end(self) -> None:
        """The current step is over."""

    def note(self, code: str, **values: object) -> None:
        """Something that a person should know and that stops nothing."""


class Silent:
    """A watch that tells nobody."""

    def begin(self, code: str, total: int) -> None:
        """Nothing."""

    def advance(self, pieces: int = 1) -> None:
        """Nothing."""

    def end(self) -> None:
        """Nothing."""

    def note(self, code: str, **values: object) -> None:
        """Nothing."""


SILENT: Watch = Silent()

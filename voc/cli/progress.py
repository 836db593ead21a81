"""How a person learns how far a run is: bars on a terminal, lines now and then otherwise. On stderr."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from voc.cli.edge import words
from voc.cli.screen import tell
from voc.records import Watch
from voc.words.harmless import harmless

SECONDS = 10.0  # between lines where there is no terminal


class Bars:
    """A Watch that draws a bar for the current step."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar: Progress | None = None
        self._task = TaskID(0)

    def begin(self, code: str, total: int) -> None:
        """Draw a new bar."""
        self.end()
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self._console,
        )
        self._task = self._bar.add_task(words(code), total=max(total, 1))
        self._bar.start()

    def advance(self, pieces: int = 1) -> None:
        """Lengthen it."""
        if self._bar:
            self._bar.advance(self._task, pieces)

    def end(self) -> None:
        """Leave it as it is and go on below."""
        if self._bar:
            self._bar.stop()
        self._bar = None

    def note(self, code: str, **values: object) -> None:
        """Write above the bar."""
        self._console.print(harmless(words(code, **values)), markup=False, highlight=False)


class Lines:
    """A Watch that writes when a step begins and at most every `seconds` while it goes on."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._step = ""
        self._done = self._total = 0
        self._told = 0.0

    def begin(self, code: str, total: int) -> None:
        """Name the step."""
        self._step, self._done, self._total = words(code), 0, total
        self._tell()

    def advance(self, pieces: int = 1) -> None:
        """Count, and write when the last line is old."""
        self._done += pieces
        if time.monotonic() - self._told >= self._seconds:
            self._tell()

    def end(self) -> None:
        """Say nothing: the next step begins with a line of its own."""

    def note(self, code: str, **values: object) -> None:
        """Write a line."""
        tell(words(code, **values))

    def _tell(self) -> None:
        self._told = time.monotonic()
        tell(words("step.done", step=self._step, done=f"{self._done:,}", total=f"{self._total:,}"))


@contextmanager
def watching() -> Iterator[Watch]:
    """Bars when a person looks at stderr, lines otherwise; the screen is left in order."""
    watch: Bars | Lines = Bars(Console(stderr=True)) if sys.stderr.isatty() else Lines()
    try:
        yield watch
    finally:
        watch.end()

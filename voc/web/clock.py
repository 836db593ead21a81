"""The clock of `voc serve`: starts the nightly run when it is due, and a day in the review queue."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from voc import config, nightly, queue, store
from voc.errors import Busy, VocError

_SECONDS = 20.0  # between two looks
log = logging.getLogger("voc.web")


class Clock:
    """Looks at the schedule now and then, in a thread, for as long as the block lasts.

    A schedule that is set or changed while the server runs counts from then on: its first night is the next.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._at: str | None = None
        self._set = datetime.now(UTC)
        self._day: date | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="voc-clock", daemon=True)

    def __enter__(self) -> "Clock":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(5)

    def look(self, now: datetime) -> bool:
        """Start the run if it is due; whether it was started. Raises VocError as settings and runs do."""
        project = config.load(self._root)
        at, begun = project.settings.nightly_at, nightly.last_begun(project.data)
        if at != self._at:
            first, self._at = self._at is None, at
            self._set = begun if first and begun else now
        if not nightly.due(now, at, project.settings.timezone, max(self._set, begun or self._set)):
            return False
        nightly.start(project, "clock")
        return True

    def begin_day(self, now: datetime) -> bool:
        """Let what waits for review have its age, on the first look of a day; whether this was one.

        At midnight, so that the order stays while people work. Raises VocError likewise.
        """
        project = config.load(self._root)
        today = now.astimezone(ZoneInfo(project.settings.timezone)).date()
        if today == self._day:
            return False
        with store.decisions.opened(project.decisions) as database:
            queue.grow_older(database, now)
        self._day = today
        return True

    def _run(self) -> None:
        while not self._stop.is_set():
            self._try(self.look, "the nightly run was not started")
            self._try(self.begin_day, "the review queue is as old as yesterday")
            self._stop.wait(_SECONDS)

    def _try(self, turn: Callable[[datetime], bool], told: str) -> None:
        try:
            turn(datetime.now(UTC))
        except Busy:
            pass  # the one that is going on may end before the night; then this one follows
        except VocError as error:
            log.warning("%s: %s", told, error.code)
        except Exception:
            log.exception(told)

"""The clock of `voc serve`: starts the nightly run when it is due."""

import logging
import threading
from datetime import UTC, datetime
from pathlib import Path

from voc import config, nightly
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

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self.look(datetime.now(UTC))
            except Busy:
                pass  # the one that is going on may end before the night; then this one follows
            except VocError as error:
                log.warning("the nightly run was not started: %s", error.code)
            except Exception:
                log.exception("the nightly run was not started")
            self._stop.wait(_SECONDS)

"""Counts that take long, remembered for a minute."""

import threading
import time
from collections.abc import Callable, Hashable

_SECONDS = 60
_MOST = 500  # questions that are remembered


class Counts:
    """Answers by question, for threads: while one counts anew the others get the answer before."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def of(self, question: Hashable, count: Callable[[], int]) -> int:
        """The answer to `question`, by `count` where none is remembered."""
        now = time.monotonic()
        with self._lock:
            at, answer = self._known.get(question, (0.0, -1))
            if answer >= 0 and now - at < _SECONDS:
                return answer
            if answer >= 0:
                self._known[question] = now, answer  # who comes meanwhile does not wait
        answer = count()
        with self._lock:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[question] = now, answer
        return answer

"""How often a password may be tried: a few failures, then a pause, for a name and for an address."""

import threading
import time
from collections import deque

FAILURES, SECONDS = 5, 300.0
_MOST = 10_000  # names and addresses remembered at once


class Limits:
    """Failures of the last five minutes by key, kept in memory: a restart forgets them."""

    def __init__(self, failures: int = FAILURES, seconds: float = SECONDS) -> None:
        self._failures, self._seconds = failures, seconds
        self._at: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, *keys: str) -> int:
        """Seconds until any of the keys may be tried again; 0 is now."""
        with self._lock:
            return max((self._wait(key) for key in keys), default=0)

    def failed(self, *keys: str) -> None:
        """One more failure of each."""
        with self._lock:
            for key in keys:
                if len(self._at) >= _MOST and key not in self._at:
                    self._at.pop(next(iter(self._at)))
                self._at.setdefault(key, deque(maxlen=self._failures)).append(time.monotonic())

    def succeeded(self, *keys: str) -> None:
        """Forget the failures of each."""
        with self._lock:
            for key in keys:
                self._at.pop(key, None)

    def _wait(self, key: str) -> int:
        at = self._at.get(key)
        if at is None or len(at) < self._failures:
            return 0
        left = at[0] + self._seconds - time.monotonic()
        return max(0, int(left) + 1) if left > 0 else 0

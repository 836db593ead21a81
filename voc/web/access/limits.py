"""How often a password may be tried: a few failures for a name, many more for an address, then a pause.

One address may be a whole office's, or a proxy's: one person's typing must not shut everybody there out.
"""

import threading
import time
from collections import deque

OF_NAME, OF_ADDRESS, SECONDS = 5, 150, 300.0
_MOST = 10_000  # names and addresses remembered at once
_Key = tuple[str, str]


class Limits:
    """Failures of the last five minutes by name and by address, kept in memory: a restart forgets them."""

    def __init__(
        self, of_name: int = OF_NAME, of_address: int = OF_ADDRESS, seconds: float = SECONDS
    ) -> None:
        self._most = {"name": of_name, "address": of_address}
        self._seconds = seconds
        self._at: dict[_Key, deque[float]] = {}
        self._lock = threading.Lock()

    def tried(self, name: str, address: str) -> int:
        """Count a try, in one step with whether it may be: the seconds until it may, 0 = now.

        It is a failure until `succeeded` takes it back, so that tries at once do not pass side by side.
        """
        with self._lock:
            wait = max(map(self._wait, _keys(name, address)))
            if not wait:
                for key in _keys(name, address):
                    if len(self._at) >= _MOST and key not in self._at:
                        self._at.pop(next(iter(self._at)))
                    self._at.setdefault(key, deque(maxlen=self._most[key[0]])).append(time.monotonic())
            return wait

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of the name, and this try of the address; who guesses may have a name too."""
        own, shared = _keys(name, address)
        with self._lock:
            self._at.pop(own, None)
            if self._at.get(shared):
                self._at[shared].pop()

    def _wait(self, key: _Key) -> int:
        at = self._at.get(key)
        if at is None or len(at) < self._most[key[0]]:
            return 0
        left = at[0] + self._seconds - time.monotonic()
        return max(0, int(left) + 1) if left > 0 else 0


def _keys(name: str, address: str) -> tuple[_Key, _Key]:
    return ("name", name), ("address", address)

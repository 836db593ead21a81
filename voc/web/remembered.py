"""What pages worked out and will be asked for again: kept in memory, bounded, the least used let go first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_MOST = 100  # pieces of pages, some 100 KB each
T = TypeVar("T")


class Remembered:
    """Values by key. A key names everything that its value depends on, so nothing is ever out of date."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._making = threading.RLock()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of `key`, made where it is not known by whoever asks first: the others wait for it.

        One value is made at a time, so that who works the queue meanwhile has half of the interpreter.
        """
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                known: T = self._values[key]
                return known
        with self._making:
            with self._lock:
                if key in self._values:
                    known = self._values[key]
                    return known
            made = make()
            with self._lock:
                self._values[key] = made
                while len(self._values) > self._most:
                    self._values.popitem(last=False)
            return made

    def forget(self, key: Hashable) -> None:
        """Have the value of `key` made anew the next time."""
        with self._lock:
            self._values.pop(key, None)

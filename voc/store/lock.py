"""One publisher at a time: a lock that the kernel lets go of when its holder dies."""

import fcntl
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from voc.errors import Busy
from voc.store.disk import private, sweep, writing
from voc.store.layout import Layout

_LOOK_AGAIN = 0.1  # seconds


@contextmanager
def publisher(
    data: Path, *, wait: float | None = 0, on_wait: Callable[[dict[str, Any]], None] | None = None
) -> Iterator[None]:
    """Be the only one who stages, reads and publishes in this data folder.

    `wait` is in seconds, None waits for ever. When another process holds the lock, `on_wait` hears once
    who it is (`pid`, `host`, `started`; empty if not known) before the waiting begins. Begins by
    clearing away what a killed publisher left. Raises Busy when the lock is not free in time.
    """
    layout = Layout(data)
    with writing(layout.lock):
        private(layout.data)
        descriptor = os.open(layout.lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _taken(descriptor):
            if on_wait is not None:
                on_wait(_holder(descriptor))
            _wait(descriptor, wait)
        with writing(layout.lock):
            _sign(descriptor)
            sweep(layout)
        yield
    finally:
        os.close(descriptor)


def publishing(data: Path) -> dict[str, Any] | None:
    """Who publishes now (`pid`, `host`, `started`; empty if not known); None for nobody."""
    try:
        descriptor = os.open(Layout(data).lock, os.O_RDWR)
    except OSError:  # never published, or not by this user
        return None
    try:
        return None if _taken(descriptor) else _holder(descriptor)
    finally:
        os.close(descriptor)


def _wait(descriptor: int, wait: float | None) -> None:
    if wait is None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        return
    until = time.monotonic() + wait
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(left, _LOOK_AGAIN))
        if _taken(descriptor):
            return
    holder = _holder(descriptor)
    raise Busy("run_in_progress", pid=holder.get("pid", "?"), since=holder.get("started", "?"))


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sign(descriptor: int) -> None:
    started = datetime.now(UTC).isoformat(timespec="seconds")
    who = {"pid": os.getpid(), "host": socket.gethostname(), "started": started}
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(who).encode(), 0)


def _holder(descriptor: int) -> dict[str, Any]:
    try:
        who = json.loads(os.pread(descriptor, 4096, 0))
    except ValueError:  # the holder is just signing
        return {}
    return who if isinstance(who, dict) else {}

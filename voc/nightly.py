"""Runs that nobody waits for: when one is due, starting it as a process of its own, how it went.

The process is `voc run` with its output in data/night. It goes on when whoever started it ends: a lock that
it holds says that it still runs, the file `ended` holds its exit code.
"""

import fcntl
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from voc import store
from voc.config import Project
from voc.errors import Busy, StoreError

By = Literal["person", "clock"]
_LINES = 200
_SHELL = '( out=$1; end=$2; shift 2; "$@" >"$out" 2>&1; echo $? >"$end" ) </dev/null >/dev/null 2>&1 &'


@dataclass(frozen=True)
class Attempt:
    """The last run that was started here. `code` is its exit code, None while it runs or when it was killed.

    `lines` are the last 200 of what it wrote: progress, and what `voc run` says at the end.
    """

    started_at: datetime
    by: By
    running: bool
    code: int | None
    lines: tuple[str, ...]


def start(project: Project, by: By) -> None:
    """Start a run. Raises Busy when one is going on, StoreError where data/ cannot be written to."""
    folder = store.Layout(project.data).night
    try:
        store.private(project.data)
        folder.mkdir(exist_ok=True)
        lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError("data_not_written", path=str(folder), reason=error.strerror) from error
    try:
        holder = store.publishing(project.data)
        if holder is not None:
            raise Busy("run_in_progress", pid=holder.get("pid", "?"), since=holder.get("started", "?"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy("run_in_progress", pid="?", since=_started(folder).get("at", "?")) from None
        (folder / "ended").unlink(missing_ok=True)
        (folder / "output").write_text("", encoding="utf-8")
        fresh = folder / "started.json.new"
        fresh.write_text(json.dumps({"at": datetime.now(UTC).isoformat(), "by": by}), encoding="utf-8")
        os.replace(fresh, folder / "started.json")
        run = [sys.executable, "-m", "voc.cli", "run", "--project", str(project.root)]
        subprocess.run(  # the shell ends at once; what it leaves behind keeps the lock until the run is over
            ["/bin/sh", "-c", _SHELL, "voc", str(folder / "output"), str(folder / "ended"), *run],
            check=True, stdin=subprocess.DEVNULL, start_new_session=True, pass_fds=[lock],
        )  # fmt: skip
    except OSError as error:
        raise StoreError("data_not_written", path=str(folder), reason=error.strerror) from error
    finally:
        os.close(lock)


def last(data: Path) -> Attempt | None:
    """The last run that was started here; None before the first."""
    folder = store.Layout(data).night
    started = _started(folder)
    if not started:
        return None
    running = _held(folder / "lock")  # first: what has ended since has its code
    text = _text(folder / "ended").strip()
    lines = _text(folder / "output").splitlines()[-_LINES:]
    code = int(text) if text.isdecimal() and not running else None
    by: By = "clock" if started["by"] == "clock" else "person"
    return Attempt(datetime.fromisoformat(started["at"]), by, running, code, tuple(lines))


def last_begun(data: Path) -> datetime | None:
    """When the last run began, however it was started and whatever became of it; None for never."""
    current, failed, attempt = store.current(data), store.failures(data)[:1], last(data)
    begun = [failure.started_at for failure in failed]
    begun += [current.manifest.started_at] if current else []
    begun += [attempt.started_at] if attempt else []
    return max(begun, default=None)


def latest(now: datetime, at: str, timezone: str) -> datetime:
    """The last moment, not after `now`, at which it was `at` ("02:00") in `timezone`."""
    zone = ZoneInfo(timezone)
    day = now.astimezone(zone).date()
    moment = time.fromisoformat(at)
    today = datetime.combine(day, moment, zone)
    return today if today <= now else datetime.combine(day - timedelta(days=1), moment, zone)


def due(now: datetime, at: str, timezone: str, since: datetime) -> bool:
    """Whether a run should begin: it was `at` after `since`, when the last run began or the schedule was set.

    After some nights without a server that is one run, not one for each. An empty `at` is never due.
    """
    return bool(at) and latest(now, at, timezone) > since


def _started(folder: Path) -> dict[str, str]:
    try:
        plain = json.loads(_text(folder / "started.json"))
    except ValueError:
        return {}
    return plain if isinstance(plain, dict) and {"at", "by"} <= plain.keys() else {}


def _held(lock: Path) -> bool:
    try:
        descriptor = os.open(lock, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""

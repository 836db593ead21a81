"""Attempts that ended without a published run, for `voc status`. Never holds comment text."""

import fcntl
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from voc.store.disk import private, writing
from voc.store.layout import Layout

_KEPT = 100


@dataclass(frozen=True)
class Failure:
    """A failed attempt. `code` is one of voc.words, `values` (masked) those that its sentence shows.

    `message` is what the terminal said; `values` is None of failures kept before they had any. Times are UTC.
    """

    started_at: datetime
    finished_at: datetime
    code: str
    message: str
    values: Mapping[str, str] | None = None

    def worded(self, say: Callable[..., str]) -> str:
        """The sentence as `say(code, **values)` puts it, or the kept one where that needs other values."""
        try:
            return self.message if self.values is None else say(self.code, **self.values)
        except KeyError:  # it was kept by a version that worded it otherwise
            return self.message


def record_failure(data: Path, failure: Failure) -> None:
    """Add a failed attempt; the last 100 are kept. Needs no publisher's lock."""
    layout = Layout(data)
    plain = vars(failure) | {
        "started_at": failure.started_at.isoformat(),
        "finished_at": failure.finished_at.isoformat(),
    }
    with writing(layout.failures):
        private(layout.data)
        with open(layout.failures, "a+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            lines = file.read().splitlines()
            if len(lines) >= _KEPT:
                file.truncate(0)
                file.writelines(line + "\n" for line in lines[1 - _KEPT :])
            file.write(json.dumps(plain, ensure_ascii=False) + "\n")


def failures(data: Path) -> list[Failure]:
    """The last failed attempts, newest first. A line that a crash cut short is passed over."""
    try:
        lines = Layout(data).failures.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [failure for line in reversed(lines) if (failure := _parse(line)) is not None]


def _parse(line: str) -> Failure | None:
    try:
        plain = json.loads(line)
        started, finished = (datetime.fromisoformat(plain[time]) for time in ("started_at", "finished_at"))
        return Failure(started, finished, plain["code"], plain["message"], plain.get("values"))
    except (ValueError, KeyError, TypeError):
        return None

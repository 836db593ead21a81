"""Runs and their health: what the last nights published, and what failed since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from voc import store
from voc.web.asked import Asked

_SHOWN = 5
_REJECTED = 0.01  # of the rows: more is to be looked at


@dataclass(frozen=True)
class Attempt:
    """A run that published, or an attempt that failed: `failed` says why. `at` is in the project's zone."""

    at: datetime
    minutes: float
    summary: dict[str, Any] | None = None
    failed: str = ""

    @property
    def well(self) -> bool:
        """Whether nobody need look at it."""
        told = self.summary
        return told is not None and told["rejected"] <= _REJECTED * told["rows"] and not told["unmatched"]


def attempts(asked: Asked) -> list[Attempt]:
    """The last few, the newest first; nothing to a visitor who sees one segment."""
    if asked.visitor.segment is not None:
        return []
    data = asked.site.root.data
    runs = [
        asked.site.remembered.get(("attempt", run.id), lambda run=run: _published(asked, run))  # type: ignore[misc]
        for run in store.runs(data)[:_SHOWN]
    ]
    failures = [
        Attempt(
            asked.moment(one.finished_at),
            (one.finished_at - one.started_at).total_seconds() / 60,
            failed=one.worded(asked.say),
        )
        for one in store.failures(data)[:_SHOWN]
    ]
    return sorted([*runs, *failures], key=lambda one: one.at, reverse=True)[:_SHOWN]


def _published(asked: Asked, run: store.Run) -> Attempt:
    manifest = run.manifest
    told = {
        "rows": manifest.rows_in, "new": manifest.rows_new, "rejected": manifest.rows_rejected,
        "read": manifest.comments_read, "model": manifest.model,
        "unmatched": list(manifest.summary.get("unmatched", ())),
    }  # fmt: skip
    minutes = (manifest.finished_at - manifest.started_at).total_seconds() / 60
    return Attempt(asked.moment(manifest.finished_at), minutes, told)

"""Starting a run, the schedule, what the last nights did and why one failed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.responses import JSONResponse, Response

from voc import config, nightly, store
from voc.errors import Busy, QueryError
from voc.report import cells
from voc.web import files
from voc.web.asked import Asked
from voc.web.screen import screen

_SHOWN = 30  # runs and failures
_DONE = re.compile(r"^(.*): ([\d,]+)/([\d,]+)$")


@dataclass(frozen=True)
class Shown:
    """A run that was started here, as a page tells it: a sentence, and how far the present step is."""

    attempt: nightly.Attempt
    sentence: str
    began: datetime
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class Night:
    """One line of the history: a published run, or a failure with its sentence."""

    at: datetime
    run: store.Run | None = None
    failure: store.Failure | None = None


def shown_attempt(asked: Asked, attempt: nightly.Attempt | None) -> Shown | None:
    """The last run that was started here, in words; None before the first."""
    if attempt is None:
        return None
    began = asked.moment(attempt.started_at)
    if not attempt.running:
        killed = attempt.code is None or attempt.code >= 128  # what a shell says of a signal
        code = "setup.run_killed" if killed else "setup.run_failed" if attempt.code else "setup.run_good"
        return Shown(attempt, asked.say(code), began)
    newest = next((match for line in reversed(attempt.lines) if (match := _DONE.match(line))), None)
    if newest is None:
        return Shown(attempt, asked.say("setup.run_begins"), began)
    done, total = (int(number.replace(",", "")) for number in newest.groups()[1:])
    return Shown(attempt, newest[1], began, done, total)


def failure_since(asked: Asked, current: store.Run | None) -> store.Failure | None:
    """The last failure, where nothing was published since."""
    failed = next(iter(store.failures(asked.project.data)), None)
    if failed and current and current.manifest.finished_at > failed.finished_at:
        return None
    return failed


def start(asked: Asked) -> Response:
    """Start a run, unless one is going on."""
    try:
        nightly.start(asked.project, "person")
    except Busy as error:
        return asked.go("/setup#run", asked.say(error.code, **error.values))
    asked.audit("run_started")
    return asked.go("/setup#run")


def progress(asked: Asked) -> Response:
    """How far the run is, for the script of the page."""
    shown = shown_attempt(asked, nightly.last(asked.project.data))
    if shown is None:
        return JSONResponse({"running": False})
    told = {"sentence": shown.sentence, "done": shown.done, "total": shown.total}
    return JSONResponse({"running": shown.attempt.running} | told)


def schedule(asked: Asked) -> Response:
    """Set the time of the nightly run; empty for none."""
    at = str(asked.form.get("at", "")).strip()
    config.save_setting(asked.project.root, "nightly", "at", at)
    asked.audit("schedule", at)
    return asked.go("/setup#run", asked.say("setup.scheduled" if at else "setup.not_scheduled", at=at))


def nights(asked: Asked) -> Response:
    """What the last nights did."""
    data = asked.project.data
    found = [Night(run.manifest.finished_at, run) for run in store.runs(data)[:_SHOWN]]
    found += [Night(failure.finished_at, failure=failure) for failure in store.failures(data)[:_SHOWN]]
    found.sort(key=lambda night: night.at, reverse=True)
    return asked.page("setup/nights.html", nights=found, current=store.current(data), reason=_reason(asked))


def night(asked: Asked) -> Response:
    """One published run: its files, what was rejected and why."""
    run = _run(asked)
    table = _rejected(asked, run)
    return asked.page(
        "setup/night.html", run=run, summary=run.manifest.summary, rows=table.slice(0, 200).to_pylist(),
        rejected=table.num_rows, reason=_reason(asked),
    )  # fmt: skip


def rejected(asked: Asked) -> Response:
    """The rejected rows of a run as a CSV file."""
    run = _run(asked)
    rows, zone = _rejected(asked, run), asked.project.settings.timezone
    return files.sent(rows, "csv", f"rejected-{run.id}", asked.language, zone, codes=False)


def _run(asked: Asked) -> store.Run:
    wanted = asked.path["run"]
    for run in store.runs(asked.project.data):
        if run.id == wanted:
            return run
    raise QueryError("setup_no_run", run=wanted)


def _rejected(asked: Asked, run: store.Run) -> Any:
    reason = asked.query.get("reason", "")
    with store.connect(run, timezone=asked.project.settings.timezone) as con:
        return store.answer(
            con,
            "SELECT source, file, line, reason, message, excerpt FROM rejected_rows "
            "WHERE $reason = '' OR reason = $reason ORDER BY file, line",
            {"reason": reason},
        )


def _reason(asked: Asked) -> Callable[[str], str]:
    return lambda code: cells.reason(code, asked.language)


ROUTES = [
    screen("/setup/run", start, "admin", methods=("POST",)),
    screen("/setup/run/progress", progress, "admin"),
    screen("/setup/schedule", schedule, "admin", methods=("POST",)),
    screen("/setup/runs", nights, "admin"),
    screen("/setup/runs/{run}", night, "admin", seen="rejected_rows"),
    screen("/setup/runs/{run}/rejected.csv", rejected, "admin", seen="rejected_rows"),
]

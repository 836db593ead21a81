"""The nightly flow: what `voc run` does, step by step, as Prefect tasks.

    python flows/nightly.py --project DIR            one run, now, with no server
    python flows/nightly.py --project DIR --serve    every night at the time of [nightly] at, or 02:00

The first needs nothing set up: Prefect keeps its own files in DIR/data/.prefect. The second
needs a Prefect server (`prefect server start`) named by PREFECT_API_URL or the active profile. A
work pool takes the same flow from prefect.yaml. PREFECT_* variables that are set win over what this
file chooses.

A run ends Completed, Completed under the name "Skipped" when nothing has changed, or Failed with
the sentence that tells a person what to do. The flow holds no logic: numbers come from `voc`.
"""

import argparse
import logging
import os
import sys
from pathlib import Path


def arguments() -> argparse.Namespace:
    """The command line; `project` is an absolute path."""
    parser = argparse.ArgumentParser(prog="python flows/nightly.py", description="The nightly flow of voc.")
    parser.add_argument(
        "--project", default=".", type=lambda folder: Path(folder).resolve(), help="folder with voc.toml"
    )
    parser.add_argument("--serve", action="store_true", help="stay and run every night at [nightly] at")
    return parser.parse_args()


def prepare(options: argparse.Namespace) -> None:
    """Make Prefect quiet, offline and patient; to be called before it is imported."""
    if not options.serve and (options.project / "voc.toml").is_file():
        home = options.project / "data" / ".prefect"
        home.parent.mkdir(mode=0o700, exist_ok=True)  # for this user alone, as voc makes it
        home.mkdir(exist_ok=True)  # Prefect makes the last folder only
        os.environ.setdefault("PREFECT_HOME", str(home))
    os.environ.setdefault("PREFECT_LOGGING_EXTRA_LOGGERS", "voc")
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    os.environ.setdefault("DO_NOT_TRACK", "1")
    # the server that a run brings along takes up to 36 s on a busy machine; 20 s is Prefect's default
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")


if __name__ == "__main__":
    OPTIONS = arguments()
    prepare(OPTIONS)

from prefect import flow, task  # noqa: E402 - reads its settings when imported
from prefect.artifacts import create_markdown_artifact, create_table_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.client.schemas.objects import State, TaskRun  # noqa: E402
from prefect.schedules import Cron  # noqa: E402
from prefect.settings import PREFECT_API_URL  # noqa: E402
from prefect.states import Completed, Failed  # noqa: E402
from prefect.tasks import Task  # noqa: E402
from sqlalchemy.exc import OperationalError  # noqa: E402

from voc import config, pipeline  # noqa: E402
from voc.cli.screen import tell  # noqa: E402
from voc.errors import VocError  # noqa: E402
from voc.outcome import Outcome, sentence  # noqa: E402
from voc.records import InputFile, Silent  # noqa: E402
from voc.words import language_asked, say  # noqa: E402

EVERY_NIGHT = "02:00"
log = logging.getLogger("voc.nightly")


def io_failed(task: Task, run: TaskRun, state: State) -> bool:  # type: ignore[type-arg]
    """Whether a task failed on a disk or a database, which may be there a moment later."""
    error = state.data
    return any(isinstance(e, OSError | OperationalError) for e in (error, getattr(error, "__cause__", None)))


# What has been done is kept in the project's store, so nothing is cached or persisted by Prefect.
@task(
    name="take in", cache_policy=NO_CACHE,
    retries=2, retry_delay_seconds=[5, 30], retry_condition_fn=io_failed,
)  # fmt: skip
def take_in(night: pipeline.Night, file: InputFile) -> None:
    """Stage one export."""
    night.take_in(file)


@task(name="read", cache_policy=NO_CACHE)
def read(night: pipeline.Night) -> None:
    """Read the comments that this model has not read yet."""
    night.read()


@task(name="tabulate", cache_policy=NO_CACHE)
def tabulate(night: pipeline.Night) -> None:
    """Turn answers and readings into tables."""
    night.tabulate()


@task(name="publish", cache_policy=NO_CACHE)
def publish(night: pipeline.Night) -> Outcome:
    """Make the tables the project's current run."""
    return night.publish()


class Noted(Silent):
    """A watch of a night that logs what a person should know; how far the night is, Prefect shows."""

    def __init__(self, language: str) -> None:
        self._language = language

    def note(self, code: str, **values: object) -> None:
        """Log it, such as a file in the inbox that no source matches."""
        log.warning(say(code, self._language, **values))


@flow(name="voc-nightly", description="Reads a project's exports and publishes its tables.")
def nightly(project: str = ".") -> State:
    """Run the pipeline on the project folder `project`; the state says how it ended."""
    language = language_asked()
    try:
        loaded = config.load(Path(project))
        language = loaded.settings.language
        with pipeline.night(loaded, Noted(language)) as night:
            for file in night.inputs():
                with night.going_on():
                    take_in(night, file)
            if night.unchanged():
                return Completed(name="Skipped", message=say("nightly.unchanged", language))
            read(night)
            tabulate(night)
            outcome = publish(night)
    except VocError as error:
        return Failed(message=sentence(error, language))
    create_markdown_artifact(outcome.markdown(language), key="voc-summary")
    create_table_artifact(outcome.top_topics(), key="voc-topic-by-nps")
    return Completed(message=say("nightly.published", language, run=outcome.run_id))


def without_traceback(record: logging.LogRecord) -> bool:
    """Let a failure that a person can mend keep its line in the log but not its traceback."""
    if record.exc_info and isinstance(record.exc_info[1], VocError):
        record.exc_info = None
    return True


logging.getLogger("prefect.task_runs").addFilter(without_traceback)


def main(options: argparse.Namespace) -> int:
    """Run or serve the flow; 0 if the run completed, 1 if it failed."""
    if not options.serve:
        state = nightly(str(options.project), return_state=True)  # type: ignore[call-overload]
        tell(str(state.message))
        return 0 if state.is_completed() else 1
    if not PREFECT_API_URL.value():
        tell(say("nightly.no_server", language_asked()))
        return 1
    try:
        settings = config.load(options.project).settings
    except VocError as error:
        tell(say(error.code, language_asked(), **error.values))
        return 1
    hour, minute = (settings.nightly_at or EVERY_NIGHT).split(":")
    every_night = Cron(f"{int(minute)} {int(hour)} * * *", timezone=settings.timezone)
    nightly.serve(
        name="nightly", schedule=every_night, parameters={"project": str(options.project)}, limit=1
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(OPTIONS))

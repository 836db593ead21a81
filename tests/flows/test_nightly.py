"""The nightly flow against a real Prefect server on loopback, started once for this file."""

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterId,
)
from prefect.client.schemas.objects import FlowRun, State
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Failed
from sqlalchemy.exc import OperationalError

from flows import nightly as module
from flows.nightly import nightly
from voc.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
T = TypeVar("T")

SETTINGS = """
[project]
timezone = "Asia/Tokyo"
language = "ja"

[[source]]
name = "survey"
kind = "survey"
path = "inbox/*.csv"
id = ["回答番号"]
respondent = "会員番号"
time = "回答日時"
nps = "推奨度"
comments = ["理由"]
"""

SURVEY = """回答番号,会員番号,回答日時,推奨度,理由
1,A,2026-04-01 10:00,10,店員さんがとても親切でした。
2,B,2026-04-02 11:00,9,料理がおいしくて大満足です。
3,C,2026-04-03 12:00,3,駐車場が狭くて停められませんでした。
4,D,2026-04-04 13:00,0,待ち時間が長すぎる。もう行きません。
5,E,2026-04-05 14:00,7,特になし
6,F,2026-04-06 15:00,8,値段が少し高いと思います。
7,G,2026-05-01 10:00,2,店員の態度が悪かった。
8,H,2026-05-02 11:00,9,景色がきれいでした。
9,I,2026-05-03 12:00,5,トイレを増やしてほしい。
10,J,2026-05-04 13:00,10,また来ます。
"""

WITHOUT_SCORE = SURVEY.replace("推奨度", "感想")


def until(what: str, look: Callable[[], T | None], seconds: float) -> T:
    """What `look` finds, as soon as it finds something; fails when `seconds` have gone by."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if (found := look()) is not None:
            return found
        time.sleep(0.5)
    pytest.fail(f"waited {seconds:.0f} s in vain for {what}")


def made(folder: Path) -> Path:
    """A project folder with ten answers in its inbox, never run."""
    (folder / "inbox").mkdir()
    (folder / "voc.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "inbox" / "survey.csv").write_text(SURVEY, encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return made(tmp_path)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project after a night without a server, which made Prefect's database in `data/.prefect`."""
    project = made(tmp_path_factory.mktemp("alone"))
    done = subprocess.run(
        [sys.executable, "flows/nightly.py", "--project", str(project)],
        cwd=ROOT, env={k: v for k, v in os.environ.items() if k != "PREFECT_HOME"},
        capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return project


@pytest.fixture(scope="module")
def server(
    alone: Path, tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]
) -> Iterator[dict[str, str]]:
    """A Prefect server; yields the environment of a program that is to use it.

    It begins with the database of a night that needed none: to make another takes half a minute.
    """
    home, port = tmp_path_factory.mktemp("prefect") / "home", free_port()
    shutil.copytree(alone / "data" / ".prefect", home)
    url = f"http://127.0.0.1:{port}/api"
    environment = {
        **os.environ,
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": url,
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
    }
    of_server = {
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "1",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_ENABLED": "false",  # it locks SQLite under load
    }

    def healthy() -> bool | None:
        if process.poll() is not None:
            pytest.fail(f"the Prefect server ended: {(home / 'log').read_text()[-2000:]}")
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:
                return True if answer.status == 200 else None
        except OSError:
            return None

    command = [sys.executable, "-m", "prefect", "server", "start", "--no-ui"]
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)],
            env=environment | of_server, cwd=home, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        until("the Prefect server", healthy, 180)
        with temporary_settings({PREFECT_API_URL: url}):
            yield environment
    finally:
        stop(process)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End a program that this file started, gently if it listens."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture
def client(server: dict[str, str]) -> Iterator[SyncPrefectClient]:
    with get_client(sync_client=True) as client:
        yield client


def run_of(client: SyncPrefectClient, state: State) -> FlowRun:
    """The flow run that ended in `state`, as the server remembers it."""
    assert state.state_details.flow_run_id
    return client.read_flow_run(state.state_details.flow_run_id)


def deployment(client: SyncPrefectClient, name: str) -> DeploymentResponse | None:
    return next((d for d in client.read_deployments() if d.name == name), None)


def test_night_publishes_and_leaves_its_artifacts_and_the_next_is_skipped(
    client: SyncPrefectClient, project: Path
) -> None:
    first = run_of(client, nightly(str(project), return_state=True))
    assert first.state and (first.state.type.value, first.state.name) == ("COMPLETED", "Completed")
    artifacts = client.read_artifacts(
        flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=[first.id])),
    )
    kinds = {a.key: a.type for a in artifacts}
    assert kinds == {"voc-summary": "markdown", "voc-topic-by-nps": "table"}
    published = (project / "data" / "CURRENT").read_text()

    second = run_of(client, nightly(str(project), return_state=True))
    assert second.state and (second.state.type.value, second.state.name) == ("COMPLETED", "Skipped")
    assert (project / "data" / "CURRENT").read_text() == published


def test_night_names_a_file_that_no_source_matches(server: dict[str, str], project: Path) -> None:
    (project / "inbox" / "新しい調査.xlsx").write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "flows/nightly.py", "--project", str(project)],
        cwd=ROOT, env=server, capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("新しい調査.xlsx") == 1 and "voc check" in done.stderr


def test_export_without_its_score_fails_the_night_with_a_sentence_and_no_traceback(
    server: dict[str, str], client: SyncPrefectClient, project: Path
) -> None:
    (project / "inbox" / "survey.csv").write_text(WITHOUT_SCORE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "flows/nightly.py", "--project", str(project)],
        cwd=ROOT, env=server, capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    sentence = done.stderr.splitlines()[-1]
    assert done.returncode == 1
    assert "推奨度" in sentence
    assert "Traceback" not in done.stdout + done.stderr
    failed = [r for r in client.read_flow_runs() if r.state and r.state.is_failed()]
    assert sentence in [r.state.message for r in failed if r.state]


def test_night_needs_no_server(alone: Path) -> None:
    assert (alone / "data" / "CURRENT").exists()
    assert (alone / "data" / ".prefect" / "prefect.db").is_file()


def test_served_flow_has_its_nightly_schedule_and_a_scheduled_run_appears_and_completes(
    server: dict[str, str], client: SyncPrefectClient, project: Path
) -> None:
    serving = subprocess.Popen(
        [sys.executable, "flows/nightly.py", "--project", str(project), "--serve"],
        cwd=ROOT, env=server, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        served = until("the deployment", lambda: deployment(client, "nightly"), 90)
        (schedule,) = (s.schedule for s in served.schedules)
        assert isinstance(schedule, CronSchedule)
        assert (schedule.cron, schedule.timezone) == ("0 2 * * *", "Asia/Tokyo")

        # 02:00 is far away: the same deployment gets a second schedule that is due in seconds
        soon = IntervalSchedule(interval=dt.timedelta(seconds=10))
        client.create_deployment_schedules(served.id, [(soon, True)])
        of_it = DeploymentFilter(id=DeploymentFilterId(any_=[served.id]))

        def completed() -> FlowRun | None:
            runs = client.read_flow_runs(deployment_filter=of_it)
            return next((r for r in runs if r.state and r.state.is_final()), None)

        run = until("a scheduled run to end", completed, 180)
        assert run.state and run.state.is_completed(), run.state
        assert run.auto_scheduled
        assert (project / "data" / "CURRENT").exists()
    finally:
        stop(serving)


def test_prefect_yaml_deploys_the_flow_for_every_night_in_tokyo(
    server: dict[str, str], client: SyncPrefectClient, project: Path
) -> None:
    prefect = [sys.executable, "-m", "prefect", "--no-prompt"]
    for words in (["work-pool", "create", "voc", "--type", "process"], ["deploy", "--name", "nightly"]):
        done = subprocess.run(
            [*prefect, *words], cwd=ROOT, env=server | {"VOC_PROJECT": str(project)},
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
    deployed = until("the deployment", lambda: deployment(client, "nightly"), 5)
    (schedule,) = (s.schedule for s in deployed.schedules)
    assert isinstance(schedule, CronSchedule)
    assert (schedule.cron, schedule.timezone) == ("0 2 * * *", "Asia/Tokyo")
    assert deployed.parameters == {"project": str(project)}
    assert deployed.work_pool_name == "voc"


def wrapped(error: Exception) -> InputError:
    """An error of the library that a failing disk caused."""
    try:
        raise InputError("any") from error
    except InputError as wrapper:
        return wrapper


@pytest.mark.parametrize(
    "error, again",
    [
        (OSError("the disk"), True),
        (OperationalError("SELECT 1", {}, Exception("the database")), True),
        (wrapped(OSError("the disk")), True),
        (InputError("a missing column"), False),
        (ValueError("a bug"), False),
    ],
)
def test_only_a_failing_disk_or_database_is_tried_again(error: Exception, again: bool) -> None:
    assert module.io_failed(module.take_in, None, Failed(data=error)) is again  # type: ignore[arg-type]

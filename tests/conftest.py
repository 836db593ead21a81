"""What all tests share: a clean environment, the real data, a PostgreSQL server.

A test that needs something this machine lacks is skipped and says how to get it; with
VOC_TEST_ALL=1 (continuous integration) a skip is a failure.
"""

import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests import postgresql

if TYPE_CHECKING:
    from tests.shop import Shop

ROOT = Path(__file__).resolve().parent.parent
KEPT = ("VOC_TEST_ALL", "VOC_TEST_DECISIONS", "VOC_DATA_DIR")


# A busy machine is no failure. What is integrated is tried on the same examples every time: new ones are found here.
hypothesis.settings.register_profile("voc", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("VOC_TEST_ALL") == "1" else "voc")


def pytest_configure(config: pytest.Config) -> None:
    """Set the environment before anything that reads it is imported: no user settings, no network."""
    for name in [n for n in os.environ if n.startswith(("VOC_", "PREFECT_")) and n not in KEPT]:
        del os.environ[name]
    home = tempfile.mkdtemp(prefix="voc-home-")
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    os.environ.update(
        HOME=home,
        PREFECT_HOME=f"{home}/prefect",
        PREFECT_SERVER_ANALYTICS_ENABLED="false",
        PREFECT_LOGGING_EXTRA_LOGGERS="voc",
        DO_NOT_TRACK="1",
        HF_HUB_OFFLINE="1",
        PYTHONPATH=str(ROOT),  # programs that tests start find voc and flows, installed or not
        TZ="UTC",
    )


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector need not walk over it again in every test."""
    gc.collect()
    gc.freeze()


# -- a skip is a failure where everything must run ---------------------------------------


def _fail_if_all_must_run(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get("VOC_TEST_ALL") != "1" or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"VOC_TEST_ALL=1 allows no skips: {reason.removeprefix('Skipped: ')}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test."""
    report = yield
    _fail_if_all_must_run(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A module that skips itself."""
    report = yield
    _fail_if_all_must_run(report)
    return report


# -- what tests ask for -------------------------------------------------------------------


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder with the real survey and the labels; read only."""
    folder = Path(os.environ.get("VOC_DATA_DIR") or ROOT / ".." / "shared" / "data").resolve()
    if not (folder / "fukui").is_dir():
        pytest.skip(f"no survey data in {folder}: name its folder with VOC_DATA_DIR (see the README)")
    return folder


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of one layer and random weights, for runs in which it does not matter what it says."""
    from tests.shop import tiny_model

    return tiny_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def fresh_project(tmp_path: Path, tiny_model: Path) -> "Shop":
    """A project with exports in its inbox, never run."""
    from tests.shop import shop

    return shop(tmp_path / "顧客の声 1", tiny_model)


@pytest.fixture(scope="session")
def published_once(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> "Shop":
    """The project of `fresh_project` after its first run, to be copied."""
    from tests.shop import shop

    made = shop(tmp_path_factory.mktemp("published") / "顧客の声 1", tiny_model)
    made.run()
    return made


@pytest.fixture
def published_project(published_once: "Shop", tmp_path: Path) -> "Shop":
    """A project after its first run."""
    return published_once.copied(tmp_path / "顧客の声 1")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> "subprocess.CompletedProcess[str]":
    """`voc demo` as a program, with the model that is shipped; its project is the folder `args[-1]`, read only."""
    return subprocess.run(
        [sys.executable, "-m", "voc.cli", "demo", str(tmp_path_factory.mktemp("demo") / "demo")],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", timeout=600,
    )  # fmt: skip


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """Gives loopback ports that nothing listens on."""
    return postgresql.free_port


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """An empty database of a PostgreSQL server that lives as long as the tests."""
    programs = postgresql.programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here: apt-get install postgresql")
    with postgresql.running(programs) as url:
        yield url

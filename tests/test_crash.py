"""Runs that are killed and runs at the same time: the published tables stay, and the next run completes.

A run is a process of its own that tells every step. It is killed with SIGKILL when something can be
seen in its data folder, or after a number of steps told.
"""

import multiprocessing
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from tests.shop import Shop, shop
from voc import store, unread

# Runs are forked from a process that has imported all of this and done nothing else.
FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["tests.test_crash"])


class Told:
    """Tells every step; obedient, it goes on only when told to."""

    def __init__(self, told: Connection, obedient: bool) -> None:
        self.told, self.obedient = told, obedient

    def tell(self, *words: object) -> None:
        self.told.send(" ".join(map(str, words)))
        if self.obedient:
            self.obedient = self.told.recv()

    def begin(self, code: str, total: int) -> None:
        self.tell("begin", code)

    def advance(self, pieces: int = 1) -> None:
        self.tell("advance", pieces)

    def end(self) -> None:
        self.tell("end")

    def note(self, code: str, **values: object) -> None:
        self.tell("note", code, sorted(values))


def run(root: Path, told: Connection, obedient: bool) -> None:
    """One run, in a process of its own."""
    unread.PART = 32  # a small project reads in many parts
    unread.STEP = 16
    told.send(f"done {Shop(root).run(Told(told, obedient)).status}")


ROWS = 256
SECONDS = 120.0  # after which a run that should have come so far has failed


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Shop:
    """A project with a published run and a month in its inbox that it does not know."""
    made = shop(tmp_path_factory.mktemp("crash") / "published", tiny_model)
    made.run()
    places = ("駅", "店", "宿", "港")
    rows = [
        f"{100 + i},M{i},2026-06-{i % 28 + 1:02} 10:00,{i % 5 + 2}0代,本店,{i * 7 % 11},"
        f"{places[i % 4]}から{i}番目の席は{'とても' * (i % 3)}遠いです。,"
        for i in range(ROWS)
    ]
    made.put("survey-06.csv", rows)
    return made


@pytest.fixture(scope="module")
def undisturbed(published: Shop, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The tables of a run that nothing disturbs."""
    other = copy(published, tmp_path_factory.mktemp("undisturbed") / "p")
    assert other.run().summary["comments_read"] == ROWS
    return other.tables()


def copy(project: Shop, root: Path) -> Shop:
    shutil.copytree(project.root, root)
    return Shop(root)


@dataclass
class Running:
    """A run that goes on elsewhere."""

    process: BaseProcess
    told: Connection

    def hears(self) -> Iterator[str]:
        """What it tells, until it ends."""
        try:
            while True:
                assert self.told.poll(SECONDS), "waited in vain"
                yield self.told.recv()
        except EOFError:
            return

    def goes_on(self, *, obedient: bool = True) -> None:
        """Let an obedient run take its next step, or all of them."""
        self.told.send(obedient)

    def killed(self) -> None:
        """Kill it; it must not have ended before."""
        self.process.kill()
        self.process.join(SECONDS)
        assert self.process.exitcode == -signal.SIGKILL

    def done(self) -> str:
        """The last that it tells, once it has ended well."""
        *_, last = self.hears()
        self.process.join(SECONDS)
        assert self.process.exitcode == 0
        return last


@contextmanager
def running(project: Shop, *, obedient: bool = False) -> Iterator[Running]:
    """A run of its own; killed at the end if it still goes on."""
    ours, theirs = FORKED.Pipe()
    process = FORKED.Process(target=run, args=(project.root, theirs, obedient))
    process.start()
    theirs.close()
    with ours:
        try:
            yield Running(process, ours)
        finally:
            process.kill()
            process.join()
            process.close()


def until(process: BaseProcess, seen: Callable[[], bool]) -> None:
    """Wait until something can be seen; fails when the run ends before or the time is over."""
    deadline = time.monotonic() + SECONDS
    while not seen():
        assert process.is_alive(), "the run ended before it could be killed"
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.001)


def assert_the_old_run_answers(project: Shop, old: store.Run) -> None:
    assert project.current().id == old.id
    assert project.ask("SELECT count(*), sum(nps_score) FROM responses") == [(10, 64)]
    assert project.ask("SELECT n FROM nps WHERE period = 'all' AND segment_name = 'all'") == [(10,)]


def assert_the_next_run_completes(project: Shop, expected: dict[str, list[str]]) -> None:
    assert project.run().status == "published"
    assert project.tables() == expected
    assert not list(project.data.rglob(".tmp-*"))
    assert (project.data / "marts.duckdb").samefile(project.current().path / "marts.duckdb")
    assert project.run().status == "unchanged"


SIGHTS = {
    "an export is being staged": "staging/survey/.tmp-*/*.parquet",
    "the first readings are there": "readings/*/part-000002.parquet",
    "a run is being written": "runs/.tmp-*/responses/survey/*.parquet",
}


@pytest.mark.parametrize("sight", SIGHTS.values(), ids=SIGHTS)
def test_a_run_killed_in_the_middle_costs_nothing(
    published: Shop, undisturbed: dict[str, list[str]], tmp_path: Path, sight: str
) -> None:
    project = copy(published, tmp_path / "p")
    old = project.current()
    with running(project) as night:
        until(night.process, lambda: any(project.data.glob(sight)))
        night.killed()
    assert_the_old_run_answers(project, old)
    assert_the_next_run_completes(project, undisturbed)


def test_what_was_read_before_a_kill_is_not_read_again(published: Shop, tmp_path: Path) -> None:
    project = copy(published, tmp_path / "p")
    with running(project, obedient=True) as night:
        before = set(project.data.glob("readings/*/part-*.parquet"))
        for _ in night.hears():  # a part is written before the step after it is told
            if len(parts := set(project.data.glob("readings/*/part-*.parquet")) - before) == 3:
                break
            night.goes_on()
        night.killed()
    assert len(parts) == 3
    assert project.run().summary["comments_read"] == ROWS - 3 * 32


def test_a_run_killed_again_and_again_anywhere_ends_like_one_that_never_was(
    published: Shop, undisturbed: dict[str, list[str]], tmp_path: Path
) -> None:
    project = copy(published, tmp_path / "p")
    old = project.current()
    seed = random.randrange(10**6)
    steps = [random.Random(seed + i).randrange(1, 21) for i in range(3)]  # publishing comes later
    for step in steps:
        with running(project, obedient=True) as night:
            for number, told in enumerate(night.hears(), start=1):
                assert not told.startswith("done"), steps
                if number == step:
                    break
                night.goes_on()
            night.killed()
        assert_the_old_run_answers(project, old)
    assert_the_next_run_completes(project, undisturbed)


def at_once(project: Shop, meanwhile: Callable[[], object] = lambda: None) -> tuple[str, str]:
    """How two runs end of which the second finds the first at work; `meanwhile` happens while it waits."""
    with running(project, obedient=True) as first:
        assert next(first.hears()) == "begin step.take_in"  # it has the lock, and goes no further
        with running(project) as second:
            assert next(second.hears()) == "note run.waiting ['pid', 'since']"
            meanwhile()
            first.goes_on(obedient=False)
            return first.done(), second.done()


def test_of_two_runs_at_once_one_says_that_it_waits_and_nothing_is_lost(
    published: Shop, undisturbed: dict[str, list[str]], tmp_path: Path
) -> None:
    project = copy(published, tmp_path / "p")
    first, second = at_once(project)
    assert (first, second) == ("done published", "done unchanged")
    assert project.tables() == undisturbed
    assert len(store.runs(project.data)) == 2 and store.failures(project.data) == []


def test_a_run_that_waited_sees_what_came_in_the_meantime(published: Shop, tmp_path: Path) -> None:
    project = copy(published, tmp_path / "p")
    late = (project.root / "inbox" / "survey-06.csv").rename(tmp_path / "survey-06.csv")
    project.put("survey-07.csv", ["900,M900,2026-07-01 10:00,20代,本店,9,夏は涼しい。,"])
    first, second = at_once(project, lambda: late.rename(project.root / "inbox" / "survey-06.csv"))
    assert (first, second) == ("done published", "done published")
    assert project.ask("SELECT count(*) FROM responses") == [(10 + 1 + ROWS,)]
    assert project.ask("SELECT count(*) FROM runs") == [(3,)]

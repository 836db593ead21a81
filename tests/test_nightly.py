"""When a night is due, and runs as processes of their own."""

import json
import os
import signal
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shop import Shop
from tests.store.decisions.conftest import flagged, item
from voc import config, nightly, review, store
from voc.errors import Busy
from voc.web.clock import Clock

JAPAN = "Asia/Tokyo"


def at(text: str) -> datetime:
    """A moment, written as it is in Japan."""
    return datetime.fromisoformat(f"{text}:00+09:00")


DUE = [  # now, last begun or schedule set, due?
    ("2026-04-02 02:00", "2026-04-01 02:00", True),
    ("2026-04-02 01:59", "2026-04-01 02:00", False),
    ("2026-04-02 02:01", "2026-04-02 02:00", False),  # its date is done
    ("2026-04-02 09:00", "2026-04-01 23:00", True),  # the server was down at night
    ("2026-04-09 01:00", "2026-04-01 02:00", True),  # … for a week: once
    ("2026-04-09 01:30", "2026-04-09 01:00", False),
    ("2026-04-09 02:00", "2026-04-09 01:00", True),
    ("2026-04-02 12:00", "2026-04-02 11:00", False),  # set, or run by hand, after the night
]


@pytest.mark.parametrize(("now", "since", "due"), DUE)
def test_a_night_is_due_once_its_time_has_come_and_nothing_began_since(now: str, since: str, due: bool) -> None:
    assert nightly.due(at(now), "02:00", JAPAN, at(since)) is due
    assert not nightly.due(at(now), "", JAPAN, at(since))


def test_where_clocks_are_changed_a_night_comes_once() -> None:
    begun = datetime(2026, 3, 28, 12, tzinfo=UTC)
    runs = []
    for minutes in range(0, 3 * 24 * 60, 10):  # 02:30 is not there on 29 March in Paris
        now = datetime(2026, 3, 28, 12, tzinfo=UTC) + timedelta(minutes=minutes)
        if nightly.due(now, "02:30", "Europe/Paris", begun):
            begun = now
            runs.append(now.date().isoformat())
    assert runs == ["2026-03-29", "2026-03-30", "2026-03-31"]


moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
times = st.times().map(lambda one: f"{one:%H:%M}")


@given(moments, times, st.sampled_from([JAPAN, "UTC", "Europe/Paris", "America/New_York"]))
def test_the_last_time_of_day_is_at_most_a_day_ago(now: datetime, time_of_day: str, zone: str) -> None:
    latest = nightly.latest(now, time_of_day, zone)
    assert timedelta(0) <= now - latest < timedelta(hours=25)
    assert not nightly.due(now, time_of_day, zone, now)


# -- the clock -----------------------------------------------------------------------------------------


def done(project: Shop) -> nightly.Attempt:
    """The last run, once it has ended."""
    for _ in range(1200):
        attempt = nightly.last(project.data)
        if attempt and not attempt.running:
            return attempt
        time.sleep(0.1)
    raise AssertionError("the run does not end")


def test_the_clock_starts_a_night_once_and_makes_up_for_a_missed_one(fresh_project: Shop) -> None:
    set_it = fresh_project.toml.read_text(encoding="utf-8") + '\n[nightly]\nat = "02:00"\n'
    fresh_project.toml.write_text(set_it, encoding="utf-8")
    now = datetime.now(UTC)
    clock = Clock(fresh_project.root)
    assert not clock.look(now)  # never run: the first night is the next
    night = nightly.latest(now, "02:00", JAPAN) + timedelta(days=1)
    assert clock.look(night + timedelta(seconds=5))
    attempt = done(fresh_project)
    assert (attempt.by, attempt.code) == ("clock", 0) and fresh_project.current()
    later = Clock(fresh_project.root)
    assert not later.look(datetime.now(UTC))
    missed = nightly.latest(datetime.now(UTC), "02:00", JAPAN) + timedelta(days=3, hours=9)
    assert Clock(fresh_project.root).look(missed)
    assert done(fresh_project).code == 0


def test_a_schedule_that_is_set_while_the_server_runs_begins_with_the_next_night(fresh_project: Shop) -> None:
    fresh_project.run()
    begun = nightly.last_begun(fresh_project.data)
    assert begun
    clock = Clock(fresh_project.root)
    assert not clock.look(begun + timedelta(days=2))
    text = fresh_project.toml.read_text(encoding="utf-8")
    fresh_project.toml.write_text(text + '\n[nightly]\nat = "02:00"\n', encoding="utf-8")
    assert not clock.look(begun + timedelta(days=2))


def test_on_the_first_look_of_a_day_the_queue_has_grown_older(fresh_project: Shop) -> None:
    written = datetime(2026, 4, 1, 14, 59, tzinfo=UTC)  # a minute before midnight in Japan
    rows = flagged(item("c1", occurred_at=written, priority=20.0, priority_age=0.0))
    with store.decisions.opened(fresh_project.project().decisions) as database:
        store.decisions.refresh(database, review.fold, "r1", rows)
        clock = Clock(fresh_project.root)
        looked = [(5, True), (5, False), (6, True)]
        for days, first in looked:
            assert clock.begin_day(written + timedelta(days=days)) is first
            assert not clock.begin_day(written + timedelta(days=days, seconds=50))
            assert store.decisions.queue(database)[0].priority == 20.0 + days // 3


def test_when_a_night_begins_changes_no_table(fresh_project: Shop) -> None:
    fresh_project.run()
    config.save_setting(fresh_project.root, "nightly", "at", "04:00")
    config.save_setting(fresh_project.root, "web", "oidc_client_id", "voc")
    assert fresh_project.run().status == "unchanged"


# -- a run as a process of its own -----------------------------------------------------------------------


def test_before_the_first_run_there_is_nothing(fresh_project: Shop) -> None:
    assert nightly.last(fresh_project.data) is None and nightly.last_begun(fresh_project.data) is None


def test_a_run_says_how_far_it_is_and_what_it_did_and_no_comment(fresh_project: Shop) -> None:
    nightly.start(fresh_project.project(), "person")
    attempt = done(fresh_project)
    assert attempt.code == 0 and attempt.by == "person"
    said = "\n".join(attempt.lines)
    assert fresh_project.current().id in said
    assert not any(text in said for text in ("駐車場が狭く", "店員さんがとても", "山田", "K003"))


def test_a_failure_has_its_exit_code_and_its_sentence(fresh_project: Shop) -> None:
    fresh_project.set('nps = "推奨度"', 'nps = "点数"')
    nightly.start(fresh_project.project(), "person")
    attempt = done(fresh_project)
    (failure,) = store.failures(fresh_project.data)
    assert attempt.code == 1 and failure.message in attempt.lines


def test_a_second_run_is_refused_and_a_killed_one_leaves_no_lock(fresh_project: Shop) -> None:
    with store.publisher(fresh_project.data):
        with pytest.raises(Busy, match="run_in_progress"):
            nightly.start(fresh_project.project(), "person")
    nightly.start(fresh_project.project(), "person")
    with pytest.raises(Busy, match="run_in_progress"):
        nightly.start(fresh_project.project(), "person")
    while not (holder := store.publishing(fresh_project.data)):
        time.sleep(0.01)
    os.kill(holder["pid"], signal.SIGKILL)
    assert done(fresh_project).code == 128 + signal.SIGKILL
    (fresh_project.data / "night" / "ended").unlink()  # as when the whole machine stopped
    assert done(fresh_project).code is None
    nightly.start(fresh_project.project(), "person")
    assert done(fresh_project).code == 0 and fresh_project.current()


def test_a_damaged_record_is_as_good_as_none(fresh_project: Shop) -> None:
    folder = fresh_project.data / "night"
    folder.mkdir(parents=True)
    for text in ("", "{", "[]", json.dumps({"at": "x"})):
        (folder / "started.json").write_text(text, encoding="utf-8")
        assert nightly.last(fresh_project.data) is None

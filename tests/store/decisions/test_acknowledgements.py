"""An alert that somebody has seen is known by everybody, and the first stays."""

from datetime import UTC, date, datetime
from typing import Any

from voc.store import decisions
from voc.store.decisions import Database

ALERT: dict[str, Any] = {"source": "survey", "topic": "waiting", "polarity": "negative", "kind": "sudden"}


def test_an_acknowledgement_comes_back_as_it_was_made(database: Database) -> None:
    before = datetime.now(UTC)
    made = decisions.acknowledge(database, **ALERT, day=date(2026, 4, 1), who="佐藤", note="レジを増やす")
    assert before <= made.at <= datetime.now(UTC)
    assert decisions.acknowledged(database) == [made]


def test_who_saw_it_first_stays(database: Database) -> None:
    first = decisions.acknowledge(database, **ALERT, day=date(2026, 4, 1), who="佐藤")
    assert decisions.acknowledge(database, **ALERT, day=date(2026, 4, 1), who="鈴木", note="私も") == first
    other = decisions.acknowledge(database, **ALERT | {"kind": "drift"}, day=date(2026, 4, 1), who="鈴木")
    assert decisions.acknowledged(database) == [other, first]


def test_only_the_first_is_told_that_theirs_was_kept(database: Database) -> None:
    first, second = (decisions.acknowledge(database, **ALERT, day=date(2026, 4, 1), who="佐藤") for _ in range(2))
    assert (first.new, second.new) == (True, False)


def test_those_of_the_latest_day_come_first(database: Database) -> None:
    made = [decisions.acknowledge(database, **ALERT, day=date(2026, 4, day), who="佐藤") for day in (1, 3, 2)]
    assert decisions.acknowledged(database) == [made[1], made[2], made[0]]

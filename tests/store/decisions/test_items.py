"""The queue shows what the last run flags, the most pressing first, page by page, and writes only what changed."""

import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest
import sqlalchemy as sa

from tests import postgresql
from tests.store.decisions.conftest import flagged, item
from voc import review
from voc.errors import StoreError
from voc.records import Decision, Standing
from voc.store import decisions
from voc.store.decisions import Choice, Database, Wanted

THREE = (
    item("c1", priority=10.0, topics=["access"]),
    item("c2", priority=90.5, reasons=["urgent", "complaint"], segments={"年代": "20代", "地域": "東"}, month="2026-05"),
    item("c3", priority=50.0, source="desk", nps_group=None, topics=["access", "price"]),
)


def refresh(database: Database, run: str, *rows: dict[str, Any]) -> None:
    decisions.refresh(database, review.fold, run, flagged(*rows))


def shown(database: Database, **wanted: Any) -> list[str]:
    found = [one.comment_id for one in decisions.queue(database, Wanted(**wanted))]
    assert decisions.count(database, Wanted(**wanted)) == len(found)
    return found


def test_unfinished_is_whatever_is_neither_dismissed_nor_resolved(database: Database) -> None:
    refresh(database, "r1", *THREE, item("c4", priority=5.0))
    for id, action in ((1, "accept"), (2, "resolve"), (3, "dismiss")):
        decisions.decide(database, review.fold, [Choice(id, 0)], action, "佐藤")  # type: ignore[arg-type]
    assert shown(database, unfinished=True) == ["c2", "c4"]


def test_one_at_a_time_fills_the_queue_and_whoever_does_not_wait_is_told(place: str) -> None:
    with decisions.opened(place) as one, decisions.opened(place) as other:
        with decisions.filling(one) as first, decisions.filling(other, wait=False) as second:
            assert (first, second) == (True, False)
        with decisions.filling(other, wait=False) as second:
            assert second


def test_two_that_fill_the_queue_at_once_fill_it_one_after_the_other(place: str) -> None:
    rows = [item(f"c{at}") for at in range(2_500)]

    def fill() -> None:
        with decisions.opened(place) as database, decisions.filling(database):
            begun.wait(30)
            refresh(database, "r1", *rows)

    with decisions.opened(place) as database:
        begun = threading.Event()
        both = [threading.Thread(target=fill) for _ in range(2)]
        for one in both:
            one.start()
        begun.set()
        for one in both:
            one.join()
        assert decisions.count(database) == 2_500


def test_a_server_that_ends_idle_transactions_does_not_end_ones_turn(postgres_url: str) -> None:
    hasty = "%20".join(f"-c%20{name}%3D100" for name in ("idle_in_transaction_session_timeout", "lock_timeout"))
    place = f"{postgresql.another(postgres_url)}?options={hasty}"
    taken = threading.Event()

    def wait() -> None:
        with decisions.opened(place) as other, decisions.filling(other) as mine:
            assert mine
            taken.set()

    waiting = threading.Thread(target=wait)
    with decisions.opened(place) as database:
        with decisions.filling(database):
            waiting.start()
            time.sleep(0.5)
            held = "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND backend_xmin IS NOT NULL"
            with database.engine.connect() as connection:
                assert connection.exec_driver_sql(held).scalar() == 0  # no vacuum waits for it
            assert not taken.is_set()
        waiting.join()
    assert taken.is_set()


def test_the_most_pressing_come_first_with_all_that_the_run_says(database: Database) -> None:
    refresh(database, "r1", *THREE)
    assert shown(database) == ["c2", "c3", "c1"]
    first = decisions.queue(database, limit=1)[0]
    assert {name: getattr(first, name) for name in THREE[1] if name != "digest"} == {
        name: value for name, value in THREE[1].items() if name != "digest"
    }
    assert (first.status, first.assignee, first.version, first.first_run, first.gone_run) == (
        "open",
        None,
        0,
        "r1",
        None,
    )
    assert decisions.find(database, [first.id]) == [first]
    for unknown in (99, 2**31, 2**63):
        with pytest.raises(StoreError, match="item_unknown"):
            decisions.find(database, [first.id, unknown])


def test_a_queue_has_its_indexes_when_it_is_filled_also_after_a_night_that_was_killed_without_them(database: Database) -> None:
    def indexes() -> set[str]:
        inspector = sa.inspect(database.engine)
        return {str(one["name"]) for table in ("review_items", "review_marks") for one in inspector.get_indexes(table)}

    made = indexes()
    refresh(database, "r1", *THREE)
    assert indexes() == made
    with database.writing() as connection:
        connection.exec_driver_sql("DROP INDEX review_marks_first")
    refresh(database, "r2", *THREE)
    assert indexes() == made
    assert shown(database, topic="access") == ["c3", "c1"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"topic": "access"}, ["c3", "c1"]),
        ({"topic": "access", "reason": "complaint"}, ["c3", "c1"]),
        ({"reason": "urgent"}, ["c2"]),
        ({"segments": (("年代", "20代"),)}, ["c2"]),
        ({"segments": (("年代", "20代"), ("地域", "東"))}, ["c2"]),
        ({"segments": (("年代", "20代"), ("地域", "西")), "reason": "urgent"}, []),
        ({"source": "desk"}, ["c3"]),
        ({"period": "2026"}, ["c2", "c3", "c1"]),
        ({"period": "2026-05"}, ["c2"]),
        ({"period": "20_6"}, []),
        ({"nps_group": "detractor"}, ["c2", "c1"]),
        ({"assignee": "佐藤"}, []),
        ({"status": "accepted"}, []),
        ({"topic": "price", "source": "desk"}, ["c3"]),
    ],
)
def test_filters(database: Database, wanted: dict[str, Any], expected: list[str]) -> None:
    refresh(database, "r1", *THREE)
    assert shown(database, **wanted) == expected


@pytest.mark.parametrize(
    "wanted", [Wanted(), Wanted(topic="access"), Wanted(reason="complaint", source="survey")]
)
def test_pages_hold_every_item_once(database: Database, wanted: Wanted) -> None:
    refresh(database, "r1", *(item(f"c{i}", priority=float(i % 4), topics=["access"]) for i in range(23)))
    after, pages = None, []
    while page := decisions.queue(database, wanted, limit=5, after=after):
        pages += page
        after = page[-1]
    assert len({one.id for one in pages}) == len(pages) == 23
    assert pages == sorted(pages, key=lambda one: (-one.priority, one.id))


def test_the_same_run_again_changes_nothing(database: Database) -> None:
    refresh(database, "r1", *THREE)
    before = decisions.queue(database)
    refresh(database, "r1", *THREE)
    assert decisions.queue(database) == before and decisions.shown_run(database) == "r1"


def test_what_is_flagged_no_more_is_gone_and_keeps_its_decisions(database: Database) -> None:
    refresh(database, "r1", *THREE)
    (one,) = decisions.queue(database, Wanted(source="desk"))
    decisions.decide(database, review.fold, [Choice(one.id, 0)], "assign", "佐藤", assignee="鈴木")
    refresh(database, "r2", *THREE[:2])
    assert shown(database) == ["c2", "c1"]
    (gone,) = decisions.find(database, [one.id])
    assert (gone.gone_run, gone.status, gone.assignee, gone.version) == ("r2", "assigned", "鈴木", 1)
    refresh(database, "r3", *THREE)
    (back,) = decisions.find(database, [one.id])
    assert (back.gone_run, back.assignee, back.first_run) == (None, "鈴木", "r1")
    assert shown(database) == ["c2", "c3", "c1"]


def test_a_dismissed_one_is_not_flagged_for_that_reason_and_comes_back_when_reopened(
    database: Database,
) -> None:
    refresh(database, "r1", *THREE)
    (one,) = decisions.queue(database, Wanted(source="desk"))
    decisions.decide(database, review.fold, [Choice(one.id, 0)], "dismiss", "佐藤")
    refresh(database, "r2", *THREE[:2])
    decisions.decide(database, review.fold, [Choice(one.id, 1)], "reopen", "佐藤")
    assert shown(database) == ["c2", "c3", "c1"]


def test_an_item_whose_comment_has_another_name_stays_that_item_and_takes_nobody_elses(database: Database) -> None:
    refresh(database, "r1", *THREE)
    held = {one.comment_id: one for one in decisions.queue(database, Wanted())}
    decisions.decide(database, review.fold, [Choice(held["c3"].id, 0)], "accept", "佐藤")
    asked: list[str] = []

    def renamed(strays: pa.Table) -> pa.Table:
        asked.extend(strays["comment_id"].to_pylist())
        now = {"c2": "c1", "c3": "n3"}  # c1 is there, and another item
        rows = [row | {"comment_id": now[row["comment_id"]]} for row in strays.to_pylist()]
        return pa.Table.from_pylist(rows).select(["id", "source", "comment_id"])

    again = item("n3", priority=50.0, source="desk", nps_group=None, topics=["access", "price"], text_hash="text of c3")
    decisions.refresh(database, review.fold, "r2", flagged(THREE[0], again), renamed)
    assert sorted(asked) == ["c2", "c3"]
    (one, left) = decisions.find(database, [held["c3"].id, held["c2"].id])
    assert (one.comment_id, one.status, one.version, left.comment_id) == ("n3", "accepted", 1, "c2")
    assert decisions.count(database, Wanted()) == 1


def test_a_new_text_opens_the_item_again_and_who_saw_the_old_one_is_told(database: Database) -> None:
    refresh(database, "r1", *THREE)
    (one,) = decisions.queue(database, Wanted(source="desk"))
    decisions.decide(database, review.fold, [Choice(one.id, 0)], "resolve", "佐藤")
    refresh(database, "r2", *THREE[:2], item("c3", source="desk", text_hash="another", priority=50.0))
    (now,) = decisions.find(database, [one.id])
    assert (now.status, now.outdated, now.version, now.topics) == ("open", True, 2, [])
    with pytest.raises(StoreError, match="item_changed"):
        decisions.decide(database, review.fold, [Choice(one.id, 1)], "accept", "佐藤")
    refresh(database, "r3", *THREE)
    (again,) = decisions.find(database, [one.id])
    assert (again.status, again.outdated) == ("resolved", False)
    assert shown(database, topic="price") == [] and shown(database, topic="price", status="resolved") == [
        "c3"
    ]


def test_a_decision_that_is_being_made_while_the_publisher_comes_is_kept(database: Database) -> None:
    """The publisher takes the item first and looks then at what was decided on it."""
    refresh(database, "r1", item("c1"))
    (one,) = decisions.queue(database)
    held, wanted = threading.Event(), threading.Event()

    def slowly(past: Sequence[Decision], text_hash: str) -> Standing:
        held.set()
        assert wanted.wait(60)
        return review.fold(past, text_hash)

    def publishes(_: Any, __: Any, statement: str, *___: Any) -> None:
        if threading.current_thread() is publisher and ("FOR UPDATE" in statement or "IMMEDIATE" in statement):
            wanted.set()

    publisher = threading.Thread(target=refresh, args=(database, "r2", item("c1", priority=50.0)))
    sa.event.listen(database.engine, "before_cursor_execute", publishes)
    deciding = threading.Thread(
        target=decisions.decide, args=(database, slowly, [Choice(one.id, 0)], "dismiss", "佐藤")
    )
    deciding.start()
    assert held.wait(60)
    publisher.start()
    for thread in (deciding, publisher):
        thread.join()
    (now,) = decisions.find(database, [one.id])
    assert (now.status, now.version, now.priority) == ("dismissed", 1, 50.0)


def test_what_waits_grows_older_and_comes_before_what_it_then_outweighs(database: Database) -> None:
    now = datetime(2026, 4, 11, tzinfo=UTC)

    def written(id: str, days: int, others: float, age: float = 0, **more: Any) -> dict[str, Any]:
        return item(id, occurred_at=now - timedelta(days=days), priority=others + age, priority_age=age, **more)

    old, young = written("old", 6, 40.1, topics=["access"]), written("young", 0, 41.0, topics=["access"])
    dealt, undated = written("dealt", 9, 5.0), item("undated", occurred_at=None, priority=3.0, priority_age=0.0)
    refresh(database, "r1", old, young, dealt, undated, written("full", 4, 60.0, age=10.0))
    decisions.decide(
        database, review.fold, [Choice(one.id, 0) for one in decisions.queue(database) if one.comment_id == "dealt"], "resolve", "佐藤"
    )
    assert shown(database, topic="access") == ["young", "old"]
    for changed in (1, 0):  # again changes nothing
        assert decisions.grow_older(database, lambda at: review.age(at, now), 10) == changed
    assert shown(database) == ["full", "old", "young", "undated"] and shown(database, topic="access") == ["old", "young"]
    first = decisions.queue(database, Wanted(topic="access"))[0]
    assert (first.priority, first.priority_age, first.version) == (42.1, 2.0, 0)
    (resolved,) = decisions.queue(database, Wanted(status="resolved"))
    assert resolved.priority_age == 0.0
    refresh(database, "r2", old, young, dealt, undated)  # what a run flags again as it was keeps its age
    assert shown(database, topic="access") == ["old", "young"]


def test_a_page_of_certain_comments_only(database: Database) -> None:
    refresh(database, "r1", *THREE)
    keys = [("survey", "c1"), ("desk", "c3"), ("desk", "c2"), ("survey", "nobody's")]
    assert [one.comment_id for one in decisions.queue(database, among=keys)] == ["c3", "c1"]
    assert decisions.queue(database, among=[]) == [] and decisions.count(database, among=[]) == 0
    many = [("survey", f"c{i}") for i in range(2_000)]
    assert decisions.count(database, among=many) == 2 and decisions.count(database, among=many, most=1) == 1


def test_counting_stops_where_it_is_told_to(database: Database) -> None:
    refresh(database, "r1", *THREE)
    assert [decisions.count(database, Wanted(topic="access"), most=most) for most in (1, 5, None)] == [1, 2, 2]

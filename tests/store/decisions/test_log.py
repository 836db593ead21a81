"""Decisions are appended, on what was seen, once; two people at once never overwrite each other."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from tests.store.decisions.conftest import flagged, item
from voc import records, review
from voc.errors import StoreError, Taken
from voc.records import Mention, Verdict
from voc.store import decisions
from voc.store.decisions import Choice, Database, tables
from voc.words import LANGUAGES, say

VERDICT = Verdict("negative", complaint=True, topics=(Mention("access", "negative", 1.0, 0, 4),))


@pytest.fixture
def ids(database: Database) -> list[int]:
    """Five items of the queue."""
    rows = flagged(*(item(f"c{i}", priority=float(9 - i)) for i in range(5)))
    decisions.refresh(database, review.fold, "r1", rows)
    return [one.id for one in decisions.queue(database)]


def decide(database: Database, action: Any, *choices: Choice, **more: Any) -> list[records.Decision]:
    return decisions.decide(database, review.fold, choices, action, more.pop("who", "佐藤"), **more)


def stands(database: Database, item: int) -> tuple[str, str | None, int]:
    (one,) = decisions.find(database, [item])
    return one.status, one.assignee, one.version


def test_a_decision_comes_back_as_it_was_made_and_changes_the_state(
    database: Database, ids: list[int]
) -> None:
    made = decide(database, "accept", Choice(ids[0], 0, VERDICT), note="電話済み")
    assert decisions.history(database, ids[0]) == made and made[0].verdict == VERDICT
    assert stands(database, ids[0]) == ("accepted", None, 1)
    decide(database, "assign", Choice(ids[1], 0), assignee="鈴木")
    assert stands(database, ids[1]) == ("assigned", "鈴木", 1)


def test_a_decision_kept_before_it_told_what_was_shown_is_of_a_page_with_two_flags(
    database: Database, ids: list[int]
) -> None:
    full = replace(VERDICT, request=True, churn=True, urgent=False, reviewed=records.REVIEWED)
    decide(database, "accept", Choice(ids[0], 0, full))
    (another,) = decisions.find(database, ids[1:2])
    with database.writing() as connection:
        (kept,) = connection.execute(tables.decisions.select()).mappings()
        old = {name: value for name, value in kept["verdict"].items() if name != "reviewed"}
        before = {**kept, "id": kept["id"] + 1, "item": another.id, "text_hash": another.text_hash, "request": "r-0", "verdict": old}
        connection.execute(tables.decisions.insert().values(before))
    (one,), (other,) = (decisions.history(database, id) for id in ids[:2])
    assert one.verdict == full and other.verdict == replace(full, reviewed=("complaint", "urgent"))
    flags = [[row[name] for name in records.REVIEWED] for row in decisions.snapshot(database, review.fold).to_pylist()]
    assert flags == [[True, True, True, False], [True, None, None, False]]


def test_the_second_of_two_people_is_told_who_was_first_and_overwrites_nothing(
    database: Database, ids: list[int]
) -> None:
    decide(database, "dismiss", Choice(ids[0], 0), who="鈴木")
    with pytest.raises(Taken) as caught:
        decide(database, "accept", Choice(ids[0], 0, VERDICT), who="佐藤")
    assert all("鈴木" in say(caught.value.code, language, **caught.value.values) for language in LANGUAGES)
    assert [one.who for one in decisions.history(database, ids[0])] == ["鈴木"]


def test_many_at_once_are_decided_all_or_none(database: Database, ids: list[int]) -> None:
    decide(database, "note", Choice(ids[4], 0), note="見ています")
    with pytest.raises(Taken):
        decide(database, "resolve", *(Choice(id, 0) for id in ids))
    with pytest.raises(StoreError, match="item_unknown"):
        decide(database, "resolve", Choice(ids[0], 0), Choice(max(ids) + 1, 0))
    assert {stands(database, id)[0] for id in ids} == {"open"}
    decide(database, "resolve", *(Choice(id, 0) for id in ids[:4]), Choice(ids[4], 1))
    assert {stands(database, id)[0] for id in ids} == {"resolved"}


def test_the_same_request_twice_is_decided_once(database: Database, ids: list[int]) -> None:
    twice = [decide(database, "accept", *(Choice(id, 0) for id in ids), request="r-1") for _ in range(2)]
    assert twice[0] == twice[1] and len(decisions.history(database, ids[0])) == 1
    with pytest.raises(StoreError, match="request_reused"):
        decide(database, "dismiss", *(Choice(id, 1) for id in ids), request="r-1")


def test_undo_is_one_more_row_and_gives_back_what_was(database: Database, ids: list[int]) -> None:
    decide(database, "assign", Choice(ids[0], 0), assignee="鈴木")
    (wrong,) = decide(database, "resolve", Choice(ids[0], 1))
    decide(database, "undo", Choice(ids[0], 2, undoes=wrong.id))
    assert stands(database, ids[0]) == ("assigned", "鈴木", 3)
    assert [one.action for one in decisions.history(database, ids[0])] == ["assign", "resolve", "undo"]
    for undoes in (None, wrong.id):
        with pytest.raises(StoreError, match="nothing_to_undo"):
            decide(database, "undo", Choice(ids[1], 0, undoes=undoes))


def test_the_snapshot_has_what_was_decided_and_neither_names_nor_notes(
    database: Database, ids: list[int]
) -> None:
    decide(database, "accept", Choice(ids[0], 0, VERDICT), note="秘密のメモ")
    decide(database, "dismiss", Choice(ids[1], 0))
    decide(database, "assign", Choice(ids[2], 0), assignee="鈴木")
    decide(database, "correct", Choice(ids[3], 0, Verdict("positive", mixed=True)))
    taken = decisions.snapshot(database, review.fold)
    assert taken.schema == records.DECISIONS
    rows = taken.to_pylist()
    assert [(row["comment_id"], row["status"], row["sentiment"]) for row in rows] == [
        ("c0", "accepted", "negative"), ("c1", "dismissed", None), ("c3", "open", "positive"),
    ]  # fmt: skip
    assert (
        rows[0]["topics"] == [vars(mention) for mention in VERDICT.topics]
        and rows[0]["decided_at"] is not None
    )
    assert not any(word in repr(rows) for word in ("佐藤", "鈴木", "秘密"))


DECIDE = """
import json, sys
from voc import review
from voc.errors import Taken
from voc.store import decisions
from voc.store.decisions import Choice
sys.stdin.readline()
won = 0
with decisions.opened(sys.argv[1]) as database:
    ids = json.loads(sys.argv[3])
    for turn in range(12):
        seen = decisions.find(database, ids)
        if sys.argv[2] == "odd":
            seen.reverse()
        try:
            won += len(decisions.decide(
                database, review.fold, [Choice(one.id, one.version) for one in seen], "note", sys.argv[2]))
        except Taken:
            pass
print(won)
"""


def test_processes_that_decide_at_once_lose_nothing_and_win_each_version_once(
    database: Database, place: str, ids: list[int]
) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", DECIDE, place, who, json.dumps(ids)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for who in ("odd", "even")
    ]
    won = [int(one.communicate("\n", timeout=120)[0]) for one in started]
    assert [one.returncode for one in started] == [0, 0]
    for id in ids:
        past = decisions.history(database, id)
        assert [one.version for one in past] == list(range(1, len(past) + 1))
    rows = Counter(one.who for id in ids for one in decisions.history(database, id))
    assert (rows["odd"], rows["even"]) == tuple(won) and sum(won) >= 12 * len(ids)


@pytest.mark.parametrize("column", ["who = 'x'", "version = 9"])
def test_nothing_in_the_store_edits_a_decision(database: Database, ids: list[int], column: str) -> None:
    decide(database, "accept", Choice(ids[0], 0))
    with pytest.raises(StoreError, match="decisions_failed"), database.writing() as connection:
        connection.execute(sa.text(f"UPDATE decisions SET {column}"))


def test_a_day_s_work_is_the_items_that_were_decided(database: Database, ids: list[int]) -> None:
    began = datetime.now(UTC)
    for id, actions in zip(ids, (("accept", "resolve"), ("note",), ("assign", "dismiss"), ("undo",)), strict=False):
        for version, action in enumerate(actions):
            if action != "undo":
                decisions.decide(database, review.fold, [Choice(id, version)], action, "佐藤")
    assert decisions.decided_since(database, began) == 2
    assert decisions.decided_since(database, datetime.now(UTC)) == 0
    assert decisions.decided_since(database, began, most=1) == 1


def test_what_was_undone_is_no_part_of_a_day_s_work_unless_the_undo_was_undone(database: Database, ids: list[int]) -> None:
    began = datetime.now(UTC)
    (made,) = decisions.decide(database, review.fold, [Choice(ids[0], 0)], "resolve", "佐藤")
    assert decisions.decided_since(database, began) == 1
    (undo,) = decisions.decide(database, review.fold, [Choice(ids[0], 1, undoes=made.id)], "undo", "佐藤")
    assert decisions.decided_since(database, began) == 0
    decisions.decide(database, review.fold, [Choice(ids[0], 2, undoes=undo.id)], "undo", "佐藤")
    assert decisions.decided_since(database, began) == 1

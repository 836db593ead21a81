"""What people decided enters the tables as known, and single comments come with all that is said of them."""

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from voc import review
from voc.analyze import flagged, queue, said, tables
from voc.records import DECISIONS, QUEUE

TEXT = "駐車場が狭い。店員は親切"
READING = {
    "text": TEXT, "p_negative": 0.9, "p_neutral": 0.05, "p_positive": 0.05, "complaint": 0.8, "urgent": 0.6,
    "topics": [("access", "negative", 0, 6)],
}  # fmt: skip
DECIDED = {
    "source": "survey", "comment_id": "c-r0", "month": "2024-04", "text_hash": TEXT, "status": "accepted",
    "sentiment": "positive", "mixed": True, "complaint": False, "request": False, "churn": False, "urgent": False,
    "non_answer": False, "decided_at": datetime(2024, 5, 1, tzinfo=UTC),
    "topics": [{"topic": "staff", "polarity": "positive", "p": 1.0, "start": 7, "end": 12}],
}  # fmt: skip


def build(stage, *rows):
    con = stage(
        responses=[{"response_id": f"r{i}", "respondent": f"p{i}", "nps_score": 2} for i in range(2)],
        comments=[{"response_id": f"r{i}", "text": TEXT} for i in range(2)],
        readings=[READING],
    )
    tables(con, support_window_days=30, model="m1", decisions=pa.Table.from_pylist(list(rows), DECISIONS))
    flagged(con, review.flags)
    return con


def test_a_decided_comment_is_known_exactly_and_no_other_with_the_same_text(stage, rows) -> None:
    con = build(stage, DECIDED)
    assert rows(
        con,
        "SELECT comment_id, decided, sentiment, p_negative, p_positive, mixed, complaint, urgent FROM comments "
        "ORDER BY ALL",
    ) == [
        ("c-r0", True, "positive", 0.0, 1.0, True, 0.0, 0.0),
        ("c-r1", False, "negative", *(pytest.approx(p) for p in (0.9, 0.05)), False, *(pytest.approx(p) for p in (0.8, 0.6))),
    ]  # fmt: skip
    assert rows(con, 'SELECT comment_id, topic, polarity, "start", "end", p, evidence FROM mentions ORDER BY ALL') == [
        ("c-r0", "staff", "positive", 7, 12, 1.0, "店員は親切"),
        ("c-r1", "access", "negative", 0, 6, pytest.approx(0.9), "駐車場が狭い"),
    ]
    assert rows(con, "SELECT comment_id FROM flagged") == [("c-r1",)]
    assert rows(con, "SELECT source, comment_id FROM comments WHERE decided") == [("survey", "c-r0")]


def test_topics_that_a_person_took_away_are_gone(stage, rows) -> None:
    con = build(stage, DECIDED | {"topics": []})
    assert rows(con, "SELECT comment_id FROM mentions") == [("c-r1",)]


@pytest.mark.parametrize("change", [{"text_hash": "another text"}, {"sentiment": None}, {"source": "desk"}])
def test_a_text_that_has_changed_or_a_status_alone_leaves_the_reading(stage, rows, change) -> None:
    con = build(stage, DECIDED | change)
    assert rows(con, "SELECT DISTINCT decided, sentiment FROM comments") == [(False, "negative")]
    assert rows(con, "SELECT DISTINCT topic FROM mentions") == [("access",)]


@pytest.mark.parametrize(("change", "left"), [({}, ["c-r1"]), ({"text_hash": "another"}, ["c-r0", "c-r1"])])
def test_a_dismissed_comment_is_not_flagged_until_its_text_changes(stage, rows, change, left) -> None:
    con = build(stage, DECIDED | {"sentiment": None, "status": "dismissed"} | change)
    assert [row[0] for row in rows(con, "SELECT comment_id FROM flagged ORDER BY ALL")] == left


def test_the_decisions_of_a_run_are_a_table_of_it(stage, rows) -> None:
    assert rows(build(stage, DECIDED), "SELECT comment_id, status FROM decisions") == [("c-r0", "accepted")]
    assert rows(build(stage), "SELECT count(*) FROM decisions") == [(0,)]


def test_what_is_said_of_a_comment_is_a_verdict_and_an_unknown_one_is_left_out(stage) -> None:
    found = said(build(stage), [("survey", "c-r0"), ("survey", "nobody's")])
    assert found == {
        ("survey", "c-r0"): {
            "question": None, "text": TEXT, "text_hash": TEXT, "sentiment": "negative", "mixed": False, "complaint": True,
            "request": False, "churn": False, "urgent": True, "non_answer": False,
            "p_complaint": pytest.approx(0.8), "p_churn": 0.0, "p_urgent": pytest.approx(0.6), "decided": False, "contact_id": None,
            "topics": [{"topic": "access", "polarity": "negative", "p": 1.0, "start": 0, "end": 6}],
        }
    }  # fmt: skip


def test_the_queue_is_what_is_flagged_with_what_it_is_filtered_by_and_no_text(stage) -> None:
    table = queue(build(stage, DECIDED))
    (row,) = table.to_pylist()
    assert table.schema == QUEUE
    assert (row["comment_id"], row["topics"], row["nps_group"], row["respondent"]) == ("c-r1", ["access"], "detractor", "p1")
    assert row["reasons"] == ["urgent", "complaint", "detractor"] and row["priority"] > 0
    assert TEXT not in [value for name, value in row.items() if name != "text_hash"]  # here the hash is the text
    assert queue(build(stage, DECIDED)).equals(table)
    assert queue(build(stage)).num_rows == 2

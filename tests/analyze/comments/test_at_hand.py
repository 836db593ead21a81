"""What is at hand beside comments: the people, everything they wrote, the threads."""

import pytest

from voc import review
from voc.analyze import at_hand, flagged, tables

READINGS = [{"text": "駐車場が狭い", "complaint": 0.9, "p_negative": 1.0, "topics": [("access", "negative", 0, 6)]}]


@pytest.fixture
def con(stage):
    made = stage(
        responses=[
            {"response_id": "r0", "respondent": "ann", "nps_score": 2, "at": "2024-04-10", "segments": {"店": "本店"}},
            {"response_id": "r1", "respondent": "ann", "nps_score": 9, "at": "2024-02-10"},
            {"response_id": "r2", "respondent": "bob", "nps_score": 9, "at": "2024-04-10"},
        ],
        contacts=[{"source": "desk", "contact_id": "k1", "respondent": "ann", "at": "2024-01-01"}],
        comments=[
            {"response_id": "r0", "text": "駐車場が狭い"},
            {"response_id": "r2", "text": "特に何もありません"},
            {"source": "desk", "contact_id": "k1", "text": "問い合わせ", "at": "2024-01-01"},
        ],
        readings=READINGS,
    )
    tables(made, support_window_days=30, model="m1")
    flagged(made, review.flags)
    return made


def test_of_what_is_flagged_the_writer_s_answers_and_contacts_are_at_hand_and_nobody_else_s(con) -> None:
    hand = at_hand(con)
    (said,) = hand.said.to_pylist()
    assert (said["text"], said["respondent"], said["complaint"]) == ("駐車場が狭い", "ann", True)
    assert (said["spoken"], said["belongs"], said["p_complaint"]) == ("\naccess\n", "\n店=本店\n", pytest.approx(0.9))
    written = {(row["source"], row["nps_score"], row["text"]) for row in hand.written.to_pylist()}
    assert written == {("survey", 2, "駐車場が狭い"), ("survey", 9, None), ("desk", None, "問い合わせ")}


def test_named_comments_are_at_hand_flagged_or_not_and_an_unknown_one_is_left_out(con) -> None:
    hand = at_hand(con, [("desk", "c-k1"), ("desk", "nobody's")])
    assert [row["text"] for row in hand.said.to_pylist()] == ["問い合わせ"]
    assert {row["respondent"] for row in hand.written.to_pylist()} == {"ann"}


def test_who_is_not_shown_contacts_and_customers_has_none_at_hand(con) -> None:
    for table in ("contacts", "messages", "customers"):
        con.execute(f"DROP TABLE {table}")
    hand = at_hand(con)
    assert hand.people.num_rows == hand.turns.num_rows == 0
    assert {row["source"] for row in hand.written.to_pylist()} == {"survey"}


def test_what_a_customer_s_value_is_ranked_by_is_spend_of_a_list_or_an_answer_or_else_how_often(stage) -> None:
    def answer(who: str, at: str, **behaviour: float) -> dict[str, object]:
        return {"response_id": f"{who}{at}", "respondent": who, "nps_score": 2, "at": at, "behaviour": behaviour}

    con = stage(
        responses=[
            answer("ann", "2024-04-10", spend=300.0, visits=4.0), answer("ann", "2023-04-10", spend=1.0),
            answer("bob", "2024-04-10", visits=5.0, nights=2.0), answer("eve", "2024-04-10"),
        ],
        customers=[{"source": "list", "respondent": who, "purchases": 3.0, "spend": spend} for who, spend in (("ann", 9.0), ("bob", None))],
        comments=[{"response_id": f"{who}2024-04-10", "text": "駐車場が狭い"} for who in ("ann", "bob", "eve")],
        readings=READINGS,
    )  # fmt: skip
    tables(con, support_window_days=30, model="m1")
    flagged(con, review.flags)
    worth = at_hand(con).worth.to_pylist()
    assert {(one["respondent"], one["source"], one["name"], one["amount"], one["stated_at"] is None) for one in worth} == {
        ("ann", "list", "spend", 9.0, True), ("ann", "survey", "spend", 300.0, False),
        ("bob", "list", "purchases", 3.0, True), ("bob", "survey", "visits", 5.0, False),
    }  # fmt: skip

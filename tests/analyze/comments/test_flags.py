from voc import review
from voc.analyze import flagged, tables

READINGS = [
    {"text": "解約します", "churn": 0.9, "complaint": 0.8, "p_negative": 1.0},
    {"text": "夜道が危ない", "topics": [("safety", "negative", 0, 6)]},
    {"text": "安全で安心", "topics": [("safety", "positive", 0, 2)]},
    {"text": "特になし", "non_answer": 0.9, "complaint": 0.9},
]


def build(stage):
    con = stage(
        responses=[
            {"response_id": f"r{i}", "respondent": f"p{i}", "nps_score": 2, "at": "2024-04-10"}
            for i in range(4)
        ],
        contacts=[
            {"source": "desk", "contact_id": "k1", "respondent": "p3", "at": "2024-04-01"},
            {"source": "desk", "contact_id": "k2", "at": "2024-04-01"},
        ],
        comments=[{"response_id": f"r{i}", "text": reading["text"]} for i, reading in enumerate(READINGS)]
        + [
            {"source": "desk", "contact_id": k, "text": "解約します", "at": "2024-04-01"}
            for k in ("k1", "k2")
        ]
        + [{"source": "desk", "contact_id": "k2", "comment_id": "unread", "text": "未読"}],
        readings=READINGS,
    )
    tables(con, support_window_days=30, model="m1")
    flagged(con, review.flags)
    return con


def test_flagged_comments_stand_with_reasons_the_most_pressing_first(stage, rows) -> None:
    flags = "SELECT comment_id, response_id, contact_id, reasons, priority FROM flagged"
    found = rows(build(stage), f"{flags} ORDER BY priority DESC, comment_id")
    severe = ["churn", "complaint", "detractor"]
    assert found == [
        ("c-k1", None, "k1", severe, 46.0),  # counts for the answer of a detractor
        ("c-r0", "r0", None, severe, 46.0),
        ("c-k2", None, "k2", ["churn", "complaint"], 40.0),
        ("c-r1", "r1", None, ["safety"], 12.0),
    ]


def test_a_customer_s_value_is_their_rank_in_spend_of_a_list_or_an_answer_or_else_in_visits(stage, rows) -> None:
    def answer(who: str, at: str = "2024-04-10", **behaviour: float) -> dict[str, object]:
        return {"response_id": f"{who}{at}", "respondent": who, "nps_score": 2, "at": at, "behaviour": behaviour}

    said = {"low": {"spend": 100.0}, "mid": {"spend": 200.0, "visits": 9.0}, "often": {"visits": 5.0}, "seldom": {"visits": 1.0}}
    told = ["low", "mid", "top", "often", "seldom", "listed", "silent"]
    con = stage(
        responses=[answer("top", spend=300.0), answer("top", "2023-01-01", spend=1.0)]
        + [answer(who, **said.get(who, {})) for who in told if who != "top"],
        customers=[{"source": "list", "respondent": who, "spend": spend} for who, spend in (("listed", 9.0), ("other", 1.0))],
        comments=[{"response_id": f"{who}2024-04-10", "comment_id": who, "text": "解約します"} for who in told],
        readings=READINGS,
    )
    tables(con, support_window_days=30, model="m1")
    flagged(con, review.flags)
    found = dict(rows(con, "SELECT comment_id, priority_value FROM flagged"))
    assert found == {"low": 0, "mid": 4, "top": 8, "often": 4, "seldom": 0, "listed": 8, "silent": 0}


def test_the_table_holds_no_text_and_no_status(stage) -> None:
    assert build(stage).table("flagged").columns == (
        "source comment_id response_id contact_id month occurred_at reasons priority priority_urgent "
        "priority_churn priority_severity priority_nps priority_value".split()
    )

"""at_risk: who stands on the list, why, and who does not."""

from datetime import UTC, datetime

import pytest

from voc.analyze import loyalty, nps, tables, topic_by_nps

READINGS = [
    {"text": "もう行かない", "churn": 0.9},
    {"text": "対応が悪い", "complaint": 0.8},
    {"text": "よい"},
    {"text": "特になし", "complaint": 0.9, "non_answer": 0.99},
]


def build(stage, people, **staged):
    """Each of `people` is (score, spend, text, …); ten promoters who spend little make them high."""
    responses = [
        {"response_id": f"a{i}", "respondent": f"p{i}", "nps_score": score, "at": "2024-05-01",
         "behaviour": [("spend", float(spend))]}
        for i, (score, spend, _) in enumerate(people)
    ] + [
        {"response_id": f"b{i}", "respondent": f"q{i}", "nps_score": 9, "behaviour": [("spend", 10.0)]}
        for i in range(10)
    ]  # fmt: skip
    staged["responses"] = responses + staged.get("responses", [])
    staged["comments"] = [
        {"response_id": f"a{i}", "text": text} for i, (_, _, text) in enumerate(people) if text
    ] + staged.get("comments", [])
    con = stage(readings=READINGS, **staged)
    tables(con, support_window_days=30, model="m1")
    nps(con)
    topic_by_nps(con)
    loyalty(con)
    return con


WHO = [  # score, spend, text → reasons, None: not on the list
    (3, 900, "よい", ["low_score"]),
    (3, 900, None, ["low_score"]),
    (3, 900, "特になし", ["low_score"]),  # a non-answer complains of nothing
    (8, 900, "対応が悪い", ["complaint"]),
    (8, 900, "もう行かない", ["churn"]),
    (0, 900, "もう行かない", ["low_score", "churn"]),
    (8, 900, "よい", None),  # 見せかけ, but nothing else speaks for it
    (10, 900, "もう行かない", None),  # a true loyal
    (0, 5, "もう行かない", None),  # spends little
]


@pytest.mark.parametrize(("score", "spend", "text", "reasons"), WHO)
def test_who_is_at_risk_and_why(stage, rows, score, spend, text, reasons) -> None:
    con = build(stage, [(score, spend, text)] + [(10, 900, "よい")] * 5)
    found = rows(con, "SELECT respondent, score, spend, value, behaviour, reasons FROM at_risk")
    assert found == ([("p0", score, spend, spend, "spend", reasons)] if reasons else [])


def test_a_score_that_fell_is_a_reason_with_the_one_before_beside_it(stage, rows) -> None:
    before = [(0, 10, "2024-04-01"), (0, 2, "2024-03-01"), (1, 8, "2024-04-01"), (2, 7, "2024-04-01")]
    con = build(
        stage,
        [(8, 900, None), (8, 900, "対応が悪い"), (6, 900, None)] + [(10, 900, None)] * 5,
        responses=[
            {"response_id": f"e{i}-{at}", "respondent": f"p{i}", "nps_score": score, "at": at}
            for i, score, at in before
        ],
    )
    assert rows(con, "SELECT respondent, previous_score, reasons FROM at_risk ORDER BY 1") == [
        ("p0", 10, ["score_fell"]), ("p1", 8, ["complaint"]), ("p2", 7, ["low_score", "score_fell"]),
    ]  # fmt: skip


def test_later_contacts_speak_too_and_the_last_one_is_named(stage, rows) -> None:
    con = build(
        stage,
        [(8, 900, "よい"), (8, 900, "よい")] + [(10, 900, None)] * 5,
        contacts=[
            {"source": "desk", "contact_id": "k1", "respondent": "p0", "at": "2024-05-09"},
            {"source": "desk", "contact_id": "k2", "respondent": "p0", "at": "2024-05-07"},
            {"source": "desk", "contact_id": "k3", "respondent": "p1", "at": "2023-01-01"},  # long before
        ],
        comments=[
            {"source": "desk", "contact_id": "k1", "text": "よい"},
            {"source": "desk", "contact_id": "k2", "text": "対応が悪い"},
            {"source": "desk", "contact_id": "k3", "text": "もう行かない"},
        ],
    )
    assert rows(con, "SELECT respondent, reasons, contacted_at FROM at_risk") == [
        ("p0", ["complaint"], datetime(2024, 5, 9, tzinfo=UTC))
    ]


def test_who_is_not_known_or_has_left_is_not_on_the_list(stage, rows) -> None:
    con = build(
        stage,
        [(3, 900, None), (3, 900, None)] + [(10, 900, None)] * 5,
        responses=[{"response_id": "x", "nps_score": 0, "behaviour": [("spend", 900.0)]}],
        customers=[{"source": "list", "respondent": "p0", "churned_at": datetime(2024, 6, 1, tzinfo=UTC)}],
    )
    assert rows(con, "SELECT respondent FROM at_risk") == [("p1",)]


LEADING = [  # behaviours of the survey → the one that the list goes by; money before visits before others
    (["spend", "visits", "泊数"], "spend"),
    (["visits", "泊数"], "visits"),
    (["泊数", "宿泊費"], "宿泊費"),
]


@pytest.mark.parametrize(("names", "chosen"), LEADING)
def test_one_behaviour_leads_and_only_money_is_spend(stage, rows, names, chosen) -> None:
    con = stage(
        responses=[
            {
                "response_id": f"r{i}",
                "respondent": f"p{i}",
                "nps_score": 3,
                "behaviour": [(n, i % 2.0) for n in names],
            }
            for i in range(4)
        ]
    )
    tables(con, support_window_days=30, model="m1")
    nps(con)
    topic_by_nps(con)
    loyalty(con)
    spend = 1.0 if chosen == "spend" else None
    assert rows(con, "SELECT respondent, behaviour, value, spend FROM at_risk ORDER BY 1") == [
        ("p1", chosen, 1.0, spend), ("p3", chosen, 1.0, spend),
    ]  # fmt: skip


def test_a_customer_list_that_knows_more_people_leads(stage, rows) -> None:
    con = build(
        stage,
        [(3, 900, None)] + [(10, 900, None)] * 5,
        responses=[{"response_id": f"y{i}", "respondent": f"y{i}", "nps_score": 9} for i in range(9)],
        customers=[{"source": "会員", "respondent": r, "spend": s} for r, s in
                   [("p0", 70.0), *((f"y{i}", 1.0) for i in range(9)), *((f"q{i}", 5.0) for i in range(10))]],
    )  # fmt: skip
    assert rows(con, "SELECT respondent, behaviour, spend FROM at_risk") == [("p0", "会員.spend", 70.0)]

import pytest

from voc.analyze import tables

POSITIVE = {"p_negative": 0.1, "p_neutral": 0.2, "p_positive": 0.7}


def build(stage, **staged):
    con = stage(**staged)
    tables(con, support_window_days=30, model="m1")
    return con


def test_the_answer_staged_last_wins_even_in_another_month(stage, rows) -> None:
    con = build(
        stage,
        responses=[
            {"response_id": "r1", "nps_score": 3, "at": "2024-04-30", "seq": 1},
            {"response_id": "r1", "nps_score": 9, "at": "2024-05-01", "seq": 2},
            {"response_id": "r1", "nps_score": 5, "source": "other", "seq": 1},
        ],
    )
    assert rows(con, "SELECT source, month, nps_score, nps_group FROM responses ORDER BY source") == [
        ("other", "2024-04", 5, "detractor"),
        ("survey", "2024-05", 9, "promoter"),
    ]


def test_a_comment_that_the_newer_answer_no_longer_has_vanishes(stage, rows) -> None:
    con = build(
        stage,
        responses=[{"response_id": "r1", "seq": 1}, {"response_id": "r1", "seq": 2}, {"response_id": "r2"}],
        comments=[
            {"response_id": "r1", "comment_id": "c1", "text": "駅から遠い", "seq": 1},
            {"response_id": "r1", "comment_id": "c2", "text": "店員が親切", "seq": 1},
            {"response_id": "r1", "comment_id": "c1", "text": "駅から近い", "seq": 2},
            {"response_id": "r2", "comment_id": "c3", "text": "普通", "seq": 1},
        ],
        readings=[
            {"text": "駅から近い", "topics": [("access", "positive", 0, 5)]},
            {"text": "店員が親切", "topics": [("staff", "positive", 0, 2)]},
        ],
    )
    assert rows(con, "SELECT comment_id, text FROM comments ORDER BY 1") == [
        ("c1", "駅から近い"),
        ("c3", "普通"),
    ]
    assert rows(con, "SELECT comment_id, topic, evidence FROM mentions") == [("c1", "access", "駅から近い")]


def test_comments_and_messages_of_a_contact_follow_its_newest_version(stage, rows) -> None:
    con = build(
        stage,
        contacts=[
            {"source": "desk", "contact_id": "k1", "seq": 1, "status": "open"},
            {"source": "desk", "contact_id": "k1", "seq": 3, "status": "solved"},
        ],
        messages=[
            {
                "source": "desk",
                "contact_id": "k1",
                "seq": 0,
                "speaker": "customer",
                "text": "旧",
                "ledger_seq": 1,
            },
            {
                "source": "desk",
                "contact_id": "k1",
                "seq": 0,
                "speaker": "customer",
                "text": "届かない",
                "ledger_seq": 3,
            },
            {
                "source": "desk",
                "contact_id": "k1",
                "seq": 1,
                "speaker": "agent",
                "text": "すみません",
                "ledger_seq": 3,
            },
        ],
        comments=[
            {"source": "desk", "contact_id": "k1", "text": "旧", "seq": 1},
            {"source": "desk", "contact_id": "k1", "text": "届かない", "seq": 3},
        ],
    )
    assert rows(con, "SELECT status FROM contacts") == [("solved",)]
    assert rows(con, "SELECT seq, text FROM messages ORDER BY seq") == [(0, "届かない"), (1, "すみません")]
    assert rows(con, "SELECT text, response_id FROM comments") == [("届かない", None)]


ANSWERS = [  # source, response_id, respondent, answered on
    ("survey", "march", "taro", "2024-03-01"),
    ("survey", "may", "taro", "2024-05-01"),
    ("shop", "april", "taro", "2024-04-20"),
    ("survey", "hanako's", "hanako", "2024-04-11"),
    ("survey", "anonymous", None, "2024-04-11"),
]


@pytest.mark.parametrize(
    ("respondent", "opened", "answer"),
    [
        ("taro", "2024-04-10", ("shop", "april")),  # the next of any survey
        ("taro", "2024-04-20", ("shop", "april")),  # the same moment is not before
        ("taro", "2024-04-21", ("survey", "may")),
        ("taro", "2024-04-01", ("survey", "may")),  # exactly 30 days, see below
        ("taro", "2024-03-20", (None, None)),  # 31 days
        ("taro", "2024-05-02", (None, None)),  # nothing after it
        ("hanako", "2024-04-10", ("survey", "hanako's")),
        (None, "2024-04-10", (None, None)),
    ],
)
def test_a_contact_counts_for_the_next_answer_within_the_window(
    stage, rows, respondent, opened, answer
) -> None:
    answers = [a for a in ANSWERS if opened != "2024-04-01" or a[1] != "april"]
    con = build(
        stage,
        responses=[{"source": s, "response_id": i, "respondent": r, "at": at} for s, i, r, at in answers],
        contacts=[{"source": "desk", "contact_id": "k", "respondent": respondent, "at": opened}],
    )
    assert rows(con, "SELECT response_source, response_id FROM contacts") == [answer]


def test_survey_and_support_find_each_other_through_an_alias(stage, rows) -> None:
    con = build(
        stage,
        responses=[{"response_id": "r", "respondent": "member-7", "at": "2024-04-05"}],
        contacts=[{"source": "desk", "contact_id": "k", "respondent": "mail-7", "at": "2024-04-01"}],
        customers=[{"source": "crm", "respondent": "member-7", "aliases": ["mail-7"], "tier": "gold"}],
    )
    assert rows(con, "SELECT respondent, response_id FROM contacts") == [("member-7", "r")]
    assert rows(con, "SELECT respondent, tier FROM customers") == [("member-7", "gold")]


def test_a_customer_has_one_row_per_list_and_the_newest_wins(stage, rows) -> None:
    con = build(
        stage,
        customers=[
            {"source": "crm", "respondent": "a", "aliases": ["b"], "points": 1.0, "seq": 1},
            {"source": "crm", "respondent": "b", "points": 2.0, "seq": 1},
            {"source": "crm", "respondent": "c", "points": 3.0, "seq": 1},
            {"source": "crm", "respondent": "c", "points": 4.0, "seq": 2},
        ],
    )
    assert rows(con, "SELECT respondent, points FROM customers ORDER BY 1") == [("a", 1.0), ("c", 4.0)]


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (POSITIVE, ("positive", False, False)),
        ({"p_negative": 0.4, "p_neutral": 0.4, "p_positive": 0.2, "mixed": 0.5}, ("negative", True, False)),
        ({"p_negative": 0.51, "p_neutral": 0.02, "p_positive": 0.47, "mixed": 0.9}, ("neutral", True, False)),
        ({"p_negative": 0.51, "p_neutral": 0.02, "p_positive": 0.47, "mixed": 0.4}, ("negative", False, False)),
        (
            {"p_negative": 0.2, "p_neutral": 0.4, "p_positive": 0.4, "non_answer": 0.5},
            ("neutral", False, True),
        ),
    ],
)
def test_a_comment_carries_its_reading(stage, rows, reading, expected) -> None:
    con = build(
        stage,
        responses=[{"response_id": "r"}],
        comments=[{"response_id": "r", "text": "よい"}],
        readings=[{"text": "よい", **reading}],
    )
    (comment,) = rows(con, "SELECT sentiment, mixed, non_answer, decided, model, month FROM comments")
    assert comment == (*expected, False, "m1", "2024-04")


def test_the_same_text_twice_is_two_comments_with_the_same_mentions(stage, rows) -> None:
    spoken = [("staff", "positive", 0, 2), ("staff", "negative", 3, 5), ("staff", "negative", 3, 5)]
    con = build(
        stage,
        responses=[{"response_id": "r1"}, {"response_id": "r2"}],
        comments=[{"response_id": r, "text": "😊店員は遅い"} for r in ("r1", "r2")],
        readings=[{"text": "😊店員は遅い", "topics": spoken}],
    )
    assert rows(
        con, 'SELECT polarity, "start", "end", evidence FROM mentions WHERE comment_id = \'c-r1\' ORDER BY 2'
    ) == [("positive", 0, 2, "😊店"), ("negative", 3, 5, "は遅")]
    assert rows(con, "SELECT count(*) FROM mentions") == [(4,)]


def test_a_non_answer_mentions_nothing_and_an_unread_comment_stays(stage, rows) -> None:
    con = build(
        stage,
        responses=[{"response_id": "r1"}, {"response_id": "r2"}],
        comments=[{"response_id": "r1", "text": "特になし"}, {"response_id": "r2", "text": "未読"}],
        readings=[{"text": "特になし", "non_answer": 0.9, "topics": [("general", "neutral", 0, 1)]}],
    )
    assert rows(con, "SELECT text, sentiment FROM comments ORDER BY comment_id") == [
        ("特になし", "neutral"),
        ("未読", None),
    ]
    assert rows(con, "SELECT * FROM mentions") == []


def test_rejected_rows_are_those_of_the_newest_reading_of_a_file(stage, rows) -> None:
    con = build(
        stage,
        rejected=[
            {"file": "a.csv", "line": 2, "reason": "score_out_of_range", "seq": 1},
            {"file": "a.csv", "line": 9, "reason": "score_out_of_range", "seq": 4},
            {"file": "b.csv", "line": 3, "reason": "time_unreadable", "seq": 2},
        ],
    )
    assert rows(con, "SELECT file, line FROM rejected_rows ORDER BY 1") == [("a.csv", 9), ("b.csv", 3)]


def test_building_twice_gives_the_same_tables(stage, rows) -> None:
    con = build(
        stage,
        responses=[{"response_id": "r", "segments": {"年代": "30代"}}],
        comments=[{"response_id": "r", "text": "よい"}],
        readings=[{"text": "よい"}],
    )
    before = [rows(con, f"FROM {table}") for table in ("responses", "comments", "segments")]
    tables(con, support_window_days=30, model="m1")
    assert [rows(con, f"FROM {table}") for table in ("responses", "comments", "segments")] == before


def test_nothing_staged_gives_empty_tables(stage, rows) -> None:
    con = build(stage)
    for table in ("responses", "contacts", "messages", "customers", "comments", "mentions", "rejected_rows"):
        assert rows(con, f"FROM {table}") == []

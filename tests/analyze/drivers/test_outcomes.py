"""What `drivers` explains beside the NPS: behaviours, and who left."""

from datetime import UTC, datetime

import pytest

from voc.analyze import drivers, opened, tables, topic_by_nps
from voc.report import cells

TOPICS = ("staff", "access")


def survey(n=240):
    """Every second answer praises staff, every third blames access; staff goes with 500 yen more, access with nothing.

    Everybody of the list who blames access has left, and nobody else; every tenth is on no list that knows of leaving.
    """
    texts = {(s, a): f"{s}{a}" for s in (0, 1) for a in (0, 1)}
    said = [(i % 2, int(i % 3 == 0)) for i in range(n)]
    noise = [(i // 6 % 5 - 2) * 10.0 for i in range(n)]  # in balance with both topics
    return {
        "responses": [
            {"response_id": f"r{i}", "respondent": f"p{i}", "nps_score": (10, 8, 3)[i // 6 % 3], "month": "2024-05",
             "at": "2024-05-01", "scores": [("csat", float(1 + i % 5))],
             "behaviour": [("spend", 1000.0 + 500 * staff + noise[i]), ("visits", 3.0), ("csat", 99.0 + i)]}
            for i, (staff, _) in enumerate(said)
        ],
        "comments": [{"response_id": f"r{i}", "text": texts[one], "month": "2024-05"} for i, one in enumerate(said)],
        "readings": [
            {"text": text, "topics": [("staff", "positive", 0, 1)] * staff + [("access", "negative", 1, 2)] * access}
            for (staff, access), text in texts.items()
        ],
        "customers": [
            {"source": "list" if i % 10 else "points", "respondent": f"p{i}", "aliases": [],
             # some left before they answered, some afterwards
             "churned_at": datetime(2024, 4 + i % 2 * 2, 1, tzinfo=UTC) if access and i % 10 else None}
            for i, (_, access) in enumerate(said)
        ],
    }  # fmt: skip


def made(stage, **project):
    con = stage(**project)
    tables(con, support_window_days=30, model="m")
    topic_by_nps(con)
    drivers(con)
    return con


@pytest.fixture(scope="module")
def con(stage):
    return made(stage, **survey())


def effects(rows, con, outcome):
    found = rows(
        con, "SELECT topic, effect, n_base FROM drivers WHERE outcome = ? AND side = 'all' AND segment_name = 'all'", outcome
    )
    return {topic: (effect, n_base) for topic, effect, n_base in found}


def test_a_behaviour_is_explained_in_its_own_unit(con, rows) -> None:
    found = effects(rows, con, "spend")
    assert found["staff"] == (pytest.approx(500), 240) and found["access"] == (pytest.approx(0, abs=1e-6), 240)
    checked = rows(con, "SELECT outcome, count(ordered) FROM drivers GROUP BY ALL HAVING count(ordered) > 0")
    assert "spend" in dict(checked)  # ten amounts are in order


def test_whoever_left_a_list_is_told_from_its_others_and_not_from_who_is_on_none(con, rows) -> None:
    found = effects(rows, con, "churned")
    assert found["access"] == (pytest.approx(100), 216) and found["staff"] == (pytest.approx(0, abs=1e-6), 216)


def test_what_all_answers_have_alike_is_no_outcome_and_a_score_wins_over_a_behaviour_of_its_name(con, rows) -> None:
    assert set(rows(con, "SELECT DISTINCT outcome FROM drivers")) == {("nps",), ("csat",), ("spend",), ("churned",)}
    assert abs(effects(rows, con, "csat")["staff"][0]) < 5  # of 1 to 5, and not of 99 and more


def test_without_a_list_that_knows_of_leaving_nobody_stayed(stage, rows) -> None:
    project = survey(60)
    con = made(stage, **project | {"customers": [one | {"churned_at": None} for one in project["customers"]]})
    assert rows(con, "SELECT * FROM drivers WHERE outcome = 'churned'") == []


def test_amounts_of_many_values_are_left_out_of_the_check_by_an_ordered_logit(stage, rows) -> None:
    project = survey()
    own = [
        one | {"behaviour": [("spend", value + i), *others]}
        for i, one in enumerate(project["responses"])
        for (_, value), *others in [one["behaviour"]]
    ]
    con = made(stage, **project | {"responses": own})
    assert rows(con, "SELECT count(effect) > 0, count(ordered) FROM drivers WHERE outcome = 'spend'") == [(True, 0)]


def test_a_topic_of_few_of_the_people_with_an_outcome_is_not_told(stage, rows) -> None:
    project = survey()
    few = {f"p{i}" for i in range(1, 240, 2)} - {"p1", "p3", "p7", "p9"}  # of who praises staff, four are on a list
    known = [one for one in project["customers"] if one["respondent"] not in few]
    asked = [
        one | {"behaviour": [("visits", float(i % 4))] if one["respondent"] not in few else []}
        for i, one in enumerate(project["responses"])
    ]
    con = made(stage, **project | {"customers": known, "responses": asked})
    told = dict(rows(con, "SELECT outcome, note FROM drivers WHERE topic = 'staff' AND side = 'all'"))
    assert told["nps"] != "suppressed" and told["visits"] == told["churned"] == "suppressed"
    hidden = "SELECT n, n_base, share, effect, importance FROM drivers WHERE outcome <> 'nps' AND outcome <> 'csat' AND topic = 'staff'"
    assert set(rows(con, hidden)) == {(None,) * 5}


@pytest.mark.parametrize("outcome", ["spend", "churned"])
def test_the_rows_of_other_outcomes_open_as_many_answers_as_they_say(con, outcome) -> None:
    found = opened(con, "drivers", {"outcome": outcome, "topic": "access", "polarity": "negative"}, timezone="Asia/Tokyo")
    assert found.n_answers == found.expected == {"spend": 80, "churned": 72}[outcome]


def test_every_outcome_has_words() -> None:
    assert cells.in_words("outcome", "churned", "ja") == "解約・離反" and cells.in_words("outcome", "churned", "en") == "Churned"
    assert cells.in_words("outcome", "spend", "ja") == "利用額" and cells.in_words("outcome", "csat", "en") == "Satisfaction"
    assert cells.in_words("outcome", "日数", "ja") == "日数"

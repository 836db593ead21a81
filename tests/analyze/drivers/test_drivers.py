"""The tables: drivers beside topic_by_nps, their sums, their notes. Other outcomes: test_outcomes.py."""

import numpy as np
import pytest

from voc.analyze import drivers, tables, topic_by_nps
from voc.analyze.regression.portfolio import UNDECIDED

TOPICS = (("staff", "positive"), ("access", "negative"), ("access", "positive"), ("price", "negative"))


def project(n=400, people=None, seed=3):
    """Staff praised goes with a higher NPS, access criticised with a lower, price with nothing."""
    random = np.random.default_rng(seed)
    said = random.random((n, 4)) < [0.35, 0.3, 0.15, 0.25]
    mood = random.normal(0.2, 1, n) + said @ [0.9, -1.3, 0.2, 0.0]
    score = np.clip(np.round(7.5 + 2 * mood), 0, 10).astype(int)
    texts = ["".join("01"[int(flag)] for flag in row) for row in said]
    return {
        "responses": [
            {"response_id": f"r{i}", "respondent": f"p{i % (people or n)}", "nps_score": int(score[i]),
             "at": f"2024-0{1 + i % 2}-01", "segments": {"年代": "若" if i % 3 else "老"},
             "scores": [("csat", float(1 + score[i] // 3))] if i % 10 else []}
            for i in range(n)
        ],
        "comments": [{"response_id": f"r{i}", "text": text} for i, text in enumerate(texts)],
        "readings": [
            {"text": text, "topics": [(*TOPICS[j], j, j + 1) for j in range(4) if text[j] == "1"]}
            for text in sorted(set(texts))
        ],
    }  # fmt: skip


@pytest.fixture(scope="module")
def con(stage):
    con = stage(**project())
    tables(con, support_window_days=30, model="m")
    topic_by_nps(con)
    drivers(con)
    return con


TOTAL = "period = 'all' AND segment_name = 'all'"


def test_every_outcome_side_topic_and_segment_has_one_row(con, rows) -> None:
    key = "source, outcome, side, topic, polarity, period, segment_name, segment_value"
    assert rows(con, f"SELECT {key} FROM drivers GROUP BY ALL HAVING count(*) > 1") == []
    assert rows(con, "SELECT outcome, side, count(*) FROM drivers GROUP BY ALL ORDER BY ALL") == [
        ("csat", "all", 12), ("nps", "all", 12), ("nps", "detractor", 12), ("nps", "promoter", 12),
    ]  # fmt: skip
    assert rows(con, f"SELECT n_base FROM drivers WHERE outcome = 'csat' AND {TOTAL} GROUP BY ALL") == [(360,)]


def test_the_contributions_of_a_topic_are_those_of_its_polarities(con, rows) -> None:
    both = """SELECT t.contribution, sum(d.contribution), t.effect * t.share
        FROM topic_by_nps AS t JOIN drivers AS d USING (source, topic, period, segment_name, segment_value)
        WHERE outcome = 'nps' AND side = 'all' GROUP BY topic, segment_value, t.contribution, t.effect, t.share"""
    found = rows(con, both)
    assert len(found) == 9
    for together, summed, product in found:
        assert together == pytest.approx(summed, abs=1e-9) and together == pytest.approx(product, abs=1e-9)


def test_the_sides_add_up_and_what_is_planted_is_found(con, rows) -> None:
    net, promoter, detractor = (
        {(t, p): (e, lo, hi) for t, p, e, lo, hi in rows(
            con, f"SELECT topic, polarity, effect, low, high FROM drivers WHERE outcome = 'nps' AND side = '{side}' AND {TOTAL}"
        )}
        for side in ("all", "promoter", "detractor")
    )  # fmt: skip
    for key in net:
        assert net[key][0] == pytest.approx(promoter[key][0] - detractor[key][0], abs=1e-6)
    assert net["staff", "positive"][1] > 0 and net["access", "negative"][2] < 0
    assert net["price", "negative"][1] < 0 < net["price", "negative"][2]
    for name in ("importance", "lmg"):
        assert rows(con, f"SELECT sum({name}) FROM drivers WHERE {TOTAL} GROUP BY outcome, side") == [(pytest.approx(1),)] * 4


def test_an_effect_lies_in_its_interval_and_agrees_with_the_ordered_logit(con, rows) -> None:
    wrong = """SELECT * FROM drivers WHERE NOT (low <= effect AND effect <= high AND q_value BETWEEN 0 AND 1
        AND contribution BETWEEN contribution_low AND contribution_high AND importance BETWEEN importance_low AND importance_high
        AND share_positive BETWEEN share_positive_low AND share_positive_high)"""
    assert rows(con, wrong) == []
    clear = f"SELECT sign(effect) = sign(ordered), warning FROM drivers WHERE side = 'all' AND {TOTAL} AND (low > 0 OR high < 0)"
    assert {row for row in rows(con, clear)} == {(True, "")}
    assert rows(con, f"SELECT count(ordered) FROM drivers WHERE side <> 'all' OR NOT ({TOTAL})") == [(0,)]


def test_only_the_total_is_resampled(con, rows) -> None:
    ((total, segments, shown),) = rows(con, f"""SELECT count(importance_low) FILTER ({TOTAL}),
        count(importance_low) FILTER (NOT ({TOTAL})), count(importance) FILTER (NOT ({TOTAL})) FROM drivers""")
    assert total and shown and not segments


def test_what_is_criticised_and_goes_with_a_low_nps_is_to_be_improved_first(con, rows) -> None:
    found = dict(rows(con, f"SELECT topic || ' ' || polarity, quadrant FROM drivers WHERE outcome = 'nps' AND side = 'all' AND {TOTAL}"))
    assert found["access negative"] == "improve_first" and found["staff positive"] in ("keep_first", UNDECIDED)


def test_only_praise_is_kept(con, rows) -> None:
    found = rows(con, "SELECT DISTINCT polarity, quadrant FROM drivers WHERE quadrant LIKE 'keep%'")
    assert {polarity for polarity, _ in found} == {"positive"}


def test_small_groups_have_no_figures(stage, rows) -> None:
    con = stage(**project(n=40, people=8))
    tables(con, support_window_days=30, model="m")
    topic_by_nps(con)
    drivers(con)
    figures = "effect, low, high, q_value, contribution, importance, ordered, quadrant, method"
    hidden = f"SELECT {figures}, n, n_base, share FROM drivers WHERE note = 'suppressed'"
    few = f"SELECT {figures} FROM drivers WHERE note = 'too_few'"
    assert len(rows(con, few)) and all(set(row) == {None} for row in rows(con, few))
    assert all(set(row) == {None} for row in rows(con, hidden))
    assert {row[0] for row in rows(con, "SELECT method FROM drivers WHERE effect IS NOT NULL")} == {"ridge"}
    limits = ", ".join(f"{a}_low, {a}_high" for a in ("contribution", "importance", "lmg"))
    hints = f"SELECT low, high, q_value, ordered, lmg, {limits} FROM drivers WHERE method = 'ridge'"
    assert {one for row in rows(con, hints) for one in row} == {None}
    assert {row[0] for row in rows(con, "SELECT quadrant FROM drivers WHERE method = 'ridge'")} <= {UNDECIDED, None}
    beside = "effect_low, effect_high, contribution_low, contribution_high"
    assert {one for row in rows(con, f"SELECT {beside} FROM topic_by_nps WHERE effect IS NOT NULL") for one in row} == {None}
    assert rows(con, "SELECT * FROM drivers WHERE n < 10 AND (effect IS NOT NULL OR importance IS NOT NULL)") == []


def test_a_survey_that_mentions_nothing_has_no_drivers(stage, rows) -> None:
    silent = project(n=30) | {"readings": [reading | {"topics": []} for reading in project(n=30)["readings"]]}
    con = stage(**silent)
    tables(con, support_window_days=30, model="m")
    topic_by_nps(con)
    drivers(con)
    assert rows(con, "SELECT count(*) FROM drivers") == [(0,)]


def test_where_all_give_the_same_score_nothing_is_explained(stage, rows) -> None:
    same = project(n=200)
    con = stage(**same | {"responses": [row | {"nps_score": 8, "scores": []} for row in same["responses"]]})
    tables(con, support_window_days=30, model="m")
    topic_by_nps(con)
    drivers(con)
    found = rows(con, f"SELECT effect, importance, importance_low, ordered FROM drivers WHERE side = 'all' AND {TOTAL}")
    assert found == [(pytest.approx(0, abs=1e-6), None, None, None)] * 4


def test_a_project_without_answers_has_the_table_and_no_rows(stage, rows) -> None:
    con = stage()
    tables(con, support_window_days=30, model="m")
    topic_by_nps(con)
    drivers(con)
    assert rows(con, "SELECT count(*) FROM drivers") == [(0,)]


def test_what_topic_by_nps_suppresses_is_not_told_here(stage, rows) -> None:
    con = stage(**project(n=120, people=60))
    tables(con, support_window_days=30, model="m")
    topic_by_nps(con)
    con.execute("UPDATE topic_by_nps SET note = 'suppressed' WHERE topic = 'access'")  # say, to hide another
    drivers(con)
    assert set(rows(con, "SELECT note, n FROM drivers WHERE topic = 'access'")) == {("suppressed", None)}
    assert rows(con, f"SELECT note, n FROM drivers WHERE topic = 'staff' AND note = '' AND {TOTAL}")

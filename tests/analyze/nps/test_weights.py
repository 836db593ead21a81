"""Tables nps and weights of sources with margins, and of people who answer repeatedly."""

import numpy as np
import pytest

from voc.analyze import nps, tables, weighting
from voc.analyze.formulas import intervals
from voc.analyze.nps.weights import ABSENT, HELD, NOT_CONVERGED, TRIMMED
from voc.words import LANGUAGES, say

MARGINS = {"survey": {"年代": {"20代": 0.5, "60代": 0.5}}}


def answers(*groups):
    """(how many, month, segments, score of the i-th) → rows of responses, each of another person."""
    return [
        {"response_id": f"r{g}-{i}", "respondent": f"p{g}-{i}", "month": month, "segments": segments,
         "at": f"{month}-05", "nps_score": score(i)}
        for g, (n, month, segments, score) in enumerate(groups)
        for i in range(n)
    ]  # fmt: skip


def build(stage, responses, margins=MARGINS):
    con = stage(responses=responses)
    tables(con, support_window_days=30, model="m1")
    nps(con, margins)
    return con


def cell(con, period="all", segment=("all", "all"), table="nps"):
    found = con.execute(
        "FROM nps WHERE (period, segment_name, segment_value) = ($p, $n, $v)",
        {"p": period, "n": segment[0], "v": segment[1]},
    ).to_arrow_table()
    (row,) = found.to_pylist()
    return row


def weights_of(con, period):
    (row,) = con.execute("FROM weights WHERE period = ?", [period]).to_arrow_table().to_pylist()
    return row


YOUNG = (20, "2024-04", {"年代": "20代"}, lambda i: 10)
OLD = (80, "2024-04", {"年代": "60代"}, lambda i: 3 if i % 2 else 8)


def test_the_weighted_nps_is_that_of_the_target_mix(stage) -> None:
    con = build(stage, answers(YOUNG, OLD))
    whole = cell(con)
    assert whole["nps"] == pytest.approx(20 - 40) and whole["nps_weighted"] == pytest.approx(50 - 25)
    assert whole["n_effective"] == pytest.approx(100**2 / (20 * 2.5**2 + 80 * 0.625**2))
    assert whole["nps_weighted_low"] < 25 < whole["nps_weighted_high"]
    weighted, plain = (whole[f"nps{w}_high"] - whole[f"nps{w}_low"] for w in ("_weighted", ""))
    assert weighted > plain
    young = cell(con, segment=("年代", "20代"))
    assert young["nps_weighted"] == 100 and young["n_effective"] == pytest.approx(20)
    row = weights_of(con, "all")
    assert (row["note"], row["absent"], row["share_unnamed"]) == (HELD, "", 0)
    assert (row["weight_low"], row["weight_high"]) == (pytest.approx(0.625), pytest.approx(2.5))
    assert list(weighting(con)) == []


def test_margins_as_the_sample_has_them_change_no_figure(stage) -> None:
    con = build(stage, answers(YOUNG, OLD), {"survey": {"年代": {"20代": 0.2, "60代": 0.8}}})
    for segment in (("all", "all"), ("年代", "20代"), ("年代", "60代")):
        row = cell(con, segment=segment)
        assert row["n_effective"] == pytest.approx(row["n"])
        for name in ("nps", "nps_low", "nps_high"):
            assert row[name.replace("nps", "nps_weighted")] == pytest.approx(row[name], abs=1e-6)


def test_every_period_is_weighted_by_itself(stage) -> None:
    later = [(60, "2024-05", *YOUNG[2:]), (40, "2024-05", *OLD[2:])]
    con = build(stage, answers(YOUNG, OLD, *later))
    for period in ("2024-04", "2024-05", "2024", "all"):
        assert cell(con, period)["nps_weighted"] == pytest.approx(25, abs=1e-4)


def test_without_margins_there_are_no_weighted_figures(stage) -> None:
    con = build(stage, answers(YOUNG, OLD), {})
    row = cell(con)
    assert row["nps"] is not None
    assert [row[f"nps_weighted{end}"] for end in ("", "_low", "_high")] + [row["n_effective"]] == [None] * 4
    assert con.sql("SELECT count(*) FROM weights").fetchone() == (0,)


def test_what_is_not_as_the_margins_say_is_told(stage) -> None:
    silent = (25, "2024-04", {}, lambda i: 0)
    other = (5, "2024-04", {"年代": "宇宙人"}, lambda i: 0)
    margins = {"survey": {"年代": {"20代": 0.25, "60代": 0.25, "90代": 0.5}}}
    con = build(stage, answers(YOUNG, OLD, silent, other), margins)
    row = weights_of(con, "all")
    assert (row["note"], row["absent"]) == (ABSENT, "年代=90代")
    assert row["share_unnamed"] == pytest.approx(30 / 130)
    assert cell(con)["nps_weighted"] == pytest.approx(100 / 130 * 25 - 30 / 130 * 100, abs=1e-4)
    said = dict(weighting(con))
    assert said["weights.absent"] == {"source": "survey", "values": "年代=90代"}
    assert said["weights.unnamed"] == {"source": "survey", "share": "23.1%"}
    for code, values in said.items():
        assert all(str(value) in say(code, language, **values) for language in LANGUAGES for value in values.values())


def test_margins_that_cannot_hold_give_a_warning_and_no_figures(stage) -> None:
    groups = [(50, "2024-04", {"年代": a, "性別": s}, lambda i: i % 11) for a, s in (("20代", "男"), ("60代", "女"))]
    con = build(stage, answers(*groups), MARGINS | {"survey": MARGINS["survey"] | {"性別": {"男": 0.9, "女": 0.1}}})
    assert weights_of(con, "2024-04")["note"] == NOT_CONVERGED and weights_of(con, "all")["n_effective"] is None
    assert cell(con)["nps"] is not None and cell(con)["nps_weighted"] is None
    ((code, values),) = weighting(con)
    assert code == "weights.not_converged" and values["periods"] == "all, 2024-04, 2024"


def test_weights_are_held_and_the_miss_is_told(stage) -> None:
    con = build(stage, answers((5, *YOUNG[1:]), (95, *OLD[1:])))
    row = weights_of(con, "all")
    assert row["note"] == TRIMMED and row["weight_high"] == 5 and row["share_missed"] == pytest.approx(0.25)
    assert "25.0" in say("weights.trimmed", **dict(weighting(con))["weights.trimmed"])


def test_fewer_than_five_people_show_nothing(stage) -> None:
    con = build(stage, answers(YOUNG, OLD, (4, "2024-05", {"年代": "20代"}, lambda i: 9), (3, "2024-04", {}, lambda i: 9)))
    hidden = cell(con, "2024-05")
    assert hidden["note"] == "suppressed"
    assert [v for k, v in hidden.items() if k not in ("source", "period", "segment_name", "segment_value", "note")] == [None] * 22
    small = weights_of(con, "2024-05")
    assert {k for k, v in small.items() if v is not None} == {"source", "period", "note"}
    assert weights_of(con, "2024-04")["share_unnamed"] is None  # three people


def test_what_nps_hides_of_a_margin_is_not_told_by_the_weights(stage) -> None:
    """A weight is the target divided by the share: of a month with three people of one age nothing of it is told."""
    ages = [(name, {"年代": name}) for name in ("20代", "60代", "30代")]
    months = [("2024-04", (40, 40, 3)), ("2024-05", (39, 40, 30)), ("2024-06", (60, 50, 40))]
    groups = [(n, month, segments, lambda i: i % 11) for month, sizes in months for n, (_, segments) in zip(sizes, ages, strict=True)]
    con = build(stage, answers(*groups), {"survey": {"年代": {name: 1 / 3 for name, _ in ages}}})
    assert con.sql("SELECT note FROM nps WHERE segment_value = '30代' AND period = '2024-04'").fetchall() == [("suppressed",)]
    dark = {period for (period,) in con.sql("SELECT period FROM nps WHERE note = 'suppressed'").fetchall()}
    assert "2024-04" in dark and "2024-06" not in dark
    for period in ("2024-04", "2024-05", "2024-06", "2024", "all"):
        row = weights_of(con, period)
        told = {name: row[name] for name in ("n_effective", "weight_low", "weight_high", "share_missed")}
        told["of nps"] = cell(con, period)["n_effective"]
        assert {value is None for value in told.values()} == {period in dark}, (period, told)
        assert row["n"] and (period == "all" or row["share_unnamed"] is None)


def test_the_scores_are_counted_one_by_one(stage) -> None:
    con = build(stage, answers((66, "2024-04", {}, lambda i: min(i % 12, 10))), {})
    row = cell(con)
    scores = [row[f"score_{score}"] for score in range(11)]
    assert scores == [6] * 6 + [5] * 4 + [10]
    assert (sum(scores), sum(scores[9:]), sum(scores[7:9]), sum(scores[:7])) == tuple(
        row[name] for name in ("n", "promoters", "passives", "detractors")
    )


def test_who_answers_repeatedly_widens_the_interval(stage) -> None:
    once = answers((60, "2024-04", {"年代": "20代"}, lambda i: (0, 8, 10)[i // 2 % 3]))
    con = build(stage, once, {})
    row = cell(con)
    plain = [float(x) for x in intervals.nps_interval(20, 20, 20)]
    assert [row["nps_low"], row["nps_high"]] == plain
    twice = [r | {"respondent": f"p{i // 2}"} for i, r in enumerate(once)]
    for period in ("2024-04", "2024", "all"):
        for segment in (("all", "all"), ("年代", "20代")):
            row = cell(build(stage, twice, {}), period, segment)
            # thirty people, each with the same answer twice, and Korn and Graubard's fewer degrees of freedom
            worth = 60 * (59 * 30 / 29 * 2 / 60) ** -1 * (2.000995 / 2.045230) ** 2
            expected = intervals.nps_interval(*(np.full(3, worth / 3)))
            assert [row["nps_low"], row["nps_high"]] == [pytest.approx(float(x), abs=0.02) for x in expected]


def test_people_are_counted_in_each_period_by_themselves(stage) -> None:
    """Four people who answer in three months each: twelve answers, but never five people."""
    rows = [r | {"respondent": r["response_id"][-1]} for month in ("04", "05", "06")
            for r in answers((4, f"2024-{month}", {}, lambda i: 9))]  # fmt: skip
    rows = [r | {"response_id": f"{r['month']}{r['response_id']}"} for r in rows]
    con = build(stage, rows, {})
    assert [cell(con, period)["note"] for period in ("2024-04", "2024", "all")] == ["suppressed"] * 3
    con = build(stage, [*rows, {"response_id": "x", "respondent": "5", "month": "2024-06", "at": "2024-06-01", "nps_score": 9}], {})
    assert cell(con)["n"] == 13
    assert cell(con, "2024-06")["note"] == "suppressed"  # five, but it would tell April and May of four people


def test_a_recount_person_by_person_gives_the_same_intervals(stage) -> None:
    random = np.random.default_rng(4)
    rows = [
        {"response_id": f"r{i}", "respondent": f"p{random.integers(40)}" if i % 5 else None,
         "month": f"202{random.integers(3, 5)}-0{random.integers(1, 4)}", "segments": {"年代": str(random.integers(2, 5))},
         "nps_score": int(random.integers(0, 11))}
        for i in range(400)
    ]  # fmt: skip
    con = build(stage, [r | {"at": f"{r['month']}-05"} for r in rows], {})
    from tests.analyze.formulas.test_clusters import counted
    from voc.analyze.formulas.clusters import effective_n

    for row in con.sql("FROM nps WHERE nps IS NOT NULL").to_arrow_table().to_pylist():
        mine = [
            r for r in rows
            if row["period"] in (r["month"], r["month"][:4], "all") and row["segment_value"] in ("all", r["segments"]["年代"])
        ]  # fmt: skip
        y = np.array([(r["nps_score"] >= 9) - (r["nps_score"] <= 6) for r in mine])
        group, n, squares, people = counted(y, np.array([r["respondent"] or r["response_id"] for r in mine]))
        low, high = intervals.nps_interval(*group.worth(effective_n(group, n, squares, people)))
        assert (row["n"], row["nps_low"], row["nps_high"]) == (n, pytest.approx(float(low)), pytest.approx(float(high)))

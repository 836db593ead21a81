"""The weights of single answers, raked again from what is published."""

import numpy as np
import pytest

from tests.analyze.nps.test_weights import MARGINS, OLD, YOUNG, answers, build, cell
from voc.analyze.nps.case_weights import CHANGED, HIDDEN, NONE, NOT_CONVERGED, Weights, weights_of
from voc.analyze.nps.comparison import compare, statement

TWO = {"survey": {"年代": {"20代": 0.3, "30代": 0.3, "40代": 0.4}, "性別": {"男": 0.5, "女": 0.5}}}
NAMED = MARGINS["survey"]


def found(con, named, period="all", segment=("all", "all"), **changed):
    return weights_of(con, named, cell(con, period) | changed, cell(con, period, segment))


def test_every_weighted_figure_of_the_table_comes_out_again(stage) -> None:
    random = np.random.default_rng(7)
    rows = [
        {"response_id": f"r{i}", "respondent": f"p{random.integers(150)}" if i % 5 else None,
         "month": f"202{3 + i % 2}-0{1 + i % 3}", "at": f"202{3 + i % 2}-0{1 + i % 3}-05", "nps_score": int(random.integers(11)),
         "segments": {"年代": f"{random.choice([2, 3, 3, 4, 9])}0代", "県": "福井" if i % 3 else "石川"}
         | ({"性別": str(random.choice(["男", "女", "女"]))} if i % 11 else {})}
        for i in range(900)
    ]  # fmt: skip
    con = build(stage, rows, TWO)
    told = con.sql("FROM nps WHERE nps_weighted IS NOT NULL").to_arrow_table().to_pylist()
    assert len(told) > 60
    for row in told:
        weights = weights_of(con, TWO["survey"], cell(con, row["period"]), row)
        assert isinstance(weights, Weights) and not weights.trimmed
        where, params = "starts_with(month, ?)", ["" if row["period"] == "all" else row["period"]]
        if row["segment_name"] != "all":
            where, params = f"{where} AND segments[?] = ?", [*params, row["segment_name"], row["segment_value"]]
        sql, given = statement((where, params), (where, params), (weights, weights))
        one = compare(con.execute(sql, given).to_arrow_table().to_pylist()[0]).one
        assert (one.nps, one.low, one.high) == tuple(row[f"nps_weighted{end}"] for end in ("", "_low", "_high"))
        assert one.n == row["n"]


def test_where_there_are_no_weights_it_says_why(stage) -> None:
    con = build(stage, answers(YOUNG, OLD))
    assert isinstance(found(con, NAMED), Weights)
    assert found(con, {}) == CHANGED  # the run was weighted
    assert found(con, {"年代": {"20代": 0.4, "60代": 0.6}}) == CHANGED
    assert found(con, NAMED, nps_weighted=None) == CHANGED  # published before there were targets
    assert found(con, {}, nps_weighted=None) == NONE
    assert found(con, NAMED, nps=None, nps_weighted=None) == HIDDEN
    assert weights_of(con, NAMED, {}, None) == HIDDEN
    assert weights_of(con, NAMED, cell(con), cell(con) | {"nps_weighted": None}) == HIDDEN


def test_cells_that_the_table_does_not_have_are_weighted_only_where_it_tells_what_weights_are_worth(stage) -> None:
    con = build(stage, answers(YOUNG, OLD))
    assert isinstance(weights_of(con, NAMED, cell(con), None), Weights)
    assert weights_of(con, NAMED, cell(con) | {"n_effective": None}, None) == HIDDEN


def test_targets_that_cannot_hold_give_no_weights_and_held_ones_are_told(stage) -> None:
    groups = [(50, "2024-04", {"年代": a, "性別": s}, lambda i: i % 11) for a, s in (("20代", "男"), ("60代", "女"))]
    apart = NAMED | {"性別": {"男": 0.9, "女": 0.1}}
    con = build(stage, answers(*groups), {"survey": apart})
    assert found(con, apart) == NOT_CONVERGED
    assert found(con, NAMED) == CHANGED
    con = build(stage, answers((5, *YOUNG[1:]), (95, *OLD[1:])))
    weights = found(con, NAMED)
    assert weights.trimmed and max(weights.weight) == 5_000_000


@pytest.mark.parametrize("period", ["2024-04", "2024", "all"])
def test_the_weights_of_a_period_are_its_own(stage, period) -> None:
    later = [(60, "2024-05", *YOUNG[2:]), (40, "2024-05", *OLD[2:])]
    con = build(stage, answers(YOUNG, OLD, *later))
    young = {"2024-04": 20 / 100, "2024": 80 / 200, "all": 80 / 200}[period]
    assert [w / 1e6 for w in found(con, NAMED, period).weight] == pytest.approx([0.5 / young, 0.5 / (1 - young)], abs=1e-5)

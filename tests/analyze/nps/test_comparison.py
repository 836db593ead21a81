import duckdb
import numpy as np
import pyarrow as pa
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.analyze.formulas import intervals
from voc.analyze.formulas.intervals import Group
from voc.analyze.nps.case_weights import ALIKE, Weights
from voc.analyze.nps.comparison import compare, statement
from voc.analyze.nps.weights import UNIT

groups = st.tuples(*[st.integers(0, 3_000)] * 3).filter(lambda c: sum(c) >= 2).map(lambda c: Group(*c))


def compared(rows, one="month = '1'", other="month = '2'", weights=(ALIKE, ALIKE)):
    """rows: (person, month, −1 | 0 | 1, and a value of 年代 where that matters)."""
    con = duckdb.connect()
    words = {1: "promoter", 0: "passive", -1: "detractor"}
    responses = pa.table(
        {
            "source": ["s"] * len(rows), "response_id": [str(i) for i in range(len(rows))],
            "respondent": pa.array([row[0] for row in rows], pa.string()), "month": [row[1] for row in rows],
            "nps_group": [words[row[2]] for row in rows],
            "segments": pa.array([[("年代", age) for age in row[3:]] for row in rows], pa.map_(pa.string(), pa.string())),
        }
    )  # fmt: skip
    con.register("responses", responses)
    return compare(con.execute(*statement((one, []), (other, []), weights)).to_arrow_table().to_pylist()[0])


def drawn(seed, people, answers, months="12"):
    random = np.random.default_rng(seed)
    own = random.normal(size=people)
    rows = []
    for _ in range(answers):
        person = random.integers(people)
        y = int(np.sign(np.round(own[person] + random.normal())))
        rows.append((f"p{person}", str(random.choice(list(months))), y))
    return rows


AGES = {"年代": {"20代": 0.5, "60代": 0.5}}
weightings = st.tuples(*[st.integers(50_000, 5_000_000)] * 3).map(lambda w: Weights(AGES, [0, 1, 2], w, False))
aged = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", None]), st.sampled_from("12"), st.sampled_from([-1, 0, 1]),
        st.sampled_from(["20代", "60代", "宇宙人"]),
    ),
    min_size=8, max_size=30,
).filter(lambda rows: {row[1] for row in rows} == {"1", "2"})  # fmt: skip


@given(groups, groups)
def test_without_correlation_it_is_the_lift_with_the_adjusted_wald_interval_and_its_p(one: Group, other: Group) -> None:
    found, lift = intervals.difference(one, other), intervals.lift(one, other)
    (p, d), (q, e) = ([(count + 0.5) / (sum(group) + 2) for count in group[::2]] for group in (one, other))
    centre, spread = p - d - (q - e), [(p + d - (p - d) ** 2), (q + e - (q - e) ** 2)]
    deviation = np.sqrt(spread[0] / (sum(one) + 2) + spread[1] / (sum(other) + 2))
    ends = 100 * (centre - intervals.Z95 * deviation), 100 * (centre + intervals.Z95 * deviation)
    assert found.value == lift
    assert found[1:3] == pytest.approx(np.clip([min(ends[0], lift), max(ends[1], lift)], -200, 200), abs=1e-9)
    assert found.p == pytest.approx(intervals.two_sided(centre / deviation))


@given(groups, groups, st.floats(-1, 1))
def test_people_in_both_narrow_the_interval_where_they_stay_alike(one: Group, other: Group, correlation: float) -> None:
    apart, found = intervals.difference(one, other), intervals.difference(one, other, correlation)
    assert found.low <= found.value <= found.high
    width, before = found.high - found.low, apart.high - apart.low
    assert width <= before + 1e-6 if correlation > 0 else width >= before - 1e-6


def test_anonymous_answers_are_people_of_their_own_and_nothing_is_correlated() -> None:
    rows = [(None, m, y) for _, m, y in drawn(1, 50, 300)]
    found = compared(rows)
    plain = intervals.difference(found.other.answers, found.one.answers)
    assert found.difference == plain and found.people_both == 0
    assert (found.one.people, found.other.people) == (found.one.n, found.other.n)


def test_the_error_is_that_of_a_clustered_regression_with_people_in_both() -> None:
    rows = drawn(2, 900, 4_000)
    found = compared(rows)
    y = np.array([100 * row[2] for row in rows])
    x = sm.add_constant(np.array([row[1] == "2" for row in rows], float))
    person = np.unique([row[0] for row in rows], return_inverse=True)[1]
    fit = sm.OLS(y, x).fit(cov_type="cluster", cov_kwds={"groups": person}, use_t=False)
    assert found.difference.value == pytest.approx(fit.params[1])
    half = (found.difference.high - found.difference.low) / 2
    assert half == pytest.approx(1.959964 * fit.bse[1], rel=0.02)
    assert half < 0.97 * float(np.hypot(*[(c.high - c.low) / 2 for c in (found.one, found.other)]))


def test_a_month_is_compared_with_the_year_that_holds_it() -> None:
    rows = [(None, m, y) for _, m, y in drawn(3, 10, 1_000)]
    found = compared(rows, "true", "month = '2'")
    assert found.people_apart == (found.one.people - found.other.people, 0)
    # year − month = share of the other month × (other month − month): its error is known
    months = compared(rows)
    share = months.one.n / 1_000
    width = found.difference.high - found.difference.low
    assert width == pytest.approx(share * (months.difference.high - months.difference.low), rel=0.02)


def test_few_people_in_a_cell_or_beyond_the_other_are_hidden() -> None:
    many = [(f"p{i}", "1", i % 3 - 1) for i in range(60)]
    assert not compared(many + [(f"q{i}", "2", 1) for i in range(5)]).hidden
    assert compared(many + [(f"q{i % 4}", "2", 1) for i in range(40)]).hidden
    assert compared([*many, ("q", "2", 1)], "true", "month = '1'").hidden  # one cell less the other is one person
    assert not compared(many, "true", "month = '1'").hidden  # the same answers: nothing is apart


@settings(max_examples=40)
@given(aged)
def test_weights_of_one_give_the_unweighted_comparison_exactly(rows) -> None:
    ones = Weights(AGES, [0, 1, 2], [UNIT] * 3, False)
    weighted, plain = (repr(compared(rows, weights=weights)) for weights in ((ones, ones), (ALIKE, ALIKE)))
    assert weighted == plain


@settings(max_examples=40)
@given(aged, weightings, weightings)
def test_two_weighted_cells_swapped_give_the_difference_turned_round(rows, one, other) -> None:
    there = compared(rows, weights=(one, other))
    back = compared(rows, "month = '2'", "month = '1'", (other, one))
    value, low, high, p = (float(figure) for figure in there.difference)
    assert (there.one, there.other) == (back.other, back.one)
    assert [*map(float, back.difference)] == pytest.approx([-value, -high, -low, p], abs=1e-4, nan_ok=True)


@settings(max_examples=40)
@given(aged, weightings)
def test_a_weighted_cell_does_not_differ_from_itself(rows, weights) -> None:
    rows = [*rows, ("x", "1", 1, "20代"), ("y", "2", -1, "60代")]  # people who differ: the error is known
    found = compared(rows, "true", "true", (weights, weights))
    assert [*map(float, found.difference)] == pytest.approx([0, 0, 0, 1], abs=1e-3)
    assert (found.difference.value, found.difference.p) == (0, 1)


def test_the_error_of_weighted_cells_is_that_of_a_weighted_clustered_regression_and_of_a_bootstrap_of_people() -> None:
    random = np.random.default_rng(5)
    rows = [(*row, str(random.choice(["20代", "60代", "宇宙人"], p=[0.2, 0.7, 0.1]))) for row in drawn(6, 700, 3_000)]
    weights = [Weights(AGES, [0, 1, 2], w, False) for w in ([1_000_000, 2_250_000, 630_000], [900_000, 3_100_000, 310_000])]
    found = compared(rows, weights=weights)
    second = np.array([row[1] == "2" for row in rows])
    stratum = np.array([("宇宙人", "20代", "60代").index(row[3]) for row in rows])
    w = np.array([side.weight for side in weights])[second.astype(int), stratum] / UNIT
    y = np.array([100 * row[2] for row in rows])
    person = np.unique([row[0] for row in rows], return_inverse=True)[1]
    fit = sm.WLS(y, sm.add_constant(second.astype(float)), weights=w).fit(
        cov_type="cluster", cov_kwds={"groups": person}, use_t=False
    )
    assert found.difference.value == pytest.approx(fit.params[1])
    half = (found.difference.high - found.difference.low) / 2
    assert half == pytest.approx(1.959964 * fit.bse[1], rel=0.02)

    sums = [np.bincount(person, weights=w * of * (second == side)) for side in (False, True) for of in (1, y)]
    draws = random.multinomial(700, np.full(700, 1 / 700), 4_000) @ np.pad(sums, ((0, 0), (0, 700 - len(sums[0])))).T
    again = draws[:, 3] / draws[:, 2] - draws[:, 1] / draws[:, 0]
    assert half == pytest.approx(1.959964 * again.std(), rel=0.05)
    assert half < 0.97 * float(np.hypot(*[(c.high - c.low) / 2 for c in (found.one, found.other)]))  # people in both


def test_an_empty_cell_has_no_figures() -> None:
    found = compared([("a", "1", 1)])
    assert found.other.n == 0 and np.isnan([found.other.nps, found.difference.value, found.difference.p]).all()

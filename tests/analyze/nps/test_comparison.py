import duckdb
import numpy as np
import pyarrow as pa
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from voc.analyze.formulas import intervals
from voc.analyze.formulas.intervals import Group
from voc.analyze.nps.comparison import compare, statement

groups = st.tuples(*[st.integers(0, 3_000)] * 3).filter(lambda c: sum(c) >= 2).map(lambda c: Group(*c))


def compared(rows, one="month = '1'", other="month = '2'"):
    """rows: (person, month, −1 | 0 | 1)."""
    con = duckdb.connect()
    words = {1: "promoter", 0: "passive", -1: "detractor"}
    responses = pa.table(
        {
            "source": ["s"] * len(rows), "response_id": [str(i) for i in range(len(rows))],
            "respondent": pa.array([row[0] for row in rows], pa.string()), "month": [row[1] for row in rows],
            "nps_group": [words[row[2]] for row in rows],
        }
    )  # fmt: skip
    con.register("responses", responses)
    return compare(con.execute(*statement((one, []), (other, []))).to_arrow_table().to_pylist()[0])


def drawn(seed, people, answers, months="12"):
    random = np.random.default_rng(seed)
    own = random.normal(size=people)
    rows = []
    for _ in range(answers):
        person = random.integers(people)
        y = int(np.sign(np.round(own[person] + random.normal())))
        rows.append((f"p{person}", str(random.choice(list(months))), y))
    return rows


@given(groups, groups)
def test_without_correlation_it_is_the_lift_with_its_interval_and_p(one: Group, other: Group) -> None:
    found = intervals.difference(one, other)
    assert found[:3] == (intervals.lift(one, other), *intervals.lift_interval(one, other))
    assert found.p == pytest.approx(intervals.p_value(one, other))


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


def test_an_empty_cell_has_no_figures() -> None:
    found = compared([("a", "1", 1)])
    assert found.other.n == 0 and np.isnan([found.other.nps, found.difference.value, found.difference.p]).all()

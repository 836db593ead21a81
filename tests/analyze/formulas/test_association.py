"""Log-odds, G² and Jaccard against other ways to the same number."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, norm

from voc.analyze.formulas.association import PRIOR, g2, jaccard, log_odds, log_odds_interval
from voc.analyze.formulas.intervals import two_sided

SIZES = st.integers(1, 5000)


@st.composite
def tables_of_four(draw):
    """(inside, outside, base_inside, base_outside)."""
    base_inside, base_outside = draw(SIZES), draw(SIZES)
    return draw(st.integers(0, base_inside)), draw(st.integers(0, base_outside)), base_inside, base_outside


@given(tables_of_four())
def test_g2_is_the_likelihood_ratio_of_the_two_by_two_table(counts) -> None:
    a, b, n1, n2 = counts
    table = np.array([[a, b], [n1 - a, n2 - b]])
    if 0 in table.sum(axis=1):
        assert g2(*counts) == 0
    else:
        expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
        assert g2(*counts) == pytest.approx(expected, rel=1e-6, abs=1e-6)


@given(tables_of_four())
def test_jaccard_is_intersection_over_union_of_sets_of_comments(counts) -> None:
    a, b, n1, n2 = counts
    group = {("in", i) for i in range(n1)}
    term = {("in", i) for i in range(a)} | {("out", i) for i in range(b)}
    assert jaccard(a, b, n1) == pytest.approx(len(term & group) / len(term | group))


def test_log_odds_by_hand() -> None:
    # prior .1·min(400, 600) = 40 terms, of which 40·(30 + 10)/1000 = 1.6 are this one
    delta, error = log_odds(30, 10, 400, 600)
    assert delta == pytest.approx(math.log(31.6 / (440 - 31.6)) - math.log(11.6 / (640 - 11.6)))
    assert error == pytest.approx(math.sqrt(1 / 31.6 + 1 / 11.6))
    low, high = log_odds_interval(delta, error)
    assert (low + high) / 2 == pytest.approx(float(delta)) and high - low == pytest.approx(2 * 1.959964 * error)


@given(tables_of_four())
def test_log_odds_change_sign_with_the_sides(counts) -> None:
    a, b, n1, n2 = counts
    there, back = log_odds(a, b, n1, n2), log_odds(b, a, n2, n1)
    if np.isnan(there[0]):
        assert np.isnan(back[0])
    else:
        assert there[0] == pytest.approx(-back[0]) and there[1] == pytest.approx(back[1])


@given(st.integers(1, 200), st.integers(1, 20), st.integers(1, 20), st.integers(2, 100))
def test_a_term_equally_common_on_both_sides_has_no_log_odds(y, times, more, others) -> None:
    n = y * others
    assert log_odds(y * times, y * more, n * times, n * more)[0] == pytest.approx(0, abs=1e-9)


def test_a_rare_term_counts_for_less_than_a_frequent_one_of_the_same_ratio() -> None:
    delta, error = log_odds([4, 40, 400], [1, 10, 100], 10_000, 10_000)
    z = delta / error
    assert z[0] < z[1] < z[2] and z[0] < norm.ppf(0.975) < z[1]


def test_z_is_nearly_standard_normal_where_nothing_differs() -> None:
    draws = np.random.default_rng(7)
    y1, y2 = draws.poisson(60, 40_000), draws.poisson(60, 40_000)
    delta, error = log_odds(y1, y2, 20_000, 20_000)
    z = delta / error
    assert np.std(z) == pytest.approx(1 / (1 + PRIOR) ** 0.5, abs=0.03)  # the prior draws it to 0
    assert np.mean(np.abs(z) > norm.ppf(0.975)) < 0.05


def test_what_has_no_other_side_has_no_figure() -> None:
    assert np.isnan(log_odds(5, 0, 50, 0)[0]) and np.isnan(g2(5, 0, 9, 0)) and np.isnan(log_odds(5, 5, 5, 5)[0])


@given(st.floats(-6, 6))
def test_p_value_is_two_sided(z) -> None:
    assert two_sided(np.array([z]))[0] == pytest.approx(2 * norm.sf(abs(z)))

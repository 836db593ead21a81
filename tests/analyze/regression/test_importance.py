"""Relative weights and LMG: they split R², agree with an enumeration, and their intervals move with n."""

from itertools import chain, combinations
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analyze.survey import random_survey
from voc.analyze.regression.importance import correlations, importance, lmg, relative_weights
from voc.analyze.regression.regression import fit


def sample(n, k, seed):
    random = np.random.default_rng(seed)
    x = random.normal(size=(n, k)) + random.normal(size=(n, 1))
    y = x @ random.normal(size=(k, 2)) + random.normal(size=(n, 2))
    rows = np.hstack([np.ones((n, 1)), x, y])
    return correlations((rows.T @ rows)[None], k)


def r_squared(among, with_outcome, some):
    some = list(some)
    return with_outcome[some] @ np.linalg.solve(among[np.ix_(some, some)], with_outcome[some]) if some else 0.0


def shapley(among, with_outcome):
    """The Shapley value of R², over all subsets."""
    k, out = len(with_outcome), np.zeros(len(with_outcome))
    for j in range(k):
        rest = [i for i in range(k) if i != j]
        for some in chain.from_iterable(combinations(rest, size) for size in range(k)):
            weight = factorial(len(some)) * factorial(k - len(some) - 1) / factorial(k)
            out[j] += weight * (r_squared(among, with_outcome, (*some, j)) - r_squared(among, with_outcome, some))
    return out


@settings(max_examples=30)
@given(st.integers(2, 8), st.integers(0, 10**6))
def test_both_sum_to_r_squared_and_are_never_negative(k, seed) -> None:
    among, with_outcomes = sample(100, k, seed)
    for found in (relative_weights(among, with_outcomes), lmg(among, with_outcomes, np.random.default_rng(1), 20)):
        assert np.all(found >= 0)
        for o in range(2):
            whole = r_squared(among[0], with_outcomes[0, :, o], range(k))
            assert found[0, :, o].sum() == pytest.approx(whole, abs=1e-6)


@pytest.mark.parametrize("k", [2, 4, 6])
def test_lmg_is_the_shapley_value_of_r_squared(k) -> None:
    among, with_outcomes = sample(80, k, k)
    found = lmg(among, with_outcomes, np.random.default_rng(1), 0)
    for o in range(2):
        assert found[0, :, o] == pytest.approx(shapley(among[0], with_outcomes[0, :, o]), abs=1e-7)


def test_of_many_drivers_random_orders_come_close_to_lmg() -> None:
    among, with_outcomes = sample(200, 9, 2)
    found = lmg(among, with_outcomes, np.random.default_rng(1), 2000)[0, :, 0]
    assert found == pytest.approx(shapley(among[0], with_outcomes[0, :, 0]), abs=0.01)


def test_relative_weights_by_hand_of_two_drivers() -> None:
    # r12 = .6: Λ = [[c, s], [s, c]] with c² + s² = 1, 2cs = .6
    c, s = (np.sqrt(1.6) + np.sqrt(0.4)) / 2, (np.sqrt(1.6) - np.sqrt(0.4)) / 2
    b = np.linalg.solve([[c, s], [s, c]], [0.5, 0.4])
    by_hand = [c**2 * b[0] ** 2 + s**2 * b[1] ** 2, s**2 * b[0] ** 2 + c**2 * b[1] ** 2]
    among, with_outcome = np.array([[[1, 0.6], [0.6, 1]]]), np.array([[[0.5], [0.4]]])
    assert relative_weights(among, with_outcome)[0, :, 0] == pytest.approx(by_hand)


def test_a_driver_that_does_not_vary_has_no_weight_and_breaks_nothing() -> None:
    x = np.hstack([np.ones((50, 2)), np.random.default_rng(1).normal(size=(50, 2))])
    among, with_outcome = correlations((x.T @ x)[None], 2)
    assert relative_weights(among, with_outcome)[0, 0, 0] == pytest.approx(0)


def test_shares_lie_in_their_intervals_which_narrow_with_n() -> None:
    widths = []
    for n in (500, 8000):
        survey = random_survey(n, k=8, seed=4)
        fitted = fit(survey, survey.outcomes)
        johnson, orders = importance(fitted.moments(survey, survey.outcomes), len(fitted.drivers), 300, 50)
        for shares in (johnson, orders):
            assert shares.share.sum(axis=0) == pytest.approx(1)
            assert np.all((0 <= shares.low) & (shares.low <= shares.share) & (shares.share <= shares.high))
            assert np.all(shares.high <= 1)
        widths.append((johnson.high - johnson.low)[:, 0].mean())
    assert widths[1] < widths[0] / 2


def test_an_interval_of_lmg_stands_about_its_figure_whatever_orders_it_is_drawn_in() -> None:
    survey = random_survey(60_000, k=12, seed=3)
    fitted = fit(survey, survey.outcomes)
    moments = fitted.moments(survey, survey.outcomes)
    found = [importance(moments, len(fitted.drivers), 100, 100, seed)[1] for seed in (1, 2, 3)]
    for shares in found:  # an end that is the figure itself was stretched to reach it
        large = shares.share > 0.02
        assert np.all(shares.low[large] < shares.share[large]) and np.all(shares.share[large] < shares.high[large])


def test_bootstrap_errors_are_those_of_resampled_people() -> None:
    survey = random_survey(2000, k=4, seed=9)
    fitted = fit(survey, survey.outcomes)
    johnson, _ = importance(fitted.moments(survey, survey.outcomes), len(fitted.drivers), 400, 0)
    rows = np.hstack([survey.matrix(fitted.model.columns), survey.outcomes]) @ fitted.less_controls
    random, k, draws = np.random.default_rng(5), len(fitted.drivers), []
    for _ in range(300):
        some = rows[random.integers(0, len(rows), len(rows))]
        weights = relative_weights(*correlations((some.T @ some)[None], k))[0, :, 0]
        draws.append(weights / weights.sum())
    low, high = np.quantile(draws, (0.025, 0.975), axis=0)
    assert (johnson.high - johnson.low)[:, 0] == pytest.approx(high - low, rel=0.35, abs=0.01)

"""The baseline of a share: what it expects, against an independent fit, and how often it is wrong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nbinom, poisson

from voc.analyze.formulas import surveillance
from voc.analyze.formulas.intervals import two_sided
from voc.analyze.formulas.surveillance import Expected, baseline, limits, score, steady

PAST, AHEAD = np.arange(182.0), np.arange(182.0, 189.0)
WEEKDAYS = np.array([0.8, 0.9, 1.0, 1.0, 1.0, 1.1, 1.3])  # of the expected count, Monday first
TOTAL = np.full(182, 200.0)


def simulated(seed, share, series=40, noise=0.0):
    """Counts of 189 days with weekdays and a trend; `noise`: the rate's own coefficient of variation."""
    random = np.random.default_rng(seed)
    days = np.arange(189)
    n = random.poisson(200, 189) + 1.0
    rate = share * WEEKDAYS[days % 7] * np.exp(0.2 * (days / 182 - 0.5)) * np.ones((series, 1))
    if noise:
        rate = np.minimum(rate * random.gamma(noise**-2, noise**2, rate.shape), 0.95)
    return random.binomial(n.astype(int), rate).astype(float), n


def ahead(y, n):
    return baseline(y[:, :182], n[:182], PAST, n[182:], AHEAD)


def test_without_mentions_almost_nothing_is_expected() -> None:
    expected = baseline(np.zeros((1, 182)), TOTAL, PAST, TOTAL[:7], AHEAD)
    assert (expected.mean < 0.1).all() and (expected.variance > 0).all()
    assert (score(np.full((1, 7), 8.0), expected) > 4).all()


def test_weekday_and_trend_are_expected_of_the_days_ahead() -> None:
    y = np.round(200 * 0.2 * WEEKDAYS[PAST.astype(int) % 7] * np.exp(0.3 * (PAST / 182 - 0.5)))[None]
    expected = baseline(y, TOTAL, PAST, TOTAL[:7], AHEAD).mean[0]
    assert expected == pytest.approx(200 * 0.2 * WEEKDAYS * np.exp(0.15), rel=0.05)


def test_the_expected_count_follows_the_exposure() -> None:
    y, n = simulated(1, 0.1, series=3)
    once = baseline(y[:, :182], n[:182], PAST, np.full(7, 100.0), AHEAD)
    twice = baseline(y[:, :182], n[:182], PAST, np.full(7, 200.0), AHEAD)
    assert twice.mean == pytest.approx(2 * once.mean)


def test_the_fit_is_the_maximum_of_the_penalised_likelihood() -> None:
    y, n = simulated(2, 0.1, series=1)
    y, n = y[:, :182], n[:182]
    design = surveillance._design(PAST, PAST.mean(), 90.5)
    prior = np.r_[1.0, np.full(7, 0.3**-2), 0.3**-2]
    exposure = np.log(n * y.sum() / n.sum())[None]
    one = np.ones_like(y)
    beta, spread, mean = surveillance._fit(y, exposure, design, prior, one, np.ones(1), np.zeros((1, 9)))

    def loss(b):
        eta = exposure[0] + design @ b
        return np.sum(np.exp(eta) - y[0] * eta) + np.sum(prior * b**2) / 2

    for column in range(9):
        for step in (-0.01, 0.01):
            moved = beta[0].copy()
            moved[column] += step
            assert loss(moved) > loss(beta[0])
    hessian = design.T @ (np.exp(exposure[0] + design @ beta[0])[:, None] * design) + np.diag(prior)
    assert spread[0] == pytest.approx(np.linalg.inv(hessian), abs=1e-6)
    assert mean[0] == pytest.approx(np.exp(exposure[0] + design @ beta[0]), rel=1e-3)


@pytest.mark.parametrize("share", [0.01, 0.1, 0.4])
@pytest.mark.parametrize("noise", [0.0, 0.3])
def test_an_unchanged_share_seldom_looks_changed(share, noise) -> None:
    z = np.concatenate(
        [score(y[:, 182:], ahead(y, n)) for y, n in (simulated(s, share, noise=noise) for s in range(4))]
    )
    assert np.mean(two_sided(np.abs(z)) < 0.01) < 0.025  # of 1,120 days


def test_overdispersion_is_seen_and_widens_the_limits() -> None:
    (calm, n), (wild, m) = simulated(3, 0.1), simulated(3, 0.1, noise=0.4)
    narrow, wide = limits(ahead(calm, n)), limits(ahead(wild, m))
    assert np.mean(wide[1] - wide[0]) > 1.7 * np.mean(narrow[1] - narrow[0])


def test_a_past_outbreak_does_not_hide_the_next() -> None:
    y, n = simulated(4, 0.05, series=1)
    before = score(np.full((1, 7), 40.0), ahead(y, n))
    y[:, 150:153] += 60
    after = score(np.full((1, 7), 40.0), ahead(y, n))
    assert (before > 4).all() and (after > 0.6 * before).all()


def test_a_share_that_half_of_the_comments_have_varies_as_a_binomial_one() -> None:
    y, n = simulated(5, 0.45)
    expected = ahead(y, n)
    assert np.median(expected.variance / expected.mean) == pytest.approx(0.55, abs=0.1)


def test_steady_by_hand() -> None:
    # 10 of 100 in each of ten weeks: share 100.5/1000; the weeks vary less than a binomial share would
    expected = steady(np.full((1, 10), 10.0), np.full(10, 100.0), 400.0)
    assert expected.mean == pytest.approx(40.2)
    assert expected.variance == pytest.approx((1 - 0.1005) * 40.2 * 1.4)


@pytest.mark.parametrize("mean", [3.0, 10.0, 100.0])
@pytest.mark.parametrize("phi", [1.0, 1.5, 3.0, 6.0])
def test_far_counts_are_as_rare_as_their_score_says(mean, phi) -> None:
    y = np.arange(2_000.0)
    chance = (poisson(mean) if phi == 1 else nbinom(mean / (phi - 1), 1 / phi)).pmf(y)
    assert chance.sum() == pytest.approx(1)
    far = score(y[None], Expected(np.array([[mean]]), np.array([[mean * phi]])))[0] >= 3.29
    assert chance[far].sum() < 1.6 * 0.0005  # a scale for Poisson counts has up to 6 times as many


@given(st.floats(0.01, 500), st.floats(1, 30), st.integers(0, 1000))
def test_the_score_grows_with_the_count_and_is_0_around_what_is_expected(mean, spread, y) -> None:
    expected = Expected(np.array([[mean]]), np.array([[mean * spread]]))
    z, more = score(np.array([[float(y)]]), expected), score(np.array([[y + 1.0]]), expected)
    assert z <= more
    assert (z > 0) == (y - 0.5 > mean) or np.isclose(z, 0)
    low, high = limits(expected)
    assert 0 <= low <= mean <= high

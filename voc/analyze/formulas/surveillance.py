"""What a share of comments should have been, from its own history. Pure numpy, no tables.

Counts are those of several series over the same days: y[series, day] of n[day] comments mention
something. The baseline is the quasi-Poisson regression of Farrington, Andrews, Beale and Catchpole,
"A statistical algorithm for the early detection of outbreaks of infectious disease", JRSS A 1996,
with the day's total as exposure, and weekday and trend in it:

    log E y = log n + α + weekday + slope·time        Var y = φ·E y,  φ ≥ 1 − share

so that a topic that half of the comments mention may vary as little as a binomial one, and no
less. Weekdays and slope are shrunk towards none (a normal prior): with few mentions the weekday of
a chance cluster would become an expectation. Past outbreaks are weighted down, or they would
hide the next one. A count is judged on the power on which it is nearly symmetric: y^(2/3) for a Poisson
count, towards y^(1/3) the more it is overdispersed, or rare bursts would be called alerts (prove/alerts.md);
½ is taken off as a correction for continuity.
"""

from typing import NamedTuple

import numpy as np

from voc.analyze.formulas.intervals import Z95, Figures

WEEK = 7
OUTLYING = 2.58  # standard deviations beyond which a past day counts less; Noufaily et al. 2013
WEEKDAY_SPREAD = 0.3  # prior standard deviations on the log scale: of a weekday's effect,
TREND_SPREAD = 0.3  # of the trend from the middle of the history to its end,
LEVEL_SPREAD = 1.0  # of the level around the mean share
_STEPS, _STRIDE, _CLOSE = 12, 1.5, 1e-4


class Expected(NamedTuple):
    """Counts to be expected, E y, and their variance with that of the estimate; [series, day]."""

    mean: Figures
    variance: Figures


def baseline(y: Figures, n: Figures, days: Figures, future_n: Figures, future_days: Figures) -> Expected:
    """What to expect on the future days: fitted to the history y[series, day], n[day] > 0.

    `days` are numbered one by one, any number of them divisible by seven being the same weekday.
    """
    centre, half = days.mean(), max(float(np.ptp(days)) / 2, 1.0)
    design, future = _design(days, centre, half), _design(future_days, centre, half)
    level = np.log((y.sum(axis=1) + 0.5) / n.sum())
    exposure = np.log(n) + level[:, None]
    prior = np.r_[LEVEL_SPREAD, np.full(WEEK, WEEKDAY_SPREAD), TREND_SPREAD] ** -2.0
    weight, phi, beta = np.ones_like(y), np.ones(len(y)), np.zeros((len(y), design.shape[1]))
    for _ in range(2):  # as it is, then with past outbreaks weighted down
        beta, spread, mean = _fit(y, exposure, design, prior, weight, phi, beta)
        phi = _dispersion(y, mean, weight, design, spread, phi, np.exp(level))
        residual = _anscombe(y, mean) / np.sqrt(phi)[:, None]
        weight = np.minimum(1, (OUTLYING / np.maximum(np.abs(residual), OUTLYING)) ** 2)
    beta, spread, mean = _fit(y, exposure, design, prior, weight, phi, beta)
    phi = _dispersion(y, mean, weight, design, spread, phi, np.exp(level))
    expected = future_n * np.exp(np.minimum(level[:, None] + beta @ future.T, 0.0))
    uncertain = _forms(spread, future)
    return Expected(expected, phi[:, None] * expected + expected**2 * uncertain)


def steady(y: Figures, n: Figures, future_n: float) -> Expected:
    """What to expect of a later stretch if the share stays what it was: y[series, week] of n[week] > 0.

    The overdispersion is that of the weeks. `future_n` is the total of the stretch; [series, 1].
    """
    share = (y.sum(axis=1, keepdims=True) + 0.5) / n.sum()
    mean = share * n
    phi = ((y - mean) ** 2 / mean).sum(axis=1, keepdims=True) / max(len(n) - 1, 1)
    phi = np.maximum(phi, 1 - np.minimum(share, 1))
    expected = share * future_n
    return Expected(expected, phi * expected * (1 + future_n / n.sum()))


def score(y: Figures, expected: Expected) -> Figures:
    """How many standard deviations a count is off, positive for too many; 0 within ½ of what is expected."""
    off = y - expected.mean
    power, centre, scale = _scale(expected)
    nearer = np.maximum(y - np.sign(off) * 0.5, 0) / expected.mean
    found = (nearer**power - centre) / scale
    # a skewed count has its median below its mean: between them is neither too many nor too few
    return np.asarray(np.where(np.abs(off) <= 0.5, 0, np.where(off < 0, np.minimum(found, 0), found)))


def limits(expected: Expected) -> tuple[Figures, Figures]:
    """Counts between which 95 % of the days lie."""
    power, centre, scale = _scale(expected)
    low, high = (np.maximum(centre + side * scale, 0) ** (1 / power) for side in (-Z95, Z95))
    return expected.mean * low, expected.mean * high


def _scale(expected: Expected) -> tuple[Figures, Figures, Figures]:
    """Power λ on which y / E y is nearly normal, and its mean and standard deviation there.

    A count whose skewness is s·√Var y / E y is nearly symmetric on the power 1 − s/3: s is 1 for a Poisson
    count (λ = 2/3, Anscombe), 2 for a gamma one (1/3, Wilson and Hilferty), and 2 − 1/φ for a negative
    binomial one of φ times the Poisson variance. The mean is that of Taylor's second order.
    """
    spread = expected.variance / expected.mean**2
    power = (1 + 1 / np.maximum(expected.variance / expected.mean, 1)) / 3
    return power, np.maximum(1 - power * (1 - power) / 2 * spread, 0), power * np.sqrt(spread)


def _design(days: Figures, centre: float, half: float) -> Figures:
    """Level, seven weekdays, trend; [day, 9]."""
    weekday = np.eye(WEEK)[days.astype(int) % WEEK]
    return np.column_stack([np.ones(len(days)), weekday, (days - centre) / half])


def _fit(
    y: Figures,
    exposure: Figures,
    design: Figures,
    prior: Figures,
    weight: Figures,
    phi: Figures,
    beta: Figures,
) -> tuple[Figures, Figures, Figures]:
    """Penalised quasi-likelihood by Newton's method from `beta` on: β, its covariance, the fitted counts."""
    columns = design.shape[1]
    squares = _squares(design)
    precision = weight / phi[:, None]
    for _ in range(_STEPS):
        mean = np.exp(exposure + beta @ design.T)
        information = ((precision * mean) @ squares).reshape(len(y), columns, columns) + np.diag(prior)
        spread = np.linalg.inv(information)
        gradient = (precision * (y - mean)) @ design - prior * beta
        step = np.einsum("spq,sq->sp", spread, gradient)
        beta = beta + np.clip(step, -_STRIDE, _STRIDE)
        if np.abs(step).max() < _CLOSE:
            break
    return np.asarray(beta), np.asarray(spread), np.asarray(mean)


def _dispersion(
    y: Figures, mean: Figures, weight: Figures, design: Figures, spread: Figures, phi: Figures, share: Figures
) -> Figures:
    """Pearson's χ² by its degrees of freedom, those of the shrunk fit; at least 1 − share."""
    leverage = weight * mean / phi[:, None] * _forms(spread, design)
    freedom = np.maximum(weight.sum(axis=1) - leverage.sum(axis=1), 1)
    found = (weight * (y - mean) ** 2 / mean).sum(axis=1) / freedom
    return np.asarray(np.maximum(found, 1 - np.minimum(share, 1)))


def _squares(design: Figures) -> Figures:
    """x·xᵀ of each day, in one row."""
    return (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)


def _forms(spread: Figures, design: Figures) -> Figures:
    """xᵀ·spread·x of each series and day."""
    forms: Figures = spread.reshape(len(spread), -1) @ _squares(design).T
    return forms


def _anscombe(y: Figures, mean: Figures) -> Figures:
    return np.asarray(1.5 * (y ** (2 / 3) - mean ** (2 / 3)) / mean ** (1 / 6))

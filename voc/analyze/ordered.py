"""Ordered logit (McCullagh 1980), the check of a linear regression: P(y ≤ j) = σ(θⱼ − x'b).

It takes from the outcome only its order, not that a passive stands halfway. Fitted by Newton's method; pure
numpy, from a design matrix that fits in memory.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from voc.analyze.coded import Figures

_STEPS = 50
_PENALTY = 1e-4  # per answer, on b: keeps a topic finite that only one class mentions


class OrderedLogit(NamedTuple):
    """Coefficients in log odds of a higher class, with their standard errors."""

    coefficient: Figures
    error: Figures
    thresholds: Figures


def ordered_logit(x: Figures, y: npt.NDArray[np.integer], penalty: float = _PENALTY) -> OrderedLogit:
    """Of the classes `y` (0, 1, …, each of them there) on the columns of `x`, which has no constant."""
    n, k = x.shape
    classes = int(y.max()) + 1
    below = np.cumsum(np.bincount(y, minlength=classes))[:-1] / n
    theta, b = np.log(below / (1 - below)), np.zeros(k)
    upper, lower = np.zeros((n, classes - 1)), np.zeros((n, classes - 1))
    upper[np.arange(n)[y < classes - 1], y[y < classes - 1]] = 1
    lower[np.arange(n)[y > 0], y[y > 0] - 1] = 1
    at_upper, at_lower = np.hstack([upper, -x]), np.hstack([lower, -x])
    at_upper[y == classes - 1] = 0  # σ(∞) = 1 and σ(−∞) = 0 do not move
    at_lower[y == 0] = 0
    shrink = np.concatenate([np.zeros(classes - 1), np.full(k, n * penalty)])
    last, first = y == classes - 1, y == 0

    def sides(w: Figures) -> tuple[Figures, Figures, Figures]:
        """σ at the upper and the lower threshold, and the log likelihood less the penalty."""
        high = np.where(last, 1.0, _sigma(at_upper @ w))
        low = np.where(first, 0.0, _sigma(at_lower @ w))
        p = np.maximum(high - low, 1e-300)
        return high, low, np.sum(np.log(p)) - np.sum(shrink * w**2) / 2

    w = np.concatenate([theta, b])
    high, low, value = sides(w)
    for _ in range(_STEPS):
        p, f, g = np.maximum(high - low, 1e-300), high * (1 - high), low * (1 - low)
        slope = at_upper.T @ (f / p) - at_lower.T @ (g / p) - shrink * w
        uu, ll = f * (1 - 2 * high) / p - (f / p) ** 2, -g * (1 - 2 * low) / p - (g / p) ** 2
        cross = at_upper.T @ (at_lower * (f * g / p**2)[:, None])
        bend = at_upper.T @ (at_upper * uu[:, None]) + at_lower.T @ (at_lower * ll[:, None]) + cross + cross.T
        bend -= np.diag(shrink + 1e-9)
        step = np.linalg.solve(bend, slope)
        size = 1.0
        while size > 1e-4:
            tried = w - size * step
            high, low, better = sides(tried)
            if np.all(np.diff(tried[: classes - 1]) > 0) and better >= value - 1e-9:
                break
            size /= 2
        done = better - value < 1e-8 * max(1.0, abs(value)) and size == 1.0
        w, value = tried, better
        if done:
            break
    error = np.sqrt(np.maximum(np.diag(np.linalg.inv(-bend)), 0))
    return OrderedLogit(w[classes - 1 :], error[classes - 1 :], w[: classes - 1])


def _sigma(values: Figures) -> Figures:
    return np.asarray(0.5 * (1 + np.tanh(values / 2)))

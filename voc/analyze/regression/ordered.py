"""Ordered logit (McCullagh 1980), the check of a linear regression: P(y ≤ j) = σ(θⱼ − x'b).

It takes from the outcome only its order, not that a passive stands halfway. Fitted by Newton's method; pure
numpy, from a design matrix that fits in memory.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from voc.analyze.regression.design import Figures

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
    last, first = y == classes - 1, y == 0
    below = np.cumsum(np.bincount(y, minlength=classes))[:-1] / n
    upper = (y[:, None] == np.arange(classes - 1)).astype(float)  # which threshold closes the answer's class
    lower = (y[:, None] == np.arange(1, classes)).astype(float)  # and which opens it
    shrink = np.concatenate([np.zeros(classes - 1), np.full(k, n * penalty)])

    def sides(w: Figures) -> tuple[Figures, Figures, float]:
        """σ at the upper and the lower threshold, and the log likelihood less the penalty."""
        along = x @ w[classes - 1 :]
        high = np.where(last, 1.0, _sigma(upper @ w[: classes - 1] - along))  # σ(∞)
        low = np.where(first, 0.0, _sigma(lower @ w[: classes - 1] - along))  # σ(−∞)
        p = np.maximum(high - low, 1e-300)
        return high, low, float(np.sum(np.log(p)) - np.sum(shrink * w**2) / 2)

    def bend_and_slope(w: Figures, high: Figures, low: Figures) -> tuple[Figures, Figures]:
        """Second and first derivatives of Σ log(σ(a) − σ(c)), with a = θ_y − x'b and c = θ_y₋₁ − x'b."""
        p, f, g = np.maximum(high - low, 1e-300), high * (1 - high), low * (1 - low)
        aa, cc = f * (1 - 2 * high) / p - (f / p) ** 2, -g * (1 - 2 * low) / p - (g / p) ** 2
        ac = f * g / p**2
        slope = np.concatenate([upper.T @ (f / p) - lower.T @ (g / p), -x.T @ (1 - high - low)])
        crossed = upper.T @ (lower * ac[:, None])
        thresholds = np.diag(upper.T @ aa + lower.T @ cc) + crossed + crossed.T
        mixed = -((upper * (aa + ac)[:, None] + lower * (cc + ac)[:, None]).T @ x)
        bend = np.block([[thresholds, mixed], [mixed.T, -(x.T @ (x * (f + g)[:, None]))]])
        return bend - np.diag(shrink + 1e-9), slope - shrink * w

    w = np.concatenate([np.log(below / (1 - below)), np.zeros(k)])
    high, low, value = sides(w)
    for _ in range(_STEPS):
        bend, slope = bend_and_slope(w, high, low)
        step, size = np.linalg.solve(bend, slope), 1.0
        high, low, better = sides(w - step)
        while size > 1e-6 and (_unordered((w - size * step)[: classes - 1]) or better < value - 1e-9):
            size /= 2
            high, low, better = sides(w - size * step)
        w, gain, value = w - size * step, better - value, better
        if abs(gain) < 1e-9 * max(1.0, abs(value)):
            break
    bend, _ = bend_and_slope(w, high, low)
    error = np.sqrt(np.maximum(np.diag(np.linalg.inv(-bend)), 0))
    return OrderedLogit(w[classes - 1 :], error[classes - 1 :], w[: classes - 1])


def _unordered(thresholds: Figures) -> bool:
    return bool(np.any(np.diff(thresholds) <= 0))


def _sigma(values: Figures) -> Figures:
    return np.asarray(0.5 * (1 + np.tanh(values / 2)))

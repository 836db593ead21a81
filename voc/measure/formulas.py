"""The formulas of figures, each under weights of the comments [draws, comments].

All ones give the figure itself, resampled ones what it would be of other comments (Efron's bootstrap). Each
returns [draws]; a figure that is not defined is nan.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

BINS = 15
Array = NDArray[np.float64]
Rows = NDArray[np.bool_]


def ratio(weights: Array, part: Array, whole: Array) -> Array:
    """Sum of a part over sum of the whole, under each row of weights."""
    values: Array = (weights @ part) / (weights @ whole)
    return values


def f1(weights: Array, known: Rows, read: Rows) -> Array:
    """2·hits / (known + read) under each row of weights."""
    values: Array = 2 * (weights @ (known & read)) / (weights @ known + weights @ read)
    return values


def macro_f1(
    weights: Array, parts: Sequence[tuple[Rows, Rows]]
) -> Array:
    """Mean of the classes' F1, under each row of weights, over the classes that are known or read at all."""
    each = np.stack([f1(weights, known, read) for known, read in parts])
    values: Array = np.nansum(each, axis=0) / np.isfinite(each).sum(axis=0)
    return values


def average_precision(weights: Array, asked: Rows, known: Rows, p: Array) -> Array:
    """Average precision: the mean, over the positives, of the precision down to their rank.

    Comments of the same p have the same rank, the last of theirs.
    """
    order = np.argsort(-p, kind="stable")
    w, hit = (weights * asked)[:, order], known[order]
    last = np.searchsorted(-p[order], -p[order], side="right") - 1
    precision = (np.cumsum(w * hit, axis=1) / np.cumsum(w, axis=1))[:, last]
    values: Array = np.nansum(precision * w * hit, axis=1) / (w * hit).sum(axis=1)
    return values


def calibration_error(weights: Array, asked: Rows, p: Array, known: Rows) -> Array:
    """Expected calibration error: |mean p − share of yes| over 15 bins of p, weighed by their size."""
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    gap: Array = np.zeros(len(weights))
    for b in range(BINS):
        inside = (bins == b) & asked
        gap += np.abs(weights[:, inside] @ (p[inside] - known[inside]))
    return gap / (weights @ asked)

"""Correspondence analysis (対応分析) of a table of counts. Pure numpy, no tables."""

from typing import NamedTuple

import numpy as np

from voc.analyze.formulas.intervals import Figures, ratio

AXES = 2
_NOTHING = 1e-12


class Points(NamedTuple):
    """The rows, or the columns, of the table on the first two axes; k × 2 but for `quality`, which is k.

    `contribution` is a point's part of the axis' inertia, 0-1, and sums to 1; `quality` is the part of the
    point's distance from the centre that both axes show, NaN for a point in the centre.
    """

    coordinate: Figures
    contribution: Figures
    quality: Figures


class Map(NamedTuple):
    """Where rows and columns lie, what part of the total inertia each axis shows (0-1), and that total."""

    rows: Points
    columns: Points
    inertia: Figures
    total: float


def correspondence_map(counts: Figures) -> Map:
    r"""The symmetric map of `counts`, I × J with no row and no column of zeros.

    Greenacre, Correspondence Analysis in Practice, 3rd ed. 2017, appendix A: with P = counts / n and its
    margins, the masses r and c, the standardised residuals are S = D_r^(−½)·(P − r·cᵀ)·D_c^(−½) = U·D·Vᵀ, the
    principal coordinates F = D_r^(−½)·U·D of rows and G = D_c^(−½)·V·D of columns. Distances of rows in
    all axes are the χ² distances of their profiles; the total inertia Σ d² is χ²/n.

    An axis that does not exist (two columns have one axis) is NaN. Its direction means nothing: the column
    that contributes most lies on its positive side, the first of equals.
    """
    p = counts / counts.sum()
    r, c = p.sum(axis=1), p.sum(axis=0)
    expected = np.outer(r, c)
    u, d, vt = np.linalg.svd((p - expected) / np.sqrt(expected), full_matrices=False)
    v = vt.T
    total = float((d**2).sum())
    most = np.argmax(v**2 > (v**2).max(axis=0) - _NOTHING, axis=0)
    sign = np.where(v[most, np.arange(len(d))] < 0, -1.0, 1.0)
    exists = (d**2 > _NOTHING) & (np.arange(len(d)) < min(counts.shape) - 1)
    d = np.where(exists, d, 0)
    shown = np.flatnonzero(exists[:AXES])
    inertia = np.full(AXES, np.nan)
    inertia[shown] = d[shown] ** 2 / total
    return Map(_points(u * sign, d, r, shown), _points(v * sign, d, c, shown), inertia, total)


def _points(vectors: Figures, d: Figures, mass: Figures, shown: np.ndarray) -> Points:
    principal = vectors * d / np.sqrt(mass)[:, None]
    coordinate, contribution = np.full((2, len(mass), AXES), np.nan)
    coordinate[:, shown], contribution[:, shown] = principal[:, shown], vectors[:, shown] ** 2
    squares = principal**2
    distance = squares.sum(axis=1)
    quality = ratio(squares[:, :AXES].sum(axis=1), np.where(distance > _NOTHING, distance, 0))
    return Points(coordinate, contribution, quality)

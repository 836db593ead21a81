"""How strongly a term goes with a group of comments, from counts. Pure numpy, no tables.

Everything is vectorised over cells. A comment holds a term or not, however often it says it; a
figure that is not defined is NaN.
"""

import numpy as np
import numpy.typing as npt

from voc.analyze.formulas.intervals import Z95

Counts = npt.ArrayLike
Figures = npt.NDArray[np.float64]

PRIOR = 0.1
"""The prior's weight, as a part of the terms in the smaller of the two sides."""


def log_odds(
    inside: Counts, outside: Counts, words_inside: Counts, words_outside: Counts
) -> tuple[Figures, Figures]:
    r"""Log odds ratio of a term inside against outside, and its standard error; natural logarithm.

    Monroe, Colaresi and Quinn, "Fightin' Words", Political Analysis 2008, equations 15-20: the
    log-odds ratio with an informative Dirichlet prior. With y the counts of the term, n those of all
    terms, and the prior α₀ = `PRIOR`·min(n₁, n₂), α = α₀·(y₁ + y₂)/(n₁ + n₂), the two sides pooled,

        δ  = log((y₁ + α)/(n₁ + α₀ − y₁ − α)) − log((y₂ + α)/(n₂ + α₀ − y₂ − α))
        σ² = 1/(y₁ + α) + 1/(y₂ + α).

    A term equally common on both sides has δ = 0 whatever their sizes, a rare one is drawn to 0.
    Counts of terms, not of comments, stand below the line, so that a group that writes more at
    length does not own every term. NaN where a side has no term, or no other term.
    """
    y1, y2, n1, n2 = _arrays(inside, outside, words_inside, words_outside)
    with np.errstate(divide="ignore", invalid="ignore"):
        prior = PRIOR * np.minimum(n1, n2)
        alpha = prior * (y1 + y2) / (n1 + n2)
        delta = np.log((y1 + alpha) / (n1 + prior - y1 - alpha))
        delta = delta - np.log((y2 + alpha) / (n2 + prior - y2 - alpha))
        error = np.sqrt(1 / (y1 + alpha) + 1 / (y2 + alpha))
    defined = np.isfinite(delta) & np.isfinite(error)
    return np.where(defined, delta, np.nan), np.where(defined, error, np.nan)


def g2(inside: Counts, outside: Counts, base_inside: Counts, base_outside: Counts) -> Figures:
    """Log-likelihood ratio G² = 2·Σ O·log(O/E) of the table term or not × inside or outside, 0 and more.

    Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational
    Linguistics 1993. χ² with one degree of freedom where the term is as common on both sides: 3.84
    is passed by chance in 5 % of terms. It has no sign. NaN where a side has no comments.
    """
    a, b, n1, n2 = _arrays(inside, outside, base_inside, base_outside)
    n, term, total = n1 + n2, a + b, np.zeros(np.broadcast(a, b, n1, n2).shape)
    cells = ((a, term, n1), (b, term, n2), (n1 - a, n - term, n1), (n2 - b, n - term, n2))
    with np.errstate(divide="ignore", invalid="ignore"):
        for seen, row, column in cells:
            total = total + np.where(seen > 0, seen * np.log(seen * n / (row * column)), 0)
    return np.where((n1 > 0) & (n2 > 0), np.maximum(2 * total, 0), np.nan)


def jaccard(inside: Counts, outside: Counts, base_inside: Counts) -> Figures:
    """Comments with both the term and the group, of those with at least one of them: 0-1.

    |term ∩ group| / |term ∪ group|, by which KH Coder lists 特徴語. NaN where there are none.
    """
    a, b, n1 = _arrays(inside, outside, base_inside)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(n1 + b > 0, a / (n1 + b), np.nan), np.float64)


def log_odds_interval(delta: Figures, error: Figures) -> tuple[Figures, Figures]:
    """Low and high of the log odds ratio, normal approximation."""
    return delta - Z95 * error, delta + Z95 * error


def _arrays(*counts: Counts) -> tuple[Figures, ...]:
    return tuple(np.asarray(one, np.float64) for one in counts)

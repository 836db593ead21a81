"""How unequally an amount is spread over people: shares from the top, Gini, their 95 % intervals. Pure numpy.

Enters how many people have which amount; leaves `Spread`. Bands are as good as amounts, but within a
band all are alike: the Gini of bands is a little too low.
"""

from typing import NamedTuple

import numpy as np

from voc.analyze.formulas.intervals import Z95, Figures

DECILES = 10
TOP = 2  # deciles whose share is the share of the top 20 %


class Spread(NamedTuple):
    """Ten shares of the sum, of the decile with the largest amounts first; NaN where the sum is 0.

    `cumulative[k]` is the share of the k + 1 largest deciles: 1 − L(1 − (k + 1)/10) with L the Lorenz
    curve; the last is 1. `gini` is 0 where all are alike and 1 − 1/n where one of n has everything.
    """

    share: Figures
    share_low: Figures
    share_high: Figures
    cumulative: Figures
    cumulative_low: Figures
    cumulative_high: Figures
    gini: float
    gini_low: float
    gini_high: float

    @property
    def top(self) -> float:
        """The share of the top 20 %."""
        return float(self.cumulative[TOP - 1])

    @property
    def top_low(self) -> float:
        """Low of `top`."""
        return float(self.cumulative_low[TOP - 1])

    @property
    def top_high(self) -> float:
        """High of `top`."""
        return float(self.cumulative_high[TOP - 1])


def spread(amounts: Figures, people: Figures) -> Spread:
    """The spread of `amounts` (not negative, rising), each of which so many `people` have.

    A decile is a tenth of the people: a boundary within people who have the same amount divides them in
    proportion. With μ the mean amount y, F(y) the share of people below plus half of those at it, q the
    amount at the boundary of the top share t:

        G = 2·E[y·F(y)] / μ − 1         ( = Σ|yᵢ − yⱼ| / (2n²μ) )
        C = (E max(y − q, 0) + t·q) / μ

    The intervals are G, C ± 1.96·√(mean of ψ² / n), each with the ψ by which one person moves it:

        ψ_G = (2/μ)·(y·F(y) + E[Y; Y > y] + ½E[Y; Y = y] − 2E[y·F]) − (G + 1)/μ·(y − μ)
        ψ_C = (max(y − q, 0) + t·q − C·y) / μ

    (the influence functions; Cowell and Flachaire, J. Econometrics 2007). In simulation the coverage of 95 %
    is .94-.95 for 1,000 people, .83-.94 for 100, .71-.91 for 30, from a lognormal tail (σ = 1) to a gamma
    one (shape 2); where the variance barely exists (Pareto, 2.5) it is .88-.90 even for 1,000.
    """
    n, total = people.sum(), (amounts * people).sum()
    if total == 0:
        nothing = np.full(DECILES, np.nan)
        return Spread(nothing, nothing, nothing, nothing, nothing, nothing, np.nan, np.nan, np.nan)
    mean, p = total / n, people / n
    at, below = p * amounts, np.cumsum(p) - p
    rank = below + p / 2
    product = (at * rank).sum()
    gini = max(2 * product / mean - 1, 0.0)
    above = mean - np.cumsum(at)
    moved = 2 / mean * (amounts * rank + above + at / 2 - 2 * product) - (gini + 1) / mean * (amounts - mean)
    around = Z95 * np.sqrt((p * moved**2).sum() / n)

    top = np.arange(1, DECILES + 1)[:, None] / DECILES
    q = amounts[np.minimum(np.searchsorted(np.cumsum(p), 1 - top[:, 0] + 1e-12), amounts.size - 1)][:, None]
    reached = np.maximum(amounts - q, 0) + top * q
    cumulative = (p * reached).sum(axis=1) / mean
    cumulative[-1] = 1.0
    pull = (reached - cumulative[:, None] * amounts) / mean
    share = np.diff(cumulative, prepend=0)
    half = Z95 * np.sqrt((p * pull**2).sum(axis=1) / n)
    half[-1] = 0.0
    pulls = np.diff(pull, axis=0, prepend=0)
    halves = Z95 * np.sqrt((p * pulls**2).sum(axis=1) / n)
    return Spread(
        share,
        np.maximum(share - halves, 0),
        np.minimum(share + halves, 1),
        cumulative,
        np.maximum(cumulative - half, 0),
        np.minimum(cumulative + half, 1),
        gini,
        max(gini - around, 0.0),
        min(gini + around, 1.0),
    )

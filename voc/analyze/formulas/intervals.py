"""NPS, lift and impact with their 95 % intervals, from counts. Pure numpy, no tables.

Everything is vectorised: a count is an array (or a scalar) of answers, a figure an array of
the same shape in NPS points. Where a group is empty the figure and its interval are NaN.
Answers are taken as independent: where people answer repeatedly or answers weigh differently, give the
group as as many answers as it is worth, `group.worth(n)` (`formulas.clusters`, for topics
`formulas.repeated`).
"""

import math
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Counts = npt.ArrayLike
Figures = npt.NDArray[np.float64]

Z95 = 1.959964
ADDED, ADDED_TO_EACH = 3.0, 2.0
"""Answers added by the adjusted Wald method, half of them passives: to one NPS, to each of two compared."""


class Group(NamedTuple):
    """How many answers of a group are promoters, passives and detractors."""

    promoters: Counts
    passives: Counts
    detractors: Counts

    @property
    def n(self) -> Figures:
        """Answers in the group."""
        return _array(self.promoters) + _array(self.passives) + _array(self.detractors)

    def worth(self, n: Counts) -> "Group":
        """The same shares of `n` answers; exactly the same group where `n` is its own."""
        scale = ratio(_array(n), self.n)
        return Group(*(_array(count) * scale for count in self))

    def plus(self, other: "Group") -> "Group":
        """The two groups together; they share no answer."""
        return Group(*(_array(a) + _array(b) for a, b in zip(self, other, strict=True)))

    def without(self, part: "Group") -> "Group":
        """The group less `part`, all of whose answers are in it."""
        return Group(*(_array(a) - _array(b) for a, b in zip(self, part, strict=True)))


class Worth(NamedTuple):
    """How many independent answers the figures of a topic rest on (`formulas.repeated`).

    Of the NPS of those that mention it, of that of the others, and of the share; the correlations of the two
    NPS (`lift`) and of either with the share.
    """

    mentioned: Counts
    others: Counts
    share: Counts
    lift: Counts = 0.0
    mentioned_share: Counts = 0.0
    others_share: Counts = 0.0


def nps(promoters: Counts, passives: Counts, detractors: Counts) -> Figures:
    """100·(p − d), −100…100."""
    group = Group(promoters, passives, detractors)
    return 100 * ratio(_array(promoters) - _array(detractors), group.n)


def nps_interval(promoters: Counts, passives: Counts, detractors: Counts) -> tuple[Figures, Figures]:
    """Low and high of the adjusted Wald interval of an NPS, clipped to ±100.

    Rocks, "Interval estimation for the Net Promoter Score", The American Statistician 2016:
    three answers are added, ¾ promoter, ¾ detractor, 1½ passive. From two answers on the
    interval contains the NPS itself.
    """
    centre, variance = _adjusted(Group(promoters, passives, detractors))
    half = Z95 * np.sqrt(variance)
    return np.clip(centre - half, -100, 100), np.clip(centre + half, -100, 100)


def lift(mentioned: Group, others: Group) -> Figures:
    """NPS(mentioned) − NPS(not mentioned), −200…200."""
    return nps(*mentioned) - nps(*others)


def impact(mentioned: Group, others: Group) -> Figures:
    """NPS(everyone) − NPS(without those who mention it) = share × lift, −200…200.

    What the NPS owes to the answers that mention the topic. Impacts of several topics do not
    add up: an answer that mentions two topics counts in both.
    """
    return nps(*mentioned.plus(others)) - nps(*others)


def impact_interval(mentioned: Group, others: Group, worth: Worth | None = None) -> tuple[Figures, Figures]:
    r"""Low and high of the impact, clipped to ±200, from its influence function.

    With y in {−100, 0, 100}, m = 1 where the topic is mentioned, π = P(m), μ = E y,
    μ₁ = E[y | m = 1], μ₀ = E[y | m = 0] and lift L = μ₁ − μ₀, the impact is I = μ − μ₀ and one
    answer moves it by

        ψ = (y − μ) − (1 − m)·(y − μ₀) / (1 − π).

    For m = 1 this is (y − μ₁) + (1 − π)·L; for m = 0 it is −(y − μ₀)·π/(1 − π) − π·L. The two
    have means (1 − π)L and −πL, which cancel over m, so with σ₁², σ₀² the variances of y

        Var ψ = π·σ₁² + π²/(1 − π)·σ₀² + π(1 − π)·L²
        Var I = Var ψ / n = π²·(σ₁²/n₁ + σ₀²/n₀) + π(1 − π)·L²/n,

    the uncertainty of the lift at the share seen, and that of the share at the lift seen.
    σ² comes from the adjusted shares of promoters and detractors; the centre is the impact
    itself and n the answers that there are, because shrinking both groups biases share × lift:
    with ten answers not mentioning, coverage fell to .70–.86 that way and is .93–.98 this way.

    Where people answer repeatedly, n₁, n₀ and n are what `worth` says, and the covariances of μ₁, μ₀ and π,
    which are 0 for independent answers, come from its correlations: the lift's as in `difference`, and
    2πL·Cov(L, π).
    """
    worth = worth or Worth(mentioned.n, others.n, mentioned.plus(others).n)
    share, seen_lift = _share(mentioned, others), lift(mentioned, others)
    var_m, var_o = _variance(mentioned.worth(worth.mentioned)), _variance(others.worth(worth.others))
    var_s = ratio(share * (1 - share), _array(worth.share))
    variance = share**2 * (var_m + var_o - 2 * _array(worth.lift) * np.sqrt(var_m * var_o))
    with_share = _array(worth.mentioned_share) * np.sqrt(var_m) - _array(worth.others_share) * np.sqrt(var_o)
    variance = variance + seen_lift**2 * var_s + 2 * share * seen_lift * with_share * np.sqrt(var_s)
    half, seen = Z95 * np.sqrt(np.maximum(variance, 0)), impact(mentioned, others)
    return np.clip(seen - half, -200, 200), np.clip(seen + half, -200, 200)


def two_sided(score: Figures) -> Figures:
    """P(|Z| ≥ |score|) for a standard normal Z."""
    return np.asarray(np.vectorize(math.erfc, otypes=[np.float64])(np.abs(score) / math.sqrt(2)))


class Difference(NamedTuple):
    """NPS of one group − NPS of the other, −200…200, its 95 % interval and the two-sided p that it is 0."""

    value: Figures
    low: Figures
    high: Figures
    p: Figures


def difference(one: Group, other: Group, correlation: Counts = 0.0) -> Difference:
    """NPS(one) − NPS(other) of any two groups, overlapping ones too; the interval clipped to ±200.

    Adjusted Wald: the difference of the two adjusted NPS ± 1.96·√variance, with two answers added to either
    group, ½ promoter, ½ detractor, 1 passive: what Agresti and Caffo (The American Statistician 2000) found
    for two shares, that a difference needs less than twice what one figure needs, holds for two NPS. With
    three on either side a lift of −140 between groups of 30 is covered 92.6 % of the time, with two 94.8 %
    (prove/intervals.md). The variance is var₁ + var₂ − 2·correlation·√(var₁·var₂), `correlation` that of the
    two NPS (−1…1; people who are in both groups); p is of the z test with the same centre and variance.

    For extreme differences of tiny groups the adjusted interval can miss the difference itself: it is then
    extended to it.
    """
    (centre_1, var_1), (centre_2, var_2) = (_adjusted(group, ADDED_TO_EACH) for group in (one, other))
    centre = centre_1 - centre_2
    deviation = np.sqrt(np.maximum(var_1 + var_2 - 2 * _array(correlation) * np.sqrt(var_1 * var_2), 0))
    seen = lift(one, other)
    low, high = np.minimum(centre - Z95 * deviation, seen), np.maximum(centre + Z95 * deviation, seen)
    p = two_sided(np.where(centre == 0, 0.0, ratio(centre, deviation)))  # of a group with itself too
    return Difference(seen, np.clip(low, -200, 200), np.clip(high, -200, 200), p)


def benjamini_hochberg(p: Counts) -> Figures:
    """q-values of one family of tests, in the order given; a NaN stays NaN and is not of the family.

    q(i) = min over j ≥ i of p(j)·m/j, p sorted (Benjamini and Hochberg 1995).
    """
    p = _array(p)
    q = np.full(p.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    stepped = p[order] * order.size / np.arange(1, order.size + 1)
    q[order] = np.minimum.accumulate(stepped[::-1])[::-1]
    return q


def benjamini_hochberg_within(family: npt.NDArray[Any], p: Figures) -> Figures:
    """q-values of several families of tests; `family` names that of each p."""
    q = np.full(p.shape, np.nan)
    for one in set(family.tolist()):
        q[family == one] = benjamini_hochberg(p[family == one])
    return q


def _array(counts: Counts) -> Figures:
    return np.asarray(counts, dtype=np.float64)


def ratio(part: Figures, whole: Figures) -> Figures:
    """Quotient, NaN where the whole is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(whole == 0, np.nan, part / whole), dtype=np.float64)


def _share(mentioned: Group, others: Group) -> Figures:
    return ratio(mentioned.n, mentioned.plus(others).n)


def _adjusted(group: Group, added: float = ADDED) -> tuple[Figures, Figures]:
    """Centre and variance of an NPS with answers added, in NPS points; NaN for no answer."""
    n = np.where(group.n == 0, np.nan, group.n + added)
    p, d = (_array(group.promoters) + added / 4) / n, (_array(group.detractors) + added / 4) / n
    return 100 * (p - d), 1e4 * (p + d - (p - d) ** 2) / n


def _variance(group: Group) -> Figures:
    """Variance of an NPS with the adjusted shares but the answers that there are."""
    return _adjusted(group)[1] * ratio(group.n + ADDED, group.n)

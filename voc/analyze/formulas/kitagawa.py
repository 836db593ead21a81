"""A change of NPS taken apart by groups of answers: mix, rate and interaction. Pure numpy, no tables.

Kitagawa, "Components of a difference between two rates", JASA 1955. An answer may mention several
topics; it is split in equal parts, so that one that mentions k topics counts 1/k for each. Thereby
the groups (the topics and what mentions none) are a partition of the base, as the method needs.
With a_i the part of answer i that belongs to the group, y_i in {−100, 0, 100}, over the n answers
of a period

    w = Σ a_i / n, the group's weight, 0-1      ν = Σ a_i·y_i / Σ a_i, its NPS      N = Σ y_i / n

and with b and a for the period before and after

    mix         = (w_a − w_b)·(ν_b − N_b)    the group grew or shrank, at its NPS before
    rate        = w_b·(ν_a − ν_b)            those of the group became happier or unhappier
    interaction = (w_a − w_b)·(ν_a − ν_b)    both at once
    total       = mix + rate + interaction = w_a·(ν_a − N_b) − w_b·(ν_b − N_b)

Because the weights of a partition sum to 1 in either period, the totals sum to N_a − N_b. A group
that is empty in one period has no NPS there: all its total is mix, rate and interaction are NaN.
"""

from typing import NamedTuple

import numpy as np

from voc.analyze.formulas.clusters import design_effect
from voc.analyze.formulas.intervals import Z95, Counts, Figures, Group, ratio, two_sided
from voc.analyze.formulas.repeated import ALIKE, Influence, Overlap, Pairs

SCORES = (100.0, 0.0, -100.0)  # of a promoter, a passive, a detractor
ADDED = (0.75, 1.5, 0.75)  # answers added by the adjusted Wald method


class Side(NamedTuple):
    """A group in one period: by NPS group Σ a, Σ a², and the answers of the whole base.

    `pairs` are those of answers of one person in the period, x = a (`formulas.repeated`), None where nobody
    repeats; `people` how many give the `answers` with a part in the group, and the base. NaN: not known.
    """

    weights: Group
    squares: Group
    base: Group
    pairs: Pairs | None = None
    people: tuple[Counts, Counts] = (np.nan, np.nan)
    answers: Counts = np.nan


class Estimate(NamedTuple):
    """A figure in NPS points with the limits of its interval; NaN where it is not defined."""

    value: Figures
    low: Figures
    high: Figures


class Parts(NamedTuple):
    """What a group has to do with a change of NPS; `p_value`: two-sided, that the total is 0."""

    mix: Estimate
    rate: Estimate
    interaction: Estimate
    total: Estimate
    p_value: Figures


def parts(before: Side, after: Side, overlap: Overlap | None = None) -> Parts:
    """The parts of each group and their 95 % intervals, clipped to ±200.

    Within a period, w, ν and N have the covariances of their influence functions a − w, a·(y − ν)/w and
    y − N:

        n·Var w = Σa²/n − w²             n·Cov(w, ν) = (Σa²/n)·(ν² − ν)/w     n·Cov(w, N) = w·(ν − N)
        n·Var ν = (Σa²/n)·σ₂²/w²         n·Cov(ν, N) = σ₁²                    n·Var N = σ²

    where ν², σ₂² are NPS and variance of y weighted by a², σ₁² the variance weighted by a, σ² that
    of the base. Every variance of y is that of the adjusted Wald method (three answers added, as
    in `formulas.intervals`), so that ten promoters are not taken for certainty. Where people answer
    repeatedly within a period, each variance is multiplied by its design effect, and each covariance has
    its sum over pairs of a person's answers (`formulas.repeated`) added. By people who answer in both
    periods, whose sums are `overlap`, the figures of the two covary; None where nobody does. A part is a
    product X·Y; its variance is that of a product of normal variables,

        Y²·Var X + X²·Var Y + 2XY·Cov(X, Y) + Var X·Var Y + Cov(X, Y)²,

    for the delta method alone gives 0 where nothing changed. The total is nearly linear: delta method.
    """
    b, a = _moments(before), _moments(after)
    grown, level, moved = a.w - b.w, b.nu - b.n, a.nu - b.nu
    both = _covariances(before, b, after, a, overlap)
    w_nu, nu_w = both[0][1], both[1][0]  # of w before with ν after, of ν before with w after
    var_grown = a.var_w + b.var_w - 2 * _held(both[0][0], b.var_w, a.var_w)
    var_moved = a.var_nu + b.var_nu - 2 * _held(both[1][1], b.var_nu, a.var_nu)
    mix = _product(
        grown, level, var_grown, b.var_nu + b.var_n - 2 * b.cov_nu_n,
        b.cov_w_n - b.cov_w_nu + nu_w - both[2][0],
    )  # fmt: skip
    rate = _product(b.w, moved, b.var_w, var_moved, -b.cov_w_nu + w_nu)
    interaction = _product(grown, moved, var_grown, var_moved, a.cov_w_nu + b.cov_w_nu - w_nu - nu_w)

    value, deviation = _total(b, a, both)
    total = _estimate(value, deviation)
    with np.errstate(divide="ignore", invalid="ignore"):
        p_value = two_sided(value / np.where(deviation > 0, deviation, np.nan))
    one_sided = (b.w == 0) | (a.w == 0)
    nothing = Estimate(*(np.full_like(value, np.nan),) * 3)
    return Parts(
        mix=_where(one_sided, total, mix),
        rate=_where(one_sided, nothing, rate),
        interaction=_where(one_sided, nothing, interaction),
        total=total,
        p_value=p_value,
    )


class _Moments(NamedTuple):
    """w, ν, N of one period and their covariances; ν and what goes with it are 0 for an empty group."""

    w: Figures
    nu: Figures
    n: Figures
    var_w: Figures
    var_nu: Figures
    var_n: Figures
    cov_w_nu: Figures
    cov_w_n: Figures
    cov_nu_n: Figures


def _moments(side: Side) -> _Moments:
    n, whole, square = side.base.n, side.weights.n, side.squares.n
    w, empty = ratio(whole, n), whole == 0
    nu, base_nps = _mean(side.weights), _mean(side.base)
    # three answers more, each of the weight that is usual in the group
    usual = np.where(empty, 0, ratio(square, whole))
    adjusted = _added(side.weights, usual)
    squared = _added(side.squares, usual**2)
    var_nu = _spread(squared) * ratio(square, whole**2)
    cov_w_nu = ratio(square, n) * (_mean(squared) - _mean(adjusted)) * ratio(np.ones_like(w), w * n)
    present = [np.where(empty, 0, x) for x in (nu, var_nu, cov_w_nu, _spread(adjusted) / n)]
    nu, var_nu, cov_w_nu, cov_nu_n = present
    return _repeated(side, _Moments(
        w=w, nu=nu, n=base_nps,
        var_w=(ratio(square, n) - w**2) / n, var_nu=var_nu, var_n=_spread(_added(side.base, 1.0)) / n,
        cov_w_nu=cov_w_nu, cov_w_n=np.where(empty, 0, w * (nu - base_nps) / n), cov_nu_n=cov_nu_n,
    ))  # fmt: skip


def _repeated(side: Side, once: _Moments) -> _Moments:
    """The moments with people as clusters; `once` has those of independent answers."""
    if side.pairs is None:
        return once
    n, w, nu = side.base.n, once.w, once.nu / 100
    (of_w, of_nu, of_n), (_, over, _) = _influences(side, once)
    between, square = side.pairs.between, side.squares.n
    around = _sum(side.squares, 2) / 1e4 - 2 * nu * _sum(side.squares, 1) / 100 + nu**2 * square
    # of those who all say the same it is not known how they differ: they are taken to repeat themselves
    alike = around <= 1e-9
    same = np.where(alike, between((0, 0, 1, 0), (0, 0, 1, 0)), between(of_nu, of_nu))
    effect_nu = design_effect(np.where(alike, square, around), same, side.answers, side.people[0])
    effect_w = design_effect(square - n * w**2, between(of_w, of_w), n, side.people[1])
    effect_n = design_effect(_spread(side.base) / 1e4 * n, between(of_n, of_n), n, side.people[1])
    return once._replace(
        var_w=once.var_w * effect_w, var_nu=once.var_nu * effect_nu, var_n=once.var_n * effect_n,
        cov_w_nu=once.cov_w_nu + between(of_w, of_nu) * over / n,
        cov_w_n=once.cov_w_n + between(of_w, of_n) * 100 / n**2,
        cov_nu_n=once.cov_nu_n + between(of_nu, of_n) * 100 * over / n,
    )  # fmt: skip


def _influences(side: Side, known: _Moments) -> tuple[tuple[Influence, Influence, Influence], list[Figures]]:
    """What an answer adds to w, ν and N, and by what each is multiplied; ν's by 0 for an empty group."""
    n, whole = side.base.n, side.weights.n
    of_nu = np.where(whole == 0, 0, ratio(np.full_like(n, 100.0), whole))
    over = [ratio(np.ones_like(n), n), of_nu, ratio(np.full_like(n, 100.0), n)]
    return ((-known.w, 0, 1, 0), (0, 0, -known.nu / 100, 1), (-known.n / 100, 1, 0, 0)), over


def _covariances(
    before: Side, b: _Moments, after: Side, a: _Moments, overlap: Overlap | None
) -> list[list[Figures]]:
    """Of w, ν and N before (rows) with w, ν and N after."""
    if overlap is None:
        return [[np.zeros_like(b.w)] * 3] * 3
    (rows, over_b), (columns, over_a) = _influences(before, b), _influences(after, a)
    return [
        [overlap.between(one, other) * o * u for other, u in zip(columns, over_a, strict=True)]
        for one, o in zip(rows, over_b, strict=True)
    ]


def _held(covariance: Figures, one: Figures, other: Figures) -> Figures:
    """The covariance of two figures of these variances, of a correlation within ±`ALIKE`."""
    most = ALIKE * np.sqrt(np.maximum(one * other, 0))
    return np.clip(covariance, -most, most)


def _total(b: _Moments, a: _Moments, both: list[list[Figures]]) -> tuple[Figures, Figures]:
    """The total and its standard deviation."""
    up = up_w, up_nu = a.nu - b.n, a.w
    down = down_w, down_nu, down_n = b.n - b.nu, -b.w, b.w - a.w
    of_after = up_w**2 * a.var_w + up_nu**2 * a.var_nu + 2 * up_w * up_nu * a.cov_w_nu
    variance = (
        of_after + down_w**2 * b.var_w + down_nu**2 * b.var_nu + down_n**2 * b.var_n
        + 2 * (down_w * down_nu * b.cov_w_nu + down_w * down_n * b.cov_w_n + down_nu * down_n * b.cov_nu_n)
    )  # fmt: skip
    together = sum(d * u * both[i][j] for i, d in enumerate(down) for j, u in enumerate(up))
    variance = variance + 2 * _held(np.asarray(together), variance - of_after, of_after)
    return a.w * up_w + b.w * down_w, np.sqrt(np.maximum(variance, 0))


def _product(x: Figures, y: Figures, var_x: Figures, var_y: Figures, cov: Figures) -> Estimate:
    variance = y**2 * var_x + x**2 * var_y + 2 * x * y * cov + var_x * var_y + cov**2
    return _estimate(x * y, np.sqrt(np.maximum(variance, 0)))


def _estimate(value: Figures, deviation: Figures) -> Estimate:
    low, high = value - Z95 * deviation, value + Z95 * deviation
    return Estimate(value, np.clip(low, -200, 200), np.clip(high, -200, 200))


def _where(condition: Figures, one: Estimate, other: Estimate) -> Estimate:
    return Estimate(*(np.where(condition, x, y) for x, y in zip(one, other, strict=True)))


def _added(group: Group, weight: Figures | float) -> Group:
    return Group(*(np.asarray(sums) + more * weight for sums, more in zip(group, ADDED, strict=True)))


def _mean(group: Group) -> Figures:
    """Mean of y, weighted; NaN for an empty group."""
    return ratio(_sum(group, 1), group.n)


def _spread(group: Group) -> Figures:
    """Variance of y, weighted; NaN for an empty group."""
    return ratio(_sum(group, 2), group.n) - _mean(group) ** 2


def _sum(group: Group, power: int) -> Figures:
    terms = [np.asarray(sums) * score**power for sums, score in zip(group, SCORES, strict=True)]
    return np.asarray(sum(terms), dtype=np.float64)

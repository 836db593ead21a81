r"""What people who answer repeatedly add to the variances of a topic's figures. Pure numpy, no tables.

An answer of a cell is z = (1, y, x, xy): y in {−1, 0, 1} its NPS group, x whether it mentions the topic (or
which part of it belongs to the topic, 0-1). An answer moves each figure of the topic by c·z, its influence,
with c of four numbers. With people as clusters, figures with influences c and d have the covariance

    Σ over people of (Σ c·z)(Σ d·z) = Σ over answers of (c·z)(d·z) + Σ over pairs of (c·z_i)(d·z_j),

the pairs being every two different answers i, j of one person, both ways round (the linearised variance of
a clustered sample: Binder, International Statistical Review 1983). The first is that of independent answers,
the second is c'Qd with Q = Σ z_i z_j' over the pairs, 4 × 4 and symmetric: ten sums of a cell and topic say
everything, and where nobody repeats they are 0.

People who answer in both of two periods make the figures of one covary with those of the other (Tam, "On
covariances from overlapping samples", The American Statistician 1984). With influences c before and d after

    Σ over people of (Σ before c·z)(Σ after d·z) = c'Pd,

P = Σ z_i z_j' over every answer i before and j after of one person, 4 × 4 and not symmetric.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from voc.analyze.formulas.clusters import Sums, effective_n, spread
from voc.analyze.formulas.intervals import Counts, Figures, Group, Worth, nps, ratio

Influence = tuple[Counts, Counts, Counts, Counts]


class Pairs(NamedTuple):
    """Σ over pairs of answers, for arrays of cells: with n = 1, s = y, m = x, t = xy, `m_s` is Σ x_i·y_j."""

    n_n: Counts
    n_s: Counts
    s_s: Counts
    m_n: Counts
    m_s: Counts
    t_n: Counts
    t_s: Counts
    m_m: Counts
    m_t: Counts
    t_t: Counts

    def between(self, one: Influence, other: Influence) -> Figures:
        """Σ over pairs of (one·z_i)(other·z_j), of each cell."""
        rows = (
            (self.n_n, self.n_s, self.m_n, self.t_n),
            (self.n_s, self.s_s, self.m_s, self.t_s),
            (self.m_n, self.m_s, self.m_m, self.m_t),
            (self.t_n, self.t_s, self.m_t, self.t_t),
        )
        return _product(one, rows, other)


class Overlap(NamedTuple):
    """Σ over an answer before and one after of one person, row by row of P; `m_s` is Σ x_i·y_j, i before."""

    n_n: Counts
    n_s: Counts
    n_m: Counts
    n_t: Counts
    s_n: Counts
    s_s: Counts
    s_m: Counts
    s_t: Counts
    m_n: Counts
    m_s: Counts
    m_m: Counts
    m_t: Counts
    t_n: Counts
    t_s: Counts
    t_m: Counts
    t_t: Counts

    def between(self, before: Influence, after: Influence) -> Figures:
        """Σ over pairs of (before·z_i)(after·z_j), of each cell."""
        return _product(before, [self[at : at + 4] for at in range(0, 16, 4)], after)


def _product(one: Influence, rows: Sequence[Sequence[Counts]], other: Influence) -> Figures:
    terms = (
        np.asarray(a, np.float64) * np.asarray(b, np.float64) * np.asarray(value, np.float64)
        for a, row in zip(one, rows, strict=True)
        for b, value in zip(other, row, strict=True)
        if not (np.isscalar(a) and a == 0) and not (np.isscalar(b) and b == 0)
    )
    return np.asarray(sum(terms, np.float64(0)))


# As tables name them: sums of the base, of whole answers that mention a topic, of the parts of it in answers
OF_BASE, OF_WHOLES = Pairs._fields[:3], Pairs._fields[3:]
OF_PARTS = ("a_n", "a_s", "b_n", "b_s", "a_a", "a_b", "b_b")
# … of two periods; those of whole answers that no figure needs are left out
OVERLAP_OF_BASE = ("n_n", "n_s", "s_n", "s_s")
OVERLAP_OF_WHOLES = ("n_m", "m_n", "m_m", "m_t", "t_m", "t_t")
OVERLAP_OF_PARTS = ("n_a", "n_b", "s_a", "s_b", "a_n", "a_s", "a_a", "a_b", "b_n", "b_s", "b_a", "b_b")
ALIKE = 0.95
"""Two periods are not taken for more alike: a correlation of 1 would leave their change no uncertainty."""


class Linearised(NamedTuple):
    """Of NPS mentioned, NPS of the others and share: influences c, and Σ over people of (Σ c·z)²."""

    influences: tuple[Influence, Influence, Influence]
    squares: tuple[Figures, Figures, Figures]


def linearised(mentioned: Group, others: Group, pairs: Pairs) -> Linearised:
    """The figures of a topic, of y in {−1, 0, 1}; what is not known of an empty group is 0."""
    n = mentioned.n + others.n
    levels = (nps(*mentioned) / 100, nps(*others) / 100, ratio(mentioned.n, n))
    nps_1, nps_0, pi = (np.where(np.isnan(level), 0.0 * n, level) for level in levels)
    influences: tuple[Influence, Influence, Influence] = (
        (0, 0, -nps_1, 1), (-nps_0, 1, nps_0, -1), (-pi, 0, 1, 0)
    )  # fmt: skip
    alone = (*(np.nan_to_num(spread(g)) * g.n for g in (mentioned, others)), n * pi * (1 - pi))
    one, other, share = (a + pairs.between(c, c) for a, c in zip(alone, influences, strict=True))
    return Linearised(influences, (one, other, share))


def _correlation(covariance: Figures, one: Figures, other: Figures) -> Figures:
    """0 where it is not known."""
    known = (covariance != 0) & (one > 1e-9) & (other > 1e-9)
    size = np.sqrt(np.where(known, one * other, 1))
    return np.asarray(np.clip(np.where(known, covariance / size, 0.0), -1, 1))


def between_periods(before: Linearised, after: Linearised, overlap: Overlap) -> tuple[Figures, Figures]:
    """The correlations of NPS before and after, and of the shares; 0 where nobody answers in both."""

    def correlation(at: int) -> Figures:
        covariance = overlap.between(before.influences[at], after.influences[at])
        return np.clip(_correlation(covariance, before.squares[at], after.squares[at]), -ALIKE, ALIKE)

    return correlation(0), correlation(2)


def worth(mentioned: Group, others: Group, people: tuple[Counts, Counts, Counts], pairs: Pairs) -> Worth:
    """How much the answers of a cell that mention a topic, and the others, are worth together.

    `people` are those of either group and of both together, a person in both once. The two NPS and the share
    are worth as many answers as `clusters.effective_n` says; their correlations are those of the linearised
    covariances, 0 where nobody repeats or a spread is not known. People who are in both groups and alike make
    the lift surer, so that it may be narrower than that of independent answers; NPS and share never are.
    """
    n, n_1 = mentioned.n + others.n, mentioned.n
    influences, squares = linearised(mentioned, others, pairs)

    sides: tuple[tuple[Group, Counts, Influence, Influence], ...] = (
        (mentioned, people[0], (0, 0, 1, 0), (0, 0, 0, 1)),
        (others, people[1], (1, 0, -1, 0), (0, 1, 0, -1)),
    )
    worths = []
    for group, who, own, scored in sides:
        net = np.asarray(group.promoters, np.float64) - np.asarray(group.detractors)
        loud = np.asarray(group.promoters, np.float64) + np.asarray(group.detractors)
        sums = Sums(
            who, group.n + pairs.between(own, own), net + pairs.between(own, scored),
            loud + pairs.between(scored, scored),
        )  # fmt: skip
        worths.append(effective_n(group, group.n, group.n, sums))
    beside = (np.asarray(one, np.float64) for one in (pairs.n_n, pairs.m_n, pairs.m_m))
    of_share = Sums(people[2], *(alone + more for alone, more in zip((n, n_1, n_1), beside, strict=True)))
    worth_share = effective_n(Group(n_1, others.n, 0.0 * n), n, n, of_share)  # x in place of y

    def correlation(one: int, other: int) -> Figures:
        return _correlation(pairs.between(influences[one], influences[other]), squares[one], squares[other])

    return Worth(worths[0], worths[1], worth_share, correlation(0, 1), correlation(0, 2), correlation(1, 2))

"""Shares and lifts without the errors of the model: adjusted classify-and-count, answer by answer. No tables.

The model reads a topic in a share t of the comments that mention it (true-positive rate) and in a share f of
those that do not (false-positive rate), as counted in comments held out of training. An answer mentions a
topic if any of its comments does, and is read to if any is read to: an answer of many comments is read
wrongly more often. So each comment is corrected, and the answer made of its comments. With

    w(read) = −(1 − t)/(t − f),   w(not read) = t/(t − f)

the mean of w is 1 over comments that do not mention the topic, (1 − f)·w(not read) + f·w(read), and 0 over
those that do, (1 − t)·w(not read) + t·w(read). If a model errs in the comments of an answer independently,
given what they say, the product of w over them has mean 1 for an answer that does not mention the topic
and 0 for any other, however many of its comments do. So

    M = 1 − Π w   over the comments of the answer

has the mean of "mentions it", and sums of M correct counts without bias. For one comment it is the well-known
(read − f)/(t − f) (Gart and Buck, American Journal of Epidemiology 1966; Forman, DMKD 2008). What a
person has decided is known: an answer with a decided mention has M = 1, other decided comments w = 1.

    share_corrected = ΣM / n
    lift_corrected  = NPS with weights M − NPS with weights 1 − M, each within ±100

The lift takes the errors to be independent of the NPS group, given whether the topic is mentioned; both take
the rates of the held-out comments to be those of these. With t = .8 and f = .05, a true lift of −68 of a
topic in 15 % of the answers reads −48; corrected it is −68.

Intervals are those of the delta method. An answer moves a figure by its influence, whose squares are sums of
M and M² by NPS group; the rates move it by its derivatives, with the variance of a beta posterior
(Jeffreys) of the held-out counts. Small cells: two answers of each kind are added for the share (Agresti and
Coull 1998), two to each side of the lift as in `formulas.intervals`. Where people answer repeatedly the part
that the answers have in it is multiplied by the design effect of what is read (`Effects`): an answer of one
comment has M = (read − f)/(t − f), whose share has the very same. Where the model makes no errors
the lift and its interval are those of the raw lift. In simulation the coverage is .94-.96, for the lift .88
where a topic is about as rare as mistakes of it (3 % of answers, f = .02 from 500 comments).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from voc.analyze.formulas.intervals import ADDED_TO_EACH, Z95, Counts, Figures, ratio
from voc.analyze.notes import ANSWERS
from voc.records import TopicRates

POSITIVES = 20  # held-out comments from which a rate is known: a rate of .8 to ± .18
GAP = 0.3  # least t − f: below, the noise of a comment is more than three times as large
Estimate = tuple[Figures, Figures, Figures]  # value, low, high
_SIDES = np.array([100.0, 0.0, -100.0])  # what a promoter, passive, detractor is in an NPS
_ADDED = np.array([0.25, 0.5, 0.25]) * ADDED_TO_EACH


class Moments(NamedTuple):
    """Sums over the answers of cells, by NPS group: arrays of cells × 3 (promoters, passives, detractors).

    `n` answers, `m` and `squares` the sums of M and M², `by_tpr` and `by_fpr` those of M's derivatives.
    """

    n: Figures
    m: Figures
    squares: Figures
    by_tpr: Figures
    by_fpr: Figures


class Effects(NamedTuple):
    """Design effects of the figures as read, where people answer repeatedly; where nobody does 1, 1, 1 and 0.

    Of the share, of the NPS of those read to mention the topic and of the others; and their correlation.
    """

    share: Counts = 1.0
    mentioned: Counts = 1.0
    others: Counts = 1.0
    correlation: Counts = 0.0


ONCE = Effects()


def known(rates: TopicRates | None) -> bool:
    """Whether rates are known well enough, and tell mentions from the rest well enough, to correct with."""
    return (
        rates is not None
        and min(rates.positives, rates.negatives) >= POSITIVES
        and tpr(rates) - fpr(rates) >= GAP
    )


def tpr(rates: TopicRates) -> float:
    """True-positive rate, 0-1."""
    return rates.true_positives / rates.positives


def fpr(rates: TopicRates) -> float:
    """False-positive rate, 0-1."""
    return rates.false_positives / rates.negatives


def mentioned(
    undecided: Counts, read: Counts, decided: npt.ArrayLike, t: Counts, f: Counts
) -> tuple[Figures, Figures, Figures]:
    """M of answers and its derivatives by t and f.

    `undecided` comments, of which so many are `read` to mention the topic; `decided`: a person says that a
    comment does.
    """
    u, k, sure = np.asarray(undecided, float), np.asarray(read, float), np.asarray(decided, bool)
    t, f = np.asarray(t, float), np.asarray(f, float)
    gap = t - f
    yes, no = (t - 1) / gap, t / gap
    product = yes**k * no ** (u - k)
    of_yes = k * yes ** np.maximum(k - 1, 0) * no ** (u - k)
    of_no = (u - k) * yes**k * no ** np.maximum(u - k - 1, 0)
    by_t = -(of_yes * (1 - f) - of_no * f) / gap**2
    by_f = -(of_yes * (t - 1) + of_no * t) / gap**2
    return np.where(sure, 1.0, 1 - product), np.where(sure, 0.0, by_t), np.where(sure, 0.0, by_f)


def share(cell: Moments, variances: tuple[Counts, Counts], effects: Effects = ONCE) -> Estimate:
    """share_corrected of each cell with its low and high, 0-1.

    `variances` are those of t and f.
    """
    n, m, squares, by_t, by_f = (part.sum(axis=1) for part in cell)
    value = np.clip(ratio(m, n), 0, 1)
    centre = (m + 2) / (n + 4)
    sampling = ((squares + 2) / (n + 4) - centre**2) / (n + 4)
    sampling = np.maximum(sampling, 0) * np.asarray(effects.share)
    half = Z95 * np.sqrt(sampling + _by_rates(ratio(by_t, n), ratio(by_f, n), variances))
    low, high = np.minimum(centre - half, value), np.maximum(centre + half, value)
    return value, np.clip(low, 0, 1), np.clip(high, 0, 1)


def lift(cell: Moments, variances: tuple[Counts, Counts], effects: Effects = ONCE) -> Estimate:
    """lift_corrected of each cell with its low and high, −200…200.

    NaN where fewer than ten answers are left that mention the topic, or that do not, and where errors alone
    could make as many as are read: the interval of the share reaches 0 or 1.
    """
    _, least, most = share(cell, variances, effects)
    few = np.minimum(cell.m.sum(axis=1), (cell.n - cell.m).sum(axis=1)) < ANSWERS
    few |= (least <= 0) | (most >= 1)
    value = np.clip(_nps(cell.m), -100, 100) - np.clip(_nps(cell.n - cell.m), -100, 100)
    to_m, to_o = (_ADDED * np.reshape(effect, (-1, 1)) for effect in effects[1:3])  # to what they are worth
    n, m, squares = cell.n + (to_m + to_o), cell.m + to_m, cell.squares + to_m
    with np.errstate(divide="ignore", invalid="ignore"):
        nps_m, nps_o = _nps(m), _nps(n - m)
        # one answer moves the lift by toward·M − away·(1 − M)
        toward = (_SIDES - nps_m[:, None]) / m.sum(axis=1, keepdims=True)
        away = (_SIDES - nps_o[:, None]) / (n - m).sum(axis=1, keepdims=True)
        parts = toward**2 * squares, away**2 * (n - 2 * m + squares), 2 * toward * away * (m - squares)
        of_m, of_o, both = (part.sum(axis=1) for part in parts)
        of_m, of_o = np.maximum(of_m, 0) * effects.mentioned, np.maximum(of_o, 0) * effects.others
        sampling = of_m + of_o - both - 2 * np.asarray(effects.correlation) * np.sqrt(of_m * of_o)
        by_t, by_f = (((toward + away) * part).sum(axis=1) for part in (cell.by_tpr, cell.by_fpr))
        half = Z95 * np.sqrt(np.maximum(sampling, 0) + _by_rates(by_t, by_f, variances))
        low, high = np.minimum(nps_m - nps_o - half, value), np.maximum(nps_m - nps_o + half, value)
    value, low, high = (np.where(few, np.nan, one) for one in (value, low, high))
    return value, np.clip(low, -200, 200), np.clip(high, -200, 200)


def variances(rates: TopicRates) -> tuple[float, float]:
    """Variances of t and f: those of a beta posterior with Jeffreys' prior, so that none is 0."""
    told = ((rates.true_positives, rates.positives), (rates.false_positives, rates.negatives))
    t, f = ((x + 0.5) * (n - x + 0.5) / ((n + 1) ** 2 * (n + 2)) for x, n in told)
    return t, f


def _nps(group: Figures) -> Figures:
    """NPS of weighted answers, cells × 3; not bounded where weights are negative."""
    return ratio(group @ _SIDES, group.sum(axis=1))


def _by_rates(by_t: Figures, by_f: Figures, variances: tuple[Counts, Counts]) -> Figures:
    of_t, of_f = (np.asarray(one, np.float64) for one in variances)
    return by_t**2 * of_t + by_f**2 * of_f

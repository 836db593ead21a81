"""Weights with which a sample has given margins. Pure numpy, no tables.

Raking, or iterative proportional fitting: the weights are scaled to one margin after the other until all
hold (Deming and Stephan, "On a least squares adjustment of a sampled frequency table when the expected
marginal totals are known", Annals of Mathematical Statistics 1940). The answers enter as strata, those that
have the same value in every margin and therefore the same weight.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from voc.analyze.formulas.intervals import Figures

Integers = npt.NDArray[np.int64]

LIMIT = 5.0
"""No answer counts for more than so many average ones: a cap that survey practice often uses."""

MISSED = 1e-3
"""Margins that are missed by more, as shares, do not hold."""

_ENOUGH = 1e-7
_ROUNDS = 500
_HELD = 20


class Raked(NamedTuple):
    """`weight` of each stratum, 1 on average over the answers; None where the margins cannot all hold.

    `missed` is the largest difference of a share from its target, 0-1; `trimmed` tells that weights stand
    at `LIMIT`, for which margins may be missed.
    """

    weight: Figures | None
    missed: float
    trimmed: bool


def rake(answers: Integers, values: Integers, targets: Sequence[Figures]) -> Raked:
    """Weights of S strata of `answers` each (S counts above 0), raked to M margins.

    `values` (S × M) says which value of each margin a stratum has, 0 for one that the margin does not name;
    `targets[m]` are the shares of the values 1…, positive, of any sum. Answers without a named value keep
    their share of the sample; the others have the shares of the targets among them, those of values that
    no answer has left out.
    """
    n = answers.sum()
    wanted = [_wanted(answers, column, target) for column, target in zip(values.T, targets, strict=True)]
    weight, missed = _fit(answers / n, values, wanted, np.inf)
    if missed > MISSED:
        return Raked(None, missed, False)
    if not len(weight) or weight.max() <= LIMIT:
        return Raked(weight, missed, False)
    weight, missed = _fit(answers / n, values, wanted, LIMIT)
    return Raked(weight, missed, True)


def kish(answers: Integers, weight: Figures) -> float:
    """Kish's effective number of answers, (Σ w)² / Σ w², at most what there are."""
    return float((answers @ weight) ** 2 / (answers @ weight**2))


def _wanted(answers: Integers, column: Integers, target: Figures) -> Figures:
    """The share that each value should have, 0 (no named value) first; they sum to 1."""
    there = np.bincount(column, weights=answers, minlength=len(target) + 1) / answers.sum()
    wanted = np.where(there[1:] > 0, target, 0.0)
    rest = (1 - there[0]) * wanted / max(wanted.sum(), 1e-300)
    shares: Figures = np.concatenate([there[:1], rest])
    return shares


def _fit(share: Figures, values: Integers, wanted: Sequence[Figures], limit: float) -> tuple[Figures, float]:
    """Weights after enough rounds, and by how much the margins are missed."""
    weight, missed = np.ones(len(share)), 0.0
    for _ in range(_ROUNDS):
        before = weight
        for column, target in zip(values.T, wanted, strict=True):
            now = np.bincount(column, weights=share * weight, minlength=len(target))
            weight = weight * np.divide(target, now, out=np.zeros(len(target)), where=now > 0)[column]
        for _ in range(_HELD if np.isfinite(limit) else 1):  # what is cut off goes to the others
            weight = np.minimum(weight / (share @ weight), limit)
        seen = (
            np.bincount(column, weights=share * weight, minlength=len(target))
            for column, target in zip(values.T, wanted, strict=True)
        )
        missed = max(float(np.abs(now - target).max()) for now, target in zip(seen, wanted, strict=True))
        if missed < _ENOUGH or np.abs(weight - before).max() < _ENOUGH:
            break
    return weight, missed

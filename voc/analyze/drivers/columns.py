"""What `drivers` tells of one segment: columns that outcomes share, and those of one outcome and side.

A regression and its weights in, Arrow columns out, a value for each driver that the segment mentions; null
where few people do, or where there is no regression.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voc.analyze.formulas import intervals, shares
from voc.analyze.formulas.intervals import Z95
from voc.analyze.formulas.lists import Integers
from voc.analyze.notes import ANSWERS, PEOPLE, SUPPRESSED, TOO_FEW, counts, figures, notes
from voc.analyze.regression import portfolio
from voc.analyze.regression.coded import Coded
from voc.analyze.regression.counted import Cell
from voc.analyze.regression.design import Figures
from voc.analyze.regression.importance import Shares
from voc.analyze.regression.ordered import ordered_logit
from voc.analyze.regression.regression import Fit, standard_errors

Dark = set[tuple[str, ...]]  # topic, segment name and value
SIDES = ("all", "promoter", "detractor")
SIGNS_DISAGREE = "signs_disagree"
FIGURES = (
    "share effect low high q_value contribution contribution_low contribution_high importance importance_low "
    "importance_high lmg lmg_low lmg_high share_positive share_positive_low share_positive_high effect_axis "
    "share_positive_axis"
).split()
_CHECKED = 10_000
_CLASSES = 20


class Shared(NamedTuple):
    """What does not depend on the outcome.

    Its columns; the drivers that the cell mentions; whether few mention them; who praises, with interval.
    """

    columns: dict[str, pa.Array]
    seen: Integers
    few: npt.NDArray[np.bool_]
    praised: tuple[Figures, Figures, Figures]


def shared(cell: Cell, withheld: Dark) -> Shared:
    """What all outcomes of a segment have in common; `withheld` topics are suppressed in it."""
    topics, segment = cell.design.topics, cell.segment
    n = np.diag(cell.gram)[cell.design.first_driver :]
    seen = np.flatnonzero(n)
    untold = [(topics[int(i)][0], *segment) in withheld for i in seen]
    note = notes(np.where(untold, 0.0, PEOPLE), np.minimum(n, cell.n - n)[seen])
    hidden = note == SUPPRESSED
    praised, spoken = _praise(cell, n)
    praised, spoken = praised[seen], spoken[seen]
    y_hidden = hidden | (spoken < ANSWERS)
    praised[y_hidden] = np.nan
    y = (praised / spoken, *shares.wilson(praised, spoken))
    columns = {
        "topic": pa.array([topics[int(i)][0] for i in seen], pa.string()),
        "polarity": pa.array([topics[int(i)][1] for i in seen], pa.string()),
        "segment_name": pa.array([segment[0]] * len(seen), pa.string()),
        "segment_value": pa.array([segment[1]] * len(seen), pa.string()),
        "n_base": counts(np.full(len(seen), float(cell.n)), hidden),
        "n": counts(n[seen], hidden),
        "share": figures(n[seen] / cell.n, hidden),
        "note": pa.array(note.tolist(), pa.string()),
    } | {name: figures(one, y_hidden) for name, one in zip(_whiskers("share_positive"), y, strict=True)}
    return Shared(columns, seen, hidden | (note == TOO_FEW), y)


def of_side(
    asked: Coded, fitted: Fit | None, weights: Sequence[Shares], at: int, known: Shared,
    checked: Figures | None,
) -> dict[str, Any]:  # fmt: skip
    """Every column that has to do with the outcome at position `at`; `checked` (n) by an ordered logit."""
    topics, seen = asked.topics, known.seen
    figure = {name: np.full(len(topics), np.nan) for name in (*FIGURES, "p", "ordered", "clear")}
    method = None
    if fitted is not None:
        k, method = fitted.drivers, "ridge" if fitted.ridge else "ols"
        error = standard_errors(fitted.effect_covariance[at])
        effect = fitted.effect[:, at]
        figure["effect"][k] = effect
        figure["low"][k], figure["high"][k] = effect - Z95 * error, effect + Z95 * error
        figure["p"][k] = intervals.two_sided(effect / np.where(error > 0, error, np.nan))
        half = Z95 * standard_errors(fitted.contribution_covariance[at])
        total = fitted.contribution[:, at]
        for name, one in zip(_whiskers("contribution"), (total, total - half, total + half), strict=True):
            figure[name][k] = one
        for what, each in zip(("importance", "lmg"), weights, strict=True):
            for name, one in zip(_whiskers(what), each, strict=True):
                figure[name][k] = one[:, at]
        if checked is not None and not fitted.ridge:
            figure["ordered"][k], figure["clear"][k] = _check(asked, checked, fitted)
    figure = {name: np.where(known.few, np.nan, one[seen]) for name, one in figure.items()}
    shown = ~np.isnan(figure["effect"])
    quadrant = _placed(figure, [topics[int(i)] for i in seen], known.praised, SIDES[at])
    apart = (figure["ordered"] * figure["effect"] < 0) & (figure["clear"] > 0)
    beside = ("share", "q_value", *_whiskers("share_positive"))
    names = [name for name in (*FIGURES, "ordered") if name not in beside]
    return {name: figures(figure[name], ~shown) for name in names} | {
        "quadrant": pa.array(quadrant.tolist(), pa.string()),
        "method": pa.array([method if one else None for one in shown], pa.string()),
        "warning": pa.array(np.where(apart, SIGNS_DISAGREE, "").tolist(), pa.string()),
        "p": figure["p"],
    }


def _placed(
    figure: dict[str, Figures], drivers: Sequence[tuple[str, str]], praised: tuple[Figures, Figures, Figures],
    side: str,
) -> npt.NDArray[np.object_]:  # fmt: skip
    """The quadrant of each driver (topic and polarity), or None; `figure` is given the axes."""
    quadrant = np.full(len(drivers), None, object)
    topic, polarity = (np.array([driver[k] for driver in drivers], str) for k in (0, 1))
    shown = ~np.isnan(figure["effect"])
    placed = shown & ~np.isnan(praised[0]) & (polarity != "neutral")
    if not placed.any():
        return quadrant
    x_axis = float(np.abs(figure["effect"][placed]).mean())
    y_axis = float(praised[0][placed][np.unique(topic[placed], return_index=True)[1]].mean())
    figure["effect_axis"][shown], figure["share_positive_axis"][shown] = x_axis, y_axis
    better = figure["effect"], figure["low"], figure["high"]
    if side == "detractor":
        better = -better[0], -better[2], -better[1]
    x, y = ((middle[placed], low[placed], high[placed]) for middle, low, high in (better, praised))
    quadrant[placed] = portfolio.quadrants(x, x_axis, y, y_axis, polarity[placed] == "negative")
    return quadrant


def _check(asked: Coded, outcome: Figures, fitted: Fit) -> tuple[Figures, Figures]:
    """Log odds of the ordered logit, and 1 where they are clearly not 0; NaN where there is no order."""
    sample = asked.sample(_CHECKED)
    levels, y = np.unique(outcome[: sample.n], return_inverse=True)
    nothing = np.full(len(fitted.drivers), np.nan)
    if not 2 <= len(levels) <= _CLASSES:
        return nothing, nothing
    columns = np.concatenate([sample.first_driver + fitted.drivers, fitted.controls[1:]])
    logit = ordered_logit(sample.matrix(columns), y)
    k = len(fitted.drivers)
    return logit.coefficient[:k], (np.abs(logit.coefficient) > Z95 * logit.error)[:k].astype(float)


def _praise(cell: Cell, n: Figures) -> tuple[Figures, Figures]:
    """Of each driver's topic, the answers that praise it and those that mention it; `n` is each driver's."""
    number = cell.design.topic_of
    positive = np.array([polarity == "positive" for _, polarity in cell.design.topics])
    praised = np.bincount(number[positive], weights=n[positive], minlength=len(cell.spoken))
    return np.asarray(praised[number], np.float64), cell.spoken[number].astype(np.float64)


def _whiskers(name: str) -> tuple[str, str, str]:
    return name, f"{name}_low", f"{name}_high"

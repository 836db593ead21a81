"""Probabilities that mean what they say, and where they mean yes, from development comments.

In: labelled comments and the model's uncalibrated logits. Out: `scale` and `shift` [labels], so that
scale · logit + shift is calibrated; then, for each topic, the threshold with which its F1 is best, and how
sentiment and complaint go together. `applied` folds scales and shifts into the heads, so that nothing is
added to reading.

- sentiments share one temperature (Guo et al. 2017);
- a flag has Platt's scale and shift (1999), as far as its positives carry them;
- topics share Platt's scale and shift;
- sentiment and complaint have a bond (voc/classify/bond.py), drawn towards none;
- F1 over all topics is best with one threshold for all where probabilities are right (Lipton, Elkan and
  Naryanaswamy 2014): a topic's own is drawn towards that, and needs hundreds of positives to leave it.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from voc.classify.answers import probabilities
from voc.classify.bond import ways
from voc.classify.labels import FLAG_AT, SENTIMENTS, Bond, Labels
from voc.gold import Gold

Array = NDArray[np.float64]
Further = Mapping[str, tuple[Array, NDArray[np.bool_]]]
THRESHOLDS = np.arange(0.2, 0.71, 0.025)
PRIOR = 200.0  # positives with which a topic's own best threshold weighs as much as the common one
CAUTION = 5.0  # what a bond's numbers cost, squared: few comments cannot make much of one
STEPS = 50
FLATTEST = 0.2  # scale of a flag that the labels hardly know
DRAWN = 2.0, 0.5  # scale and shift, to where they begin: a flag with few positives stays nearly as it is
HELD = 1e12  # so much that it does not move


def scales(
    gold: Sequence[Gold], logits: Array, labels: Labels, further: Further = MappingProxyType({})
) -> tuple[Array, Array]:
    """(scale, shift) for each label. `logits` is [comments, labels].

    `further` has, of a flag alone, logits [n] of other comments and whether it holds.
    """
    scale, shift = np.ones(labels.size), np.zeros(labels.size)
    n = len(SENTIMENTS)
    plain = [i for i, g in enumerate(gold) if g.sentiment != "mixed"]
    meant = np.array([SENTIMENTS.index(gold[i].sentiment) for i in plain])  # type: ignore[arg-type]
    scale[:n] = temperature(logits[plain, :n], meant)
    for name, column in FLAG_AT.items():
        known = [g.says(name) for g in gold]
        rows = [i for i, value in enumerate(known) if value is not None]
        yes = np.array([bool(known[i]) for i in rows])
        others, held = further.get(name, (logits[:0, column], yes[:0]))
        said = np.concatenate([logits[rows, column], others])
        scale[column], shift[column] = platt(said, np.concatenate([yes, held]))
    topics = slice(labels.first_topic, labels.size)
    scale[topics], shift[topics] = platt(logits[:, topics].ravel(), _said(gold, labels).ravel())
    return scale, shift


def thresholds(gold: Sequence[Gold], logits: Array, labels: Labels) -> Array:
    """The probability, 0-1, from which each topic is best read; `logits` [comments, labels], calibrated."""
    each = probabilities(logits)[:, labels.first_topic :].reshape(len(gold), len(labels.topics), -1)
    spoken = _said(gold, labels).reshape(each.shape).any(axis=2)
    return _thresholds(1 - (1 - each).prod(axis=2), spoken)


def bond(gold: Sequence[Gold], logits: Array) -> Bond:
    """What makes the known sentiments and complaints likeliest together.

    `logits` [comments, labels] are calibrated; a comment that nobody looked at for complaints is left out.
    """
    p = probabilities(logits)
    rows = [i for i, g in enumerate(gold) if g.flags.get("complaint") is not None]
    sides = [*SENTIMENTS, "mixed"]
    meant = [sides.index(gold[i].sentiment) for i in rows]
    complains = [int(bool(gold[i].flags["complaint"])) for i in rows]

    def made(x: Array) -> Bond:
        return Bond(*(tuple(part) for part in (np.exp(x[:2]), x[2:6], x[6:])))

    def cost(x: Array) -> float:
        score = ways(p[rows], made(x))
        likely = score[np.arange(len(rows)), meant, complains] - np.logaddexp.reduce(score, axis=(1, 2))
        return float(CAUTION * (x[:6] @ x[:6] + x[6:] @ x[6:] / 2) - likely.sum())

    found = made(minimize(cost, np.zeros(10)).x)
    return Bond(*(tuple(round(float(x), 4) for x in part) for part in (found.trust, found.lean, found.pull)))


def applied(
    weights: Mapping[str, NDArray[np.float32]], scale: Array, shift: Array
) -> dict[str, NDArray[np.float32]]:
    """The weights of a network whose logits are scaled and shifted."""
    out = dict(weights)
    for name in ("vote.weight", "whole.weight"):
        out[name] = (weights[name] * scale[:, None]).astype(np.float32)
    out["whole.bias"] = (weights["whole.bias"] * scale + shift).astype(np.float32)
    return out


def temperature(logits: Array, meant: NDArray[np.int64]) -> float:
    """The factor on logits [n, classes] that makes the known classes likeliest."""
    factors = np.exp(np.linspace(np.log(0.2), np.log(3), 200))

    def likelihood(factor: float) -> float:
        x = logits * factor
        return float((x[np.arange(len(x)), meant] - np.logaddexp.reduce(x, axis=1)).mean())

    return float(max(factors, key=likelihood))


def platt(logits: Array, yes: NDArray[np.bool_]) -> tuple[float, float]:
    """Scale and shift of a logistic regression on one logit.

    Platt's targets, drawn in from 0 and 1, keep it finite; the scale is FLATTEST or more.
    """
    positives, negatives = int(yes.sum()), int((~yes).sum())
    target = np.where(yes, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    x = np.stack([logits, np.ones_like(logits)], axis=1)
    scale, shift = _newton(x, target, (1.0, 0.0), DRAWN)
    if scale < FLATTEST:
        scale, shift = FLATTEST, _newton(x, target, (FLATTEST, 0.0), (HELD, DRAWN[1]))[1]
    return float(scale), float(shift)


def _newton(x: Array, target: Array, begin: tuple[float, float], drawn: tuple[float, float]) -> Array:
    """The two numbers that make the targets likeliest, `drawn` to where they `begin`."""
    start = beta = np.array(begin)
    prior = np.diag(drawn)

    def cost(at: Array) -> float:
        z = x @ at
        return float((np.logaddexp(0, z) - target * z).sum() + (at - start) @ prior @ (at - start) / 2)

    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (p - target) + prior @ (beta - start)
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + prior, gradient)
        while cost(beta - step) > cost(beta) and np.abs(step).max() > 1e-9:
            step = step / 2  # a full step may overshoot
        beta = beta - step
    return beta


def _said(gold: Sequence[Gold], labels: Labels) -> NDArray[np.bool_]:
    """Which topics are labelled in which polarity, [comments, topics × polarities]."""
    out = np.zeros((len(gold), labels.size), bool)
    for row, one in enumerate(gold):
        for topic in one.topics or ():
            out[row, labels.topic_index(*topic)] = True
    return out[:, labels.first_topic :]


def _thresholds(p: Array, truth: NDArray[np.bool_]) -> Array:
    common = float(THRESHOLDS[int(np.argmax([_f1(truth, p >= t) for t in THRESHOLDS]))])
    out = np.full(p.shape[1], common)
    for column in range(p.shape[1]):
        positives = int(truth[:, column].sum())
        if positives >= 5:
            scores = np.array([_f1(truth[:, column], p[:, column] >= t) for t in THRESHOLDS])
            ties = THRESHOLDS[scores >= scores.max() - 1e-9]
            best = float(ties[np.abs(ties - common).argmin()])
            out[column] = (positives * best + PRIOR * common) / (positives + PRIOR)
    return out


def _f1(known: NDArray[np.bool_], read: NDArray[np.bool_]) -> float:
    total = int(known.sum() + read.sum())
    return 2 * int((known & read).sum()) / total if total else 0.0

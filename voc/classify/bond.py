"""Sentiment and complaint, judged together: a comment that complains is seldom praise.

The network answers the two apart. Of the eight ways in which a comment can be negative, neutral, positive or
mixed and a complaint or none, each is as likely as both answers and what goes together make it:

    p(s, c) ∝ exp(trust₁ ln p(s) + lean(s) ± (trust₂ logit p(c) + pull(s)) / 2),   + for a complaint

where p(mixed) is that flag and the other three share the rest: a log-linear model (Bishop, Fienberg and
Holland 1975) over two answers. What is told are its margins.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from voc.classify.labels import FLAG_AT, SENTIMENTS, Bond

_S = len(SENTIMENTS)
_MIXED, _COMPLAINT = FLAG_AT["mixed"], FLAG_AT["complaint"]
_EDGE = 1e-6
Array = NDArray[Any]


def ways(p: Array, bond: Bond) -> Array:
    """The logarithms of the eight right-hand sides, [n, sentiment, 2], for p [n, labels] of a network."""
    p = np.clip(p[:, : _COMPLAINT + 1], _EDGE, 1 - _EDGE)
    mixed, complaint = p[:, _MIXED, None], p[:, _COMPLAINT, None]
    sides = np.log(p[:, :_S] / p[:, :_S].sum(1, keepdims=True)) + np.log1p(-mixed)
    said = np.concatenate([sides, np.log(mixed)], axis=1)
    complained = np.log(complaint) - np.log1p(-complaint)
    half = (bond.trust[1] * complained + np.array(bond.pull)) / 2
    out: Array = (bond.trust[0] * said + np.array(bond.lean))[:, :, None] + np.stack([-half, half], axis=2)
    return out


def together(p: Array, bond: Bond) -> Array:
    """The probabilities p [n, labels], of sentiment, mixed and complaint those of judging together."""
    score = ways(p, bond)
    joint = np.exp(score - score.max(axis=(1, 2), keepdims=True))
    joint /= joint.sum(axis=(1, 2), keepdims=True)
    out, four = p.copy(), joint.sum(axis=2)
    out[:, :_S] = four[:, :_S] / four[:, :_S].sum(axis=1, keepdims=True)
    out[:, _MIXED], out[:, _COMPLAINT] = four[:, _S], joint[:, :, 1].sum(axis=1)
    return out

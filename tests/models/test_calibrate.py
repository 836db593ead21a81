"""Scales and shifts: probabilities that were bent come out straight, and folding them in changes nothing else."""

import numpy as np
import pytest

from models import calibrate
from voc.classify.labels import Labels
from voc.gold import Gold

LABELS = Labels("test v1", ("price", "staff"))
RNG = np.random.default_rng(1)


def drawn(logits: np.ndarray) -> np.ndarray:
    return RNG.random(logits.shape) < 1 / (1 + np.exp(-logits))


@pytest.mark.parametrize(("bend", "lift"), [(1.0, 0.0), (2.0, 0.0), (0.5, 1.0), (3.0, -2.0)])
def test_platt_undoes_a_bend_and_a_lift(bend, lift) -> None:
    true = RNG.normal(-1, 2, 5_000)
    scale, shift = calibrate.platt(true * bend + lift, drawn(true))
    assert scale * bend == pytest.approx(1, abs=0.1)
    assert scale * lift + shift == pytest.approx(0, abs=0.15)


def test_a_flag_with_a_single_yes_stays_nearly_as_it_is() -> None:
    scale, shift = calibrate.platt(np.array([2.0, -3.0, -4.0, -2.5]), np.array([True, False, False, False]))
    assert 0.5 < scale < 2 and abs(shift) < 1.5


@pytest.mark.parametrize("factor", [0.5, 1.0, 2.0])
def test_temperature_undoes_a_factor(factor) -> None:
    true = RNG.normal(0, 2, (5_000, 3))
    p = np.exp(true) / np.exp(true).sum(1, keepdims=True)
    meant = np.array([RNG.choice(3, p=row) for row in p])
    assert calibrate.temperature(true / factor, meant) == pytest.approx(factor, rel=0.15)


def gold(**more) -> Gold:
    flags = dict.fromkeys(("complaint", "request", "non_answer", "churn", "urgent"), False)
    return Gold("", "", "", more.pop("sentiment", "neutral"), flags, frozenset(more.pop("topics", ())))


def test_a_topic_is_shifted_to_where_its_f1_is_best() -> None:
    n = 400
    known = [gold(topics={("price", "negative")} if i < 100 else ()) for i in range(n)]
    logits = np.full((n, LABELS.size), -4.0)
    column = LABELS.topic_index("price", "negative")
    logits[:100, column] = RNG.normal(-0.5, 0.3, 100)  # known ones are read too timidly
    scale, shift = calibrate.calibrate(known, logits, LABELS)
    read = logits[:, column] * scale[column] + shift[column] >= 0
    assert read[:100].mean() > 0.95 and read[100:].mean() == 0


def test_folding_in_scales_and_shifts_the_logits_and_nothing_else() -> None:
    weights = {
        "attend.weight": RNG.normal(size=(3, 4)).astype(np.float32),
        "vote.weight": RNG.normal(size=(3, 4)).astype(np.float32),
        "whole.weight": RNG.normal(size=(3, 4)).astype(np.float32),
        "whole.bias": RNG.normal(size=3).astype(np.float32),
    }
    scale, shift = np.array([1.0, 2.0, 0.5]), np.array([0.0, -1.0, 3.0])

    def logits(w) -> np.ndarray:
        hidden = np.arange(8.0).reshape(2, 4) / 8
        attend = np.exp(hidden @ w["attend.weight"].T)
        votes = attend / attend.sum(0) * (hidden @ w["vote.weight"].T)
        return votes.sum(0) + hidden.mean(0) @ w["whole.weight"].T + w["whole.bias"]

    assert logits(calibrate.applied(weights, scale, shift)) == pytest.approx(scale * logits(weights) + shift, abs=1e-5)

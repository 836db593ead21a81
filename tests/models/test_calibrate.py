"""Scales and shifts: probabilities that were bent come out straight, and folding them in changes nothing else."""

import calibrate
import numpy as np
import pytest

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


def test_a_flag_that_logits_say_the_contrary_of_is_right_on_average() -> None:
    logits = RNG.normal(0, 2, 4_000)
    yes = drawn(-0.5 * logits - 2)
    scale, shift = calibrate.platt(logits, yes)
    assert scale == calibrate.FLATTEST
    assert (1 / (1 + np.exp(-(scale * logits + shift)))).mean() == pytest.approx(yes.mean(), abs=0.01)


@pytest.mark.parametrize("factor", [0.5, 1.0, 2.0])
def test_temperature_undoes_a_factor(factor) -> None:
    true = RNG.normal(0, 2, (5_000, 3))
    p = np.exp(true) / np.exp(true).sum(1, keepdims=True)
    meant = np.array([RNG.choice(3, p=row) for row in p])
    assert calibrate.temperature(true / factor, meant) == pytest.approx(factor, rel=0.15)


def gold(**more) -> Gold:
    flags = dict.fromkeys(("complaint", "request", "non_answer", "churn", "urgent"), False)
    return Gold("", "", "", more.pop("sentiment", "neutral"), flags, frozenset(more.pop("topics", ())))


def test_further_comments_calibrate_the_flag_that_is_known_of_them_and_nothing_else() -> None:
    logits, column = RNG.normal(0, 2, (500, LABELS.size)), LABELS.names().index("non_answer")
    known = [gold() for _ in logits]
    others = np.full(300, -1.0)  # a third of them say nothing, though the model hardly believes it
    silent = np.arange(300) % 3 == 0
    alone = calibrate.scales(known, logits, LABELS)
    scale, shift = calibrate.scales(known, logits, LABELS, {"non_answer": (others, silent)})
    same = np.arange(LABELS.size) != column
    assert scale[column] * -1 + shift[column] > alone[0][column] * -1 + alone[1][column] + 1
    assert (scale[same] == alone[0][same]).all() and (shift[same] == alone[1][same]).all()


def topic_logits(known: list[bool], column: int, timid: float) -> tuple[list[Gold], np.ndarray]:
    """Comments that say "price.negative" or nothing, and logits of it that are too low by `timid`."""
    comments = [gold(topics={("price", "negative")} if yes else ()) for yes in known]
    logits = np.full((len(known), LABELS.size), -6.0)
    logits[:, column] = np.where(known, RNG.normal(1, 1, len(known)), RNG.normal(-3, 1, len(known))) - timid
    return comments, logits


def test_a_topics_probabilities_are_right_on_average() -> None:
    column = LABELS.topic_index("price", "negative")
    known, logits = topic_logits([i < 100 for i in range(400)], column, timid=1.5)
    scale, shift = calibrate.scales(known, logits, LABELS)
    p = 1 / (1 + np.exp(-(logits[:, column] * scale[column] + shift[column])))
    assert p.mean() == pytest.approx(0.25, abs=0.02)


def test_a_topics_threshold_is_where_its_f1_is_best_if_it_has_positives_enough() -> None:
    n = 2_000
    truth = np.zeros((n, 2), bool)
    truth[:500, 0], truth[:3, 1] = True, True
    p = np.where(truth, 0.35, 0.1)
    often, rare = calibrate._thresholds(p, truth)
    assert 0.1 < often <= 0.35 and 0.1 < rare <= 0.35
    p[:500, 0], p[500:, 0] = 0.66, 0.6  # now only a high one tells them apart
    often, _ = calibrate._thresholds(p, truth)
    assert often > 0.6


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


def test_a_bond_is_found_where_sentiment_and_complaint_go_together_and_only_there() -> None:
    p = np.full((600, LABELS.size), 0.02)
    p[:, :3] = (0.45, 0.1, 0.45)  # whether they praise or blame, and complain, is in doubt
    p[:, LABELS.names().index("complaint")] = 0.5
    blame = RNG.random(600) < 0.5
    for known, pulls in ((blame, True), (RNG.random(600) < 0.5, False)):
        comments = [
            Gold("", "", "", "negative" if one else "positive", {"complaint": bool(other)}, frozenset())
            for one, other in zip(blame, known, strict=True)
        ]
        bond = calibrate.bond(comments, np.log(p / (1 - p)))
        assert (bond.pull[0] - bond.pull[2] > 1) is pulls


def test_of_thresholds_that_are_equally_good_the_one_nearest_the_common_one_counts() -> None:
    p = np.full((60, 2), 0.05)
    p[:50, 1], truth = 0.9, np.zeros((60, 2), bool)
    truth[:50, 1] = True  # the common threshold is the lowest
    p[:20, 0], p[20:30, 0] = np.repeat((0.65, 0.3), 10), 0.25
    truth[:30, 0] = True
    at = calibrate._thresholds(p, truth)
    assert (p[:, 0] >= at[0]).sum() == 30

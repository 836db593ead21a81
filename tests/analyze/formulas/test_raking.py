import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.analyze.formulas.raking import LIMIT, MISSED, kish, rake


def crossed(table):
    """Strata of a two-way table of answers: counts above 0 and the values of both margins (from 1)."""
    table = np.asarray(table)
    rows, columns = np.nonzero(table)
    return table[rows, columns], np.stack([rows + 1, columns + 1], axis=1)


def margin(answers, values, weight, m):
    shares = np.bincount(values[:, m], weights=answers * weight)
    return shares / shares.sum()


def test_one_margin_by_hand() -> None:
    raked = rake(np.array([80, 20]), np.array([[1], [2]]), [np.array([1.0, 1.0])])
    assert raked.weight == pytest.approx([50 / 80, 50 / 20]) and not raked.trimmed
    assert kish(np.array([80, 20]), raked.weight) == pytest.approx(100**2 / (80 * 0.625**2 + 20 * 2.5**2))


def test_two_margins_hold_and_the_odds_ratios_of_the_sample_stay() -> None:
    """Deming and Stephan: the fitted table has the margins and the sample's interaction."""
    table = np.array([[30, 10, 25], [20, 40, 15]])
    answers, values = crossed(table)
    raked = rake(answers, values, [np.array([0.3, 0.7]), np.array([2.0, 1.0, 1.0])])
    assert margin(answers, values, raked.weight, 0)[1:] == pytest.approx([0.3, 0.7], abs=1e-6)
    assert margin(answers, values, raked.weight, 1)[1:] == pytest.approx([0.5, 0.25, 0.25], abs=1e-6)
    fitted = (answers * raked.weight).reshape(2, 3)
    odds = fitted[0, :2] * fitted[1, 1:] / (fitted[0, 1:] * fitted[1, :2])
    assert odds == pytest.approx(table[0, :2] * table[1, 1:] / (table[0, 1:] * table[1, :2]), rel=1e-5)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000))
def test_weights_are_one_on_average_and_never_beyond_the_limit(seed: int) -> None:
    random = np.random.default_rng(seed)
    answers = random.integers(1, 50, 12)
    values = np.stack(np.unravel_index(np.arange(12), (3, 4)), axis=1)  # 0 = no named value
    targets = [random.uniform(0.05, 1, 2), random.uniform(0.05, 1, 3)]
    raked = rake(answers, values, targets)
    assert raked.weight is not None
    assert answers @ raked.weight / answers.sum() == pytest.approx(1, abs=1e-3)
    assert 0 < raked.weight.min() and raked.weight.max() <= LIMIT
    assert kish(answers, raked.weight) <= answers.sum() + 1e-9
    unnamed = answers[values[:, 0] == 0].sum() / answers.sum()
    if not raked.trimmed:  # who has no named value keeps the share that they have
        now = margin(answers, values, raked.weight, 0)
        assert now == pytest.approx([unnamed, *(1 - unnamed) * targets[0] / targets[0].sum()], abs=1e-6)


def test_a_value_that_nobody_has_is_left_out() -> None:
    raked = rake(np.array([60, 40]), np.array([[1], [3]]), [np.array([0.25, 0.5, 0.25])])
    assert margin(np.array([60, 40]), np.array([[1], [3]]), raked.weight, 0)[[1, 3]] == pytest.approx([0.5, 0.5])


def test_a_margin_whose_values_nobody_has_changes_nothing() -> None:
    raked = rake(np.array([60, 40]), np.array([[0], [0]]), [np.array([0.25, 0.75])])
    assert raked.weight == pytest.approx([1, 1])


def test_margins_that_contradict_each_other_have_no_weights() -> None:
    answers, values = crossed([[50, 0], [0, 50]])  # the young are all men, the old all women
    raked = rake(answers, values, [np.array([0.5, 0.5]), np.array([0.9, 0.1])])
    assert raked.weight is None and raked.missed > MISSED


def test_weights_that_explode_are_held_and_the_miss_is_told() -> None:
    answers, values = crossed([[990], [10]])
    raked = rake(answers, values, [np.array([0.5, 0.5]), np.array([1.0])])
    assert raked.trimmed and raked.weight.max() == pytest.approx(LIMIT)
    assert raked.missed == pytest.approx(0.5 - LIMIT * 10 / 1000, abs=0.01)

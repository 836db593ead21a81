"""Gini, deciles and their intervals, against plain counts of every pair and every person."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.analyze.formulas.intervals import Z95
from voc.analyze.formulas.lorenz import spread


def of(people):
    values, counts = np.unique(np.asarray(people, float), return_counts=True)
    return spread(values, counts.astype(float))


amounts = st.lists(st.integers(0, 20) | st.integers(0, 10**6), min_size=1, max_size=40).filter(any)
bands = st.lists(st.sampled_from([0, 500, 2_000, 15_000, 125_000]), min_size=1, max_size=40).filter(any)


@given(amounts | bands)
def test_gini_is_the_mean_difference_of_all_pairs(people) -> None:
    x = np.array(people, float)
    assert of(people).gini == pytest.approx(
        np.abs(x[:, None] - x).sum() / (2 * x.size**2 * x.mean()), abs=1e-9
    )


@given(amounts | bands)
def test_a_decile_is_a_tenth_of_the_people_and_the_ten_add_up_to_all(people) -> None:
    tenths = np.repeat(np.sort(np.array(people, float))[::-1], 10).reshape(10, -1)  # each person is ten parts
    found = of(people)
    assert found.share == pytest.approx(tenths.sum(axis=1) / tenths.sum(), abs=1e-9)
    assert found.share.sum() == pytest.approx(1)
    assert found.cumulative == pytest.approx(np.cumsum(found.share), abs=1e-9)
    assert found.top == pytest.approx(tenths[:2].sum() / tenths.sum(), abs=1e-9)


@given(amounts | bands)
def test_no_decile_has_more_than_the_one_above_it(people) -> None:
    found = of(people)
    assert (np.diff(found.share) <= 1e-9).all()
    for name in ("share", "cumulative"):
        low, high = getattr(found, f"{name}_low"), getattr(found, f"{name}_high")
        assert ((low <= getattr(found, name) + 1e-9) & (getattr(found, name) <= high + 1e-9)).all()
    assert found.gini_low <= found.gini <= found.gini_high


@given(amounts, st.integers(2, 9))
def test_neither_the_currency_nor_the_same_people_again_change_the_spread(people, times) -> None:
    found = of(people)
    for other in (of([x * times for x in people]), of(people * times)):
        assert other.gini == pytest.approx(found.gini, abs=1e-9)
        assert other.cumulative == pytest.approx(found.cumulative, abs=1e-9)


def test_alike_is_0_and_all_with_one_is_nearly_1() -> None:
    assert of([7] * 30).gini == pytest.approx(0)
    assert of([7] * 30).share == pytest.approx(np.full(10, 0.1))
    assert of([0] * 19 + [7]).gini == pytest.approx(1 - 1 / 20)
    assert of([0] * 19 + [7]).top == pytest.approx(1)


def test_where_nobody_spends_there_is_no_spread() -> None:
    found = of([0, 0, 0])
    assert np.isnan([found.gini, found.top, *found.share, *found.cumulative_high]).all()


@pytest.mark.parametrize("kind", ["amounts", "bands"])
def test_the_intervals_are_those_of_the_jackknife(kind) -> None:
    random = np.random.default_rng(7)
    people = random.gamma(2, 10_000, 400).round()
    if kind == "bands":
        people = np.array([0, 500, 2_000, 15_000, 40_000])[
            np.digitize(people, [3_000, 8_000, 15_000, 30_000])
        ]
    found = of(people)
    without = [of(np.delete(people, i)) for i in range(people.size)]
    for name in ("gini", "top", "cumulative"):
        replicas = np.array([np.atleast_1d(getattr(one, name)) for one in without])[:, :9]
        error = np.sqrt((people.size - 1) * replicas.var(axis=0))
        half = np.atleast_1d(getattr(found, f"{name}_high") - getattr(found, name))[:9]
        smooth = error > 1e-12  # of a quantile's own noise the jackknife knows nothing
        assert half[smooth] == pytest.approx(Z95 * error[smooth], rel=0.05), name

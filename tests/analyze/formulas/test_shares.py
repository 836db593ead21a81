"""Shares and their intervals, against the equations that they solve and a count person by person."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.analyze.formulas import shares
from voc.analyze.formulas.intervals import Z95

parts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(parts)
def test_a_share_at_either_end_of_its_interval_is_just_not_rejected(counts) -> None:
    part, whole = counts
    for end in shares.wilson(part, whole):
        if 0 < end < 1:
            assert abs(part / whole - end) / np.sqrt(end * (1 - end) / whole) == pytest.approx(Z95)


@given(parts)
def test_a_share_lies_in_its_interval_and_between_0_and_1(counts) -> None:
    low, high = shares.wilson(*counts)
    assert 0 <= low <= counts[0] / counts[1] <= high <= 1


PUBLISHED = [  # Newcombe 1998, table II, method 10: part/whole, other/others → low, high
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (10, 10, 0, 20, 0.6791, 1.0000),
]


@pytest.mark.parametrize(("part", "whole", "other", "others", "low", "high"), PUBLISHED)
def test_the_difference_of_shares_has_the_published_interval(part, whole, other, others, low, high) -> None:
    found = shares.difference(part, whole, other, others)
    assert found == pytest.approx((part / whole - other / others, low, high), abs=5e-5)


def test_nobody_has_no_share() -> None:
    assert np.isnan([shares.share(0, 0), *shares.wilson(0, 0), *shares.difference(1, 2, 0, 0)]).all()
    assert np.isnan(shares.share_of_sum(0, 0, 0, 0)).all()


def test_a_change_of_share_is_that_of_two_groups_and_surer_where_people_in_both_are_alike() -> None:
    p, q = 31 / 102, 41 / 102
    half = Z95 * np.sqrt(p * (1 - p) / 102 + q * (1 - q) / 102)
    apart = shares.change((30, 100, 100), (40, 100, 100))
    assert apart == pytest.approx((0.1, q - p - half, q - p + half))
    _, low, high = shares.change((30, 100, 100), (40, 100, 100), correlation=0.5)
    assert apart[1] < low < 0.1 < high < apart[2]


amounts = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 2)), min_size=2, max_size=60)


@given(amounts.filter(lambda rows: any(x for x, _ in rows)))
def test_shares_of_a_sum_add_up_and_their_variance_is_that_of_a_ratio_of_means(rows) -> None:
    x, group = np.array(rows, float).T
    found = [
        shares.share_of_sum(x[group == g].sum(), x.sum(), (x[group == g] ** 2).sum(), (x**2).sum())
        for g in range(3)
    ]
    assert sum(ratio for ratio, _, _ in found) == pytest.approx(1)
    for g, (ratio, low, high) in enumerate(found):
        residuals = x * ((group == g) - ratio)
        half = Z95 * np.sqrt((residuals**2).mean() / x.size) / x.mean()
        assert (low, high) == pytest.approx((max(ratio - half, 0), min(ratio + half, 1)), abs=1e-6)

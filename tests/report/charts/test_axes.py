"""Scales and their round values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.report.charts.axes import Scale, around

TICKS = [
    ((-20, 20), 4, [-20, -10, 0, 10, 20]),
    ((0, 1), 5, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    ((27, 33), 6, list(range(27, 34))),
]


@pytest.mark.parametrize(("ends", "about", "values"), TICKS)
def test_ticks_are_round(ends: tuple[float, float], about: int, values: list[float]) -> None:
    assert Scale(*ends, 0, 100).ticks(about) == pytest.approx(values)


def test_a_scale_may_run_downwards() -> None:
    up = Scale(0, 10, 300, 100)
    assert (up(0), up(10), up(5)) == (300, 100, 200)


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=10))
def test_limits_hold_the_values_and_zero(values: list[float]) -> None:
    low, high = around(values, least=-100, most=100)
    assert low <= min([*values, 0]) + 1e-9 and high >= max([*values, 0]) - 1e-9 and low < high

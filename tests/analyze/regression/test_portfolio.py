import numpy as np
import pytest

from voc.analyze.formulas.shares import wilson
from voc.analyze.regression.portfolio import quadrants, size

AXES = (20.0, 0.5)
POINTS = [  # effect, low, high; praised, low, high → quadrant of praise, of criticism
    ((30, 25, 35), (0.8, 0.7, 0.9), "keep_first", "undecided"),
    ((-30, -35, -25), (0.2, 0.1, 0.3), "undecided", "improve_first"),
    ((30, 25, 35), (0.2, 0.1, 0.3), "improve_first", "undecided"),  # criticism that goes with a higher NPS
    ((-30, -35, -25), (0.8, 0.7, 0.9), "undecided", "improve"),  # of what most praise
    ((5, 1, 9), (0.8, 0.7, 0.9), "keep", "improve"),
    ((-5, -9, -1), (0.2, 0.1, 0.3), "improve", "improve"),
    ((-30, -41, -19), (0.2, 0.1, 0.3), "undecided", "undecided"),
    ((-30, -35, -25), (0.45, 0.3, 0.6), "undecided", "undecided"),
    ((-5, -25, 15), (0.2, 0.1, 0.3), "undecided", "undecided"),  # of either sign, at most 25 points
    ((-1, -9, 7), (0.2, 0.1, 0.3), "improve", "improve"),  # of either sign, but small
    ((-30, np.nan, np.nan), (0.2, 0.1, 0.3), "undecided", "undecided"),  # a hint without an interval
]


@pytest.mark.parametrize(("effect", "praised", "of_praise", "of_criticism"), POINTS)
def test_a_point_is_placed_where_both_intervals_are_on_one_side(effect, praised, of_praise, of_criticism) -> None:
    x, y = (tuple(np.array([float(one)] * 2) for one in point) for point in (effect, praised))
    assert quadrants(x, AXES[0], y, AXES[1], np.array([False, True])).tolist() == [of_praise, of_criticism]


def test_the_size_of_an_effect_of_either_sign_begins_at_zero() -> None:
    found = size(np.array([-5.0, 30.0, -30.0]), np.array([-25.0, 25.0, -35.0]), np.array([15.0, 35.0, -25.0]))
    assert [one.tolist() for one in found] == [[5, 30, 30], [0, 25, 25], [25, 35, 35]]


def test_the_interval_of_a_share_is_wilsons() -> None:
    low, high = wilson(np.array([8.0, 0.0, 0.0]), np.array([10.0, 10.0, 0.0]))
    assert low[:2] == pytest.approx([0.4901625, 0.0], abs=1e-6)
    assert high[:2] == pytest.approx([0.9433178, 0.2775328], abs=1e-6)
    assert np.isnan(low[2]) and np.isnan(high[2])

import numpy as np
import pytest

from voc.analyze.portfolio import quadrants, size
from voc.analyze.shares import wilson

AXES = (20.0, 0.5)
POINTS = [  # effect, low, high; praised, low, high → quadrant
    ((-30, -35, -25), (0.2, 0.1, 0.3), "improve_first"),
    ((30, 25, 35), (0.8, 0.7, 0.9), "keep_first"),
    ((5, 1, 9), (0.8, 0.7, 0.9), "keep"),
    ((-5, -9, -1), (0.2, 0.1, 0.3), "improve"),
    ((-30, -41, -19), (0.2, 0.1, 0.3), "undecided"),
    ((-30, -35, -25), (0.45, 0.3, 0.6), "undecided"),
    ((-5, -25, 15), (0.2, 0.1, 0.3), "undecided"),  # of either sign, at most 25 points
    ((-1, -9, 7), (0.2, 0.1, 0.3), "improve"),  # of either sign, but small
    ((-30, np.nan, np.nan), (0.2, 0.1, 0.3), "undecided"),  # a hint without an interval
]


@pytest.mark.parametrize(("effect", "praised", "quadrant"), POINTS)
def test_a_point_is_placed_where_both_intervals_are_on_one_side(effect, praised, quadrant) -> None:
    x = size(*(np.array([float(one)]) for one in effect))
    y = tuple(np.array([one]) for one in praised)
    assert quadrants(x, AXES[0], y, AXES[1]).tolist() == [quadrant]


def test_the_interval_of_a_share_is_wilsons() -> None:
    low, high = wilson(np.array([8.0, 0.0, 0.0]), np.array([10.0, 10.0, 0.0]))
    assert low[:2] == pytest.approx([0.4901625, 0.0], abs=1e-6)
    assert high[:2] == pytest.approx([0.9433178, 0.2775328], abs=1e-6)
    assert np.isnan(low[2]) and np.isnan(high[2])

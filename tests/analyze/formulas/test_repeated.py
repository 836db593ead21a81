"""What people who answer repeatedly add to the figures of a topic, against sums over people."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.analyze.formulas import intervals
from voc.analyze.formulas.clusters import design_effect
from voc.analyze.formulas.intervals import Group
from voc.analyze.formulas.repeated import ALIKE, Overlap, Pairs, between_periods, linearised, worth

cells = st.lists(st.tuples(st.integers(-1, 1), st.integers(0, 1), st.integers(0, 9)), min_size=4, max_size=60).filter(
    lambda cell: 0 < sum(x for _, x, _ in cell) < len(cell)
)


def pairs(y, x, person):
    """Every two different answers of one person, one after the other."""
    z = np.stack([np.ones(len(y)), y, x, x * y], axis=1)
    same = (person[:, None] == person) & ~np.eye(len(y), dtype=bool)
    q = z.T @ same @ z
    return Pairs(q[0, 0], q[0, 1], q[1, 1], q[2, 0], q[2, 1], q[3, 0], q[3, 1], q[2, 2], q[2, 3], q[3, 3])


def counts(y):
    return Group(*(np.array([(y == side).sum()], float) for side in (1, 0, -1)))


def counted(cell, again=True):
    """The arguments of `worth`."""
    y, x, person = (np.array(one, float) for one in zip(*cell, strict=True))
    person = person if again else np.arange(len(y))
    people = tuple(np.array([len(set(person[rows]))], float) for rows in (x > 0, x == 0, x >= 0))
    return counts(y[x > 0]), counts(y[x == 0]), people, pairs(y, x, person)


def limits(one, other, people, beside):
    """Of NPS, lift and impact."""
    found = worth(one, other, people, beside)
    scaled = one.worth(found.mentioned), other.worth(found.others)
    return np.array([
        *intervals.nps_interval(*scaled[0]), *intervals.difference(*scaled, found.lift)[1:3],
        *intervals.impact_interval(one, other, found),
    ])  # fmt: skip


@given(cells)
def test_where_nobody_repeats_every_interval_is_exactly_the_plain_one(cell) -> None:
    one, other, people, beside = counted(cell, again=False)
    plain = [
        *intervals.nps_interval(*one), *intervals.difference(one, other)[1:3],
        *intervals.impact_interval(one, other),
    ]  # fmt: skip
    assert (limits(one, other, people, beside) == np.array(plain)).all()
    assert worth(one, other, people, beside)[:3] == (one.n, other.n, one.n + other.n)


@given(cells)
def test_sums_over_pairs_are_those_over_people_less_those_over_answers(cell) -> None:
    y, x, person = (np.array(one, float) for one in zip(*cell, strict=True))
    move = 2 - y + 3 * x * y
    by_person = np.bincount(person.astype(int), move)
    expected = (by_person**2).sum() - (move**2).sum()
    assert pairs(y, x, person).between((2, -1, 0, 3), (2, -1, 0, 3)) == pytest.approx(expected)


@given(cells, st.integers(2, 4))
def test_what_everybody_says_several_times_counts_as_said_once(cell, times) -> None:
    cell = [(y, x, i) for i, (y, x, _) in enumerate(cell * 20)]
    one, other, *_ = counted(cell)
    found = worth(*counted(cell * times))
    for n, g in zip(found[:3], (one.n[0], other.n[0], len(cell)), strict=True):  # a little less, as people are few
        assert 0.85 * g < n[0] <= g + 1e-9
    width = [found[[1, 3, 5]] - found[[0, 2, 4]] for found in (limits(*counted(cell)), limits(*counted(cell * times)))]
    assert width[1] == pytest.approx(width[0], rel=0.1)


@given(cells)
def test_nps_and_share_are_never_worth_more_than_their_answers(cell) -> None:
    one, other, people, beside = counted(cell)
    found = worth(one, other, people, beside)
    for n, most in zip(found[:3], (one.n, other.n, one.n + other.n), strict=True):
        assert 0 < n <= most + 1e-9
    assert all(-1 <= r <= 1 for r in found[3:])


def test_people_alike_in_both_groups_make_the_lift_surer() -> None:
    random = np.random.default_rng(1)
    mood = random.integers(-1, 2, 200)
    one, other, people, beside = counted([(y, x, i) for i, y in enumerate(mood) for x in (0, 1)])
    assert worth(one, other, people, beside).lift == pytest.approx(1)
    low, high = limits(one, other, people, beside)[2:4]
    assert high - low < 1 and low <= 0 <= high


def test_impact_has_the_spread_that_resampled_people_show() -> None:
    random = np.random.default_rng(2)
    person = np.repeat(np.arange(150), random.integers(1, 5, 150))
    mood, fond = random.normal(size=150)[person], random.random(150)[person]
    x = (random.random(len(person)) < fond * 0.7).astype(float)
    y = np.sign(np.round(mood + 0.8 * x + 0.5 * random.normal(size=len(person))))
    of_person = [np.flatnonzero(person == i) for i in range(150)]
    drawn = []
    for _ in range(1500):
        rows = np.concatenate([of_person[i] for i in random.integers(0, 150, 150)])
        drawn.append(float(intervals.impact(counts(y[rows][x[rows] > 0]), counts(y[rows][x[rows] == 0]))[0]))
    found = limits(*counted(list(zip(y, x, person, strict=True))))
    assert found[5] - found[4] == pytest.approx(2 * 1.96 * np.std(drawn), rel=0.1)


def moved(cell, person):
    """Its answers, summed by person (of ten)."""
    y, x, _ = (np.array(one, float) for one in zip(*cell, strict=True))
    sums = np.zeros((10, 4))
    np.add.at(sums, person, np.stack([np.ones(len(y)), y, x, x * y], axis=1))
    return sums


@given(cells, cells)
def test_sums_over_both_periods_are_those_over_people(before, after) -> None:
    sums = [moved(cell, np.array([i for *_, i in cell])) for cell in (before, after)]
    both = Overlap(*(sums[0].T @ sums[1]).ravel())
    c, d = (2, -1, 0, 3), (0, 1, -2, 1)
    assert both.between(c, d) == pytest.approx((sums[0] @ c) @ (sums[1] @ d))


@given(cells, cells)
def test_periods_that_share_nobody_are_not_correlated_and_no_two_wholly(before, after) -> None:
    alone = [linearised(*(counted(cell)[at] for at in (0, 1, 3))) for cell in (before, after)]
    assert between_periods(*alone, Overlap(*(np.zeros(1),) * 16)) == (0, 0)
    sums = [moved(cell, np.array([i for *_, i in cell])) for cell in (before, after)]
    both = Overlap(*(sums[0].T @ sums[1]).ravel())
    assert all(abs(r) <= ALIKE for r in between_periods(*alone, both))
    same = moved(before, np.array([i for *_, i in before]))
    alike = between_periods(alone[0], alone[0], Overlap(*(same.T @ same).ravel()))
    assert all(r == pytest.approx(ALIKE) or r == 0 for r in alike)  # 0 where all say the same


def test_a_design_effect_is_one_where_nobody_repeats_and_never_less() -> None:
    assert design_effect(10.0, 0.0, 20, 20) == 1
    assert design_effect(10.0, -5.0, 20, 12) == 1
    assert design_effect(10.0, 10.0, 2000, 1000) == pytest.approx(2, rel=0.01)
    assert design_effect(10.0, 10.0, np.nan, np.nan) == 2  # how many people is not known
    assert design_effect(0.0, 0.0, 20, 12) == 1

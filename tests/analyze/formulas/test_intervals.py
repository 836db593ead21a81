import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from voc.analyze.formulas import intervals
from voc.analyze.formulas.intervals import Group

counts = st.tuples(*[st.integers(0, 10_000)] * 3)
groups = counts.map(lambda c: Group(*c)).filter(lambda g: g.n >= 2)


@pytest.mark.parametrize(("n", "half"), [(30, 23), (100, 13), (300, 7.5)])
def test_half_width_is_that_of_the_published_examples(n: int, half: float) -> None:
    low, high = intervals.nps_interval(0.10 * n, 0.40 * n, 0.50 * n)
    assert (high - low) / 2 == pytest.approx(half, abs=0.2)


@pytest.mark.parametrize(("n", "coverage"), [(5, 0.898), (10, 0.948)])
def test_nps_interval_covers_skewed_answers_as_published(n: int, coverage: float) -> None:
    drawn = np.random.default_rng(7).multinomial(n, (0.05, 0.10, 0.85), size=40_000).T
    low, high = intervals.nps_interval(*drawn)
    assert np.mean((low <= -80) & (high >= -80)) == pytest.approx(coverage, abs=0.006)


def test_nps_by_hand() -> None:
    # n' = 13, p' = 6.75/13, d' = 2.75/13, difference .3077, variance (.7308 − .0947)/13
    assert intervals.nps(6, 2, 2) == 40
    low, high = intervals.nps_interval(6, 2, 2)
    assert (low, high) == (pytest.approx(-12.59, abs=0.01), pytest.approx(74.13, abs=0.01))


def test_an_empty_group_has_no_figures() -> None:
    none, some = Group(0, 0, 0), Group(3, 3, 3)
    assert np.isnan([intervals.nps(*none), *intervals.nps_interval(*none)]).all()
    assert np.isnan([intervals.lift(none, some), *intervals.difference(none, some)]).all()
    assert np.isnan([intervals.impact(some, none), *intervals.impact_interval(some, none)]).all()


@given(groups)
def test_nps_lies_in_its_interval_and_the_interval_within_100(group: Group) -> None:
    low, high = intervals.nps_interval(*group)
    assert -100 <= low <= intervals.nps(*group) <= high <= 100


@given(groups, groups)
def test_lift_and_impact_lie_in_their_intervals_within_200(mentioned: Group, others: Group) -> None:
    for figure, (low, high) in (
        (intervals.lift, intervals.difference(mentioned, others)[1:3]),
        (intervals.impact, intervals.impact_interval(mentioned, others)),
    ):
        assert -200 <= low <= figure(mentioned, others) <= high <= 200


@given(groups, groups)
def test_impact_is_share_times_lift(mentioned: Group, others: Group) -> None:
    share = mentioned.n / (mentioned.n + others.n)
    impact = intervals.impact(mentioned, others)
    assert impact == pytest.approx(share * intervals.lift(mentioned, others), abs=1e-9)


@given(groups, groups)
def test_swapping_promoters_and_detractors_turns_every_figure_over(mentioned: Group, others: Group) -> None:
    turned = [Group(*reversed(group)) for group in (mentioned, others)]
    (value, low, high, p), (*limits, same) = (intervals.difference(*two) for two in ((mentioned, others), turned))
    assert limits == pytest.approx([-value, -high, -low], abs=1e-9) and same == pytest.approx(p)
    low, high = intervals.impact_interval(mentioned, others)
    assert intervals.impact_interval(*turned) == (pytest.approx(-high, abs=1e-9), pytest.approx(-low, abs=1e-9))
    low, high = intervals.nps_interval(*mentioned)
    assert intervals.nps_interval(*turned[0]) == (pytest.approx(-high), pytest.approx(-low))


@given(groups, groups)
def test_p_is_below_5_percent_exactly_where_the_adjusted_interval_leaves_0_out(
    mentioned: Group, others: Group
) -> None:
    _, low, high, p = intervals.difference(mentioned, others)
    assert 0 <= p <= 1
    assume(abs(p - 0.05) > 1e-6)
    if p > 0.05:
        assert low <= 0 <= high
    elif low <= 0 <= high:  # only where it was extended to the lift itself
        assert intervals.lift(mentioned, others) in (low, high)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.8])
@pytest.mark.parametrize(
    ("mentioned", "others"),
    [
        ((0.3, 0.4, 0.3), (0.3, 0.4, 0.3)),  # no effect: this coverage is the rate of false alarms
        ((0.1, 0.4, 0.5), (0.5, 0.3, 0.2)),
        ((0.6, 0.3, 0.1), (0.4, 0.4, 0.2)),
        ((0.05, 0.1, 0.85), (0.7, 0.2, 0.1)),
    ],
)
def test_intervals_of_lift_and_impact_cover_in_simulation(
    share: float, mentioned: tuple[float, ...], others: tuple[float, ...]
) -> None:
    parts = np.concatenate((share * np.array(mentioned), (1 - share) * np.array(others)))
    drawn = np.random.default_rng(11).multinomial(300, parts, size=6_000).T
    groups = Group(*drawn[:3]), Group(*drawn[3:])
    lift = 100 * (mentioned[0] - mentioned[2] - others[0] + others[2])
    for truth, (low, high) in (
        (lift, intervals.difference(*groups)[1:3]),
        (share * lift, intervals.impact_interval(*groups)),
    ):
        assert 0.93 <= np.mean((low <= truth) & (truth <= high)) <= 0.975


def test_an_extreme_lift_of_30_answers_on_either_side_is_covered() -> None:
    random = np.random.default_rng(5)
    groups = [Group(*random.multinomial(30, mix, size=40_000).T) for mix in ((0.05, 0.1, 0.85), (0.7, 0.2, 0.1))]
    _, low, high, _ = intervals.difference(*groups)
    assert np.mean((low <= -140) & (high >= -140)) == pytest.approx(0.948, abs=0.005)


def test_benjamini_hochberg_by_hand_and_without_the_untested() -> None:
    q = intervals.benjamini_hochberg([0.01, np.nan, 0.04, 0.03, 0.5])
    assert q == pytest.approx([0.04, np.nan, 0.16 / 3, 0.16 / 3, 0.5], nan_ok=True)
    assert intervals.benjamini_hochberg([]).shape == (0,)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_q_values_keep_the_order_of_p_and_are_never_smaller(p: list[float]) -> None:
    q = intervals.benjamini_hochberg(p)
    assert (q >= np.array(p) - 1e-12).all() and (q <= 1 + 1e-12).all()
    assert (np.diff(q[np.argsort(p, kind="stable")]) >= 0).all()

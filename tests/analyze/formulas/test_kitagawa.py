"""The parts of a change of NPS: by hand, against plain arithmetic on answers, in simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.analyze.formulas import intervals
from voc.analyze.formulas.intervals import Group
from voc.analyze.formulas.kitagawa import Estimate, Side, parts
from voc.analyze.formulas.repeated import Overlap

TOPICS = 3
answers = st.lists(
    st.tuples(st.sampled_from([100, 0, -100]), st.sets(st.integers(0, TOPICS - 1))), min_size=2, max_size=60
)


def split(period):
    """Of each answer: to which group it belongs [answer, 3], and its part of every topic, last of none [answer, 4]."""
    groups = np.array([[y == score for score in (100, 0, -100)] for y, _ in period], float)
    topics = np.array([[t in topics for t in range(TOPICS)] + [not topics] for _, topics in period], float)
    return groups, topics / topics.sum(axis=1, keepdims=True)


def summed(groups, topics):
    """Answers as `split` gives them, as a partition."""
    base = groups.sum(axis=0)[:, None] * np.ones(TOPICS + 1)
    return Side(Group(*groups.T @ topics), Group(*groups.T @ topics**2), Group(*base))


def side(period):
    """The topics of a period, and last what mentions none, as a partition of its answers."""
    return summed(*split(period))


def whole(promoters, passives, detractors, base):
    """One group whose answers are not split."""
    weights = Group(*(np.array([float(x)]) for x in (promoters, passives, detractors)))
    return Side(weights, weights, Group(*(np.array([float(x)]) for x in base)))


def test_the_parts_by_hand() -> None:
    # a fifth of the base at NPS 0 becomes two fifths at −50; the base was at 20 before
    found = parts(whole(10, 0, 10, (50, 20, 30)), whole(5, 10, 25, (50, 10, 40)))
    assert found.mix.value == pytest.approx(0.2 * (0 - 20))
    assert found.rate.value == pytest.approx(0.2 * -50)
    assert found.interaction.value == pytest.approx(0.2 * -50)
    assert found.total.value == pytest.approx(-24)


@given(answers, answers)
def test_the_totals_of_a_partition_sum_to_the_change_of_nps(before, after) -> None:
    found = parts(side(before), side(after))
    change = np.mean([y for y, _ in after]) - np.mean([y for y, _ in before])
    assert found.total.value.sum() == pytest.approx(change, abs=1e-9)


@given(answers, answers)
def test_mix_rate_and_interaction_are_the_total(before, after) -> None:
    found = parts(side(before), side(after))
    summed = np.nansum([found.mix.value, found.rate.value, found.interaction.value], axis=0)
    assert summed == pytest.approx(found.total.value, abs=1e-9)


@given(answers, answers)
def test_backwards_the_partition_sums_to_the_opposite(before, after) -> None:
    forth, back = parts(side(before), side(after)), parts(side(after), side(before))
    assert forth.total.value.sum() == pytest.approx(-back.total.value.sum(), abs=1e-9)


@given(answers, answers)
def test_every_figure_lies_in_its_interval(before, after) -> None:
    for estimate in parts(side(before), side(after))[:4]:
        assert isinstance(estimate, Estimate)
        there = ~np.isnan(estimate.value)
        assert (estimate.low[there] <= estimate.value[there]).all()
        assert (estimate.value[there] <= estimate.high[there]).all()


@given(answers, answers)
def test_a_group_that_is_empty_in_one_period_is_all_mix(before, after) -> None:
    before = [(y, topics - {0}) for y, topics in before]
    found = parts(side(before), side(after))
    assert found.mix.value[0] == found.total.value[0]
    assert np.isnan(found.rate.value[0]) and np.isnan(found.interaction.value[0])


def test_for_the_whole_base_the_total_is_the_change_of_nps_with_its_adjusted_wald_variance() -> None:
    before, after = (400, 300, 300), (500, 300, 200)
    found = parts(whole(*before, before), whole(*after, after))
    _, low, high, p = intervals.difference(Group(*after), Group(*before))
    assert found.total.value == pytest.approx(20) and found.mix.value == 0
    assert found.total.high - found.total.low == pytest.approx(high - low, rel=0.003)
    assert found.p_value[0] == pytest.approx(p, rel=0.1)


SHARES, NEW_SHARES = np.array([0.4, 0.25, 0.1]), np.array([0.3, 0.4, 0.1])
EFFECTS, NEW_EFFECTS = np.array([0.5, -0.6, 0.0]), np.array([0.5, -1.0, 0.2])


def drawn(random, n, shares, effects, times):
    mentioned = random.random((times, n, TOPICS)) < shares
    mood = random.normal(size=(times, n)) + (mentioned * effects).sum(axis=2)
    split = mentioned / np.maximum(mentioned.sum(axis=2, keepdims=True), 1)
    groups = [mood > 0.3, (mood <= 0.3) & (mood > -0.6), mood <= -0.6]
    return Side(
        Group(*((split * g[..., None]).sum(axis=1) for g in groups)),
        Group(*((split**2 * g[..., None]).sum(axis=1) for g in groups)),
        Group(*(np.repeat(g.sum(axis=1)[:, None], TOPICS, axis=1) for g in groups)),
    )


def test_intervals_cover_the_truth_and_the_test_keeps_its_level() -> None:
    random = np.random.default_rng(5)
    old = drawn(random, 400_000, SHARES, EFFECTS, 1), drawn(random, 400_000, NEW_SHARES, NEW_EFFECTS, 1)
    truth = parts(*old)
    sample = drawn(random, 300, SHARES, EFFECTS, 1500)
    found = parts(sample, drawn(random, 300, NEW_SHARES, NEW_EFFECTS, 1500))
    for name in ("mix", "rate", "interaction", "total"):
        true, seen = getattr(truth, name).value, getattr(found, name)
        covered = np.mean((seen.low <= true) & (true <= seen.high), axis=0)
        assert (covered > 0.92).all(), name
    assert np.mean(parts(sample, drawn(random, 300, SHARES, EFFECTS, 1500)).p_value < 0.05, axis=0) == (
        pytest.approx([0.05] * TOPICS, abs=0.02)
    )


def test_the_total_has_the_spread_that_resampled_answers_show() -> None:
    random = np.random.default_rng(3)
    periods = [
        [(int(random.choice([100, 0, -100], p=p)), {t for t in range(TOPICS) if random.random() < s}) for _ in range(400)]
        for p, s in (((0.4, 0.3, 0.3), 0.3), ((0.3, 0.3, 0.4), 0.5))
    ]  # fmt: skip
    found = parts(*map(side, periods)).total
    answers = [np.hstack(split(period)) for period in periods]
    again = []
    for _ in range(300):
        resampled = (rows[random.integers(0, len(rows), len(rows))] for rows in answers)
        again.append(parts(*(summed(rows[:, :3], rows[:, 3:]) for rows in resampled)).total.value)
    assert (found.high - found.low) / 2 / 1.96 == pytest.approx(np.std(again, axis=0), rel=0.15)


# -- people who answer in both periods -----------------------------------------------------


def overlapping(before, after):
    """The sums over people of whom each gives one answer in both periods, in the same order."""
    (groups, parts_before), (others, parts_after) = split(before), split(after)
    y, v = groups[:, 0] - groups[:, 2], others[:, 0] - others[:, 2]
    return Overlap(*(
        (one * other).sum(axis=0)
        for one in (np.ones_like(parts_before), y[:, None] + 0 * parts_before, parts_before, parts_before * y[:, None])
        for other in (np.ones_like(parts_after), v[:, None] + 0 * parts_after, parts_after, parts_after * v[:, None])
    ))  # fmt: skip


def ends(found):
    return np.array([[*estimate] for estimate in found[:4]]), found.p_value


@given(answers, answers)
def test_where_nobody_answers_in_both_every_limit_is_exactly_that_of_other_people(before, after) -> None:
    nothing = Overlap(*(np.zeros(TOPICS + 1),) * 16)
    alone, beside = (ends(parts(side(before), side(after), both)) for both in (None, nothing))
    assert np.array_equal(alone[0], beside[0], equal_nan=True)
    assert np.array_equal(alone[1], beside[1], equal_nan=True)


@given(answers)
def test_a_period_compared_with_itself_is_surer_and_never_certain(period) -> None:
    one = side(period)
    (apart, p), (surer, same) = (ends(parts(one, one, both)) for both in (None, overlapping(period, period)))
    width, less = apart[3, 2] - apart[3, 1], surer[3, 2] - surer[3, 1]
    assert (less <= width + 1e-9).all() and (less[width > 1e-9] > 0).all()
    assert (np.isnan(p) == np.isnan(same)).all()


def test_every_part_has_the_spread_that_resampled_people_show() -> None:
    random = np.random.default_rng(4)
    people, periods = 600, []
    mood, fond = random.normal(size=people), random.random((people, TOPICS))
    for level, share in ((0.0, 0.3), (0.2, 0.5)):
        score = np.sign(np.round(mood + level + 0.6 * random.normal(size=people)))
        again = np.where(random.random((people, TOPICS)) < 0.7, fond, random.random((people, TOPICS)))
        periods.append([(int(100 * y), set(np.flatnonzero(own < share).tolist())) for y, own in zip(score, again, strict=True)])
    seen = [np.hstack(split(period)) for period in periods]
    drawn = []
    for _ in range(600):
        who = random.integers(0, people, people)
        drawn.append([[*estimate.value] for estimate in parts(*(summed(rows[who, :3], rows[who, 3:]) for rows in seen))[:4]])
    spread = np.std(drawn, axis=0)
    apart, both = (ends(parts(*map(side, periods), overlap))[0] for overlap in (None, overlapping(*periods)))
    assert (both[:, 2] - both[:, 1]) / 3.92 == pytest.approx(spread, rel=0.12)
    assert ((apart[:, 2] - apart[:, 1])[3] / 3.92 > 1.08 * spread[3]).all()

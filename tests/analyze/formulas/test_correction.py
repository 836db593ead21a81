"""Without the errors of the model: what comes back, how sure it is, what is left alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.analyze.formulas import correction, intervals
from voc.analyze.formulas.correction import Moments
from voc.records import TopicRates

GROUPS = range(3)
SURE = TopicRates(10**9, 10**9, 10**9, 0)


def moments(group, undecided, read, decided, t, f) -> Moments:
    """One cell of these answers; `group` is 0 for a promoter, 1 for a passive, 2 for a detractor."""
    m, by_t, by_f = correction.mentioned(undecided, read, decided, t, f)

    def sums(weight):
        return np.array([[np.asarray(weight)[group == g].sum() for g in GROUPS]])

    return Moments(sums(np.ones(len(group))), sums(m), sums(m**2), sums(by_t), sums(by_f))


def side(group, of) -> intervals.Group:
    return intervals.Group(*(int((of & (group == g)).sum()) for g in GROUPS))


@given(st.integers(20, 300), st.integers(0, 2**32 - 1))
def test_where_the_model_never_errs_corrected_is_raw(n, seed) -> None:
    random = np.random.default_rng(seed)
    group, undecided = random.integers(0, 3, n), random.integers(1, 4, n)
    read = random.binomial(undecided, 0.3)
    cell, nothing = moments(group, undecided, read, np.zeros(n, bool), 1.0, 0.0), (0.0, 0.0)
    yes, no = side(group, read > 0), side(group, read == 0)
    value, low, high = correction.share(cell, nothing)
    assert value[0] == pytest.approx(yes.n / n) and low[0] <= value[0] <= high[0]
    if min(yes.n, no.n) >= 10:
        found = [float(one[0]) for one in correction.lift(cell, nothing)]
        assert found == pytest.approx(intervals.difference(yes, no)[:3])


def test_a_lift_of_68_that_reads_48_comes_back() -> None:
    # 1,500 answers mention it (NPS −38), 8,500 do not (NPS 30); .8 and .05 of them are read to
    yes, no = np.array([240, 450, 810]), np.array([4250, 2550, 1700])
    read = 0.8 * yes + 0.05 * no
    raw = intervals.lift(intervals.Group(*read), intervals.Group(*(yes + no - read)))
    assert raw == pytest.approx(-48, abs=0.5)
    weight = [correction.mentioned(1, k, False, 0.8, 0.05) for k in (0, 1)]
    m, squares, by_t, by_f = (
        (yes + no - read) * part[0] + read * part[1]
        for part in zip(*((w[0], w[0] ** 2, w[1], w[2]) for w in weight), strict=True)
    )
    cell = Moments(*(one[None] for one in ((yes + no).astype(float), m, squares, by_t, by_f)))
    value, low, high = correction.lift(cell, (0.0, 0.0))
    assert value[0] == pytest.approx(-68) and low[0] < -68 < high[0] < raw
    assert correction.share(cell, (0.0, 0.0))[0] == pytest.approx(0.15)


@given(st.integers(0, 6), st.integers(0, 6), st.floats(0.5, 1), st.floats(0, 0.15))
def test_the_mean_of_m_tells_whether_an_answer_mentions_it_however_many_comments_do(
    mention, silent, t, f
) -> None:
    mean = 0.0
    for found in range(mention + 1):
        for wrong in range(silent + 1):
            p = binomial(mention, found, t) * binomial(silent, wrong, f)
            mean += p * correction.mentioned(mention + silent, found + wrong, False, t, f)[0]
    assert mean == pytest.approx(float(mention > 0), abs=1e-9)


def binomial(n, k, p) -> float:
    ways = np.prod([(n - i) / (i + 1) for i in range(k)])
    return float(ways * p**k * (1 - p) ** (n - k))


@given(st.integers(1, 5), st.data(), st.floats(0.5, 0.95), st.floats(0.01, 0.15))
def test_derivatives_are_those_of_m(u, data, t, f) -> None:
    read, step = data.draw(st.integers(0, u)), 1e-6

    def m(at_t, at_f):
        return correction.mentioned(u, read, False, at_t, at_f)[0]

    _, by_t, by_f = correction.mentioned(u, read, False, t, f)
    assert by_t == pytest.approx((m(t + step, f) - m(t - step, f)) / (2 * step), rel=1e-4, abs=1e-4)
    assert by_f == pytest.approx((m(t, f + step) - m(t, f - step)) / (2 * step), rel=1e-4, abs=1e-4)


def test_what_a_person_has_decided_is_not_corrected() -> None:
    # a decided mention is one, whatever else is read; without undecided comments nothing is guessed
    for undecided, read in ((0, 0), (3, 0), (3, 2)):
        assert [float(x) for x in correction.mentioned(undecided, read, True, 0.7, 0.1)] == [1, 0, 0]
    assert [float(x) for x in correction.mentioned(0, 0, False, 0.7, 0.1)] == [0, 0, 0]


KNOWN = [
    (None, False),
    (TopicRates(20, 16, 500, 10), True),
    (TopicRates(19, 16, 500, 10), False),  # too few to know the rate
    (TopicRates(500, 400, 19, 0), False),
    (TopicRates(100, 30, 100, 5), False),  # hardly told from what does not mention it
    (SURE, True),
]


@pytest.mark.parametrize(("rates", "known"), KNOWN)
def test_only_rates_that_are_known_correct(rates, known) -> None:
    assert correction.known(rates) is known


def test_lift_is_null_where_hardly_any_answer_is_left() -> None:
    # 12 of 200 are read to mention it, 10 more than errors would give: fewer than ten are left
    group = np.arange(200) % 3
    read = (np.arange(200) < 12).astype(int)
    cell = moments(group, np.ones(200), read, np.zeros(200, bool), 0.8, 0.05)
    assert np.isnan(correction.lift(cell, (0.001, 0.0001))).all()
    value, low, _ = correction.share(cell, (0.001, 0.0001))
    assert value[0] == pytest.approx((0.06 - 0.05) / 0.75) and low[0] == 0


WORLDS = [  # answers, share, NPS mentioned and not, t, f, held-out comments with and without
    (1000, 0.15, -38, 30, 0.80, 0.05, 60, 400),
    (300, 0.30, -20, 20, 0.90, 0.02, 30, 450),
    (2000, 0.10, 10, 10, 0.70, 0.02, 40, 500),
]


@pytest.mark.parametrize("world", WORLDS)
def test_intervals_cover_the_truth_nineteen_times_in_twenty(world) -> None:
    n, share, nps_yes, nps_no, t, f, positives, negatives = world
    random, draws = np.random.default_rng(7), 1000
    of_share, of_lift, lifts = [], [], []
    for _ in range(draws):
        mention = random.random(n) < share
        promoters = np.where(mention, (70 + nps_yes) / 200, (70 + nps_no) / 200)
        point = random.random(n)
        group = np.where(point < promoters, 0, np.where(point < promoters + 0.3, 1, 2))
        undecided = 1 + (random.random(n) < 0.3)  # the second comment mentions it three times in ten
        again = mention & (random.random(n) < 0.3)
        read = (random.random(n) < np.where(mention, t, f)).astype(int)
        read += (undecided == 2) & (random.random(n) < np.where(again, t, f))
        rates = TopicRates(positives, random.binomial(positives, t), negatives, random.binomial(negatives, f))
        at, variances = (correction.tpr(rates), correction.fpr(rates)), correction.variances(rates)
        cell = moments(group, undecided, read, np.zeros(n, bool), *at)
        _, low, high = correction.share(cell, variances)
        of_share.append(low[0] <= share <= high[0])
        value, low, high = correction.lift(cell, variances)
        if not np.isnan(value[0]):
            of_lift.append(low[0] <= nps_yes - nps_no <= high[0])
            lifts.append(value[0])
    assert len(lifts) > 0.95 * draws
    assert 0.935 <= np.mean(of_share) <= 0.98
    assert 0.935 <= np.mean(of_lift) <= 0.98
    assert np.median(lifts) == pytest.approx(nps_yes - nps_no, abs=1.5)

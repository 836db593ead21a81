import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from voc.analyze.formulas import intervals
from voc.analyze.formulas.clusters import Sums, effective_n, student
from voc.analyze.formulas.intervals import Group

counts = st.tuples(*[st.integers(0, 5_000)] * 3).filter(lambda c: sum(c) >= 2).map(lambda c: Group(*c))


def counted(y, person, weight=None):
    """The arguments of effective_n for answers y of −1, 0, 1."""
    w = np.ones(len(y)) if weight is None else weight
    _, person = np.unique(person, return_inverse=True)
    sums, scores = np.bincount(person, w), np.bincount(person, w * y)
    group = Group(*(w[y == value].sum() for value in (1, 0, -1)))
    people = Sums(len(sums), (sums**2).sum(), (scores * sums).sum(), (scores**2).sum())
    return group, len(y), (w**2).sum(), people


@given(counts)
def test_where_nobody_repeats_every_answer_counts_and_the_interval_is_the_plain_one(group: Group) -> None:
    once = Sums(group.n, group.n, group.promoters - group.detractors, group.promoters + group.detractors)
    n = effective_n(group, group.n, group.n, once)
    assert n == group.n
    assert intervals.nps_interval(*group.worth(n)) == intervals.nps_interval(*group)


@given(st.integers(0, 10_000), st.booleans())
def test_an_answer_never_counts_more_than_once_nor_less_than_if_people_repeat_themselves(seed: int, weighted: bool) -> None:
    random = np.random.default_rng(seed)
    n = random.integers(2, 60)
    y, person = random.integers(-1, 2, n), random.integers(0, random.integers(1, 40), n)
    weight = random.uniform(0.2, 5, n) if weighted else None
    group, answers, squares, people = counted(y, person, weight)
    worth = effective_n(group, answers, squares, people)
    assert 0 < worth <= group.n**2 / squares + 1e-9 <= n + 1e-6


@pytest.mark.parametrize("weighted", [False, True])
def test_the_variance_is_that_of_statsmodels(weighted: bool) -> None:
    """A weighted mean with clusters is a weighted regression on a constant with their sandwich."""
    random = np.random.default_rng(3)
    own = random.normal(size=300)
    person = random.integers(0, 300, 900)
    y = np.sign(np.round(own[person] + random.normal(size=900)))
    weight = random.uniform(0.5, 2, 900) if weighted else np.ones(900)
    fit = sm.WLS(y, np.ones(900), weights=weight).fit(
        cov_type="cluster", cov_kwds={"groups": person, "use_correction": True, "df_correction": False}, use_t=False
    )
    group, answers, squares, people = counted(y, person, weight)
    spread = (group.promoters + group.detractors) / group.n - fit.params[0] ** 2
    # statsmodels' G/(G − 1) · (n − 1)/(n − k) with k = 1 is G/(G − 1)
    expected = answers * spread / (answers - 1) / fit.bse[0] ** 2
    expected *= (t.ppf(0.975, answers - 1) / t.ppf(0.975, people.people - 1)) ** 2
    assert effective_n(group, answers, squares, people) == pytest.approx(expected, rel=1e-4)
    assert expected < 0.7 * answers


def test_where_everybody_says_the_same_people_count_not_answers() -> None:
    y, person = np.ones(30), np.repeat(np.arange(10), 3)
    n = effective_n(*counted(y, person))
    assert n == pytest.approx(10 * (t.ppf(0.975, 29) / t.ppf(0.975, 9)) ** 2, rel=1e-3)
    assert effective_n(*counted(np.array([1, 0, 1]), np.zeros(3))) == 1


def test_an_empty_group_is_worth_nothing_known() -> None:
    assert np.isnan(effective_n(Group(0, 0, 0), 0, 0, Sums(0, 0, 0, 0)))


@pytest.mark.parametrize("freedom", [3, 4, 9, 29, 500])
def test_the_quantile_is_that_of_student(freedom: int) -> None:
    assert student(np.array(freedom)) == pytest.approx(t.ppf(0.975, freedom), rel=2e-3)


@pytest.mark.parametrize("shares", [(0.3, 0.4, 0.3), (0.6, 0.3, 0.1)])
@pytest.mark.parametrize(("people", "answers"), [(10, [1, 2, 3, 6]), (50, [1, 1, 1, 3]), (200, [1, 2, 3, 6])])
@pytest.mark.parametrize("alike", [0.0, 0.5, 0.85])
def test_the_interval_covers_whoever_repeats_himself(shares, people: int, answers: list[int], alike: float) -> None:
    """3,000 surveys; `alike` is the chance that an answer is the person's own usual one."""
    random = np.random.default_rng(17)
    shape = (3_000, people, max(answers))
    given_ = random.choice(answers, shape[:2])
    y = random.choice([1, 0, -1], shape, p=shares)
    usual = random.choice([1, 0, -1], (*shape[:2], 1), p=shares)
    y = np.where(random.random(shape) < alike, usual, y)
    there = np.arange(shape[2]) < given_[..., None]
    group = Group(*(((y == value) & there).sum((1, 2)) for value in (1, 0, -1)))
    s = (y * there).sum(2)
    sums = Sums(np.full(3_000, people), (given_**2).sum(1), (s * given_).sum(1), (s**2).sum(1))
    low, high = intervals.nps_interval(*group.worth(effective_n(group, group.n, group.n, sums)))
    truth = 100 * (shares[0] - shares[2])
    covered = np.mean((low <= truth) & (truth <= high))
    assert 0.92 <= covered <= 0.98
    if alike == 0.85 and len(set(answers)) > 2:  # as independent answers they would not be covered
        low, high = intervals.nps_interval(*group)
        assert np.mean((low <= truth) & (truth <= high)) < 0.8

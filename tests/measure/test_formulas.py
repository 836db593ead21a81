"""Formulas by hand, and against scikit-learn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score

from tests.measure.conftest import known, read, values


def test_calibration_error_by_hand() -> None:
    gold = [known(complaint=True), known(complaint=False), known(complaint=False), known(complaint=True)]
    figures = values(gold, [read(complaint=p) for p in (0.9, 0.9, 0.1, 0.1)])
    assert figures["complaint_ece"] == pytest.approx(0.4)


@given(st.lists(st.booleans(), min_size=2, max_size=30).filter(any), st.randoms(use_true_random=False))
def test_average_precision_is_that_of_scikit_learn(churns, rng) -> None:
    p = [i / len(churns) for i in range(len(churns))]
    rng.shuffle(p)
    figures = values([known(churn=c) for c in churns], [read(churn=x) for x in p])
    assert figures["churn_average_precision"] == pytest.approx(average_precision_score(churns, p))


@given(st.lists(st.tuples(st.booleans(), st.sampled_from((0.1, 0.4, 0.6))), min_size=2, max_size=20))
def test_comments_of_the_same_probability_have_one_rank(rows) -> None:
    churns, p = zip(*rows, strict=True)
    figures = values([known(churn=c) for c in churns], [read(churn=x) for x in p])
    if any(churns):
        assert figures["churn_average_precision"] == pytest.approx(average_precision_score(churns, p))


def test_a_comment_where_nobody_looked_for_churn_has_no_rank() -> None:
    gold = [known(churn=True), known(churn=None), known(churn=False)]
    assert values(gold, [read(churn=p) for p in (0.5, 0.9, 0.1)])["churn_average_precision"] == 1.0


def test_calibration_counts_who_is_quite_sure_and_tells_neighbouring_bins_apart() -> None:
    wrong = values([known(complaint=False), known()], [read(complaint=1.0), read()])
    assert wrong["complaint_ece"] == 1.0
    gold = [known(complaint=True), known(complaint=False)]
    assert values(gold, [read(complaint=0.6), read(complaint=0.9)])["complaint_ece"] == pytest.approx((0.4 + 0.9) / 2)

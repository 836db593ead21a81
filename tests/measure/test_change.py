"""What one model reads better or worse than another, on the same comments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measure.conftest import PRICE, STAFF, known, read
from voc.measure import compared, measure

SIDES = st.sampled_from(["negative", "neutral", "positive"])


def test_a_model_that_mends_one_reading_in_three_is_better_and_its_reverse_worse() -> None:
    gold = [known("negative", topics={PRICE})] * 20 + [known("positive", topics={STAFF})] * 40
    good = [read("negative", topics=[PRICE])] * 20 + [read("positive", topics=[STAFF])] * 40
    bad = [read("positive", topics=[STAFF])] * 20 + good[20:]
    better, worse = compared(gold, bad, good), compared(gold, good, bad)
    for name in ("sentiment_macro_f1", "topic_f1", "price_f1", "staff_f1"):
        assert (better[name].verdict, worse[name].verdict) == (1, -1), name
        assert better[name].change.value == pytest.approx(-worse[name].change.value)
        assert better[name].change.low > 0 > worse[name].change.high
    made_up = [read("negative", topics=[("access", "negative")])] * 60
    assert "access_f1" not in compared(gold, made_up, made_up)  # nobody labelled it
    assert better["sentiment_accuracy"].before == pytest.approx(2 / 3) and better["sentiment_accuracy"].after == 1.0


def test_the_same_readings_differ_in_nothing() -> None:
    gold = [known("negative"), known("positive")] * 20
    same = [read("negative")] * 40
    for own in compared(gold, same, same).values():
        assert (own.change.value, own.change.low, own.change.high, own.verdict) == (0, 0, 0, 0)


def test_of_a_handful_of_comments_nothing_is_believed() -> None:
    gold = [known("negative", topics={PRICE})] * 9 + [known("positive", topics={STAFF})] * 30
    before = [read("negative", topics=[STAFF])] * 9 + [read("positive", topics=[STAFF])] * 30
    after = [read("negative", topics=[PRICE])] * 9 + [read("positive", topics=[STAFF])] * 30
    found = compared(gold, before, after)
    assert found["price_f1"].change.low > 0 and found["price_f1"].verdict == 0
    assert found["staff_f1"].verdict == 1


@given(st.lists(st.tuples(SIDES, SIDES, SIDES), min_size=1, max_size=30))
def test_before_and_after_are_the_figures_of_each_by_itself(told) -> None:
    labelled, first, then = zip(*told, strict=True)
    gold, before, after = [known(s) for s in labelled], [read(s) for s in first], [read(s) for s in then]
    found = compared(gold, before, after, draws=20)
    alone = [measure(gold, readings, draws=0) for readings in (before, after)]
    for name in ("sentiment_accuracy", "sentiment_macro_f1"):
        assert (found[name].before, found[name].after) == tuple(own[name].value for own in alone)
    assert not [name for name in found if name.endswith(("_ece", "_false_alarm"))]  # of which less is better

"""Single comments: read right, and where in the confusion matrix."""

import pytest

from tests.measure.conftest import PRICE, STAFF, known, read
from voc import measure

PASSES = [  # labelled, read, whether that is right
    (known("negative", complaint=True), read("negative", complaint=0.9), True),
    (known("negative", complaint=True), read("negative", complaint=0.1), False),
    (known("negative"), read("positive"), False),
    (known("negative"), read("negative", mixed=0.9), False),
    (known("mixed"), read("negative", mixed=0.9), True),
    (known("neutral", request=True), read("neutral", request=0.6), True),
    (known("neutral", request=False), read("neutral", request=0.6), False),
    (known("negative", complaint=True, request=False), read("negative", complaint=None, request=None), True),
]


@pytest.mark.parametrize(("gold", "reading", "right"), PASSES)
def test_a_hard_case_passes_when_all_of_it_is_right(gold, reading, right) -> None:
    assert measure.passes(gold, reading) is right


def test_what_a_comment_says_is_told_as_labelled_and_as_read() -> None:
    gold = known("mixed", complaint=True, request=False, mixed=True, topics={STAFF, PRICE})
    assert measure.as_labelled(gold) == ("mixed", ["complaint"], sorted([STAFF, PRICE]))
    assert measure.as_labelled(known("neutral", topics=None)) == ("neutral", [], [])
    reading = read("negative", mixed=0.5, complaint=0.5, churn=0.4, request=None, topics=[STAFF])
    assert measure.as_read(reading) == ("mixed", ["complaint"], [STAFF])


def test_the_confusion_matrix_names_the_comments_of_each_cell() -> None:
    gold = [known("negative"), known("mixed"), known("negative")]
    readings = [read("negative"), read("positive", mixed=0.7), read("positive")]
    assert measure.confusion(gold, readings) == {
        ("negative", "negative"): [0], ("mixed", "mixed"): [1], ("negative", "positive"): [2]
    }  # fmt: skip


def test_a_topic_is_found_missed_or_made_up_where_topics_were_labelled() -> None:
    gold = [known(topics={PRICE}), known(topics={PRICE}), known(topics={STAFF}), known(topics=None)]
    readings = [read(topics=[("price", "positive")]), read(), read(topics=[PRICE, STAFF]), read(topics=[PRICE])]
    assert measure.topics_found(gold, readings) == {"price": ([0], [1], [2]), "staff": ([2], [], [])}
    assert measure.topics_found([known(topics=None)], [read(topics=[PRICE])]) == {}


def test_a_flag_is_found_missed_or_made_up_where_it_was_labelled_and_is_told() -> None:
    gold = [known(complaint=True), known(complaint=True), known(complaint=False), known(), known(complaint=True, churn=False)]
    readings = [read(complaint=0.5), read(complaint=0.4), read(complaint=0.9), read(complaint=0.9), read(complaint=None)]
    assert measure.flags_found(gold, readings) == {"complaint": ([0], [1], [2])}


def test_half_a_complaint_is_one_in_a_hard_case_too() -> None:
    assert measure.passes(known("negative", complaint=True), read("negative", complaint=0.5))


def test_topics_are_told_in_the_same_order_as_labelled_and_as_read() -> None:
    gold, reading = known(topics={STAFF, PRICE}), read(topics=[STAFF, PRICE])
    assert measure.as_read(reading).topics == measure.as_labelled(gold).topics

"""Single comments: read right, and where in the confusion matrix."""

import pytest

from tests.measure.conftest import known, read
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


def test_the_confusion_matrix_names_the_comments_of_each_cell() -> None:
    gold = [known("negative"), known("mixed"), known("negative")]
    readings = [read("negative"), read("positive", mixed=0.7), read("positive")]
    assert measure.confusion(gold, readings) == {
        ("negative", "negative"): [0], ("mixed", "mixed"): [1], ("negative", "positive"): [2]
    }  # fmt: skip

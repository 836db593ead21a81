"""Figures counted by hand, and against scikit-learn."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score

from voc import measure
from voc.gold import Gold
from voc.records import Mention, Reading, Reason, TopicRates

PRICE, STAFF = ("price", "negative"), ("staff", "positive")


def known(sentiment="neutral", topics=frozenset(), spans=None, **flags) -> Gold:
    asked = dict.fromkeys(("complaint", "request", "non_answer", "churn", "urgent")) | flags
    return Gold("", "料金が高い。店員は親切", "", sentiment, asked, None if topics is None else frozenset(topics), spans or {})


def read(sentiment="neutral", topics=(), spans=(0, 5), **flags) -> Reading:
    p = {f"p_{name}": float(name == sentiment) for name in ("negative", "neutral", "positive")}
    zeros = dict.fromkeys(("mixed", "complaint", "request", "churn", "urgent", "non_answer"), 0.0)
    return Reading(**p, **(zeros | flags), topics=tuple(Mention(t, q, 0.9, *spans) for t, q in topics))


def values(gold, readings, **how) -> dict[str, float]:
    return {name: figure.value for name, figure in measure.measure(gold, readings, draws=0, **how).items()}


def test_sentiment_is_averaged_over_the_classes_without_mixed_comments() -> None:
    gold = [known("negative"), known("negative"), known("neutral"), known("mixed")]
    figures = values(gold, [read("negative"), read("neutral"), read("neutral"), read("negative")])
    assert figures["negative_f1"] == pytest.approx(2 / 3)
    assert figures["neutral_f1"] == pytest.approx(2 / 3)
    assert figures["sentiment_accuracy"] == pytest.approx(2 / 3)
    assert figures["mixed_f1"] == 0.0


def test_a_class_that_nobody_labelled_or_read_is_left_out_of_the_mean() -> None:
    figures = values([known("negative"), known("positive")], [read("negative"), read("negative")])
    assert figures["sentiment_macro_f1"] == pytest.approx((2 / 3 + 0) / 2) and "neutral_f1" not in figures


def test_a_flag_counts_only_where_someone_looked() -> None:
    gold = [known(complaint=True), known(complaint=False), known(complaint=None)]
    figures = values(gold, [read(complaint=0.5), read(complaint=0.49), read(complaint=0.9)])
    assert figures["complaint_f1"] == 1.0
    assert "request_f1" not in figures and "churn_average_precision" not in figures


def test_a_topic_with_the_wrong_polarity_is_half_right() -> None:
    figures = values([known(topics={PRICE, STAFF})], [read(topics=[("price", "positive"), STAFF])])
    assert (figures["topic_f1"], figures["topic_polarity_f1"]) == (1.0, 0.5)


def test_topics_that_nobody_looked_for_are_not_counted() -> None:
    assert "topic_f1" not in values([known(topics=None)], [read(topics=[PRICE])])


def test_evidence_is_compared_letter_by_letter_where_both_know_the_topic() -> None:
    gold = [known(topics={PRICE, STAFF}, spans={PRICE: ((0, 5),), STAFF: ((6, 11),)})]
    assert values(gold, [read(topics=[PRICE], spans=(0, 5))])["evidence_f1"] == 1.0
    assert values(gold, [read(topics=[PRICE], spans=(0, 11))])["evidence_f1"] == pytest.approx(2 * 5 / 16)
    assert "evidence_f1" not in values(gold, [read()])


def test_reasons_are_compared_as_evidence_is() -> None:
    gold = [replace(known(complaint=True), reasons={"complaint": ((0, 5),), "urgent": ((0, 5),)})]
    told = replace(read(complaint=0.9), reasons=(Reason("complaint", 0, 11), Reason("churn", 0, 5)))
    assert values(gold, [told])["reason_f1"] == pytest.approx(2 * 5 / 16)
    assert "reason_f1" not in values(gold, [read()])


def test_calibration_error_by_hand() -> None:
    gold = [known(complaint=True), known(complaint=False), known(complaint=False), known(complaint=True)]
    figures = values(gold, [read(complaint=p) for p in (0.9, 0.9, 0.1, 0.1)])
    assert figures["complaint_ece"] == pytest.approx(0.4)


def test_calibration_of_a_topic_needs_its_probability_in_every_comment() -> None:
    gold = [known(topics={PRICE}), known()]
    p = {"price.negative": np.array([0.8, 0.1])}
    assert values(gold, [read(), read()], probabilities=p)["price.negative_ece"] == pytest.approx(0.15)
    assert "price.negative_ece" not in values(gold, [read(), read()])


@given(st.lists(st.booleans(), min_size=2, max_size=30).filter(any), st.randoms(use_true_random=False))
def test_average_precision_is_that_of_scikit_learn(churns, rng) -> None:
    p = [i / len(churns) for i in range(len(churns))]
    rng.shuffle(p)
    figures = values([known(churn=c) for c in churns], [read(churn=x) for x in p])
    assert figures["churn_average_precision"] == pytest.approx(average_precision_score(churns, p))


def test_an_interval_holds_its_figure_and_narrows_with_more_comments() -> None:
    def width(times: int) -> float:
        gold = [known("negative"), known("negative"), known("positive"), known("neutral")] * times
        readings = [read("negative"), read("positive"), read("positive"), read("neutral")] * times
        figure = measure.measure(gold, readings, draws=400)["sentiment_accuracy"]
        assert figure.low <= figure.value == 0.75 <= figure.high and figure.n == 4 * times
        return figure.high - figure.low

    assert width(100) < 0.5 * width(10)


def test_nothing_labelled_is_no_figure() -> None:
    assert measure.measure([], []) == {}
    with pytest.raises(ValueError):
        measure.measure([known()], [])


def test_error_rates_by_hand() -> None:
    gold = [known(topics={PRICE}), known(topics={PRICE}), known(), known(), known(topics=None)]
    readings = [read(topics=[PRICE]), read(), read(topics=[PRICE]), read(), read(topics=[PRICE])]
    rates = measure.error_rates(gold, readings, ["price"])
    assert list(rates) == ["price.negative", "price.neutral", "price.positive"]
    assert rates["price.negative"] == {
        "positives": 2, "true_positives": 1, "negatives": 2, "false_positives": 1,
        "true_positive_rate": 0.5, "false_positive_rate": 0.5,
    }  # fmt: skip
    assert rates["price.positive"]["true_positive_rate"] is None


def test_a_share_has_an_interval_even_where_all_pass() -> None:
    all_pass, half = measure.share(20, 20), measure.share(10, 20)
    assert (all_pass.value, all_pass.high) == (1.0, pytest.approx(1.0)) and all_pass.low == pytest.approx(0.839, abs=0.001)
    assert (half.low + half.high) / 2 == pytest.approx(0.5)


PASSES = [  # labelled, read, whether that is right
    (known("negative", complaint=True), read("negative", complaint=0.9), True),
    (known("negative", complaint=True), read("negative", complaint=0.1), False),
    (known("negative"), read("positive"), False),
    (known("negative"), read("negative", mixed=0.9), False),
    (known("mixed"), read("negative", mixed=0.9), True),
    (known("neutral", request=True), read("neutral", request=0.6), True),
    (known("neutral", request=False), read("neutral", request=0.6), False),
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


def test_rates_of_a_topic_count_whatever_polarity_over_what_is_read_to_be_an_answer() -> None:
    praise = ("price", "positive")
    gold = [known(topics={PRICE}), known(topics={PRICE}), known(), known(topics={STAFF}), known(topics=None)]
    readings = [read(topics=[praise]), read(), read(topics=[PRICE]), read(topics=[STAFF]), read(topics=[PRICE])]
    assert measure.mention_rates(gold, readings, ["price", "staff"]) == {
        "price": TopicRates(positives=2, true_positives=1, negatives=2, false_positives=1),
        "staff": TopicRates(1, 1, 3, 0),
    }
    nothing_said = read(non_answer=0.9)
    assert measure.mention_rates(gold, [nothing_said] * 5, ["price"]) == {"price": TopicRates(0, 0, 0, 0)}

"""Figures counted by hand."""

from dataclasses import replace

import numpy as np
import pytest

from tests.measure.conftest import PRICE, STAFF, known, read, values
from voc import measure
from voc.records import Reason


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


def test_churn_that_nobody_labelled_can_still_be_a_false_alarm() -> None:
    figures = values([known(churn=False), known(churn=False), known()], [read(churn=0.9), read(), read(churn=0.9)])
    assert figures["churn_false_alarm"] == 0.5 and figures["churn_ece"] == pytest.approx(0.45)
    assert "churn_f1" not in figures and "urgent_false_alarm" not in figures and "complaint_false_alarm" not in figures


def test_a_topic_is_measured_on_the_comments_that_were_labelled_for_topics() -> None:
    gold = [known(topics={STAFF}), known(topics={STAFF}), known(topics={PRICE}), known(topics=None)]
    readings = [read(topics=[("staff", "negative")]), read(), read(topics=[PRICE, STAFF]), read(topics=[STAFF])]
    each = measure.by_topic(gold, measure.topics_found(gold, readings), draws=50)
    assert list(each) == ["staff", "price"]  # the commonest first
    assert each["staff"].value == pytest.approx(2 / 4) and (each["staff"].n, each["staff"].yes) == (3, 2)
    assert each["price"].low <= each["price"].value == 1.0
    assert measure.by_topic([], {}) == {}


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


def test_calibration_of_a_topic_needs_its_probability_in_every_comment() -> None:
    gold = [known(topics={PRICE}), known()]
    p = {"price.negative": np.array([0.8, 0.1])}
    assert values(gold, [read(), read()], probabilities=p)["price.negative_ece"] == pytest.approx(0.15)
    assert "price.negative_ece" not in values(gold, [read(), read()])


def test_a_flag_is_no_topic_though_its_name_is_one() -> None:
    gold, p = [known(topics={("request", "negative")})], {"request": np.array([0.9]), "request.negative": np.array([1.0])}
    assert values(gold, [read()], probabilities=p)["request_ece"] == pytest.approx(0)


def test_calibration_of_a_topic_is_of_the_probability_that_any_of_its_polarities_is_there() -> None:
    gold = [known(topics={PRICE}), known()]
    p = {"price.negative": np.array([0.8, 0.1]), "price.positive": np.array([0.5, 0.0]), "complaint": np.array([0.9, 0.9])}
    figures = values(gold, [read(), read()], probabilities=p)
    assert figures["price_ece"] == pytest.approx(((1 - 0.2 * 0.5) * -1 + 1 + 0.1) / 2)
    assert "price.positive_ece" not in figures and "complaint.negative_ece" not in figures


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


def test_a_share_has_an_interval_even_where_all_pass() -> None:
    all_pass, half = measure.share(20, 20), measure.share(10, 20)
    assert (all_pass.value, all_pass.high) == (1.0, pytest.approx(1.0)) and all_pass.low == pytest.approx(0.839, abs=0.001)
    assert (half.low + half.high) / 2 == pytest.approx(0.5)


def test_an_interval_holds_ninety_five_of_a_hundred_draws() -> None:
    gold = [known("negative"), known("positive")] * 100
    figure = measure.measure(gold, [read("negative")] * 200, draws=4000)["sentiment_accuracy"]
    assert figure.high - figure.low == pytest.approx(2 * 1.96 * (0.25 / 200) ** 0.5, rel=0.06)


def test_an_interval_is_extended_to_a_calibration_error_that_resampling_lifts() -> None:
    rows = [(p, i < 20 * p) for p in (0.2, 0.4, 0.5, 0.8) for i in range(20)]  # quite calibrated
    figure = measure.measure([known(complaint=yes) for _, yes in rows], [read(complaint=p) for p, _ in rows])["complaint_ece"]
    assert figure.low == figure.value == pytest.approx(0) and figure.high > 0


def test_what_is_looked_for_is_counted_among_the_comments_that_a_figure_stands_on() -> None:
    gold = [known(churn=True), known(churn=True), known(churn=False)]
    figure = measure.measure(gold, [read(churn=0.9), read(churn=None), read()])["churn_f1"]
    assert (figure.n, figure.yes) == (2, 1)


def test_calibration_of_sentiment_is_of_the_side_that_is_read() -> None:
    gold = [known("negative"), known("positive"), known("neutral"), known("mixed")]
    half = replace(read(), p_negative=0.3, p_neutral=0.6, p_positive=0.1)  # neutral, which one of three is
    assert values(gold, [half] * 4)["sentiment_ece"] == pytest.approx(0.6 - 1 / 3)


def test_a_flag_that_the_model_does_not_tell_has_no_figure() -> None:
    figures = values([known(complaint=True, churn=False)], [read(complaint=None, churn=None)])
    assert not [name for name in figures if name.startswith(("complaint", "churn"))]


def test_false_alarms_are_counted_among_the_comments_where_there_is_nothing() -> None:
    gold = [known(churn=True)] * 3 + [known(churn=False)] * 2
    assert values(gold, [read(churn=0.9)] * 4 + [read()])["churn_false_alarm"] == 0.5


def test_calibration_is_told_of_the_ten_commonest_topics() -> None:
    names = [f"topic{i:02}" for i in range(12)]
    gold = [known(topics={(one, "negative") for one in names[: i + 1]}) for i in range(12)]
    p = {f"{one}.negative": np.full(12, 0.5) for one in names}
    figures = values(gold, [read()] * 12, probabilities=p)
    assert [name for name in figures if name.startswith("topic") and name.endswith(".negative_ece")] == [
        f"{one}.negative_ece" for one in names[:10]
    ]


def test_calibration_of_a_topic_leaves_out_comments_that_nobody_looked_at_for_topics() -> None:
    gold, p = [known(topics={PRICE}), known(topics=None)], {"price.negative": np.array([0.8, 0.8])}
    assert values(gold, [read(), read()], probabilities=p)["price.negative_ece"] == pytest.approx(0.2)


def test_what_is_read_where_nobody_looked_for_topics_is_not_made_up() -> None:
    gold, readings = [known(topics={PRICE}), known(topics=None)], [read(topics=[PRICE])] * 2
    figures = values(gold, readings)
    assert figures["topic_f1"] == figures["topic_polarity_f1"] == 1.0


def test_a_flag_that_is_not_told_of_a_comment_is_not_missed_there() -> None:
    gold = [known(churn=True), known(churn=True)]
    assert values(gold, [read(churn=0.9), read(churn=None)])["churn_f1"] == 1.0


def test_every_span_weighs_alike_also_where_a_comment_has_several() -> None:
    gold = [known(topics={PRICE, STAFF}, spans={PRICE: ((0, 5),), STAFF: ((0, 5),)}), known(topics={PRICE}, spans={PRICE: ((0, 5),)})]
    readings = [read(topics=[PRICE, STAFF]), read(topics=[PRICE], spans=(6, 11))]
    assert values(gold, readings)["evidence_f1"] == pytest.approx(2 / 3)


def test_a_class_that_is_read_but_was_never_labelled_has_no_figure_of_its_own() -> None:
    figures = values([known("negative")], [read("neutral")])
    assert "neutral_f1" not in figures and figures["negative_f1"] == 0

"""How often a topic is found, and made up, by hand."""

from tests.measure.conftest import PRICE, STAFF, known, read
from voc import measure
from voc.records import TopicRates


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


def test_comments_that_nobody_looked_at_for_topics_have_no_rates() -> None:
    rates = measure.error_rates([known(topics=None)], [read(topics=[PRICE])], ["price"])
    assert rates["price.negative"]["positives"] == 0 and rates["price.negative"]["false_positive_rate"] is None


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


def test_what_is_missed_is_not_what_is_made_up() -> None:
    gold, readings = [known(topics={PRICE})] * 3 + [known()], [read()] * 3 + [read(topics=[PRICE])]
    assert measure.mention_rates(gold, readings, ["price"]) == {"price": TopicRates(3, 0, 1, 1)}
    assert measure.mention_rates(gold, [read(non_answer=0.5)] * 4, ["price"]) == {"price": TopicRates(0, 0, 0, 0)}

"""Logits and looks made by hand → readings."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.classify.answers import NOTHING_SAID, Answer, Heard, readings
from voc.classify.labels import FLAGS, SENTIMENTS, Labels
from voc.classify.tokens import Tokens, Window
from voc.records import POLARITIES
from voc.text import readable

LABELS = Labels("test v1", ("price", "staff", "access"))
NAMES = LABELS.names()
PIECES = (
    "料金が高い", "スタッフは親切", "けど、", "から", "。", "\n", "😀", "👨‍👩‍👧", "ﾊﾟﾝ", "ｽﾀｯﾌ", "゛", "&hellip;", "&amp;amp;",
    "電話は０９０－１２３４－５６７８", "山田様", "taro@example.com", "〒910-0858", "㈱", "㌠", "すごーーーーーい", " ", "　", "\u200b",
)  # fmt: skip
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.text(max_size=40))


def window(text, tokens) -> Window:
    """One window, one token a character of `tokens`."""
    return Window((0, *range(10, 10 + len(tokens)), 2), 1, tuple(tokens))


def answer(length: int, *, looks: dict[str, dict[int, float]] | None = None, **logits: float) -> Answer:
    """An answer that says no to everything but what is given; dots in names are written __."""
    values = np.full(LABELS.size, -9.0, np.float32)
    values[: len(SENTIMENTS)] = 0
    for name, value in logits.items():
        values[NAMES.index(name.replace("__", "."))] = value
    cast = np.zeros((length, LABELS.size), np.float32)
    for name, where in (looks or {}).items():
        for position, value in where.items():
            cast[position, NAMES.index(name)] = value
    return Answer(values, cast)


def reading(text, windows, answers, labels):
    """The reading of one text."""
    return readings([Heard(text, windows, answers)], labels)[0][0]


def whole(given: str):
    """A text with one window whose tokens are its characters."""
    text = readable(given)
    return text, window(text, [(i, i + 1) for i in range(len(text.normal))])


# -- one window ---------------------------------------------------------------------------------


def test_sentiment_is_a_softmax() -> None:
    text, only = whole("高い")
    read = reading(text, [only], [answer(2, negative=np.log(8), neutral=0, positive=0)], LABELS)
    assert (read.p_negative, read.p_neutral, read.p_positive) == pytest.approx((0.8, 0.1, 0.1))
    assert read.sentiment == "negative"


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_is_a_sigmoid_of_its_own(flag) -> None:
    text, only = whole("高い")
    read = reading(text, [only], [answer(2, **{flag: np.log(3)})], LABELS)
    assert getattr(read, flag) == pytest.approx(0.75)
    assert all(getattr(read, other) < 0.001 for other in FLAGS if other != flag)


def test_a_topic_has_its_polarity_and_the_clause_that_it_looks_at() -> None:
    given = "スタッフは親切だが、料金が高い。"
    text, only = whole(given)
    looks = {"staff.positive": {1: 2.0}, "price.negative": {given.index("料"): 1.0, 0: 0.5}}
    said = answer(len(given), staff__positive=1.0, price__negative=3.0, access__neutral=-0.01, looks=looks)
    read = reading(text, [only], [said], LABELS)
    found = [(m.topic, m.polarity, given[m.start : m.end]) for m in read.topics]
    assert found == [("price", "negative", "料金が高い"), ("staff", "positive", "スタッフは親切だが")]
    assert [m.p for m in read.topics] == pytest.approx([1 / (1 + np.exp(-3)), 1 / (1 + np.exp(-1))])


def test_one_topic_may_be_praised_here_and_blamed_there() -> None:
    given = "昼は安い。夜は高い。"
    text, only = whole(given)
    looks = {"price.positive": {0: 1.0}, "price.negative": {given.index("夜"): 1.0}}
    read = reading(text, [only], [answer(len(given), price__negative=1, price__positive=2, looks=looks)], LABELS)
    assert [m.polarity for m in read.topics] == ["positive", "negative"]


def test_of_two_polarities_read_from_the_same_words_the_likelier_counts() -> None:
    text, only = whole("高い")
    read = reading(text, [only], [answer(2, price__negative=1, price__positive=2, staff__negative=1)], LABELS)
    assert [(m.topic, m.polarity) for m in read.topics] == [("price", "positive"), ("staff", "negative")]


def test_what_makes_it_a_complaint_is_the_clause_that_it_looks_at() -> None:
    given = "スタッフは親切だが、料金が高い。"
    text, only = whole(given)
    said = answer(len(given), complaint=2.0, urgent=-1.0, looks={"complaint": {given.index("料"): 1.0}})
    read = reading(text, [only], [said], LABELS)
    assert [(r.what, given[r.start : r.end]) for r in read.reasons] == [("complaint", "料金が高い")]
    looks = {"complaint": {0: 1.0}, "churn": {0: 1.0}, "price.negative": {given.index("料"): 1.0}}
    said = answer(len(given), complaint=2.0, churn=1.0, price__negative=1.0, looks=looks)
    told = [(r.what, given[r.start : r.end]) for r in reading(text, [only], [said], LABELS).reasons]
    assert told == [("complaint", "料金が高い"), ("churn", "スタッフは親切だが")]
    assert not reading(text, [only], [answer(len(given), complaint=2.0, non_answer=3.0)], LABELS).reasons


def topics(labels: Labels = LABELS, **logits: float) -> list[tuple[str, str]]:
    """The topics read in a comment that neither judges nor asks, unless its logits say so."""
    text, only = whole("高い")
    read = reading(text, [only], [answer(2, **{"neutral": 1.0} | logits)], labels)
    return [(m.topic, m.polarity) for m in read.topics]


def test_half_means_yes() -> None:
    assert topics(price__negative=0.0) == [("price", "negative")]
    assert not topics(price__negative=-0.001, price__positive=-99, price__neutral=-99)


def test_a_topic_is_read_where_only_its_polarity_is_in_doubt() -> None:
    assert topics(price__negative=-0.5, price__neutral=-0.6) == [("price", "negative")]
    assert topics(price__negative=-0.6, staff__neutral=-0.6) == []


def test_a_topic_is_read_from_its_own_threshold_on() -> None:
    labels = Labels("test v1", LABELS.topics, (0.3, 0.5, 0.8))
    third = np.log(0.35 / 0.65)
    assert topics(labels, price__neutral=third, staff__neutral=third) == [("price", "neutral")]
    assert topics(labels, access__neutral=1.0, price__neutral=0.0) == [("price", "neutral")]


@pytest.mark.parametrize("judges", [{"negative": 3.0}, {"positive": 3.0}, {"request": 0.0}, {"mixed": 1.0}])
def test_who_judges_or_asks_speaks_of_something(judges) -> None:
    faint = {"price__negative": -1.2, "staff__negative": -1.3}
    assert topics(**faint) == []
    assert topics(**faint, **judges) == [("price", "negative")]
    assert topics(price__negative=-2.5, **judges) == []  # nothing is like it at all


def test_who_says_nothing_speaks_of_no_topic() -> None:
    text, only = whole("ない")
    assert not reading(text, [only], [answer(2, non_answer=2, price__negative=5)], LABELS).topics


def test_a_span_without_a_clause_is_the_whole_text() -> None:
    text = readable("あ")
    read = reading(text, [Window((0, 2), 1, ())], [answer(0, price__negative=5)], LABELS)
    assert [(m.start, m.end) for m in read.topics] == [(0, 1)]


# -- several windows ------------------------------------------------------------------------------


def two(first: Answer, second: Answer):
    given = "スタッフは親切だ。料金が高い。"
    text = readable(given)
    cut = given.index("料")
    windows = [window(text, [(i, i + 1) for i in range(cut)])]
    windows.append(window(text, [(i, i + 1) for i in range(cut, len(given))]))
    return reading(text, windows, [first, second], LABELS)


def test_the_windows_sentiment_is_weighed_by_length() -> None:
    read = two(answer(9, positive=50), answer(6, negative=50))
    assert (read.p_positive, read.p_negative) == pytest.approx((9 / 15, 6 / 15))


def test_praise_here_and_blame_there_is_mixed() -> None:
    assert two(answer(9, positive=50), answer(6, negative=50)).mixed == pytest.approx(1)
    assert two(answer(9, positive=50), answer(6, positive=50)).mixed < 0.001


def test_a_flag_holds_if_any_window_says_so_but_a_non_answer_only_if_all_do() -> None:
    read = two(answer(9, complaint=2, non_answer=3), answer(6, churn=1))
    assert read.complaint > 0.8 and read.churn > 0.7
    assert read.non_answer < 0.001
    assert two(answer(9, non_answer=3), answer(6, non_answer=3)).non_answer > 0.9


def test_a_topic_is_shown_in_the_window_that_says_it_loudest() -> None:
    read = two(answer(9, price__negative=1, looks={"price.negative": {0: 9.0}}), answer(6, price__negative=3))
    given = "スタッフは親切だ。料金が高い。"
    assert [given[m.start : m.end] for m in read.topics] == ["料金が高い"]


# -- always -----------------------------------------------------------------------------------------


@settings(max_examples=80)
@given(TEXTS, st.integers(0, 2**32 - 1))
def test_every_span_lies_in_the_given_text(tiny, given, seed) -> None:
    text = readable(given)
    (windows,) = Tokens(tiny.path).windows([text])
    rng = np.random.default_rng(seed)
    said = [Answer(rng.normal(0, 3, LABELS.size), rng.normal(0, 1, (len(w.offsets), LABELS.size))) for w in windows]
    read = reading(text, windows, said, LABELS)
    assert read.p_negative + read.p_neutral + read.p_positive == pytest.approx(1)
    assert all(0 <= getattr(read, name) <= 1 for name in FLAGS)
    pairs = [(m.topic, m.polarity) for m in read.topics]
    assert len(pairs) == len(set(pairs))
    for reason in read.reasons:
        assert 0 <= reason.start <= reason.end <= len(given)
    for mention in read.topics:
        assert 0 <= mention.start <= mention.end <= len(given)
        assert mention.start < mention.end or not given
        assert 0 < mention.p <= 1 and mention.polarity in POLARITIES
        assert (mention.start, mention.end) in [*text.clauses, (0, len(given))]


def test_nothing_said_is_a_neutral_non_answer() -> None:
    assert (NOTHING_SAID.sentiment, NOTHING_SAID.non_answer, NOTHING_SAID.topics) == ("neutral", 1.0, ())


def test_a_window_that_is_mixed_by_itself_makes_the_text_mixed() -> None:
    assert two(answer(9, mixed=2), answer(6)).mixed > 0.8


def test_half_a_non_answer_says_nothing() -> None:
    text, only = whole("ない")
    read = reading(text, [only], [answer(2, non_answer=0.0, complaint=2.0, price__negative=5)], LABELS)
    assert read.non_answer == 0.5 and not read.topics and not read.reasons


def test_a_topic_is_read_at_its_very_threshold() -> None:
    assert topics(price__negative=0.0, price__positive=-99, price__neutral=-99) == [("price", "negative")]


def test_who_complains_speaks_of_something_and_who_leaves_need_not() -> None:
    faint = {"price__negative": -1.2, "staff__negative": -1.3}
    assert topics(**faint, complaint=0.0) == [("price", "negative")]
    assert topics(**faint, churn=3.0, urgent=3.0) == []


def test_a_model_without_topics_reads_none() -> None:
    text, only = whole("高い")
    read = reading(text, [only], [Answer(np.zeros(9), np.zeros((2, 9)))], Labels("none v1", ()))
    assert read.topics == () and read.complaint == 0.5


def test_a_complaint_is_of_the_topic_most_surely_criticised_not_of_one_only_spoken_of() -> None:
    given = "待った。料金が高い。駅から歩いた。"
    text, only = whole(given)
    looks = {"staff.negative": {0: 1.0}, "price.negative": {given.index("料"): 1.0}, "access.neutral": {given.index("駅"): 1.0}}
    said = answer(len(given), complaint=2.0, staff__negative=1, price__negative=2, access__neutral=3, looks=looks)
    (told,) = reading(text, [only], [said], LABELS).reasons
    assert given[told.start : told.end] == "料金が高い"


def test_half_a_flag_has_its_reason() -> None:
    text, only = whole("高い")
    read = reading(text, [only], [answer(2, churn=0.0)], LABELS)
    assert read.churn == 0.5 and [r.what for r in read.reasons] == ["churn"]


def test_a_word_belongs_to_the_clause_that_it_begins_and_not_to_the_one_before() -> None:
    given = "親切だけど料金が高い"  # nothing between the two
    text, only = whole(given)
    said = answer(len(given), price__negative=3.0, looks={"price.negative": {given.index("料"): 1.0}})
    (price,) = reading(text, [only], [said], LABELS).topics
    assert given[price.start : price.end] == "料金が高い"


def test_a_clause_is_found_in_the_given_text_where_the_normal_one_is_shorter() -> None:
    given = "　　　　　　高い。遅い。"
    text, only = whole(given)
    said = answer(len(text.normal), staff__negative=3.0, looks={"staff.negative": {text.normal.index("遅"): 1.0}})
    (staff,) = reading(text, [only], [said], LABELS).topics
    assert given[staff.start : staff.end] == "遅い"


def test_where_a_window_looks_is_told_of_its_text_and_not_of_the_question() -> None:
    from voc.classify.answers import unpadded

    asked = Window((0, 9, 2, 7, 8, 2), 3, ((0, 1), (1, 2)))
    (only,) = unpadded([asked], np.zeros((1, 1)), np.arange(7.0)[None, :, None])  # padded by one
    assert only.looks.tolist() == [[3.0], [4.0]]

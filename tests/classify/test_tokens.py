import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.classify.tokens import BEGIN, END, MAX_QUESTION, MAX_TOKENS, PAD, REMEMBERED, Tokens, Window, pad
from voc.text import readable

SENTENCES = (
    "スタッフの方がとても親切で、", "料金が高いけど", "駐車場が狭いから困りました。", "😀", "ｽﾀｯﾌﾊﾟﾝ", "&amp;",
    "電話は090-1234-5678です。", "あ" * 50, "abc ", "\n", "！！！！", "\u200b", "また行きたい。",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=60).map("".join)
QUESTIONS = st.sampled_from(["", "満足度の理由", "ご意見をお聞かせください" * 10])


@pytest.fixture(scope="module")
def tokens(tiny) -> Tokens:
    return Tokens(tiny.path)


@settings(max_examples=60)
@given(st.lists(st.tuples(TEXTS, QUESTIONS), max_size=4))
def test_every_token_of_a_text_is_in_exactly_one_window(tokens, pairs) -> None:
    texts = [readable(given, question) for given, question in pairs]
    for text, own in zip(texts, tokens.windows(texts), strict=True):
        whole = tokens._tokenizer.encode(text.normal, add_special_tokens=False)
        assert own
        assert [i for w in own for i in w.ids[w.first : -1]] == whole.ids
        assert [o for w in own for o in w.offsets] == whole.offsets


@settings(max_examples=60)
@given(TEXTS, QUESTIONS)
def test_every_window_is_of_the_shape_that_engines_take(tokens, given, question) -> None:
    (windows,) = tokens.windows([readable(given, question)])
    for window in windows:
        head = window.ids[: window.first]
        assert window.ids[0] == BEGIN and window.ids[-1] == END
        assert len(window.offsets) == len(window.ids) - window.first - 1 <= MAX_TOKENS
        assert head == ((BEGIN, *tokens._question(question), END) if question else (BEGIN,))
        assert len(head) <= MAX_QUESTION + 2


def test_a_long_text_is_cut_where_a_clause_begins(tokens) -> None:
    text = readable("料金が高いけど、スタッフがとても親切でした。" * 30)
    (windows,) = tokens.windows([text])
    begins = {start for start, _ in text.clauses}
    assert len(windows) > 2
    assert all(text.origin[w.offsets[0][0]] in begins for w in windows)
    assert all(len(w.offsets) > MAX_TOKENS // 2 for w in windows[:-1])


def test_a_long_text_without_clauses_is_cut_at_the_limit(tokens) -> None:
    (windows,) = tokens.windows([readable("あい" * 300)])
    assert [len(w.offsets) for w in windows[:-1]] == [MAX_TOKENS] * (len(windows) - 1)


def test_an_empty_text_is_one_window_without_text(tokens) -> None:
    assert tokens.windows([readable("")]) == [[Window((BEGIN, END), 1, ())]]


def test_no_texts_are_no_windows(tokens) -> None:
    assert tokens.windows([]) == []


def test_padding_and_the_question_are_masked() -> None:
    question = Window((BEGIN, 9, END, 7, END), 3, ((0, 1),))
    plain = Window((BEGIN, 7, END), 1, ((0, 1),))
    ids, mask, text = pad([question, plain])
    assert np.array_equal(ids, [[BEGIN, 9, END, 7, END], [BEGIN, 7, END, PAD, PAD]])
    assert np.array_equal(mask, [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])
    assert np.array_equal(text, [[0, 0, 0, 1, 1], [0, 1, 1, 0, 0]])


@pytest.mark.parametrize("length", range(154, 164))
def test_a_clause_that_begins_just_beyond_the_limit_does_not_stretch_a_window(tokens, length) -> None:
    (windows,) = tokens.windows([readable(("あい" * 99)[:length] + "。料金が高い。")])
    assert max(len(w.offsets) for w in windows) <= MAX_TOKENS


def test_not_every_question_is_remembered(tokens) -> None:
    for i in range(REMEMBERED + 9):
        tokens.windows([readable("高い", f"{i}番の質問")])
    assert tokens._question.cache_info().currsize == REMEMBERED

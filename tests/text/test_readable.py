"""readable and prepare: what the model reads and what the tables hold."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.text import mask, normalise, prepare, readable

PIECES = st.lists(
    st.sampled_from(
        [
            "０９０－１２３４－５６７８",
            "山田",
            "さん",
            "が",
            "親切だ",
            "料金が高い",
            "、",
            "。",
            " ",
            "&hellip;",
            "ﾊﾟﾝ",
            "！！！！！",
            "\u200b",
            "㈱",
            "㌠",
            "けど",
            "\n",
            "【電話番号】",
            "taro@example.com",
            "〒910-0858",
            "特になし",
            "゛",
        ]
    ),
    max_size=14,
).map("".join)


def test_a_placeholder_is_one_unit_of_the_map() -> None:
    given = "電話は０９０－１２３４－５６７８です"
    ready = readable(given)
    assert ready.normal == "電話は【電話番号】です"
    assert list(ready.origin) == [0, 1, 2, *[3] * 6, 16, 17, 18]


def test_clauses_are_offsets_into_the_given_text() -> None:
    given = "　山田さんは親切だが、料金が高い！！！！！！ "
    ready = readable(given, "理由")
    clauses = [given[a:b] for a, b in ready.clauses]
    assert clauses == ["山田さんは親切だが", "料金が高い！！！！！！"]
    assert (ready.given, ready.question, ready.non_answer) == (given, "理由", False)


@given(st.one_of(PIECES, st.text(max_size=40)))
def test_the_map_covers_the_given_text(text: str) -> None:
    ready = readable(text)
    assert len(ready.origin) == len(ready.normal) + 1
    assert ready.origin[-1] == len(text)
    assert list(ready.origin) == sorted(ready.origin)
    end = 0
    for start, stop in ready.clauses:
        assert end <= start < stop <= len(text)
        end = stop


@given(PIECES)
def test_masked_before_or_not_the_model_reads_the_same(text: str) -> None:
    assert readable(text).normal == readable(mask(text)).normal == normalise(mask(text))[0]


@given(PIECES)
def test_masked_text_keeps_the_plain_map(text: str) -> None:
    masked = mask(text)
    assert (readable(masked).normal, list(readable(masked).origin)) == normalise(masked)


@pytest.mark.parametrize(
    ("text", "says_nothing"), [("特になし", True), ("", True), ("【氏名】", False), ("駐車場がない", False)]
)
def test_non_answers_are_told(text: str, says_nothing: bool) -> None:
    assert readable(text).non_answer is says_nothing


def test_everyday_words_of_several_parts_are_one_term() -> None:
    made = prepare(["道の駅は広い。コスパが良いし、Wi-Fiがある", "海の幸と、山道の駅"])
    assert made[0].words == ["道の駅", "広い", "コスパ", "良い", "Wi-Fi"]
    assert made[0].pairs == ["道の駅→広い", "コスパ→良い", "Wi-Fi→有る"]
    assert "海の幸" in made[1].words


def test_prepare_gives_masked_text_words_and_pairs_in_order() -> None:
    assert prepare(["田中さんの接客が良くなかった ", "電話は090-1234-5678", ""]) == [
        ("【氏名】さんの接客が良くなかった ", ["接客", "良い/ない"], ["接客→良い/ない"]),
        ("電話は【電話番号】", ["電話"], []),
        ("", [], []),
    ]


def test_logs_hold_no_text(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        prepare(["山田さんは親切だった"])
        readable("山田さんは親切だった")
    assert caplog.text == ""


def test_a_character_that_becomes_several_is_in_one_clause() -> None:
    given = "㏂「"  # a.m., with a stop in it
    assert [given[a:b] for a, b in readable(given).clauses] == ["㏂", "「"]


def test_words_on_both_sides_of_a_placeholder_stay_apart() -> None:
    assert prepare(["案内【電話番号】所"])[0].words == prepare(["案内 所"])[0].words != prepare(["案内所"])[0].words


def test_a_non_answer_is_told_however_it_is_spelt() -> None:
    assert readable("特にﾅｼ").non_answer and readable("Ｎ／Ａ").non_answer and readable("特に&#12394;し").non_answer

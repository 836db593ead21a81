"""Outlines of letters: widths, what the font lacks, folding and cutting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.report.charts import letters
from voc.words import _WORDS

FOLDED = [
    ("話題ごとのNPS", 49, ["話題ごと", "のNPS"]),
    ("not proven", 60, ["not", "proven"]),
    ("言えません。", 66, ["言えませ", "ん。"]),
]


def test_japanese_letters_are_as_wide_as_they_are_high_and_latin_ones_narrower() -> None:
    assert letters.width("話題", 10) == 20
    assert 0 < letters.width("NPS", 10) < 30


def test_every_letter_of_every_word_of_the_program_has_a_shape() -> None:
    text = {c for both in _WORDS.values() for words in both for c in words}
    assert sorted(c for c in text if not letters.known(c) and c not in "\n\b") == []


def test_a_letter_that_the_font_lacks_is_shown_as_a_missing_one() -> None:
    assert letters.written("良い👍店") == "良い〓店" and letters.outline("〓")


@pytest.mark.parametrize(("text", "most", "lines"), FOLDED)
def test_text_is_folded_at_spaces_and_between_japanese_letters(
    text: str, most: float, lines: list[str]
) -> None:
    assert letters.folded(text, 12, most) == lines


@given(st.text("話題ごとのNPS への影響。、ab c", max_size=40), st.floats(30, 200))
def test_folding_loses_nothing_but_spaces(text: str, most: float) -> None:
    lines = letters.folded(text, 12, most)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text("商品・サービスの品質 staff", min_size=1, max_size=30), st.floats(20, 200))
def test_a_cut_text_fits(text: str, most: float) -> None:
    cut = letters.cut(text, 12, most)
    assert letters.width(cut, 12) <= most
    assert cut == letters.written(text) or cut.endswith("…")

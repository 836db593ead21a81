"""variants: names as they are written -> as the dictionary has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.text.variants import folded

NAMES = [("髙橋", "高橋"), ("宮﨑", "宮崎"), ("濵田", "浜田"), ("栁田", "柳田"), ("𠮷田", "吉田"), ("渡邉", "渡辺"), ("山田", "山田")]


@pytest.mark.parametrize(("written", "usual"), NAMES)
def test_a_variant_becomes_the_usual_character(written: str, usual: str) -> None:
    assert folded(written) == usual


@given(st.text(st.sampled_from("髙﨑𠮷山田 a"), max_size=20))
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert folded(folded(text)) == folded(text)

"""normalise: the wording stays, the spelling becomes one, and every character knows where it came from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.text import normalise
from voc.text.normalise import _ONE_TO_ONE, _PLAIN, RUN, _joins

SPELLINGS = [
    ("０９０－１２３４", "090-1234"),
    ("ＡＢＣ！？（笑）", "ABC!?(笑)"),
    ("ｶﾞｿﾘﾝ ﾊﾟﾝ ｳﾞｨﾗ", "ガソリン パン ヴィラ"),
    ("か゛は゜", "がぱ"),
    ("①㈱℡㎡Ⅲ", "1(株)TELm2III"),
    ("2~3日 2～3日 2〜3日 2∼3日", "2〜3日 2〜3日 2〜3日 2〜3日"),
    ("A&amp;B &lt;3 &rarr;&hellip;", "A&B <3 →..."),
    ("&amp;amp;rarr;", "→"),
    ("SDG&#039;s &#x3042;", "SDG's あ"),
    ("＆ａｍｐ；", "&"),
    ("AT&T と R&Dと &foo;", "AT&T と R&Dと &foo;"),
    ("か&#x3099;", "が"),
    ("楽しい\u200bです\ufeff", "楽しいです"),
    ("a\x00b\x07c\x7fd\x85e", "abcd\ne"),
    ("左\u202e右\u2069", "左右"),
    ("壊\ud800れ\ue000た", "壊れた"),
    ("葛\U000e0100城", "葛城"),
    ("すごーーーーーーい！！！！！！", "すごーーーい!!!"),
    ("1000000円 0000000", "1000000円 0000000"),
    ("  広い　　部屋 \t です\r\n\r\n 次\u2028の ", "広い 部屋 です\n次\nの"),
    ("（´・ω・｀）", "(´・ω・`)"),
    ("髙﨑さん", "髙﨑さん"),
    ("ゝ々〇〆ヶ", "ゝ々〇〆ヶ"),
    ("", ""),
    (" \n\u3000", ""),
]
HOSTILE = {
    "ampersands": "&" * 200_000,
    "nested entities": "&" + "amp;" * 50_000,
    "entities in entities": "&#" * 3_000 + "49;" * 3_000,
    "marks": "e" + "\u0301\u0316" * 100_000,
    "dakuten": "か" + "゛" * 200_000,
    "blanks": " \u3000\n" * 60_000,
    "semicolons": ";" * 200_000,
}
MESSY = st.text(
    st.one_of(
        st.sampled_from(
            "&#amp;lt gX13AF゛゜ﾞﾟｶか\u3099\u0301\u0316 \n\t\u3000\u200b~～㌠ﷺ①…‥！ー́각ᅡᆨ\ud800\ue000"
        ),
        st.characters(),
    ),
    max_size=60,
)


@pytest.mark.parametrize(("written", "normal"), SPELLINGS)
def test_written_text_has_one_normal_spelling(written: str, normal: str) -> None:
    assert normalise(written)[0] == normal


@given(MESSY)
def test_normalising_twice_changes_nothing(text: str) -> None:
    normal, _ = normalise(text)
    assert normalise(normal)[0] == normal


@given(MESSY)
def test_origin_has_an_offset_for_each_character_and_never_goes_back(text: str) -> None:
    normal, origin = normalise(text)
    assert len(origin) == len(normal) + 1
    assert origin[-1] == len(text)
    assert origin == sorted(origin)
    assert all(0 <= i < len(text) for i in origin[:-1])


def _falls_apart(c: str) -> bool:
    """Would NFKC make a space and a loose mark of it (spacing accents, which stay as they are)?"""
    return unicodedata.normalize("NFKC", c)[0] == " "


LETTERS = st.characters(categories=("L", "N", "P")).filter(lambda c: not _falls_apart(c))


@given(st.text(LETTERS, max_size=40))
def test_letters_come_out_as_nfkc_apart_from_tildes_and_runs(text: str) -> None:
    normal, _ = normalise(text)
    assert unicodedata.is_normalized("NFKC", normal)


def test_origin_points_to_the_written_form() -> None:
    written = "  ﾊﾟﾝ&hellip;！！！！！ｵｲｼｲ"
    normal, origin = normalise(written)
    assert normal == "パン...!!!オイシイ"
    assert [written[a:b] for a, b in zip(origin, origin[1:], strict=False)] == [
        "ﾊﾟ",
        "ﾝ",
        "",
        "",
        "&hellip;",
        "！",
        "！",
        "！！！",
        "ｵ",
        "ｲ",
        "ｼ",
        "ｲ",
    ]


def test_plain_text_keeps_its_offsets() -> None:
    assert normalise("駅から近い。") == ("駅から近い。", [0, 1, 2, 3, 4, 5, 6])


def test_characters_taken_for_plain_are_normal_and_join_nothing() -> None:
    import re

    plain = re.findall(f"[{_PLAIN}]", "".join(map(chr, range(0x20000))))
    assert [
        c for c in plain if unicodedata.normalize("NFKC", c) != c or _joins(c) or ord(c) in _ONE_TO_ONE
    ] == []


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_runs_are_read_to_the_end(kind: str) -> None:
    normal, origin = normalise(HOSTILE[kind])
    assert len(origin) == len(normal) + 1
    assert normalise(normal)[0] == normal


def test_digits_are_never_capped_and_other_runs_are() -> None:
    assert normalise("9" * 50)[0] == "9" * 50
    assert normalise("笑" * 50)[0] == "笑" * RUN


def test_a_character_keeps_the_marks_that_real_scripts_need() -> None:
    assert normalise("a\u0323\u0302\u0301\u0316")[0] == "\u1ead\u0316\u0301"


def test_digits_are_not_capped_beside_a_character_that_changes() -> None:
    assert normalise("㈱ 1000000円")[0] == "(株) 1000000円"

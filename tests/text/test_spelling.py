import pytest

from voc.text.spelling import spelt
from voc.text.tokens import tokenise

AS_PEOPLE_WRITE = [
    ("きれい", "綺麗"),
    ("キレイ", "綺麗"),
    ("綺麗", "綺麗"),
    ("ほとんど", "ほとんど"),
    ("ゴミ", "ゴミ"),
    ("チラシ", "チラシ"),
    ("割引", "割引"),
    ("そば", "そば"),
    ("蕎麦", "蕎麦"),
    ("温泉", "温泉"),
]

TWO_WORDS = [
    ("店が閉まる", "閉まる"),
    ("店が閉まっていた", "閉まる"),
    ("ネジが締まる", "締まる"),
    ("写真を撮る", "撮る"),
    ("写真を撮れた", "撮る"),
    ("席を取る", "取る"),
    ("家に帰った", "帰る"),
    ("山に登る", "登る"),
    ("バスを降りる", "降りる"),
]


@pytest.mark.parametrize(("text", "lemma"), AS_PEOPLE_WRITE)
def test_a_lemma_is_spelt_as_people_write_it(text, lemma) -> None:
    assert [token.lemma for token in tokenise(text)] == [lemma]


@pytest.mark.parametrize(("text", "lemma"), TWO_WORDS)
def test_words_that_the_dictionary_mixes_go_apart_by_their_kanji(text, lemma) -> None:
    assert lemma in [token.lemma for token in tokenise(text)]


def test_a_lemma_that_nothing_is_known_of_stays() -> None:
    assert spelt("温泉", "おんせん") == "温泉" and spelt("返る", "かえる") == "返る" and spelt("返る", "") == "返る"

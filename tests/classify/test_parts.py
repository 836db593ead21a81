"""parts: long texts in small parts, each taken when it is due."""

from voc.classify.parts import CHARACTERS, parts
from voc.text import readable

LONG = "遠い。" * (CHARACTERS // 3 - 1)


def test_all_texts_come_in_order_in_parts_of_so_many_characters_at_most() -> None:
    texts = [readable(given) for given in (LONG, "高い", "", LONG, LONG * 2, "狭い")]
    out = list(parts(texts))
    assert [len(some) for some in out] == [3, 1, 1, 1] and [text for some in out for text in some] == texts
    assert list(parts([])) == []


def test_a_text_is_not_taken_before_its_part_begins() -> None:
    taken = []
    drawn = parts(taken.append(i) or readable(LONG) for i in range(9))
    next(drawn)
    assert taken == [0, 1]

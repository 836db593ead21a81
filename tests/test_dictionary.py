"""dictionary.csv: what it means, and what a line that means nothing is told."""

from pathlib import Path

import pytest

from voc import dictionary, text
from voc.errors import SettingsError
from voc.words import say

HEADER = "term,synonym_of,action\n"


def load(folder: Path, rows: str, header: str = HEADER, encoding: str = "utf-8") -> dictionary.Dictionary:
    (folder / "dictionary.csv").write_bytes((header + rows).encode(encoding))
    return dictionary.load(folder)


def test_a_project_without_one_folds_nothing(tmp_path: Path) -> None:
    assert dictionary.load(tmp_path) == dictionary.Dictionary()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_terms_are_kept_whole_folded_and_left_out(tmp_path: Path, encoding: str) -> None:
    rows = "コスパ,,keep\n\n店員,スタッフ,\nきれい,,keep\n値段,,stop\n"
    found = load(tmp_path, rows, encoding=encoding)
    assert found.whole == ("コスパ",)
    assert found.synonyms == {"綺麗": "きれい", "店員": "スタッフ"}
    assert found.stop == {"値段"}


@pytest.mark.parametrize(
    ("rows", "code", "line"),
    [
        ("推し活,,keep\n,スマホ,\n", "dictionary_no_term", 3),
        ("推し活,,残す\n", "dictionary_action", 2),
        ("推し活,,\n", "dictionary_says_nothing", 2),
        ("推し活,活動,stop\n", "dictionary_says_nothing", 2),
        ("推し活,推し活,\n", "dictionary_says_nothing", 2),
        ("推し活,,keep\nﾎﾟｲﾝﾄ,,keep\nポイント,,stop\n", "dictionary_twice", 4),
        ("携帯,スマホ,\nスマホ,スマートフォン,\n", "dictionary_chain", 2),
        ("推し活,keep\n", "dictionary_cells", 2),
        ('推し活,,keep\n"値段,,stop\n', "dictionary_csv", 3),
    ],
)
def test_a_bad_line_is_named_with_its_reason(tmp_path: Path, rows: str, code: str, line: int) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, rows)
    assert caught.value.code == code and caught.value.values["line"] == line
    said = say(code, "ja", **caught.value.values)
    assert f"{line} 行目" in said and "dictionary.csv" in said


def test_other_columns_are_told_what_is_expected(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="dictionary_columns"):
        load(tmp_path, "", header="語,同義語\n")


@pytest.mark.parametrize(
    ("given", "whole", "words", "pairs"),
    [
        ("コスパがいい", ("コスパ",), ["コスパ", "良い"], ["コスパ→良い"]),
        ("コスパもスパもいい", ("スパ", "コスパ"), ["コスパ", "スパ", "良い"], ["コスパ→良い", "スパ→良い"]),
        ("コスパがいい", ("スパ",), None, None),
        ("推し活が楽しかった", ("推し活",), ["推し活", "楽しい"], ["推し活→楽しい"]),
        ("電話は０９０－１２３４－５６７８", ("電話番号",), ["電話"], []),
    ],
)
def test_whole_terms_are_one_word_of_comments_and_pairs(given, whole, words, pairs) -> None:
    (prepared,), (plain,) = text.prepare([given], whole), text.prepare([given])
    assert (prepared.words, prepared.pairs) == ((words, pairs) if words else (plain.words, plain.pairs))
    assert prepared.text == plain.text

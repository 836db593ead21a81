"""names: people who are addressed or introduced, and nobody else."""

import pytest

from voc.text.names import names

PEOPLE = [
    ("山田さんと佐藤様に会った", ["山田", "佐藤"]),
    ("山田 太郎様", ["山田 太郎"]),
    ("スミス様とJohn Smith様", ["スミス", "John Smith"]),
    ("担当は高橋でした。鈴木と申します。", ["高橋", "鈴木"]),
    ("渡辺という方が出た", ["渡辺"]),
]
NOBODY = [
    "王様と神様",
    "店員さんと皆さん",
    "朝倉氏の館",
    "朝倉氏遺跡",
    "模様替え",
    "たくさん",
    "スタッフ様",
    "ANA様",
    "山田駅の改札",
    "恐竜さん",
    "お客様",
    "",
]


@pytest.mark.parametrize(("text", "people"), PEOPLE)
def test_names_are_found_without_their_honorific(text: str, people: list[str]) -> None:
    assert {text[a:b] for a, b in names(text)} == set(people)


@pytest.mark.parametrize("text", NOBODY)
def test_roles_houses_and_words_are_nobody(text: str) -> None:
    assert list(names(text)) == []


@pytest.mark.parametrize("text", ["弁慶さん", "道元さん", "お市さん", "一休さん", "光さん"])
def test_names_of_legend_are_nobodys(text: str) -> None:
    assert list(names(text)) == []


def test_who_i_am_is_a_name_and_whom_i_mention_is_none() -> None:
    assert list(names("私は福井が好き")) == [] and list(names("私は田中が苦手")) == []

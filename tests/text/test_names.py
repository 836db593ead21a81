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
BORNE = [  # surnames that are towns, too
    ("福島様、長野さま", ["福島", "長野"]),
    ("福井 様と福岡先生と千葉君", ["福井", "福岡", "千葉"]),
    ("受付の宮崎様が親切", ["宮崎"]),
    ("千葉という店員", ["千葉"]),
    ("担当者(福島様)", ["福島"]),
]
TOWNS = [
    "石川県の方",
    "福井県様",
    "京都様",
    "ホテル福井様",
    "JR福井様",
    "ニューサンピア敦賀様",
    "福島ちゃん",                         # a mascot as often as a person
    "福井という方がわかりやすい",
    "福井さんぽ",
    "福井の様な町",
    "千葉君津市",
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


@pytest.mark.parametrize(("text", "people"), BORNE)
def test_towns_are_names_where_only_people_are_spoken_of_so(text: str, people: list[str]) -> None:
    assert {text[a:b] for a, b in names(text)} == set(people)


@pytest.mark.parametrize("text", TOWNS)
def test_towns_and_what_is_named_after_them_are_nobody(text: str) -> None:
    assert list(names(text)) == []


@pytest.mark.parametrize("text", NOBODY)
def test_roles_houses_and_words_are_nobody(text: str) -> None:
    assert list(names(text)) == []


@pytest.mark.parametrize("text", ["弁慶さん", "道元さん", "お市さん", "一休さん", "光さん"])
def test_names_of_legend_are_nobodys(text: str) -> None:
    assert list(names(text)) == []


def test_who_i_am_is_a_name_and_whom_i_mention_is_none() -> None:
    assert list(names("私は福井が好き")) == [] and list(names("私は田中が苦手")) == []

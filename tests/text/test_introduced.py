"""introduced: names where a name is due, and towns and words where none is."""

import pytest

from voc.text.introduced import introduced

PEOPLE = [
    ("山田太郎です。返金はいつですか。", "山田太郎"),
    ("返金はいつですか。山田 太郎です。", "山田 太郎"),
    ("佐藤です。返金はいつですか。", "佐藤"),
    ("お世話になっております。山田です。", "山田"),
    ("はじめまして、福井と申します。", "福井"),
    ("こんにちは。山口です", "山口"),
    ("予約名:山田太郎", "山田太郎"),
    ("予約名は山田で取りました", "山田"),
    ("契約者名 ヤマダタロウ", "ヤマダタロウ"),
    ("差出人:山田さくら", "山田さくら"),
    ("佐藤花子より", "佐藤花子"),
    ("受付の高橋の態度が悪い", "高橋"),
    ("店員の中村が最悪", "中村"),
    ("配達員の山口は親切", "山口"),
    ("担当の鈴木一郎", "鈴木一郎"),
    ("経理の三上です。10月分の明細がない", "三上"),
    ("先日注文した山田です。", "山田"),
    ("ご連絡をお待ちしております。\n木村", "木村"),
    ("よろしくお願いいたします。\n山田太郎", "山田太郎"),
    ("届きませんでした。\n山田花子より", "山田花子"),
    ("店から連絡ください 【電話番号】 木村", "木村"),
    ("木村 電話:【電話番号】", "木村"),
]
NOBODY = [
    "福井です",
    "東です。また来ます",
    "大野です",
    "敦賀です。美味しいお魚を求めて",
    "山田です",                           # a place as often as a person, and no greeting
    "最高です",
    "海の幸です",
    "金沢より",
    "金沢より良い",
    "富山が最高",
    "受付の方",
    "受付の金沢",
    "担当の者",
    "店員の態度が悪い",
    "店員の上司が出た",
    "スタッフの皆が親切",
    "予約名は本名で",
    "名義は家内です",
    "予約した箱根です",
    "石川の海",
    "山口のふぐ",
    "海が綺麗。\n福井",
    "恐竜博物館\n丸岡城\n片町",
    "また来ます。\n秋吉",
    "トンネルを出てすぐの所です",
    "福井 【電話番号】",
    "木村屋より",
    "",
]


@pytest.mark.parametrize(("text", "name"), PEOPLE)
def test_a_name_is_seen_where_one_is_due(text: str, name: str) -> None:
    assert {text[a:b] for a, b in introduced(text)} == {name}


@pytest.mark.parametrize("text", NOBODY)
def test_towns_and_words_are_nobody(text: str) -> None:
    assert list(introduced(text)) == []

"""A first row that holds an answer is refused, and what it says is never shown."""

import pytest

from voc.errors import InputError
from voc.ingest import outline, propose
from voc.ingest.firstrow import names_checked
from voc.words import say

DATA = [
    "taro.yamada@example.co.jp,山田 太郎,090-1234-5678,2025/10/01 10:00,9,店員さんが親切でした。",
    "2025/10/01 10:00,9,店員さんが親切でした。",
    "山田 太郎,9,店員さんが親切でした。",
    "K0001,20251001,9,また利用したいです",
    "回答日時,推奨度,09012345678",
    "9,8,10",
    "2025年10月1日 10時5分,○",
]
NAMES = [
    "回答日時,推奨度,ご意見",
    "回答日,NPS,1,2,3,4,5,6",
    "会員番号,推奨度,店員は親切でした,料理はおいしかったです",
    "2025年10月の推奨度,回答日",
    "Q1,Q2,Q3",
    "お問い合わせ先電話番号,メールアドレス,評価",
    "あなたが当店を選んだ理由をお聞かせください。,回答日時",
    "名称,区分,2025-10-01",
]


@pytest.mark.parametrize("row", DATA)
def test_a_row_of_data_is_no_header_and_is_shown_in_outline_only(row):
    with pytest.raises(InputError) as caught:
        names_checked(row.split(","), "a.csv")
    told = say(caught.value.code, "ja", **caught.value.values)
    assert caught.value.code == "ingest_data_header" and "列名" in told
    assert not [cell for cell in row.split(",") if len(cell) > 1 and cell != "推奨度" and cell in told.replace("回答日時、推奨度、ご意見", "")]


@pytest.mark.parametrize("row", NAMES)
def test_a_row_of_names_is_a_header(row):
    assert names_checked(row.split(","), "a.csv") == row.split(",")


@pytest.mark.parametrize(("cell", "shown"), [("K001", "A000"), ("山田 太郎", "○○ ○○"), ("a.b@c.jp", "A.A@A.AA"), ("090-1234-5678", "000-0000-0000")])
def test_an_outline_has_no_letter_and_no_digit_of_the_cell(cell, shown):
    assert outline(cell) == shown


def test_nothing_is_proposed_for_a_file_without_a_header(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("\n".join(DATA[:1] * 30), encoding="utf-8")
    with pytest.raises(InputError, match="ingest_data_header"):
        propose([path])

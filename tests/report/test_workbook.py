"""Excel workbooks, read back with another program's eyes."""

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from voc.report import write
from voc.report.workbook import write as write_workbook

STAY_TEXT = ["=1+1", "+81-3", "-5", "@x", "\t=1", "http://example.com/", "00123", "1e5", "TRUE", "'=1", "{=1}"]
NAMES = [("話題別NPS", "話題別NPS"), ("a[b]:c/d", "a_b__c_d"), ("x" * 40, "x" * 31), ("History", "voc"), ("", "voc")]


def sheet(path: Path) -> list[list[Any]]:
    book = CalamineWorkbook.from_path(path)
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def xml(path: Path, name: str = "xl/worksheets/sheet1.xml") -> str:
    with zipfile.ZipFile(path) as parts:
        return parts.read(name).decode()


def test_numbers_times_and_text_keep_their_kind(tmp_path: Path) -> None:
    table = pa.table(
        {
            "topic": ["access"],
            "nps": [-12.345],
            "n": [1200],
            "mixed": [True],
            "answered_at": pa.array([datetime(2026, 4, 1, 23, 0, 1, 999, tzinfo=UTC)]),
            "day": pa.array([date(2026, 4, 1)]),
            "segments": pa.array([[("性別", "女"), ("年代", "20代")]], pa.map_(pa.string(), pa.string())),
            "note": ["reference"],
        }
    )
    write(table, tmp_path / "a.xlsx", "ja", timezone="Asia/Tokyo")
    assert sheet(tmp_path / "a.xlsx") == [
        ["話題", "NPS", "回答数", "賛否両方", "回答日時", "日", "属性", "注記"],
        [
            "立地・交通・駐車場", -12.345, 1200.0, True, datetime(2026, 4, 2, 8, 0, 1), date(2026, 4, 1),
            "性別: 女; 年代: 20代", "参考値",
        ],
    ]  # fmt: skip


@pytest.mark.parametrize("text", STAY_TEXT)
def test_no_text_becomes_a_formula_a_link_or_a_number(tmp_path: Path, text: str) -> None:
    write(pa.table({"text": [text]}), tmp_path / "a.xlsx", "ja")
    assert sheet(tmp_path / "a.xlsx")[1] == [text]
    assert "<f>" not in xml(tmp_path / "a.xlsx") and "hyperlink" not in xml(tmp_path / "a.xlsx")


def test_heading_is_frozen_filtered_and_formats_are_set(tmp_path: Path) -> None:
    write(pa.table({"topic": ["access"], "share": [0.5], "nps": [1.0]}), tmp_path / "a.xlsx", "ja")
    assert 'state="frozen"' in xml(tmp_path / "a.xlsx") and '<autoFilter ref="A1:C2"' in xml(tmp_path / "a.xlsx")
    styles = xml(tmp_path / "a.xlsx", "xl/styles.xml")
    assert "0.0%" in styles and "+0.0;-0.0;0.0" in styles


def test_missing_and_impossible_numbers_are_empty_cells(tmp_path: Path) -> None:
    table = pa.table({"n": ["x"] * 4, "nps": [None, float("nan"), float("inf"), 1.0]})
    write(table, tmp_path / "a.xlsx", "ja")
    assert [row[1] for row in sheet(tmp_path / "a.xlsx")[1:]] == ["", "", "", 1.0]


def test_numbers_that_excel_would_round_are_text(tmp_path: Path) -> None:
    write(pa.table({"id": [12345678901234567, 5]}), tmp_path / "a.xlsx", "ja")
    assert [row[0] for row in sheet(tmp_path / "a.xlsx")[1:]] == ["12345678901234567", 5.0]


def test_text_longer_than_a_cell_is_cut_with_a_mark(tmp_path: Path) -> None:
    write(pa.table({"text": ["長" * 40_000, "🍣" * 20_000]}), tmp_path / "a.xlsx", "ja")
    kanji, sushi = (row[0] for row in sheet(tmp_path / "a.xlsx")[1:])
    assert len(kanji) == 32_767 and kanji.endswith("長…")
    assert sushi == "🍣" * 16_383 + "…"


def test_columns_are_wide_enough_for_double_width_text(tmp_path: Path) -> None:
    write(pa.table({"topic": ["quality"], "text": ["あ" * 15]}), tmp_path / "a.xlsx", "ja")
    assert 'min="2" max="2" width="30' in xml(tmp_path / "a.xlsx")


@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_the_sheet_is_named_after_the_file_as_excel_allows(name: str, shown: str) -> None:
    out = io.BytesIO()
    write_workbook(pa.table({"n": [1]}), ["n"], out, name, "ja", UTC)
    assert CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue())).sheet_names == [shown]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(min_size=1), min_size=1, max_size=20))
def test_excel_gives_every_text_back(texts: list[str]) -> None:
    out = io.BytesIO()
    write_workbook(pa.table({"text": texts}), ["text"], out, "a", "ja", UTC)
    book = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue()))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [row[0] for row in rows[1:]] == texts

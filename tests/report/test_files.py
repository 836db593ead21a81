"""Tables as files: what Excel, a program and a person get back."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.errors import SettingsError
from voc.report import dump, write
from voc.report.files import put
from voc.words import say

INJECTIONS = [
    ("=1+1", "'=1+1"),
    ("+81-3-0000-0000", "'+81-3-0000-0000"),
    ("-5", "'-5"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("＝１＋１", "'＝１＋１"),
    ('=HYPERLINK("http://x","y")', "'=HYPERLINK(\"http://x\",\"y\")"),
    ("a=1", "a=1"),
    ("−5", "−5"),
    ("普通の文", "普通の文"),
    ("改行\nあり, \"引用\"", "改行\nあり, \"引用\""),
    ("", ""),
]
FORMULA = tuple("=+-@\t\r\n＝＋－＠")

TABLE = pa.table(
    {
        "topic": ["access", "お弁当"],
        "nps": [-12.345, 5.0],
        "n": pa.array([1200, None], pa.int64()),
        "share": [0.1234, float("nan")],
        "p": pa.array([0.9, 0.1], pa.float32()),
        "mixed": [True, False],
        "answered_at": pa.array([datetime(2026, 4, 1, 23, 0, 1, tzinfo=UTC), None]),
        "segments": pa.array([[("性別", "女"), ("年代", "20代")], []], pa.map_(pa.string(), pa.string())),
        "tokens": [["駅", "遠い"], []],
        "note": ["reference", ""],
    }
)


def read_csv(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_csv_opens_in_japanese_excel_with_mark_crlf_and_headings(tmp_path: Path) -> None:
    write(TABLE, tmp_path / "表.csv", "ja", timezone="Asia/Tokyo")
    written = (tmp_path / "表.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf") and written.count(b"\r\n") == 3 == written.count(b"\n")
    assert read_csv(tmp_path / "表.csv") == [
        ["話題", "NPS", "回答数", "割合", "確率", "賛否両方", "回答日時", "属性", "語", "注記"],
        [
            "立地・交通・駐車場", "-12.345", "1200", "0.1234", "0.9", "TRUE", "2026-04-02 08:00:01",
            "性別: 女; 年代: 20代", "駅; 遠い", "参考値",
        ],
        ["お弁当", "5.0", "", "", "0.1", "FALSE", "", "", "", ""],
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "cell"), INJECTIONS)
def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, text: str, cell: str) -> None:
    write(pa.table({"text": [text], text or "q1": ["1"]}), tmp_path / "a.csv", "ja")
    head, row = read_csv(tmp_path / "a.csv")
    assert row == [cell, "1"]
    assert head == ["本文", cell or "q1"]
    stream = io.BytesIO()
    dump(pa.table({"text": [text]}), "csv", stream)
    assert list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))[1:] == [[cell]]


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_csv_gives_every_text_back(texts: list[str]) -> None:
    stream = io.BytesIO()
    dump(pa.table({"text": texts, "n": range(len(texts))}), "csv", stream)
    rows = list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))
    assert rows == [["text", "n"]] + [
        [f"'{text}" if text.startswith(FORMULA) else text, str(n)] for n, text in enumerate(texts)
    ]


def test_codes_keep_names_and_values_as_stored(tmp_path: Path) -> None:
    write(TABLE, tmp_path / "a.csv", "ja", codes=True)
    head, row, _ = read_csv(tmp_path / "a.csv")
    assert head == TABLE.column_names and row[0] == "access" and row[-1] == "reference"


def test_the_counts_of_loyalty_are_people_where_others_are_answers(tmp_path: Path) -> None:
    for columns, head in ((["quadrant", "behaviour", "n"], "人数"), (["topic", "n"], "回答数"), (["scenario", "n_base"], "コメントのある人数")):
        write(pa.table({name: ["x"] if name != columns[-1] else [3] for name in columns}), tmp_path / "a.csv", "ja")
        assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")[-1] == head


def test_two_columns_of_one_heading_can_be_told_apart(tmp_path: Path) -> None:
    write(pa.table({"segments": ["a"], "segment_name": ["b"]}), tmp_path / "a.csv", "ja")
    assert read_csv(tmp_path / "a.csv")[0] == ["属性", "属性 (segment_name)"]


def test_json_keeps_names_kinds_and_time_zone(tmp_path: Path) -> None:
    write(TABLE, tmp_path / "a.json", "ja", timezone="Asia/Tokyo")
    write(TABLE, tmp_path / "a.jsonl", "ja", timezone="Asia/Tokyo")
    rows = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert rows == [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows[0] == {
        "topic": "access", "nps": -12.345, "n": 1200, "share": 0.1234, "p": 0.9, "mixed": True,
        "answered_at": "2026-04-02T08:00:01+09:00", "segments": {"性別": "女", "年代": "20代"},
        "tokens": ["駅", "遠い"], "note": "reference",
    }  # fmt: skip
    assert rows[1]["share"] is None and rows[1]["segments"] == {}


def test_json_of_no_rows_is_an_empty_array(tmp_path: Path) -> None:
    write(TABLE.slice(0, 0), tmp_path / "a.json", "ja")
    assert json.loads((tmp_path / "a.json").read_text()) == []


def test_parquet_comes_back_unchanged(tmp_path: Path) -> None:
    write(TABLE, tmp_path / "a.parquet", "ja")
    assert pq.read_table(tmp_path / "a.parquet").drop(["share"]).equals(TABLE.drop(["share"]))


@pytest.mark.parametrize("form", ["table", "csv", "json", "parquet"])
def test_every_form_goes_into_a_stream(form: Any) -> None:
    stream = io.BytesIO()
    dump(TABLE, form, stream, "ja")
    assert stream.getvalue()


def test_the_answer_to_any_sql_can_be_written(tmp_path: Path) -> None:
    odd = duckdb.sql(
        "SELECT sum(i) AS total, 1.50::DECIMAL(9, 2) AS price, uuid() AS u, INTERVAL 1 DAY AS i, "
        "TIME '10:00' AS t, DATE '0001-01-01' AS d, TIMESTAMP_NS '2026-01-01 00:00:00.123456789' AS ns, "
        "{'a': [1, 2]} AS s, 'inf'::DOUBLE AS inf, [[1], NULL] AS nested, NULL AS nothing, 'x'::BLOB AS b, "
        "MAP {'k': [DATE '2026-01-01']} AS m, true AS yes FROM range(3) AS r(i)"
    ).to_arrow_table()
    for suffix in (".csv", ".xlsx", ".json", ".jsonl"):
        write(odd, tmp_path / f"a{suffix}", "ja")
    row = json.loads((tmp_path / "a.jsonl").read_text())
    assert row["total"] == 3 and row["price"] == 1.5 and row["s"] == {"a": [1, 2]} and row["inf"] is None
    dump(odd, "table", io.BytesIO())


def test_an_unknown_suffix_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        write(TABLE, tmp_path / "a.docx", "ja")
    assert ".xlsx" in say(raised.value.code, "ja", **raised.value.values)


def test_a_place_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for path in (tmp_path / "missing" / "a.csv", tmp_path / "folder.csv"):
        with pytest.raises(SettingsError) as raised:
            write(TABLE, path, "ja")
        assert raised.value.code == "file_not_written"
    assert [path.name for path in tmp_path.iterdir()] == ["folder.csv"]


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "afile").write_text("x")
    with pytest.raises(SettingsError, match="file_not_written"):
        put(b"x", tmp_path / "afile" / "out.html")


def test_a_failed_write_keeps_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(TABLE, path, "ja")
    before = path.read_bytes()
    wide = pa.table({f"c{i}": [1] for i in range(16_385)})
    with pytest.raises(SettingsError) as raised:
        write(wide, path, "ja")
    assert raised.value.code == "too_large_for_excel"
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]

"""The same answers in every format and encoding give the same records; what cannot be read says so."""

import io
import json
import os
import sqlite3
import struct
import zipfile
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from voc.errors import InputError, MissingExtra
from voc.ingest import excel
from voc.ingest.sql import sample
from voc.words import say

TEXT = 'id,会員ID,回答日時,NPS,理由,年代\n1,m1,2024-05-01 10:00:00,9,"良い\n㈱髙﨑①",20代\n2,m2,2024-05-02 10:00:00,3,高い、遅い,30代\n'
ENCODINGS = {  # how the text is written → the encoding that is found
    "utf-8": "utf-8", "utf-8-sig": "utf-8-sig", "cp932": "cp932", "utf-16": "utf-16", "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}
EUC = "id,回答日時,NPS,理由\n1,2024-05-01,9,駅からの道が分かりにくかったです。案内の看板を増やしてください。\n"


def told(tables):
    return [(row["nps_score"], row["answered_at"].isoformat()) for row in tables.responses], [
        (row["question"], row["text"]) for row in tables.comments
    ]


EXPECTED = (
    [(9, "2024-05-01T01:00:00+00:00"), (3, "2024-05-02T01:00:00+00:00")],
    [("理由", "良い\n㈱髙﨑①"), ("理由", "高い、遅い")],
)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_encoding_is_found_and_the_text_is_the_same(export, encoding):
    made = export("a.csv", TEXT.encode(encoding))
    assert made.profile().encoding == ENCODINGS[encoding]
    assert told(made.tables()) == EXPECTED


def test_euc_jp_is_found(export):
    made = export("a.csv", EUC.encode("euc_jp"), respondent="", segments=())
    assert made.profile().encoding == "euc_jp"
    assert made.tables().comments[0]["text"].startswith("駅からの道")


def test_bytes_in_no_encoding_are_refused(export):
    with pytest.raises(InputError, match="ingest_encoding"):
        export("a.csv", TEXT.encode() + b"\xff\xff\x80\n").tables()


def test_private_use_characters_are_warned_about(export):
    assert export("a.csv", TEXT.replace("良い", "\ue000い")).profile().warnings


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_any_line_end_and_delimiter_is_read(export, end, delimiter):
    made = export("a.csv", TEXT.replace("\n", end).replace(",", delimiter))
    assert made.profile().delimiter == delimiter
    scores, comments = told(made.tables())
    assert (scores, len(comments)) == (EXPECTED[0], 2)


def test_lines_are_counted_where_a_row_begins(export):
    tables = export("a.csv", TEXT + "3,m3,2024-05-01,99,x,20代\n").tables()
    assert tables.rejected[0]["line"] == 5


def test_a_quote_that_swallows_rows_is_told_with_its_line(export):
    rows = "".join(f"{i},m{i},2024-05-01,9,良い,20代\n" for i in range(3, 40))
    with pytest.raises(InputError) as caught:
        export("a.csv", TEXT + '9,m9,2024-05-01,9,"開いたまま,20代\n' + rows).tables()
    assert (caught.value.code, caught.value.values["line"]) == ("ingest_open_quote", 5)


def test_a_quote_that_is_closed_by_a_later_one_is_told_too(export):
    rows = "".join(f"{i},m{i},2024-05-01,9,良い,20代\n" for i in range(3, 40))
    with pytest.raises(InputError, match="ingest_open_quote"):
        export("a.csv", TEXT + '9,m9,2024-05-01,9,"開いた,20代\n' + rows + '50,m50,2024-05-01,9,閉",20代\n').tables()


def test_a_last_line_that_is_cut_off_is_rejected(export):
    tables = export("a.csv", TEXT + "3,m3,2024-05").tables()
    assert [row["reason"] for row in tables.rejected] == ["row_width"]


def test_blank_rows_are_no_rows_and_equal_names_are_told_apart(export):
    text = "id,回答日時,NPS,理由,理由\n\n1,2024-05-01,9,一つ目,二つ目\n,,,,\n"
    made = export("a.csv", text, comments=("理由", "理由_2"), respondent="", segments=())
    assert [row["text"] for row in made.tables().comments] == ["一つ目", "二つ目"]
    assert made.profile().rows_read == 1


def test_a_very_long_cell_is_read(export):
    made = export("a.csv", TEXT.replace("高い、遅い", "長" * 1_000_000))
    assert len(made.tables().comments[1]["text"]) == 1_000_000


def test_an_empty_file_says_so(export):
    for content in ("", "\n\n"):
        with pytest.raises(InputError, match="ingest_empty"):
            export("a.csv", content).tables()


def workbook(path, rows, *, sheets=("表紙", "回答")):
    with xlsxwriter.Workbook(path) as book:
        date = book.add_format({"num_format": "yyyy/mm/dd hh:mm"})
        for sheet in sheets:
            page = book.add_worksheet(sheet)
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                if isinstance(cell, datetime):
                    page.write_datetime(i, j, cell, date)
                else:
                    page.write(i, j, cell)


def test_excel_gives_the_same_answers(export, tmp_path):
    rows = [
        ["id", "会員ID", "回答日時", "NPS", "理由", "年代"],
        [1, "m1", datetime(2024, 5, 1, 10), 9, "良い\n㈱髙﨑①", "20代"],
        [],
        [2, "m2", "2024/05/02 10:00", 3, "高い、遅い"],
        [3, "m3", datetime(2024, 5, 1), 99, "x", "20代"],
    ]
    made = export("a.xlsx", b"")
    workbook(made.file.path, rows)
    tables = made.tables()
    assert told(tables) == EXPECTED
    assert [row["response_id"] for row in tables.responses] == ["#response:survey:1", "#response:survey:2"]
    assert tables.rejected[0]["line"] == 5
    with pytest.raises(InputError) as caught:
        missing = export("a.xlsx", made.file.path.read_bytes(), sheet="無い")
        missing.tables()
    assert "表紙" in say(caught.value.code, **caught.value.values)


def test_a_small_workbook_that_asks_for_all_memory_is_refused(export, tmp_path):
    made = export("bomb.xlsx", b"")
    with xlsxwriter.Workbook(made.file.path) as book:
        page = book.add_worksheet()
        page.write(0, 0, "id")
        page.write(1_048_575, 16_383, "x")
    with pytest.raises(InputError, match="ingest_excel_memory"):
        made.tables()


def encrypted_workbook():
    """The smallest file that a password-protected workbook is: an OLE container with an EncryptedPackage."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

    def entry(name, kind, child):
        wide = (name + "\0").encode("utf-16-le")
        head = wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, free, free, child)
        return head.ljust(116, b"\0") + struct.pack("<IQ", end, 0)

    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    sectors = struct.pack("<128I", fat, end, *[free] * 126)
    folder = entry("Root Entry", 5, 1) + entry("EncryptedPackage", 2, free)
    return header + sectors + folder.ljust(512, b"\0")


def test_a_workbook_with_a_password_says_so(export):
    with pytest.raises(InputError, match="ingest_excel_password"):
        export("a.xlsx", encrypted_workbook()).tables()


def packed(*names):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(("name", "content", "code", "said"), [
    ("a.xls", b"<html><table><tr><td>NPS</td></tr></table></html>", "ingest_html", ".xlsx"),
    ("a.csv", b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>", "ingest_html", ".xlsx"),
    ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "ingest_html", ".xlsx"),
    ("a.xls", "回答日時\tNPS\n".encode(), "ingest_not_excel", ".csv"),
    ("a.zip", packed("__MACOSX/._10月.csv", "10月.csv", "11月.csv"), "ingest_archive", "10月.csv、11月.csv"),
    ("b.xlsx", packed("hello.txt"), "ingest_archive", "hello.txt"),
    ("a.csv.gz", b"\x1f\x8b\x08\0rest", "ingest_archive", "解凍"),
    ("c.xlsx", packed("[Content_Types].xml"), "ingest_damaged", "c.xlsx"),
    ("d.xlsx", packed("[Content_Types].xml")[:40], "ingest_damaged", "d.xlsx"),
    ("a.parquet", b"PAQ1", "ingest_damaged", "parquet"),
])
def test_what_is_no_table_says_what_it_is_and_what_to_do(export, name, content, code, said):
    with pytest.raises(InputError) as caught:
        export(name, content).tables()
    assert caught.value.code == code and said in say(code, **caught.value.values)


def test_a_reader_that_is_left_early_ends_its_child(tmp_path):
    path = tmp_path / "a.xlsx"
    workbook(path, [[i] * 20 for i in range(5_000)])
    rows = excel.rows(path, "", "a.xlsx", lambda sheets: [sheets[-1].name])
    sheet, row = next(rows)
    assert (sheet, row.line) == ("回答", 1)
    rows.close()


RECORDS = [
    {"id": 1, "会員ID": "m1", "回答日時": "2024-05-01 10:00:00", "NPS": 9.0, "理由": "良い\n㈱髙﨑①", "年代": "20代"},
    {"id": 2, "会員ID": "m2", "回答日時": "2024-05-02 10:00:00", "NPS": 3, "理由": "高い、遅い"},
]


def test_json_lines_give_the_same_answers_and_a_bad_line_is_rejected(export):
    lines = [json.dumps(record, ensure_ascii=False) for record in RECORDS]
    tables = export("a.jsonl", "\n".join([lines[0], "", lines[1], '{"id": 3, "会']) + "\n").tables()
    assert told(tables) == EXPECTED
    assert [(row["line"], row["reason"]) for row in tables.rejected] == [(4, "json_unreadable")]


@pytest.mark.parametrize(
    "value",
    [RECORDS, {"count": 2, "answers": RECORDS}, {"answers": RECORDS, "next_page": "https://example.com/2", "meta": {"more": True}}],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_array_gives_the_same_answers_wrapped_or_not(export, value, indent):
    assert told(export("a.json", json.dumps(value, indent=indent)).tables()) == EXPECTED


def test_a_wrapped_array_over_several_lines_may_have_a_title(export):
    value = {"調査": "顧客満足度調査", "出力日時": "2024-05-03 09:00", "answers": RECORDS}
    assert told(export("a.json", json.dumps(value, indent=2)).tables()) == EXPECTED


def test_a_line_with_a_list_of_its_own_is_a_record(export):
    record = {**RECORDS[0], "発言": [{"本文": "はい"}, {"本文": "いいえ"}]}
    scores, _ = told(export("a.json", json.dumps(record)).tables())
    assert scores == EXPECTED[0][:1]


DEEP = "[" * 100_000


@pytest.mark.parametrize(("name", "content", "code"), [
    ("a.json", "5", "ingest_empty"),
    ("a.jsonl", "null\n", "ingest_empty"),
    ("a.json", DEEP, "ingest_damaged"),
])
def test_json_that_is_no_record_says_so(export, name, content, code):
    with pytest.raises(InputError, match=code):
        export(name, content).tables()


def test_a_json_line_nested_too_deeply_is_rejected_alone(export):
    tables = export("a.jsonl", "\n".join([*map(json.dumps, RECORDS), '{"id": ' + DEEP])).tables()
    assert told(tables) == EXPECTED
    assert [(row["line"], row["reason"]) for row in tables.rejected] == [(3, "json_unreadable")]


def test_half_of_an_emoji_in_json_costs_no_answer(export):
    record = json.dumps(RECORDS[0]).replace("m1", r"\ud83d").replace('"NPS"', r'"絵": "\ud83d\ude00", "NPS"')
    tables = export("a.jsonl", record, segments=("絵",)).tables()
    assert [(row["respondent"], row["segments"]) for row in tables.responses] == [("#respondent:�", [("絵", "😀")])]


def test_parquet_gives_the_same_answers(export):
    made = export("a.parquet", b"")
    columns = {name: [record.get(name) for record in RECORDS] for name in RECORDS[0]}
    columns["回答日時"] = [datetime(2024, 5, 1, 10), datetime(2024, 5, 2, 10)]
    columns["NPS"] = pa.array([9.0, 3.0])
    pq.write_table(pa.table(columns), made.file.path, row_group_size=1)
    assert told(made.tables()) == EXPECTED
    with pytest.raises(InputError, match="ingest_damaged"):
        export("b.parquet", b"PAR1 and then nothing").tables()


def test_text_that_parquet_calls_bytes_is_text(export):
    made = export("a.parquet", b"")
    columns = {name: [str(record.get(name, "")).encode() for record in RECORDS] for name in RECORDS[0]}
    pq.write_table(pa.table(columns), made.file.path)
    assert told(made.tables()) == EXPECTED


def test_parquet_with_a_damaged_page_says_so(export):
    made = export("a.parquet", b"")
    columns = {name: [f"{record.get(name)}{i}" for i, record in enumerate(RECORDS * 500)] for name in RECORDS[0]}
    pq.write_table(pa.table(columns), made.file.path)
    whole = made.file.path.read_bytes()
    made.file.path.write_bytes(whole[:100] + b"\xff" * 2_000 + whole[2_100:])
    with pytest.raises(InputError, match="ingest_damaged"):
        made.tables()


def test_a_query_gives_the_same_answers(export, tmp_path):
    from pathlib import Path

    from voc.ingest import find
    from voc.records import InputFile

    made = export("unused.csv", TEXT)
    with sqlite3.connect(tmp_path / "crm.db") as connection:
        connection.execute("create table answers (id int, 会員ID, 回答日時, NPS real, 理由, 年代)")
        connection.executemany(
            "insert into answers values (?,?,?,?,?,?)",
            [[record.get(name) for name in RECORDS[0]] for record in RECORDS],
        )
    connection.close()
    from dataclasses import replace

    source = replace(made.file.source, path="", url=f"sqlite:///{tmp_path}/crm.db", query="select * from answers")
    (made.file,) = find(source, tmp_path)
    assert (made.file.path, made.file.shown) == (Path("survey"), "query survey")
    assert told(made.tables()) == EXPECTED
    made.file = InputFile(replace(source, query="select * from nowhere"), Path("survey"), "query survey")
    with pytest.raises(InputError) as caught:
        made.tables()
    assert "nowhere" in say(caught.value.code, **caught.value.values)
    made.file = InputFile(replace(source, url="snowflake://u:secret@acc/db"), Path("survey"), "query survey")
    with pytest.raises(MissingExtra) as missing:
        made.tables()
    sentence = say(missing.value.code, "en", **missing.value.values)
    assert "pip install snowflake-sqlalchemy" in sentence
    assert "secret" not in sentence


def test_a_query_may_hold_colons_and_give_a_name_twice(tmp_path):
    url = f"sqlite:///{tmp_path}/crm.db"
    statement = "select 1 as id, 2 as id, '50%' || ' :00' as t, strftime('%H:%M', '10:20') as s"
    assert sample(url, statement, "query q", 5) == [("id", "id_2", "t", "s"), ["1", "2", "50% :00", "10:20"]]


def test_a_file_that_cannot_be_opened_says_so(export):
    made = export("a.csv", TEXT)
    os.unlink(made.file.path)
    with pytest.raises(InputError, match="ingest_unreadable"):
        made.tables()

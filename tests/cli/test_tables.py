"""voc status, query, export on a published run."""

import csv
import io
import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook
from typer.testing import Result

from voc import store

Voc = Callable[..., Result]

NARROWED = [
    (["--period", "2026-04"], 1),
    (["--period", "all"], 3),
    (["--segment", "all"], 3),
    (["--segment", "年代=20代"], 1),
    (["--period", "all", "--segment", "all"], 1),
    ([], 5),
]
NARROWED_ANSWERS = [
    (["--period", "2026-04"], 3),
    (["--period", "2026"], 6),
    (["--period", "all"], 6),
    (["--segment", "年代=20代"], 2),
    (["--segment", "all"], 6),
]
REFUSED = [
    (["query", "DROP TABLE nps"], "読み取りの文だけ"),
    (["query", "SELECT * FROM nsp"], "もしかして: nps"),
    (["query", "SELECT npss FROM nps"], "もしかして: nps"),
    (["export", "nsp", "-o", "a.csv"], "もしかして: nps"),
    (["export", "nps", "-o", "a.doc"], ".xlsx"),
    (["export", "nps", "-o", "missing/a.csv"], "書き込めません"),
    (["export", "nps", "-o", "a.csv", "--segment", "年代=90代"], "年代=20代"),
    (["export", "nps", "-o", "a.csv", "--period", "1999"], "2026-05"),
    (["export", "nps", "-o", "a.csv", "--segment", "年代"], "名前=値"),
    (["export", "runs", "-o", "a.csv", "--period", "2026"], "絞り込めません"),
]


def test_query_shows_names_labels_and_numbers(voc: Voc, published: Path) -> None:
    done = voc("query", "SELECT period, n, nps FROM nps WHERE segment_name = 'all' ORDER BY n", "--project", published)
    lines = [line.split() for line in done.stdout.splitlines()]
    assert lines[:2] == [["期間", "回答数", "NPS"], ["period", "n", "nps"]]
    assert lines[3:] == [["2026-05", "20", "+15.0"], ["2026-04", "40", "+10.0"], ["all", "60", "+12.3"]]
    assert done.exit_code == 0


def test_query_gives_csv_and_json_to_programs(voc: Voc, published: Path) -> None:
    sql = "SELECT segment_value, n, nps FROM nps WHERE segment_name = '年代' ORDER BY n"
    done = voc("query", sql, "--format", "csv", "--project", published)
    assert list(csv.reader(io.StringIO(done.stdout))) == [
        ["segment_value", "n", "nps"], ["'=30代", "4", ""], ["20代", "12", "-50.0"],
    ]  # fmt: skip
    done = voc("query", sql, "--format", "json", "--project", published)
    assert json.loads(done.stdout)[0] == {"segment_value": "=30代", "n": 4, "nps": None}


def test_query_gives_parquet_to_a_pipe(voc: Voc, published: Path) -> None:
    done = voc("query", "SELECT n FROM nps ORDER BY n", "--format", "parquet", "--project", published)
    assert pq.read_table(io.BytesIO(done.stdout_bytes))["n"].to_pylist() == [4, 12, 20, 40, 60]


@pytest.mark.parametrize(
    ("name", "form"), [("a.csv", None), ("a.out", "csv"), ("a.xlsx", None), ("a.json", None), ("a.txt", "table")]
)
def test_query_writes_a_file_by_suffix_or_format(
    voc: Voc, published: Path, tmp_path: Path, name: str, form: str | None
) -> None:
    asked = ["--format", form] if form else []
    done = voc("query", "SELECT n FROM nps", "-o", tmp_path / name, *asked, "--project", published)
    assert done.exit_code == 0 and done.stdout == "" and "5 行" in done.stderr
    assert (tmp_path / name).stat().st_size > 10


def test_query_reads_its_sql_from_a_pipe(voc: Voc, published: Path) -> None:
    done = voc("query", "-", "--format", "csv", "--project", published, input="SELECT 1 AS one")
    assert done.stdout.splitlines() == ["one", "1"]


def test_query_understands_utf8_only(voc: Voc, published: Path) -> None:
    sql = "\ufeffSELECT '年代' AS one"
    done = voc("query", "-", "--format", "csv", "--project", published, input=sql.encode())
    assert done.stdout.splitlines() == ["one", "年代"]
    for given in (("-", sql[1:].encode("cp932")), (os.fsdecode(sql[1:].encode("cp932")), "")):
        done = voc("query", given[0], "--project", published, input=given[1])
        assert (done.exit_code, done.stdout) == (1, "") and "UTF-8" in done.stderr


def test_times_are_those_of_the_project(voc: Voc, published: Path) -> None:
    sql = "SELECT answered_at, answered_at::DATE AS day FROM responses ORDER BY 1 LIMIT 1"
    done = voc("query", sql, "--format", "csv", "--project", published)
    assert done.stdout.splitlines()[1] == "2026-05-01 01:00:00,2026-05-01"


@pytest.mark.parametrize(("filters", "rows"), NARROWED)
def test_export_narrows_a_table_by_period_and_segment(
    voc: Voc, published: Path, tmp_path: Path, filters: list[str], rows: int
) -> None:
    done = voc("export", "nps", "-o", tmp_path / "a.csv", *filters, "--project", published)
    assert done.exit_code == 0, done.stderr
    assert len((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()) == rows + 1


@pytest.mark.parametrize(("filters", "rows"), NARROWED_ANSWERS)
def test_export_narrows_rows_by_month_and_their_own_segments(
    voc: Voc, published: Path, tmp_path: Path, filters: list[str], rows: int
) -> None:
    done = voc("export", "responses", "-o", tmp_path / "a.jsonl", *filters, "--project", published)
    assert done.exit_code == 0, done.stderr
    assert len((tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()) == rows


def test_export_to_excel_has_words_and_with_codes_names(voc: Voc, published: Path, tmp_path: Path) -> None:
    for codes in ([], ["--codes"]):
        voc("export", "topic_by_nps", "-o", tmp_path / "a.xlsx", *codes, "--project", published)
        head, row = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
        shown = dict(zip(head, row, strict=True))
        if codes:
            assert shown["topic"] == "access" and shown["impact"] == -15.5 and shown["period"] == "all"
        else:
            assert shown["話題"] == "立地・交通・駐車場" and shown["期間"] == "全期間"


@pytest.mark.parametrize(("words", "said"), REFUSED)
def test_a_refusal_says_what_was_seen_and_what_is_possible(
    voc: Voc, published: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(published)
    done = voc(*words)
    assert done.exit_code == 1 and said in done.stderr and done.stdout == ""
    assert {path.name for path in published.iterdir()} == {"voc.toml", "data"}


def test_status_lists_runs_and_failures(voc: Voc, published: Path) -> None:
    now = datetime(2026, 5, 1, 17, 0, tzinfo=UTC)
    store.record_failure(published / "data", store.Failure(now, now, "disk_full", "ディスクに空きがありません"))
    done = voc("status", "--project", published)
    run = store.current(published / "data")
    assert run is not None and run.id in done.stdout and "voc-ja" in done.stdout
    assert "2026-05-02 02:00  ディスクに空きがありません" in done.stdout


@pytest.mark.parametrize("words", [
    ["export", "nps", "-o", "afile/x.csv"], ["query", "SELECT 1", "-o", "afile/x.csv"], ["report", "-o", "afile/x.html"],
])
def test_a_file_where_the_folder_of_the_answer_should_be_is_told(
    voc: Voc, published: Path, tmp_path: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("afile").write_text("x")
    done = voc(*words, "--project", published)
    assert done.exit_code == 1 and "afile/x" in done.stderr and "書き込めません" in done.stderr


@pytest.mark.parametrize("words", [["status"], ["query", "SELECT 1"], ["export", "nps", "-o", "a.csv"]])
def test_a_file_in_place_of_the_data_is_told(voc: Voc, published: Path, words: list[str]) -> None:
    shutil.rmtree(published / "data")
    (published / "data").write_text("x")
    done = voc(*words, "--project", published)
    assert done.exit_code == 1 and "フォルダーであること" in done.stderr


def test_before_the_first_run_the_way_on_is_told(voc: Voc, tmp_path: Path) -> None:
    (tmp_path / "voc.toml").write_text("", encoding="utf-8")
    assert "voc run" in voc("status", "--project", tmp_path).stdout
    done = voc("query", "SELECT 1", "--project", tmp_path)
    assert done.exit_code == 1 and "voc run" in done.stderr


def test_the_project_is_found_upwards_and_its_language_spoken(
    voc: Voc, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (published / "inbox" / "deep").mkdir(parents=True)
    (published / "voc.toml").write_text('[project]\nlanguage = "en"\n', encoding="utf-8")
    monkeypatch.chdir(published / "inbox" / "deep")
    assert "Published: " in voc("status").stdout
    assert "only be read" in voc("query", "DROP TABLE nps").stderr
    monkeypatch.chdir("/")
    assert "voc.toml が見つかりません" in voc("status").stderr

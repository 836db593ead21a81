"""voc init, voc check."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from typer.testing import Result

Voc = Callable[..., Result]


@pytest.fixture
def project(voc: Voc, export_file: Path, tmp_path: Path) -> Path:
    """A project made from one export."""
    assert voc("init", tmp_path / "店", "--from", export_file).exit_code == 0
    return tmp_path / "店"


def test_init_takes_every_file_after_from_and_proposes_a_mapping(
    voc: Voc, export_file: Path, tmp_path: Path
) -> None:
    second = export_file.with_name("アンケート-202605.csv")
    second.write_bytes(export_file.read_bytes())
    done = voc("init", tmp_path / "店", "--from", export_file, second)
    assert done.exit_code == 0, done.stderr
    assert {path.name for path in (tmp_path / "店" / "inbox").iterdir()} == {export_file.name, second.name}
    assert "推奨度(0〜10) ← NPS" in done.stdout and "自由記述 ← 理由" in done.stdout
    assert f"voc check --project '{tmp_path / '店'}'" in done.stdout or "voc check --project" in done.stdout
    source = tomllib.loads((tmp_path / "店" / "voc.toml").read_text(encoding="utf-8"))["source"]
    assert [one["nps"] for one in source] == ["NPS"]


def test_init_takes_a_folder_of_exports(voc: Voc, export_file: Path, tmp_path: Path) -> None:
    assert voc("init", tmp_path / "店", "--from", export_file.parent).exit_code == 0
    assert (tmp_path / "店" / "inbox" / export_file.name).exists()


def test_init_leaves_settings_and_folders_of_a_folder_and_says_so(voc: Voc, export_file: Path, tmp_path: Path) -> None:
    for name in ("voc.toml", "~$アンケート-202604.csv", ".DS_Store"):
        (export_file.parent / name).write_text("[project]")
    (export_file.parent / "昨年").mkdir()
    done = voc("init", tmp_path / "店", "--from", export_file.parent)
    assert done.exit_code == 0 and "昨年" in done.stderr
    assert [path.name for path in (tmp_path / "店" / "inbox").iterdir()] == [export_file.name]


def test_init_without_files_says_what_to_do(
    voc: Voc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = voc("init")
    assert done.exit_code == 0 and (tmp_path / "voc.toml").exists() and "--from" in done.stdout


def test_init_never_overwrites_and_names_a_missing_file(voc: Voc, project: Path, tmp_path: Path) -> None:
    again = voc("init", project)
    assert again.exit_code == 1 and "voc.toml" in again.stderr
    missing = voc("init", tmp_path / "neu", "--from", tmp_path / "無い.csv")
    assert missing.exit_code == 1 and "無い.csv" in missing.stderr and not (tmp_path / "neu").exists()


def test_check_shows_what_a_run_would_read_and_writes_nothing(voc: Voc, project: Path) -> None:
    (project / "inbox" / "メモ.txt2").write_text("x", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    done = voc("check", "--project", project)
    assert done.exit_code == 0, done.stderr
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before
    assert "CP932" in done.stdout and "62 行 = 使える行 60 + 除外 2" in done.stdout
    assert "点数が0〜10の外: 1 行(最初の行: 62)" in done.stdout
    assert "日時を読めない: 1 行(最初の行: 63)" in done.stdout
    assert "期間 2026-04-" in done.stdout and "理由  40  ████" in done.stdout
    assert "推奨度(0〜10) ← NPS" in done.stdout and "inbox/メモ.txt2" in done.stdout


def test_check_fails_when_an_export_cannot_be_read(voc: Voc, project: Path) -> None:
    export = next((project / "inbox").iterdir())
    export.write_text("会員ID,回答日時\n1,2026-04-01\n", encoding="utf-8")
    done = voc("check", "--project", project)
    assert done.exit_code == 1 and "NPS" in done.stdout and "1 件" in done.stdout


def test_check_says_how_a_survey_without_a_score_is_read(voc: Voc, tmp_path: Path) -> None:
    export = tmp_path / "ご意見箱.csv"
    rows = "".join(f"2025-10-{i + 1:02},m{i},駅から{i}分も歩くので不便でした\n" for i in range(20))
    export.write_text(f"回答日時,会員番号,ご意見\n{rows}", encoding="utf-8")
    assert voc("init", tmp_path / "店", "--from", export).exit_code == 0
    done = voc("check", "--project", tmp_path / "店")
    assert done.exit_code == 1 and 'kind = "support"' in done.stdout
    voc_toml = tmp_path / "店" / "voc.toml"
    said = voc_toml.read_text(encoding="utf-8").replace('kind = "survey"', 'kind = "support"\nbody = "ご意見"')
    voc_toml.write_text(said, encoding="utf-8")
    done = voc("check", "--project", tmp_path / "店")
    assert done.exit_code == 0 and "20 行 = 使える行 20 + 除外 0" in done.stdout


def test_check_fails_when_most_rows_are_rejected_and_says_what_to_write(voc: Voc, project: Path) -> None:
    export = next((project / "inbox").iterdir())
    rows = "".join(f"m{i},10/{13 + i}/2025 9:00:00,20代,9,感想{i}です\n" for i in range(9))
    export.write_text(f"会員ID,回答日時,年代,NPS,理由\n{rows}m99,2025-10-01,20代,3,感想\n", encoding="utf-8")
    done = voc("check", "--project", project)
    assert done.exit_code == 1 and "問題ありません" not in done.stdout
    assert "(2 行目): 日時「10/13/2025 9:00:00」を読めません" in done.stdout
    assert 'time_format = "%m/%d/%Y %H:%M:%S" と書くと' in done.stdout
    assert f"1 件あります: inbox/{export.name}" in done.stdout


def test_check_says_which_sheets_are_read(voc: Voc, project: Path) -> None:
    header, *rows = [line.split(",") for line in next((project / "inbox").iterdir()).read_text("cp932").splitlines()]
    months = {"4月": [header, *rows[:20]], "5月": [header, *rows[20:50]], "集計": [["年代", "件数"], ["20代", "15"]]}
    with xlsxwriter.Workbook(project / "inbox" / "アンケート-202607.xlsx") as book:
        for name, sheet in months.items():
            page = book.add_worksheet(name)
            for i, row in enumerate(sheet):
                page.write_row(i, 0, row)
    voc_toml = project / "voc.toml"
    voc_toml.write_text(voc_toml.read_text(encoding="utf-8").replace(".csv", ".*"), encoding="utf-8")
    done = voc("check", "--project", project)
    assert "50 行 = 使える行 50 + 除外 0" in done.stdout and "シート 4月、5月 を続けて" in done.stdout
    assert "シート 集計 は読みません" in done.stdout and 'sheet = "シート名"' in done.stdout


def test_check_in_english_speaks_english(
    voc: Voc, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOC_LANG", "en")
    done = voc("check", "--project", project)
    assert "62 rows = 60 usable + 2 rejected" in done.stdout and "使" not in done.stdout


def test_init_and_check_say_which_other_column_may_be_the_score(voc: Voc, tmp_path: Path) -> None:
    rows = "".join(f"2026/06/{i % 28 + 1:02d},{i % 11},{i * 3 % 11}\n" for i in range(40))
    (tmp_path / "two.csv").write_text("回答日時,A店の推奨度,B店の推奨度\n" + rows, encoding="utf-8")
    made = voc("init", tmp_path / "two", "--from", tmp_path / "two.csv").stdout
    checked = voc("check", "--project", tmp_path / "two").stdout
    for said in (made, checked):
        assert "NPS は「A店の推奨度」で計算しますが、「B店の推奨度」も推奨度かもしれません" in said


def test_check_names_thirty_of_the_columns_that_are_not_used(voc: Voc, tmp_path: Path) -> None:
    names = [f"メモ{i}" for i in range(100)]
    rows = (f"2026-04-{i + 1:02d},{i % 11}" + "," * len(names) for i in range(20))
    (tmp_path / "a.csv").write_text("\n".join([",".join(["回答日時", "推奨度", *names]), *rows]), encoding="utf-8")
    voc("init", tmp_path / "店", "--from", tmp_path / "a.csv")
    checked = voc("check", "--project", tmp_path / "店").stdout
    assert "メモ29、ほか 70 列" in checked and "メモ30" not in checked

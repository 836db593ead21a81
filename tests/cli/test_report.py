"""voc report on a published run."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Voc = Callable[..., Result]


@pytest.mark.parametrize("name", ["報告.html", "報告.xlsx"])
def test_a_report_is_written_by_its_suffix(voc: Voc, published: Path, tmp_path: Path, name: str) -> None:
    done = voc("report", "--project", published, "-o", tmp_path / name)
    assert (
        done.exit_code == 0 and done.stderr == f"{tmp_path / name} を書き出しました。\n" and done.stdout == ""
    )
    assert (tmp_path / name).stat().st_size > 1000


def test_a_folder_takes_the_report_and_its_charts(voc: Voc, published: Path, tmp_path: Path) -> None:
    done = voc("report", "--project", published, "-o", tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert done.stderr == f"{tmp_path / 'out'} に 6 件のファイルを書き出しました。\n"
    assert done.exit_code == 0 and names == {
        "report.html", "report.xlsx", "forest.svg", "forest.png", "trend.svg", "trend.png",
    }  # fmt: skip


def test_one_chart_as_a_file(voc: Voc, published: Path, tmp_path: Path) -> None:
    done = voc("report", "--project", published, "--chart", "forest", "-o", tmp_path / "a.svg")
    assert done.exit_code == 0
    assert "立地・交通・駐車場" in ET.tostring(ET.parse(tmp_path / "a.svg").getroot(), encoding="unicode")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--chart", "pie", "-o", "a.svg"], "この報告にある図: trend, forest"),
        (["--chart", "forest", "-o", "a.gif"], ".svg .png"),
        (["-o", "a.pdf"], ".html .xlsx"),
        (["--segment", "20代", "-o", "a.html"], "名前=値"),
        (["--period", "1999", "-o", "a.html"], "ある値: all, 2026-05, 2026-04"),
        (["--source", "shop", "-o", "a.html"], "ある値: survey"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    voc: Voc, published: Path, tmp_path: Path, words: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = voc("report", "--project", published, *words)
    assert done.exit_code == 1 and said in done.stderr and "Traceback" not in done.stderr
    assert not list(tmp_path.glob("a.*"))


def test_nothing_that_draws_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys; from voc.cli import app; import voc.report; "
        "print([m for m in ('fontTools', 'jinja2', 'resvg_py', 'pylopdf_fonts_jp') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

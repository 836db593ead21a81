"""voc run and voc demo, as programs."""

import subprocess
from collections.abc import Callable
from pathlib import Path

Program = Callable[..., subprocess.CompletedProcess[str]]


def test_run_publishes_sums_up_and_then_has_nothing_to_do(
    program: Program, export_file: Path, tiny_model: Path, tmp_path: Path
) -> None:
    shop = tmp_path / "店"
    assert program("init", shop, "--from", export_file).returncode == 0
    done = program("run", "--project", shop, VOC_MODEL=str(tiny_model))
    assert done.returncode == 0, done.stderr
    assert "62 行 = 使えた行 60 + 除外 2" in done.stdout and "点数が0〜10の外: 1 行" in done.stdout
    assert "コメントの読み取り: 0/40" in done.stderr and f"--project {shop}" in done.stdout.replace("'", "")
    again = program("run", "--project", shop, VOC_MODEL=str(tiny_model))
    assert again.returncode == 0 and "何もしませんでした" in again.stdout
    answer = program("query", "SELECT n FROM nps WHERE period = 'all' AND segment_name = 'all'", "--format", "csv",
                     "--project", shop)  # fmt: skip
    assert answer.stdout == "n\n60\n"


def test_a_failed_run_ends_with_1_a_sentence_and_a_line_in_the_status(
    program: Program, tmp_path: Path, tiny_model: Path
) -> None:
    (tmp_path / "voc.toml").write_text("", encoding="utf-8")
    done = program("run", "--project", tmp_path, VOC_MODEL=str(tiny_model))
    assert done.returncode == 1 and "[[source]]" in done.stderr and "Traceback" not in done.stderr
    assert "[[source]]" in program("status", "--project", tmp_path).stdout


def test_demo_prints_a_topic_table_and_where_everything_is(demo: "subprocess.CompletedProcess[str]") -> None:
    assert demo.returncode == 0, demo.stderr
    assert "NPSへの影響" in demo.stdout and "95%区間" in demo.stdout
    assert demo.args[-1] in demo.stdout and "marts.duckdb" in demo.stdout

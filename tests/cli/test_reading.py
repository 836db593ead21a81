"""voc classify."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Voc = Callable[..., Result]


def test_classify_answers_every_line_in_order(voc: Voc, tiny_model: Path, data_dir: Path) -> None:
    lines = (data_dir / "labels" / "fukui.jsonl").read_text(encoding="utf-8").splitlines()[:600]
    asked = [{name: one[name] for name in ("id", "text", "question")} for one in map(json.loads, lines)]
    given = "\ufeff" + "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in asked)
    done = voc("classify", "--model", tiny_model, input=given)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in answers] == [one["id"] for one in asked]
    assert {one["sentiment"] for one in answers} <= {"negative", "neutral", "positive"}


def test_classify_names_the_line_it_cannot_read(voc: Voc, tiny_model: Path) -> None:
    given = '{"id": 1, "text": "駅から遠い"}\n\nこれは JSON ではない\n'
    done = voc("classify", "--model", tiny_model, input=given)
    assert done.exit_code == 1 and "3 行目" in done.stderr and len(done.stdout.splitlines()) == 1


def test_classify_gives_back_an_id_with_half_a_character(voc: Voc, tiny_model: Path) -> None:
    given = r'{"id": "\ud83d", "text": "遠い", "question": "理由\ud83d"}'
    done = voc("classify", "--model", tiny_model, input=given + "\n")
    assert done.exit_code == 0 and json.loads(done.stdout)["id"] == "\ud83d"


def test_classify_understands_utf8_only(voc: Voc, tiny_model: Path) -> None:
    given = '{"id": 1, "text": "遠い"}\n'.encode("cp932")
    done = voc("classify", "--model", tiny_model, input=given)
    assert done.exit_code == 1 and "UTF-8" in done.stderr


def test_explain_shows_the_text_and_what_was_read(voc: Voc) -> None:
    done = voc("explain", "親切だが料金が高い")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("親切だが料金が高い\n") and "感情 " in done.stdout and "価格・料金" in done.stdout
    assert "\x1b[" not in done.stdout  # no colours where nobody looks at a terminal


def test_explain_speaks_english_when_asked(voc: Voc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOC_LANG", "en")
    assert "Sentiment " in voc("explain", "料金が高い").stdout


def test_the_lines_before_one_that_cannot_be_decoded_are_answered(voc: Voc, tiny_model: Path) -> None:
    given = '{"id": 1, "text": "遠い"}\n'.encode() * 3 + '{"id": 2, "text": "遠い"}\n'.encode("cp932")
    done = voc("classify", "--model", tiny_model, input=given)
    assert done.exit_code == 1 and "4 行目" in done.stderr and len(done.stdout.splitlines()) == 3


@pytest.mark.parametrize("line", ['{"id": 1}', '{"text": 1}', '{"text": "高い", "question": 1}'])
def test_a_line_whose_text_is_none_is_named_in_the_language_asked(voc: Voc, tiny_model: Path, line: str) -> None:
    done = voc("classify", "--model", tiny_model, input=line)
    assert done.exit_code == 1 and "文字列ではありません" in done.stderr and not done.stdout


def test_the_model_is_the_one_named_else_that_of_the_environment_else_of_the_project_here(
    voc: Voc, tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "voc.toml").write_text(f'[project]\nmodel = "{tiny_model}"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path / "inbox")
    assert json.loads(voc("classify", input='{"text": "高い"}').stdout)["model"] == "tiny"
    monkeypatch.setenv("VOC_MODEL", "voc-ja-fast")
    assert json.loads(voc("classify", input='{"text": "高い"}').stdout)["model"] == "voc-ja-fast"
    own = voc("classify", "--model", tiny_model, input='{"text": "高い"}')
    assert json.loads(own.stdout)["model"] == "tiny"


def test_explain_without_a_text_says_so(voc: Voc) -> None:
    done = voc("explain", " \n")
    assert done.exit_code == 1 and "コメントを指定" in done.stderr


def test_what_a_comment_holds_does_not_move_the_cursor(voc: Voc, tiny_model: Path) -> None:
    assert "\x1b[2J" not in voc("explain", "高い\x1b[2J。\n遅い", "--model", tiny_model).stdout


def test_explain_ends_like_every_command_when_nobody_reads_it(tiny_model: Path) -> None:
    words = [sys.executable, "-m", "voc.cli", "explain", "高い", "--model", str(tiny_model)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b"" and process.wait(timeout=60) == 141


@pytest.mark.parametrize(("closed", "code"), [("<&-", 1), (">&-", 141), (">/dev/full", 1)])
def test_a_closed_or_full_stream_is_told_without_a_traceback(tiny_model: Path, closed: str, code: int) -> None:
    command = f'echo \'{{"text": "高い"}}\' | "{sys.executable}" -m voc.cli classify --model "{tiny_model}" {closed}'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=240)
    assert done.returncode == code and "Traceback" not in done.stderr and bool(done.stderr) == (code == 1)

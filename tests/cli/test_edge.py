"""The program as the shell sees it: help, exit codes, what is loaded."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from voc.cli import edge
from voc.cli.edge import from_here
from voc.errors import Busy
from voc.words import LANGUAGES
from voc.words.cli import WORDS

Voc = Callable[..., Result]
Program = Callable[..., subprocess.CompletedProcess[str]]

COMMANDS = [
    "demo", "init", "check", "run", "status", "query", "export", "show", "alerts", "diff", "classify", "explain", "evaluate",
    "train",
]  # fmt: skip
HEAVY = {"torch", "transformers", "ctranslate2", "prefect", "tokenizers", "safetensors", "fugashi", "numpy"}
USAGE = [
    (["chek"], "check"),
    (["query"], "SQL"),
    (["export", "nps"], "--output"),
    (["run", "--fast"], "--fast"),
    (["query", "SELECT 1", "--format", "yaml"], "yaml"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_has_an_example(voc: Voc, command: str) -> None:
    done = voc(command, "--help")
    assert done.exit_code == 0 and "例:" in done.stdout and f"voc {command}" in done.stdout
    assert "使い方: " in done.stdout and "--help" in done.stdout
    assert ("--project" in done.stdout) == (command not in ("demo", "init", "classify", "explain", "evaluate", "train"))


def test_help_is_in_the_language_of_the_environment(program: Program) -> None:
    assert "アンケート" in program("--help").stdout
    assert "Reads what customers write" in program("--help", VOC_LANG="en").stdout


@pytest.mark.parametrize(("words", "said"), USAGE)
def test_a_wrong_command_line_ends_with_2_and_a_hint(voc: Voc, words: list[str], said: str) -> None:
    done = voc(*words)
    assert done.exit_code == 2 and said in done.stderr and "--help" in done.stderr and done.stdout == ""


@pytest.mark.parametrize(("since", "said"), [("2026-11-29T13:26:20+00:00", "開始 2026-11-29 22:26:20"), ("?", "開始 ?")])
def test_a_failure_tells_times_in_the_zone_of_the_project(published: Path, since: str, said: str) -> None:
    edge.open_project(published)
    assert said in edge.told(Busy("run_in_progress", pid=1, since=since))


def test_the_settings_of_a_project_stand_for_its_folder(voc: Voc, published: Path) -> None:
    done = [voc("status", "--project", place) for place in (published, published / "voc.toml")]
    assert [one.exit_code for one in done] == [0, 0] and done[0].stdout == done[1].stdout


@pytest.mark.parametrize("wrong", [["report", "-o", "a.pdf"], ["compare", "period=2026-04"], ["nope"], ["explain", ""]])
def test_what_is_wrong_is_told_in_the_language_of_the_project_around(
    voc: Voc, published: Path, monkeypatch: pytest.MonkeyPatch, wrong: list[str]
) -> None:
    monkeypatch.delenv("VOC_LANG", raising=False)
    monkeypatch.chdir(published)
    japanese = voc(*wrong).stderr
    (published / "voc.toml").write_text('[project]\nlanguage = "en"\n', encoding="utf-8")
    assert not japanese.isascii() and voc(*wrong).stderr.isascii()


def test_version(voc: Voc) -> None:
    assert voc("--version").stdout.startswith("voc ")


def test_without_a_command_the_help_is_shown(voc: Voc) -> None:
    done = voc()
    assert done.exit_code == 0 and all(command in done.stdout for command in COMMANDS)


def test_light_commands_load_no_model_and_no_orchestration(published: Path) -> None:
    for words in (["--help"], ["status"], ["query", "SELECT * FROM nps"]):
        script = f"import sys; from voc.cli import app; app({words!r}, standalone_mode=False); print(*sys.modules)"
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=published, capture_output=True, text=True, timeout=60, check=True
        )
        loaded = {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}
        # query answers with Arrow, and pyarrow brings numpy along
        assert loaded & (HEAVY - {"numpy"} if words[0] != "--help" else HEAVY) == set()


def test_a_reader_that_stops_reading_ends_the_program_quietly(published: Path) -> None:
    sql = "SELECT i, repeat('あ', 100) AS text FROM range(20000) AS r(i)"
    words = [sys.executable, "-m", "voc.cli", "query", sql, "--format", "csv"]
    with subprocess.Popen(words, cwd=published, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == b"i,text\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 141


_WAITING = """
import signal, sys, time
from voc.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is born ignoring it

class Nobody:
    buffer = property(lambda self: self)

    def read(self):
        print("waiting", flush=True)
        time.sleep(60)

sys.stdin = Nobody()
main()
"""


def test_ctrl_c_ends_with_130_and_a_sentence(published: Path) -> None:
    words = [sys.executable, "-c", _WAITING, "query", "-"]
    with subprocess.Popen(words, cwd=published, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == b"waiting\n"
        process.send_signal(signal.SIGINT)
        assert "中断しました" in process.stderr.read().decode()
        assert process.wait(timeout=60) == 130


def test_every_word_fills_its_fields_alike_in_both_languages() -> None:
    import string

    for code, sentences in WORDS.items():
        fields = [{name for _, name, _, _ in string.Formatter().parse(one) if name} for one in sentences]
        assert len(sentences) == len(LANGUAGES) and fields[0] == fields[1], code


@pytest.mark.parametrize(
    ("stands_in", "project", "named"),
    [
        (".", "店", "店"),
        ("ほか", "店", None),  # as a whole path
        ("店", "店", ""),
        ("店/inbox", "店", ""),
        ("店/支店/inbox", "店", None),  # a project inside a project is found first
    ],
)
def test_a_project_is_named_as_the_reader_would_name_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stands_in: str, project: str, named: str | None
) -> None:
    for folder in ("店/inbox", "店/支店/inbox", "ほか"):
        (tmp_path / folder).mkdir(parents=True)
    for folder in ("店", "店/支店/inbox"):
        (tmp_path / folder / "voc.toml").touch()
    monkeypatch.chdir(tmp_path / stands_in)
    assert from_here(tmp_path / project) == (str(tmp_path / project) if named is None else named)



@pytest.mark.parametrize(
    "command", [("review", "note", "1", "--note", "電話"), ("show", "topic=待ち"), ("explain", "高い"), ("alerts", "--source", "店")]
)
def test_words_typed_in_another_encoding_are_refused_with_a_sentence(published: Path, program: Program, command: tuple[str, ...]) -> None:
    typed = os.fsdecode(command[-1].encode("cp932"))
    done = program(*command[:-1], typed, **{"VOC_LANG": "ja"})
    assert done.returncode == 1 and "UTF-8 ではありません" in done.stderr and "Traceback" not in done.stderr


def test_a_file_may_have_a_name_in_another_encoding(published: Path, program: Program, tmp_path: Path) -> None:
    named = tmp_path / os.fsdecode("表.csv".encode("cp932"))
    assert program("export", "nps", "-o", named, "--project", published).returncode == 0 and named.is_file()

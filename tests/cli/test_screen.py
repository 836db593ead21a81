"""What a command writes is harmless on a terminal, and as it is for a program."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from voc.cli.screen import show, tell

Program = Callable[..., subprocess.CompletedProcess[str]]

HOSTILE = "赤\x1b]0;題\x07\u202e逆\x9b2J"


def test_what_a_terminal_would_obey_is_shown_in_answers_and_in_messages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show(f"{HOSTILE}\n\t次")
    tell(HOSTILE)
    assert capsys.readouterr() == ("赤�]0;題��逆�2J\n\t次\n", "赤�]0;題��逆�2J\n")


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_an_answer_is_harmless_on_a_terminal_and_as_it_is_for_a_program(published: Path, program: Program, form: str) -> None:
    sql = "SELECT '赤' || chr(27) || '[2J' || chr(8238) || chr(155) || '逆' AS x"
    command = ["query", sql, "--format", form, "--project", str(published)]
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-m", "voc.cli", *command], stdout=theirs, check=True, timeout=240)
    os.close(theirs)
    screen = os.read(ours, 65_536).decode()
    os.close(ours)
    assert "逆" in screen and not {"\x1b", "\u202e", "\x9b"}.intersection(screen)
    if form != "table":
        assert "\u202e\x9b逆" in program(*command).stdout

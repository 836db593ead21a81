"""say_lines: what customers wrote, on a terminal that does not obey it."""

import pytest

from voc.cli.styles import say_lines


@pytest.mark.parametrize("obeyed", ["\x1b[2J", "\x9b31m", "\u202e", "\u2066"])
def test_a_terminal_is_shown_and_not_told_what_to_do(obeyed: str, capsys: pytest.CaptureFixture[str]) -> None:
    say_lines([[("高い", "negative"), (f"\t{obeyed}\n店", "")]])
    shown = capsys.readouterr().out
    assert obeyed[0] not in shown and "�" in shown and shown.startswith("高い") and shown.endswith("\n店\n")


def test_a_line_break_of_windows_is_one_and_no_damage(capsys: pytest.CaptureFixture[str]) -> None:
    say_lines([[("高い\r\n狭い\r", "")]])
    assert capsys.readouterr().out == "高い \n狭い \n"

"""Bars and lines."""

import io

import pytest
from rich.console import Console

from voc.cli.progress import Bars, Lines, watching


def test_lines_name_each_step_and_no_more_when_it_is_quick(capsys: pytest.CaptureFixture[str]) -> None:
    with watching() as watch:
        watch.begin("step.take_in", 1200)
        for _ in range(1200):
            watch.advance()
        watch.end()
        watch.note("unmatched_file", file="inbox/メモ.pdf")
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines()[0] == "エクスポートの取り込み: 0/1,200"
    assert len(shown.err.splitlines()) == 2 and "inbox/メモ.pdf" in shown.err


def test_lines_go_on_while_a_step_takes_long(capsys: pytest.CaptureFixture[str]) -> None:
    watch = Lines(seconds=0)
    watch.begin("step.read", 4)
    watch.advance(2)
    watch.advance(2)
    assert capsys.readouterr().err.split() == [
        "コメントの読み取り:", "0/4", "コメントの読み取り:", "2/4", "コメントの読み取り:", "4/4",
    ]  # fmt: skip


def test_bars_show_the_step_and_leave_the_screen_in_order() -> None:
    screen = io.StringIO()
    watch = Bars(Console(file=screen, force_terminal=True, width=80))
    watch.begin("step.read", 4)
    watch.advance(4)
    watch.note("unmatched_file", file="[bold]x")
    watch.begin("step.publish", 0)
    watch.end()
    watch.end()
    watch.advance()
    shown = screen.getvalue()
    assert "コメントの読み取り" in shown and "4/4" in shown and "[bold]x" in shown
    assert shown.count("\x1b[?25l") == shown.count("\x1b[?25h")  # the cursor is hidden and shown again

"""voc classify (JSON lines in, JSON lines out, in the same order), voc explain."""

import os
import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from voc.cli.edge import help_text, language, settings_here, words
from voc.cli.screen import show_json, tell
from voc.cli.styles import say_lines
from voc.errors import SettingsError

_EXAMPLE = '{"id": "1", "text": "…"}'
ModelOption = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help=help_text("classify.model"))
]


def asked(model: str | None) -> str:
    """The model to read with: the one named, else VOC_MODEL's, that of the project here, the default."""
    from voc.classify import DEFAULT

    if named := model or os.environ.get("VOC_MODEL"):
        return named
    settings = settings_here()
    return settings.model if settings else DEFAULT


def classify(
    model: ModelOption = None,
) -> None:
    """Answer every line of stdin on stdout as soon as its chunk is read; needs no project."""
    from voc import direct

    if sys.stdin is None:  # closed
        raise SettingsError("classify_no_input", example=_EXAMPLE)
    if sys.stdin.isatty():
        tell(words("classify.waiting", example=_EXAMPLE))
    for answer in direct.read_lines(_lines(), asked(model)):
        show_json(answer)


def explain(
    given: Annotated[str, typer.Argument(metavar="TEXT", help=help_text("explain.text"))],
    question: Annotated[
        str, typer.Option("--question", metavar="TEXT", help=help_text("explain.question"))
    ] = "",
    model: ModelOption = None,
) -> None:
    """Read one comment and show what was read in which words; needs no project."""
    from voc import direct, report

    if not given.strip():
        raise SettingsError("explain_empty")
    answer = direct.explain(given, question, asked(model))
    say_lines(report.explained(answer, given, language()))


def _lines() -> Iterator[str]:
    """The lines of stdin, of which only UTF-8 (with or without a byte order mark) is understood."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise SettingsError("classify_encoding", line=number) from error

"""voc evaluate, voc train."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from voc.cli.edge import help_text, language, words
from voc.cli.reading import ModelOption, asked
from voc.cli.screen import show, show_json, tell
from voc.errors import SettingsError


class EvaluationForm(StrEnum):
    """How `voc evaluate` answers on stdout."""

    TABLE = "table"
    JSON = "json"


def evaluate(
    gold: Annotated[list[Path], typer.Option("--gold", metavar="FILE…", help=help_text("evaluate.gold"))],
    model: ModelOption = None,
    form: Annotated[
        EvaluationForm, typer.Option("--format", help=help_text("evaluate.format"))
    ] = EvaluationForm.TABLE,
    page: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE.html", help=help_text("evaluate.output"))
    ] = None,
) -> None:
    """Measure a model on labelled comments; needs no project."""
    from voc import evaluate as measuring
    from voc import report
    from voc.cli.progress import watching

    if page and (page.suffix.lower() not in (".html", ".htm") or page.resolve() in map(Path.resolve, gold)):
        raise SettingsError("page_name", path=str(page))  # not over somebody's labels, nor a table
    with watching() as watch:
        document = measuring.evaluate(gold, asked(model), watch)
    if form is EvaluationForm.JSON:
        show_json(document, indent=1)
    else:
        show(report.evaluation(document, language()))
    if page:
        try:
            page.write_text(report.evaluation_page(document, language()), encoding="utf-8", errors="replace")
        except OSError as error:
            raise SettingsError("page_not_written", path=str(page), reason=error.strerror) from error
        tell(words("evaluate.written", path=page))


def train(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help=help_text("train.output"))],
    gold: Annotated[list[Path], typer.Option("--gold", metavar="FILE…", help=help_text("train.gold"))],
    model: ModelOption = None,
) -> None:
    """Learn from labelled comments on top of a model; says how right both are on what was kept out."""
    from voc import report
    from voc.cli.progress import watching
    from voc.train import tune

    with watching() as watch:
        figures = tune(gold, asked(model), output, watch=watch)
    show(report.tuned(figures, language()))
    show(words("train.done", folder=output.absolute(), base=figures["base"]))

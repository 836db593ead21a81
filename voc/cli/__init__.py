"""The command line: `voc COMMAND`. One module for each group of commands.

    project.py   init, check        tables.py    status, query, export
    run.py       run, demo          show.py      show
    compare.py   compare            alerts.py    alerts
    reading.py   classify, explain  diff.py      diff
    models.py    evaluate, train    review.py    review, gold
    report.py    report                 serve.py     serve, user

Nothing heavy is imported before a command needs it: `voc query` never loads a model.
"""

import gc
import sys
from typing import Annotated

import typer

from voc import __version__
from voc.cli import screen
from voc.cli.edge import Command, Group, Spread, help_text

from . import alerts, compare, diff, models, project, reading, report, review, run, serve, show, tables

app = typer.Typer(
    cls=Group,
    help=help_text("app"),
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=help_text("version"))] = False,
) -> None:
    """What `voc` does without a command."""
    if version:
        screen.show(f"voc {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        screen.show(context.get_help())


for _name, _function, _class in (
    ("demo", run.demo, Command),
    ("init", project.init, Spread),
    ("check", project.check, Command),
    ("run", run.run, Command),
    ("status", tables.status, Command),
    ("query", tables.query, Command),
    ("export", tables.export, Command),
    ("compare", compare.compare, Command),
    ("show", show.show_comments, Command),
    ("alerts", alerts.alerts, Command),
    ("diff", diff.diff, Command),
    ("report", report.report, Command),
    ("classify", reading.classify, Command),
    ("explain", reading.explain, Command),
    ("review", review.review, Command),
    ("gold", review.gold, Command),
    ("serve", serve.serve, Command),
    ("user", serve.user, Command),
    ("evaluate", models.evaluate, Spread),
    ("train", models.train, Spread),
):
    _example = "\b\n" + help_text(f"{_name}.example")  # \b keeps the lines as they are
    app.command(_name, cls=_class, help=help_text(_name), epilog=_example)(_function)


def main() -> None:
    """The program `voc`."""
    gc.freeze()  # what is imported so far stays: the collector need not look through it while the rest is
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a file name may hold anything
    app(prog_name="voc")

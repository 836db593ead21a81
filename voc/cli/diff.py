"""voc diff: what differs between two published runs."""

from typing import Annotated

import typer

from voc.cli.edge import ProjectOption, from_here, help_text, language, open_project, words
from voc.cli.handing import FormOption, OutputOption, hand_over, on_screen
from voc.cli.screen import screen_width, show, tell
from voc.cli.selectors import parse
from voc.cli.two_runs import two_runs

_ON_SCREEN = [
    "topic", "n_before", "n_gone", "n_lost", "n_new", "n_found", "n_after", "nps_before", "nps_after",
    "total", "note",
]  # fmt: skip


def diff(
    asked: Annotated[
        list[str] | None,
        typer.Argument(metavar="[BEFORE] [AFTER] [KEY=VALUE…]", help=help_text("diff.asked")),
    ] = None,
    form: FormOption = None,
    output: OutputOption = None,
    project: ProjectOption = None,
) -> None:
    """Say what moved between two runs: new answers, and the same answers read otherwise."""
    from voc import analyze, report
    from voc.analyze.disclosure import openable

    to_screen = on_screen(form, output)
    opened = open_project(project)
    runs = [one for one in asked or () if "=" not in one]
    selected = parse([one for one in asked or () if "=" in one])
    with two_runs(opened, runs, selected) as (con, table):
        analyze.moves(con, table)
        first = con.execute("FROM diff WHERE n > 0 ORDER BY n DESC, topic, move LIMIT 1")
        example = first.to_arrow_table().to_pylist()
    of = table.slice(0, 1).to_pylist()[0]
    tell(words("diff.runs", before=of["run_before"], after=of["run_after"], source=of["source"]))
    if not to_screen:
        hand_over(table, form, output, opened.settings.timezone)
        return
    show(report.terminal(table.select(_ON_SCREEN), language(), width=screen_width()))
    for row in example:
        command = report.command(*openable.needed("diff", row))
        tell(words("diff.open", command=command + report.project_option(from_here(opened.root))))

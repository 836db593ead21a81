"""voc diff: what differs between two published runs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from voc.cli.edge import ProjectOption, help_text, language, open_project, screen_width, show, tell, words
from voc.cli.handing import FormOption, OutputOption, hand_over, on_screen
from voc.cli.selectors import parse
from voc.errors import SettingsError

if TYPE_CHECKING:
    from voc.store import Run

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
    from voc import analyze, report, store

    to_screen = on_screen(form, output)
    opened = open_project(project)
    before, after = _runs(store.runs(opened.data), [one for one in asked or () if "=" not in one])
    selected = parse([one for one in asked or () if "=" in one])
    source, period = selected.pop("source", None), selected.pop("period", "all")
    if len(selected) > 1:
        raise SettingsError("show_one_segment", name=list(selected)[1])
    segment = next(iter(selected.items()), ("all", "all"))
    timezone = opened.settings.timezone
    with store.connect(after, also={"before": before}, memory_limit="4GB", timezone=timezone) as con:
        known = [name for (name,) in con.execute("SELECT DISTINCT source FROM nps ORDER BY 1").fetchall()]
        if source not in known and (source is not None or len(known) != 1):
            raise SettingsError("diff_source", sources=", ".join(known))
        table = analyze.two_runs(
            con, source=source or known[0], runs=(before.id, after.id), period=period, segment=segment
        )
    if not table.num_rows:
        raise SettingsError("diff_nothing")
    tell(words("diff.runs", before=before.id, after=after.id, source=source or known[0]))
    if to_screen:  # a screen has no room for all of them
        show(report.terminal(table.select(_ON_SCREEN), language(), width=screen_width()))
    else:
        hand_over(table, form, output, timezone)


def _runs(runs: Sequence["Run"], asked: Sequence[str]) -> tuple["Run", "Run"]:
    """The two runs that are meant, by the beginning of their ids; the last two where none is named."""
    if len(asked) > 2 or len(runs) < 2:
        raise SettingsError("diff_runs", runs=", ".join(run.id for run in runs) or "–")
    found = []
    for said in asked:
        fitting = [run for run in runs if run.id.startswith(said)]
        if len(fitting) != 1:
            raise SettingsError("diff_runs", runs=", ".join(run.id for run in runs))
        found += fitting
    return (found[0], found[1]) if len(found) == 2 else (found[0] if found else runs[1], runs[0])

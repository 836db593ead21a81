"""voc run, voc demo."""

from pathlib import Path
from typing import Annotated

import typer

from voc.cli.edge import ProjectOption, from_here, help_text, language, open_project, words
from voc.cli.screen import screen_width, show


def run(project: ProjectOption = None) -> None:
    """Read what is new and publish; exit 0 only if published or nothing to do."""
    from voc import pipeline, report
    from voc.cli.progress import watching

    opened = open_project(project)
    with watching() as watch:
        outcome = pipeline.run(opened, watch)
    show(report.closing(outcome.summary, language(), project=from_here(opened.root)))


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=help_text("demo.dir"))] = Path("voc-demo"),
) -> None:
    """Make a project from the bundled sample, run it, print the topic-by-NPS table."""
    from voc import projects, report, store
    from voc.cli.progress import watching

    with watching() as watch:
        outcome = projects.demo(folder, watch)
    opened = open_project(folder)
    current = store.current(opened.data)
    if current:
        table = store.query(
            current, "SELECT * FROM topic_by_nps WHERE period = 'all' AND segment_name = 'all'"
        )
        for source in sorted(table.column("source").unique().to_pylist()):
            show(words("demo.topics", source=source))
            rows = table.filter([one == source for one in table.column("source").to_pylist()])
            show(report.topics(rows, language(), width=screen_width()))
            show()
    show(report.closing(outcome.summary, language(), project=from_here(opened.root)))

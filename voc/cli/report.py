"""voc report: the published run as a page, a workbook or charts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voc.cli import selectors
from voc.cli.edge import ProjectOption, help_text, language, open_project, words
from voc.cli.screen import tell
from voc.errors import SettingsError

if TYPE_CHECKING:
    from voc.report.charts import Figure


def report(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help=help_text("report.output"))],
    period: Annotated[
        str, typer.Option("--period", metavar="PERIOD", help=help_text("report.period"))
    ] = "all",
    segment: Annotated[
        str, typer.Option("--segment", metavar="NAME=VALUE", help=help_text("report.segment"))
    ] = "all",
    source: Annotated[
        str | None, typer.Option("--source", metavar="SOURCE", help=help_text("report.source"))
    ] = None,
    chart: Annotated[
        str | None, typer.Option("--chart", metavar="CHART", help=help_text("report.chart"))
    ] = None,
    comments: Annotated[bool, typer.Option("--comments", help=help_text("report.comments"))] = False,
    project: ProjectOption = None,
) -> None:
    """Write the report of the published run, or one of its charts."""
    from voc import report as out
    from voc import reports

    out.check_output(output, chart=chart is not None)
    opened = open_project(project)
    cell = selectors.segment(segment)
    document = reports.report_of(
        opened, period=period, segment=cell, source=source, comments=comments, language=language()
    )
    if chart is None:
        written = out.write_report(document, output)
    else:
        written = []
        for name, figure in _chosen(dict(out.charts_of(document)), chart, output):
            written += out.write_chart(figure, output, name)
    if len(written) == 1:
        tell(words("report.done", path=written[0]))
    else:
        tell(words("report.done_folder", path=output, count=len(written)))


def _chosen(charts: "dict[str, Figure]", asked: str, output: Path) -> "list[tuple[str, Figure]]":
    """The charts of a name; forest is also forest-SOURCE. A file takes one of them, a folder all."""
    found = [(name, figure) for name, figure in charts.items() if f"{name}-".startswith(f"{asked}-")]
    if not found:
        raise SettingsError("chart_unknown", chart=asked, charts=", ".join(charts) or "–")
    if len(found) > 1 and output.suffix and not output.is_dir():
        raise SettingsError("chart_several", chart=asked, charts=", ".join(name for name, _ in found))
    return found

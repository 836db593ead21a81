"""The days on which a topic was spoken of unlike before."""

from voc.report import cells
from voc.report.document import Material, Section
from voc.report.sections.phrases import sheet
from voc.report.views import Column
from voc.words import say

_MOST = 20


def alerted(material: Material, language: str) -> Section | None:
    """The newest alerts; that there are none where there are none."""
    if "alerts" not in material.tables:
        return None
    period = cells.period(material.recent, language)
    table = material.tables["alerts"].sort_by([("day", "descending"), ("topic", "ascending")])
    if not table.num_rows:
        return Section("alerts", [say("report.alerts.none", language, period=period)])
    severe = sum(row["severity"] == "high" for row in table.to_pylist())
    count = f"{table.num_rows:,}"
    says = [say("report.alerts.says", language, count=count, severe=severe, period=period)]
    columns: list[Column] = [
        "day", "topic", "polarity", "kind", "n_comments", "n_total", "share",
        ("expected", "low", "high"), "severity",
    ]  # fmt: skip
    hidden = max(0, table.num_rows - _MOST)
    shown = sheet("alerts", table, columns, language, shown=table.slice(0, _MOST), hidden=hidden)
    return Section("alerts", says, (), [shown])

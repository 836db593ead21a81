"""The NPS of the cell, how its answers are distributed, and its months."""

from collections.abc import Iterator

import pyarrow.compute as pc

from voc.report import cells, charts
from voc.report.document import Material, Section
from voc.report.sections.phrases import drawn, sheet, side, where
from voc.report.views import Column, Row, interval
from voc.words import say

_MONTHS = 13


def figure(material: Material, language: str) -> tuple[str, str] | None:
    """The NPS of the cell, and its interval with n; None where there is none."""
    row = _of(material)
    if row is None or row["nps"] is None:
        return None
    limits = f"[{cells.points(row['nps_low'])}, {cells.points(row['nps_high'])}]"
    return cells.points(row["nps"]), say("report.figure", language, interval=limits, n=f"{row['n']:,}")


def headline(material: Material, language: str) -> Section | None:
    """NPS of the cell with its interval and n, how the answers divide, and how they were counted."""
    row = _of(material)
    if row is None:
        return None
    if row["nps"] is None:
        note = cells.in_words("note", row["note"], language)
        return Section("headline", [say("report.headline.none", language, note=note)])
    shares = {name: f"{row[name] / row['n']:.1%}" for name in ("promoters", "passives", "detractors")}
    says = [
        say("report.headline.says", language, nps=interval(row, "nps"), n=f"{row['n']:,}", **shares),
        side(row, "nps", "report.headline", language),
    ]
    if row["note"] == "reference":
        says.append(say("report.reference", language))
    if material.people is not None and material.people < row["n"]:
        numbers = {"n": f"{row['n']:,}", "people": f"{material.people:,}"}
        says.append(say("report.headline.repeated", language, **numbers))
    says += _weighted(material, row, language)
    of_cell = where(material.tables["nps"], "period", material.cell.period)
    chart = charts.scores(of_cell, language, width=material.width)
    return Section("headline", says, [("scores", chart)] if chart else [])


def trend(material: Material, language: str) -> Section | None:
    """The months, and how the newest stands among them."""
    chart = drawn(material, "nps", charts.trend, language)
    months = [r for r in material.rows("nps") if len(r["period"]) == 7 and r["nps"] is not None]
    if chart is None or len(months) < 2:
        return None
    last, best = max(months, key=lambda row: row["period"]), max(months, key=lambda row: row["nps"])
    worst = min(months, key=lambda row: row["nps"])
    named = {"last": last, "best": best, "worst": worst}
    figures = {name: interval(row, "nps") for name, row in named.items()}
    periods = {f"{name}_month": cells.period(row["period"], language) for name, row in named.items()}
    says = [say("report.trend.says", language, count=len(months), **figures, **periods)]
    columns: list[Column] = ["period", "n", ("nps", "nps_low", "nps_high"), "note"]
    if any(row.get("nps_weighted") is not None for row in months):
        columns[3:3] = [("nps_weighted", "nps_weighted_low", "nps_weighted_high"), "n_effective"]
    table = material.tables["nps"].sort_by([("period", "descending")])
    of_months = table.filter(pc.equal(pc.utf8_length(table["period"]), 7))
    hidden = max(0, of_months.num_rows - _MONTHS)
    shown = sheet("nps", table, columns, language, shown=of_months.slice(0, _MONTHS), hidden=hidden)
    return Section("trend", says, [("trend", chart)], [shown])


def _of(material: Material) -> Row | None:
    return next((row for row in material.rows("nps") if row["period"] == material.cell.period), None)


def _weighted(material: Material, row: Row, language: str) -> Iterator[str]:
    """The NPS with the answers weighted to the shares that were asked for; only where they are."""
    if row.get("nps_weighted") is None:
        return
    numbers = {"nps": interval(row, "nps_weighted"), "plain": cells.points(row["nps"])}
    numbers |= {"n": f"{row['n']:,}", "effective": f"{row['n_effective']:,.0f}"}
    yield say("report.headline.weighted", language, **numbers)
    for weights in material.rows("weights"):
        if weights["note"]:
            note = cells.in_words("note", weights["note"], language)
            yield say("report.headline.weights_noted", language, note=note)

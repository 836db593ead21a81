"""Topics: which go with NPS, what the model's errors do to that, what to keep and improve, what changed."""

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from voc.report import cells, charts
from voc.report.document import Material, Section, Sheet
from voc.report.sections.phrases import commands, drawn, listed, named, part, sheet, side, sure, told
from voc.report.table import by_impact, topic_view
from voc.report.views import Column, Row, interval, view
from voc.words import say

_LONG = 40  # rows from which on those that are undecided are in the workbook only


def topics(material: Material, language: str) -> Section | None:
    """Which topics go with NPS."""
    chart = drawn(material, "topic_by_nps", charts.forest, language)
    if chart is None:
        return None
    rows = [row for row in material.rows("topic_by_nps") if row["impact"] is not None]
    clear = sorted((row for row in rows if told(row, "impact")), key=lambda row: -abs(row["impact"]))
    says = [*_base(rows, language)]
    for code, low in (("lower", True), ("higher", False)):
        names = named([row for row in clear if (row["impact"] < 0) == low], "impact", language)
        says.append(
            say(f"report.topics.{code}" if names else f"report.topics.no_{code}", language, topics=names)
        )
    if others := len(rows) - len(clear):
        says.append(say("report.topics.others", language, count=others))
    says.append(say("chart.association", language))
    table = material.tables["topic_by_nps"]
    shown = pa.Table.from_pylist(sorted(table.to_pylist(), key=by_impact), table.schema)
    whole = Sheet("topic_by_nps", table, topic_view(shown, language), commands=commands(shown))
    return Section("topics", says, [("forest", chart)], [whole])


def corrected(material: Material, language: str) -> Section | None:
    """Shares and differences with the model's errors corrected; only where these are known."""
    rows = [row for row in material.rows("topic_by_nps") if row.get("share_corrected") is not None]
    if not rows:
        return None
    others = sum(row["share"] is not None for row in material.rows("topic_by_nps")) - len(rows)
    says = [say("report.corrected.says", language), *_corrected_share(rows, language)]
    says += _corrected_lift(rows, language)
    if others:
        says.append(say("report.corrected.others", language, count=others))
    columns: list[Column] = [
        "topic", "share", ("share_corrected", "share_corrected_low", "share_corrected_high"),
        ("lift", "lift_low", "lift_high"), ("lift_corrected", "lift_corrected_low", "lift_corrected_high"),
        "note",
    ]  # fmt: skip
    table = material.tables["topic_by_nps"]
    shown = table.filter(pc.is_valid(table["share_corrected"])).sort_by([("share_corrected", "descending")])
    heads = {name: say(f"view.{name}", language) for name in ("share", "lift")}
    return Section("corrected", says, (), [Sheet("corrected", None, view(shown, columns, language, heads))])


def portfolio(material: Material, language: str) -> Section | None:
    """What to keep and what to improve."""
    chart = drawn(material, "drivers", charts.portfolio, language)
    if chart is None:
        return None
    rows = [row for row in material.rows("drivers") if row["quadrant"] is not None]
    says = []
    for quadrant in ("improve_first", "keep_first"):
        of_it = [row for row in rows if row["quadrant"] == quadrant and row["polarity"] != "neutral"]
        code = f"report.portfolio.{quadrant}" if of_it else f"report.portfolio.no_{quadrant}"
        says.append(say(code, language, topics=_placed(of_it, language)))
    if hints := sum(row["low"] is None for row in rows):
        says.append(part("report.portfolio.hints", hints, len(rows), language))
    if undecided := sum(row["quadrant"] == "undecided" for row in rows):
        says.append(part("report.portfolio.undecided", undecided, len(rows), language))
    if material.cell.period != "all":
        says.append(say("report.all_time", language))
    columns: list[Column] = [
        "topic", "polarity", "n", ("effect", "low", "high"),
        ("share_positive", "share_positive_low", "share_positive_high"), "quadrant", "note",
    ]  # fmt: skip
    return Section(
        "portfolio", says, [("portfolio", chart)], [_by(material, "drivers", "effect", columns, language)]
    )


def changed(material: Material, language: str) -> Section | None:
    """What changed since the period before, and what is new or has vanished."""
    rows = material.rows("changes")
    whole = next((row for row in rows if row["topic"] == "(all)" and row["total"] is not None), None)
    if whole is None:
        return None
    ends = {f"nps_{end}": cells.points(whole[f"nps_{end}"]) for end in ("before", "after")}
    ends_of = {"before": "period_before", "after": "period"}
    periods = {end: cells.period(whole[name], language) for end, name in ends_of.items()}
    says = [
        say("report.changes.says", language, **ends, **periods, change=interval(whole, "total")),
        side(whole, "total", "report.changes", language),
        *_of_all(material, whole, language),
        *_other_months(material, whole, language),
    ]
    parts = [row for row in rows if told(row, "total") and not row["topic"].startswith("(")]
    names = named(sorted(parts, key=lambda row: -abs(row["total"])), "total", language)
    says.append(say("report.changes.topics" if names else "report.changes.no_topics", language, topics=names))
    for kind in ("new", "vanished"):
        if of_it := [cells.topic(row["topic"], language) for row in rows if row["kind"] == kind]:
            says.append(say(f"report.changes.{kind}", language, topics=listed(of_it, language)))
    columns: list[Column] = [
        "topic", "n_before", "n_after", "mix", "rate",
        "interaction", ("total", "total_low", "total_high"), "kind", "note",
    ]  # fmt: skip
    chart = charts.waterfall(material.tables["changes"], language, width=material.width)
    table = _by(material, "changes", "total", columns, language)
    return Section("changes", says, [("waterfall", chart)] if chart else [], [table])


def _base(rows: Sequence[Row], language: str) -> Iterator[str]:
    """How many answers the figures of topics are of, and their NPS: less than all, who need not comment."""
    for row in rows[:1]:
        nps = cells.points(row["nps_mentioned"] - (1 - row["share"]) * row["lift"])
        yield say("report.topics.base", language, n=f"{row['n_base']:,}", nps=nps)


def _of_all(material: Material, whole: Row, language: str) -> Iterator[str]:
    """The NPS of all answers in both periods of a change, with or without a comment."""
    of_all = {row["period"]: row for row in material.rows("nps")}
    periods = whole["period_before"], whole["period"]
    both = [of_all[one] for one in periods if one in of_all and of_all[one]["nps"] is not None]
    if len(both) == len(periods):
        before, after = (interval(row, "nps") for row in both)
        named = dict(zip(("before", "after"), (cells.period(one, language) for one in periods), strict=True))
        yield say("report.changes.of_all", language, nps_before=before, nps_after=after, **named)


def _other_months(material: Material, whole: Row, language: str) -> Iterator[str]:
    """Of two years that have answers of other months, which: a year that has just begun is no whole one."""
    ends = {"before": whole["period_before"], "after": whole["period"]}
    periods = sorted(row["period"] for row in material.rows("nps"))
    months = {
        end: [period[5:].lstrip("0") for period in periods if len(period) == 7 and period[:4] == year]
        for end, year in ends.items()
    }
    if len(whole["period"]) == 4 and months["before"] != months["after"]:
        named = {end: cells.period(year, language) for end, year in ends.items()}
        between = say("report.both", language)
        yield say(
            "report.changes.months", language, **named,
            **{f"months_{end}": between.join(of_year) for end, of_year in months.items()},
        )  # fmt: skip


def _by(material: Material, name: str, column: str, columns: Sequence[Column], language: str) -> Sheet:
    """The rows of a table that have a figure and are in no doubt about their quadrant, the lowest first."""
    table = material.tables[name]
    known = table.filter(pc.is_valid(table[column])).sort_by([(column, "ascending")])
    shown = known
    if "quadrant" in known.column_names and known.num_rows > _LONG:
        shown = known.filter(pc.not_equal(known["quadrant"], "undecided"))
    return sheet(name, table, columns, language, shown=shown, hidden=known.num_rows - shown.num_rows)


def _corrected_share(rows: Sequence[Row], language: str) -> Iterator[str]:
    """The topic whose share moves most, and what that says of the model."""
    row = max(rows, key=lambda row: abs(row["share_corrected"] - row["share"]))
    code = "fewer" if row["share_corrected"] < row["share"] else "more"
    yield say(
        f"report.corrected.{code}", language, topic=cells.topic(row["topic"], language),
        share=cells.number(row["share"], "share"), corrected=interval(row, "share_corrected"),
    )  # fmt: skip


def _corrected_lift(rows: Sequence[Row], language: str) -> Iterator[str]:
    """The difference that moves most, and those that can no longer be told."""
    known = [row for row in rows if row["lift_corrected"] is not None and row["lift"] is not None]
    if not known:
        return
    row = max(known, key=lambda row: abs(row["lift_corrected"] - row["lift"]))
    figures = {"lift": interval(row, "lift"), "corrected": interval(row, "lift_corrected")}
    yield say("report.corrected.lift", language, topic=cells.topic(row["topic"], language), **figures)
    lost = [
        cells.topic(row["topic"], language)
        for row in known
        if sure(row, "lift") and not sure(row, "lift_corrected")
    ]
    if lost:
        yield say("report.corrected.lost", language, topics=listed(lost, language))


def _placed(rows: Sequence[Row], language: str) -> str:
    """Topics in a quadrant with their polarities, those that matter most first: 接客 (否定・肯定)."""
    polarities: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: -abs(row["effect"])):
        note = f", {cells.in_words('note', 'reference', language)}" if row["note"] == "reference" else ""
        polarity = cells.in_words("polarity", row["polarity"], language)
        polarities.setdefault(row["topic"], []).append(f"{polarity}{note}")
    between = say("report.both", language)
    texts = (
        say("report.topic_with", language, topic=cells.topic(code, language), more=between.join(said))
        for code, said in polarities.items()
    )
    return listed(texts, language)

"""The sections of the report: what each table says, in sentences made from its numbers.

A sentence says no more than its interval: where it holds zero, no difference can be told. Nothing says why.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from voc.report import cells, charts
from voc.report.document import Material, Section, Sheet
from voc.report.table import topic_view
from voc.report.views import Column, Row, interval, view
from voc.words import say

SURE = charts.SURE
_NAMED = 3
_MONTHS = 13
_WIDTH = 760


def sections(material: Material, language: str) -> list[Section]:
    """Every section that the material has anything for."""
    made = (one(material, language) for one in (
        headline, trend, topics, portfolio, changed, loyal, alerted, words, examples,
    ))  # fmt: skip
    return [section for section in made if section is not None]


def figure(material: Material, language: str) -> tuple[str, str] | None:
    """The NPS of the cell, and its interval with n; None where there is none."""
    row = next((r for r in material.rows("nps") if r["period"] == material.cell.period), None)
    if row is None or row["nps"] is None:
        return None
    limits = f"[{cells.points(row['nps_low'])}, {cells.points(row['nps_high'])}]"
    return cells.points(row["nps"]), say("report.figure", language, interval=limits, n=f"{row['n']:,}")


def headline(material: Material, language: str) -> Section | None:
    """NPS of the cell with its interval and n, and how the answers divide."""
    row = next((r for r in material.rows("nps") if r["period"] == material.cell.period), None)
    if row is None:
        return None
    if row["nps"] is None:
        note = cells.in_words("note", row["note"], language)
        return Section("headline", [say("report.headline.none", language, note=note)])
    shares = {name: f"{row[name] / row['n']:.1%}" for name in ("promoters", "passives", "detractors")}
    says = [
        say("report.headline.says", language, nps=interval(row, "nps"), n=f"{row['n']:,}", **shares),
        _side(row, "nps", "report.headline", language),
    ]
    if row["note"] == "reference":
        says.append(say("report.reference", language))
    return Section("headline", says)


def trend(material: Material, language: str) -> Section | None:
    """The months, and how the newest stands among them."""
    figure = _drawn(material, "nps", charts.trend, language)
    months = [r for r in material.rows("nps") if len(r["period"]) == 7 and r["nps"] is not None]
    if figure is None or len(months) < 2:
        return None
    last, best = max(months, key=lambda row: row["period"]), max(months, key=lambda row: row["nps"])
    worst = min(months, key=lambda row: row["nps"])
    named = {"last": last, "best": best, "worst": worst}
    figures = {name: interval(row, "nps") for name, row in named.items()}
    periods = {f"{name}_month": row["period"] for name, row in named.items()}
    says = [say("report.trend.says", language, count=len(months), **figures, **periods)]
    columns: list[Column] = ["period", "n", ("nps", "nps_low", "nps_high"), "note"]
    return Section("trend", says, [("trend", figure)], [_months(material.tables["nps"], columns, language)])


def topics(material: Material, language: str) -> Section | None:
    """Which topics go with NPS."""
    figure = _drawn(material, "topic_by_nps", charts.forest, language)
    if figure is None:
        return None
    rows = [row for row in material.rows("topic_by_nps") if row["impact"] is not None]
    sure = [
        row for row in rows if _sure(row, "impact") and row["q_value"] is not None and row["q_value"] < SURE
    ]
    says = []
    for code, side in (
        ("lower", [r for r in sure if r["impact"] < 0]),
        ("higher", [r for r in sure if r["impact"] > 0]),
    ):
        names = _named(sorted(side, key=lambda row: -abs(row["impact"])), "impact", language)
        says.append(
            say(f"report.topics.{code}" if names else f"report.topics.no_{code}", language, topics=names)
        )
    says.append(say("report.topics.others", language, count=len(rows) - len(sure)))
    table = material.tables["topic_by_nps"]
    return Section(
        "topics", says, [("forest", figure)], [Sheet("topic_by_nps", table, topic_view(table, language))]
    )


def portfolio(material: Material, language: str) -> Section | None:
    """What to keep and what to improve."""
    figure = _drawn(material, "drivers", charts.portfolio, language)
    if figure is None:
        return None
    rows = [row for row in material.rows("drivers") if row["quadrant"] is not None]
    says = []
    for quadrant in ("improve_first", "keep_first"):
        of_it = [row for row in rows if row["quadrant"] == quadrant and row["polarity"] != "neutral"]
        names = _placed(of_it, language)
        code = f"report.portfolio.{quadrant}" if of_it else f"report.portfolio.no_{quadrant}"
        says.append(say(code, language, topics=names))
    undecided = sum(row["quadrant"] == "undecided" for row in rows)
    says.append(say("report.portfolio.undecided", language, count=undecided, all=len(rows)))
    if material.cell.period != "all":
        says.append(say("report.all_time", language))
    columns: list[Column] = [
        "topic", "polarity", "n", ("effect", "low", "high"),
        ("share_positive", "share_positive_low", "share_positive_high"), "quadrant", "note",
    ]  # fmt: skip
    table = material.tables["drivers"]
    shown = _sorted(table.filter(pc.is_valid(table["effect"])), "effect")
    sheet = Sheet("drivers", table, view(shown, columns, language))
    return Section("portfolio", says, [("portfolio", figure)], [sheet])


def changed(material: Material, language: str) -> Section | None:
    """What changed since the period before, and what is new or has vanished."""
    rows = material.rows("changes")
    whole = next((row for row in rows if row["topic"] == "(all)" and row["total"] is not None), None)
    if whole is None:
        return None
    ends = {f"nps_{side}": cells.points(whole[f"nps_{side}"]) for side in ("before", "after")}
    periods = {"before": whole["period_before"], "after": whole["period"]}
    says = [
        say("report.changes.says", language, **ends, **periods, change=interval(whole, "total")),
        _side(whole, "total", "report.changes", language),
    ]
    parts = [row for row in rows if row["total"] is not None and not row["topic"].startswith("(")]
    sure = [
        row for row in parts if row["q_value"] is not None and row["q_value"] < SURE and _sure(row, "total")
    ]
    names = _named(sorted(sure, key=lambda row: -abs(row["total"])), "total", language)
    says.append(say("report.changes.topics" if names else "report.changes.no_topics", language, topics=names))
    for kind in ("new", "vanished"):
        if of_it := [_topic(row, language) for row in rows if row["kind"] == kind]:
            says.append(say(f"report.changes.{kind}", language, topics=_and(of_it, language)))
    columns: list[Column] = [
        "topic", "n_before", "n_after", "mix", "rate",
        "interaction", ("total", "total_low", "total_high"), "kind", "note",
    ]  # fmt: skip
    table = material.tables["changes"]
    figure = charts.waterfall(table, language, width=_WIDTH)
    shown = _sorted(table.filter(pc.is_valid(table["total"])), "total")
    sheet = Sheet("changes", table, view(shown, columns, language))
    return Section("changes", says, [("waterfall", figure)] if figure else [], [sheet])


def loyal(material: Material, language: str) -> Section | None:
    """Loyalty by what people say and do, and how much the few bring; only where there is behaviour."""
    says, figures = [], []
    for behaviour in dict.fromkeys(row["behaviour"] for row in material.rows("loyalty")):
        of_it = _where(material.tables["loyalty"], "behaviour", behaviour)
        figure = charts.quadrants(of_it, language, width=_WIDTH)
        if figure is None:
            continue
        figures.append((f"quadrants-{behaviour}", figure))
        spurious = next((row for row in of_it.to_pylist() if row["quadrant"] == "spurious"), None)
        if spurious and spurious["spend_share"] is not None:
            shares = {"share": interval(spurious, "share"), "spend": interval(spurious, "spend_share")}
            says.append(say("report.loyalty.says", language, behaviour=behaviour, **shares))
        says += _concentrated(material, behaviour, language)
    if not figures:
        return None
    columns: list[Column] = [
        "behaviour", "quadrant", "n", ("share", "share_low", "share_high"),
        ("spend_share", "spend_share_low", "spend_share_high"), ("nps", "nps_low", "nps_high"), "note",
    ]  # fmt: skip
    sheets = [_sheet("loyalty", material.tables["loyalty"], columns, language)]
    if "concentration" in material.tables:
        table = material.tables["concentration"]
        top = ("top_20_share", "top_20_share_low", "top_20_share_high")
        columns = ["behaviour", "n", top, ("gini", "gini_low", "gini_high"), "note"]
        once = view(table.filter(pc.equal(table["decile"], 1)), columns, language)
        sheets.append(Sheet("concentration", table, once))
    return Section("loyalty", says, figures, sheets)


def alerted(material: Material, language: str) -> Section | None:
    """The days on which a topic was spoken of unlike before."""
    if "alerts" not in material.tables:
        return None
    table = material.tables["alerts"].sort_by([("day", "descending"), ("topic", "ascending")])
    if not table.num_rows:
        return Section("alerts", [say("report.alerts.none", language, period=material.recent)])
    severe = sum(row["severity"] == "high" for row in table.to_pylist())
    says = [
        say(
            "report.alerts.says", language, count=f"{table.num_rows:,}", severe=severe, period=material.recent
        )
    ]
    columns: list[Column] = [
        "day", "topic", "polarity", "kind", "n_comments", "n_total", "share",
        ("expected", "low", "high"), "severity",
    ]  # fmt: skip
    return Section("alerts", says, (), [_sheet("alerts", table, columns, language, most=20)])


def words(material: Material, language: str) -> Section | None:
    """The words of promoters and of detractors, and which are said together."""
    figures = [
        (name, figure)
        for name, table, draw in (
            ("network", "cooccurrence", charts.network),
            ("correspondence", "correspondence", charts.correspondence),
        )
        if (figure := _drawn(material, table, draw, language))
    ]
    sheets, says = [], [figure.description for _, figure in figures]
    if material.rows("keywords"):
        table = material.tables["keywords"].sort_by([("nps_group", "descending"), ("z", "descending")])
        for group in ("promoter", "detractor"):
            of_it = [r for r in table.to_pylist() if r["nps_group"] == group and r["q_value"] is not None]
            telling = [row["term"] for row in of_it if row["q_value"] < SURE and row["z"] > 0][:8]
            name = cells.in_words("nps_group", group, language)
            says.append(
                say("report.keywords.says", language, group=name, terms=_and(telling, language)) if telling
                else say("report.keywords.none", language, group=name)
            )  # fmt: skip
        columns: list[Column] = ["nps_group", "term", "n_responses", "share", "z", "q_value", "note"]
        known = table.filter(pc.is_valid(table["z"]))
        tops = [_where(known, "nps_group", group).slice(0, 12) for group in ("promoter", "detractor")]
        sheets = [Sheet("keywords", table, view(pa.concat_tables(tops), columns, language))]
    if not sheets and not figures:
        return None
    return Section("keywords", says, figures, sheets)


def examples(material: Material, language: str) -> Section | None:
    """Comments of the cells that may be opened; only where they were asked for."""
    if not material.rows("examples"):
        return None
    table = material.tables["examples"]
    columns: list[Column] = ["topic", "polarity", "nps_group", "month", "text"]
    return Section(
        "examples",
        [say("report.examples.says", language)],
        (),
        [_sheet("examples", table, columns, language)],
    )


def _months(nps: pa.Table, columns: Sequence[Column], language: str) -> Sheet:
    """The newest months for the page, every period for the workbook."""
    table = nps.sort_by([("period", "descending")])
    months = table.filter(pc.equal(pc.utf8_length(table["period"]), 7))
    return Sheet(
        "nps", table, view(months.slice(0, _MONTHS), columns, language), max(0, months.num_rows - _MONTHS)
    )


def _placed(rows: Sequence[Row], language: str) -> str:
    """Topics in a quadrant with their polarities, those that matter most first: 接客 (否定・肯定)."""
    polarities: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: -abs(row["effect"])):
        note = f", {cells.in_words('note', 'reference', language)}" if row["note"] == "reference" else ""
        polarity = cells.in_words("polarity", row["polarity"], language)
        polarities.setdefault(row["topic"], []).append(f"{polarity}{note}")
    between = say("report.both", language)
    named = (f"{cells.topic(code, language)} ({between.join(said)})" for code, said in polarities.items())
    return _and(named, language)


def _concentrated(material: Material, behaviour: str, language: str) -> Iterator[str]:
    top = next((r for r in material.rows("concentration") if r["behaviour"] == behaviour), None)
    if top is not None and top["top_20_share"] is not None:
        code = "report.concentration.banded" if top["banded"] else "report.concentration.says"
        yield say(code, language, behaviour=behaviour, share=interval(top, "top_20_share"))


def _drawn(
    material: Material, table: str, draw: Callable[..., charts.Figure | None], language: str
) -> charts.Figure | None:
    return draw(material.tables[table], language, width=_WIDTH) if material.rows(table) else None


def _side(row: Row, name: str, code: str, language: str) -> str:
    """What the interval says of the sign: above zero, below it, or that it cannot be told."""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return say(f"{code}.{'unsure' if low <= 0 <= high else 'above' if low > 0 else 'below'}", language)


def _sure(row: Row, name: str) -> bool:
    return not row[f"{name}_low"] <= 0 <= row[f"{name}_high"]


def _named(rows: Sequence[Row], name: str, language: str) -> str:
    """The first few topics with their figures."""
    texts = [
        f"{cells.in_words('topic', row['topic'], language)} {interval(row, name)}" for row in rows[:_NAMED]
    ]
    return _and(texts, language)


def _and(texts: Iterable[str], language: str) -> str:
    return say("chart.and", language).join(texts)


def _topic(row: Row, language: str) -> str:
    topic = str(cells.in_words("topic", row["topic"], language))
    return (
        f"{topic} ({cells.in_words('polarity', row['polarity'], language)})" if "polarity" in row else topic
    )


def _where(table: pa.Table, column: str, value: str) -> pa.Table:
    return table.filter(pc.equal(table[column], value))


def _sorted(table: pa.Table, column: str) -> pa.Table:
    return table.sort_by([(column, "ascending")])


def _sheet(
    code: str, table: pa.Table, columns: Sequence[Column], language: str, most: int | None = None
) -> Sheet:
    shown = table if most is None else table.slice(0, most)
    return Sheet(code, table, view(shown, columns, language), table.num_rows - shown.num_rows)

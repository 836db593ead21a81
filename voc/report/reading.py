"""How to read the report.

Each word of the report is explained with an example from its own numbers, so that nobody has to know
statistics before. Where the numbers hold no example there is none.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from voc.report import cells
from voc.report.document import Material, Term
from voc.report.sections.phrases import part
from voc.report.views import interval
from voc.words import say

Row = Mapping[str, Any]
_OF_TABLES = {  # words that only the section of this table uses
    "changes", "loyalty", "concentration", "retention", "alerts", "keywords", "pairs", "cooccurrence",
    "correspondence",
}  # fmt: skip
_WITH_EXAMPLE = ("repeated", "weighted", "corrected")  # that no section uses where there is no example


def terms(materials: Sequence[Material], language: str) -> list[Term]:
    """The words that a reader needs, in the order in which the report uses them."""
    rows = {
        name: [row for material in materials for row in material.rows(name)]
        for name in dict.fromkeys(name for material in materials for name in material.tables)
    }
    topics, drivers = rows.get("topic_by_nps", []), rows.get("drivers", [])
    told = {
        "nps": _headline(materials, language),
        "interval": _interval(materials, language),
        "repeated": _repeated(materials, language),
        "weighted": _weighted(materials, language),
        "association": "",
        "impact": _impact(topics, language),
        "not_told": _not_told(topics, language),
        "q_value": _q_value(topics, language),
        "corrected": _corrected(topics, language),
        "effect": _effect(drivers, language),
        "quadrant": "",
        "undecided": _undecided(drivers, language),
        "changes": _changes(rows.get("changes", []), language),
        **dict.fromkeys(("loyalty", "concentration", "retention", "alerts", "keywords", "pairs"), ""),
        "cooccurrence": _cooccurrence(rows.get("cooccurrence", []), language),
        "correspondence": "",
        "reference": _noted([*topics, *drivers], "reference", language),
        "too_few": _noted([*topics, *drivers], "too_few", language),
        "suppressed": "",
    }
    needless = {name for name in told if name in _OF_TABLES and not rows.get(name)}
    needless |= {name for name in _WITH_EXAMPLE if not told[name]}
    return [
        Term(say(f"report.term.{code}", language), say(f"report.term.{code}.meaning", language), example)
        for code, example in told.items()
        if code not in needless
    ]


def _first(rows: Iterable[Row], wanted: Callable[[Row], bool]) -> Row | None:
    return next((row for row in rows if wanted(row)), None)


def _topic(row: Row, language: str) -> str:
    return str(cells.in_words("topic", row["topic"], language))


def _of(material: Material) -> Row | None:
    """The NPS that the part begins with."""
    period = material.cell.period
    return _first(material.rows("nps"), lambda row: row["period"] == period and row["nps"] is not None)


def _headline(materials: Sequence[Material], language: str) -> str:
    row = next((row for material in materials if (row := _of(material))), None)
    if row is None:
        return ""
    shares = {name: f"{row[name] / row['n']:.1%}" for name in ("promoters", "passives", "detractors")}
    nps = cells.points(row["nps"])
    return say(
        "report.term.nps.example", language, source=row["source"], nps=nps, n=f"{row['n']:,}", **shares
    )


def _interval(materials: Sequence[Material], language: str) -> str:
    for material in materials:
        whole = _of(material)
        others = [row for row in material.rows("nps") if row["nps"] is not None and len(row["period"]) == 7]
        if whole and others:
            small = min(others, key=lambda row: row["n"])
            wide, narrow = (cells.interval(r["nps"], r["nps_low"], r["nps_high"]) for r in (small, whole))
            if small["n"] < whole["n"]:
                return say(
                    "report.term.interval.example", language, n=f"{whole['n']:,}", narrow=narrow, wide=wide,
                    few=f"{small['n']:,}", period=cells.period(small["period"], language),
                )  # fmt: skip
    return ""


def _repeated(materials: Sequence[Material], language: str) -> str:
    for material in materials:
        row = _of(material)
        if row and material.people is not None and material.people < row["n"]:
            numbers = {"n": f"{row['n']:,}", "people": f"{material.people:,}"}
            return say("report.term.repeated.example", language, source=row["source"], **numbers)
    return ""


def _weighted(materials: Sequence[Material], language: str) -> str:
    for material in materials:
        row = _of(material)
        if row and row.get("nps_weighted") is not None:
            numbers = {"n": f"{row['n']:,}", "effective": f"{row['n_effective']:,.0f}"}
            return say("report.term.weighted.example", language, source=row["source"], **numbers)
    return ""


def _impact(rows: Sequence[Row], language: str) -> str:
    known = [row for row in rows if row["impact"] is not None]
    if not known:
        return ""
    row = max(known, key=lambda row: abs(row["impact"]))
    code = "report.term.impact.example_" + ("lower" if row["impact"] < 0 else "higher")
    size = f"{abs(row['impact']):.1f}"
    return say(code, language, topic=_topic(row, language), n=f"{row['n_responses']:,}", size=size)


def _not_told(rows: Sequence[Row], language: str) -> str:
    row = _first(rows, lambda r: r["impact"] is not None and r["impact_low"] < 0 < r["impact_high"])
    if row is None:
        return ""
    figures = cells.interval(row["impact"], row["impact_low"], row["impact_high"])
    return say("report.term.not_told.example", language, topic=_topic(row, language), figures=figures)


def _q_value(rows: Sequence[Row], language: str) -> str:
    known = sorted((row for row in rows if row["q_value"] is not None), key=lambda row: row["q_value"])
    if not known or known[0]["q_value"] >= cells.SURE or known[-1]["q_value"] < cells.SURE:
        return ""
    least = known[0]["q_value"]
    limit = cells.LEAST_CHANCE
    low = say("report.below", language, value=limit) if least < limit else cells.number(least, "chance")
    first = _first(known, lambda row: row["q_value"] >= cells.SURE) or known[-1]
    values = {"low": low, "high": cells.number(first["q_value"], "chance")}
    names = {"sure": _topic(known[0], language), "unsure": _topic(first, language)}
    return say("report.term.q_value.example", language, **names, **values)


def _corrected(rows: Sequence[Row], language: str) -> str:
    known = [row for row in rows if row.get("share_corrected") is not None]
    if not known:
        return ""
    row = max(known, key=lambda row: row["n_responses"])
    figures = {"share": cells.number(row["share"], "share"), "corrected": interval(row, "share_corrected")}
    return say("report.term.corrected.example", language, topic=_topic(row, language), **figures)


def _effect(rows: Sequence[Row], language: str) -> str:
    known = [row for row in rows if row["low"] is not None and not row["low"] <= 0 <= row["high"]]
    if not known:
        return ""
    row = max(known, key=lambda row: row["n"])
    code = "report.term.effect.example_" + ("lower" if row["effect"] < 0 else "higher")
    polarity = cells.in_words("polarity", row["polarity"], language)
    size, figures = f"{abs(row['effect']):.1f}", cells.interval(row["effect"], row["low"], row["high"])
    return say(code, language, topic=_topic(row, language), polarity=polarity, size=size, figures=figures)


def _undecided(rows: Sequence[Row], language: str) -> str:
    placed = [row for row in rows if row["quadrant"] is not None]
    row = _first(placed, lambda row: row["quadrant"] == "undecided")
    if row is None:
        return ""
    count = sum(row["quadrant"] == "undecided" for row in placed)
    polarity = cells.in_words("polarity", row["polarity"], language)
    names = {"topic": _topic(row, language), "polarity": polarity}
    return part("report.term.undecided.example", count, len(placed), language, **names)


def _changes(rows: Sequence[Row], language: str) -> str:
    known = [row for row in rows if row["total"] is not None and not row["topic"].startswith("(")]
    if not known:
        return ""
    row = max(known, key=lambda row: abs(row["total"]))
    parts = {name: cells.points(row[name]) for name in ("mix", "rate", "interaction", "total")}
    return say("report.term.changes.example", language, topic=_topic(row, language), **parts)


def _cooccurrence(rows: Sequence[Row], language: str) -> str:
    known = [row for row in rows if row["jaccard"] is not None]
    if not known:
        return ""
    row = max(known, key=lambda row: row["jaccard"])
    figures = {"jaccard": f"{row['jaccard']:.2f}", "share": cells.number(row["jaccard"], "share")}
    return say("report.term.cooccurrence.example", language, term=row["term"], other=row["other"], **figures)


def _noted(rows: Sequence[Row], note: str, language: str) -> str:
    row = _first(rows, lambda row: row["note"] == note)
    if row is None:
        return ""
    n = row["n"] if "polarity" in row else row["n_responses"]
    name = _topic(row, language)
    if "polarity" in row:
        polarity = cells.in_words("polarity", row["polarity"], language)
        name = say("report.topic_with", language, topic=name, more=polarity)
    return say("report.term.noted.example", language, topic=name, n=f"{n:,}")

"""How to read the report, and what it was made from.

Each word of the report is explained with an example from its own numbers, so that nobody has to know
statistics before. Where the numbers hold no example there is none.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from voc.report import cells
from voc.report.document import Material, Term
from voc.words import say

Row = Mapping[str, Any]
_FILES = 12
_MEASURED = ("sentiment_accuracy", "complaint_f1", "topic_f1", "topic_polarity_f1")


def terms(materials: Sequence[Material], language: str) -> list[Term]:
    """The words that a reader needs, in the order in which the report uses them."""
    topics = [row for material in materials for row in material.rows("topic_by_nps")]
    drivers = [row for material in materials for row in material.rows("drivers")]
    examples: dict[str, str] = {
        "nps": _headline(materials, language),
        "interval": _interval(materials, language),
        "association": "",
        "impact": _impact(topics, language),
        "not_told": _not_told(topics, language),
        "q_value": "",
        "effect": _effect(drivers, language),
        "quadrant": "",
        "undecided": _undecided(drivers, language),
        "reference": _noted([*topics, *drivers], "reference", language),
        "too_few": _noted([*topics, *drivers], "too_few", language),
        "suppressed": _suppressed(topics, language),
    }
    return [
        Term(say(f"report.term.{code}", language), say(f"report.term.{code}.meaning", language), example)
        for code, example in examples.items()
    ]


def finished(facts: Mapping[str, Any], timezone: str) -> str:
    """When the run was published, to the minute."""
    at: datetime = facts["finished_at"]
    return f"{at.astimezone(ZoneInfo(timezone)):%Y-%m-%d %H:%M}"


def data(facts: Mapping[str, Any], language: str, timezone: str) -> list[tuple[str, str]]:
    """Files, rows, rejected rows with their reasons, the model and how right it is, versions."""
    summary = facts["summary"]
    lines = [("run", facts["run_id"]), ("finished", finished(facts, timezone))]
    files = summary.get("files", ())
    lines += [("file", f"{f['shown']} ({f['rows_read']:,} / {f['rejected']:,})") for f in files[:_FILES]]
    if len(files) > _FILES:
        lines.append(("file", say("report.more_files", language, count=f"{len(files) - _FILES:,}")))
    for name in ("rows_read", "accepted", "rejected", "responses", "contacts", "comments", "mentions"):
        if name in summary:
            lines.append((name, f"{summary[name]:,}"))
    for code, count in sorted(summary.get("reasons", {}).items(), key=lambda one: -one[1]):
        lines.append(("reason", f"{cells.reason(code, language)}: {count:,}"))
    lines += [(name, str(facts[name])) for name in ("model", "taxonomy")]
    lines += [("measured", text) for text in _measured(facts.get("measured"), language)]
    lines.append(("code_version", str(facts["code_version"])))
    return [(say(f"report.data.{name}", language), text) for name, text in lines]


def _measured(metrics: Mapping[str, Any] | None, language: str) -> Iterable[str]:
    """How right the model is on labelled comments that it has not seen."""
    if not metrics or "held_out" not in metrics:
        yield say("report.not_measured", language)
        return
    for where, figures in metrics["held_out"].items():
        shown = [
            f"{say(f'report.measure.{name}', language)} {figures[name]['value']:.2f}"
            f" [{figures[name]['low']:.2f}, {figures[name]['high']:.2f}]"
            for name in _MEASURED
            if name in figures
        ]
        place = cells.worded(f"report.held_out.{where}", where, language)
        yield f"{place}: {say('chart.and', language).join(shown)}"


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
                    few=f"{small['n']:,}", period=small["period"],
                )  # fmt: skip
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


def _effect(rows: Sequence[Row], language: str) -> str:
    known = [row for row in rows if row["effect"] is not None and not row["low"] <= 0 <= row["high"]]
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
    return say("report.term.undecided.example", language, count=count, all=len(placed), **names)


def _noted(rows: Sequence[Row], note: str, language: str) -> str:
    row = _first(rows, lambda row: row["note"] == note)
    if row is None:
        return ""
    n = row["n"] if "polarity" in row else row["n_responses"]
    name = _topic(row, language)
    if "polarity" in row:
        name += f" ({cells.in_words('polarity', row['polarity'], language)})"
    return say("report.term.noted.example", language, topic=name, n=f"{n:,}")


def _suppressed(rows: Sequence[Row], language: str) -> str:
    count = sum(row["note"] == "suppressed" for row in rows)
    return say("report.term.suppressed.example", language, count=count) if count else ""

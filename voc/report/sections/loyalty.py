"""Loyalty by what people say and do; only where there is behaviour."""

from collections import Counter
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from voc.report import cells, charts
from voc.report.charts import Figure
from voc.report.document import Material, Section, Sheet
from voc.report.sections.phrases import listed, sheet, told, where
from voc.report.views import Column, Row, interval
from voc.words import say

_TOPICS = 3  # that are named of a quadrant
_QUADRANTS = ("spurious", "true_loyal")
_TOP = [
    "behaviour",
    "n",
    "top_20_share",
    "top_20_share_low",
    "top_20_share_high",
    "gini",
    "gini_low",
    "gini_high",
    "note",
]


def loyal(material: Material, language: str) -> Section | None:
    """The quadrants, how much the few bring, what is spoken of, and the what-if.

    Sentences are about one behaviour, the first; charts and tables about all.
    """
    figures = list[tuple[str, Figure]]()
    for behaviour in dict.fromkeys(row["behaviour"] for row in material.rows("loyalty")):
        of_it = where(material.tables["loyalty"], "behaviour", behaviour)
        if chart := charts.quadrants(of_it, language, width=material.width):
            figures.append((f"quadrants-{behaviour}", chart))
    if not figures:
        return None
    first, *others = dict.fromkeys(row["behaviour"] for row in material.rows("loyalty"))
    says = [*_divided(material, first, language), *_concentrated(material, first, language)]
    says += _kept(material, first, language)
    if others:
        names = listed((cells.behaviour(one, language) for one in others), language)
        says.append(say("report.loyalty.others", language, behaviours=names))
    says += _spoken(material, language)
    return Section("loyalty", says, figures, list(_sheets(material, language)))


def _divided(material: Material, behaviour: str, language: str) -> Iterator[str]:
    for row in material.rows("loyalty"):
        if row["behaviour"] == behaviour and row["quadrant"] == "spurious" and row["spend_share"] is not None:
            shares = {name: interval(row, name) for name in ("share", "spend_share")}
            yield say("report.loyalty.says", language, behaviour=_behaviour(row, language), **shares)


def _concentrated(material: Material, behaviour: str, language: str) -> Iterator[str]:
    for row in material.rows("concentration"):
        if row["behaviour"] == behaviour and row["decile"] == 1 and row["top_20_share"] is not None:
            figures = {"behaviour": _behaviour(row, language), "share": interval(row, "top_20_share")}
            yield say("report.concentration.says", language, **figures)
            if row["banded"]:
                yield say("report.concentration.banded", language)


def _spoken(material: Material, language: str) -> Iterator[str]:
    """Topics that a quadrant speaks of more than the others do, by most behaviours first."""
    behaviours = {row["behaviour"] for row in material.rows("loyalty_topics")}
    for quadrant in _QUADRANTS:
        counts = Counter(
            row["topic"]
            for row in material.rows("loyalty_topics")
            if row["quadrant"] == quadrant and told(row, "share_difference") and row["share_difference"] > 0
        )
        names = [
            say(
                "report.topic_with", language, topic=cells.topic(topic, language),
                more=f"{count}/{len(behaviours)}",
            )
            for topic, count in counts.most_common(_TOPICS)
        ]  # fmt: skip
        if names:
            worded = cells.in_words("quadrant", quadrant, language)
            yield say("report.loyalty_topics.says", language, quadrant=worded, topics=listed(names, language))


def _kept(material: Material, behaviour: str, language: str) -> Iterator[str]:
    """What the assumed retention would keep; a measured one is in the table."""
    for row in material.rows("retention"):
        of_it = row["behaviour"] == behaviour and row["scenario"] == "assumed_5"
        if of_it and row["spend_kept"] is not None:
            kept = cells.number(row["spend_kept"], "share")
            yield say("report.retention.says", language, behaviour=_behaviour(row, language), kept=kept)


def _most(table: pa.Table) -> pa.Table:
    """Of each quadrant of each behaviour the topics that differ most, in the order of the table."""
    rows = table.to_pylist()
    kept, seen = set[int](), Counter[tuple[str, str]]()
    for at in sorted(range(len(rows)), key=lambda at: -abs(rows[at]["share_difference"])):
        of_it = rows[at]["behaviour"], rows[at]["quadrant"]
        seen[of_it] += 1
        if rows[at]["quadrant"] in _QUADRANTS and seen[of_it] <= _TOPICS:
            kept.add(at)
    return table.take(pa.array(sorted(kept), pa.int64()))


def _behaviour(row: Row, language: str) -> str:
    return cells.behaviour(row["behaviour"], language)


def _sheets(material: Material, language: str) -> Iterator[Sheet]:
    columns: list[Column] = [
        "behaviour", "quadrant", "n", ("share", "share_low", "share_high"),
        ("spend_share", "spend_share_low", "spend_share_high"), ("nps", "nps_low", "nps_high"), "note",
    ]  # fmt: skip
    people = {"share": say("chart.people", language)}
    yield sheet("loyalty", material.tables["loyalty"], columns, language, heads=people)
    if "concentration" in material.tables:
        table = material.tables["concentration"]
        top = ("top_20_share", "top_20_share_low", "top_20_share_high")
        columns = ["behaviour", "n", top, ("gini", "gini_low", "gini_high"), "note"]
        once = table.filter(pc.equal(table["decile"], 1)).select(_TOP)
        yield sheet("concentration", table, columns, language, shown=once, heads=people)
    if material.rows("loyalty_topics"):
        table = material.tables["loyalty_topics"]
        clear = table.filter([told(row, "share_difference") for row in table.to_pylist()])
        shown = _most(clear)
        difference = ("share_difference", "share_difference_low", "share_difference_high")
        columns = ["behaviour", "quadrant", "topic", "n", "share", difference, "q_value", "note"]
        hidden = clear.num_rows - shown.num_rows
        yield sheet("loyalty_topics", table, columns, language, shown=shown, hidden=hidden)
    if material.rows("retention"):
        columns = [
            "behaviour", "scenario", "n",
            ("retention_points", "retention_points_low", "retention_points_high"),
            ("people_kept", "people_kept_low", "people_kept_high"),
            ("spend_kept", "spend_kept_low", "spend_kept_high"), "basis", "note",
        ]  # fmt: skip
        yield sheet("retention", material.tables["retention"], columns, language, heads=people)

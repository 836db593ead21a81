"""Which topics go with NPS: a figure with its interval for every topic, against zero."""

from collections.abc import Mapping
from typing import Any, Literal

import pyarrow as pa

from voc.report import cells
from voc.report.charts import axes, frame, letters
from voc.report.charts.figure import SMALL, TEXT, Figure
from voc.words import say

Measure = Literal["impact", "lift", "effect"]
_ROW = 25


def forest(
    table: pa.Table, language: str = "ja", *, measure: Measure = "impact", width: float = 720
) -> Figure | None:
    """The topics of one cell from rows of `topic_by_nps` or, with "effect", of `drivers`; the lowest first.

    Rows of `drivers` are those of one outcome and side. None where no topic has the figure; a figure without
    an interval is a point without a line.
    """
    rows = table.to_pylist()
    names = _limits(measure, table.column_names)
    shown = sorted((row for row in rows if row[measure] is not None), key=lambda row: row[measure])
    if not shown:
        return None
    title = say(f"chart.forest.{measure}", language)
    lowest, highest = (_name(row, language) for row in (shown[0], shown[-1]))
    figures = [cells.interval(row[measure], row[names[0]], row[names[1]]) for row in shown]
    ends = {"lowest": lowest, "low": figures[0], "highest": highest, "high": figures[-1]}
    description = say("chart.forest.told", language, count=len(shown), **ends)
    figure, y = frame.begin(title, frame.subject(shown[0], language, "period", "segment"), description, width)
    keys = [
        ("bad", say("chart.lower", language), False),
        ("good", say("chart.higher", language), False),
        ("faint", say("chart.unsure", language), False),
        ("muted", say("chart.reference", language), True),
    ]
    y = frame.legend(figure, y + 6, [frame.Key("dot", ink, text, hollow) for ink, text, hollow in keys]) + 8
    narrow = width < frame.NARROW
    said = [cells.points(row[measure]) for row in shown] if narrow else figures
    most = width * (0.44 if narrow else 0.3)
    topics = [letters.cut(_name(row, language), TEXT, most) for row in shown]
    counts = [f"{_count(row):,}" for row in shown]
    left = frame.EDGE + frame.widest(topics) + 10
    if not narrow:
        figure.text(left + frame.widest(counts, SMALL), y + 4, "n", size=SMALL, ink="muted", anchor="end")
        left += frame.widest(counts, SMALL) + 12
    right = width - frame.EDGE - frame.widest(said, SMALL) - 14
    ends_of = [row[name] for row in shown for name in (measure, *names) if row[name] is not None]
    low, high = axes.around(ends_of, about=6, least=-200, most=200)
    across = axes.Scale(low, high, left + 6, right)
    top, bottom = y + 10, y + 14 + _ROW * len(shown)
    axes.below(figure, across, top, bottom, 4 if narrow else 6, frame.points_of)
    for at, (row, topic, count, text) in enumerate(zip(shown, topics, counts, said, strict=True)):
        middle = top + 2 + _ROW * (at + 0.5)
        ink, hollow = _ink(row, measure, names), row["note"] == "reference"
        figure.text(frame.EDGE, middle + 4.5, topic)
        if not narrow:
            figure.text(left - 12, middle + 4, count, size=SMALL, ink="muted", anchor="end")
        if row[names[0]] is not None:
            figure.line([(across(row[names[0]]), middle), (across(row[names[1]]), middle)], ink, 2)
        figure.dot(
            across(row[measure]),
            middle,
            4.6,
            ink,
            hollow=hollow,
            title=f"{topic}: {figures[at]}, n = {count}",
        )
        figure.text(
            width - frame.EDGE,
            middle + 4,
            text,
            size=SMALL,
            ink="muted" if ink == "faint" else "ink",
            anchor="end",
        )
    notes = [say(f"chart.forest.{measure}.note", language), say("chart.association", language)]
    if any(row[names[0]] is None for row in shown):
        notes.insert(1, say("chart.no_interval", language))
    if hidden := len(rows) - len(shown):
        notes.insert(1, say("chart.left_out", language, count=hidden))
    return frame.end(figure, bottom + 20, notes)


def _limits(measure: Measure, columns: list[str]) -> tuple[str, str]:
    return ("low", "high") if f"{measure}_low" not in columns else (f"{measure}_low", f"{measure}_high")


def _name(row: Mapping[str, Any], language: str) -> str:
    topic = str(cells.in_words("topic", row["topic"], language))
    return (
        f"{topic} ({cells.in_words('polarity', row['polarity'], language)})" if "polarity" in row else topic
    )


def _count(row: Mapping[str, Any]) -> int:
    return int(row["n"] if "n" in row else row["n_responses"])


def _ink(row: Mapping[str, Any], measure: Measure, names: tuple[str, str]) -> str:
    """Coloured where q < .05 and the interval holds no zero; effects of `topic_by_nps` have no q."""
    unsure = row[names[0]] is None or row[names[0]] <= 0 <= row[names[1]]
    own_q = measure != "effect" or "polarity" in row
    if unsure or (own_q and (row["q_value"] is None or row["q_value"] >= cells.SURE)):
        return "faint"
    return "bad" if row[measure] < 0 else "good"

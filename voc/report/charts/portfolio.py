"""CSポートフォリオ: how much a topic matters against how well it is spoken of.

Two fields: what is said against a topic, and what is said for it. Neutral mentions stand in the table only.
"""

import math
from typing import Any

import pyarrow as pa

from voc.report import cells
from voc.report.charts import axes, frame, labels, letters
from voc.report.charts.figure import SMALL, TEXT, Figure
from voc.words import say

Row = dict[str, Any]
Box = tuple[float, float, float, float]
INKS = {"negative": "bad", "positive": "good"}
_CORNERS = {  # quadrant, whether at the right, whether at the bottom
    "negative": (("improve", False, True), ("improve_first", True, True), ("improve", False, False)),
    "positive": (
        ("improve", False, True),
        ("improve_first", True, True),
        ("keep", False, False),
        ("keep_first", True, False),
    ),
}


def portfolio(drivers: pa.Table, language: str = "ja", *, width: float = 720) -> Figure | None:
    """The points of one segment from rows of `drivers` of one outcome on side "all".

    Across the size of the adjusted effect, up the share of praise; a circle's area is the number of answers.
    None where no row has a quadrant.
    """
    known = [row for row in drivers.to_pylist() if row["quadrant"] is not None and row["polarity"] in INKS]
    rows = sorted(known, key=lambda row: (row["quadrant"] == "undecided", -abs(row["effect"])))
    if not rows:
        return None
    decided = sum(row["quadrant"] != "undecided" for row in rows)
    description = say("chart.portfolio.told", language, count=len(rows), decided=decided)
    subject = frame.subject(rows[0], language, "period", "segment")
    figure, y = frame.begin(say("chart.portfolio", language), subject, description, width)
    keys = [
        frame.Key("dot", "ink", say("chart.decided", language)),
        frame.Key("dot", "ink", say("chart.undecided", language), hollow=True),
    ]
    top = frame.legend(figure, y + 6, keys) + 30
    narrow = width < frame.NARROW
    left, gap = frame.EDGE + 56.0, 22.0
    wide = width - frame.EDGE - left if narrow else (width - frame.EDGE - left - gap) / 2
    high = 320.0 if narrow else 440.0
    most = max(*(abs(row["effect"]) * 1.12 for row in rows), rows[0]["effect_axis"] * 1.5)
    largest, unnamed = max(row["n"] for row in rows), list[str]()
    for at, polarity in enumerate(INKS):
        x, above = (left, top + at * (high + 76)) if narrow else (left + at * (wide + gap), top)
        field = (x, above, x + wide, above + high)
        of_it = [row for row in rows if row["polarity"] == polarity]
        figure.text(
            x,
            above - 9,
            say(f"chart.portfolio.{polarity}", language),
            size=TEXT,
            ink=INKS[polarity],
            heavy=True,
        )
        _axes(figure, field, most, language, beside=narrow or not at)
        unnamed += _points(figure, of_it, polarity, field, rows[0], most, largest, language)
    bottom = top + (2 * high + 76 if narrow else high)
    notes = [say("chart.portfolio.note", language), *unnamed, say("chart.association", language)]
    if any(row["low"] is None for row in rows):
        notes.insert(1, say("chart.no_interval", language))
    return frame.end(figure, bottom + 38, notes)


def _axes(figure: Figure, field: Box, most: float, language: str, beside: bool) -> None:
    left, top, right, bottom = field
    across, up = _scales(field, most)
    figure.box(left, top, right - left, bottom - top, "paper", edge="grid")
    for value in across.ticks(4):
        figure.line([(across(value), bottom), (across(value), bottom + 4)], "faint")
        figure.text(across(value), bottom + 17, f"{value:g}", size=SMALL, ink="muted", anchor="middle")
    text = say("chart.portfolio.x", language)
    figure.text((left + right) / 2, bottom + 35, text, size=SMALL, ink="muted", anchor="middle")
    if beside:
        for value in axes.Scale(0, 1, 0, 1).ticks(5):
            figure.text(left - 7, up(value) + 4, frame.percent(value), size=SMALL, ink="muted", anchor="end")
        text, middle = say("chart.portfolio.y", language), (top + bottom) / 2
        figure.text(frame.EDGE + 8, middle, text, size=SMALL, ink="muted", anchor="middle", turned=True)


def _points(
    figure: Figure,
    rows: list[Row],
    polarity: str,
    field: Box,
    axis: Row,
    most: float,
    largest: int,
    language: str,
) -> list[str]:
    """The quadrants, whiskers, circles and names of one polarity; a note where a name found no place."""
    left, top, right, bottom = field
    across, up = _scales(field, most)
    x_axis, y_axis = across(axis["effect_axis"]), up(axis["share_positive_axis"])
    figure.line([(x_axis, top), (x_axis, bottom)], "faint", 1.2, "4 3")
    figure.line([(left, y_axis), (right, y_axis)], "faint", 1.2, "4 3")
    corners = [_corner(figure, field, *corner, language) for corner in _CORNERS[polarity]]
    with figure.inside(left, top, right - left, bottom - top):
        for row in rows:
            _whiskers(figure, row, across, up)
    points = []
    for row in rows:
        undecided, name = row["quadrant"] == "undecided", str(cells.in_words("topic", row["topic"], language))
        x, y, radius = (
            across(abs(row["effect"])),
            up(row["share_positive"]),
            3 + 9 * math.sqrt(row["n"] / largest),
        )
        points.append(labels.Label(name, x, y, radius, "muted" if undecided else "ink", not undecided))
    for row, point in reversed(list(zip(rows, points, strict=True))):
        undecided = row["quadrant"] == "undecided"
        told = f"{point.text}: {_told(row, language)}"
        figure.dot(
            point.x, point.y, point.radius, INKS[row["polarity"]], hollow=undecided, title=told, opacity=0.85
        )
    placed = labels.place(points, SMALL, (left + 2, top + 2, right - 2, bottom - 2), corners)
    labels.draw(figure, placed, SMALL)
    return labels.unnamed(points, placed, language)


def _scales(field: Box, most: float) -> tuple[axes.Scale, axes.Scale]:
    left, top, right, bottom = field
    return axes.Scale(0, most, left, right), axes.Scale(-0.05, 1.05, bottom, top)


def _corner(
    figure: Figure, field: Box, name: str, at_right: bool, at_bottom: bool, language: str
) -> labels.Box:
    """The name of a quadrant in its corner; the box that it covers."""
    left, top, right, bottom = field
    text = say(f"quadrant.{name}", language)
    wide = letters.width(text, SMALL)
    x, y = right - 8 - wide if at_right else left + 8, bottom - 9 if at_bottom else top + 17
    figure.text(x, y, text, size=SMALL, ink="faint", heavy=True)
    return x - 3, y - 13, x + wide + 3, y + 4


def _whiskers(figure: Figure, row: Row, across: axes.Scale, up: axes.Scale) -> None:
    """The intervals there are, thin; that of the effect's size begins at 0 where the effect's contains 0."""
    low, high = row["low"], row["high"]
    x, y = across(abs(row["effect"])), up(row["share_positive"])
    ink = "grid" if row["quadrant"] == "undecided" else INKS[row["polarity"]]
    if low is not None:
        least = 0.0 if low <= 0 <= high else min(abs(low), abs(high))
        figure.line([(across(least), y), (across(max(abs(low), abs(high))), y)], ink, 1)
    figure.line([(x, up(row["share_positive_low"])), (x, up(row["share_positive_high"]))], ink, 1)


def _told(row: Row, language: str) -> str:
    effect = cells.interval(row["effect"], row["low"], row["high"])
    share = cells.number(row["share_positive"], "share")
    return f"{effect}, {share}, n = {row['n']:,}, {cells.in_words('quadrant', row['quadrant'], language)}"

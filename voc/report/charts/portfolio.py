"""CSポートフォリオ: how much a topic matters against how well it is spoken of."""

import math
from typing import Any

import pyarrow as pa

from voc.report import cells
from voc.report.charts import axes, frame, labels, letters
from voc.report.charts.figure import SMALL, Figure
from voc.words import say

INKS = {"negative": "bad", "positive": "good", "neutral": "muted"}
_CORNERS = (("improve", 0, 1), ("improve_first", 1, 1), ("keep", 0, 0), ("keep_first", 1, 0))


def portfolio(drivers: pa.Table, language: str = "ja", *, width: float = 720) -> Figure | None:
    """The points of one segment from rows of `drivers` of one outcome on side "all".

    Across the size of the adjusted effect, up the share of praise; a circle's area is the number of answers.
    None where no row has a quadrant.
    """
    rows = [row for row in drivers.to_pylist() if row["quadrant"] is not None]
    if not rows:
        return None
    rows.sort(key=lambda row: (row["quadrant"] == "undecided", -abs(row["effect"])))
    decided = [row for row in rows if row["quadrant"] != "undecided"]
    description = say("chart.portfolio.told", language, count=len(rows), decided=len(decided))
    subject = frame.subject(rows[0], language, "period", "segment")
    figure, y = frame.begin(say("chart.portfolio", language), subject, description, width)
    keys = [
        frame.Key("dot", INKS[polarity], cells.in_words("polarity", polarity, language))
        for polarity in INKS
        if any(row["polarity"] == polarity for row in rows)
    ]
    keys.append(frame.Key("dot", "muted", say("chart.undecided", language), hollow=True))
    y = frame.legend(figure, y + 6, keys)
    narrow = width < frame.NARROW
    left, right, top = frame.EDGE + 58.0, width - frame.EDGE, y + 8
    bottom = top + (300 if narrow else 470)
    most = max(abs(row["effect"]) for row in rows)
    across = axes.Scale(0, max(most * 1.12, rows[0]["effect_axis"] * 1.5), left, right)
    up = axes.Scale(-0.04, 1.04, bottom, top)
    x_axis, y_axis = across(rows[0]["effect_axis"]), up(rows[0]["share_positive_axis"])
    corners = _quadrants(figure, (left, top, right, bottom), (x_axis, y_axis), language)
    for value in axes.Scale(0, 1, 0, 1).ticks(5):
        figure.text(left - 7, up(value) + 4, frame.percent(value), size=SMALL, ink="muted", anchor="end")
    for value in across.ticks(4 if narrow else 6):
        figure.line([(across(value), bottom), (across(value), bottom + 4)], "faint")
        figure.text(across(value), bottom + 17, f"{value:g}", size=SMALL, ink="muted", anchor="middle")
    figure.text(
        (left + right) / 2, bottom + 35, say("chart.portfolio.x", language), size=SMALL, anchor="middle"
    )
    figure.text(
        frame.EDGE + 8,
        (top + bottom) / 2,
        say("chart.portfolio.y", language),
        size=SMALL,
        anchor="middle",
        turned=True,
    )
    with figure.inside(left, top, right - left, bottom - top):
        for row in rows:
            _whiskers(figure, row, across, up)
    points = [_label(row, str(at), narrow, language, across, up, rows) for at, row in enumerate(rows, 1)]
    for row, point in reversed(list(zip(rows, points, strict=True))):
        undecided = row["quadrant"] == "undecided"
        told = f"{_name(row, language)}: {_told(row, language)}"
        figure.dot(
            point.x, point.y, point.radius, INKS[row["polarity"]], hollow=undecided, title=told, opacity=0.85
        )
    placed = labels.place(points, SMALL, (left + 2, top + 2, right - 2, bottom - 2), corners)
    labels.draw(figure, placed, SMALL)
    y = bottom + 40
    if narrow:
        y = _numbered(figure, y, [f"{at} {_name(row, language)}" for at, row in enumerate(rows, 1)])
    return frame.end(figure, y, [say("chart.portfolio.note", language), say("chart.association", language)])


def _quadrants(
    figure: Figure, plot: tuple[float, float, float, float], axis: tuple[float, float], language: str
) -> list[labels.Box]:
    """The four fields with their names in the corners; the boxes of the names."""
    left, top, right, bottom = plot
    figure.box(left, top, right - left, bottom - top, "paper", edge="grid")
    figure.line([(axis[0], top), (axis[0], bottom)], "faint", 1.2, "4 3")
    figure.line([(left, axis[1]), (right, axis[1])], "faint", 1.2, "4 3")
    boxes = []
    for name, at_right, at_bottom in _CORNERS:
        text = say(f"quadrant.{name}", language)
        wide = letters.width(text, SMALL)
        x = right - 8 - wide if at_right else left + 8
        y = bottom - 9 if at_bottom else top + 18
        figure.text(x, y, text, size=SMALL, ink="muted", heavy=True)
        boxes.append((x - 3, y - 13, x + wide + 3, y + 4))
    return boxes


def _whiskers(figure: Figure, row: dict[str, Any], across: axes.Scale, up: axes.Scale) -> None:
    """Both intervals, thin; that of the size of the effect begins at 0 where the effect's contains 0."""
    low, high = row["low"], row["high"]
    least = 0.0 if low <= 0 <= high else min(abs(low), abs(high))
    x, y = across(abs(row["effect"])), up(row["share_positive"])
    ink = "grid" if row["quadrant"] == "undecided" else INKS[row["polarity"]]
    figure.line([(across(least), y), (across(max(abs(low), abs(high))), y)], ink, 1)
    figure.line([(x, up(row["share_positive_low"])), (x, up(row["share_positive_high"]))], ink, 1)


def _label(
    row: dict[str, Any], number: str, narrow: bool, language: str, across: axes.Scale, up: axes.Scale,
    rows: list[dict[str, Any]],
) -> labels.Label:  # fmt: skip
    radius = 3 + 13 * math.sqrt(row["n"] / max(one["n"] for one in rows))
    undecided = row["quadrant"] == "undecided"
    text = number if narrow else str(cells.in_words("topic", row["topic"], language))
    x, y = across(abs(row["effect"])), up(row["share_positive"])
    return labels.Label(text, x, y, radius, "muted" if undecided else "ink", not undecided)


def _numbered(figure: Figure, y: float, names: list[str]) -> float:
    """What the numbers in a narrow picture stand for, in two columns."""
    half = (len(names) + 1) // 2
    wide = (figure.width - 2 * frame.EDGE) / 2
    for at, name in enumerate(names):
        column, line = divmod(at, half)
        text = letters.cut(name, SMALL, wide - 8)
        figure.text(frame.EDGE + column * wide, y + 16 * (line + 1), text, size=SMALL)
    return y + 16 * half


def _name(row: dict[str, Any], language: str) -> str:
    topic = cells.in_words("topic", row["topic"], language)
    return f"{topic} ({cells.in_words('polarity', row['polarity'], language)})"


def _told(row: dict[str, Any], language: str) -> str:
    effect = cells.interval(row["effect"], row["low"], row["high"])
    share = cells.number(row["share_positive"], "share")
    return f"{effect}, {share}, n = {row['n']:,}, {cells.in_words('quadrant', row['quadrant'], language)}"

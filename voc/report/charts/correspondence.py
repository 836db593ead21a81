"""Correspondence map: which terms go with which groups, as distances in two dimensions."""

import math

import pyarrow as pa

from voc.report import cells
from voc.report.charts import axes, frame, labels
from voc.report.charts.figure import SMALL, TEXT, Figure
from voc.words import say

_TERMS = 45


def correspondence(table: pa.Table, language: str = "ja", *, width: float = 720) -> Figure | None:
    """The map of one source and variable from rows of `correspondence`.

    None where it has not two axes: two groups make one.
    Both axes have the same scale. The terms that contribute most to them are shown; a square is a group.
    """
    rows = [row for row in table.to_pylist() if row["x"] is not None and row["y"] is not None]
    values = [row for row in rows if row["kind"] == "value"]
    narrow = width < frame.NARROW
    terms = sorted(
        (row for row in rows if row["kind"] == "term"),
        key=lambda row: (-((row["contribution_x"] or 0) + (row["contribution_y"] or 0)), row["name"]),
    )[: _TERMS // (2 if narrow else 1)]
    if not values or not terms:
        return None
    one = values[0]
    variable = cells.worded(f"column.{one['variable']}", one["variable"], language)
    inertia = [row if row is not None else 0.0 for row in (one["inertia_x"], one["inertia_y"])]
    description = say(
        "chart.correspondence.told", language, variable=variable, terms=len(terms), values=len(values),
        explained=cells.number(sum(inertia), "share"),
    )  # fmt: skip
    title = say("chart.correspondence", language, variable=variable)
    figure, y = frame.begin(title, frame.subject(one, language), description, width)
    keys = [frame.Key("square", "bad", variable), frame.Key("dot", "good", say("chart.term", language))]
    y = frame.legend(figure, y + 6, keys)
    shown = [*values, *terms]
    wide, tall = (1.14 * (max(row[c] for row in shown) - min(row[c] for row in shown)) or 1.0 for c in "xy")
    left, top, right = frame.EDGE + 52.0, y + 8, width - frame.EDGE
    bottom = top + min(max(tall / wide * (right - left), 0.45 * width), 0.8 * width)
    span = max(wide / (right - left), tall / (bottom - top))  # units a pixel, the same both ways
    middle_x, middle_y = ((max(row[c] for row in shown) + min(row[c] for row in shown)) / 2 for c in "xy")
    half_x, half_y = span * (right - left) / 2, span * (bottom - top) / 2
    across = axes.Scale(middle_x - half_x, middle_x + half_x, left, right)
    up = axes.Scale(middle_y - half_y, middle_y + half_y, bottom, top)
    axes.below(figure, across, top, bottom, 4 if narrow else 6, _number)
    axes.beside(figure, up, left, right, 4, _number)
    figure.text((left + right) / 2, bottom + 33, _axis(1, inertia[0], language), size=SMALL, anchor="middle")
    figure.text(
        frame.EDGE + 8,
        (top + bottom) / 2,
        _axis(2, inertia[1], language),
        size=SMALL,
        anchor="middle",
        turned=True,
    )
    points = []
    most = max((row["n"] or 0 for row in terms), default=0) or 1
    for row in shown:
        is_value = row["kind"] == "value"
        name = (
            str(
                cells.in_words(
                    "nps_group" if one["variable"] == "nps_group" else "segment_value", row["name"], language
                )
            )
            if is_value
            else row["name"]
        )
        radius = 6 if is_value else 2 + 5 * math.sqrt((row["n"] or 0) / most)
        x, height = across(row["x"]), up(row["y"])
        told = name if row["n"] is None else f"{name}: n = {row['n']:,}"
        figure.dot(
            x,
            height,
            radius,
            "bad" if is_value else "good",
            square=is_value,
            title=told,
            opacity=1 if is_value else 0.8,
        )
        points.append(labels.Label(name, x, height, radius, "bad" if is_value else "ink", is_value))
    inside = (left + 1, top + 1, right - 1, bottom - 1)
    first = labels.place(points[: len(values)], TEXT, inside)
    labels.draw(figure, first, TEXT)
    taken = [placed.box for placed in first] + [
        (p.x - p.radius, p.y - p.radius, p.x + p.radius, p.y + p.radius) for p in points[: len(values)]
    ]
    others = labels.place(points[len(values) :], SMALL, inside, taken)
    labels.draw(figure, others, SMALL)
    notes = [say("chart.correspondence.note", language), *labels.unnamed(points, [*first, *others], language)]
    return frame.end(figure, bottom + 38, [*notes, say("chart.association", language)])


def _axis(number: int, inertia: float, language: str) -> str:
    return say("chart.dimension", language, number=number, share=cells.number(inertia, "share"))


def _number(value: float) -> str:
    return f"{value:.4g}".replace("-", "−")

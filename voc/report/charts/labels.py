"""Names beside points so that none covers another.

Points with the most to say come first; each name takes the nearest free place around its point, with a line
to it where that is not next to it.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from voc.report.charts import letters
from voc.report.charts.figure import Figure
from voc.words import say

Box = tuple[float, float, float, float]  # left, top, right, bottom
_AIR = 1.5
_RINGS = (0, 7, 16, 28, 42, 60, 80, 105, 135, 170, 210)


class Label(NamedTuple):
    """A name to be set beside a point of some radius."""

    text: str
    x: float
    y: float
    radius: float
    ink: str = "ink"
    heavy: bool = False


class Placed(NamedTuple):
    """Where a name stands; `box` is what it covers, `far` whether a line has to lead to it."""

    label: Label
    box: Box
    far: bool


def place(labels: Sequence[Label], size: float, within: Box, blocked: Sequence[Box] = ()) -> list[Placed]:
    """A place for every name inside `within`, none over another; the first are served best.

    The points themselves are not covered either as long as there is room elsewhere. A name that has no free
    place at all is left out.
    """
    points = [
        (one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius) for one in labels
    ]
    taken, placed = list(blocked), list[Placed]()
    for one in labels:
        boxes = [
            (box, far) for box, far in _around(one, size) if _holds(within, box) and not _meets(box, taken)
        ]
        free = next(
            ((box, far) for box, far in boxes if not _meets(box, points)), boxes[0] if boxes else None
        )
        if free is not None:
            taken.append(free[0])
            placed.append(Placed(one, *free))
    return placed


def unnamed(labels: Sequence[Label], placed: Sequence[Placed], language: str) -> list[str]:
    """A note that names the points for whose names no place was free; nothing where all have one."""
    named = {one.label for one in placed}
    missing = [one.text for one in labels if one not in named]
    return [say("chart.unnamed", language, names=say("chart.and", language).join(missing))] if missing else []


def draw(figure: Figure, placed: Sequence[Placed], size: float) -> None:
    """The names, and the lines that lead to those that stand apart."""
    for label, box, far in placed:
        if far:
            near = (min(max(label.x, box[0]), box[2]), min(max(label.y, box[1]), box[3]))
            figure.line([_edge(label, near), near], "faint", 0.8)
    for label, box, _ in placed:
        figure.text(
            box[0] + _AIR, box[3] - 0.22 * size - _AIR, label.text, size=size, ink=label.ink, halo=True,
            heavy=label.heavy,
        )  # fmt: skip


def _around(label: Label, size: float) -> Iterator[tuple[Box, bool]]:
    width, height = letters.width(label.text, size) + 2 * _AIR, 1.1 * size + 2 * _AIR
    for ring in _RINGS:
        reach = label.radius + 3 + ring
        for turn in range(8 if ring < 16 else 16):
            angle = turn * 2 * math.pi / (8 if ring < 16 else 16)
            across, up = math.cos(angle), math.sin(angle)
            # the nearest corner or side of the box looks at the point
            left = label.x + reach * across - width * (1 - across) / 2
            top = label.y - reach * up - height * (1 + up) / 2
            yield (left, top, left + width, top + height), ring >= 16


def _edge(label: Label, to: tuple[float, float]) -> tuple[float, float]:
    away = math.hypot(to[0] - label.x, to[1] - label.y) or 1.0
    return (
        label.x + label.radius * (to[0] - label.x) / away,
        label.y + label.radius * (to[1] - label.y) / away,
    )


def _holds(outer: Box, box: Box) -> bool:
    return box[0] >= outer[0] and box[1] >= outer[1] and box[2] <= outer[2] and box[3] <= outer[3]


def _meets(box: Box, others: Sequence[Box]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)

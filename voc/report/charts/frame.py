"""What stands around every chart: its title, whom it is about, a legend, and notes below."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from voc.report import cells
from voc.report.charts import letters
from voc.report.charts.figure import SMALL, TEXT, TITLE, Figure
from voc.words import say

EDGE = 16  # pixels left free on each side
NARROW = 520  # below this width a chart leaves out what stands in the table anyway


class Key(NamedTuple):
    """An entry of a legend: how the mark looks, and what it means."""

    mark: str  # dot, square, line, box
    ink: str
    text: str
    hollow: bool = False
    opacity: float = 1.0


def begin(title: str, subtitle: str, description: str, width: float) -> tuple[Figure, float]:
    """A figure with its title; the pixel below it. The height is set by `end`."""
    figure = Figure(width, 0, f"{title} ({subtitle})" if subtitle else title, description)
    y = 26.0
    for line in letters.folded(title, TITLE, width - 2 * EDGE):
        figure.text(EDGE, y, line, size=TITLE, heavy=True)
        y += 20
    for line in letters.folded(subtitle, SMALL, width - 2 * EDGE):
        figure.text(EDGE, y - 1, line, size=SMALL, ink="muted")
        y += 16
    return figure, y


def legend(figure: Figure, y: float, keys: Sequence[Key]) -> float:
    """The legend in as many rows as it needs, `y` the middle of the first; the pixel below it."""
    x = float(EDGE)
    for key in keys:
        wide = 16 + letters.width(key.text, SMALL)
        if x > EDGE and x + wide > figure.width - EDGE:
            x, y = float(EDGE), y + 18
        _mark(figure, key, x + 5, y)
        figure.text(x + 16, y + 4, key.text, size=SMALL, ink="muted")
        x += wide + 16
    return y + 12


def end(figure: Figure, y: float, notes: Sequence[str]) -> Figure:
    """The notes below the picture, and its height."""
    y += 8
    for note in notes:
        for line in letters.folded(note, SMALL, figure.width - 2 * EDGE):
            y += 16
            figure.text(EDGE, y, line, size=SMALL, ink="muted")
    figure.height = round(y + EDGE - 2)
    return figure


def subject(row: Mapping[str, Any], language: str, *names: str) -> str:
    """Whom a row is about: its source, period and segment (those of `names` that it has)."""
    parts = [str(row["source"])]
    if "period" in names:
        parts.append(cells.period(row["period"], language))
    if "segment" in names:
        name, value = row["segment_name"], row["segment_value"]
        whole = name == "all"
        parts.append(
            say("segment.all", language)
            if whole
            else f"{name}: {cells.in_words('segment_value', value, language)}"
        )
    return " / ".join(parts)


def points_of(value: float) -> str:
    """A round number of NPS points on an axis: −20, 0, +20."""
    return cells.points(value).removesuffix(".0")


def percent(value: float) -> str:
    """A share on an axis."""
    return f"{value * 100:.4g}%".replace("-", "−")


def widest(texts: Sequence[str], size: float = TEXT) -> float:
    """The width of the widest text."""
    return max((letters.width(text, size) for text in texts), default=0.0)


def _mark(figure: Figure, key: Key, x: float, y: float) -> None:
    if key.mark == "line":
        figure.line([(x - 7, y), (x + 7, y)], key.ink, 2)
    elif key.mark == "box":
        figure.box(x - 6, y - 5, 12, 10, key.ink, opacity=key.opacity)
    else:
        figure.dot(x, y, 4.2, key.ink, hollow=key.hollow, square=key.mark == "square")

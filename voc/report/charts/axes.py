"""Scales and axes: round steps, positions of values, and the lines and numbers that say so."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voc.report.charts.figure import SMALL, Figure


@dataclass(frozen=True)
class Scale:
    """Values `low`…`high` along the pixels `start`…`end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The pixel of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self, about: int) -> list[float]:
        """Round values from low to high, some `about` of them."""
        step = step_of(self.high - self.low, about)
        first = math.ceil(self.low / step - 1e-9)
        return [i * step for i in range(first, math.floor(self.high / step + 1e-9) + 1)]


def step_of(span: float, about: int) -> float:
    """1, 2 or 5 times a power of ten, so that `span` has about so many steps."""
    rough = span / max(about, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= rough * 0.999)


def around(
    values: Sequence[float], *, about: int = 5, least: float, most: float, zero: bool = True
) -> tuple[float, float]:
    """Round limits about the values (and zero), not beyond `least` and `most`."""
    low, high = min([*values, *([0.0] if zero else [])]), max([*values, *([0.0] if zero else [])])
    if high - low < 1e-9:
        low, high = low - 1, high + 1
    step = step_of(high - low, about)
    return max(least, math.floor(low / step - 1e-9) * step), min(most, math.ceil(high / step + 1e-9) * step)


def below(
    figure: Figure, scale: Scale, top: float, bottom: float, about: int, say: Callable[[float], str]
) -> None:
    """A horizontal axis: numbers below, lines up to `top`, a darker one at zero."""
    for value in scale.ticks(about):
        x, zero = scale(value), abs(value) < 1e-9
        figure.line([(x, top), (x, bottom)], "faint" if zero else "grid", 1.2 if zero else 1)
        figure.text(x, bottom + 16, say(value), size=SMALL, ink="muted", anchor="middle")


def beside(
    figure: Figure, scale: Scale, left: float, right: float, about: int, say: Callable[[float], str]
) -> None:
    """A vertical axis: numbers to the left, lines to `right`, a darker one at zero."""
    for value in scale.ticks(about):
        y, zero = scale(value), abs(value) < 1e-9
        figure.line([(left, y), (right, y)], "faint" if zero else "grid", 1.2 if zero else 1)
        figure.text(left - 7, y + 4, say(value), size=SMALL, ink="muted", anchor="end")

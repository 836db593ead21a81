"""What somebody can work out of hidden counts who knows every sum of a table and everything it shows.

Enters lines (`disclosure.sums`) and which of their cells are hidden. By subtraction, in all combinations:
`undetermined`. By bounds, because counts are whole and not negative: `bounds`.
"""

from typing import NamedTuple

import numpy as np

from voc.analyze.disclosure.sums import Flags, Lines, Whole
from voc.analyze.formulas.intervals import Figures

_FREE = 1e-6  # a projection that is not 0, of numbers about 1
_ROUNDS = 100


class Bounds(NamedTuple):
    """The least and the most that each cell can count, and the line that says so; −1 for none."""

    low: Figures
    high: Figures
    low_by: Whole
    high_by: Whole


def bounds(lines: Lines, n: Figures, hidden: Flags, most: Figures) -> Bounds:
    """What the sums and the cells that are not hidden leave possible.

    `most` (cells; infinity for none) is known beforehand. Each line bounds each of its cells by what its
    others can be at least and at most, and again with the bounds so found, until nothing moves (the shuttle
    algorithm; Buzzigoli and Giusti, Statistical Data Protection 1998). What only several lines together say
    is not found.
    """
    low, high = np.where(hidden, 0.0, n), np.where(hidden, most, n)
    low_by, high_by = np.full((2, len(n)), -1)
    kept = lines.any_of(hidden)[lines.line]
    at, cell, is_whole = lines.line[kept], lines.cell[kept], lines.is_whole[kept]
    for _ in range(_ROUNDS):
        # with the whole negative, the terms of a line sum to 0
        smallest, largest = (
            np.where(is_whole, -one[cell], other[cell]) for one, other in ((high, low), (low, high))
        )
        upper, lower = -_others(at, smallest, lines.many, -np.inf), -_others(at, largest, lines.many, np.inf)
        lower, upper = np.where(is_whole, -upper, lower), np.where(is_whole, -lower, upper)
        higher, lesser = low.copy(), high.copy()
        np.maximum.at(higher, cell, lower)
        np.minimum.at(lesser, cell, upper)
        raised = (higher > low)[cell] & (lower == higher[cell])
        lowered = (lesser < high)[cell] & (upper == lesser[cell])
        if not (raised.any() or lowered.any()):
            break
        low_by[cell[raised]], high_by[cell[lowered]] = at[raised], at[lowered]
        low, high = higher, lesser
    return Bounds(low, high, low_by, high_by)


def _others(at: Whole, terms: Figures, many: int, endless: float) -> Figures:
    """Of each entry the sum of the other terms of its line, of which some are `endless`."""
    infinite = np.isinf(terms)
    finite = np.where(infinite, 0.0, terms)
    rest = np.bincount(at, finite, many)[at] - finite
    return np.asarray(np.where(np.bincount(at, infinite, many)[at] > infinite, endless, rest))


def undetermined(lines: Lines, hidden: Flags) -> Flags:
    """The hidden cells that the sums alone do not determine, whatever combination of them is taken.

    A random vector is projected on the solutions of the equations with sums of 0; where every solution of the
    equations is the same, the projection is 0. By conjugate gradients on the normal equations.
    """
    keep = hidden[lines.cell]
    line, cell = lines.line[keep], lines.cell[keep]
    sign = np.where(lines.is_whole[keep], -1.0, 1.0)
    size = np.maximum(np.bincount(line, minlength=lines.many), 1)
    sign = sign / np.sqrt(size[line])

    def sums(x: Figures) -> Figures:
        return np.asarray(np.bincount(line, sign * x[cell], lines.many), np.float64)

    def spread(y: Figures) -> Figures:
        return np.asarray(np.bincount(cell, sign * y[line], len(hidden)), np.float64)

    start = np.random.default_rng(1).normal(size=len(hidden)) * hidden
    y, rest = np.zeros(lines.many), sums(start)
    step, size_of_rest = rest, rest @ rest
    enough = size_of_rest * 1e-24
    while size_of_rest > enough:
        image = spread(step)
        length = size_of_rest / (image @ image)
        y += length * step
        rest = rest - length * sums(image)
        size_of_rest, before = rest @ rest, size_of_rest
        step = rest + size_of_rest / before * step
    return np.asarray(np.abs(start - spread(y)) > _FREE)

"""Complementary suppression: cells to hide beside the small ones, so that none can be worked out.

Enters: the cells of a table that add up (`disclosure.sums`), with the people behind each and which are too
small to show. Leaves: which to hide. Every sum is a line: a whole and its parts. Cells that no table prints
are parts too: the answers that have no value of a segment.

1. A line in which something is hidden hides two cells at least, and its hidden parts hold five people
   together, because their sum is known. Otherwise its smallest part that is shown is hidden too, and again.
2. Counts are whole and not negative. Hidden rows are left out (`disclosure.left_out`), so that nobody sees
   how many there are: a cell without a row may count nobody. What an attacker knows of a small cell
   (`disclosure.attacker.bounds`) must leave it five counts at least, one of them five or more: a sliding
   protection level of 4 and an upper one that reaches the threshold (Fischetti and Salazar-González,
   Management Science 2001; Hundepool et al., Statistical Disclosure Control, 2012, ch. 4). Otherwise the line
   that bounds it hides one more part, and it begins again. The attacker is taken to know which cells count
   nobody: who does not know it knows less.
3. Lines cross, and several together may still give a cell away: none may have one value in every solution of
   the equations. If there are any such cells, their lines hide one more, and it begins again.

Rule 2 is held for every sum with what the others leave of it, not for sums of them (linear programming).
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voc.analyze.disclosure.attacker import bounds, undetermined
from voc.analyze.disclosure.sums import Flags, Lines, PartOf, sums
from voc.analyze.formulas.intervals import Figures
from voc.analyze.notes import PEOPLE, SUPPRESSED

_ALL: PartOf = {}
_WIDTH = PEOPLE - 1  # from the least to the most that an attacker must hold possible


def protected(
    keys: pa.Table,
    note: npt.NDArray[np.str_],
    n: Figures,
    *people: Figures,
    most: Figures | None = None,
    part_of: PartOf = _ALL,
) -> npt.NDArray[np.str_]:
    """The notes of the cells, "suppressed" too for what protects a suppressed one; see `complemented`."""
    hidden = complemented(keys, n, np.stack(people, axis=1), note == SUPPRESSED, most, part_of)
    return np.where(hidden, SUPPRESSED, note)


def complemented(
    keys: pa.Table,
    n: Figures,
    people: Figures,
    hidden: Flags,
    most: Figures | None = None,
    part_of: PartOf = _ALL,
) -> Flags:
    """Which of the cells to hide, those of `hidden` and what protects them.

    `keys` has segment_name, segment_value (("all", "all") is the total), perhaps period ("YYYY-MM", "YYYY",
    "all"), perhaps part ("all" is the whole, what a part is part of where `part_of` does not say) and what
    else tells one table of sums from another; a value has its total. `n` answers of each cell, `most` how
    many they can be (the base; infinity where no table tells it); `people` (cells × sides) those on each side
    of what a cell tells: who is in it, or who mentions a topic and who does not. A cell that is not there
    counts nobody. Of those `hidden`, one with one to four people on a side is a secret; the others are hidden
    for another reason, and may be found.
    """
    if not len(n):
        return hidden
    told = [n] if most is None else [n, most]
    found = sums(keys, np.column_stack([*told, people]), part_of)
    blank, count, people = ~found.printed, found.quantities[:, 0], found.quantities[:, len(told) :]
    limit = np.full_like(count, np.inf) if most is None else found.quantities[:, 1]
    hidden = np.concatenate([hidden, np.ones(blank.sum(), bool)])
    small = (people > 0) & (people < PEOPLE) & hidden[:, None]
    secret = small.any(axis=1) | (blank & (people < PEOPLE).any(axis=1))
    cells = _Cells(count, limit, people, small, secret)
    return _hide(found.lines, cells, hidden)[found.printed]


def partition_hidden(n: Figures) -> Flags:
    """Which cells of each partition (one a row), whose total is known, to suppress.

    Those of one to four people, then the smallest others that have any until the hidden ones hold five people
    together. That nobody is in a cell may be seen.
    """
    order = np.argsort(np.where(n == 0, np.inf, n), axis=1, kind="stable")
    ascending = np.take_along_axis(n, order, axis=1)
    before = np.cumsum(ascending, axis=1) - ascending
    started = (ascending[:, :1] < PEOPLE) & (before < PEOPLE)
    found = np.empty(n.shape, dtype=np.bool_)
    np.put_along_axis(found, order, (ascending < PEOPLE) | started, axis=1)
    return found & (n > 0)


class _Cells(NamedTuple):
    """Answers, the most that is known of them beforehand, people, which sides are small, which are secret."""

    n: Figures
    most: Figures
    people: Figures
    small: Flags
    secret: Flags


def _hide(lines: Lines, cells: _Cells, hidden: Flags) -> Flags:
    """Hides more until no secret cell and no cell hidden for it is given away, or nothing is left to hide."""
    free = ~hidden
    while True:
        guarded = cells.secret | (free & hidden)
        for weak in _given_away(lines, cells, hidden, guarded):
            shown = np.flatnonzero(weak[lines.line] & ~hidden[lines.cell])
            if len(shown):
                break
        else:
            return hidden
        _, at = np.unique(lines.line[shown], return_index=True)
        hidden = hidden.copy()
        hidden[lines.cell[shown[at]]] = True


def _given_away(lines: Lines, cells: _Cells, hidden: Flags, guarded: Flags) -> Iterator[Flags]:
    """The lines that give something away, by each rule; the costly ones last."""
    yield _weak(lines, cells.people, hidden, guarded)
    yield _binding(lines, cells, hidden)
    yield lines.any_of(guarded & hidden & ~undetermined(lines, hidden))


def _binding(lines: Lines, cells: _Cells, hidden: Flags) -> Flags:
    """The lines that say too much of a secret cell, as far as hiding other parts can help it.

    Where such a line has no part left to hide, those that bound its cells, and so on.
    """
    known = bounds(lines, cells.n, hidden, cells.most)
    secret = cells.secret & hidden
    narrow = known.high - known.low < np.minimum(_WIDTH, cells.most)
    narrow |= cells.small[:, 0] & (known.high < np.minimum(PEOPLE, cells.most))
    others = cells.small[:, 1:].any(axis=1) & (cells.most - known.low < np.minimum(PEOPLE, cells.most))
    by_most = secret & narrow & (known.high_by >= 0)
    by_least = secret & (others | (narrow & ~by_most)) & (known.low_by >= 0)
    weak = np.zeros(lines.many, bool)
    weak[known.high_by[by_most]] = weak[known.low_by[by_least]] = True
    parts_left = np.bincount(lines.line, ~hidden[lines.cell] & ~lines.is_whole, lines.many) > 0
    while True:
        bound = np.zeros(len(hidden), bool)
        bound[lines.cell[(weak & ~parts_left)[lines.line]]] = True
        wider = weak.copy()
        for by in (known.high_by, known.low_by):
            wider[by[bound & (by >= 0)]] = True
        if np.array_equal(wider, weak):
            return weak & parts_left
        weak = wider


def _weak(lines: Lines, people: Figures, hidden: Flags, guarded: Flags) -> Flags:
    """The lines that give something away by themselves."""
    at, whole, dark = lines.line, lines.is_whole, hidden[lines.cell]
    alone = np.bincount(at, dark, lines.many) < 2
    whole_hidden = np.bincount(at, dark & whole, lines.many) > 0
    few = np.zeros(lines.many, bool)
    for side in people.T:
        each = side[lines.cell]
        largest = np.zeros(lines.many)
        np.maximum.at(largest, at, each * (dark & ~whole))
        # somebody may be in several parts: of the hidden ones together are at least so many
        left = np.bincount(at, each * np.where(whole, 1.0, -1.0 * ~dark), lines.many)
        few |= np.maximum(largest, left) < PEOPLE
    return np.asarray(lines.any_of(guarded) & (alone | (few & ~whole_hidden)))

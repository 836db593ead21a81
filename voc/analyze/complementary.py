"""Complementary suppression: cells to hide beside the small ones, so that none is found by subtraction.

Enters: the cells of a table that add up (segment values to the total, months to years, years to all time),
with the people behind each and which are too small to show. Leaves: which to hide. Every sum is a line: a
whole and its parts. Cells that no table prints are parts too: the answers that have no value of a segment.
A table may divide its cells once more (people into quadrants): its keys then have a column `part`.

1. A line in which something is hidden hides two cells at least, and its hidden parts hold five people
   together, because their sum is known. Otherwise its smallest part that is shown is hidden too, and again.
2. Lines cross, and several together may still give a cell away. A cell is given away where every solution of
   the equations is the same in it: a random vector is projected on the solutions of the equations with sums
   of 0, and is 0 there. If there are any such cells, their lines hide one more, and it begins again.

That counts cannot be negative is not used against anybody: with few answers an attacker may know bounds.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voc.analyze.intervals import Figures
from voc.analyze.notes import PEOPLE, SUPPRESSED

Flags = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]
PartOf = Mapping[str, str]
ALL = "all"
_ALL: PartOf = {}
_FREE = 1e-6  # a projection that is not 0, of numbers about 1


class Lines(NamedTuple):
    """Which cells stand in which line, one entry each, smallest part first and the whole last."""

    line: Whole
    cell: Whole
    is_whole: Flags

    @property
    def many(self) -> int:
        """Lines."""
        return int(self.line[-1]) + 1 if len(self.line) else 0


def protected(
    keys: pa.Table, note: npt.NDArray[np.str_], n: Figures, *people: Figures, part_of: PartOf = _ALL
) -> npt.NDArray[np.str_]:
    """The notes of the cells, "suppressed" too for what protects a suppressed one; see `complemented`."""
    hidden = complemented(keys, n, np.stack(people, axis=1), note == SUPPRESSED, part_of)
    return np.where(hidden, SUPPRESSED, note)


def complemented(keys: pa.Table, n: Figures, people: Figures, hidden: Flags, part_of: PartOf = _ALL) -> Flags:
    """Which of the cells to hide, those of `hidden` and what protects them.

    `keys` has segment_name, segment_value (("all", "all") is the total), perhaps period ("YYYY-MM", "YYYY",
    "all"), perhaps part ("all" is the whole, what a part is part of where `part_of` does not say) and what
    else tells one table of sums from another; a value has its total. `n` answers of each cell;
    `people` (cells × sides) those on each side of what a cell tells: who is in it, or who mentions a topic
    and who does not. A cell that is not there counts nobody. Of those `hidden`, one with one to four people
    on a side is a secret; the others are hidden for another reason, and may be found.
    """
    secret = hidden & ((people > 0) & (people < PEOPLE)).any(axis=1)
    if not len(n):
        return hidden
    for column in ("period", "part"):
        if column not in keys.column_names:
            keys = keys.append_column(column, pa.repeat(ALL, keys.num_rows))
    table, period, part, name, value = _codes(keys)
    group = _number(table, part)
    total = _total(group, period, name)

    # what no table prints: in each sum over the values of a segment, the answers that have none
    place = _number(group, period, name)
    of_value = total >= 0
    first = np.full(int(place.max()) + 1, -1)
    first[place[of_value]] = np.flatnonzero(of_value)
    there = first[first >= 0]
    missing, lost = (
        quantity[total[there]]
        - np.array([np.bincount(place, q * of_value, len(first)) for q in quantity.T]).T[place[there]]
        for quantity in (n[:, None], people)
    )
    blank = missing[:, 0] > 0
    there, lost = there[blank], np.maximum(lost[blank], 0)

    own = len(n)
    n = np.concatenate([n, missing[blank, 0]])
    people = np.vstack([people, lost])
    few = (lost < PEOPLE).any(axis=1)
    secret, hidden = np.concatenate([secret, few]), np.concatenate([hidden, np.ones(len(few), bool)])
    nobody = int(value.max()) + 1
    table, group, period, name, total = (
        np.concatenate([one, one[there]]) for one in (table, group, period, name, total)
    )
    value = np.concatenate([value, np.full(len(there), nobody)])
    periods, parts = (_texts(keys[column], there) for column in ("period", "part"))
    longer = np.where(np.char.str_len(periods) == 7, periods.astype("U4"), ALL)
    wholes = np.array([part_of.get(one, ALL) for one in parts.tolist()])
    in_time = _whole_of(_number(group, name, value), periods, longer)
    in_parts = _whole_of(_number(table, period, name, value), parts, wholes)

    lines = _lines(n, (total, name), (in_time, np.zeros_like(total)), (in_parts, np.zeros_like(total)))
    return _hide(lines, people, hidden, secret)[:own]


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


def _hide(lines: Lines, people: Figures, hidden: Flags, secret: Flags) -> Flags:
    """Hides more until no `secret` cell and no cell hidden for it is given away."""
    free = ~hidden
    while True:
        weak = _weak(lines, people, hidden, secret | free & hidden)
        if not weak.any():
            given_away = secret | (free & hidden)
            given_away &= hidden & ~_undetermined(lines, hidden)
            weak = np.bincount(lines.line, given_away[lines.cell], lines.many) > 0
        shown = np.flatnonzero(weak[lines.line] & ~hidden[lines.cell])
        if not len(shown):
            return hidden
        _, at = np.unique(lines.line[shown], return_index=True)
        hidden = hidden.copy()
        hidden[lines.cell[shown[at]]] = True


def _weak(lines: Lines, people: Figures, hidden: Flags, secret: Flags) -> Flags:
    """The lines that give something secret away by themselves."""
    at, whole, dark = lines.line, lines.is_whole, hidden[lines.cell]
    concerned = np.bincount(at, secret[lines.cell], lines.many) > 0
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
    return np.asarray(concerned & (alone | (few & ~whole_hidden)))


def _undetermined(lines: Lines, hidden: Flags) -> Flags:
    """The hidden cells that the lines do not determine; conjugate gradients on the normal equations."""
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


def _codes(keys: pa.Table) -> tuple[Whole, Whole, Whole, Whole, Whole]:
    """Numbers for what tells tables apart, period, part, segment name and value; −1 is "all" of a segment."""
    code = {}
    for column in keys.column_names:
        coded = keys[column].combine_chunks().dictionary_encode()
        code[column] = coded.indices.to_numpy().astype(np.int64)
        if column == "segment_name":
            names = coded.dictionary.to_pylist()
            if ALL in names:
                code[column][code[column] == names.index(ALL)] = -1
    others = [code.pop(column) for column in keys.column_names if column not in _OF_SUMS]
    table = _number(*others) if others else np.zeros(keys.num_rows, np.int64)
    return table, *(code[column] for column in _OF_SUMS)


_OF_SUMS = ("period", "part", "segment_name", "segment_value")


def _texts(column: pa.ChunkedArray, there: Whole) -> npt.NDArray[np.str_]:
    texts = column.to_numpy(zero_copy_only=False).astype(str)
    return np.concatenate([texts, texts[there]])


def _number(*columns: Whole) -> Whole:
    """One number for each row, another where one of the columns is another."""
    out = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        _, found = np.unique(column, return_inverse=True)
        _, out = np.unique(out * (len(column) + 1) + found, return_inverse=True)
    return out


def _total(group: Whole, period: Whole, name: Whole) -> Whole:
    """The cell of everybody that the value of a segment is part of; −1 for that cell itself."""
    place = _number(group, period)
    of_all = np.full(int(place.max()) + 1, -1)
    of_all[place[name < 0]] = np.flatnonzero(name < 0)
    return np.where(name < 0, -1, of_all[place])


def _whole_of(series: Whole, own: npt.NDArray[np.str_], wanted: npt.NDArray[np.str_]) -> Whole:
    """The cell of the same series that is called as the cell's whole; −1 where there is none but itself."""
    _, named = np.unique(np.concatenate([own, wanted]), return_inverse=True)
    here, there = (series * len(named) + half for half in np.split(named, 2))
    order = np.argsort(here)
    at = order[np.minimum(np.searchsorted(here[order], there), len(here) - 1)]
    return np.where((here[at] == there) & (here != there), at, -1)


def _lines(n: Figures, *sums: tuple[Whole, Whole]) -> Lines:
    """The lines of some ways to sum: of each cell the whole that it is part of, and in which of its sums."""
    found = []
    for kind, (whole, which) in enumerate(sums):
        part = np.flatnonzero(whole >= 0)
        each, first = np.unique(_number(whole[part], which[part]), return_index=True)
        line = _number(whole[part], which[part])
        found.append((np.full(len(part), kind), line, part, np.zeros(len(part), bool)))
        found.append((np.full(len(each), kind), each, whole[part][first], np.ones(len(each), bool)))
    kinds, at, cell, is_whole = (np.concatenate(one) for one in zip(*found, strict=True))
    line = _number(kinds, at)
    order = np.lexsort((cell, n[cell], is_whole, line))
    return Lines(line[order], cell[order], is_whole[order])

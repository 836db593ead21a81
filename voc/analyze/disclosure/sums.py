"""Which cells of a table add up to which: segment values to the total, months to years, parts to the whole.

Enters the keys and counts of the cells; leaves `Sums`: the same cells, after them those that no table prints
(the answers that have no value of a segment), and the lines, a whole and its parts each. A table may divide
its cells once more (people into quadrants): its keys then have a column `part`.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voc.analyze.formulas.intervals import Figures

Flags = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]
PartOf = Mapping[str, str]
ALL = "all"
_OF_SUMS = ("period", "part", "segment_name", "segment_value")


class Lines(NamedTuple):
    """Which cells stand in which line, one entry each, smallest part first and the whole last."""

    line: Whole
    cell: Whole
    is_whole: Flags

    @property
    def many(self) -> int:
        """Lines."""
        return int(self.line[-1]) + 1 if len(self.line) else 0

    def any_of(self, cells: Flags) -> Flags:
        """The lines in which one of the cells stands."""
        return np.asarray(np.bincount(self.line, cells[self.cell], self.many) > 0, np.bool_)


class Sums(NamedTuple):
    """Cells with `quantities` (cells × k, the first the answers), those that are not `printed` last."""

    lines: Lines
    quantities: Figures
    printed: Flags


def sums(keys: pa.Table, quantities: Figures, part_of: PartOf) -> Sums:
    """The sums of cells whose keys have segment_name, segment_value, perhaps period and part, and others.

    `quantities` add up as the cells do (infinity where not known); of people, who may be in several parts,
    what is left for those that are not printed is at least so many.
    """
    for column in ("period", "part"):
        if column not in keys.column_names:
            keys = keys.append_column(column, pa.repeat(ALL, keys.num_rows))
    table, period, part, name, value = _codes(keys)
    group = _number(table, part)
    total = _total(group, period, name)

    place = _number(group, period, name)
    of_value = total >= 0
    first = np.full(int(place.max()) + 1, -1)
    first[place[of_value]] = np.flatnonzero(of_value)
    there = first[first >= 0]
    stated = np.array([np.bincount(place[of_value], q[of_value], len(first)) for q in quantities.T]).T
    with np.errstate(invalid="ignore"):
        missing = quantities[total[there]] - stated[place[there]]
    missing = np.where(np.isfinite(missing), np.maximum(missing, 0), np.inf)
    there, missing = there[missing[:, 0] > 0], missing[missing[:, 0] > 0]

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

    quantities = np.vstack([quantities, missing])
    lines = _lines(
        quantities[:, 0], (total, name), (in_time, np.zeros_like(total)), (in_parts, np.zeros_like(total))
    )
    return Sums(lines, quantities, np.arange(len(quantities)) < keys.num_rows)


def _codes(keys: pa.Table) -> tuple[Whole, Whole, Whole, Whole, Whole]:
    """Numbers for what tells tables apart, period, part, segment name and value; −1 is "all" of a segment."""
    code: dict[str, Whole] = {}
    for column in keys.column_names:
        coded = keys[column].combine_chunks().dictionary_encode()
        code[column] = coded.indices.to_numpy().astype(np.int64)
        if column == "segment_name":
            names = coded.dictionary.to_pylist()
            if ALL in names:
                code[column][code[column] == names.index(ALL)] = -1
    period, part, name, value = (code.pop(column) for column in _OF_SUMS)
    others = [*code.values()]
    table = _number(*others) if others else np.zeros(keys.num_rows, np.int64)
    return table, period, part, name, value


def _texts(column: pa.ChunkedArray, there: Whole) -> npt.NDArray[np.str_]:
    texts: npt.NDArray[np.str_] = column.to_numpy(zero_copy_only=False).astype(str)
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

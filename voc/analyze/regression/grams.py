"""X'WX of groups of answers, counted: an answer has few ones, so that their pairs are few.

Groups, numbered from 0, are looked at together where they are small. W are weights, of k kinds at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from voc.analyze.formulas.lists import Integers, ranges
from voc.analyze.regression.design import Design, Figures, Ones

ROWS = 20_000  # of answers that are looked at together: what a processor's cache holds
Pairs = tuple[slice, slice, Integers, Integers | None]  # columns of both, where in their block, in which row
_OFTEN = 5  # answers of a person, whose pairs are more than what the answers add up to
_FEW = 1_000  # answers of people who have several, that are sooner added up than paired


@dataclass
class Grams:
    """Of k kinds of weights and of each group their sums over the answers in which one column is one, or two.

    `ones` are k × groups × columns, `blocks` k × groups × left × right for the columns of two variables.
    """

    ones: Figures
    blocks: dict[tuple[int, int], tuple[slice, slice, Figures]]

    def plus(self, other: "Grams") -> "Grams":
        """Of the answers of both."""
        both = zip(self.blocks.items(), other.blocks.values(), strict=True)
        blocks = {at: (left, right, mine + theirs) for (at, (left, right, mine)), (*_, theirs) in both}
        return Grams(self.ones + other.ones, blocks)

    def of(self, group: int) -> Figures:
        """X'WX of a group, k × columns × columns; 0 in the columns of variables that were not counted."""
        ones = self.ones[:, group]
        k, columns = ones.shape
        total = np.zeros((k, columns, columns))
        for left, right, block in self.blocks.values():
            total[:, left, right] = block[:, group]
        total += total.transpose(0, 2, 1)
        total[:, 0] = total[:, :, 0] = ones
        total[:, np.arange(columns), np.arange(columns)] = ones
        return total


def gram(design: Design) -> Figures:
    """Answers in which both columns are one, columns × columns: X'X."""
    return np.asarray(grams(design, None, range(len(design.variables))).of(0)[0])


def grams(
    design: Design,
    weights: Figures | None,
    variables: Sequence[int],
    group: Integers | None = None,
    groups: int = 1,
) -> Grams:
    """Of the drivers and some of the variables; `weights` (n × k) are 1 if None."""
    k = 1 if weights is None else weights.shape[1]
    span = slice(design.first_driver, design.columns)
    spans = [*(slice(*design.variables[at]) for at in variables), span]
    crossed = [(spans[i], one) for i in range(len(spans) - 1) for one in (*spans[:i], span)] + [(span, span)]
    width = {one.start: one.stop - one.start for one in spans}
    total = Grams(
        np.zeros((k, groups, design.columns)),
        {
            (a.start, b.start): (a, b, np.zeros((k, groups, width[a.start], width[b.start])))
            for a, b in crossed
        },
    )
    for begin in range(0, design.n, ROWS):
        some = slice(begin, begin + ROWS)
        part = design.take(some)
        own = np.zeros(part.n, np.int64) if group is None else group[some]
        ones, of_rows = part.ones(variables), [None] if weights is None else [*weights[some].T.copy()]
        rows = ones[-1][2]
        of_mentions = [_chosen(weight, rows) for weight in of_rows]
        total.ones += singles(design.columns, ones, of_rows, own, groups)
        for left, right, index, which in pairs(ones, None if groups == 1 else own):
            block = total.blocks[left.start, right.start][2]
            for sums, weight, mentioned in zip(block, of_rows, of_mentions, strict=True):
                chosen = mentioned if which is rows else _chosen(weight, which)
                sums += np.bincount(index, chosen, sums.size).reshape(sums.shape)
    return total


def singles(
    columns: int, ones: Sequence[Ones], weights: Sequence[Figures | None], group: Integers, groups: int
) -> Figures:
    """Sums of the weights (n; None: 1) over the answers in which a column is one, k × groups × columns."""
    out = np.zeros((len(weights), groups, columns))
    for sums, weight in zip(out, weights, strict=True):
        sums[:, 0] = np.bincount(group, weight, groups)
    for span, codes, rows in ones:
        width = span.stop - span.start
        index = (group if rows is None else group[rows]) * width + codes
        for sums, weight in zip(out, weights, strict=True):
            sums[:, span] = np.bincount(index, _chosen(weight, rows), groups * width).reshape(groups, width)
    return out


def _chosen(weight: Figures | None, rows: Integers | None) -> Figures | None:
    """The weights of rows; all of them, or 1, if None."""
    return weight if weight is None or rows is None else weight[rows]


def pairs(ones: Sequence[Ones], group: Integers | None = None) -> Iterator[Pairs]:
    """Every two ones of the same row, and where they stand in a block of left × right columns.

    With a `group` of each row, in one of groups × left × right.
    """
    *variables, (span, drivers, rows) = ones
    assert rows is not None
    width = span.stop - span.start
    for i, (left, codes, _) in enumerate(variables):
        own = codes if group is None else group * (left.stop - left.start) + codes
        for right, others, _ in variables[:i]:
            yield left, right, own * (right.stop - right.start) + others, None
        yield left, span, own[rows] * width + drivers, rows
    own = drivers if group is None else group[rows] * width + drivers
    after = 1
    while len(at := np.flatnonzero(rows[after:] == rows[:-after])):
        yield span, span, own[at] * width + drivers[at + after], rows[at]
        after += 1


def quadratic(design: Design, forms: Figures, variables: Sequence[int], group: Integers) -> Figures:
    """Of every answer x'Ax, A (groups × columns × columns, symmetric) that of its group."""
    ones = design.ones(variables)
    diagonal = np.diagonal(forms, axis1=1, axis2=2) + 2 * forms[:, 0]
    out = np.asarray(forms[group, 0, 0])
    for span, codes, rows in ones:
        out += _added(diagonal[:, span][group if rows is None else group[rows], codes], rows, design.n)
    for left, right, index, rows in pairs(ones, group):
        out += _added(2 * forms[:, left, right].ravel()[index], rows, design.n)
    return out


def _added(values: Figures, rows: Integers | None, n: int) -> Figures:
    """The values of each of the n rows, added up."""
    return values if rows is None else np.asarray(np.bincount(rows, values, n), np.float64)


def clustered(
    design: Design, weights: Figures, variables: Sequence[int], group: Integers, columns: Sequence[Integers]
) -> Iterator[Figures]:
    """Of each group Σ zz' over its people, k × q × q; z = Σ wx of a person, of the group's q columns.

    Weights are n × k. Rows of a group stand together; nobody is in two. To X'W²X come the pairs of different
    answers of a person. People with many have more pairs than columns: theirs are added up, as are all where
    there are few.
    """
    answers = np.diff(design.bounds())
    many, groups = np.repeat(answers, answers), len(columns)
    paired = np.bincount(group[many > 1], minlength=groups) > _FEW
    often = many > np.where(paired, _OFTEN, 1)[group]
    total = grams(design, np.where(often[:, None], 0, weights) ** 2, variables, group, groups)
    edges = np.searchsorted(group, np.arange(groups + 1))
    at = np.flatnonzero(often)
    for one, ((begin, end), q) in enumerate(zip(pairwise(edges), columns, strict=True)):
        asked = slice(None), q[:, None], q
        found = total.of(one)[asked]
        if paired[one]:
            own = slice(begin, end)
            found += _beside(design.take(own), weights[own], often[own], variables)[asked]
        some = at[np.searchsorted(at, begin) : np.searchsorted(at, end)]
        for part in design.take(some).parts(ROWS) if len(some) else ():
            own_weights, some = weights[some[: part.n]], some[part.n :]
            for sums, weight in zip(found, own_weights.T, strict=True):
                z = part.by_person(weight)[:, q]
                sums += z.T @ z
        yield found


def _beside(
    design: Design, weights: Figures, often: npt.NDArray[np.bool_], variables: Sequence[int]
) -> Figures:
    """Σ wx(vz)' over every two answers (w, x) and (v, z) of a person who has not `often` answered."""
    total = np.zeros((weights.shape[1], design.columns, design.columns))
    for after in range(1, _OFTEN):
        first = np.flatnonzero(~often[after:] & (design.person[after:] == design.person[:-after]))
        if len(first):
            both = weights[first] * weights[first + after]
            total += _between(design.take(first), design.take(first + after), both, variables)
    return total + total.transpose(0, 2, 1)


def _between(one: Design, two: Design, weights: Figures, variables: Sequence[int]) -> Figures:
    """X'WZ of each of the `weights` (n × k), Z the columns of as many other answers."""
    total = np.zeros((weights.shape[1], one.columns, one.columns))
    constant: Ones = slice(0, 1), np.zeros(one.n, np.int64), None
    others = (constant, *two.ones(variables))
    for left, codes, rows in (constant, *one.ones(variables)):
        for right, beside, which in others:
            own, a, b = rows, codes, beside
            if rows is not None and which is not None:  # each that the one mentions with each of the other
                length = np.diff(two.starts)[rows]
                a, own = np.repeat(codes, length), np.repeat(rows, length)
                b = beside[ranges(two.starts[rows], length)]
            elif which is not None:
                a, own = codes[which], which
            elif rows is not None:
                b = beside[rows]
            shape = left.stop - left.start, right.stop - right.start
            for sums, weight in zip(total, weights.T, strict=True):
                both = np.bincount(a * shape[1] + b, _chosen(weight, own), shape[0] * shape[1])
                sums[left, right] = both.reshape(shape)
    return total

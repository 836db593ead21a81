"""What regressions need of every value of a segment, counted in one pass over the answers of a month.

An answer is in a cell for each segment, times month, year and all time. What is counted of cells adds up over
months, so that longer periods read no answer again, except those that errors are taken from.

    ones      answers in which a column is one, of each month and value
    blocks    answers in which two columns are one, of each value
    totals    X'y, squares y'y, of each value
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Self, TypeVar

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from voc.analyze.coded import ALL, Coded, groups
from voc.analyze.design import Design, Figures, Integers, pairs, until

Place = tuple[int, str]  # a kind of period and its name
_Found = TypeVar("_Found")
_THREADS = 2


@dataclass(frozen=True)
class Counted:
    """n answers of `people` people with the columns of `design`, and what is counted of them.

    `gram` is X'X, `totals` X'y (columns × o), `squares` y'y (o × o), of outcomes without NaN. `sample` gives the
    first people who have so many answers together, and their outcomes.
    """

    design: Design
    n: int
    people: int
    gram: Figures
    totals: Figures
    squares: Figures
    sample: Callable[[int], tuple[Design, Figures]]

    @property
    def mean(self) -> Figures:
        """Of each outcome."""
        return self.totals[0] / self.n

    def of(self, outcomes: slice) -> Self:
        """The same answers with some of the outcomes."""

        def sample(rows: int) -> tuple[Design, Figures]:
            design, values = self.sample(rows)
            return design, values[:, outcomes]

        squares = self.squares[outcomes, outcomes]
        return replace(self, totals=self.totals[:, outcomes], squares=squares, sample=sample)


@dataclass(frozen=True)
class Cell(Counted):
    """The answers of a value of a segment, or of all; `spoken`: those that mention each topic."""

    segment: tuple[str, str]
    spoken: Integers


def counted(design: Design, outcomes: Figures) -> Counted:
    """What is counted of these answers alone."""

    def sample(rows: int) -> tuple[Design, Figures]:
        some = design.sample(rows)
        return some, outcomes[: some.n]

    return Counted(
        design, design.n, len(design.bounds()) - 1, design.gram(), design.totals(outcomes), outcomes.T @ outcomes, sample
    )  # fmt: skip


def cells(
    coded: Coded, periods: npt.NDArray[np.str_], wanted: Collection[Place], work: Callable[[Cell], _Found]
) -> dict[Place, list[_Found]]:
    """What `work` finds of each cell of the `wanted` periods: of all answers, then of every value of a segment.

    `periods` (months × kinds, the finest first) names those that a month belongs to: month, year, all time.
    Two segments are worked on at once, each by one thread: their matrices are too small to be shared.
    """
    rows = dict(in_periods(coded, periods))

    def of_variable(variable: int) -> dict[Place, list[_Found]]:
        return {
            place: [work(cell) for cell in _cells(coded, variable, counts, rows[place])]
            for place, counts in _added_up(coded, variable, periods, wanted)
        }

    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(_THREADS) as pool:
        found = list(pool.map(of_variable, range(len(coded.variables))))  # in the place of months all answers
    return {place: [one for each in found for one in each[place]] for place in wanted}


def in_periods(coded: Coded, periods: npt.NDArray[np.str_]) -> Iterator[tuple[Place, Integers]]:
    """Every period with the rows of its answers."""
    for kind, names in enumerate(periods.T):
        there, number = np.unique(names, return_inverse=True)
        for at, rows in groups(number[coded.controls[:, 0] - 1]):
            yield (kind, str(there[at])), rows


@dataclass
class _Counts:
    """What is counted of the values of a variable; see above."""

    months: list[int]  # their columns
    ones: Figures  # months × values × columns
    blocks: dict[tuple[int, int], tuple[slice, slice, npt.NDArray[np.int32]]]  # values × left × right
    spoken: Integers  # values × topics: answers that mention a topic
    totals: Figures
    squares: Figures

    def plus(self, other: "_Counts") -> "_Counts":
        """Of the answers of both, which are of other months."""
        blocks = {at: (left, right, own + other.blocks[at][2]) for at, (left, right, own) in self.blocks.items()}
        return _Counts(
            self.months + other.months, np.concatenate([self.ones, other.ones]), blocks,
            self.spoken + other.spoken, self.totals + other.totals, self.squares + other.squares,
        )  # fmt: skip

    def gram(self, value: int) -> Figures:
        """X'X of the answers of a value; 0 in the columns of the variable itself."""
        count = self.ones[:, value].sum(axis=0)
        total = np.zeros((len(count), len(count)))
        for left, right, block in self.blocks.values():
            total[left, right] = block[value]
        total += total.T
        total[0] = total[:, 0] = count
        for month, ones in zip(self.months, self.ones[:, value], strict=True):
            total[month] = total[:, month] = ones
        np.fill_diagonal(total, count)
        return total


def _added_up(
    coded: Coded, variable: int, periods: npt.NDArray[np.str_], wanted: Collection[Place]
) -> Iterator[tuple[Place, _Counts]]:
    """The counts of every wanted period, each as soon as its last month is counted."""
    months = dict(groups(coded.controls[:, 0]))
    needed = [at - 1 for at in months if any(place in wanted for place in enumerate(map(str, periods[at - 1])))]
    sums: dict[Place, _Counts] = {}
    for at in needed:
        counts = _count(coded.take(months[1 + at]), variable)
        for place in enumerate(map(str, periods[at])):
            if place in wanted:
                sums[place] = sums[place].plus(counts) if place in sums else counts
                if not any(str(periods[later, place[0]]) == place[1] for later in needed if later > at):
                    yield place, sums.pop(place)


def _count(answers: Coded, variable: int) -> _Counts:
    """Of the answers of one month."""
    first, last = answers.variables[variable] if variable else (0, 1)
    own = answers.controls[:, variable].astype(np.int64) - first if variable else np.zeros(answers.n, np.int64)
    values, month = last - first, int(answers.controls[0, 0])
    others = [at for at in range(1, len(answers.variables)) if at != variable]
    ones = answers.ones(others)

    blocks: dict[tuple[int, int], Any] = {}
    for left, right, index, _ in pairs(ones, own):
        shape = values, left.stop - left.start, right.stop - right.start
        block = np.bincount(index, minlength=np.prod(shape)).astype(np.int32).reshape(shape)
        at = left.start, right.start
        blocks[at] = (left, right, blocks[at][2] + block if at in blocks else block)
    if (answers.first_driver, answers.first_driver) not in blocks:  # nobody mentions two
        span = ones[-1][0]
        k = len(answers.topics)
        blocks[span.start, span.start] = (span, span, np.zeros((values, k, k), np.int32))

    weights = [None, *answers.outcomes.T]
    sums = np.zeros((values, answers.columns, len(weights)))
    for at, weight in enumerate(weights):
        sums[:, 0, at] = np.bincount(own, weight, values)
        for span, codes, rows in ones:
            width = span.stop - span.start
            index = (own if rows is None else own[rows]) * width + codes
            chosen = weight if rows is None or weight is None else weight[rows]
            sums[:, span, at] = np.bincount(index, chosen, values * width).reshape(values, width)
    sums[:, month] = sums[:, 0]
    o = answers.outcomes.shape[1]
    squares = np.zeros((values, o, o))
    for i, one in enumerate(answers.outcomes.T):
        for j, two in enumerate(answers.outcomes.T):
            squares[:, i, j] = np.bincount(own, one * two, values)
    return _Counts([month], sums[None, :, :, 0], blocks, answers.spoken(own, values), sums[:, :, 1:], squares)


def _cells(coded: Coded, variable: int, counts: _Counts, rows: Integers) -> Iterator[Cell]:
    """Every cell of a period, whose answers are `rows`."""
    if not variable:
        yield _cell(coded, ALL, counts, 0, rows)
        return
    first, _ = coded.variables[variable]
    for column, own in groups(coded.controls[rows, variable]):
        if column in coded.segments:
            yield _cell(coded, coded.segments[column], counts, column - first, rows[own])


def _cell(coded: Coded, segment: tuple[str, str], counts: _Counts, value: int, rows: Integers) -> Cell:
    person = coded.person[rows]

    def sample(most: int) -> tuple[Design, Figures]:
        some = coded.take(rows[: until(person, most)])
        return some, some.outcomes

    return Cell(
        coded, len(rows), 1 + int(np.count_nonzero(np.diff(person))), counts.gram(value), counts.totals[value],
        counts.squares[value], sample, segment, counts.spoken[value],
    )  # fmt: skip

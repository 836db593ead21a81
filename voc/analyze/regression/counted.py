"""What regressions need of every value of a segment, counted in one pass over the answers of a month.

An answer is in a cell for each segment, times month, year and all time. What is counted of cells adds up over
months, so that longer periods read no answer again, except those that errors are taken from.

    ones      answers in which a column is one, of each month and value
    grams     answers in which two columns are one, of each value
    totals    X'y, squares y'y, of each value
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Self, TypeVar

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from voc.analyze.formulas.lists import Integers
from voc.analyze.regression.coded import ALL, Coded, groups
from voc.analyze.regression.design import Design, Figures, until
from voc.analyze.regression.grams import Grams, gram, grams, singles

Place = tuple[int, str]  # a kind of period and its name
_Found = TypeVar("_Found")
_THREADS = 2


@dataclass(frozen=True)
class Counted:
    """Answers `rows` of `design`, of `people` people; `outcomes` (of all its answers × o) without NaN.

    `gram` is X'X, `totals` X'y (columns × o), `squares` y'y (o × o); `variables` are those that are not the
    same in all of them.
    """

    design: Design
    outcomes: Figures
    rows: Integers
    variables: Sequence[int]
    people: int
    gram: Figures
    totals: Figures
    squares: Figures

    @property
    def n(self) -> int:
        """Answers."""
        return len(self.rows)

    def of(self, outcomes: slice) -> Self:
        """The same answers with some of the outcomes."""
        return replace(
            self, outcomes=self.outcomes[:, outcomes], totals=self.totals[:, outcomes],
            squares=self.squares[outcomes, outcomes],
        )  # fmt: skip

    def first(self, most: int) -> Integers:
        """The rows of the first people, until they have `most`: a random sample of people."""
        return self.rows[: until(self.design.person[self.rows], most)]


@dataclass(frozen=True)
class Cell(Counted):
    """The answers of a value of a segment, or of all; `spoken`: those that mention each topic."""

    segment: tuple[str, str]
    spoken: Integers


def counted(design: Design, outcomes: Figures) -> Counted:
    """What is counted of these answers alone."""
    people, variables = len(design.bounds()) - 1, range(len(design.variables))
    return Counted(
        design, outcomes, np.arange(design.n), variables, people, gram(design), design.totals(outcomes),
        outcomes.T @ outcomes,
    )  # fmt: skip


def cells(
    coded: Coded,
    periods: npt.NDArray[np.str_],
    wanted: Collection[Place],
    work: Callable[[Iterator[Cell]], Iterator[_Found]],
) -> dict[Place, list[_Found]]:
    """What `work` finds of the cells of the `wanted` periods: of all answers, then of every segment value.

    `periods` (months × kinds, the finest first) names those that a month belongs to: month, year, all time.
    `work` gets the cells of a segment in a period. Two segments are worked on at once, each by one thread:
    their matrices are too small to be shared.
    """
    rows = dict(in_periods(coded, periods))

    def of_variable(variable: int) -> dict[Place, list[_Found]]:
        return {
            place: list(work(_cells(coded, variable, counts, rows[place])))
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
    grams: Grams
    spoken: Integers  # values × topics: answers that mention a topic
    totals: Figures
    squares: Figures

    def plus(self, other: "_Counts") -> "_Counts":
        """Of the answers of both, which are of other months."""
        return _Counts(
            self.months + other.months, np.concatenate([self.ones, other.ones]), self.grams.plus(other.grams),
            self.spoken + other.spoken, self.totals + other.totals, self.squares + other.squares,
        )  # fmt: skip

    def gram(self, value: int) -> Figures:
        """X'X of the answers of a value; 0 in the columns of the variable itself."""
        total = np.asarray(self.grams.of(value)[0])
        for month, ones in zip(self.months, self.ones[:, value], strict=True):
            total[month] = total[:, month] = ones
        return total


def _added_up(
    coded: Coded, variable: int, periods: npt.NDArray[np.str_], wanted: Collection[Place]
) -> Iterator[tuple[Place, _Counts]]:
    """The counts of every wanted period, each as soon as its last month is counted."""
    months = dict(groups(coded.controls[:, 0]))
    named = [[*enumerate(map(str, names))] for names in periods]
    needed = [at - 1 for at in months if any(place in wanted for place in named[at - 1])]
    sums: dict[Place, _Counts] = {}
    for at in needed:
        counts = _count(coded.take(months[1 + at]), variable)
        for place in named[at]:
            if place in wanted:
                sums[place] = sums[place].plus(counts) if place in sums else counts
                if not any(place in named[later] for later in needed if later > at):
                    yield place, sums.pop(place)


def _count(answers: Coded, variable: int) -> _Counts:
    """Of the answers of one month."""
    first, last = answers.variables[variable] if variable else (0, 1)
    own = np.zeros(answers.n, np.int64)
    if variable:
        own += answers.controls[:, variable] - first
    values, month = last - first, int(answers.controls[0, 0])
    others = [at for at in range(1, len(answers.variables)) if at != variable]
    counts = grams(answers, None, others, own, values)
    weights = [*answers.outcomes.T]
    sums = singles(answers.columns, answers.ones(others), weights, own, values)
    for one in (counts.ones, sums):
        one[:, :, month] = one[:, :, 0]
    squares = [[np.bincount(own, one * two, values) for one in weights] for two in weights]
    return _Counts(
        [month], counts.ones, counts, answers.spoken(own, values), sums.transpose(1, 2, 0),
        np.array(squares, np.float64).transpose(2, 0, 1),
    )  # fmt: skip


def _cells(coded: Coded, variable: int, counts: _Counts, rows: Integers) -> Iterator[Cell]:
    """Every cell of a period, whose answers are `rows`."""
    several = len(counts.months) > 1
    varying = [at for at in range(len(coded.variables)) if (at != variable if at else several)]
    first, _ = coded.variables[variable]
    for column, own in groups(coded.controls[rows, variable]) if variable else [(first, slice(None))]:
        segment, value, of_cell = coded.segments.get(column) if variable else ALL, column - first, rows[own]
        if segment is not None:
            people = 1 + int(np.count_nonzero(np.diff(coded.person[of_cell])))
            yield Cell(
                coded, coded.outcomes, of_cell, varying, people, counts.gram(value), counts.totals[value],
                counts.squares[value], segment, counts.spoken[value],
            )  # fmt: skip

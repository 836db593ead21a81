"""Answers as the few ones of a design matrix that is never built, and what is counted of it.

An answer is a row of zeros and ones: only the numbers of the columns that hold a one are kept. Column 0 is
the constant; then each value of each variable; then each topic × polarity. Rows of one person stand together,
people in an order that has nothing to do with who they are, so that any run of people is a random sample.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

import numpy as np
import numpy.typing as npt

Figures = npt.NDArray[np.float64]
Integers = npt.NDArray[np.integer]
Driver = tuple[str, str]  # topic, polarity
Span = tuple[int, int]  # the first of some columns, and the one after the last
Ones = tuple[slice, Integers, Integers | None]  # columns, which of them is one, in which row (None: in each)
Pairs = tuple[slice, Integers, slice, Integers, Integers | None]
_ROWS = 20_000  # of answers that are looked at together: what a processor's cache holds
_FEW = 1_500  # answers whose design matrix is multiplied sooner than its ones are counted


@dataclass(frozen=True)
class Design:
    """n answers. `drivers[starts[i]:starts[i + 1]]` are the columns of answer i's topics, rising.

    `controls` (n × variables) has one column number for each variable.
    """

    person: Integers
    controls: Integers
    starts: Integers
    drivers: Integers
    variables: Sequence[Span]  # the columns of each of `controls`
    topics: Sequence[Driver]
    columns: int

    @property
    def n(self) -> int:
        """Answers."""
        return len(self.person)

    @property
    def first_driver(self) -> int:
        """The column of the first topic × polarity."""
        return self.columns - len(self.topics)

    def take(self, rows: Integers | slice) -> Self:
        """The answers `rows`, which keep their order."""
        first, last = self.starts[:-1][rows], self.starts[1:][rows]
        length = last - first
        if isinstance(rows, slice):
            drivers = self.drivers[first[0] : last[-1]] if len(first) else self.drivers[:0]
        else:
            drivers = self.drivers[ranges(first, length)]
        return replace(
            self, person=self.person[rows], controls=self.controls[rows],
            starts=np.concatenate([[0], np.cumsum(length)]), drivers=drivers,
        )  # fmt: skip

    def mentions(self) -> tuple[Integers, Integers]:
        """(row, driver) of every mention; drivers are counted from 0."""
        return np.repeat(np.arange(self.n), np.diff(self.starts)), self.drivers - self.first_driver

    def bounds(self) -> Integers:
        """The row at which each person begins, and n."""
        new = np.flatnonzero(np.diff(self.person)) + 1
        return np.concatenate([[0], new, [self.n]]) if self.n else np.zeros(1, np.int64)

    def blocks(self, count: int) -> Iterator[Self]:
        """At most `count` parts with about as many people each; nobody is in two."""
        bounds = self.bounds()
        edges = np.unique(np.linspace(0, len(bounds) - 1, count + 1).astype(np.int64))
        for a, b in zip(bounds[edges[:-1]], bounds[edges[1:]], strict=True):
            yield self.take(slice(a, b))

    def sample(self, rows: int) -> Self:
        """The first people, until they have `rows` answers: a random sample of people."""
        bounds = self.bounds()
        return self if self.n <= rows else self.take(slice(0, bounds[np.searchsorted(bounds, rows)]))

    def parts(self, rows: int = _ROWS) -> Iterator[Self]:
        """The answers in parts of about so many rows, what a processor's cache holds; nobody is in two."""
        bounds = self.bounds()
        edges = np.unique(np.append(np.searchsorted(bounds, np.arange(0, self.n, rows)), len(bounds) - 1))
        for a, b in pairwise(bounds[edges]):
            yield self if b - a == self.n else self.take(slice(a, b))

    def again(self) -> npt.NDArray[np.bool_]:
        """Which answers are of people who gave more than one."""
        answers = np.diff(self.bounds())
        return np.repeat(answers > 1, answers)

    def without_controls(self) -> Self:
        """The same answers of which only the topics are known."""
        return replace(self, controls=self.controls[:, :0], variables=[])

    def narrowed(self, columns: Integers) -> tuple["Design", Integers]:
        """The same answers with no more columns than these, and which they are there.

        Of a variable the levels that are not asked for are one column.
        """
        asked, place = np.zeros(self.columns, bool), np.zeros(self.columns, np.int32)
        asked[columns] = True
        variables, end = list[Span](), 1
        for first, last in self.variables:
            own = asked[first:last]
            place[first:last] = end + np.where(own, np.cumsum(own) - 1, own.sum())
            variables.append((end, end + int(own.sum()) + 1))
            end = variables[-1][1]
        heard = asked[self.drivers]
        topics = np.flatnonzero(asked[self.first_driver :])
        place[self.first_driver + topics] = end + np.arange(len(topics))
        narrow = Design(
            person=self.person, controls=place[self.controls],
            starts=np.concatenate([[0], np.cumsum(heard)])[self.starts], drivers=place[self.drivers[heard]],
            variables=variables, topics=[self.topics[one] for one in topics.tolist()],
            columns=end + len(topics),
        )  # fmt: skip
        return narrow, place[columns]

    def count(self) -> Figures:
        """Answers in which a column is one, of each."""
        out = np.bincount(self.drivers, minlength=self.columns).astype(float)
        for codes in self.controls.T:
            out += np.bincount(codes, minlength=self.columns)
        out[0] = self.n
        return out

    def totals(self, values: Figures) -> Figures:
        """Sum of `values` (n × k) over the answers in which a column is one, columns × k: X'y."""
        row, _ = self.mentions()
        out = np.zeros((self.columns, values.shape[1]))
        out[0] = values.sum(axis=0)
        for k, one in enumerate(values.T):
            for codes in self.controls.T:
                out[:, k] += np.bincount(codes, weights=one, minlength=self.columns)
            out[:, k] += np.bincount(self.drivers, weights=one[row], minlength=self.columns)
        return out

    def matrix(self, columns: Integers, kind: type[np.floating[Any]] = np.float64) -> npt.NDArray[Any]:
        """The design matrix of few answers: zeros and ones, answers × columns."""
        place = np.full(self.columns, len(columns))  # what is not asked for falls into a last column
        place[columns] = np.arange(len(columns))
        x = np.zeros((self.n, len(columns) + 1), kind)
        rows = np.arange(self.n)
        x[:, place[0]] = 1
        for codes in self.controls.T:
            x[rows, place[codes]] = 1
        x[np.repeat(rows, np.diff(self.starts)), place[self.drivers]] = 1
        return x[:, :-1]

    def gram(self, weights: Figures | None = None) -> Figures:
        """Answers in which both columns are one, or their `weights` (n), columns × columns: X'WX.

        An answer has few ones: their pairs are counted, and what has one value in all answers is the
        constant. Few answers are multiplied, which is sooner done.
        """
        if self.n < _FEW:
            x = self._matrix
            return np.asarray(x.T @ (x if weights is None else x * weights[:, None]))
        total = np.zeros((self.columns, self.columns))
        for begin in range(0, self.n, _ROWS):
            rows = slice(begin, begin + _ROWS)
            total += self.take(rows)._gram(None if weights is None else weights[rows])
        return total

    def _gram(self, weights: Figures | None) -> Figures:
        """X'WX of every column."""
        total = np.zeros((self.columns, self.columns))
        single = np.zeros(self.columns)
        ones, same = self._ones()
        of_mentions = weights if weights is None else weights[ones[-1][2]]
        for span, codes, rows in ones:
            own = weights if rows is None else of_mentions
            single[span] = np.bincount(codes, own, span.stop - span.start)
        for left, codes, right, others, rows in _pairs(ones):
            shape = left.stop - left.start, right.stop - right.start
            own = weights if rows is None or weights is None else weights[rows]
            own = of_mentions if rows is ones[-1][2] else own
            both = np.bincount(codes * shape[1] + others, own, shape[0] * shape[1])
            total[left, right] += both.reshape(shape)
        total += total.T
        single[same] = self.n if weights is None else weights.sum()
        total[same], total[:, same] = single, single[:, None]
        total[np.diag_indices(self.columns)] = single
        return total

    def quadratic(self, form: Figures) -> Figures:
        """Of every answer x'Ax, where A, columns × columns, is symmetric."""
        if self.n < _FEW:
            return np.asarray(np.einsum("ij,ij->i", self._matrix @ form, self._matrix))
        ones, same = self._ones()
        alone = np.diag(form) + 2 * form[same].sum(axis=0)
        out = np.full(self.n, form[np.ix_(same, same)].sum())
        for span, codes, rows in ones:
            out += _added(alone[span][codes], rows, self.n)
        for left, codes, right, others, rows in _pairs(ones):
            out += _added(2 * form[left, right][codes, others], rows, self.n)
        return out

    def linear(self, coefficients: Figures) -> Figures:
        """The sum of the coefficients (columns × k) of an answer's columns, n × k: X times them."""
        out, rows = np.empty((self.n, coefficients.shape[1])), self.mentions()[0]
        for k, one in enumerate(np.ascontiguousarray(coefficients.T)):
            out[:, k] = one[0] + np.bincount(rows, one[self.drivers], self.n)
            for codes in self.controls.T:
                out[:, k] += one[codes]
        return out

    def by_person(self, values: Figures) -> Figures:
        """Of each person the sum of `values` (n) over the answers where a column is one, people × columns."""
        bounds, row = self.bounds(), self.mentions()[0]
        people = len(bounds) - 1
        first = np.repeat(np.arange(people) * self.columns, np.diff(bounds))
        place = [first, *(first + codes for codes in self.controls.T), first[row] + self.drivers]
        weights = [values] * (len(place) - 1) + [values[row]]
        cells = np.bincount(np.concatenate(place), np.concatenate(weights), people * self.columns)
        return np.asarray(cells.reshape(people, self.columns), np.float64)

    @cached_property
    def _matrix(self) -> Figures:
        """The design matrix of few answers."""
        return self.matrix(np.arange(self.columns))

    def _ones(self) -> tuple[list[Ones], list[int]]:
        """The ones of every variable and, last, of the drivers; the columns that are one in every answer."""
        ones, same = list[Ones](), [0]
        for (first, last), codes in zip(self.variables, self.controls.T, strict=True):
            if self.n and (codes == codes[0]).all():
                same.append(int(codes[0]))
            else:
                ones.append((slice(first, last), codes - first, None))
        row, driver = self.mentions()
        return [*ones, (slice(self.first_driver, self.columns), driver, row)], same


def _pairs(ones: Sequence[Ones]) -> Iterator[Pairs]:
    """Every two ones of the same row: the columns of both, which of them it is, and the row."""
    *variables, (span, drivers, rows) = ones
    assert rows is not None
    for i, (left, codes, _) in enumerate(variables):
        yield from ((left, codes, right, others, None) for right, others, _ in variables[:i])
        yield left, codes[rows], span, drivers, rows
    at, after = np.arange(len(drivers)), 1
    while len(at := at[at + after < len(drivers)]) and len(at := at[rows[at] == rows[at + after]]):
        yield span, drivers[at], span, drivers[at + after], rows[at]
        after += 1


def _added(values: Figures, rows: Integers | None, n: int) -> Figures:
    """The values of each of the n rows, added up."""
    return values if rows is None else np.asarray(np.bincount(rows, values, n), np.float64)


def ranges(first: Integers, length: Integers) -> Integers:
    """The numbers from first[0] on, length[0] of them, then those from first[1] on, and so forth."""
    ends = np.cumsum(length)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + length, length)

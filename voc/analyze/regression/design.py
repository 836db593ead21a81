"""Answers as the few ones of a design matrix that is never built, and what is counted of it.

An answer is a row of zeros and ones: only the numbers of the columns that hold a one are kept. Column 0 is
the constant; then each value of each variable; then each topic × polarity. Rows of one person stand together,
people in an order that has nothing to do with who they are, so that any run of people is a random sample.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Self

import numpy as np
import numpy.typing as npt

from voc.analyze.formulas.lists import Integers, ranges

Figures = npt.NDArray[np.float64]
Driver = tuple[str, str]  # topic, polarity
Span = tuple[int, int]  # the first of some columns, and the one after the last
Ones = tuple[slice, Integers, Integers | None]  # columns, which of them is one, in which row (None: in each)


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

    @cached_property
    def topic_of(self) -> Integers:
        """Each driver's topic, numbered in the order of their names."""
        return np.asarray(np.unique([topic for topic, _ in self.topics], return_inverse=True)[1])

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
        return self if self.n <= rows else self.take(slice(0, until(self.person, rows)))

    def parts(self, rows: int) -> Iterator[Self]:
        """The answers in parts of about so many rows; nobody is in two."""
        if self.n <= rows:
            yield self
            return
        bounds = self.bounds()
        edges = np.unique(np.append(np.searchsorted(bounds, np.arange(0, self.n, rows)), len(bounds) - 1))
        for a, b in pairwise(bounds[edges]):
            yield self.take(slice(a, b))

    def without_controls(self) -> Self:
        """The same answers of which only the topics are known, whose columns follow the constant."""
        return replace(
            self, controls=self.controls[:, :0], variables=[], columns=1 + len(self.topics),
            drivers=self.drivers - (self.first_driver - 1),
        )  # fmt: skip

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

    def matrix(self, columns: Integers) -> Figures:
        """The design matrix of few answers: zeros and ones, answers × columns."""
        place = np.full(self.columns, len(columns))  # what is not asked for falls into a last column
        place[columns] = np.arange(len(columns))
        x = np.zeros((self.n, len(columns) + 1))
        rows = np.arange(self.n)
        x[:, place[0]] = 1
        for codes in self.controls.T:
            x[rows, place[codes]] = 1
        x[np.repeat(rows, np.diff(self.starts)), place[self.drivers]] = 1
        return x[:, :-1]

    def linear(self, coefficients: Figures, group: Integers | None = None) -> Figures:
        """The sum of the coefficients of an answer's columns, n × k: X times them.

        They are columns × k, or groups × columns × k for answers of several groups.
        """
        out, rows = np.empty((self.n, coefficients.shape[-1])), self.mentions()[0]
        begin = np.zeros(self.n, np.int64) if group is None else group * self.columns
        drivers, controls = begin[rows] + self.drivers, begin + self.controls.T
        for k, one in enumerate(coefficients.reshape(-1, out.shape[1]).T.copy()):
            out[:, k] = one[begin] + np.bincount(rows, one[drivers], self.n)
            for codes in controls:
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

    def ones(self, variables: Sequence[int]) -> list[Ones]:
        """The ones of some variables and, last, of the drivers."""
        row, driver = self.mentions()
        spans = [(at, *self.variables[at]) for at in variables]
        ones: list[Ones] = [
            (slice(first, last), self.controls[:, at].astype(np.int64) - first, None)
            for at, first, last in spans
        ]
        return [*ones, (slice(self.first_driver, self.columns), driver.astype(np.int64), row)]


def until(person: Integers, rows: int) -> int:
    """Of sorted people, how many answers the first ones have who have `rows` together; at most all."""
    rest = person[max(rows - 1, 0) :]
    return len(person) if len(person) <= rows else rows - 1 + int(np.searchsorted(rest, rest[0], "right"))

"""Answers as the few ones of a design matrix that is never built, and what is counted of it.

An answer is a row of zeros and ones: only the numbers of the columns that hold a one are kept. Column 0 is
the constant; then each value of each variable; then each topic × polarity. Rows of one person stand together,
people in an order that has nothing to do with who they are, so that any run of people is a random sample.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Self

import numpy as np
import numpy.typing as npt

Figures = npt.NDArray[np.float64]
Integers = npt.NDArray[np.integer]
Driver = tuple[str, str]  # topic, polarity
Span = tuple[int, int]  # the first of some columns, and the one after the last
Ones = tuple[slice, Integers, Integers | None]  # columns, which of them is one, in which row (None: in each)
Pairs = tuple[slice, slice, Integers, Integers | None]  # columns of both, where in their block, in which row
_ROWS = 20_000  # of answers that are looked at together: what a processor's cache holds
_OFTEN = 5  # answers of a person, whose pairs are more than what the answers add up to


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
            drivers = self.drivers[_ranges(first, length)]
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

    def parts(self, rows: int = _ROWS) -> Iterator[Self]:
        """The answers in parts of about so many rows, what a processor's cache holds; nobody is in two."""
        bounds = self.bounds()
        edges = np.unique(np.append(np.searchsorted(bounds, np.arange(0, self.n, rows)), len(bounds) - 1))
        for a, b in pairwise(bounds[edges]):
            yield self if b - a == self.n else self.take(slice(a, b))

    def without_controls(self) -> Self:
        """The same answers of which only the topics are known."""
        return replace(self, controls=self.controls[:, :0], variables=[])

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

    def gram(self) -> Figures:
        """Answers in which both columns are one, columns × columns: X'X."""
        return np.asarray(self.grams(np.ones((self.n, 1)))[0])

    def grams(self, weights: Figures) -> Figures:
        """Of each of the `weights` (n × k) their sum over the answers in which both columns are one: X'WX.

        An answer has few ones: their pairs are counted, and what has one value in all answers is the
        constant.
        """
        k, (varying, same) = weights.shape[1], self._varying()
        single, total = np.zeros((k, self.columns)), np.zeros((k, self.columns, self.columns))
        for begin in range(0, self.n, _ROWS):
            part, own = self.take(slice(begin, begin + _ROWS)), weights[begin : begin + _ROWS]
            ones = part.ones(varying)
            of_mentions = own[ones[-1][2]].T.copy()
            own = own.T.copy()
            for span, codes, rows in ones:
                for one, weight in zip(single, own if rows is None else of_mentions, strict=True):
                    one[span] += np.bincount(codes, weight, span.stop - span.start)
            for left, right, index, rows in pairs(ones):
                for one, weight in zip(total, of_mentions if rows is ones[-1][2] else own, strict=True):
                    block = one[left, right]
                    chosen = weight if rows is None or rows is ones[-1][2] else weight[rows]
                    block += np.bincount(index, chosen, block.size).reshape(block.shape)
        total += total.transpose(0, 2, 1)
        single[:, same] = weights.sum(axis=0)[:, None]
        total[:, same], total[:, :, same] = single[:, None], single[:, :, None]
        total[:, np.arange(self.columns), np.arange(self.columns)] = single
        return total

    def clustered(self, weights: Figures, columns: Integers) -> Figures:
        """Of each of the `weights` (n × k) Σ zz' over the people, k × q × q; z = Σ wx of a person, of q columns.

        To X'W²X come the pairs of different answers of a person. People with many have more pairs than
        columns: theirs are added up.
        """
        answers = np.diff(self.bounds())
        many = np.repeat(answers, answers)
        often = many > _OFTEN
        asked = slice(None), columns[:, None], columns
        total = self.grams(np.where(often[:, None], 0, weights) ** 2)[asked]
        for after in range(1, _OFTEN):
            first = np.flatnonzero(~often[after:] & (self.person[after:] == self.person[:-after]))
            if len(first):
                beside = self.take(first + after)
                both = self.take(first).between(beside, weights[first] * weights[first + after])[asked]
                total += both + both.transpose(0, 2, 1)
        at = np.flatnonzero(often)
        for part in self.take(at).parts():
            own, at = weights[at[: part.n]], at[part.n :]
            for found, weight in zip(total, own.T, strict=True):
                z = part.by_person(weight)[:, columns]
                found += z.T @ z
        return total

    def between(self, other: Self, weights: Figures) -> Figures:
        """X'WZ of each of the `weights` (n × k), Z the columns of as many `other` answers."""
        total = np.zeros((weights.shape[1], self.columns, self.columns))
        constant = slice(0, 1), np.zeros(self.n, np.int64), None
        variables = range(len(self.variables))
        for left, codes, rows in (constant, *self.ones(variables)):
            for right, others, beside in (constant, *other.ones(variables)):
                one, which = codes, rows
                if rows is not None and beside is not None:  # each of the one answer's with each of the other's
                    length = np.diff(other.starts)[rows]
                    one, which = np.repeat(codes, length), np.repeat(rows, length)
                    others = others[_ranges(other.starts[rows], length)]
                elif beside is not None:
                    one, which = codes[beside], beside
                elif rows is not None:
                    others = others[rows]
                shape = left.stop - left.start, right.stop - right.start
                index = one * shape[1] + others
                for found, weight in zip(total, weights.T, strict=True):
                    chosen = weight if which is None else weight[which]
                    found[left, right] = np.bincount(index, chosen, shape[0] * shape[1]).reshape(shape)
        return total

    def quadratic(self, form: Figures) -> Figures:
        """Of every answer x'Ax, where A, columns × columns, is symmetric."""
        varying, same = self._varying()
        ones = self.ones(varying)
        alone = np.diag(form) + 2 * form[same].sum(axis=0)
        out = np.full(self.n, form[np.ix_(same, same)].sum())
        for span, codes, rows in ones:
            out += _added(alone[span][codes], rows, self.n)
        for left, right, index, rows in pairs(ones):
            out += _added(2 * form[left, right].ravel()[index], rows, self.n)
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

    def ones(self, variables: Sequence[int]) -> list[Ones]:
        """The ones of some variables and, last, of the drivers."""
        row, driver = self.mentions()
        spans = [(at, *self.variables[at]) for at in variables]
        ones: list[Ones] = [
            (slice(first, last), self.controls[:, at].astype(np.int64) - first, None) for at, first, last in spans
        ]
        return [*ones, (slice(self.first_driver, self.columns), driver.astype(np.int64), row)]

    def _varying(self) -> tuple[list[int], list[int]]:
        """The variables that have more than one value, and the columns that are one in every answer."""
        alike = (self.controls == self.controls[:1]).all(axis=0) if self.n else np.zeros(len(self.variables), bool)
        return np.flatnonzero(~alike).tolist(), [0, *self.controls[:1, alike].ravel().tolist()]


def until(person: Integers, rows: int) -> int:
    """Of sorted people, how many answers the first ones have who have `rows` together; at most all."""
    rest = person[max(rows - 1, 0) :]
    return len(person) if len(person) <= rows else rows - 1 + int(np.searchsorted(rest, rest[0], "right"))


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
    at, after = np.arange(len(drivers)), 1
    while len(at := at[at + after < len(drivers)]) and len(at := at[rows[at] == rows[at + after]]):
        yield span, span, own[at] * width + drivers[at + after], rows[at]
        after += 1


def _added(values: Figures, rows: Integers | None, n: int) -> Figures:
    """The values of each of the n rows, added up."""
    return values if rows is None else np.asarray(np.bincount(rows, values, n), np.float64)


def _ranges(first: Integers, length: Integers) -> Integers:
    """The numbers from first[0] on, length[0] of them, then those from first[1] on, and so forth."""
    ends = np.cumsum(length)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + length, length)

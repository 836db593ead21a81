"""The answers of one survey as small integers, for regressions of millions of them.

An answer is a row of a design matrix of zeros and ones that is never built: only the numbers of the
columns that hold a one are kept. Column 0 is the constant; then each month; then, name by name, each value
of a segment and "no value"; then each topic × polarity. Rows of one person stand together, people in an
order that has nothing to do with who they are, so that any run of people is a random sample of them.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from threadpoolctl import threadpool_limits


Figures = npt.NDArray[np.float64]
Integers = npt.NDArray[np.integer]
Driver = tuple[str, str]  # topic, polarity
Span = tuple[int, int]  # the first of some columns, and the one after the last
Ones = tuple[slice, Integers, Integers | None]  # columns, which of them is one, in which row (None: one in each)
ALL = ("all", "all")
_Found = TypeVar("_Found")
_ROWS = 20_000  # of answers that are looked at together: what a processor's cache holds
_FEW = 1_500
_THREADS = 2
_POLARITIES = {"negative": "criticised", "neutral": "stated", "positive": "praised"}  # as topic_base.sql calls them
_BASE = (
    "SELECT base.person, base.month_number, base.promoter, base.detractor, base.segments, said {scores} "
    "FROM base JOIN answers USING (answer) JOIN responses ON responses.rowid = response "
    "WHERE base.source = $source ORDER BY base.person, answer"
)
_SCORES = (
    "SELECT DISTINCT unnest(map_keys(scores)) AS name FROM base JOIN answers USING (answer) "
    "JOIN responses ON responses.rowid = response WHERE base.source = $source ORDER BY name"
)
_SEGMENTS = (
    "SELECT segment_name, list((segment, segment_value) ORDER BY segment) FROM segment_names "
    "WHERE source = $source AND segment_name <> 'all' GROUP BY segment_name ORDER BY segment_name"
)


@dataclass(frozen=True)
class Coded:
    """n answers of one source. `drivers[starts[i]:starts[i + 1]]` are the columns of answer i's topics.

    `controls` (n × variables) has one column number for each variable: the month, then every segment
    name. `outcomes` (n × outcomes) are numbers, NaN for none: 100 for a promoter, 100 for a detractor, then
    the scores in the order of `scores`.
    """

    source: str
    person: Integers
    controls: Integers
    starts: Integers
    drivers: Integers
    outcomes: Figures
    scores: Sequence[str]
    months: Sequence[str]
    variables: Sequence[Span]  # the columns of each of `controls`
    segments: dict[int, tuple[str, str]]  # column → name and value; the column of "no value" is not in it
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

    def take(self, rows: Integers | slice) -> "Coded":
        """The answers `rows`, which keep their order."""
        first, last = self.starts[:-1][rows], self.starts[1:][rows]
        length = last - first
        if isinstance(rows, slice):
            drivers = self.drivers[first[0] : last[-1]] if len(first) else self.drivers[:0]
        else:
            drivers = self.drivers[_ranges(first, length)]
        return replace(
            self, person=self.person[rows], controls=self.controls[rows], outcomes=self.outcomes[rows],
            starts=np.concatenate([[0], np.cumsum(length)]), drivers=drivers,
        )  # fmt: skip

    def replace_outcomes(self, outcomes: Figures) -> "Coded":
        """The same answers with other outcomes, n × k."""
        return replace(self, outcomes=outcomes)

    def without_controls(self) -> "Coded":
        """The same answers of which only the topics are known."""
        return replace(self, controls=self.controls[:, :0], variables=[])

    def narrowed(self, columns: Integers) -> tuple["Coded", Integers]:
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
        narrow = replace(
            self, controls=place[self.controls], starts=np.concatenate([[0], np.cumsum(heard)])[self.starts],
            drivers=place[self.drivers[heard]], variables=variables, segments={},
            topics=[self.topics[one] for one in topics], columns=end + len(topics),
        )  # fmt: skip
        return narrow, place[columns]

    def spoken(self) -> tuple[Integers, Integers]:
        """Each driver's topic, numbered in the order of their names; the answers that mention each topic."""
        _, number = np.unique([topic for topic, _ in self.topics], return_inverse=True)
        row, driver = self.mentions()
        topic = number[driver]
        first = (np.diff(row, prepend=-1) != 0) | (np.diff(topic, prepend=-1) != 0)
        return number, np.bincount(topic[first], minlength=number.max(initial=-1) + 1)

    def mentions(self) -> tuple[Integers, Integers]:
        """(row, driver) of every mention; drivers are counted from 0."""
        return np.repeat(np.arange(self.n), np.diff(self.starts)), self.drivers - self.first_driver

    def digest(self) -> str:
        """What stands for the answers: people, months, segments, topics and outcomes.

        It does not depend on the numbers of columns, nor on values and topics that no answer here has.
        """
        names = [*self.months, *map(str, self.segments.values()), *map(str, self.topics)]
        columns = np.concatenate([
            1 + np.arange(len(self.months)), np.array([*self.segments], np.int64),
            self.first_driver + np.arange(len(self.topics)),
        ])  # fmt: skip
        marks = np.zeros(self.columns, np.uint64)  # of the constant and of "no value" 0
        marks[columns] = [int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) for name in names]
        form = (self.controls.shape, self.outcomes.shape, *self.scores)
        found = hashlib.blake2b(repr(form).encode(), digest_size=16)
        said = np.diff(self.starts), marks[self.drivers]
        for part in (self.person, marks[self.controls], *said, self.outcomes):
            found.update(np.ascontiguousarray(part).tobytes())
        return found.hexdigest()

    def bounds(self) -> Integers:
        """The row at which each person begins, and n."""
        new = np.flatnonzero(np.diff(self.person)) + 1
        return np.concatenate([[0], new, [self.n]]) if self.n else np.zeros(1, np.int64)

    def blocks(self, count: int) -> Iterator["Coded"]:
        """At most `count` parts with about as many people each; nobody is in two."""
        bounds = self.bounds()
        edges = np.unique(np.linspace(0, len(bounds) - 1, count + 1).astype(np.int64))
        for a, b in zip(bounds[edges[:-1]], bounds[edges[1:]], strict=True):
            yield self.take(slice(a, b))

    def sample(self, rows: int) -> "Coded":
        """The first people, until they have `rows` answers: a random sample of people."""
        bounds = self.bounds()
        return self if self.n <= rows else self.take(slice(0, bounds[np.searchsorted(bounds, rows)]))

    def people(self) -> tuple[Integers, Integers]:
        """Of each driver the people who mention it, and those with an answer that does not."""
        bounds, (row, driver) = self.bounds(), self.mentions()
        answers = np.diff(bounds)
        who = np.repeat(np.arange(len(answers)), answers)[row]
        order = np.argsort(driver, kind="stable")
        driver, who = driver[order], who[order]
        new = np.flatnonzero(np.diff(driver, prepend=-1) | np.diff(who, prepend=-1))
        often = np.diff(np.append(new, len(driver)))
        k = len(self.topics)
        always = np.bincount(driver[new], weights=often == answers[who[new]], minlength=k)
        return np.bincount(driver[new], minlength=k), len(answers) - always.astype(np.int64)

    def again(self) -> npt.NDArray[np.bool_]:
        """Which answers are of people who gave more than one."""
        answers = np.diff(self.bounds())
        return np.repeat(answers > 1, answers)

    def count(self) -> Figures:
        """Answers in which a column is one, of each."""
        out = np.bincount(self.drivers, minlength=self.columns).astype(float)
        for codes in self.controls.T:
            out += np.bincount(codes, minlength=self.columns)
        out[0] = self.n
        return out

    def parts(self, rows: int = _ROWS) -> Iterator["Coded"]:
        """The answers in parts of about so many rows, what a processor's cache holds; nobody is in two."""
        bounds = self.bounds()
        edges = np.unique(np.append(np.searchsorted(bounds, np.arange(0, self.n, rows)), len(bounds) - 1))
        for a, b in pairwise(bounds[edges]):
            yield self if b - a == self.n else self.take(slice(a, b))

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

    @cached_property
    def _matrix(self) -> Figures:
        """The design matrix of few answers."""
        return self.matrix(np.arange(self.columns))

    def gram(self, weights: Figures | None = None) -> Figures:
        """Answers in which both columns are one, or their `weights` (n), columns × columns: X'WX.

        An answer has few ones: their pairs are counted, and what has one value in all answers is the constant.
        Few answers are multiplied, which is sooner done.
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
            single[span] = np.bincount(codes, weights if rows is None else of_mentions, span.stop - span.start)
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
        """x'Ax of every answer, where A, columns × columns, is symmetric."""
        if self.n < _FEW:
            return np.einsum("ij,ij->i", self._matrix @ form, self._matrix)
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
        """Of each person the sum of `values` (n) over the answers in which a column is one, people × columns."""
        bounds, row = self.bounds(), self.mentions()[0]
        people = len(bounds) - 1
        first = np.repeat(np.arange(people) * self.columns, np.diff(bounds))
        place = [first, *(first + codes for codes in self.controls.T), first[row] + self.drivers]
        weights = [values] * (len(place) - 1) + [values[row]]
        cells = np.bincount(np.concatenate(place), np.concatenate(weights), people * self.columns)
        return cells.reshape(people, self.columns)

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


def _pairs(ones: Sequence[Ones]) -> Iterator[tuple[slice, Integers, slice, Integers, Integers | None]]:
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
    return values if rows is None else np.bincount(rows, values, n)


def _ranges(first: Integers, length: Integers) -> Integers:
    """The numbers from first[0] on, length[0] of them, then those from first[1] on, and so forth."""
    ends = np.cumsum(length)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + length, length)


def cells(coded: Coded, work: Callable[[tuple[str, str], Coded], _Found]) -> list[_Found]:
    """What `work` finds of the answers together, then of those of every value of a segment, in this order.

    Two cells are worked on at once, each by one thread: their matrices are too small to be shared.
    """
    values = (found for variable in coded.controls.T[1:] for found in groups(variable))
    tasks = [(coded.segments[column], rows) for column, rows in values if column in coded.segments]
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(_THREADS) as pool:
        everybody = pool.submit(work, ALL, coded)
        others = pool.map(lambda task: work(task[0], coded.take(task[1])), tasks)
        return [everybody.result(), *others]


def groups(keys: Integers) -> Iterator[tuple[int, Integers]]:
    """Every key with the rows that have it, in rising order."""
    order = np.argsort(keys.astype(np.uint16), kind="stable")  # few enough columns for a radix sort
    ordered = keys[order]
    for rows in np.split(order, np.flatnonzero(np.diff(ordered)) + 1):
        if len(rows):
            yield int(keys[rows[0]]), rows


def coded(con: duckdb.DuckDBPyConnection, *, scores: bool = True) -> Iterator[Coded]:
    """Each survey's base, from the relations of `tables`; without `scores` the NPS is its only outcome."""
    for (source,) in con.execute("SELECT DISTINCT source FROM base ORDER BY source").fetchall():
        names = con.execute(_SCORES, {"source": source}).fetchall() if scores else []
        yield _coded(con, source, [name for (name,) in names])


def _coded(con: duckdb.DuckDBPyConnection, source: str, scores: list[str]) -> Coded:
    asked = {f"score{i}": name for i, name in enumerate(scores)}
    columns_asked = "".join(f", scores[${name}]::DOUBLE AS {name}" for name in asked)
    rows = con.execute(_BASE.format(scores=columns_asked), {"source": source} | asked).to_arrow_table()
    n = rows.num_rows

    numbers, month = np.unique(rows["month_number"].to_numpy(), return_inverse=True)
    known = dict(con.execute("SELECT DISTINCT month_number, month FROM months").fetchall())
    months = [known[number] for number in numbers.tolist()]
    row, segment = _flat(rows, "segments")
    segment_number = segment.to_numpy()
    segments: dict[int, tuple[str, str]] = {}
    controls, columns = [1 + month], 1 + len(months)
    variables = [(1, columns)]
    for name, values in con.execute(_SEGMENTS, {"source": source}).fetchall():
        segments |= {columns + i: (name, value) for i, (_, value) in enumerate(values, 1)}
        own = (segment_number >= values[0][0]) & (segment_number <= values[-1][0])
        variable = np.full(n, columns)
        variable[row[own]] += 1 + segment_number[own] - values[0][0]
        controls.append(variable)
        variables.append((columns, columns + 1 + len(values)))
        columns += 1 + len(values)

    row, said = _flat(rows, "said")
    heard = np.stack([_field(said, name) for name in _POLARITIES.values()], axis=1)
    at, polarity = np.nonzero(heard)
    drivers, driver = np.unique(
        _field(said, "topic_number").astype(np.int64)[at] * len(_POLARITIES) + polarity, return_inverse=True
    )
    topic = dict(con.execute("SELECT topic_number, topic FROM topics").fetchall())
    topics = [(topic[one // len(_POLARITIES)], [*_POLARITIES][one % len(_POLARITIES)]) for one in drivers.tolist()]
    place = np.sort(row[at] * len(topics) + driver)  # by answer, then by driver
    outcomes = [100.0 * rows[group].to_numpy().astype(float) for group in ("promoter", "detractor")]
    outcomes += [rows[name].to_numpy() for name in asked]
    return Coded(
        source=source, person=rows["person"].to_numpy(), controls=np.stack(controls, axis=1).astype(np.int32),
        starts=np.concatenate([[0], np.cumsum(np.bincount(row[at], minlength=n))]),
        drivers=(columns + place % max(len(topics), 1)).astype(np.int32),
        outcomes=np.stack(outcomes, axis=1), scores=scores, months=months,
        variables=variables, segments=segments, topics=topics, columns=columns + len(topics),
    )  # fmt: skip


def _flat(rows: pa.Table, name: str) -> tuple[Integers, pa.Array]:
    """The entries of a column of lists, each with its row."""
    lists = rows[name].combine_chunks()
    return np.repeat(np.arange(rows.num_rows), lists.value_lengths().to_numpy()), lists.flatten()


def _field(entries: pa.StructArray, name: str) -> npt.NDArray[Any]:
    return np.asarray(entries.field(name).to_numpy(zero_copy_only=False))

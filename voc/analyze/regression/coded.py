"""The answers of one survey as small integers, for regressions of millions of them (`regression.design`).

The variables are the month, then, name by name, the values of each segment, the last of them "no value".
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voc.analyze.formulas.lists import Integers
from voc.analyze.regression.design import Design, Figures

ALL = ("all", "all")
# as usable.sql calls them
_POLARITIES = {"negative": "criticised", "neutral": "stated", "positive": "praised"}
_BASE = (
    "SELECT person, month_number, promoter, detractor, segments, said {outcomes} "
    "FROM base {measured} WHERE source = $source ORDER BY person, answer"
)
_OUTCOMES = "SELECT outcome, number FROM outcomes WHERE source = $source ORDER BY outcome"
_SEGMENTS = (
    "SELECT segment_name, list((segment, segment_value) ORDER BY segment) FROM segment_names "
    "WHERE source = $source AND segment_name <> 'all' GROUP BY segment_name ORDER BY segment_name"
)


@dataclass(frozen=True)
class Coded(Design):
    """The answers of one source.

    `outcomes` (n × outcomes) are numbers, NaN for none: 100 for a promoter, 100 for a detractor, then
    the others in the order of `measured`, their names.
    """

    source: str
    outcomes: Figures
    measured: Sequence[str]
    months: Sequence[str]
    segments: dict[int, tuple[str, str]]  # column → name and value; the column of "no value" is not in it

    def take(self, rows: Integers | slice) -> Self:
        """The answers `rows`, which keep their order."""
        return replace(super().take(rows), outcomes=self.outcomes[rows])

    def replace_outcomes(self, outcomes: Figures) -> Self:
        """The same answers with other outcomes, n × k."""
        return replace(self, outcomes=outcomes)

    def spoken(self, group: Integers, groups: int) -> Integers:
        """Of each group of answers those that mention each topic, groups × topics."""
        number = self.topic_of
        row, driver = self.mentions()
        topic, many = number[driver], number.max(initial=-1) + 1
        first = (np.diff(row, prepend=-1) != 0) | (np.diff(topic, prepend=-1) != 0)
        index = group[row[first]] * many + topic[first]
        return np.bincount(index, minlength=groups * many).reshape(groups, many)

    def digest(self) -> str:
        """What stands for the answers: people, months, segments, topics and outcomes.

        It does not depend on the order of answers, the numbers of columns, nor on values and topics that no
        answer here has: the hashes of answers are added up, and xored.
        """
        names = [*self.months, *map(str, self.segments.values()), *map(str, self.topics)]
        columns = np.concatenate([
            1 + np.arange(len(self.months)), np.array([*self.segments], np.int64),
            self.first_driver + np.arange(len(self.topics)),
        ])  # fmt: skip
        marks = np.zeros(self.columns, np.uint64)  # of the constant and of "no value" 0
        marks[columns] = [int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) for name in names]
        marks = _mixed(marks)
        said = np.cumsum(np.concatenate([marks[:1] * 0, marks[self.drivers]]), dtype=np.uint64)
        answers = _mixed(self.person.astype(np.uint64)) + said[self.starts[1:]] - said[self.starts[:-1]]
        for variable in self.controls.T:
            answers += marks[variable]
        for at, outcome in enumerate(self.outcomes.T, 1):
            answers += _mixed(outcome.astype(np.float64).view(np.uint64) + np.uint64(at))
        answers = _mixed(answers)
        form = (self.controls.shape, self.outcomes.shape, *self.measured)
        told = (form, int(answers.sum(dtype=np.uint64)), int(np.bitwise_xor.reduce(answers)))
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]

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


def _mixed(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Each number as another that looks like chance (the finaliser of SplitMix64; Steele et al. 2014)."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(factor)
    return numbers ^ (numbers >> np.uint64(31))


def groups(keys: Integers) -> Iterator[tuple[int, Integers]]:
    """Every key with the rows that have it, in rising order."""
    order = np.argsort(keys.astype(np.uint16), kind="stable")  # few enough columns for a radix sort
    ordered = keys[order]
    for rows in np.split(order, np.flatnonzero(np.diff(ordered)) + 1):
        if len(rows):
            yield int(keys[rows[0]]), rows


def coded(con: duckdb.DuckDBPyConnection, *, measured: bool = True) -> Iterator[Coded]:
    """Each survey's base, from the relations of `tables` and, if `measured`, of drivers/outcomes.sql.

    If not, the NPS is its only outcome.
    """
    for (source,) in con.execute("SELECT DISTINCT source FROM base ORDER BY source").fetchall():
        yield of_source(con, source, measured=measured)


def of_source(con: duckdb.DuckDBPyConnection, source: str, *, measured: bool = True) -> Coded:
    """The base of one survey, as `coded` has it; a source without one has no answers in it."""
    places: dict[str, int] = dict(con.execute(_OUTCOMES, {"source": source}).fetchall() if measured else [])
    asked = {f"outcome{number}": number for number in places.values()}
    columns_asked = "".join(f", outcomes[{number}]::DOUBLE AS {name}" for name, number in asked.items())
    query = _BASE.format(outcomes=columns_asked, measured="JOIN measured USING (answer)" if asked else "")
    rows = con.execute(query, {"source": source}).to_arrow_table()
    n = rows.num_rows

    numbers, month = _numbered(rows["month_number"].to_numpy())
    known: dict[int, str] = dict(con.execute("SELECT DISTINCT month_number, month FROM months").fetchall())
    months = [known[number] for number in numbers.tolist()]
    row, segment = _flat(rows, "segments")
    segment_number = segment.to_numpy()
    segments: dict[int, tuple[str, str]] = {}
    controls, columns = [(1 + month).astype(np.int32)], 1 + len(months)
    variables = [(1, columns)]
    for name, values in con.execute(_SEGMENTS, {"source": source}).fetchall():
        segments |= {columns + i: (name, value) for i, (_, value) in enumerate(values, 1)}
        own = (segment_number >= values[0][0]) & (segment_number <= values[-1][0])
        variable = np.full(n, columns, np.int32)
        variable[row[own]] += 1 + segment_number[own].astype(np.int32) - values[0][0]
        controls.append(variable)
        variables.append((columns, columns + 1 + len(values)))
        columns += 1 + len(values)

    del row, segment, segment_number
    row, said = _flat(rows, "said")
    heard = np.stack([_field(said, name) for name in _POLARITIES.values()], axis=1)
    at, polarity = np.nonzero(heard)
    topic_number = _field(said, "topic_number").astype(np.int64)
    drivers, driver = _numbered(topic_number[at] * len(_POLARITIES) + polarity)
    topic: dict[int, str] = dict(con.execute("SELECT topic_number, topic FROM topics").fetchall())
    each = (divmod(one, len(_POLARITIES)) for one in drivers.tolist())
    topics = [(topic[number], [*_POLARITIES][side]) for number, side in each]
    place = np.sort(row[at].astype(np.int64) * len(topics) + driver)  # by answer, then by driver
    outcomes = [100.0 * rows[group].to_numpy().astype(float) for group in ("promoter", "detractor")]
    outcomes += [rows[name].to_numpy() for name in asked]
    return Coded(
        source=source, person=rows["person"].to_numpy(), controls=np.stack(controls, axis=1),
        starts=np.concatenate([[0], np.cumsum(np.bincount(row[at], minlength=n))]),
        drivers=(columns + place % max(len(topics), 1)).astype(np.int32),
        outcomes=np.stack(outcomes, axis=1), measured=[*places], months=months,
        variables=variables, segments=segments, topics=topics, columns=columns + len(topics),
    )  # fmt: skip


def _numbered(values: Integers) -> tuple[Integers, Integers]:
    """The different values, small and not negative, in rising order, and where among them each one is."""
    there = np.flatnonzero(np.bincount(values))
    place = np.zeros(there.max(initial=0) + 1, np.int32)
    place[there] = np.arange(len(there))
    return there, place[values]


def _flat(rows: pa.Table, name: str) -> tuple[Integers, pa.Array]:
    """The entries of a column of lists, each with its row."""
    lists = rows[name].combine_chunks()
    row = np.arange(rows.num_rows, dtype=np.int32)
    return np.repeat(row, lists.value_lengths().to_numpy()), lists.flatten()


def _field(entries: pa.StructArray, name: str) -> npt.NDArray[Any]:
    return np.asarray(entries.field(name).to_numpy(zero_copy_only=False))

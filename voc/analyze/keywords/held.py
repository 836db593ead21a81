"""Which terms the comments hold, in small integers, and how often they are counted together with something.

Enters: texts and places of term_texts.sql, and a column of comments that lists words. The words of a part of
the comments are coded once, in Arrow; what is counted of them after that is numpy on their numbers. Leaves
one `Part` for each part: all comments of an answer are in the same one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from voc.analyze.formulas.lists import Integers, ranges
from voc.analyze.sql import append, run

Flags = npt.NDArray[np.bool_]
BINS = 64
_INT64, _INT32 = np.dtype(np.int64), np.dtype(np.int32)


@dataclass(frozen=True)
class Part:
    """Some of the comments, a row each; `several`: its answer has another one, `latest`: of the newest month.

    `terms[starts[i]:starts[i + 1]]` are what row i holds, rising, each once; the first is 0. `places` has the
    rows that are counted in each place, rising. `size` is above all terms, `number` tells parts apart.
    """

    number: int
    answer: Integers
    person: Integers
    nps_number: Integers
    several: Flags
    latest: Flags
    places: Mapping[int, Integers]
    starts: Integers
    terms: Integers
    size: int

    def held(self, rows: Integers) -> tuple[Integers, Integers]:
        """(row, term) of what `rows` hold, in their order."""
        first, length = self.starts[rows], self.starts[rows + 1] - self.starts[rows]
        return np.repeat(rows, length), self.terms[ranges(first, length)]

    def newest(self) -> Self:
        """The same, where only what is of the newest month is counted in a place."""
        places = {place: rows[self.latest[rows]] for place, rows in self.places.items()}
        return replace(self, places={place: rows for place, rows in places.items() if len(rows)})

    def holding(self, asked: Mapping[int, Integers]) -> Iterator[tuple[int, Integers, Integers]]:
        """(place, row, term) of the rows counted in a place that hold a term asked for there."""
        wanted = {place: self._marked(terms) for place, terms in asked.items() if place in self.places}
        few = self._of(np.logical_or.reduce([*wanted.values()])) if wanted else self
        for place, of_place in wanted.items():
            row, term = few.held(self.places[place])
            chosen = np.flatnonzero(of_place[term])
            yield place, row[chosen], term[chosen]

    def _marked(self, terms: Integers) -> Flags:
        marked = np.zeros(self.size, bool)
        marked[terms[terms < self.size]] = True
        return marked

    def _of(self, marked: Flags) -> Self:
        """The same comments, which hold nothing but the terms that are marked."""
        chosen = marked[self.terms]
        starts = np.concatenate([[0], np.cumsum(chosen)])[self.starts]
        return replace(self, starts=starts, terms=self.terms[chosen])


def tally(cells: Integers, person: Integers, size: int) -> tuple[Integers, Integers, Integers]:
    """The cells below `size` that occur, how often, and the people of each, thrown into 64 bins (bits).

    As many bins as are filled, so many people there are at least.
    """
    often, bins = np.bincount(cells, minlength=size), np.zeros(size, np.uint64)
    np.bitwise_or.at(bins, cells, np.uint64(1) << (person & BINS - 1).astype(np.uint64))
    found = np.flatnonzero(often)
    return found, often[found], bins[found]


def once(keys: Integers) -> Integers:
    """The different keys, rising."""
    ordered = np.sort(keys)  # much sooner done than numpy.unique of so many
    return np.asarray(ordered[np.diff(ordered, prepend=-1) != 0])


def parts(con: duckdb.DuckDBPyConnection, column: str) -> list[Part]:
    """The comments with the words of `column`, each part's numbered by itself: see `heard`, made here.

    The table heard has part, code, word, and n, how many comments of the part hold the word. Drops texts.
    """
    con.execute("CREATE OR REPLACE TEMP TABLE heard (part INTEGER, code INTEGER, word VARCHAR, n BIGINT)")
    numbers = con.execute("SELECT part, min(comment), max(comment) FROM texts GROUP BY part ORDER BY part")
    found = [_read(con, column, *one) for one in numbers.fetchall()]
    con.execute("DROP TABLE texts")
    return found


def renumbered(con: duckdb.DuckDBPyConnection, coded: list[Part]) -> list[Part]:
    """The parts with terms in place of their words, by vocabulary; term 0 is held by every comment.

    `coded` is emptied on the way: what is not needed any more makes room.
    """
    every = "SELECT part, code, term FROM heard JOIN vocabulary USING (word)"
    con.execute(f"CREATE OR REPLACE TEMP TABLE renumbered AS {every}")
    return [_renumbered(con, coded.pop(0)) for _ in range(len(coded))]


def _renumbered(con: duckdb.DuckDBPyConnection, part: Part) -> Part:
    asked = "SELECT code, term FROM renumbered WHERE part = $part"
    known = con.execute(asked, {"part": part.number}).fetchnumpy()
    term_of = np.zeros(part.size, _INT64)
    term_of[known["code"]] = known["term"]
    return _listed(part, np.repeat(np.arange(len(part.answer)), np.diff(part.starts)), term_of[part.terms])


def _read(con: duckdb.DuckDBPyConnection, column: str, part: int, first: int, last: int) -> Part:
    some = {"part": part, "first": first, "last": last}
    table = con.execute(
        f"SELECT comment, answer, person, nps_number, several, latest, {column} AS words "
        "FROM texts JOIN comments ON comments.rowid = comment "
        "WHERE part = $part AND comment BETWEEN $first AND $last AND comments.rowid BETWEEN $first AND $last",
        some,
    ).to_arrow_table()
    row_of = np.zeros(last - first + 1, _INT32)
    row_of[table["comment"].to_numpy() - first] = np.arange(table.num_rows)
    placed = run(con, "keywords/term_places.sql", **some).fetchnumpy()
    lists = table["words"].combine_chunks()
    words = lists.flatten().dictionary_encode()
    lengths = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False)
    answer, person, nps_number, several, latest = (
        table[name].to_numpy() for name in ("answer", "person", "nps_number", "several", "latest")
    )
    made = Part(
        part, answer, person, nps_number.astype(_INT32), several, latest,
        dict(_by_place(placed["place"], row_of[placed["comment"] - first])),
        np.zeros(1, _INT64), np.zeros(0, _INT32), 1,
    )  # fmt: skip
    codes = words.indices.to_numpy(zero_copy_only=False).astype(_INT64) + 1
    made = _listed(made, np.repeat(np.arange(table.num_rows), lengths), codes)
    often = np.bincount(made.terms, minlength=len(words.dictionary) + 1)[1:]
    numbers = np.arange(1, len(often) + 1, dtype=np.int32)
    heard = [np.full(len(often), part, np.int32), numbers, words.dictionary, often]
    append(con, "heard", pa.table(heard, ["part", "code", "word", "n"]))
    return made


def _by_place(place: Integers, row: Integers) -> Iterator[tuple[int, Integers]]:
    order = np.lexsort((row, place))
    place, row = place[order], row[order]
    for rows in np.split(np.arange(len(row)), np.flatnonzero(np.diff(place)) + 1):
        if len(rows):
            yield int(place[rows[0]]), row[rows]


def _listed(part: Part, row: Integers, term: Integers) -> Part:
    """`part` holding these terms, each once a row, and 0 in every row."""
    n, size = len(part.answer), int(term.max(initial=0)) + 1
    keys = once(np.concatenate([np.arange(n) * size, row * size + term]))
    row = keys // size
    starts = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=n))])
    return replace(part, starts=starts, terms=(keys - row * size).astype(_INT32), size=size)

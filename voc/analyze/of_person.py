"""Sums over pairs of answers of one person, by cell and topic (`formulas.repeated`), from two relations.

    cells     segment, place, n: how many answers of a cell, a segment × place, are looked at
    answers   reach, place, person, answer, y, segments, topics: a row for each place where an answer is
              looked at, with its numbers of segments and of topics, 0 for none. With `later` (0, 1) beside,
              a pair is one that is not later and one that is; else any two different ones, both ways round

A sum's name has the factors of a pair's answers: n = 1 and s = y of any answer; of one that mentions the
topic m = 1 and t = y, and a and b, the same of the part of it that is the topic's: where an answer
mentions k topics, 1/k is each one's. Where the answers of a cell are more than `MOST`, one person in
2, 4, 8, … is looked at, chosen by the hash that they are numbered by, and stands for so many: from tens of
thousands of answers the sums are known to a percent or so. Parts are counted in whole 27,720ths, exact for up
to twelve topics, so that sums do not depend on the order of the answers.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voc.analyze.formulas.intervals import Figures
from voc.analyze.formulas.lists import Integers, ranges

MOST = 32_768
WHOLE = 27_720  # the least common multiple of 1 to 12
PIECE = 400_000  # answers of people that are looked at together


class _Answers(NamedTuple):
    """Answers in an order in which those of a person in a place stand together."""

    run: Integers  # one number for each person in a place
    chosen_by: Integers
    place: Integers
    y: Integers
    later: Integers | None
    segments: tuple[Integers, Integers]  # first and length of each answer's in …
    topics: tuple[Integers, Integers]
    segment: Integers  # … all of them
    topic: Integers


def sums(
    con: duckdb.DuckDBPyConnection,
    cells: str,
    answers: str,
    of_base: Sequence[str],
    of_topics: Sequence[str],
    most: int = MOST,
) -> tuple[pa.Table, pa.Table]:
    """The sums `of_base` by segment and place; those `of_topics` by topic too, where not all are 0."""
    found = con.table(cells).to_arrow_table()
    segment, place, n = (found[name].to_numpy().astype(np.int64) for name in ("segment", "place", "n"))
    segments, places = segment.max(initial=0) + 1, place.max(initial=0) + 1
    times = np.ones(segments * places, np.int64)
    times[place * segments + segment] = 1 << np.ceil(np.log2(np.maximum(n / most, 1))).astype(np.int64)
    asked = con.execute("SELECT coalesce(max(topic_number), 0) + 1 FROM topics").fetchone()
    topics = asked[0] if asked else 1
    base = {name: np.zeros(times.size) for name in of_base}
    spoken = {name: np.zeros(times.size * topics) for name in of_topics}
    for piece in _pieces(con, answers):
        _add(piece, times, segments, topics, base, spoken)

    at = np.sort(place * segments + segment)
    of_cells = {name: total[at] * times[at] for name, total in base.items()}
    there = np.zeros(times.size * topics, np.bool_)
    for total in spoken.values():
        there |= total != 0
    said = np.flatnonzero(there)
    cell = said // topics
    of_said = {
        name: total[said] * times[cell] / float(WHOLE) ** sum(factor in "ab" for factor in name.split("_"))
        for name, total in spoken.items()
    }
    keys = {"segment": cell % segments, "place": cell // segments, "topic_number": said % topics}
    return _keyed({"segment": at % segments, "place": at // segments}, of_cells), _keyed(keys, of_said)


def _keyed(keys: Mapping[str, Integers], found: Mapping[str, Figures]) -> pa.Table:
    return pa.table({name: pa.array(key.astype(np.uint16)) for name, key in keys.items()} | dict(found))


def _pieces(con: duckdb.DuckDBPyConnection, relation: str) -> Iterator[_Answers]:
    """All the answers, nobody in two pieces."""
    counted = f"SELECT reach, count(*) FROM {relation} GROUP BY reach ORDER BY reach"
    for reach, answers in con.execute(counted).fetchall():
        pieces = -(-answers // PIECE)
        for piece in range(pieces):  # by other digits of the hash than those that people are chosen by
            rows = con.execute(
                f"SELECT * EXCLUDE (reach, answer) FROM {relation} WHERE reach = $reach "
                "AND (person >> 32) % $pieces = $piece ORDER BY place, person, answer",
                {"reach": reach, "pieces": pieces, "piece": piece},
            ).to_arrow_table()
            told = rows.column_names
            place, person, y = (rows[name].to_numpy().astype(np.int64) for name in ("place", "person", "y"))
            later = rows["later"].to_numpy().astype(np.int64) if "later" in told else None
            new = (np.diff(person, prepend=-1) != 0) | (np.diff(place, prepend=-1) != 0)
            (segments, segment), (topics, topic) = (_listed(rows, name) for name in ("segments", "topics"))
            yield _Answers(np.cumsum(new), person, place, y, later, segments, topics, segment, topic)


def _listed(rows: pa.Table, name: str) -> tuple[tuple[Integers, Integers], Integers]:
    lists = rows[name].combine_chunks()
    length = lists.value_lengths().to_numpy().astype(np.int64)
    return (np.cumsum(length) - length, length), lists.flatten().to_numpy().astype(np.int64)


def _add(
    answers: _Answers,
    times: Integers,
    segments: int,
    topics: int,
    base: Mapping[str, Figures],
    spoken: Mapping[str, Figures],
) -> None:
    """Adds the sums of these answers to `base` (cells) and `spoken` (cells × topics)."""
    first, length = answers.segments
    row = np.repeat(np.arange(len(answers.y)), length)  # an answer is in the cell of each of its segments
    segment = answers.segment[ranges(first, length)]
    cell = answers.place[row] * segments + segment
    kept = np.flatnonzero(answers.chosen_by[row] & (times[cell] - 1) == 0)
    row, cell, own = row[kept], cell[kept], answers.run[row[kept]] * segments + segment[kept]
    order = np.argsort(own, kind="stable")
    row, cell, own = row[order], cell[order], own[order]
    group = np.cumsum(np.diff(own, prepend=-1) != 0) - 1
    n = np.bincount(group)
    if answers.later is None:
        paired = n > 1
    else:
        n_later = np.bincount(group, answers.later[row])
        paired = (0 < n_later) & (n_later < n)
    row, cell, group = row[paired[group]], cell[paired[group]], group[paired[group]]
    if not len(row):
        return
    _, start, group = np.unique(group, return_index=True, return_inverse=True)
    later = None if answers.later is None else answers.later[row]
    y = answers.y[row]
    each = {"n": np.ones_like(y), "s": y}
    of_people = _by_side(group, each, later)
    _sum(base, (cell[start], of_people), None if later is not None else (cell, each))

    first, length = answers.topics[0][row], answers.topics[1][row]
    at = np.repeat(np.arange(len(row)), length)
    key = group[at] * topics + answers.topic[ranges(first, length)]
    order = np.argsort(key, kind="stable")
    topic, part = key[order] % topics, np.rint(WHOLE / length).astype(np.int64)[at[order]]
    at, y = at[order], y[at[order]]
    pair = np.cumsum(np.diff(key[order], prepend=-1) != 0) - 1
    start = np.flatnonzero(np.diff(pair, prepend=-1))
    of_mention = cell[at] * topics + topic
    each = {"m": np.ones_like(y), "t": y, "a": part, "b": part * y}
    mentioning = _by_side(pair, each, None if later is None else later[at])
    who = group[at[start]]
    found = [said | {name: total[who] for name, total in people.items()}
             for said, people in zip(mentioning, of_people, strict=True)]  # fmt: skip
    alone = None if later is not None else (of_mention, each | {"n": each["m"], "s": y})
    _sum(spoken, (of_mention[start], found), alone)


def _by_side(
    group: Integers, each: Mapping[str, Integers], later: Integers | None
) -> list[dict[str, npt.NDArray[Any]]]:
    """The factors summed by group: of the answers that are not later and of those that are, or of all."""
    groups = int(group[-1]) + 1
    sides = [each] if later is None else [
        {name: one * side for name, one in each.items()} for side in (1 - later, later)
    ]  # fmt: skip
    return [{name: np.bincount(group, one, groups) for name, one in side.items()} for side in sides]


def _sum(
    totals: Mapping[str, Figures],
    people: tuple[Integers, Sequence[Mapping[str, npt.NDArray[Any]]]],
    alone: tuple[Integers, Mapping[str, Integers]] | None,
) -> None:
    """Adds the products of each person's factors, less those of an answer with itself."""
    where, found = people
    for name, total in totals.items():
        one, other = name.split("_")
        total += np.bincount(where, found[0][one] * found[-1][other], total.size)
        if alone:
            total -= np.bincount(alone[0], alone[1][one] * alone[1][other], total.size)

"""What people say repeatedly: sums over pairs of a person's answers, by cell and topic (`formulas.repeated`).

    base_pairs    segment × place where people answer repeatedly: n_n, n_s, s_s
    topic_pairs   … × topic that they mention: m_n, m_s, t_n, t_s, m_m, m_t, t_t of the whole answers, and
                  a_n … b_b of their parts, where an answer that mentions k topics is 1/k of each (`changes`)

A place is a period. Topic 0 stands for answers that mention none. Only people with several answers in a
place are looked at. Where their answers in a cell are more than `MOST`, one person in 2, 4, 8, … is, chosen
by the hash that they are numbered by, and stands for so many: from tens of thousands of answers the sums are
known to a percent or so. Parts are counted in whole 27,720ths, exact for up to twelve topics, so that
sums do not depend on the order of the answers.
"""

from collections.abc import Iterator
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze.formulas.intervals import Figures
from voc.analyze.formulas.lists import Integers, ranges
from voc.analyze.formulas.repeated import OF_BASE, OF_PARTS, OF_WHOLES
from voc.analyze.sql import create, run

MOST = 32_768
WHOLE = 27_720  # the least common multiple of 1 to 12
PIECE = 400_000  # answers of people that are looked at together


class _Answers(NamedTuple):
    """Answers in an order in which those of a person in a place stand together."""

    run: Integers  # one number for each person in a place
    chosen_by: Integers
    place: Integers
    y: Integers
    segments: tuple[Integers, Integers]  # first and length of each answer's in …
    topics: tuple[Integers, Integers]
    segment: Integers  # … all of them
    topic: Integers


def repeated(con: duckdb.DuckDBPyConnection, most: int = MOST) -> None:
    """Creates the temporary tables base_pairs and topic_pairs."""
    run(con, "topics/repeated.sql")
    cells = con.table("repeated_cells").to_arrow_table()
    segment, place, n = (cells[name].to_numpy().astype(np.int64) for name in ("segment", "place", "n"))
    segments, places = segment.max(initial=0) + 1, place.max(initial=0) + 1
    times = np.ones(segments * places, np.int64)
    times[place * segments + segment] = 1 << np.ceil(np.log2(np.maximum(n / most, 1))).astype(np.int64)
    asked = con.execute("SELECT coalesce(max(topic_number), 0) + 1 FROM topics").fetchone()
    topics = asked[0] if asked else 1
    base = np.zeros((len(OF_BASE), times.size))
    spoken = np.zeros((len(OF_WHOLES + OF_PARTS), times.size * topics))
    for answers in _pieces(con):
        _add(answers, times, segments, topics, base, spoken)
    base, spoken = base * times, spoken * np.repeat(times, topics)
    spoken[len(OF_WHOLES) :] /= np.array([WHOLE] * 4 + [WHOLE**2] * 3)[:, None]

    at = np.sort(place * segments + segment)
    found = dict(zip(OF_BASE, base[:, at], strict=True))
    create(con, "base_pairs", _keyed({"segment": at % segments, "place": at // segments}, found))
    at = np.flatnonzero(spoken[0])
    cell = at // topics
    keys = {"segment": cell % segments, "place": cell // segments, "topic_number": at % topics}
    create(con, "topic_pairs", _keyed(keys, dict(zip(OF_WHOLES + OF_PARTS, spoken[:, at], strict=True))))
    con.execute("DROP VIEW repeated_answers; DROP TABLE repeated_cells")


def _keyed(keys: dict[str, Integers], found: dict[str, Figures]) -> pa.Table:
    return pa.table({name: pa.array(key.astype(np.uint16)) for name, key in keys.items()} | found)


def _pieces(con: duckdb.DuckDBPyConnection) -> Iterator[_Answers]:
    """All the answers, nobody in two pieces."""
    counted = "SELECT reach, count(*) FROM repeated_answers GROUP BY reach ORDER BY reach"
    for reach, answers in con.execute(counted).fetchall():
        pieces = -(-answers // PIECE)
        for piece in range(pieces):  # by other digits of the hash than those that people are chosen by
            rows = con.execute(
                "SELECT place, person, y, segments, topics FROM repeated_answers WHERE reach = $reach "
                "AND (person >> 32) % $pieces = $piece ORDER BY place, person, answer",
                {"reach": reach, "pieces": pieces, "piece": piece},
            ).to_arrow_table()
            place, person, y = (rows[name].to_numpy().astype(np.int64) for name in ("place", "person", "y"))
            new = (np.diff(person, prepend=-1) != 0) | (np.diff(place, prepend=-1) != 0)
            (segments, segment), (topics, topic) = (_listed(rows, name) for name in ("segments", "topics"))
            yield _Answers(np.cumsum(new), person, place, y, segments, topics, segment, topic)


def _listed(rows: pa.Table, name: str) -> tuple[tuple[Integers, Integers], Integers]:
    lists = rows[name].combine_chunks()
    length = lists.value_lengths().to_numpy().astype(np.int64)
    return (np.cumsum(length) - length, length), lists.flatten().to_numpy().astype(np.int64)


def _add(
    answers: _Answers, times: Integers, segments: int, topics: int, base: Figures, spoken: Figures
) -> None:
    """Adds the sums of these answers to `base` (sums × cells) and `spoken` (sums × cells and topics)."""
    first, length = answers.segments
    row = np.repeat(np.arange(len(answers.y)), length)  # an answer is in the cell of each of its segments
    segment = answers.segment[ranges(first, length)]
    cell = answers.place[row] * segments + segment
    kept = np.flatnonzero(answers.chosen_by[row] & (times[cell] - 1) == 0)
    row, cell, own = row[kept], cell[kept], answers.run[row[kept]] * segments + segment[kept]
    order = np.argsort(own, kind="stable")
    row, cell, own = row[order], cell[order], own[order]
    group = np.cumsum(np.diff(own, prepend=-1) != 0) - 1
    several = np.bincount(group)[group] > 1
    row, cell = row[several], cell[several]
    if not len(row):
        return
    _, start, group = np.unique(group[several], return_index=True, return_inverse=True)
    y = answers.y[row]
    n, s = np.bincount(group), np.bincount(group, y)
    where = cell[start]
    for total, both in zip(base, (n * n, n * s, s * s), strict=True):
        total += np.bincount(where, both, total.size)
    for total, alone in zip(base, (np.ones_like(y), y, y * y), strict=True):
        total -= np.bincount(cell, alone, total.size)

    first, length = answers.topics[0][row], answers.topics[1][row]
    at = np.repeat(np.arange(len(row)), length)
    topic, y = answers.topic[ranges(first, length)], y[at]
    part = np.rint(WHOLE / length).astype(np.int64)[at]
    key = group[at] * topics + topic
    order = np.argsort(key, kind="stable")
    y, part, at, topic = y[order], part[order], at[order], topic[order]
    pair = np.cumsum(np.diff(key[order], prepend=-1) != 0) - 1
    start = np.flatnonzero(np.diff(pair, prepend=-1))
    of_mention = cell[at] * topics + topic
    where, own_n, own_s = of_mention[start], n[group[at[start]]], s[group[at[start]]]
    m, t, a, b = np.bincount(pair), *(np.bincount(pair, one) for one in (y, part, part * y))
    yy, py = y * y, part * y
    together = (m * own_n, m * own_s, t * own_n, t * own_s, m * m, m * t, t * t,
                a * own_n, a * own_s, b * own_n, b * own_s, a * a, a * b, b * b)  # fmt: skip
    alone = (np.ones_like(y), y, y, yy, np.ones_like(y), y, yy,
             part, py, py, part * yy, part * part, part * py, py * py)  # fmt: skip
    for total, both, once in zip(spoken, together, alone, strict=True):
        total += np.bincount(where, both, total.size)
        total -= np.bincount(of_mention, once, total.size)

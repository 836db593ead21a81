"""Table `correspondence`: 対応分析, which terms lie beside which NPS group, or which value of a segment.

One row per source × variable × kind × name, a point of a map, over all time: `variable` is 'nps_group' or a
segment, `kind` term or value. Axes are those of correspondence analysis (`formulas.axes`) of the table
terms × values, counted in answers.

    n                 answers that say the term, in the values of the map; answers with a comment of the value
    x, y              principal coordinates; the origin is the average; y is null for two values: one axis
    contribution_x,_y part of the axis that the point makes, 0-1; sums to 1 over terms, and over values
    quality           part of the point's distance from the origin that the map shows, 0-1
    inertia_x, _y     寄与率: part of all differences between the values that the axis shows, 0-1
    note              reference where fewer than 30 answers stand behind the point

Terms and values near each other in direction go together; the distance of a term from a value has no
measure. Terms: of the 150 that most comments hold those that enter, and of these the 60 with the greatest
part of the table's inertia (n × squared distance from the centre, what KH Coder calls 差異が顕著な語).

Who is protected: values are those whose base `topic_by_nps` tells. On a map of two axes coordinates can
give the counts of cells back. So a cell enters only with five people behind it, and with it its whole row
or none: a term enters that five people of every value say. Values enter from the largest down as long as 60
terms do so, or half of those that fewer values leave. What coordinates give back are then cells that may be
shown; all others were never in the table, and `n` of a term is the sum of its cells. Nor does a term enter
that one to four more answers say, of no value or one that is left out: `keywords` has how many say it at
all. People are thrown into 64 bins: five may seem four and be left out, four never seem five.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voc.analyze.formulas.axes import Map, Points, correspondence_map
from voc.analyze.formulas.intervals import Figures
from voc.analyze.formulas.lists import Integers, ranges
from voc.analyze.keywords.held import Part, once, tally
from voc.analyze.notes import PEOPLE, figures, notes
from voc.analyze.sql import create, gather, run

NPS_GROUP = "nps_group"
TERMS = 60
_LEAST_TERMS = 3
_CELL = {"place": pa.uint16(), "term": pa.int32(), "value": pa.int32()}
_COUNTED = pa.schema(_CELL | {"answers": pa.int64(), "bins": pa.uint64()})
_ASKED = """
SELECT place, list(term ORDER BY term)
FROM (SELECT place, term FROM frequent UNION ALL SELECT place, 0 FROM places) JOIN places USING (place)
WHERE topic = 'all' GROUP BY place
"""
_FIGURES = "x y contribution_x contribution_y quality inertia_x inertia_y".split()
SCHEMA = pa.schema(
    dict.fromkeys(("source", "variable", "kind", "name"), pa.string()) | {"n": pa.int64()}
    | dict.fromkeys(_FIGURES, pa.float64()) | {"note": pa.string()}
)  # fmt: skip


def correspondence(con: duckdb.DuckDBPyConnection, held: Sequence[Part]) -> None:
    """Creates the temporary table `correspondence` while terms are prepared and the frequent ones known."""
    asked = {place: np.array(terms) for place, terms in con.execute(_ASKED).fetchall()}
    gather(con, "crossed", _COUNTED, (_crossed(con, part, asked) for part in held))
    cells = run(con, "keywords/correspondence_cells.sql").fetchall()
    whole: dict[tuple[str, str], int] = defaultdict(int)  # every answer has an NPS group
    for source, variable, term, _, n, _ in cells:
        whole[source, term] += n if variable == NPS_GROUP else 0
    maps = groupby(cells, key=itemgetter(0, 1))
    tables = [_of_variable(source, variable, list(rows), whole) for (source, variable), rows in maps]
    create(con, "correspondence", pa.concat_tables([SCHEMA.empty_table(), *tables]).combine_chunks())


def _crossed(con: duckdb.DuckDBPyConnection, part: Part, asked: Mapping[int, Integers]) -> Iterator[pa.Table]:
    """Answers that say a frequent term, by value, and the people who gave them.

    Term 0 is said by every answer of the base; the negative numbers of values are NPS groups.
    """
    answers = once(part.answer)
    of_answer = np.searchsorted(answers, part.answer)
    person, nps_number = np.zeros((2, len(answers)), np.int64)
    person[of_answer], nps_number[of_answer] = part.person, part.nps_number
    con.register("part_answers", pa.table({"answer": answers}))
    known = con.execute("SELECT segments FROM answers SEMI JOIN part_answers USING (answer) ORDER BY answer")
    lists = known.to_arrow_table()["segments"].combine_chunks()
    con.unregister("part_answers")
    length, values = lists.value_lengths().to_numpy(), lists.flatten().to_numpy()
    starts, size = np.cumsum(length) - length, max(4, int(values.max(initial=0)) + 1)
    for place, row, term in part.holding(asked):
        terms = asked[place]
        said = once(of_answer[row] * len(terms) + np.searchsorted(terms, term))  # an answer counts once
        at, number = said // len(terms), said % len(terms)
        cells = np.repeat(number * size, length[at]) + values[ranges(starts[at], length[at])]
        segments = tally(cells, np.repeat(person[at], length[at]), len(terms) * size)
        groups = tally(number * size + nps_number[at], person[at], len(terms) * size)
        for sign, (found, n, bins) in ((1, segments), (-1, groups)):
            columns = np.full(len(found), place), terms[found // size], sign * (found % size), n, bins
            yield pa.table(dict(zip(_COUNTED.names, columns, strict=True))).cast(_COUNTED)


def _of_variable(
    source: str, variable: str, cells: list[tuple[Any, ...]], whole: Mapping[tuple[str, str], int]
) -> pa.Table:
    """The points of one map; no rows where there is none."""
    terms = sorted({cell[2] for cell in cells} - {""})
    names = sorted({cell[3] for cell in cells})
    place = {term: i for i, term in enumerate(["", *terms])}
    answers, people = np.zeros((2, len(place), len(names)))
    for _, _, term, name, n, k in cells:
        answers[place[term], names.index(name)], people[place[term], names.index(name)] = n, k
    said = np.array([whole[source, term] for term in terms], np.float64)
    rows, columns = entering(answers[1:], people[1:] >= PEOPLE, said, answers[0])
    if len(rows) < _LEAST_TERMS:
        return SCHEMA.empty_table()
    rows = rows[striking(answers[1:][np.ix_(rows, columns)])]
    counts = answers[1:][np.ix_(rows, columns)]
    found = correspondence_map(counts)
    points = {"term": ([terms[i] for i in rows], counts.sum(axis=1), found.rows)}
    points["value"] = ([names[i] for i in columns], answers[0][columns], found.columns)
    return pa.concat_tables([_points(source, variable, kind, *some, found) for kind, some in points.items()])


def entering(
    answers: Figures, protected: npt.NDArray[np.bool_], said: Figures, base: Figures
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The terms and the values, as row and column numbers of `answers`, that a map may be made of.

    `protected` says which cells five people stand behind, `said` how many answers say each term at all,
    `base` how many have each value. Every cell of what enters is protected, and what it leaves of `said` is
    nothing or five and more. Nothing enters where no two values share a term.
    """
    order = np.argsort(-base, kind="stable")
    rest = said[:, None] - np.cumsum(answers[:, order], axis=1)
    fit = np.logical_and.accumulate(protected[:, order], axis=1) & ((rest == 0) | (rest >= PEOPLE))
    left = fit.sum(axis=0)  # terms that the k + 1 largest values share
    most = left[1:].max(initial=0)
    if not most:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    last = int(np.flatnonzero(left >= min(TERMS, most / 2))[-1])
    return np.flatnonzero(fit[:, last]), np.sort(order[: last + 1])


def striking(counts: Figures) -> npt.NDArray[np.int64]:
    """The rows of `counts` that make the greatest part of its inertia, at most 60, in their order."""
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    part = ((counts - expected) ** 2 / expected).sum(axis=1)
    return np.sort(np.argsort(-part, kind="stable")[:TERMS])


def _points(
    source: str, variable: str, kind: str, names: list[str], n: Figures, points: Points, found: Map
) -> pa.Table:
    figure = [*points.coordinate.T, *points.contribution.T, points.quality]
    figure += [np.full(len(n), part) for part in found.inertia]
    fixed = ([value] * len(n) for value in (source, variable, kind))
    note = notes(np.full(len(n), PEOPLE), n)
    shown = [figures(one, np.isnan(one)) for one in figure]
    return pa.table([*fixed, names, n.astype(np.int64), *shown, note.tolist()], schema=SCHEMA)

"""Table `cooccurrence`: 共起ネットワーク, which terms stand together in a comment.

One row per source × topic × term × other, an edge of the network: `topic` is a topic or "all", over all
time; `term` stands before `other` in the order of characters, so that an edge is written once. A comment
is counted, not an answer: it is the unit of KH Coder (樋口耕一) too, where every cell of a sheet is one.

    n_term, n_other, n_both  comments of the topic that hold the one, the other, both
    jaccard (low, high)      = n_both / (n_term + n_other − n_both), 0-1, with Wilson's 95 % interval, which
                             takes comments as independent
    community                サブグラフ検出: the group that both terms belong to, 1 the largest; 0 where the
                             edge leads from one group to another
    note                     reference where fewer than 30 comments hold both

Of every topic the 60 edges with the highest Jaccard are kept, KH Coder's default, among the 150 terms that
most comments hold. Five people say each term, and five say both; ten comments hold both. People are thrown
into 64 bins: five may seem four and be left out, four never seem five.
"""

from collections.abc import Iterator, Mapping, Sequence

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze.formulas import association, shares
from voc.analyze.formulas.communities import communities
from voc.analyze.formulas.lists import Integers
from voc.analyze.keywords.held import Part, tally
from voc.analyze.keywords.terms import FREQUENT
from voc.analyze.notes import ANSWERS, PEOPLE, figures, notes
from voc.analyze.sql import create, gather, run

EDGES = 60
_PAIR = {"place": pa.uint16(), "term": pa.int32(), "other": pa.int32()}
_COUNTED = pa.schema(_PAIR | {"comments": pa.int64(), "bins": pa.uint64()})


def cooccurrence(con: duckdb.DuckDBPyConnection, held: Sequence[Part]) -> None:
    """Creates the temporary table `cooccurrence` while terms are prepared and scored over all time."""
    run(con, "keywords/term_frequent.sql", terms=FREQUENT)
    frequent = con.execute("SELECT place, list(term ORDER BY term) FROM frequent GROUP BY place").fetchall()
    terms = {place: np.array(some) for place, some in frequent}
    gather(con, "together", _COUNTED, (_together(part, terms) for part in held))
    told = {"people": PEOPLE, "comments": ANSWERS, "edges": EDGES}
    edges = run(con, "keywords/cooccurrence_edges.sql", **told).to_arrow_table()
    term, other, both = (edges[n].to_numpy().astype(np.float64) for n in ("n_term", "n_other", "n_both"))
    jaccard = association.jaccard(both, other - both, term)
    low, high = shares.wilson(both, term + other - both)
    shown = np.zeros(both.shape, bool)
    note = notes(np.full(both.shape, PEOPLE), both)
    for name, values in (("jaccard", jaccard), ("jaccard_low", low), ("jaccard_high", high)):
        edges = edges.append_column(name, figures(values, shown))
    edges = edges.append_column("community", _communities(edges, jaccard))
    create(con, "cooccurrence", edges.append_column("note", pa.array(note.tolist(), pa.string())))


def _together(part: Part, frequent: Mapping[int, Integers]) -> Iterator[pa.Table]:
    """Comments that hold both terms of a pair of frequent ones, by place, and the people who wrote them."""
    for place, row, term in part.holding(frequent):
        terms = frequent[place]
        number, first = np.searchsorted(terms, term), np.arange(len(row))
        cells, person = [np.zeros(0, np.int64)], [part.person[:0]]
        for further in range(1, len(terms)):  # the next term of the same comment, the one after it, and so on
            first = first[first + further < len(row)]
            first = first[row[first] == row[first + further]]
            if not len(first):
                break
            cells.append(number[first] * len(terms) + number[first + further])
            person.append(part.person[row[first]])
        found, comments, bins = tally(np.concatenate(cells), np.concatenate(person), len(terms) ** 2)
        term, other = terms[found // len(terms)], terms[found % len(terms)]
        columns = np.full(len(found), place), term, other, comments, bins
        yield pa.table(dict(zip(_COUNTED.names, columns, strict=True))).cast(_COUNTED)


def _communities(edges: pa.Table, weight: association.Figures) -> pa.Array:
    """The community of every edge, 0 between two of them; those of a topic are found by themselves."""
    names = ("source", "topic", "term", "other")
    source, topic, term, other = (np.array(edges[name].to_pylist(), object) for name in names)
    found = np.zeros(edges.num_rows, np.int32)
    for one in set(zip(source, topic, strict=True)):
        at = np.flatnonzero((source == one[0]) & (topic == one[1]))
        nodes, number = np.unique(np.concatenate([term[at], other[at]]), return_inverse=True)
        ends = number.reshape(2, -1)
        group = communities(len(nodes), ends[0], ends[1], weight[at])
        found[at] = np.where(group[ends[0]] == group[ends[1]], group[ends[0]], 0)
    return pa.array(found)

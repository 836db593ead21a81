"""Corrected shares and lifts of the cells of `topic_by_nps`; the formulas are in `formulas.correction`.

Answers are counted by what they look like: how many undecided comments, how many of them are read to mention
the topic, whether a person has decided that one does. There are few such shapes, and an answer's M
depends on its shape and the topic's rates alone.
"""

from collections.abc import Mapping

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from voc.analyze.formulas import correction
from voc.analyze.formulas.correction import Effects, Moments
from voc.analyze.formulas.intervals import Counts, Figures
from voc.analyze.sql import create, run
from voc.records import TopicRates

NAMES = tuple(f"{name}_corrected{end}" for name in ("share", "lift") for end in ("", "_low", "_high"))
_GROUPS = ("promoters", "passives", "detractors")
Whole = npt.NDArray[np.int64]


def shapes(con: duckdb.DuckDBPyConnection, rates: Mapping[str, TopicRates]) -> dict[str, TopicRates]:
    """Counts answers by shape, month by month; returns the rates that are known well enough."""
    known = {topic: own for topic, own in rates.items() if correction.known(own)}
    create(con, "corrected_topics", pa.table({"topic": pa.array(sorted(known), pa.string())}))
    run(con, "topics/topic_shapes.sql")
    return known


def corrected(
    con: duckdb.DuckDBPyConnection,
    cells: pa.Table,
    rates: Mapping[str, TopicRates],
    effects: Effects,
) -> dict[str, Figures]:
    """The figures of NAMES for each of the `cells` of topic_cells.sql; NaN for a topic without rates.

    `effects` are those of every cell.
    """
    topic = cells["topic"].to_pylist()
    at = np.flatnonzero([one in rates for one in topic])
    figures = {name: np.full(len(topic), np.nan) for name in NAMES}
    if not len(at):
        return figures
    own = [rates[topic[i]] for i in at]
    t, f = np.array([correction.tpr(one) for one in own]), np.array([correction.fpr(one) for one in own])
    of_t, of_f = np.array([correction.variances(one) for one in own]).T
    moments = _moments(run(con, "topics/corrected.sql").to_arrow_table(), cells.take(pa.array(at)), t, f)
    own_effects = Effects(*(np.asarray(one)[at] for one in effects))
    estimates = (
        *correction.share(moments, (of_t, of_f), own_effects),
        *correction.lift(moments, (of_t, of_f), own_effects),
    )
    for name, values in zip(NAMES, estimates, strict=True):
        figures[name][at] = values
    return figures


def _moments(counted: pa.Table, cells: pa.Table, t: Figures, f: Figures) -> Moments:
    """The sums of the `cells`: every answer as one that is not read to mention it, then those that are."""
    of_base = pc.is_null(counted["topic_number"])
    everybody, speaking = counted.filter(of_base), counted.filter(pc.invert(of_base))
    sums = [np.zeros((cells.num_rows, len(_GROUPS))) for _ in Moments._fields]

    places, place = np.unique(_key(cells, "segment", "period_number"), return_inverse=True)
    undecided = everybody["undecided"].to_numpy()
    for u in np.unique(undecided):
        some = everybody.filter(pa.array(undecided == u))
        row, there = _found(_key(some, "segment", "period_number"), places)
        answers = np.zeros((len(places), len(_GROUPS)))
        answers[row] = _answers(some)[there]
        for total, weight in zip(sums, _weights(u, 0, False, t, f), strict=True):
            total += answers[place] * np.broadcast_to(weight, t.shape)[:, None]

    names = ("segment", "period_number", "topic_number")
    key = _key(cells, *names)
    order = np.argsort(key)
    row, there = _found(_key(speaking, *names), key[order])
    row, answers = order[row], _answers(speaking)[there]
    u, read, decided = (speaking[name].to_numpy()[there] for name in ("undecided", "read", "decided"))
    seen, silent = _weights(u, read, decided, t[row], f[row]), _weights(u, 0, False, t[row], f[row])
    for total, weight, before in zip(sums, seen, silent, strict=True):
        for g in range(len(_GROUPS)):
            total[:, g] += np.bincount(row, answers[:, g] * (weight - before), cells.num_rows)
    return Moments(*sums)


def _weights(u: Counts, read: Counts, decided: npt.ArrayLike, t: Figures, f: Figures) -> Moments:
    """What one answer adds to each sum."""
    m, by_t, by_f = correction.mentioned(u, read, decided, t, f)
    return Moments(np.ones_like(m), m, m**2, by_t, by_f)


def _key(table: pa.Table, *names: str) -> Whole:
    """One number for each row, other where one of its small whole numbers is other."""
    key = np.zeros(table.num_rows, np.int64)
    for name in names:
        key = key << 20 | table[name].to_numpy().astype(np.int64)
    return key


def _found(wanted: Whole, known: Whole) -> tuple[Whole, npt.NDArray[np.bool_]]:
    """Where those of `wanted` that are known stand in `known` (rising), and which they are."""
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    there = known[at] == wanted
    return at[there], there


def _answers(table: pa.Table) -> Figures:
    return np.stack([table[name].to_numpy().astype(np.float64) for name in _GROUPS], axis=1)

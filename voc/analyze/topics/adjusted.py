"""Adjusted effect and contribution of a topic, for `topic_by_nps`: its polarities together.

The regression is that of `regression.regression` in every period × segment by itself.

    contribution = Σ over the topic's polarities of effect × share; over all topics they sum to the NPS
                   of the base minus the fitted NPS if nothing were mentioned
    effect       = contribution / share of the topic: the mean adjusted effect among those who mention it,
                   whose mix of praise and blame is taken as it is

A polarity that fewer than ten answers mention is not in the regression. A ridge's figures have no limits.
"""

from collections.abc import Callable, Iterator

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze.formulas.intervals import Z95
from voc.analyze.notes import ANSWERS
from voc.analyze.regression.coded import Coded, coded
from voc.analyze.regression.counted import Cell, Place, cells, in_periods
from voc.analyze.regression.design import Figures
from voc.analyze.regression.regression import Fit, fits, standard_errors
from voc.analyze.sql import everything
from voc.records import FORGETFUL, Memory

NAMES = ("effect", "effect_low", "effect_high", "contribution", "contribution_low", "contribution_high")
SCHEMA = pa.schema(
    dict.fromkeys(("source", "topic", "period", "segment_name", "segment_value"), pa.string())
    | dict.fromkeys(NAMES, pa.float64())
)
_OF_PERIOD = pa.schema([field for field in SCHEMA if field.name not in ("source", "period")])
_Found = tuple[tuple[str, str], list[str], Figures]


def adjusted(
    con: duckdb.DuckDBPyConnection, periods: Callable[[str], list[str]], memory: Memory = FORGETFUL
) -> pa.Table:
    """One row per source × topic × period × segment of which something can be said.

    `periods` names the periods that a month "YYYY-MM" belongs to. A period whose answers are those of an
    earlier night is recalled from `memory` as a whole.
    """
    parts = [part for base in coded(con, measured=False) for part in _of_source(base, periods, memory)]
    return pa.concat_tables([SCHEMA.empty_table(), *parts]).combine_chunks()


def _of_source(base: Coded, periods: Callable[[str], list[str]], memory: Memory) -> Iterator[pa.Table]:
    net = base.replace_outcomes(base.outcomes[:, :1] - base.outcomes[:, 1:2])
    named = np.array([periods(month) for month in base.months])
    places: dict[str, list[Place]] = {}
    for place, rows in in_periods(net, named):
        places.setdefault(f"adjusted-{everything()}-{net.take(rows).digest()}", []).append(place)
    found = {key: memory.recall(key) for key in places}
    fresh = cells(net, named, [places[key][0] for key in places if found[key] is None], _of_cells)
    for key, alike in places.items():
        rows_found = found[key]
        if rows_found is None:
            rows_found = _table(fresh[alike[0]])
            memory.keep(key, rows_found)
        for _, name in alike:
            source, period = ([str(one)] * rows_found.num_rows for one in (base.source, name))
            given = {"source": source, "period": period} | {n: rows_found[n] for n in rows_found.column_names}
            yield pa.table([given[n] for n in SCHEMA.names], schema=SCHEMA)


def _of_cells(of_segment: Iterator[Cell]) -> Iterator[_Found]:
    """Of each cell of which something can be said its segment, topics and figures."""
    for cell, fitted in fits(cell for cell in of_segment if cell.n >= 2 * ANSWERS):
        if fitted is not None:
            yield cell.segment, *_topics(cell, fitted)


def _table(found: list[_Found]) -> pa.Table:
    """The rows of a period; without the columns that say which source and period."""
    if not found:
        return _OF_PERIOD.empty_table()
    topics = [topic for _, of_cell, _ in found for topic in of_cell]
    name, value = ([segment[at] for segment, of_cell, _ in found for _ in of_cell] for at in (0, 1))
    figures = np.vstack([values for *_, values in found]).T
    limits = (pa.array(one, from_pandas=True) for one in figures)  # NaN is null
    return pa.table([topics, name, value, *limits], schema=_OF_PERIOD)


def _topics(cell: Cell, fitted: Fit) -> tuple[list[str], Figures]:
    """The topics and, for each, the figures of NAMES."""
    there, of_driver = np.unique(cell.design.topic_of[fitted.drivers], return_inverse=True)
    together = (of_driver == np.arange(len(there))[:, None]).astype(float)  # topics × drivers
    weights = together * fitted.share * (cell.n / cell.spoken[there][:, None])
    effect, contribution = weights @ fitted.effect[:, 0], together @ fitted.contribution[:, 0]
    half = Z95 * standard_errors(weights @ fitted.effect_covariance[0] @ weights.T)
    around = Z95 * standard_errors(together @ fitted.contribution_covariance[0] @ together.T)
    limits = (effect - half, effect + half, contribution, contribution - around, contribution + around)
    values = np.stack([effect, *limits], axis=1)
    names = sorted({topic for topic, _ in cell.design.topics})
    return [names[i] for i in there], values

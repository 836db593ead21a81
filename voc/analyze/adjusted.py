"""Adjusted effect and contribution of a topic, for `topic_by_nps`: its polarities together.

The regression is that of `voc.analyze.regression` in every period × segment by itself.

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

from voc.analyze.coded import Coded, cells, coded, groups
from voc.analyze.design import Figures
from voc.analyze.intervals import Z95
from voc.analyze.notes import ANSWERS
from voc.analyze.regression import fit, standard_errors
from voc.analyze.sql import code
from voc.records import FORGETFUL, Memory

NAMES = ("effect", "effect_low", "effect_high", "contribution", "contribution_low", "contribution_high")
SCHEMA = pa.schema(
    dict.fromkeys(("source", "topic", "period", "segment_name", "segment_value"), pa.string())
    | dict.fromkeys(NAMES, pa.float64())
)
_OF_PERIOD = pa.schema([field for field in SCHEMA if field.name not in ("source", "period")])
_CODE = code("adjusted.py", "coded.py", "design.py", "regression.py", "intervals.py", "notes.py")


def adjusted(
    con: duckdb.DuckDBPyConnection, periods: Callable[[str], list[str]], memory: Memory = FORGETFUL
) -> pa.Table:
    """One row per source × topic × period × segment of which something can be said.

    `periods` names the periods that a month "YYYY-MM" belongs to. A period whose answers are those of an
    earlier night is recalled from `memory` as a whole.
    """
    parts = [part for base in coded(con, scores=False) for part in _of_source(base, periods, memory)]
    return pa.concat_tables([SCHEMA.empty_table(), *parts]).combine_chunks()


def _of_source(base: Coded, periods: Callable[[str], list[str]], memory: Memory) -> Iterator[pa.Table]:
    net = base.replace_outcomes(base.outcomes[:, :1] - base.outcomes[:, 1:2])
    named = np.array([periods(month) for month in base.months])
    for kind in named.T:
        names, number = np.unique(kind, return_inverse=True)
        for at, rows in groups(number[base.controls[:, 0] - 1]):
            answers = net if len(names) == 1 else net.take(rows)
            key = f"adjusted-{_CODE}-{answers.digest()}"
            found = memory.recall(key)
            if found is None:
                found = _of_period(answers)
                memory.keep(key, found)
            source, period = ([str(one)] * found.num_rows for one in (base.source, names[at]))
            given = {"source": source, "period": period} | {name: found[name] for name in found.column_names}
            yield pa.table([given[name] for name in SCHEMA.names], schema=SCHEMA)


def _of_period(answers: Coded) -> pa.Table:
    """The rows of one period, every segment; without the columns that say which source and period."""
    return pa.concat_tables([_OF_PERIOD.empty_table(), *cells(answers, _of_cell)])


def _of_cell(segment: tuple[str, str], cell: Coded) -> pa.Table:
    found = _topics(cell) if cell.n >= 2 * ANSWERS else None
    if found is None:
        return _OF_PERIOD.empty_table()
    topics, values = found
    name, value = ([one] * len(topics) for one in segment)
    limits = (pa.array(one, from_pandas=True) for one in values.T)  # NaN is null
    return pa.table([topics, name, value, *limits], schema=_OF_PERIOD)


def _topics(cell: Coded) -> tuple[list[str], Figures] | None:
    """The topics and, for each, the figures of NAMES."""
    fitted = fit(cell, cell.outcomes)
    if fitted is None:
        return None
    number, spoken = cell.spoken()
    there, of_driver = np.unique(number[fitted.drivers], return_inverse=True)
    together = (of_driver == np.arange(len(there))[:, None]).astype(float)  # topics × drivers
    weights = together * fitted.share * (cell.n / spoken[there][:, None])
    effect, contribution = weights @ fitted.effect[:, 0], together @ fitted.contribution[:, 0]
    half = Z95 * standard_errors(weights @ fitted.effect_covariance[0] @ weights.T)
    around = Z95 * standard_errors(together @ fitted.contribution_covariance[0] @ together.T)
    limits = (effect - half, effect + half, contribution, contribution - around, contribution + around)
    values = np.stack([effect, *limits], axis=1)
    names = sorted({topic for topic, _ in cell.topics})
    return [names[i] for i in there], values

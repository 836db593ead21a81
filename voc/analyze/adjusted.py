"""Adjusted effect and contribution of a topic, for `topic_by_nps`: its polarities together.

The regression is that of `voc.analyze.regression` in every period × segment by itself.

    contribution = Σ over the topic's polarities of effect × share; over all topics they sum to the NPS
                   of the base minus the fitted NPS if nothing were mentioned
    effect       = contribution / share of the topic: the mean adjusted effect among those who mention it,
                   whose mix of praise and blame is taken as it is

A polarity that fewer than ten answers mention is not in the regression.
"""

from collections.abc import Callable, Iterator

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze.coded import Coded, Figures, cells, coded
from voc.analyze.intervals import Z95
from voc.analyze.notes import ANSWERS
from voc.analyze.regression import fit, standard_errors

NAMES = ("effect", "effect_low", "effect_high", "contribution", "contribution_low", "contribution_high")
SCHEMA = pa.schema(
    dict.fromkeys(("source", "topic", "period", "segment_name", "segment_value"), pa.string())
    | dict.fromkeys(NAMES, pa.float64())
)


def adjusted(con: duckdb.DuckDBPyConnection, periods: Callable[[str], list[str]]) -> pa.Table:
    """One row per source × topic × period × segment of which something can be said.

    `periods` names the periods that a month "YYYY-MM" belongs to.
    """
    parts = [part for base in coded(con) for part in _of_source(base, periods)]
    return pa.concat_tables([SCHEMA.empty_table(), *parts]).combine_chunks()


def _of_source(base: Coded, periods: Callable[[str], list[str]]) -> Iterator[pa.Table]:
    net = base.replace_outcomes(base.outcomes[:, :1] - base.outcomes[:, 1:2])
    named = np.array([periods(month) for month in base.months])
    for kind in named.T:
        names, number = np.unique(kind, return_inverse=True)
        for at, segment, cell in cells(net, number[base.controls[:, 0] - 1]):
            found = _topics(cell) if cell.n >= 2 * ANSWERS else None
            if found is not None:
                topics, values = found
                keys = [base.source, names[at], *segment]
                source, period, name, value = ([str(key)] * len(topics) for key in keys)
                yield pa.table([source, topics, period, name, value, *values.T], schema=SCHEMA)


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

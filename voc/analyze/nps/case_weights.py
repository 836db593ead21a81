"""Weights of the single answers of a published run: raked again, as it keeps none, and checked against it.

The answers of a period and their margins are published, raking has one outcome: the same weights come out as
long as `[weights]` is what it was. Whether it is, the weighted NPS that `nps` tells of the period shows.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import duckdb
import numpy as np

from voc.analyze.nps.weights import UNIT, Targets, millionths, raked_to, steps

NONE, NOT_CONVERGED, HIDDEN, CHANGED = "none", "not_converged", "hidden", "changed"
"""Why there are none: no targets, none that can hold, no figures in `nps`, other targets than the run's."""

Row = Mapping[str, Any]


class Weights(NamedTuple):
    """What an answer counts for, in millionths: the weight of its stratum in the margins `named`.

    `trimmed` tells that some are held at `raking.LIMIT`, for which margins may be missed.
    """

    named: Targets
    strata: Sequence[int]
    weight: Sequence[int]
    trimmed: bool


ALIKE = Weights({}, [0], [UNIT], False)
"""Every answer counts for one."""


def stratum(named: Targets) -> tuple[str, list[object]]:
    """The SQL expression over `responses` for the stratum of an answer, and its parameters."""
    terms, params = ["0"], list[object]()
    for step, name, targets in steps(named):
        terms.append(f"{step}::BIGINT * coalesce(list_position(?::VARCHAR[], segments[?]), 0)")
        params += [list(targets), name]
    return " + ".join(terms), params


def weights_of(
    con: duckdb.DuckDBPyConnection, named: Targets, total: Row, cell: Row | None
) -> Weights | str:
    """The weights of the answers of a period, or why its cell may not be weighted.

    `total` is the row of the period in `nps`, {} where it has none; `cell` that of the cell, None where `nps`
    has no such cells. These are not weighted where `nps` hides what the weights are worth: they could tell.
    """
    published = total.get("nps_weighted")
    if not named:
        return NONE if published is None else CHANGED
    if not total or total["nps"] is None:
        return HIDDEN
    expression, params = stratum(named)
    found = con.execute(
        f"SELECT {expression} AS stratum, count(*),"
        " count_if(nps_group = 'promoter')::BIGINT - count_if(nps_group = 'detractor')::BIGINT"
        " FROM responses WHERE nps_group IS NOT NULL AND source = ? AND starts_with(month, ?)"
        " GROUP BY stratum ORDER BY stratum",
        [*params, total["source"], "" if total["period"] == "all" else total["period"]],
    ).fetchall()
    strata, answers, net = np.array(found, dtype=np.int64).T
    raked = raked_to(named, strata, answers)
    if raked.weight is None:
        return NOT_CONVERGED if published is None else CHANGED
    weights = Weights(named, strata.tolist(), millionths(raked.weight), raked.trimmed)
    again = 100 * float(net @ weights.weight) / float(answers @ weights.weight)
    if published is None or not math.isclose(again, published, abs_tol=1e-6):
        return CHANGED
    told = total["n_effective"] if cell is None else cell["nps_weighted"]
    return HIDDEN if told is None else weights

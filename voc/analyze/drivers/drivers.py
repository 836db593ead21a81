"""Table `drivers`: one row per source × outcome × side × topic × polarity × period × segment.

What goes with the outcome beyond the other topics, the segments and the month (`regression.regression`),
over the answers with a usable comment and that outcome; period is 'all'. Outcome `nps` is −100, 0 or 100 on
the side 'all', and on the sides 'promoter' and 'detractor' 100 for such an answer and 0 for any other. The
others (`measured.sql`) have the side 'all': each score of the survey (CSAT) in its own points, each
behaviour that it asks in its own unit (visits, yen), and `churned`, 100 for an answer of somebody who left,
before it or after, and 0 for one of another customer. What is the same in all these answers is no outcome.

    effect (low, high)    adjusted difference in the outcome's points where the answer mentions it
    q_value               Benjamini–Hochberg over the source's effects of one outcome and side
    contribution          = effect × share; they sum, over the rows with a figure, to the mean of the base
                          minus the fitted mean if nothing were mentioned
    importance, lmg       shares of what the drivers explain: relative weights and LMG; each sums to 1;
                          LMG and both intervals for the total only
    quadrant              CSポートフォリオ, from |effect| and share_positive against their axes; null: neutral
    method                ols, or ridge where there are fewer than seven people a column: a hint, undecided,
                          without intervals, q-value, LMG and the check by an ordered logit
    ordered               log odds of the ordered logit, of at most 10,000 answers; side 'all' of the total;
                          null for an outcome of more than 20 values (amounts)
    warning               signs_disagree where its log odds are clearly not 0 and the effect's sign is another

effect('all') = effect('promoter') − effect('detractor'). These are associations, not causes. Notes and
nulls are as in `topic_by_nps`, by the smaller of the answers that mention it and the others; suppressed are
topics, not polarities (`drivers.notes`).
"""

import functools
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze.drivers.columns import FIGURES, SIDES, Dark, of_side, shared
from voc.analyze.drivers.notes import Withheld, withheld
from voc.analyze.formulas import intervals
from voc.analyze.notes import figures
from voc.analyze.regression.coded import ALL, Coded, of_source
from voc.analyze.regression.counted import Cell, cells
from voc.analyze.regression.design import Figures
from voc.analyze.regression.importance import Shares, importance
from voc.analyze.regression.regression import BLOCKS, Fit, fits, ridge
from voc.analyze.untouched import by_source
from voc.records import FORGETFUL, Memory

KEYS = ("source", "outcome", "side", "topic", "polarity", "period", "segment_name", "segment_value")
_DRAWS, _DRAWS_LMG = 2000, 200
_COUNTS = {"n_base": pa.int64(), "n": pa.int64()}
SCHEMA = pa.schema(
    dict.fromkeys(KEYS, pa.string()) | _COUNTS | dict.fromkeys(FIGURES, pa.float64())
    | {"quadrant": pa.string(), "method": pa.string(), "ordered": pa.float64(), "warning": pa.string(),
       "note": pa.string()}
)  # fmt: skip


def drivers(con: duckdb.DuckDBPyConnection, memory: Memory = FORGETFUL) -> None:
    """Creates the temporary table `drivers` from the relations of `tables` and from `topic_by_nps`.

    `memory` knows sources that nothing has touched (`untouched`).
    """
    untold = functools.cache(lambda: withheld(con))  # of all sources, where one is made anew

    def made(source: str) -> Mapping[str, pa.Table]:
        dark = untold()  # first: it leaves what of_source reads
        parts = _of_source(of_source(con, source), dark)
        return {"drivers": pa.concat_tables([SCHEMA.empty_table(), *parts])}

    by_source(con, ("drivers",), made, memory)
    for passing in ("measured", "outcomes", "base_cells", "topic_cells"):
        con.execute(f"DROP TABLE IF EXISTS {passing}")


def _of_source(base: Coded, untold: Withheld) -> Iterator[pa.Table]:
    """A table for each outcome and side; what outcomes of the same answers have in common is counted once."""
    net = base.outcomes[:, :1] - base.outcomes[:, 1:2]
    values = {"nps": np.hstack([net, base.outcomes[:, :2]])}
    values |= {name: base.outcomes[:, [at]] for at, name in enumerate(base.measured, 2)}
    alike: dict[bytes, dict[str, Figures]] = {}
    for name, one in values.items():
        alike.setdefault(np.packbits(np.isnan(one).any(axis=1)).tobytes(), {})[name] = one
    of_source = [key for key in untold if key[0] == base.source]
    for together in alike.values():
        dark = {(topic, *cell) for _, outcome, topic, *cell in of_source if outcome in together}
        yield from _of_outcomes(base, together, dark)


def _of_outcomes(base: Coded, values: dict[str, Figures], withheld: Dark) -> Iterator[pa.Table]:
    """The rows of outcomes that the same answers have; q-values are of one family by outcome and side."""
    asked = base.replace_outcomes(np.hstack(list(values.values())))
    known = ~np.isnan(asked.outcomes).any(axis=1)
    asked = asked if known.all() else asked.take(np.flatnonzero(known))
    if not asked.n:
        return
    ends = np.cumsum([one.shape[1] for one in values.values()]).tolist()
    columns = {
        name: slice(end - one.shape[1], end) for end, (name, one) in zip(ends, values.items(), strict=True)
    }
    whole, place = np.full((len(asked.months), 1), "all"), (0, "all")

    def work(of_segment: Iterator[Cell]) -> Iterator[dict[tuple[str, str], dict[str, Any]]]:
        for cell, fitted in fits(cell for cell in of_segment if cell.spoken.any()):
            yield _of_cell(cell, fitted, asked, columns, withheld)

    found = cells(asked, whole, [place], work)
    rows: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for of_cell in found[place]:
        for key, row in of_cell.items():
            rows.setdefault(key, []).append(row)
    for (outcome, side), family in rows.items():
        p = np.concatenate([row.pop("p") for row in family])
        q, at = intervals.benjamini_hochberg(p), 0
        for row in family:
            k = len(row["topic"])
            row["q_value"] = figures(q[at : at + k], np.zeros(k, bool))
            at += k
            fixed = {"source": base.source, "outcome": outcome, "side": side, "period": "all"}
            row |= {name: pa.array([value] * k, pa.string()) for name, value in fixed.items()}
            yield pa.table([row[name] for name in SCHEMA.names], schema=SCHEMA)


def _of_cell(
    cell: Cell, fitted: Fit | None, asked: Coded, columns: dict[str, slice], withheld: Dark
) -> dict[tuple[str, str], dict[str, Any]]:
    """Of each outcome and side the columns of one segment; `p` instead of q_value."""
    known, everybody = shared(cell, withheld), cell.segment == ALL
    by_outcome = {} if fitted is None else _by_outcome(cell, fitted, asked, columns)
    out = {}
    for outcome, own in columns.items():
        one, weights = by_outcome.get(outcome, (None, []))
        for at, side in enumerate(SIDES[: own.stop - own.start]):
            checked = asked.outcomes[:, own.start] if everybody and at == 0 else None
            out[outcome, side] = known.columns | of_side(asked, one, weights, at, known, checked)
    return out


def _by_outcome(
    cell: Cell, fitted: Fit, asked: Coded, columns: dict[str, slice]
) -> dict[str, tuple[Fit, list[Shares]]]:
    """Of each outcome the regression, and the relative weights and LMG."""
    k = len(fitted.drivers)
    if fitted.ridge:  # has another λ for each outcome
        each = {name: ridge(cell.of(own), fitted.model) for name, own in columns.items()}
        return {name: (one, [*importance(one.in_one_block(), k, 0, 0)]) for name, one in each.items()}
    moments, draws = fitted.in_one_block(), (0, 0)
    if cell.segment == ALL:
        # Resampling takes seconds, and a survey may have 200 segments: the total alone has these intervals.
        moments, draws = fitted.moments(asked, asked.outcomes, BLOCKS), (_DRAWS, _DRAWS_LMG)
    weights = importance(moments, k, *draws)
    return {name: (fitted.of(own), [each.of(own) for each in weights]) for name, own in columns.items()}

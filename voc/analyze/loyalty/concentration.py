"""Table `concentration`: how much of a behaviour's sum the largest customers bring, measured.

One row per source × segment × behaviour × decile. Everybody counts once, with the latest answer
(`loyalty.behaviours`). As in デシル分析, decile 1 is the tenth of the people with the largest amounts.

    n            = people of the segment whose behaviour is known (a decile is a tenth of them)
    spend_share  = the decile's share of the sum, 0-1; the ten add up to 1
    cumulative   = the share of the decile and those above it = 1 − L(1 − decile/10), L the Lorenz curve
    gini, top_20_share = of the whole segment, repeated on its ten rows; top_20_share = cumulative of decile 2

Formulas and intervals are those of `formulas.lorenz`. Where `banded`, all people of a band are taken
to be alike, so that both are a little too low. The deciles of fewer than 50 people are not shown, nor is
the top fifth of fewer than 25: less than five people stand behind them; suppression is that of
`loyalty.notes`. Below 100 people every figure is 参考値. Intervals are those of 1,000 people and
more: with fewer they are too narrow (prove/intervals.md).
"""

from collections.abc import Sequence
from itertools import pairwise

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze.formulas.intervals import Figures
from voc.analyze.formulas.lorenz import DECILES, TOP, Spread, spread
from voc.analyze.loyalty.notes import KEYS, Known
from voc.analyze.notes import ANSWERS, PEOPLE, REFERENCE, RELIABLE, SUPPRESSED, counts, figures
from voc.analyze.sql import create, run

RELIABLE_PEOPLE = 100
INTERVAL_PEOPLE = 1000


def concentration(con: duckdb.DuckDBPyConnection, known: Known) -> None:
    """Creates the temporary table `concentration` from the relations of `behaviours`."""
    levels = run(con, "loyalty/concentration.sql").to_arrow_table()
    create(con, "concentration", _table(levels, known))


def _table(levels: pa.Table, known: Known) -> pa.Table:
    """The figures of every cell; the levels of a cell follow each other, the lowest first."""
    values, people = levels["value"].to_numpy(), levels["n"].to_numpy().astype(np.float64)
    edges = _edges(levels)
    cells = [spread(values[a:b], people[a:b]) for a, b in pairwise(edges)]
    n = np.repeat([people[a:b].sum() for a, b in pairwise(edges)], DECILES)
    first = levels.take(pa.array(np.repeat(edges[:-1], DECILES), pa.int64()))
    note = known.everybody(first.select(KEYS))
    note = np.where((note == RELIABLE) & (n < RELIABLE_PEOPLE), REFERENCE, note)
    hidden = note == SUPPRESSED
    few = (n < PEOPLE * DECILES, n * TOP < PEOPLE * DECILES, n < ANSWERS)
    by_decile, top, whole = (hidden | one for one in few)

    shown = {
        "spend_share": ("share", by_decile),
        "cumulative": ("cumulative", by_decile),
        "gini": ("gini", whole),
        "top_20_share": ("top", top),
    }
    unsure = n < INTERVAL_PEOPLE
    found = {
        f"{column}{end}": figures(_each(cells, f"{field}{end}"), unknown | (unsure if end else False))
        for column, (field, unknown) in shown.items()
        for end in ("", "_low", "_high")
    }
    decile = pa.array(np.tile(np.arange(1, DECILES + 1), len(cells)), pa.int64())
    return pa.table(
        {name: first[name] for name in KEYS}
        | {"decile": decile, "n": counts(n, hidden)}
        | found
        | {"banded": first["banded"], "note": pa.array(note.tolist(), pa.string())}
    )


def _each(cells: Sequence[Spread], field: str) -> Figures:
    """One figure of every cell, ten times over where it is not one of each decile."""
    return np.array([np.broadcast_to(getattr(cell, field), DECILES) for cell in cells], np.float64).ravel()


def _edges(levels: pa.Table) -> list[int]:
    """Where each cell begins, and where the last one ends."""
    changed = np.zeros(levels.num_rows, np.bool_)
    changed[:1] = True
    for name in KEYS:
        codes = levels[name].combine_chunks().dictionary_encode().indices.to_numpy()
        changed[1:] |= codes[1:] != codes[:-1]
    return [*np.flatnonzero(changed).tolist(), levels.num_rows]

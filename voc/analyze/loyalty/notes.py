"""Which figures of the loyalty tables may be told: the note of every segment × behaviour and its quadrants.

Quadrants add up to the people whose behaviour is known, promoters and others of them each to a half, segment
values to the total: suppression looks at all of these sums (`disclosure.complementary`), and at `nps`, whose
counts may be the same ones. Where the number of a cell's people may not be told, none of its quadrants is. A
quadrant that nobody is in is not told from one of few.
"""

from typing import NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voc.analyze.disclosure.complementary import complemented, protected
from voc.analyze.disclosure.sums import ALL, Flags
from voc.analyze.formulas.intervals import Figures
from voc.analyze.loyalty.behaviours import QUADRANTS
from voc.analyze.notes import SUPPRESSED, notes
from voc.analyze.sql import run

KEYS = ("source", "segment_name", "segment_value", "behaviour")
HALVES = ("promoters", "others")
HALF_OF = {quadrant: HALVES[0 if promoter else 1] for (promoter, _), quadrant in QUADRANTS.items()}
Notes = npt.NDArray[np.str_]


class Known(NamedTuple):
    """The notes of the cells that people are in, by (*KEYS, part); the part "all" is everybody."""

    note: dict[tuple[str, ...], str]

    def everybody(self, keys: pa.Table) -> Notes:
        """The note of each cell's people."""
        return np.array([self.note[(*key, ALL)] for key in _rows(keys)], str)

    def quadrants(self, keys: pa.Table) -> Notes:
        """The notes of each cell's four quadrants, one cell a row."""
        cells = [[(*key, name) for name in HALF_OF] for key in _rows(keys)]
        found = [self.note.get(cell, SUPPRESSED) for row in cells for cell in row]
        return np.array(found, str).reshape(-1, len(HALF_OF))


def known(con: duckdb.DuckDBPyConnection) -> Known:
    """The notes, from the relations of `behaviours` and `tables` and from the table `nps`."""
    cells = run(con, "loyalty/loyalty_parts.sql").to_arrow_table()
    n, part = cells["n"].to_numpy().astype(np.float64), cells["part"].to_numpy(zero_copy_only=False)
    keys = cells.select([*KEYS, "part"])
    note = np.where(np.isin(part, HALVES), "", notes(n, n))
    note = np.where(cells["withheld"].to_numpy(zero_copy_only=False), SUPPRESSED, note)
    whole = np.flatnonzero(part == ALL)
    note[whole] = protected(keys.take(pa.array(whole)), note[whole], n[whole], n[whole])
    dark = {key for key, one in zip(_rows(keys), note.tolist(), strict=True) if one == SUPPRESSED}
    untold = np.array([(*key[:-1], ALL) in dark for key in _rows(keys)], bool)
    note = np.where(untold, SUPPRESSED, note)
    note = protected(keys, note, n, n, part_of=HALF_OF)
    return Known(dict(zip(_rows(keys), note.tolist(), strict=True)))


def untold(keys: pa.Table, n: Figures, hidden: Flags) -> Flags:
    """Which counts of people to hide, those of `hidden` and what protects them; `part` is the quadrant.

    The halves and the whole are known; a quadrant without anybody protects nobody.
    """
    there = np.flatnonzero(n > 0)
    own = keys.take(pa.array(there)).append_column("n", pa.array(n[there]))
    sums = [own]
    for whole in ([HALF_OF[one] for one in own["part"].to_pylist()], [ALL] * own.num_rows):
        summed = own.set_column(own.column_names.index("part"), "part", pa.array(whole, pa.string()))
        summed = summed.group_by(keys.column_names).aggregate([("n", "sum")])
        sums.append(summed.rename_columns(own.column_names))
    cells = pa.concat_tables(sums)
    count = cells["n"].to_numpy()
    asked = np.concatenate([hidden[there], np.zeros(len(count) - len(there), bool)])
    found = complemented(cells.select(keys.column_names), count, count[:, None], asked, part_of=HALF_OF)
    out = hidden.copy()
    out[there] = found[: len(there)]
    return out


def _rows(keys: pa.Table) -> list[tuple[str, ...]]:
    return list(zip(*(keys[name].to_pylist() for name in keys.column_names), strict=True))

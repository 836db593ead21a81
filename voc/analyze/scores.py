"""Table `nps`: one row per source × period × segment, over all scored answers.

Columns source, period ("YYYY-MM", "YYYY" or "all"), segment_name, segment_value (("all", "all")
is the total), n, promoters, passives, detractors, nps, nps_low, nps_high (adjusted Wald, −100…100),
note (`voc.analyze.notes`). Equation: n = promoters + passives + detractors. A cell is suppressed too where
another could be worked out from it (`voc.analyze.complementary`).
"""

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze import intervals
from voc.analyze.complementary import protected
from voc.analyze.notes import SUPPRESSED, TOO_FEW, counts, figures, notes
from voc.analyze.sql import create, run

KEYS = ("source", "period", "segment_name", "segment_value")


def nps(con: duckdb.DuckDBPyConnection) -> None:
    """Creates the temporary table `nps` from the relations of `tables`."""
    cells = run(con, "nps.sql").to_arrow_table()
    number = {name: cells[name].to_numpy().astype(np.float64) for name in cells.column_names[len(KEYS) :]}
    group = intervals.Group(number["promoters"], number["passives"], number["detractors"])
    note = notes(number["people"], number["n"])
    note = protected(cells.select(KEYS), note, number["n"], number["people"])
    hidden, no_figure = note == SUPPRESSED, np.isin(note, (SUPPRESSED, TOO_FEW))
    low, high = intervals.nps_interval(*group)
    table = pa.table(
        {name: cells[name] for name in KEYS}
        | {name: counts(number[name], hidden) for name in ("n", *group._fields)}
        | {
            "nps": figures(intervals.nps(*group), no_figure),
            "nps_low": figures(low, no_figure),
            "nps_high": figures(high, no_figure),
            "note": pa.array(note.tolist(), pa.string()),
        }
    )
    create(con, "nps", table)

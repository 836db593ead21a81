"""Loyalty beyond the NPS: who recommends and who buys, how much hangs on few, who may be lost.

Five tables, each described in the module that makes it: `loyalty` (quadrants), `retention`,
`loyalty_topics`, `concentration`, `at_risk`. A source without any behaviour has no rows in them.
"""

from collections.abc import Collection

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze.loyalty.at_risk import at_risk
from voc.analyze.loyalty.behaviours import behaviours
from voc.analyze.loyalty.concentration import concentration
from voc.analyze.loyalty.loyalty_topics import loyalty_topics
from voc.analyze.loyalty.notes import KEYS, known
from voc.analyze.loyalty.quadrants import NAMES, counted, quadrants
from voc.analyze.loyalty.retention import retention
from voc.analyze.sql import create, run


def loyalty(con: duckdb.DuckDBPyConnection, banded: Collection[tuple[str, str]] = ()) -> None:
    """Creates the five temporary tables from the relations of `tables`, `nps` and `topic_by_nps`.

    `banded` are the (source, behaviour) whose values stand for bands, as the settings declare.
    """
    behaviours(con, banded)
    run(con, "loyalty/quadrant_people.sql")
    told = known(con)
    cells, number = counted(con)
    note = told.quadrants(cells.select(KEYS).take(pa.array(np.arange(0, cells.num_rows, len(NAMES)))))
    create(con, "loyalty", quadrants(cells, number, note))
    create(con, "retention", retention(cells, number, note))
    loyalty_topics(con, told)
    concentration(con, told)
    at_risk(con)
    for passing in ("latest", "behaviours", "behaved", "quadrant_people"):
        con.execute(f"DROP TABLE {passing}")
    con.execute("DROP VIEW stating")

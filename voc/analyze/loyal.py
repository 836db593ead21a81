"""Loyalty beyond the NPS: who recommends and who buys, how much hangs on few, who may be lost.

Five tables, each described in the module that makes it: `loyalty` (quadrants), `retention`,
`loyalty_topics`, `concentration`, `at_risk`. A source without any behaviour has no rows in them.
"""

from collections.abc import Collection

import duckdb

from voc.analyze.at_risk import at_risk
from voc.analyze.behaviours import behaviours
from voc.analyze.concentration import concentration
from voc.analyze.loyalty_topics import loyalty_topics
from voc.analyze.quadrants import counted, quadrants
from voc.analyze.retention import retention
from voc.analyze.sql import create


def loyalty(con: duckdb.DuckDBPyConnection, banded: Collection[tuple[str, str]] = ()) -> None:
    """Creates the five temporary tables from the relations of `voc.analyze.rows.tables`.

    `banded` are the (source, behaviour) whose values stand for bands, as the settings declare.
    """
    behaviours(con, banded)
    cells, number = counted(con)
    for name, table in (("loyalty", quadrants(cells, number)), ("retention", retention(cells, number))):
        create(con, name, table)
    loyalty_topics(con)
    concentration(con)
    at_risk(con)
    for passing in ("latest", "behaviours", "behaved"):
        con.execute(f"DROP TABLE {passing}")

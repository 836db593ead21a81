"""Which sources say on what day something was written, and not at what time."""

import duckdb

from voc.analyze.sql import run


def dated(con: duckdb.DuckDBPyConnection, timezone: str) -> frozenset[str]:
    """The sources of the run behind `con` whose times are all midnight in `timezone`."""
    return frozenset(source for (source,) in run(con, "comments/dated.sql", timezone=timezone).fetchall())

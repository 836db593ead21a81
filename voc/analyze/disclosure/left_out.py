"""The last step before a run is published: rows that may not be told are left out of the tables of figures.

A row that only says "suppressed" says all the same that somebody is there, and how many such rows share what
a sum leaves: ten of them that sum to ten are one each. So there is none: a cell without a row counts nobody,
or fewer than five people, or protects such a cell, and nothing tells which. `changes` has rows of which one
period is told; `changes.changes` leaves out the others.
"""

import duckdb

from voc.analyze.notes import SUPPRESSED

TABLES = (
    "nps", "weights", "topic_by_nps", "drivers", "loyalty", "retention", "loyalty_topics", "concentration",
)  # fmt: skip


def left_out(con: duckdb.DuckDBPyConnection) -> None:
    """Deletes the suppressed rows of `TABLES`, by which the tables know of each other what may be told."""
    for table in TABLES:
        con.execute(f"DELETE FROM {table} WHERE note = '{SUPPRESSED}'")

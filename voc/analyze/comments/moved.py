"""Who is behind a move between two runs: the answers that came or went, or are read otherwise.

Enters: a connection that shows one run, and the one before in the schema `before`, and a row of `diff`
(`two_runs.moves`). A move is told of by the run that has its comments.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from voc.analyze.changes.two_runs import OF_BEFORE, spoken
from voc.analyze.disclosure.openable import MOVE, Row
from voc.analyze.sql import run, table_names


@contextmanager
def moving(con: duckdb.DuckDBPyConnection, row: Row) -> Iterator[None]:
    """Within it the tables are those of the run that tells of the move: the one before if it is gone or lost.

    Of a row that is none of `diff` nothing is done.
    """
    if MOVE not in row:
        yield
        return
    spoken(con, row["source"], row["period"], (row["segment_name"], row["segment_value"]), everywhere=True)
    shown = [_named(name) for name in table_names(con, "before") if row[MOVE] in OF_BEFORE]
    _forget(con)
    for name in shown:  # a temporary view is found before what `main` has under its name
        con.execute(f"CREATE TEMP VIEW {name} AS FROM before.{name}")
    try:
        yield
    finally:
        for name in shown:
            con.execute(f"DROP VIEW temp.{name}")
        _forget(con)


def moved(con: duckdb.DuckDBPyConnection, row: Row) -> None:
    """Says in `behind`, in `also`, how every answer moved, also those beside the cell; while `moving`."""
    of_before = row[MOVE] in OF_BEFORE
    run(
        con, "comments/opened_moved.sql", topic=row["topic"],
        length=0 if row["period"] == "all" else len(row["period"]), alone="gone" if of_before else "new",
        otherwise="lost" if of_before else "found", other_side="after" if of_before else "before",
    )  # fmt: skip


def _forget(con: duckdb.DuckDBPyConnection) -> None:
    """What was laid out of one run is none of the other's."""
    con.execute("DROP TABLE IF EXISTS temp.answers; DROP TABLE IF EXISTS temp.behind")


def _named(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

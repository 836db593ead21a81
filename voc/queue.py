"""The review queue shows what a published run flags, and what waits grows older there."""

from datetime import UTC, datetime
from functools import partial

import duckdb

from voc import analyze, review, store
from voc.store.decisions import Database


def show(database: Database, run_id: str, con: duckdb.DuckDBPyConnection) -> None:
    """Let the queue show what the run flags whose tables `con` has, by its age now.

    They are a night's own or those of a run that is published. Raises StoreError when the database fails.
    """
    now = datetime.now(UTC)
    store.decisions.refresh(database, review.fold, run_id, review.aged(analyze.queue(con), now))
    grow_older(database, now)


def catch_up(database: Database, run: store.Run | None) -> None:
    """Bring the queue up to `run`, or only what waits to its age.

    It shows another run in a new database, and after a night that was killed before `show`.
    """
    if run is not None and "flagged" in run.manifest.tables and store.decisions.shown_run(database) != run.id:
        with store.connect(run, memory_limit=store.MEMORY) as con:
            if "priority_value" in con.table("flagged").columns:  # else it is an earlier voc's
                show(database, run.id, con)
    grow_older(database, datetime.now(UTC))


def grow_older(database: Database, at: datetime) -> int:
    """Give what waits the age that it has at `at`; how many items that changed."""
    return store.decisions.grow_older(database, partial(review.age, at=at), review.MOST_AGE)

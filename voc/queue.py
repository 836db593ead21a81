"""The review queue shows what a published run flags, and what waits grows older there."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import duckdb

from voc import analyze, review, store
from voc.store.decisions import Database


def show(database: Database, run_id: str, con: duckdb.DuckDBPyConnection) -> None:
    """Let the queue show what the run flags whose tables `con` has, by its age now.

    They are a night's own or those of a run that is published. Waits for whoever fills the queue now. Raises
    StoreError when the database fails.
    """
    with store.decisions.filling(database):
        _show(database, run_id, con)


def catch_up(database: Database, run: store.Run | None) -> None:
    """Bring the queue up to `run`, or only what waits to its age; for the publisher alone.

    It shows another run in a new database, and after a night that was killed before `show`.
    """
    with store.decisions.filling(database):
        _catch_up(database, run)


def follow(database: Database, data: Path) -> None:
    """`catch_up` with the run published in `data` for whoever does not publish.

    Nothing where somebody fills the queue now, such as the night that has just published: nobody waits.
    """
    with store.decisions.filling(database, wait=False) as mine:
        if mine:
            _catch_up(database, store.current(data))


def grow_older(database: Database, at: datetime) -> int:
    """Give what waits the age that it has at `at`; how many items that changed."""
    return store.decisions.grow_older(database, partial(review.age, at=at), review.MOST_AGE)


def _show(database: Database, run_id: str, con: duckdb.DuckDBPyConnection) -> None:
    now = datetime.now(UTC)
    flagged, renamed = review.aged(analyze.queue(con), now), partial(analyze.renamed, con)
    store.decisions.refresh(database, review.fold, run_id, flagged, renamed)
    grow_older(database, now)


def _catch_up(database: Database, run: store.Run | None) -> None:
    if run is not None and "flagged" in run.manifest.tables and store.decisions.shown_run(database) != run.id:
        with store.connect(run, memory_limit=store.MEMORY) as con:
            if "priority_value" in con.table("flagged").columns:  # else it is an earlier voc's
                _show(database, run.id, con)
    grow_older(database, datetime.now(UTC))

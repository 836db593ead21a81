"""The review queue shows what a published run flags, and what waits grows older there."""

from datetime import UTC, datetime
from functools import partial

from voc import analyze, review, store
from voc.store.decisions import Database


def show(database: Database, run: store.Run) -> None:
    """Let the queue show what `run` flags, by its age now. Raises StoreError when the database fails."""
    now = datetime.now(UTC)
    if "flagged" in run.manifest.tables:
        with store.connect(run) as con:
            if "priority_value" not in con.table("flagged").columns:
                return  # published by an earlier voc: the next night brings the queue up
            flagged = review.aged(analyze.queue(con), now)
        store.decisions.refresh(database, review.fold, run.id, flagged)
    grow_older(database, now)


def catch_up(database: Database, run: store.Run | None) -> None:
    """Bring the queue up to `run`, or only what waits to its age.

    It shows another run in a new database, and after a night that was killed before `show`.
    """
    if run is not None and store.decisions.shown_run(database) != run.id:
        show(database, run)
    else:
        grow_older(database, datetime.now(UTC))


def grow_older(database: Database, at: datetime) -> int:
    """Give what waits the age that it has at `at`; how many items that changed."""
    return store.decisions.grow_older(database, partial(review.age, at=at), review.MOST_AGE)

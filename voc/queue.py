"""The review queue shows what a published run flags: from the run's tables to the decisions database."""

from voc import analyze, review, store
from voc.store.decisions import Database


def show(database: Database, run: store.Run) -> None:
    """Let the queue show what `run` flags. Raises StoreError when the database fails."""
    if "flagged" in run.manifest.tables:
        with store.connect(run) as con:
            if "priority_value" not in con.table("flagged").columns:
                return  # published by an earlier voc: the next night brings the queue up
            flagged = review.aged(analyze.queue(con), run.manifest.finished_at)
        store.decisions.refresh(database, review.fold, run.id, flagged)


def catch_up(database: Database, run: store.Run | None) -> None:
    """`show`, where the queue shows another run: a new database, or a night that was killed before it."""
    if run is not None and store.decisions.shown_run(database) != run.id:
        show(database, run)

"""What people decide: the review queue, decisions on its items, alerts that somebody has seen.

    opened(place)                     the database, a file of SQLite or a PostgreSQL URL
    refresh, shown_run                the queue shows what a run flags; filling, for one at a time
    grow_older                        what waits there has the age that it has now
    queue, find, count                its items, the most pressing first; of_comments, those of some comments
    decide, history, histories        decisions on them: append, those on one item, on several
    decided_since                     how much was decided, for a day's work
    snapshot                          all of them, as a run takes them
    acknowledge, acknowledged         alerts that somebody has seen
    accounts                          who may come in
    audit                             who saw and changed what
    saved                             views and queries that somebody keeps

Decisions are appended, never edited; the state of an item is what its decisions say together.
"""

from voc.store.decisions import accounts, audit, saved
from voc.store.decisions.acknowledgements import Acknowledgement, acknowledge, acknowledged
from voc.store.decisions.database import Database, opened
from voc.store.decisions.filling import refresh
from voc.store.decisions.items import (
    Item,
    Place,
    Wanted,
    count,
    find,
    grow_older,
    of_comments,
    queue,
    shown_run,
)
from voc.store.decisions.log import Choice, decide, decided_since, histories, history, snapshot
from voc.store.decisions.turn import filling

__all__ = [
    "Acknowledgement",
    "Choice",
    "Database",
    "Item",
    "Place",
    "Wanted",
    "accounts",
    "acknowledge",
    "acknowledged",
    "audit",
    "count",
    "decide",
    "decided_since",
    "filling",
    "find",
    "grow_older",
    "histories",
    "history",
    "of_comments",
    "opened",
    "queue",
    "refresh",
    "saved",
    "shown_run",
    "snapshot",
]

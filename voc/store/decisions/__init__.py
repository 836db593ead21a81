"""What people decide: the review queue, decisions on its items, alerts that somebody has seen.

    opened(place)                     the database, a file of SQLite or a PostgreSQL URL
    acknowledge, acknowledged         alerts that somebody has seen

Decisions are appended, never edited; the state of an item is what its decisions say together.
"""

from voc.store.decisions.acknowledgements import Acknowledgement, acknowledge, acknowledged
from voc.store.decisions.database import Database, opened

__all__ = ["Acknowledgement", "Database", "acknowledge", "acknowledged", "opened"]

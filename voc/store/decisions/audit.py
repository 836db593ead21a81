"""Who saw and changed what: appended, and read from the end."""

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from voc.store.decisions.database import Database
from voc.store.decisions.tables import audit


@dataclass(frozen=True)
class Entry:
    """`who` did `action` to `target` at `at` (UTC). Targets are ids, names and filters, never comments."""

    at: datetime
    who: str
    action: str
    target: str


def note(database: Database, who: str, action: str, target: str = "") -> None:
    """Append an entry of now."""
    with database.writing() as connection:
        connection.execute(audit.insert().values(at=datetime.now(UTC), who=who, action=action, target=target))


def entries(
    database: Database, *, who: str | None = None, limit: int = 200, before: int | None = None
) -> list[tuple[int, Entry]]:
    """The last entries with their ids, the newest first; only ids below `before`."""
    c = audit.c
    wanted = audit.select().order_by(c.id.desc()).limit(limit)
    if who is not None:
        wanted = wanted.where(c.who == who)
    if before is not None:
        wanted = wanted.where(c.id < before)
    with database.reading() as connection:
        rows = connection.execute(wanted).all()
    return [(row.id, Entry(row.at, row.who, row.action, row.target)) for row in rows]


def names(database: Database) -> list[str]:
    """Everybody who is in the log, by name."""
    with database.reading() as connection:
        return list(connection.execute(sa.select(audit.c.who).distinct().order_by(audit.c.who)).scalars())

"""Alerts that somebody has seen: who, when, and what was noted."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import sqlalchemy as sa

from voc.store.decisions.database import Database
from voc.store.decisions.tables import acknowledgements


@dataclass(frozen=True)
class Acknowledgement:
    """An alert that `who` has seen at `at` (UTC); the first five fields are its key in the table `alerts`.

    `new`: the call that answers it has kept it; before, nobody had seen the alert.
    """

    source: str
    topic: str
    polarity: str
    kind: str
    day: date
    who: str
    at: datetime
    note: str = ""
    new: bool = field(default=False, compare=False)


def acknowledge(
    database: Database,
    *,
    source: str,
    topic: str,
    polarity: str,
    kind: str,
    day: date,
    who: str,
    note: str = "",
) -> Acknowledgement:
    """Keep that `who` has seen an alert now. Whoever saw it first stays: then theirs is answered.

    `note` comes masked.
    """
    key = {"source": source, "topic": topic, "polarity": polarity, "kind": kind, "day": day}
    same = sa.and_(*(acknowledgements.c[name] == value for name, value in key.items()))
    with database.writing() as connection:
        if not database.sqlite:  # SQLite's writers wait for each other
            connection.execute(sa.text("LOCK TABLE acknowledgements IN SHARE ROW EXCLUSIVE MODE"))
        known = connection.execute(acknowledgements.select().where(same)).one_or_none()
        if known is not None:
            return Acknowledgement(**known._mapping)
        made = {**key, "who": who, "at": datetime.now(UTC), "note": note}
        connection.execute(acknowledgements.insert().values(**made))
        return Acknowledgement(**made, new=True)  # type: ignore[arg-type]


def acknowledged(database: Database) -> list[Acknowledgement]:
    """The alerts that have been seen, those of the latest day first."""
    c = acknowledgements.c
    wanted = acknowledgements.select().order_by(c.day.desc(), c.source, c.topic, c.polarity, c.kind)
    with database.reading() as connection:
        return [Acknowledgement(**row._mapping) for row in connection.execute(wanted)]

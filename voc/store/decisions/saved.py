"""Views of the queue and queries that somebody keeps under a name."""

from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from voc.store.decisions.database import Database
from voc.store.decisions.tables import saved

Kind = Literal["review", "query"]


@dataclass(frozen=True)
class Saved:
    """What `owner` keeps as `name`: the query string of a view (review), or SQL (query)."""

    id: int
    kind: Kind
    owner: str
    name: str
    content: str


def keep(database: Database, kind: Kind, owner: str, name: str, content: str) -> None:
    """Keep something; of the same name, the new one stays."""
    same = _of(kind, owner) & (saved.c.name == name)
    with database.writing() as connection:
        connection.execute(saved.delete().where(same))
        connection.execute(saved.insert().values(kind=kind, owner=owner, name=name, content=content))


def kept(database: Database, kind: Kind, owner: str) -> list[Saved]:
    """What somebody keeps, by name."""
    with database.reading() as connection:
        rows = connection.execute(saved.select().where(_of(kind, owner)).order_by(saved.c.name)).all()
    return [Saved(**row._mapping) for row in rows]


def drop(database: Database, kind: Kind, owner: str, id: int) -> None:
    """Keep it no longer; nothing happens when it is not theirs."""
    with database.writing() as connection:
        connection.execute(saved.delete().where(_of(kind, owner) & (saved.c.id == id)))


def _of(kind: Kind, owner: str) -> sa.ColumnElement[bool]:
    return (saved.c.kind == kind) & (saved.c.owner == owner)

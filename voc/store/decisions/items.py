"""The items of the review queue: what the last published run flagged, and where each of them stands.

`queue` answers a page of the queue by an index, `grow_older` writes only what is older by a point. The items
are written by voc.store.decisions.filling.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from voc.errors import StoreError
from voc.records import Status
from voc.store.decisions.database import Database
from voc.store.decisions.tables import items, marks, queue_state

Key = tuple[str, str]  # source and comment_id
_GREATEST = 2**31 - 1  # id that PostgreSQL can be asked for
_CHUNK = 500  # items that grow older in one transaction: how long somebody who decides may have to wait


@dataclass(frozen=True)
class Item:
    """A comment in the queue; its text is in the run. `priority` (0-100) is the sum of its parts.

    `gone_run` is the run that flagged it no more, None while it is flagged; `version` is what a decision
    must have seen; `outdated` says that it was decided on a text that has changed since.
    """

    id: int
    source: str
    comment_id: str
    text_hash: str
    month: str | None
    occurred_at: datetime | None
    nps_group: str | None
    respondent: str | None
    reasons: Sequence[str]
    topics: Sequence[str]
    segments: dict[str, str]
    priority: float
    priority_urgent: float
    priority_churn: float
    priority_severity: float
    priority_nps: float
    priority_value: float
    priority_age: float
    first_run: str
    gone_run: str | None
    status: Status
    assignee: str | None
    outdated: bool
    version: int


@dataclass(frozen=True)
class Wanted:
    """Which items to show; None is any. Without `status` only those that wait: open or assigned, and flagged.

    `unfinished` instead: all that are neither dismissed nor resolved.

    `period` is a month 2026-04 or a year 2026, `segments` are names and values that it has all of.
    """

    status: Status | None = None
    source: str | None = None
    period: str | None = None
    nps_group: str | None = None
    assignee: str | None = None
    reason: str | None = None
    topic: str | None = None
    segments: tuple[tuple[str, str], ...] = ()
    unfinished: bool = False


class Place(NamedTuple):
    """Where an item stands in the queue."""

    priority: float
    id: int


_COLUMNS = [items.c[field.name] for field in fields(Item)]


def queue(
    database: Database,
    wanted: Wanted = Wanted(),
    *,
    limit: int = 50,
    after: "Item | Place | None" = None,
    before: "Item | Place | None" = None,
    among: Sequence[Key] | None = None,
) -> list[Item]:
    """The most pressing items first, at most `limit`: from the top, or those nearest `after` or `before` one.

    `among`: only these comments, of which there may be a few thousand.
    """
    query = sa.select(*_COLUMNS).where(*_conditions(wanted), *_among(among))
    listed = _marked(wanted)
    first, number = items.c.priority, items.c.id
    for mark in listed[1:]:
        query = query.where(_has(mark))
    if listed:  # its index has them in this order, however rare it is
        query = query.join_from(marks, items, marks.c.item == items.c.id).where(marks.c.mark == listed[0])
        first, number = marks.c.priority, marks.c.item
    if after is not None:
        further = sa.or_(first < after.priority, number > after.id)
        query = query.where(first <= after.priority, further)
    order = [first.desc(), number.asc()]
    if before is not None:
        sooner = sa.or_(first > before.priority, number < before.id)
        query = query.where(first >= before.priority, sooner)
        order = [first.asc(), number.desc()]  # the nearest, by the same index
    with database.reading() as connection:
        rows = connection.execute(query.order_by(*order).limit(limit)).mappings()
        found = [Item(**row) for row in rows]
    return found if before is None else found[::-1]


def find(database: Database, ids: Sequence[int]) -> list[Item]:
    """These items, in this order. Raises StoreError for one that there is not."""
    with database.reading() as connection:
        known = items.c.id.in_([id for id in ids if abs(id) <= _GREATEST])
        rows = connection.execute(sa.select(*_COLUMNS).where(known)).mappings()
        found = {row["id"]: Item(**row) for row in rows}
    for id in ids:
        if id not in found:
            raise StoreError("item_unknown", item=id)
    return [found[id] for id in ids]


def of_comments(database: Database, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Item]:
    """The items of the comments (source, comment_id) that have one, also those flagged no more."""
    written = items.c.comment_id.in_({comment for _, comment in keys})
    with database.reading() as connection:
        rows = connection.execute(sa.select(*_COLUMNS).where(written)).mappings()
        found = {(row["source"], row["comment_id"]): Item(**row) for row in rows}
    return {key: found[key] for key in keys if key in found}


def count(
    database: Database,
    wanted: Wanted = Wanted(),
    *,
    most: int | None = None,
    among: Sequence[Key] | None = None,
) -> int:
    """How many items `queue` would show in all; not counted beyond `most`."""
    query = sa.select(items.c.id).where(*_conditions(wanted), *_among(among))
    for mark in _marked(wanted):
        query = query.where(_has(mark))
    counted = sa.select(sa.func.count()).select_from(query.limit(most).subquery())
    with database.reading() as connection:
        return connection.execute(counted).scalar() or 0


def shown_run(database: Database) -> str | None:
    """The run whose flags the queue shows in full; None before the first."""
    with database.reading() as connection:
        return connection.execute(sa.select(queue_state.c.run)).scalar()


def grow_older(database: Database, age: Callable[[datetime], float], most: float) -> int:
    """Let what waits have the age that `age` says of when it was written; how many items that changes.

    What has `most` already is not looked at. In transactions of 500 items; two processes may do it at once.
    """
    c = items.c
    with database.reading() as connection:
        young = (c.waiting.is_(True), c.priority_age < most, c.occurred_at.is_not(None))
        known = connection.execute(sa.select(c.id, c.occurred_at, c.priority_age).where(*young))
        due = sorted(id for id, written, points in known if age(written) != points)
    for at in range(0, len(due), _CHUNK):
        some = due[at : at + _CHUNK]
        with database.writing() as connection:
            now = sa.select(c.id, c.occurred_at, c.priority - c.priority_age).where(c.id.in_(some))
            older = [
                {"of": id, "age": points, "first": round(others + points, 1)}
                for id, written, others in connection.execute(now.order_by(c.id).with_for_update())
                for points in (age(written),)
            ]
            aged = items.update().where(c.id == sa.bindparam("of"))
            aged = aged.values(priority=sa.bindparam("first"), priority_age=sa.bindparam("age"))
            connection.execute(aged, older)
            first = sa.select(c.priority).where(c.id == marks.c.item).scalar_subquery()
            connection.execute(marks.update().where(marks.c.item.in_(some)).values(priority=first))
    return len(due)


def _conditions(wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    if wanted.unfinished:
        yield items.c.status.not_in(("dismissed", "resolved"))
    else:
        yield items.c.waiting.is_(True) if wanted.status is None else items.c.status == wanted.status
    for name in ("source", "nps_group", "assignee"):
        if (value := getattr(wanted, name)) is not None:
            yield items.c[name] == value
    if wanted.period is not None and len(wanted.period) == len("2026-04"):
        yield items.c.month == wanted.period  # by an index
    elif wanted.period is not None:
        yield items.c.month.startswith(wanted.period, autoescape=True)


def _among(keys: Sequence[Key] | None) -> Iterator[sa.ColumnElement[bool]]:
    if keys is not None:
        by_source: dict[str, list[str]] = {}
        for source, comment in keys:
            by_source.setdefault(source, []).append(comment)
        of = (sa.and_(items.c.source == one, items.c.comment_id.in_(some)) for one, some in by_source.items())
        yield sa.or_(sa.false(), *of)


def _has(mark: str) -> sa.ColumnElement[bool]:
    other = marks.alias()
    return sa.exists().where(other.c.item == items.c.id, other.c.mark == mark)


def _marked(wanted: Wanted) -> list[str]:
    named = (("reason", wanted.reason), ("topic", wanted.topic))
    segments = (f"segment:{name}={value}" for name, value in wanted.segments)
    return [*(f"{kind}:{value}" for kind, value in named if value is not None), *segments]

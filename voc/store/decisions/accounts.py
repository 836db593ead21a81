"""Accounts of the web pages, as rows; what a password or a token is, is `voc.accounts`'."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from voc.errors import StoreError
from voc.records import Role
from voc.store.decisions.database import Database
from voc.store.decisions.tables import users


@dataclass(frozen=True)
class Account:
    """Somebody who may come in. `segment` is the only (name, value) they see, None for everything.

    `password` and `token` are hashes, None where there is none; `stamp` grows with every change, and a
    session that began with an older one has ended.
    """

    name: str
    role: Role
    password: str | None
    token: str | None
    segment: tuple[str, str] | None
    disabled: bool
    stamp: int
    made_at: datetime


def add(
    database: Database, name: str, role: Role, password: str | None, segment: tuple[str, str] | None = None
) -> Account:
    """A new account. Raises StoreError when the name is taken, or for an admin of one segment."""
    made = _checked(Account(name, role, password, None, segment, False, 1, datetime.now(UTC)))
    with database.writing() as connection:
        if connection.execute(sa.select(users.c.name).where(users.c.name == name)).first():
            raise StoreError("account_taken", name=name)
        connection.execute(users.insert().values(**_row(made)))
    return made


def change(database: Database, name: str, *, openid: bool = False, **columns: Any) -> Account:
    """Change columns of an account (role, password, token, segment, disabled), or none; its sessions end.

    `openid` is whether an account without a password can sign in, too. Raises StoreError when there is no
    such account, for an admin of one segment, and when no admin would be left who can sign in.
    """
    if "segment" in columns:
        columns["segment_name"], columns["segment_value"] = columns.pop("segment") or (None, None)
    own = users.select().where(users.c.name == name)
    able = sa.true() if openid else users.c.password.is_not(None)
    admins = sa.select(users.c.name).where(users.c.role == "admin", ~users.c.disabled, able).with_for_update()
    with database.writing() as connection:
        were = set(connection.execute(admins).scalars())
        wanted = users.update().where(users.c.name == name).values(**columns, stamp=users.c.stamp + 1)
        if not connection.execute(wanted).rowcount:
            raise StoreError("account_unknown", name=name)
        if were == {name} and connection.execute(admins).first() is None:
            raise StoreError("account_last_admin", name=name)
        return _checked(_account(connection.execute(own).one()))


def find(database: Database, name: str) -> Account | None:
    """The account of this name."""
    return _one(database, users.c.name == name)


def by_token(database: Database, token: str) -> Account | None:
    """The account whose token has this hash."""
    return _one(database, users.c.token == token)


def any_exists(database: Database) -> bool:
    """Whether there is an account at all."""
    with database.reading() as connection:
        return connection.execute(sa.select(users.c.name).limit(1)).first() is not None


def listed(database: Database) -> list[Account]:
    """Every account, by name."""
    with database.reading() as connection:
        return [_account(row) for row in connection.execute(users.select().order_by(users.c.name))]


def workers(database: Database, seen: Iterable[Mapping[str, str]] = ()) -> list[str]:
    """Who may work the queue and sees the items whose segments (value by name) are `seen`, by name."""
    segments = list(seen)

    def sees(account: Account) -> bool:
        return account.segment is None or all(account.segment in one.items() for one in segments)

    return [
        one.name for one in listed(database) if one.role != "viewer" and not one.disabled and sees(one)
    ]


def _one(database: Database, condition: sa.ColumnElement[bool]) -> Account | None:
    with database.reading() as connection:
        row = connection.execute(users.select().where(condition)).one_or_none()
    return None if row is None else _account(row)


def _checked(account: Account) -> Account:
    """The account: who sets the project up sees all of it. Raises StoreError for an admin of one segment."""
    if account.role == "admin" and account.segment:
        raise StoreError("account_admin_segment", name=account.name)
    return account


def _row(account: Account) -> dict[str, Any]:
    plain = dict(vars(account))
    plain["segment_name"], plain["segment_value"] = plain.pop("segment") or (None, None)
    return plain


def _account(row: Any) -> Account:
    plain = dict(row._mapping)
    name, value = plain.pop("segment_name"), plain.pop("segment_value")
    return Account(**plain, segment=None if name is None else (name, value))

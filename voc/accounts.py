"""Who may come in to the web pages: accounts with a role, a password or a token.

    viewer     sees the tables of topics and NPS, no single comment
    reviewer   sees comments and customers too, works the review queue
    admin      also sets the project up, starts runs and keeps the accounts

Passwords are kept as argon2id hashes, tokens of the JSON API as SHA-256 (they are random, 256 bits).
"""

import functools
import getpass
import hashlib
import os
import secrets
import unicodedata
from pathlib import Path

import duckdb
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from voc import store
from voc.errors import SettingsError
from voc.records import ROLES, Role
from voc.store.decisions import Database
from voc.store.decisions import accounts as rows
from voc.store.decisions.accounts import Account
from voc.words import some

SHORTEST = 10  # characters of a password
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")  # by these names differ that look the same
_NAMED = 40  # segments or values that a message lists
_HASHER = PasswordHasher()  # RFC 9106's low-memory profile, the library's default


def this_user() -> str:
    """Who runs voc: their name, or their number where the machine has no name for it, as in a container."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # KeyError up to Python 3.12
        return str(os.getuid())


def named(given: str) -> str:
    """A name as it is kept: width, case and spaces around it do not tell people apart.

    Raises SettingsError for an empty or very long one, and one with characters that nobody sees.
    """
    name = unicodedata.normalize("NFKC", given).strip().casefold()
    if not name or len(name) > 100 or any(unicodedata.category(c) in _UNSEEN for c in name):
        raise SettingsError("account_name")
    return name


def add(
    database: Database,
    name: str,
    role: Role,
    password: str | None,
    segment: tuple[str, str] | None = None,
) -> Account:
    """A new account; without a password it can sign in through OpenID Connect only.

    Raises SettingsError for a name or password that cannot be, StoreError for a name that is taken.
    """
    return rows.add(database, named(name), role, None if password is None else hashed(password), segment)


def with_role(account: Account) -> str:
    """An account with what it may do and see, as the audit log names it."""
    return f"{account.name}: {account.role}, {'='.join(account.segment) if account.segment else 'all'}"


def has_answers(data: Path, segment: tuple[str, str]) -> bool:
    """Whether published answers are of this segment (name, value); False where nothing is published yet.

    Raises SettingsError where none is, with the values or the names that there are.
    """
    run = store.current(data)
    if run is None:
        return False
    name, value = segment
    with store.connect(run) as con:
        every = segments(con)
    values = [of_name for own, of_name in every if own == name]
    if not values:
        names = list(dict.fromkeys(own for own, _ in every))
        raise SettingsError("account_segment_name", name=name, names=some(names, _NAMED))
    if value not in values:
        raise SettingsError("account_segment_value", name=name, value=value, values=some(values, _NAMED))
    return True


def segments(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Every segment (name, value) that the answers of a published run have, in order."""
    return con.execute(
        "SELECT DISTINCT one.key, one.value FROM (SELECT unnest(map_entries(segments)) AS one FROM responses)"
        " WHERE one.value IS NOT NULL ORDER BY ALL"
    ).fetchall()


def hashed(password: str) -> str:
    """The hash that is kept. Raises SettingsError for a password that is too short."""
    if len(password) < SHORTEST:
        raise SettingsError("password_short", shortest=SHORTEST)
    return _HASHER.hash(password)


def signed_in(database: Database, name: str, password: str) -> Account | None:
    """The account that this name and password open; None when they open none or it is disabled.

    It takes as long whether or not there is such an account.
    """
    try:
        account = rows.find(database, named(name))
    except SettingsError:
        account = None
    kept = account.password if account else None
    try:
        _HASHER.verify(kept or _nobody(), password)
    except VerificationError:
        return None
    return account if account and kept and not account.disabled else None


def token(database: Database, name: str) -> str:
    """A new token for the JSON API, which ends the one before; it is shown once and kept as a hash."""
    made = secrets.token_urlsafe(32)
    rows.change(database, named(name), token=_digest(made))
    return made


def by_token(database: Database, given: str) -> Account | None:
    """The account that a token opens; None when it opens none or the account is disabled."""
    account = rows.by_token(database, _digest(given))
    return account if account and not account.disabled else None


def may(role: Role, needed: Role) -> bool:
    """Whether `role` may do what `needed` may."""
    return ROLES.index(role) >= ROLES.index(needed)


def _digest(given: str) -> str:
    return hashlib.sha256(given.encode()).hexdigest()


@functools.cache
def _nobody() -> str:
    return _HASHER.hash(secrets.token_hex())

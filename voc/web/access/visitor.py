"""Who asks for a page."""

import hmac
import secrets
from dataclasses import dataclass
from typing import Any

from voc import accounts
from voc.records import Role
from voc.store.decisions import Database
from voc.store.decisions import accounts as rows


@dataclass(frozen=True)
class Visitor:
    """Somebody with a role; `segment` is the only (name, value) they see, None for everything.

    `account` is whether they signed in; without accounts, on this machine, everybody is its user.
    """

    name: str
    role: Role
    segment: tuple[str, str] | None = None
    account: bool = True

    def may(self, needed: Role) -> bool:
        """Whether the visitor has this role or a greater one; who sees one segment only sets nothing up."""
        return accounts.may(self.role, needed) and not (needed == "admin" and self.segment)


def visitor(database: Database, session: dict[str, Any]) -> Visitor | None:
    """Who the session belongs to; None for nobody: then they must sign in.

    A session ends when its account is changed or disabled. As long as there are no accounts everybody is
    the user of this machine: the server then listens to nobody else.
    """
    if "name" in session:
        account = rows.find(database, str(session["name"]))
        if account and not account.disabled and account.stamp == session.get("stamp"):
            return Visitor(account.name, account.role, account.segment)
        return None
    if rows.any_exists(database):
        return None
    return Visitor(accounts.this_user(), "admin", account=False)


def begin(session: dict[str, Any], account: rows.Account) -> None:
    """A session for an account; nothing of the one before stays."""
    language = session.get("language")
    session.clear()
    session.update(name=account.name, stamp=account.stamp)
    if language:
        session["language"] = language
    csrf(session)


def csrf(session: dict[str, Any]) -> str:
    """The secret that every form of this session must bring back."""
    return str(session.setdefault("csrf", secrets.token_urlsafe(24)))


def same(session: dict[str, Any], given: str) -> bool:
    """Whether a form brings this session's secret."""
    return hmac.compare_digest(str(session.get("csrf", "")).encode(), given.encode()) and bool(given)

"""Accounts and the audit log, for administrators."""

import json
from typing import Any, cast

from starlette.responses import Response

from voc import accounts, store
from voc.errors import SettingsError, VocError
from voc.records import ROLES, Role
from voc.report import cells
from voc.store.decisions import accounts as rows
from voc.store.decisions import audit
from voc.web.asked import Asked, whole
from voc.web.screen import screen

_ENTRIES = 100  # of the audit log on a page
_SEGMENTS = 500


def people(asked: Asked) -> Response:
    """All accounts, and the form to make one."""
    return _people(asked)


def add(asked: Asked) -> Response:
    """Make an account. The first one must be an admin with a password, or nobody could set anything up."""
    form = asked.form
    password = None if form.get("elsewhere") else str(form.get("password", ""))
    try:
        role, segment = _role(form.get("role")), _segment(asked)
        if not rows.any_exists(asked.database) and (role != "admin" or password is None):
            raise SettingsError("people.first_is_admin")
        made = accounts.add(asked.database, str(form.get("name", "")), role, password, segment)
    except VocError as error:
        return _people(asked, 400, asked.say(error.code, **error.values))
    asked.audit("account_add", accounts.with_role(made))
    return asked.go("/people", asked.say("people.added", name=made.name))


def account(asked: Asked) -> Response:
    """One account and what can be changed of it."""
    return _account(asked, _named(asked))


def change(asked: Asked) -> Response:
    """Change one thing of an account, as the button that was pressed says."""
    known, action = _named(asked), str(asked.form.get("action", ""))
    openid = asked.project.settings.openid
    token, target = "", known.name
    try:
        if action == "role":
            role, segment = _role(asked.form.get("role")), _segment(asked, known.segment)
            now = rows.change(asked.database, known.name, openid=openid, role=role, segment=segment)
            target = accounts.with_role(now)
        elif action in ("disable", "enable"):
            rows.change(asked.database, known.name, openid=openid, disabled=action == "disable")
        elif action == "password":
            elsewhere = bool(asked.form.get("elsewhere"))
            kept = None if elsewhere else accounts.hashed(str(asked.form.get("password", "")))
            rows.change(asked.database, known.name, openid=openid, password=kept)
        elif action == "token":
            token = accounts.token(asked.database, known.name)
        elif action == "token_drop":
            rows.change(asked.database, known.name, token=None)
        else:
            raise SettingsError("account_choice")
    except VocError as error:
        return _account(asked, known, 400, asked.say(error.code, **error.values))
    asked.audit(f"account_{action}", target)
    if token:  # shown by this answer and kept nowhere
        return _account(asked, _named(asked), token=token)
    return asked.go("/people", asked.say("people.changed", name=known.name))


def log(asked: Asked) -> Response:
    """Who saw and changed what, the newest first."""
    who, before = asked.query.get("who", ""), asked.query.get("before", "")
    at = whole(before)
    found = audit.entries(asked.database, who=who or None, limit=_ENTRIES + 1, before=at)
    return asked.page(
        "people/log.html",
        entries=[(entry, _said(asked, entry.action)) for _, entry in found[:_ENTRIES]],
        older=found[_ENTRIES - 1][0] if len(found) > _ENTRIES else None,
        who=who, before=at, known=audit.names(asked.database),
    )  # fmt: skip


def _people(asked: Asked, status: int = 200, problem: str = "") -> Response:
    return asked.page(
        "people/people.html", status, accounts=rows.listed(asked.database), roles=ROLES, problem=problem,
        segments=_segments(asked), as_value=_as_value,
    )  # fmt: skip


def _account(
    asked: Asked, known: rows.Account, status: int = 200, problem: str = "", token: str = ""
) -> Response:
    segments = _segments(asked)
    if known.segment and known.segment not in segments:
        segments.append(known.segment)
    return asked.page(
        "people/account.html", status, account=known, roles=ROLES, problem=problem, token=token,
        segments=segments, as_value=_as_value,
    )  # fmt: skip


def _named(asked: Asked) -> rows.Account:
    name = asked.query.get("name", "")
    known = rows.find(asked.database, name)
    if known is None:
        raise SettingsError("account_unknown", name=name)
    return known


def _segments(asked: Asked) -> list[tuple[str, str]]:
    """What an account can be restricted to: every value of the answers, also those that tables fold."""
    if store.current(asked.project.data) is None:
        return []
    with asked.tables() as con:
        return accounts.segments(con)[:_SEGMENTS]


def _as_value(segment: tuple[str, str]) -> str:
    return json.dumps(segment, ensure_ascii=False)


def _segment(asked: Asked, known: tuple[str, str] | None = None) -> tuple[str, str] | None:
    """The segment of the form; `known` is what the account has. Raises SettingsError for one of no answer."""
    given = asked.form.get("segment")
    if not given:
        return None
    try:
        name, value = json.loads(str(given))
    except (ValueError, TypeError, RecursionError):
        raise SettingsError("account_choice") from None
    segment = str(name), str(value)
    if segment != known:
        accounts.has_answers(asked.project.data, segment)
    return segment


def _role(given: Any) -> Role:
    if given not in ROLES:
        raise SettingsError("account_choice")
    return cast(Role, given)


def _said(asked: Asked, action: str) -> str:
    return cells.worded(f"audit.{action}", action, asked.language)


ROUTES = [
    screen("/people", people, "admin"),
    screen("/people", add, "admin", methods=("POST",)),
    screen("/people/account", account, "admin"),
    screen("/people/account", change, "admin", methods=("POST",)),
    screen("/people/log", log, "admin", seen="audit"),
]

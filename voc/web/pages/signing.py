"""Signing in with a name and a password, and out; changing one's own password."""

from starlette.responses import Response

from voc import accounts, store
from voc.errors import SettingsError
from voc.store.decisions import accounts as rows
from voc.web.access.visitor import begin
from voc.web.asked import Asked
from voc.web.screen import screen


def form(asked: Asked) -> Response:
    """The page to sign in at."""
    return _page(asked)


def sign_in(asked: Asked) -> Response:
    """Begin a session, or say that the name or the password is wrong, and never which."""
    name, password = str(asked.form.get("name", "")), str(asked.form.get("password", ""))
    tried = _tried(name), _host(asked)
    if wait := asked.site.limits.tried(*tried):
        return _page(asked, 429, _later(asked, wait))
    account = accounts.signed_in(asked.database, name, password)
    if account is None:
        asked.audit("sign_in_failed", name[:100])
        return _page(asked, 403, asked.say("web.wrong_password"))
    asked.site.limits.succeeded(*tried)
    return entered(asked, account, asked.query.get("next", "/"))


def entered(asked: Asked, account: rows.Account, wanted: str) -> Response:
    """Begin a session for the account and go where the browser wanted to, if that is a page from here."""
    begin(asked.request.session, account)
    store.decisions.audit.note(asked.database, account.name, "sign_in")
    return asked.go(local(wanted))


def sign_out(asked: Asked) -> Response:
    """End every session of the account: a copy of the cookie opens nothing any more."""
    asked.audit("sign_out", asked.visitor.name)
    if asked.visitor.account:
        rows.change(asked.database, asked.visitor.name)
    asked.request.session.clear()
    return asked.go("/sign-in")


def password_form(asked: Asked) -> Response:
    """The page to change one's password at."""
    return asked.page("password.html", problem="")


def change_password(asked: Asked) -> Response:
    """Change one's own password; other sessions of the account end."""
    old, new = str(asked.form.get("old", "")), str(asked.form.get("new", ""))
    tried = asked.visitor.name, _host(asked)
    if wait := asked.site.limits.tried(*tried):
        return asked.page("password.html", 429, problem=_later(asked, wait))
    if accounts.signed_in(asked.database, asked.visitor.name, old) is None:
        return asked.page("password.html", 403, problem=asked.say("web.wrong_old_password"))
    asked.site.limits.succeeded(*tried)
    try:
        kept = accounts.hashed(new)
    except SettingsError as error:
        return asked.page("password.html", 400, problem=asked.say(error.code, **error.values))
    begin(asked.request.session, rows.change(asked.database, asked.visitor.name, password=kept))
    asked.audit("password_changed", asked.visitor.name)
    return asked.go("/", asked.say("web.password_changed"))


def _tried(name: str) -> str:
    """The name as accounts have it: one that is spelt another way is not another."""
    try:
        return accounts.named(name)
    except SettingsError:
        return ""


def _host(asked: Asked) -> str:
    return asked.request.client.host if asked.request.client else ""


def _later(asked: Asked, wait: int) -> str:
    return asked.say("web.too_many_tries", minutes=-(-wait // 60))


def local(address: str) -> str:
    """The address if it leads to a page of this server, else the first page."""
    own = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if own and not any(c in address for c in "\r\n\t") else "/"


def _page(asked: Asked, status: int = 200, problem: str = "") -> Response:
    settings = asked.project.settings
    return asked.page(
        "sign_in.html", status, problem=problem, next=asked.query.get("next", ""),
        elsewhere=settings.openid,
    )  # fmt: skip


ROUTES = [
    screen("/sign-in", form, None),
    screen("/sign-in", sign_in, None, methods=("POST",)),
    screen("/sign-out", sign_out, methods=("POST",)),
    screen("/password", password_form),
    screen("/password", change_password, methods=("POST",)),
]

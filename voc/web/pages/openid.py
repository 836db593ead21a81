"""Signing in by OpenID Connect, for accounts without a password."""

from starlette.responses import Response

from voc import accounts
from voc.errors import SettingsError
from voc.store.decisions import accounts as rows
from voc.web.access import openid
from voc.web.asked import Asked
from voc.web.pages.signing import entered, local
from voc.web.screen import screen

_BACK = "/sign-in/openid/back"


def leave(asked: Asked) -> Response:
    """Send the browser to the issuer. It is a link and no form: a form may lead to this server only."""
    session = asked.request.session
    return asked.go(
        openid.begin(asked.project.settings, _back(asked), session, local(asked.query.get("next", "/")))
    )


def come_back(asked: Asked) -> Response:
    """Begin a session for the account that the issuer vouches for."""
    session = asked.request.session
    names, next_page = openid.finish(asked.project.settings, _back(asked), session, asked.query)
    for name in names:
        account = rows.find(asked.database, accounts.named(name))
        if account and account.password is None and not account.disabled:
            return entered(asked, account, next_page)
    asked.audit("sign_in_failed", names[0][:100])
    raise SettingsError("openid_no_account", name=names[0])


def _back(asked: Asked) -> str:
    url = asked.request.url
    return f"{url.scheme}://{url.netloc}{_BACK}"


ROUTES = [
    screen("/sign-in/openid", leave, None, steady=False),
    screen(_BACK, come_back, None, steady=False),
]

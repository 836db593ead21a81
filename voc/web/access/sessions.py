"""Sessions in signed cookies: HttpOnly, SameSite=Lax, and Secure where the browser came over TLS."""

from pathlib import Path

from starlette.middleware.sessions import SessionMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from voc import store

HOURS = 12


class Sessions:
    """`scope["session"]` for the application, kept in the browser, signed with a secret of the project."""

    def __init__(self, app: ASGIApp, data: Path) -> None:
        signed = store.session_secret(data).hex()
        age = HOURS * 3600
        self._plain = SessionMiddleware(app, signed, "voc", age, same_site="lax")
        self._secure = SessionMiddleware(app, signed, "voc", age, same_site="lax", https_only=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its session."""
        chosen = self._secure if scope.get("scheme") in ("https", "wss") else self._plain
        await chosen(scope, receive, send)

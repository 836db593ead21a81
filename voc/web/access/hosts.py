"""Under which names a browser may ask, as long as nobody need sign in."""

import re
from collections.abc import Collection

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from voc.store.decisions import accounts
from voc.web.site import Site
from voc.words import say

LOCAL = ("127.0.0.1", "localhost", "::1")
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\s:/?#@\\\[\]]+))(?::\d*)?")


class Hosts:
    """Refuses other names than `own` while there are no accounts.

    Pages of other servers could else reach one that lets in whoever is on this machine, under a name of
    theirs that leads here. Once people sign in, such a name brings no session with it, or is a proxy's.
    """

    def __init__(self, app: ASGIApp, own: Collection[str]) -> None:
        self._app, self._own = app, own
        self._closed = False  # to whoever does not sign in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 400."""
        if scope["type"] == "http":
            given = Headers(scope=scope).get("host", "")
            name, site = named(given), scope["app"].state.site
            foreign = name or not given  # and no nonsense
            if name not in self._own and not (foreign and await self._signs_in(site)):
                names = ", ".join(sorted(self._own))
                told = say("web.foreign_host", site.root.settings.language, names=names)
                await PlainTextResponse(told, 400)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    async def _signs_in(self, site: Site) -> bool:
        """Whether there are accounts: they are never deleted, so once there are it is not asked again."""
        self._closed = self._closed or await run_in_threadpool(accounts.any_exists, site.database)
        return self._closed


def named(host: str) -> str:
    """The name in a Host header, without port and brackets; "" for none and for what is no such header."""
    found = _HOST.fullmatch(host.lower())
    return found[1] or found[2] if found else ""

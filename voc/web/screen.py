"""What a page is: a function from Asked to a response, an address and the role it needs.

Around it: who asks, the secret of forms, and what a failure says to the person who meets it.
"""

import logging
from collections.abc import Callable
from typing import cast

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive

from voc.errors import StoreError, Taken, VocError
from voc.records import Role
from voc.web.access.visitor import Visitor, same, visitor
from voc.web.asked import Asked
from voc.web.rendering import address
from voc.web.site import Site

Page = Callable[[Asked], Response]
_NOBODY = Visitor("", "viewer", account=False)
_LARGEST = 2 << 20  # bytes of a form
log = logging.getLogger("voc.web")


def screen(
    path: str,
    page: Page,
    role: Role | None = "viewer",
    *,
    methods: tuple[str, ...] = ("GET",),
    seen: str = "",
    largest: int = _LARGEST,
) -> Route:
    """A route to a page for visitors of `role` (None: for everybody).

    `seen` is what the audit log says of whoever gets it, with the address as its target; `largest` are
    the bytes that a form may have.
    """

    async def endpoint(request: Request) -> Response:
        site = cast(Site, request.app.state.site)
        if request.method != "POST":
            return await run_in_threadpool(_read, page, request, site, role, seen)
        asked = await run_in_threadpool(_admitted, request, site, role)
        if isinstance(asked, Response):
            return asked
        request = Request(request.scope, _at_most(request.receive, largest))
        async with request.form(max_files=100, max_fields=5_000) as form:
            given = request.headers.get("x-csrf-token") or form.get("csrf", "")
            if not same(request.session, str(given)):
                return failed(asked, 403, "web.form_too_old")
            return await run_in_threadpool(_answer, page, Asked(request, site, asked.visitor, form), seen)

    return Route(path, endpoint, methods=list(methods))


def _read(page: Page, request: Request, site: Site, role: Role | None, seen: str) -> Response:
    """A page that changes nothing: all that it reads of the decisions is of one moment."""
    with site.database.reading():
        asked = _admitted(request, site, role)
        return asked if isinstance(asked, Response) else _answer(page, asked, seen)


def _admitted(request: Request, site: Site, role: Role | None) -> Asked | Response:
    """What a page is given where the visitor may see it, or else the answer that says why not."""
    who = visitor(site.database, request.session)
    if who is None and role is not None:
        return _sign_in(request)
    asked = Asked(request, site, who or _NOBODY, FormData())
    if role is not None and not asked.visitor.may(role):
        return failed(asked, 403, "web.not_permitted", role=asked.say(f"role.{role}"))
    return asked


def _answer(page: Page, asked: Asked, seen: str) -> Response:
    try:
        response = page(asked)
        if seen and response.status_code < 400:
            filters = {name: value for name, value in asked.query.items() if name != "text"}
            target = address(asked.request.url.path, filters)
            response.background = BackgroundTask(asked.audit, seen, target)  # nobody waits for the disk
        return response
    except Taken as error:
        return failed(asked, 409, error.code, **error.values)
    except VocError as error:
        if error.code == "not_published":
            return asked.page("unpublished.html")
        log.info("%s: %s", asked.request.url.path, error.code)
        return failed(asked, 503 if isinstance(error, StoreError) else 400, error.code, **error.values)


def _at_most(receive: Receive, largest: int) -> Receive:
    """`receive` for a body of at most so many bytes; a larger one is refused with 413."""
    got = 0

    async def received() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > largest:
            raise HTTPException(413)
        return message

    return received


def failed(asked: Asked, status: int, code: str, **values: object) -> Response:
    """A page that says what went wrong and what to do."""
    return asked.page("failed.html", status, shown=status, sentence=asked.say(code, **values))


def _sign_in(request: Request) -> Response:
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.method != "GET" or "x-csrf-token" in request.headers:
        raise HTTPException(401)
    return RedirectResponse(address("/sign-in", {"next": wanted}), 303)

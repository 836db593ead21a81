"""What a page is: a function from Asked to a response, an address and the role it needs.

Around it: who asks, the secret of forms, and what a failure says to the person who meets it.
"""

import logging
from collections.abc import Callable
from contextlib import nullcontext, suppress
from typing import cast

from starlette.concurrency import run_in_threadpool
from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive

from voc.errors import StoreError, VocError
from voc.records import Role
from voc.web.access.visitor import Visitor, same, visitor
from voc.web.asked import Asked, without_nul
from voc.web.rendering import address
from voc.web.site import Site
from voc.web.statuses import status_of


class _Whole(IntegerConvertor):
    """`whole` of an address's path: more digits are no address of anything."""

    regex = "[0-9]{1,9}"


register_url_convertor("whole", _Whole())
Page = Callable[[Asked], Response]
_CODES = {401: "web.sign_in_first", 404: "web.no_page", 405: "web.no_method", 413: "web.too_large"}
_NOBODY = Visitor("", "viewer", account=False)
_LARGEST = 2 << 20  # bytes of a form
_FILES = 100  # of a form
log = logging.getLogger("voc.web")


def screen(
    path: str,
    page: Page,
    role: Role | None = "viewer",
    *,
    methods: tuple[str, ...] = ("GET",),
    seen: str = "",
    largest: int = _LARGEST,
    steady: bool = True,
) -> Route:
    """A route to a page for visitors of `role` (None: for everybody).

    `seen` is what the audit log says of whoever gets it, with the address as its target; `largest` are
    the bytes that a form may have. A GET of a `steady` page reads one moment of the decisions, on one
    connection, and writes nothing itself; another may write, or wait for somebody else.
    """

    async def endpoint(request: Request) -> Response:
        site = cast(Site, request.app.state.site)
        if request.method != "POST":
            return await run_in_threadpool(_read, page, request, site, role, seen, steady)
        asked = await run_in_threadpool(_admitted, request, site, role)
        if isinstance(asked, Response):
            return asked
        request = Request(request.scope, _at_most(request.receive, largest))
        async with request.form(max_files=_FILES, max_fields=5_000) as sent:
            form = FormData(without_nul(sent.multi_items()))
            given = request.headers.get("x-csrf-token") or form.get("csrf", "")
            if not same(request.session, str(given)):
                return failed(asked, 403, "web.form_too_old")
            return await run_in_threadpool(_answer, page, Asked(request, site, asked.visitor, form), seen)

    return Route(path, endpoint, methods=list(methods))


def _read(
    page: Page, request: Request, site: Site, role: Role | None, seen: str, steady: bool
) -> Response:
    with site.database.reading() if steady else nullcontext():
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
    response = page(asked)
    if seen and response.status_code < 400:
        filters = {name: value for name, value in asked.query.items() if name != "text"}
        response.background = asked.audit_later(seen, address(asked.request.url.path, filters))
    return response


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


def not_done(request: Request, error: Exception) -> Response:
    """The page of a failure that a person can mend."""
    assert isinstance(error, VocError)
    asked = _whoever(request)
    if error.code == "not_published":
        return asked.page("unpublished.html")
    log.info("%s: %s", request.url.path, error if error.code == "decisions_failed" else error.code)
    return failed(asked, status_of(error), error.code, **error.values)


def no_page(request: Request, error: Exception) -> Response:
    """The page of an address that is none, and of what a browser may not send there."""
    assert isinstance(error, HTTPException)
    status = error.status_code
    if status == 400 and error.detail.startswith("Too many files"):
        return failed(_whoever(request), status, "web.too_many_files", most=_FILES)
    return failed(_whoever(request), status, _CODES.get(status, "web.not_understood"))


def broken(request: Request, _: Exception) -> Response:
    """A bug: the server's log has its traceback; the visitor is told that it is not their doing."""
    if "session" not in request.scope:
        return PlainTextResponse("500", 500)
    return failed(_whoever(request), 500, "web.broken")


def _whoever(request: Request) -> Asked:
    """The request of whoever it is, of nobody where the database does not tell."""
    site: Site = request.app.state.site
    with suppress(StoreError):
        return Asked(request, site, visitor(site.database, request.session) or _NOBODY, FormData())
    return Asked(request, site, _NOBODY, FormData())


def _sign_in(request: Request) -> Response:
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.method != "GET" or "x-csrf-token" in request.headers:
        raise HTTPException(401)
    return RedirectResponse(address("/sign-in", {"next": wanted}), 303)

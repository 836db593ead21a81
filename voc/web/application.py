"""The ASGI application: middleware around the routes, and the decisions database while it runs."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from voc import queue, store
from voc.config import Project
from voc.web.access.headers import Headers
from voc.web.access.hosts import LOCAL, Hosts
from voc.web.access.sessions import Sessions
from voc.web.access.visitor import Visitor, visitor
from voc.web.asked import Asked
from voc.web.routes import ROUTES
from voc.web.screen import failed
from voc.web.site import Site

HERE = Path(__file__).parent


def application(project: Project, hosts: Collection[str] = LOCAL) -> Starlette:
    """The pages of a project; while there are no accounts, for browsers that ask under the names `hosts`."""

    @asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        with store.decisions.opened(project.decisions) as database:
            queue.catch_up(database, store.current(project.data))
            app.state.site = Site(project, database)
            yield
            app.state.site.apart.close()

    return Starlette(
        routes=[*ROUTES, Mount("/static", _Static(directory=HERE / "static"))],
        middleware=[
            Middleware(Hosts, own=hosts),
            Middleware(Headers),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=4),
            Middleware(Sessions, project.data),
        ],
        exception_handlers={HTTPException: _no_page, Exception: _broken},
        lifespan=running,
    )


class _Static(StaticFiles):
    """Files of the program: their address holds its version, so a browser may keep them."""

    def file_response(self, *given: object, **more: object) -> Response:
        """A file with leave to keep it."""
        response = super().file_response(*given, **more)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response


async def _no_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    codes = {401: "web.sign_in_first", 404: "web.no_page", 405: "web.no_page", 413: "web.too_large"}
    return failed(_asked(request), status, codes.get(status, "web.no_page"))


async def _broken(request: Request, _: Exception) -> Response:
    """A bug: the server's log has its traceback; the visitor is told that it is not their doing."""
    if "session" not in request.scope:
        return PlainTextResponse("500", 500)
    return failed(_asked(request), 500, "web.broken")


def _asked(request: Request) -> Asked:
    site: Site = request.app.state.site
    who = visitor(site.database, request.session) or Visitor("", "viewer", account=False)
    return Asked(request, site, who, FormData())

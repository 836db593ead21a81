"""The ASGI application: middleware around the routes, and the decisions database while it runs."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from voc import queue, store, uploads
from voc.config import Project
from voc.errors import VocError
from voc.web.access.headers import Headers
from voc.web.access.hosts import LOCAL, Hosts
from voc.web.access.sessions import Sessions
from voc.web.routes import ROUTES
from voc.web.screen import broken, no_page, not_done
from voc.web.site import Site

HERE = Path(__file__).parent


def application(project: Project, hosts: Collection[str] = LOCAL) -> Starlette:
    """The pages of a project; while there are no accounts, for browsers that ask under the names `hosts`."""

    @asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        with store.decisions.opened(project.decisions) as database:
            uploads.sweep(project)
            queue.follow(database, project.data)
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
        exception_handlers={HTTPException: no_page, VocError: not_done, Exception: broken},
        lifespan=running,
    )


class _Static(StaticFiles):
    """Files of the program: their address holds its version, so a browser may keep them."""

    def file_response(self, *given: object, **more: object) -> Response:
        """A file with leave to keep it."""
        response = super().file_response(*given, **more)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response

"""The FastAPI application, and how it hangs in that of the pages."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from voc import __version__
from voc.errors import VocError
from voc.web.api import problems, review, tables

_ABOUT = (
    "The published tables and the review queue of a voc project. Send the token of an account as "
    "`Authorization: Bearer …`; what is seen is what the account sees on the pages."
)


class Mounted:
    """Hands requests on to the interface, with the site of the application around it."""

    def __init__(self) -> None:
        self._app = _application()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        state = {**scope.get("state", {}), "site": scope["app"].state.site}
        await self._app({**scope, "state": state}, receive, send)  # it puts itself into its scope as the app


def _application() -> FastAPI:
    app = FastAPI(
        title="voc", version=__version__, description=_ABOUT,
        docs_url=None, redoc_url=None,  # they would load scripts from elsewhere
        responses=problems.RESPONSES,
    )  # fmt: skip
    app.include_router(tables.router)
    app.include_router(review.router)
    app.add_exception_handler(problems.Refused, problems.refused)
    app.add_exception_handler(VocError, problems.failed)
    app.add_exception_handler(RequestValidationError, problems.invalid)
    app.add_exception_handler(HTTPException, problems.other)
    app.add_exception_handler(Exception, problems.broken)
    return app

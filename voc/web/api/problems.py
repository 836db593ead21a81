"""What a failure says to a program: a status, a code that stays, a sentence in the language asked for."""

from collections.abc import Mapping
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from voc.errors import VocError
from voc.web.statuses import status_of
from voc.words import LANGUAGES, codes, say, say_in_browser

_KNOWN = codes()
_CODES = {404: "api.no_address", 405: "api.no_method"}


class Problem(BaseModel):
    """Why something was not done."""

    code: str
    message: str


RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": description}
    for status, description in {
        400: "It cannot be answered: wrong SQL, a filter that the table does not have",
        401: "No token, or a wrong one",
        403: "The account may not do this",
        404: "There is no such thing",
        409: "Somebody else was faster, or nothing is published yet",
        422: "The request is not as described",
        503: "Not now: other SQL is being answered, or the database does not answer",
    }.items()
}


class Refused(Exception):
    """The caller may not come in, or may not do this."""

    def __init__(self, status: int, code: str, **values: object) -> None:
        self.status, self.code, self.values = status, code, values


def language(request: Request) -> str:
    """"ja" or "en": what the client prefers of the two, or else the project's."""
    for part in request.headers.get("accept-language", "").lower().split(","):
        if (wanted := part.split(";")[0].strip()[:2]) in LANGUAGES:
            return wanted
    return str(request.state.site.root.settings.language)


def refused(request: Request, error: Exception) -> Response:
    """401 with what is missing, or 403."""
    assert isinstance(error, Refused)
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else None
    return _said(request, error.status, error.code, error.values, headers)


def failed(request: Request, error: Exception) -> Response:
    """A failure that a person can mend."""
    assert isinstance(error, VocError)
    return _said(request, status_of(error), error.code, error.values)


def invalid(request: Request, error: Exception) -> Response:
    """A request that does not fit its description; what was sent is not sent back."""
    assert isinstance(error, RequestValidationError)
    shown = [f"{'.'.join(map(str, one['loc']))}: {_wrong(one, language(request))}" for one in error.errors()]
    return _said(request, 422, "api.invalid", {"fields": "; ".join(shown)})


def _wrong(one: Mapping[str, Any], wanted: str) -> str:
    """What is wrong with a field: in words for what a program's author meets most, else as pydantic says."""
    code = f"api.invalid.{one['type']}"
    return say(code, wanted, **one.get("ctx", {})) if code in _KNOWN else str(one.get("msg", one["type"]))


def other(request: Request, error: Exception) -> Response:
    """No such address or method."""
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    return _said(request, error.status_code, _CODES.get(error.status_code, "api.failed"), {}, headers)


def broken(request: Request, _: Exception) -> Response:
    """A bug: the server's log has its traceback."""
    return _said(request, 500, "api.broken", {})


def _said(
    request: Request,
    status: int,
    code: str,
    values: Mapping[str, object],
    headers: dict[str, str] | None = None,
) -> Response:
    problem = Problem(code=code, message=say_in_browser(code, language(request), **values))
    return JSONResponse(problem.model_dump(), status, headers)

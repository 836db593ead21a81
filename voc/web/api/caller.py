"""Who asks: the account of the token, never that of a cookie.

So no page of another site can ask in somebody's name. Where nobody need sign in (no accounts, this machine
only) there is no token either: then browsers say where a request comes from, and other sites are refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from voc import accounts, store
from voc.records import Role
from voc.web.access.visitor import Visitor, visitor
from voc.web.api.problems import Refused, language
from voc.web.site import Site
from voc.words import say

_TOKEN = HTTPBearer(auto_error=False, description="made on the accounts page")


@dataclass(frozen=True)
class Caller:
    """Somebody with a role, and what they may see; `language` is the one of sentences."""

    site: Site
    visitor: Visitor
    language: str

    def sight(self) -> store.Sight:
        """What the caller may see of the published run. Raises SettingsError when nothing is published."""
        return self.site.sight(self.visitor)

    def audit(self, action: str, target: str) -> None:
        """Keep in the audit log what was seen or done."""
        store.decisions.audit.note(self.site.database, self.visitor.name, action, target)


def caller(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_TOKEN)]
) -> Caller:
    """Whoever asks.

    Raises Refused without a token, where one is needed, and with a wrong one; RequestValidationError for a
    query that the place does not know: a filter that is misspelt would show everything.
    """
    if request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        raise Refused(403, "api.other_site")
    site = cast(Site, request.state.site)
    if credentials is not None:
        account = accounts.by_token(site.database, credentials.credentials)
        if account is None:
            raise Refused(401, "api.wrong_token")
        who = Visitor(account.name, account.role, account.segment)
    elif "authorization" in request.headers or (local := visitor(site.database, {})) is None:
        raise Refused(401, "api.needs_token")
    else:
        who = local
    known = {one.alias for one in request.scope["route"].dependant.query_params}
    if not request.query_params.keys() <= known:
        told = {"known": ", ".join(sorted(known)) or "–"}
        raise RequestValidationError([{"loc": ("query",), "type": "unknown_filter", "ctx": told}])
    return Caller(site, who, language(request))


def _with(role: Role) -> Callable[[Caller], Caller]:
    def allowed(asking: Annotated[Caller, Depends(caller)]) -> Caller:
        if not asking.visitor.may(role):
            raise Refused(403, "api.not_permitted", role=say(f"role.{role}", asking.language))
        return asking

    return allowed


Viewer = Annotated[Caller, Depends(caller)]
Reviewer = Annotated[Caller, Depends(_with("reviewer"))]

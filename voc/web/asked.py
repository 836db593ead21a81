"""What a page is given: who asks, for what, and what they may see."""

import logging
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import duckdb
from starlette.background import BackgroundTask
from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from voc import store
from voc.config import Project
from voc.errors import StoreError
from voc.report import cells
from voc.store.decisions import Database
from voc.web import rendering
from voc.web.access.visitor import Visitor, csrf
from voc.web.site import Site
from voc.words import LANGUAGES, say, say_in_browser

_FLASH = 300  # characters: the session is a cookie, and browsers keep none above 4 KB
_GREATEST = 2**31 - 1  # of the ids of PostgreSQL
log = logging.getLogger("voc.web")


@dataclass(frozen=True)
class Asked:
    """One request. `form` is empty for GET; its secret has been checked already."""

    request: Request
    site: Site
    visitor: Visitor
    form: FormData

    @cached_property
    def query(self) -> QueryParams:
        """What stands behind ? in the address."""
        return QueryParams(without_nul(self.request.query_params.multi_items()))

    @property
    def here(self) -> str:
        """The address of the page that the browser shows now, or showed before it sent a form."""
        url = urlsplit(str(self.request.url))
        if self.request.method == "POST":
            asking, url = url, urlsplit(self.request.headers.get("referer", ""))
            if url.netloc != asking.netloc:
                return "/"
        return (url.path or "/") + (f"?{url.query}" if url.query else "")

    @property
    def path(self) -> Mapping[str, str]:
        """The parts of the address that vary."""
        return self.request.path_params

    @property
    def database(self) -> Database:
        """The decisions database."""
        return self.site.database

    @cached_property
    def project(self) -> Project:
        """The project, with its settings as they are now."""
        return self.site.project

    @cached_property
    def language(self) -> str:
        """"ja" or "en": as chosen in this session, or else the project's."""
        chosen = self.request.session.get("language")
        return str(chosen) if chosen in LANGUAGES else self.site.root.settings.language

    @cached_property
    def zone(self) -> ZoneInfo:
        """The project's time zone, that of the published months."""
        return ZoneInfo(self.site.root.settings.timezone)

    def moment(self, at: datetime) -> datetime:
        """A time as a naive one of the project's zone, to the second."""
        return cells.moment(at, self.zone)

    @cached_property
    def dated(self) -> frozenset[str]:
        """The sources that tell days and no time of day. Raises SettingsError when nothing is published."""
        return self.site.dated()

    def say(self, code: str, **values: object) -> str:
        """The sentence for `code` in the visitor's language; where the database is, admins alone are told."""
        told = say if code == "decisions_failed" and self.visitor.may("admin") else say_in_browser
        return told(code, self.language, **values)

    def tables(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """The published run as this visitor may see it. Raises SettingsError when nothing is published."""
        return self.site.tables(self.visitor)

    def audit(self, action: str, target: str = "") -> None:
        """Keep in the audit log that the visitor saw or did this; `target` holds ids and names only."""
        store.decisions.audit.note(self.database, self.visitor.name, action, target)

    def audit_later(self, action: str, target: str) -> BackgroundTask:
        """`audit` once the page is sent: nobody waits for the disk, and the page's connection is free."""

        def kept() -> None:
            try:
                self.audit(action, target)
            except StoreError as error:
                log.warning("not in the audit log: %s %s: %s", action, target, error)

        return BackgroundTask(kept)

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        """A page: the template with these values, in the frame of every page."""
        return HTMLResponse(self.rendered(template, **values), status)

    def rendered(self, template: str, **values: object) -> str:
        """The template with these values, and with asked, say and visitor."""
        frame = {"asked": self, "say": self.say, "visitor": self.visitor}
        return rendering.rendered(template, self.language, frame | values)

    def go(self, address: str, *flash: str, refused: bool = False) -> Response:
        """Send the browser on after a change; `flash` are sentences that the next page shows once.

        Of many as many as a session holds. `refused`: not all that was asked for was done.
        """
        if any(flash):
            shown = [flash[0][:_FLASH]]
            for one in flash[1:]:
                if len("\n".join((*shown, one))) > _FLASH:
                    shown.append(self.say("web.more_told", count=len(flash) - len(shown)))
                    break
                shown.append(one)
            self.request.session["flash"] = "\n".join(shown)
            self.request.session["refused"] = refused
        return RedirectResponse(address, 303)

    def at(self, address: str) -> "Asked":
        """The same request, form and all, for the page at another address of the program."""
        url = urlsplit(address)
        scope = {**self.request.scope, "path": url.path, "query_string": url.query.encode()}
        return replace(self, request=Request(scope))

    def flashed(self) -> tuple[str, bool]:
        """What the change before wanted said, once, and whether something was refused."""
        session = self.request.session
        return str(session.pop("flash", "")), bool(session.pop("refused", False))

    @property
    def csrf(self) -> str:
        """The secret that forms of this session bring back as the field `csrf`."""
        return csrf(self.request.session)


def whole(given: object) -> int | None:
    """The number that an address or a form says in digits; None for what is none or greater than ids are."""
    digits = str(given)
    known = digits.isdecimal() and len(digits) < 11 and int(digits) <= _GREATEST
    return int(digits) if known else None


def without_nul(given: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Names and values as databases keep text: PostgreSQL refuses the character NUL."""
    return [
        (name.replace("\0", ""), value.replace("\0", "") if isinstance(value, str) else value)
        for name, value in given
    ]

"""The page of everything there is to set up: exports, the run, the schedule."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.responses import Response

from voc import inbox, ingest, nightly, store, uploads
from voc.config import Project
from voc.records import Source
from voc.web.asked import Asked
from voc.web.pages.setup.runs import failure_since, shown_attempt
from voc.web.screen import screen

_FILES = 6  # of a source that are listed; the others are counted


@dataclass(frozen=True)
class Placed:
    """A source, its newest files with what the published run read of them, and how many there are.

    `place` is the pattern of its files, or the database without a password.
    """

    source: Source
    place: str
    files: list[tuple[str, Mapping[str, Any] | None]]
    count: int


def overview(asked: Asked) -> Response:
    """The page."""
    project = asked.project
    families, unreadable = inbox.unplaced(project)
    current = store.current(project.data)
    return asked.page(
        "setup/overview.html",
        placed=_placed(asked, project, current),
        families=families,
        unreadable=[(path.name, asked.say(error.code, **error.values)) for path, error in unreadable],
        waiting=uploads.waiting(project),
        forms=",".join(uploads.SUFFIXES),
        inside=lambda path: inbox.inside(project, path),
        attempt=shown_attempt(asked, nightly.last(project.data)),
        failure=failure_since(asked, current),
        published=current,
        at=project.settings.nightly_at,
        timezone=project.settings.timezone,
    )


def _placed(asked: Asked, project: Project, current: store.Run | None) -> list[Placed]:
    read: dict[str, Mapping[str, Any]] = {}
    if current is not None:
        read = {file["shown"]: file for file in current.manifest.summary.get("files", ())}
    found = []
    for source in project.settings.sources:
        files = ingest.find(source, project.root)[::-1]
        shown = [
            (asked.say("setup.query") if source.url else Path(file.shown).name, read.get(file.shown))
            for file in files[:_FILES]
        ]
        found.append(Placed(source, source.path or ingest.place(source.url), shown, len(files)))
    return found


ROUTES = [screen("/setup", overview, "admin")]

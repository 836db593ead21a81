"""Choosing the language of the pages."""

from starlette.responses import Response

from voc.web.asked import Asked
from voc.web.pages.signing import local
from voc.web.screen import screen
from voc.words import LANGUAGES


def choose(asked: Asked) -> Response:
    """Speak the chosen language for the rest of the session."""
    if asked.path["language"] in LANGUAGES:
        asked.request.session["language"] = asked.path["language"]
    return asked.go(local(asked.query.get("next", "/")))


ROUTES = [screen("/language/{language}", choose, None)]

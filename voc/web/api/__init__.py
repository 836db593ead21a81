"""The JSON interface for programs, at /api/v1: the tables, SQL over them, the review queue.

    application.py   the FastAPI application, described by /api/v1/openapi.json
    caller.py        who asks: a token, never a cookie
    problems.py      what a failure says: a code and a sentence
    tables.py        tables and SQL         review.py   the queue and decisions on it
    models.py        what travels

Roles and segments are those of the pages.
"""

import re

from starlette.routing import BaseRoute, Mount

from voc.web.api.application import Mounted

_everything = Mount("/api/v1", app=Mounted())
_everything.path_regex = re.compile(_everything.path_regex.pattern, re.DOTALL)  # line breaks in a path too

ROUTES: list[BaseRoute] = [_everything]

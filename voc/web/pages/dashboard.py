"""The first page: what the published run says as a whole."""

from starlette.responses import Response

from voc.web.asked import Asked
from voc.web.screen import screen


def dashboard(asked: Asked) -> Response:
    """The page."""
    with asked.tables() as con:
        row = con.execute("SELECT count(*) FROM nps").fetchone()
    return asked.page("dashboard.html", count=row[0] if row else 0)


ROUTES = [screen("/", dashboard)]

"""To be written."""

from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = []

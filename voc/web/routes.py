"""Every address of the pages and who may ask for it."""

from starlette.routing import BaseRoute

from voc.web.pages import dashboard, language, signing

ROUTES: list[BaseRoute] = [
    *signing.ROUTES,
    *language.ROUTES,
    *dashboard.ROUTES,
]

"""Every address of the pages and who may ask for it."""

from starlette.routing import BaseRoute

from voc.web import api
from voc.web.pages import (
    ask,
    comments,
    customers,
    dashboard,
    language,
    openid,
    people,
    review,
    setup,
    signing,
    topics,
)

ROUTES: list[BaseRoute] = [
    *signing.ROUTES,
    *openid.ROUTES,
    *language.ROUTES,
    *dashboard.ROUTES,
    *topics.ROUTES,
    *comments.ROUTES,
    *customers.ROUTES,
    *review.ROUTES,
    *ask.ROUTES,
    *setup.ROUTES,
    *people.ROUTES,
    *api.ROUTES,
]

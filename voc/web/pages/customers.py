"""One respondent: answers, comments, contacts, what they do, and why they may be lost. By the hashed id."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import duckdb
from starlette.responses import Response

from voc import analyze
from voc.analyze.comments.history import Stated
from voc.report import cells, charts
from voc.web.asked import Asked, whole
from voc.web.cell import Chosen, about
from voc.web.pages.comments import with_places
from voc.web.pages.review_item import local_time
from voc.web.pieces import picture
from voc.web.screen import failed, screen

_SIZE = 50  # customers on a page
_FACTS = ("tenure", "tier", "points", "purchases", "spend", "churned_at")
Row = Mapping[str, Any]


def customer(asked: Asked) -> Response:
    """The page."""
    who = asked.path["respondent"]
    with asked.tables() as con:
        found = analyze.history(con, who)
        comments = with_places(asked, con, found.comments) if found else []
    if found is None:
        return failed(asked, 404, "web.unknown_customer")
    by: dict[tuple[str, str], list[Row]] = {}
    for comment in comments:
        place = comment["response_id"] or comment["contact_id"] or ""
        by.setdefault((comment["source"], place), []).append(comment)

    local = partial(local_time, asked)

    def facts(row: Row) -> list[tuple[str, str]]:
        named = [(name, row[name]) for name in _FACTS if row[name] is not None]
        shown = {"churned_at": partial(local, clock=False)}
        return [
            (cells.label(name, asked.language), shown.get(name, _plain)(value)) for name, value in named
        ]

    def ways(row: Row) -> list[str]:
        codes = [(name, row[name]) for name in ("channel", "status") if row[name]]
        return [cells.worded(f"web.{name}.{code.lower()}", code, asked.language) for name, code in codes]

    return asked.page(
        "customer.html", who=who, history=found, by=by, local=local, facts=facts, ways=ways, plain=_plain,
        quadrants=_quadrants(found.behaviour),
        chart=picture(
            lambda width: charts.answers(found.responses, asked.language, zone=asked.zone, width=width)
        ),
    )  # fmt: skip


def customers(asked: Asked, con: duckdb.DuckDBPyConnection, found: Chosen) -> Response:
    """Those who may be lost, the largest amounts first."""
    if not found.has("at_risk"):
        return failed(asked, 403, "web.no_table_here")
    name, value = found.segment
    given = {"source": found.cell.source, "name": name, "value": value}
    where = "source = $source AND ($name = 'all' OR segments[$name] = $value)"
    counted = con.execute(f"SELECT count(*) FROM at_risk WHERE {where}", given).fetchone()
    count = int(counted[0]) if counted else 0
    pages = -(-count // _SIZE)
    at = max(1, min(whole(asked.query.get("page")) or 1, pages))
    rows = con.execute(
        f"SELECT * FROM at_risk WHERE {where} ORDER BY spend DESC NULLS LAST, value DESC NULLS LAST,"
        " respondent LIMIT $most OFFSET $skip",
        given | {"most": _SIZE, "skip": (at - 1) * _SIZE},
    ).to_arrow_table()
    times = ("answered_at", "contacted_at")
    listed = [
        row | {name: asked.moment(row[name]) if row[name] else None for name in times}
        for row in rows.to_pylist()
    ]
    shown: dict[str, Any] = {"rows": listed, "count": count, "pages": pages, "page_now": at, "plain": _plain}
    return asked.page("customers.html", found=found, **shown)


def _plain(value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return cells.number(value, "number")
    return cells.NOTHING if value is None else str(value)


def _quadrants(behaviour: Any) -> list[tuple[str, list[Stated]]]:
    """What is stated, by quadrant, those without one last."""
    names: dict[str, list[Stated]] = {}
    for one in sorted(behaviour, key=lambda one: one.quadrant is None):
        names.setdefault(one.quadrant or "", []).append(one)
    return list(names.items())


ROUTES = [
    screen("/customers", about(customers), "reviewer", seen="customers"),
    screen("/customers/{respondent}", customer, "reviewer", seen="customer"),
]

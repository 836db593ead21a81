"""The review queue: flagged complaints, the most pressing first, worked from the top.

review.py            the list, one item, saved views; their addresses
review_filters.py    what the address wants, and which items that are
review_item.py       one item as a person sees it
review_pane.py       it with its forms, and what was written into them
review_deciding.py   decisions
"""

from urllib.parse import parse_qsl

from starlette.responses import Response
from starlette.routing import BaseRoute

from voc import review as rule
from voc import store
from voc.analyze.disclosure.openable import GROUPS
from voc.errors import StoreError
from voc.records import STATUSES
from voc.report import cells
from voc.store.decisions import saved
from voc.web.asked import Asked, whole
from voc.web.desk import Desk
from voc.web.pages.review_deciding import decide
from voc.web.pages.review_filters import PAGE, UNFINISHED, as_query, counted, filters, found, listed
from voc.web.pages.review_item import cards, day, local_time, opened, own
from voc.web.pages.review_pane import pane, people
from voc.web.screen import failed, screen

_READY = {  # views that everybody has: code -> query
    "all": "", "urgent": "reason=urgent", "churn": "reason=churn", "detractor": "reason=detractor",
    "mine": "assignee=-me&status=unfinished", "accepted": "status=accepted", "resolved": "status=resolved",
}  # fmt: skip


def queue(asked: Asked) -> Response:
    """A page of the queue, with one of its items opened."""
    desk, chosen = asked.site.desk(asked.visitor), filters(asked)
    among = found(desk, chosen)
    chosen, items, further = listed(asked.database, chosen, among)
    shown = cards(asked, items)
    count, more = counted(asked, chosen, among)
    wanted = asked.query.get("item")
    current = next((card for card in shown if str(card.item.id) == wanted), shown[0] if shown else None)
    done, capacity = day(asked)
    everybody = people(asked)
    beside = pane(asked, opened(asked, current) if current else None, chosen.here())
    return asked.page(
        "review.html", chosen=chosen, cards=shown, count=count, more=more, current=current, capacity=capacity,
        done=done, line=max(capacity - done, 0) - chosen.before if not chosen.given.get("status") else -1,
        back_a_page=chosen.back(items[0]) if chosen.before and items else "",
        onward=chosen.onward(items[-1], PAGE) if further else "",
        options=_options(asked, desk, everybody), everybody=everybody,
        ready=_READY, query=as_query(chosen.given),
        views=saved.kept(asked.database, "review", asked.visitor.name),
        **beside,
    )  # fmt: skip


def item(asked: Asked) -> Response:
    """One item by itself; with ?pane only what stands beside the list, with ?row only its row."""
    try:
        (one,) = store.decisions.find(asked.database, [int(asked.path["id"])])
        if not own(asked, one):
            raise StoreError("item_unknown", item=one.id)
    except StoreError as error:
        if error.code != "item_unknown":
            raise
        return failed(asked, 404, "item_unknown", item=asked.path["id"])
    (card,) = cards(asked, [one])
    if "row" in asked.query:
        return asked.page("review_row.html", card=card, local_time=local_time)
    template = "review_pane.html" if "pane" in asked.query else "review_item.html"
    return asked.page(template, **pane(asked, opened(asked, card), filters(asked).here()))


def keep(asked: Asked) -> Response:
    """Keep the filters of a page under a name."""
    name, query = str(asked.form.get("name", "")).strip()[:60], str(asked.form.get("query", ""))
    kept = as_query(dict(parse_qsl(query)))
    if not name:
        raise StoreError("web.review.view_name")
    saved.keep(asked.database, "review", asked.visitor.name, name, kept)
    return asked.go(f"/review?{kept}" if kept else "/review", asked.say("web.review.view_kept", name=name))


def drop(asked: Asked) -> Response:
    """Keep a view no longer."""
    saved.drop(asked.database, "review", asked.visitor.name, whole(asked.form.get("id")) or 0)
    return asked.go("/review", asked.say("web.review.view_dropped"))


def _options(asked: Asked, desk: Desk, people: list[str]) -> dict[str, list[tuple[str, str]]]:
    """The choices of every filter: (value, words)."""
    say, choices = asked.say, desk.choices
    years = sorted({period[:4] for period in choices.periods}, reverse=True)
    return {
        "topic": [(code, cells.topic(code, asked.language)) for code in choices.topics],
        "reason": [(code, say(f"flag.{code}")) for code in rule.REASONS],
        "source": [(name, name) for name in choices.sources],
        "period": [(period, period) for period in (*years, *choices.periods)],
        "segment": [
            (f"{name}={value}", f"{name}: {cells.in_words('segment_value', value, asked.language)}")
            for name, values in choices.segments.items() for value in values
        ],
        "group": [(code, say(f"nps_group.{code}")) for code in GROUPS],
        "assignee": [("-me", say("web.review.me")), *((name, name) for name in people[1:])],
        "status": [
            (UNFINISHED, say("web.review.unfinished")),
            *((code, say(f"standing.{code}")) for code in STATUSES),
        ],
    }


ROUTES: list[BaseRoute] = [
    screen("/review", queue, "reviewer", seen="review_list"),
    screen("/review/decide", decide, "reviewer", methods=("POST",)),
    screen("/review/views", keep, "reviewer", methods=("POST",)),
    screen("/review/views/drop", drop, "reviewer", methods=("POST",)),
    screen("/review/{id:whole}", item, "reviewer", seen="review_item"),
]

"""What of the review queue somebody wants to see, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

from voc import review, store
from voc.analyze.disclosure.openable import GROUPS
from voc.records import STATUSES, Status
from voc.store.decisions import Database, Item, Place, Wanted
from voc.web.asked import Asked, whole
from voc.web.desk import Desk, Found
from voc.web.rendering import address

PAGE = 25  # items on a page
UNFINISHED = "unfinished"  # as a status: neither dismissed nor resolved
_NAMES = ("text", "topic", "reason", "source", "period", "segment", "group", "assignee", "status")
_MANY = 2_000  # comments that a search hands to the database; of more it looks through the queue
_EXACT = 1_000  # items that are counted anew for every page


@dataclass(frozen=True)
class Filters:
    """The filters of one page: what the address says, and what that is for the queue."""

    given: Mapping[str, str]
    wanted: Wanted
    after: Place | None  # what stands before the page
    until: Place | None  # what stands behind it, where somebody goes back
    before: int  # items on the pages before

    @property
    def words(self) -> list[str]:
        """What is searched for."""
        return self.given.get("text", "").split()[:10]

    def link(self, **changed: object) -> str:
        """The address of the queue with these filters, from the top unless `changed` says otherwise."""
        return address("/review", self.given, **changed)

    def here(self, path: str = "/review") -> str:
        """The address of this page of the queue, or of what leads back to it."""
        after, until = (place and _written(place) for place in (self.after, self.until))
        return address(path, self.given, after=after, until=until, before=self.before or None)

    def one(self, id: int) -> str:
        """The address of one item by itself, which leads back to here."""
        return self.here(f"/review/{id}")

    def onward(self, last: Item, shown: int) -> str:
        """The address of the next page, after the item `last`."""
        return self.link(after=_written(last), before=self.before + shown)

    def back(self, first: Item) -> str:
        """The address of the page before, which ends above the item `first`."""
        before = self.before - PAGE
        return self.link(until=_written(first), before=before) if before > 0 else self.link()


def filters(asked: Asked) -> Filters:
    """What the address wants, narrowed to what the visitor may see; what it cannot mean is left out."""
    given = {name: value for name in _NAMES if (value := asked.query.get(name, "").strip()[:200])}
    for name, known in (("status", (*STATUSES, UNFINISHED)), ("reason", review.REASONS), ("group", GROUPS)):
        if given.get(name, known[0]) not in known:
            del given[name]
    status, unfinished = given.get("status"), given.get("status") == UNFINISHED
    assignee, (name, _, value) = given.get("assignee"), given.get("segment", "").partition("=")
    segments = (asked.visitor.segment, (name, value) if value else None)
    wanted = Wanted(
        status=None if unfinished else cast(Status | None, status), unfinished=unfinished,
        source=given.get("source"), period=given.get("period"), nps_group=given.get("group"),
        assignee=asked.visitor.name if assignee == "-me" else assignee,
        reason=given.get("reason"), topic=given.get("topic"),
        segments=tuple(one for one in segments if one),
    )  # fmt: skip
    after, until = (_place(asked.query.get(name, "")) for name in ("after", "until"))
    before = (whole(asked.query.get("before")) or 0) if after or until else 0
    return Filters(given, wanted, after, until, before)


def found(desk: Desk, chosen: Filters) -> Found | None:
    """The comments that hold the words; None where nothing is searched for."""
    return desk.search(chosen.words, chosen.wanted) if chosen.words else None


def listed(database: Database, chosen: Filters, among: Found | None) -> tuple[Filters, list[Item], bool]:
    """The page that is shown, its items, and whether another one follows.

    From the top where so much was decided meanwhile that the page asked for is not there any more.
    """
    items = _items(database, chosen, among)
    if chosen.until is not None and len(items) >= PAGE:
        return chosen, items[-PAGE:], True
    if chosen.until is not None or not items and chosen.after is not None:
        chosen = replace(chosen, after=None, until=None, before=0)
        items = _items(database, chosen, among)
    return chosen, items[:PAGE], len(items) > PAGE


def _items(database: Database, chosen: Filters, among: Found | None) -> list[Item]:
    """The items of the page, of the comments `among`, and one more where there are more in its direction."""
    limit, back = PAGE + 1, chosen.until is not None
    look = partial(store.decisions.queue, database, chosen.wanted)
    if among is None or len(among) <= _MANY:
        keys = None if among is None else list(among)
        return look(limit=limit, after=chosen.after, before=chosen.until, among=keys)
    taken, place, step = list[Item](), chosen.until or chosen.after, 8 * PAGE
    while some := look(limit=step, after=None if back else place, before=place if back else None):
        more = [item for item in some if (item.source, item.comment_id) in among]
        taken = more + taken if back else taken + more
        if len(taken) >= limit or len(some) < step:
            break
        last = some[0 if back else -1]
        place, step = Place(last.priority, last.id), min(2 * step, 5_000)
    return taken[-limit:] if back else taken[:limit]


def counted(asked: Asked, chosen: Filters, among: Found | None) -> tuple[int, bool]:
    """How many items there are on all pages, and whether there may be more.

    Up to a thousand as it is now, beyond as it was within the last minute.
    """
    wanted = chosen.wanted
    if among is not None and len(among) > _MANY:
        return _MANY, True
    keys = None if among is None else list(among)
    now = store.decisions.count(asked.database, wanted, most=_EXACT + 1, among=keys)
    if now <= _EXACT:
        return now, False
    anew = partial(store.decisions.count, asked.database, wanted, among=keys)
    return asked.site.counts.of((wanted, tuple(chosen.words)), anew), False


def as_query(given: Mapping[str, Any]) -> str:
    """What of a form or an address is a view of the queue, as a query."""
    return address("", {name: str(given[name])[:200] for name in _NAMES if given.get(name)}).removeprefix("?")


def _written(place: Place | Item) -> str:
    return f"{place.priority!r}_{place.id}"


def _place(given: str) -> Place | None:
    priority, _, id = given.partition("_")
    try:
        return Place(float(priority), whole(id) or 0)
    except ValueError:
        return None

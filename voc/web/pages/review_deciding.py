"""Deciding on items of the review queue, one or many, as they were seen; answered as a page or as JSON."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, cast

from starlette.responses import JSONResponse, Response

from voc import decide as deciding
from voc import store
from voc.errors import StoreError, Taken, VocError
from voc.records import ACTIONS, POLARITIES, REVIEWED, Action, Correction, Decision, Polarity
from voc.store.decisions import Item
from voc.web.asked import Asked, whole
from voc.web.pages.review_item import Card, cards, day, local_time, opened, own, said
from voc.web.pages.review_pane import pane, sent_lines
from voc.web.pages.signing import local
from voc.web.statuses import status_of

_MOST = 500  # items at once
_SENTIMENTS = (*POLARITIES, "mixed")
_YES_NO = {"yes": True, "no": False}


def decide(asked: Asked) -> Response:
    """Carry out what the form says of its items; somebody who was faster is named, and nothing is changed."""
    scripted = "application/json" in asked.request.headers.get("accept", "")
    try:
        action, seen = _action(asked), _seen(asked)
        ids = [id for id, _ in seen]
        _own(asked, ids)
        made = [one.item for one in _carried_out(asked, action, seen)]
    except VocError as error:
        return _refused(asked, error, scripted)
    kept = asked.audit_later(f"review_{action}", ",".join(map(str, made))[:2_000])
    done = _done(asked, action, ids, made)
    if not scripted:
        response = asked.go(local(_text(asked, "back") or "/review"), done)
        response.background = kept
        return response
    fresh = cards(asked, store.decisions.find(asked.database, ids))
    rows = {card.item.id: _row(asked, card) for card in fresh}
    today, capacity = day(asked)
    shown = asked.rendered("review_day.html", done=today, capacity=capacity)
    return JSONResponse({"sentence": done, "rows": rows, "decided": made, "day": shown}, background=kept)


def _carried_out(asked: Asked, action: Action, seen: Sequence[tuple[int, int | None]]) -> list[Decision]:
    """The decisions that were made: of all items or of none, but undo of many of those that it can."""
    who, request = asked.visitor.name, _request(asked, action)
    if action == "undo" and len(seen) > 1:
        return deciding.take_back(asked.project, asked.database, seen, who, request=request)
    return deciding.decide(
        asked.project, asked.database, action, seen, who,
        correction=_correction(asked) if action == "correct" else None,
        assignee=_text(asked, "assignee") or None if action == "assign" else None,
        note=_text(asked, "note")[:2_000], request=request,
        said=lambda items: said(asked, items, exact=True),
    )  # fmt: skip


def _done(asked: Asked, action: Action, ids: Sequence[int], made: Sequence[int]) -> str:
    """What was done, to which item or to how many, and to how many not."""
    what = asked.say(f"action.{action}")
    if len(ids) == 1:
        return asked.say("web.review.done", of=asked.say("web.review.number", item=ids[0]), what=what)
    of = asked.say("web.review.count", count=f"{len(made):,}")
    if left := len(ids) - len(made):
        return asked.say("web.review.done_in_part", of=of, what=what, left=f"{left:,}")
    return asked.say("web.review.done", of=of, what=what)


def _row(asked: Asked, card: Card) -> str:
    return asked.rendered("review_row.html", card=card, local_time=local_time)


def _refused(asked: Asked, error: VocError, scripted: bool) -> Response:
    status = status_of(error)
    sentence = told(asked, error)
    if scripted:
        return JSONResponse({"sentence": sentence}, status)
    item = _alone(asked) if status in (400, 409) else None
    if item is None:
        return asked.page("failed.html", status, shown=status, sentence=sentence)
    (card,) = cards(asked, [item])  # as it is now, with what was written
    shown = pane(asked, opened(asked, card), local(_text(asked, "back") or "/review"), asked.form)
    taken = isinstance(error, Taken)
    return asked.page("review_item.html", status, problem=sentence, taken=taken, **shown)


def _alone(asked: Asked) -> Item | None:
    """The item of a form that is about one which the visitor may see."""
    with suppress(StoreError):
        seen = _seen(asked)
        (item,) = store.decisions.find(asked.database, [seen[0][0]])
        return item if len(seen) == 1 and own(asked, item) else None
    return None


def told(asked: Asked, error: VocError) -> str:
    """What the error says, in the visitor's words and time."""
    if error.code != "item_taken":
        return asked.say(error.code, **error.values)
    at = local_time(asked, datetime.fromisoformat(str(error.values["at"])))
    action = asked.say(f"action.{error.values['action']}")
    number = asked.say("web.review.number", item=error.values["item"])
    return asked.say("web.review.taken", number=number, who=error.values["who"], at=at, action=action)


def _action(asked: Asked) -> Action:
    given = _text(asked, "action")
    action = next((one for one in ACTIONS if one == given), None)
    if action is None:
        raise StoreError("web.review.no_action", action=given[:40])
    return action


def _seen(asked: Asked) -> list[tuple[int, int | None]]:
    """The items as they were seen, id.version, each once."""
    found = dict.fromkeys(str(one) for one in asked.form.getlist("item"))
    seen: list[tuple[int, int | None]] = []
    for one in found:
        id, version = (whole(part) for part in one.partition(".")[::2])
        if id is None or version is None:
            raise StoreError("item_unknown", item=one[:40])
        seen.append((id, version))
    if not seen:
        raise StoreError("web.review.none_chosen")
    if len(seen) > _MOST:
        raise StoreError("web.review.too_many", most=_MOST)
    return seen


def _own(asked: Asked, ids: list[int]) -> None:
    """Raises StoreError for an item that there is not, or that the visitor may not see."""
    for item in store.decisions.find(asked.database, ids):
        if not own(asked, item):
            raise StoreError("item_unknown", item=item.id)


def _correction(asked: Asked) -> Correction:
    """What the form says is wrong: fields left as they are say nothing."""
    sentiment = _text(asked, "sentiment")
    flags = {name: _YES_NO.get(_text(asked, name)) for name in REVIEWED}
    chosen = cast(Any, sentiment) if sentiment in _SENTIMENTS else None
    correction = Correction(chosen, topics=_topics(asked), **flags)
    if correction == Correction():
        raise StoreError("web.review.nothing_corrected")
    return correction


def _topics(asked: Asked) -> tuple[tuple[str, Polarity, str], ...] | None:
    """The lines of the form that name a topic; None where all of them are as they were read.

    Words that were left as they stood are those that were read.
    """
    lines = sent_lines(asked.form)
    if all(line.as_read for line in lines):
        return None
    named = [(topic, way) for topic, way, *_ in lines]
    return tuple(
        (topic[:100], cast(Polarity, way), "" if words == were and named.count((topic, way)) == 1 else words)
        for topic, way, words, were, _ in lines
        if topic and way in POLARITIES
    )


def _request(asked: Asked, action: str) -> str | None:
    """The same form sent twice is one request."""
    token = _text(asked, "request")
    if not token:
        return None
    sent = repr([(name, str(value)) for name, value in asked.form.multi_items() if name != "csrf"])
    return hashlib.sha256(f"{asked.visitor.name} {action} {sent}".encode()).hexdigest()


def _text(asked: Asked, name: str) -> str:
    return str(asked.form.get(name, "")).strip()

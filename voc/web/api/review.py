"""The review queue: its items, one of them with its text, decisions on them."""

from dataclasses import asdict, fields
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from voc import analyze, decide, store
from voc.errors import StoreError
from voc.records import Correction, Decision, Status
from voc.store.decisions import Item, Wanted
from voc.web.api import models
from voc.web.api.caller import Caller, Reviewer
from voc.web.api.tables import Period, Segment, Source
from voc.web.rendering import address

router = APIRouter(prefix="/review", tags=["review"])

_DECIDED = tuple(models.Decided.model_fields)
_PART = "priority_"


@router.get("/items", summary="The queue, the most pressing first")
def items(
    caller: Reviewer,
    status: Annotated[Status | None, Query(description="without: what waits, open or assigned")] = None,
    source: Source = None,
    period: Period = None,
    nps_group: Annotated[models.Group | None, Query()] = None,
    assignee: Annotated[models.Word | None, Query()] = None,
    reason: Annotated[models.Reason | None, Query()] = None,
    topic: Annotated[models.Word | None, Query()] = None,
    segment: Segment = None,
    after: Annotated[models.Id | None, Query(description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> models.Items:
    """Without text. A restricted account sees the items of its own segment alone, of those what is asked."""
    asked = None if segment is None else models.segment(segment)
    wanted = Wanted(
        status=status, source=source, period=None if period == "all" else period, nps_group=nps_group,
        assignee=assignee, reason=reason, topic=topic,
        segments=tuple(one for one in (caller.visitor.segment, asked) if one and one != ("all", "all")),
    )  # fmt: skip
    last = None if after is None else _own(caller, [after])[0]
    found = store.decisions.queue(caller.site.database, wanted, limit=limit, after=last)
    filters = {
        "status": status, "source": source, "period": period, "nps_group": nps_group, "assignee": assignee,
        "reason": reason, "topic": topic, "segment": segment, "after": after,
    }  # fmt: skip
    caller.audit("api_items", address("/review/items", filters))
    further = found[-1].id if len(found) == limit else None
    return models.Items(items=[models.Item(**_plain(one)) for one in found], next=further)


@router.get("/items/{item}", summary="One item with its text")
def item(caller: Reviewer, item: Annotated[models.Id, Path()]) -> models.Opened:
    """The comment as masked, what it says, and what was decided on it."""
    found = _own(caller, [item])
    with caller.site.opened(caller.sight()) as con:
        said = analyze.said(con, [(one.source, one.comment_id) for one in found])
    (shown,) = decide.shown(caller.site.database, found, lambda _: said)
    caller.audit("api_item", str(item))
    past = store.decisions.history(caller.site.database, item)
    verdict = None if shown.verdict is None else models.Verdict(**asdict(shown.verdict))
    return models.Opened(
        **_plain(shown.item), text=shown.text, question=shown.question, verdict=verdict,
        decisions=[_decided(one) for one in past],
    )  # fmt: skip


@router.post("/decisions", summary="Decide on items as they were seen")
def decisions(caller: Reviewer, asked: models.Decide) -> models.Decisions:
    """409 when somebody decided meanwhile: then nothing was changed, look at the item again."""
    _own(caller, [seen.id for seen in asked.items])
    made = decide.decide(
        caller.site.project,
        caller.site.database,
        asked.action,
        [(seen.id, seen.version) for seen in asked.items],
        caller.visitor.name,
        correction=_correction(asked.correction) if isinstance(asked, models.Correct) else None,
        assignee=asked.assignee if isinstance(asked, models.Assign) else None,
        note=asked.note,
        request=None if asked.request is None else f"{caller.visitor.name}/{asked.request}",
    )
    caller.audit("api_decide", f"{asked.action} {' '.join(str(one.item) for one in made)}")
    return models.Decisions(decisions=[_decided(one) for one in made])


def _own(caller: Caller, ids: list[int]) -> list[Item]:
    """These items. Raises StoreError for one that there is not, or that is not of the caller's segment."""
    found = store.decisions.find(caller.site.database, ids)
    if caller.visitor.segment is not None:
        name, value = caller.visitor.segment
        for one in found:
            if one.segments.get(name) != value:
                raise StoreError("item_unknown", item=one.id)
    return found


def _plain(item: Item) -> dict[str, Any]:
    plain = {field.name: getattr(item, field.name) for field in fields(item)}
    parts = {name.removeprefix(_PART): value for name, value in plain.items() if name.startswith(_PART)}
    known = {name: plain[name] for name in models.Item.model_fields if name in plain}
    return known | {"priority_parts": parts, "flagged": item.gone_run is None}


def _decided(decision: Decision) -> models.Decided:
    return models.Decided(**{name: getattr(decision, name) for name in _DECIDED})


def _correction(given: models.Correction) -> Correction:
    topics = None
    if given.topics is not None:
        topics = tuple((one.topic, one.polarity, one.words) for one in given.topics)
    return Correction(**given.model_dump(exclude={"topics"}), topics=topics)

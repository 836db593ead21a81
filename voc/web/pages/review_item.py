"""One item of the review queue as a person sees it: the comment, why it is there, what is beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from voc import analyze, review, store
from voc.decide import Shown, shown
from voc.records import Decision, Mention, Verdict
from voc.report import cells
from voc.store.decisions import Item
from voc.web.asked import Asked
from voc.web.desk import Customer, Desk, Key

_PARTS = ("urgent", "churn", "severity", "nps", "value", "age")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Piece:
    """A piece of a comment: `polarity` and `title` of what it says, "" where it says nothing."""

    text: str
    polarity: str
    title: str


@dataclass(frozen=True)
class Card:
    """An item in the list. `pieces` is None where its text cannot be shown."""

    item: Item
    pieces: Sequence[Piece] | None
    question: str
    verdict: Verdict | None
    days: int | None
    said: Row

    @property
    def seen(self) -> str:
        """The item as it was seen, for forms: id.version."""
        return f"{self.item.id}.{self.item.version}"


@dataclass(frozen=True)
class Opened:
    """What stands beside a card when it is opened."""

    card: Card
    why: Sequence[str]
    parts: Sequence[tuple[str, float]]
    worth: str
    customer: Customer
    thread: Sequence[Row]
    history: Sequence[Decision]
    taken_back: Mapping[int, Decision]  # decision -> the undo of it
    undoable: bool


def own(asked: Asked, item: Item) -> bool:
    """Whether the visitor may see this item."""
    segment = asked.visitor.segment
    return segment is None or item.segments.get(segment[0]) == segment[1]


def said(asked: Asked, items: Sequence[Item], *, exact: bool = False) -> dict[Key, dict[str, Any]]:
    """What the run says of the comments of items: from the desk, and from the run's files what is not there.

    `exact`: from the desk only if it is that of the published run.
    """
    desk = asked.site.desk(asked.visitor)
    if exact and desk.run_id != store.published_run(asked.site.root.data).id:
        rows = {}
    else:
        rows = desk.said([(item.source, item.comment_id) for item in items])
    texts = {key: row["text_hash"] for key, row in rows.items()}
    missing = [
        (item.source, item.comment_id) for item in items
        if texts.get((item.source, item.comment_id)) != item.text_hash
    ]  # fmt: skip
    if missing:
        with asked.tables() as con:
            rows |= analyze.said(con, missing)
    return rows


def day(asked: Asked) -> tuple[int, int]:
    """How many items were decided on today, and a day's work."""
    capacity = asked.project.settings.daily_capacity
    midnight = datetime.combine(datetime.now(asked.zone).date(), time(), asked.zone).astimezone(UTC)
    return store.decisions.decided_since(asked.database, midnight, max(1_000, 10 * capacity)), capacity


def cards(asked: Asked, items: Sequence[Item]) -> list[Card]:
    """The items with their texts, for the list."""
    rows = said(asked, items)
    now = datetime.now(UTC)
    return [
        _card(asked, one, rows.get((one.item.source, one.item.comment_id), {}), now)
        for one in shown(asked.database, items, lambda _: rows)
    ]


def opened(asked: Asked, card: Card) -> Opened:
    """An item with everything that helps to decide on it."""
    item, desk = card.item, asked.site.desk(asked.visitor)
    row = card.said
    customer, thread = _beside(asked, desk, item, row)
    history = store.decisions.history(asked.database, item.id)
    parts = [(name, getattr(item, f"priority_{name}")) for name in _PARTS]
    return Opened(
        card, list(_why(asked, item, row, customer)), parts, _worth(asked, item, customer), customer, thread,
        history, review.taken_back(history), undoable=bool(review.in_force(history)),
    )  # fmt: skip


def _beside(asked: Asked, desk: Desk, item: Item, row: Row) -> tuple[Customer, Sequence[Row]]:
    """The customer and the thread: from the desk, or from the run where the item is not on it."""
    key = item.source, item.comment_id
    if row and "respondent" not in row:  # it was read from the run's files
        with asked.tables() as con:
            desk = Desk("", analyze.at_hand(con, [key]))
    customer = desk.customer(item.respondent) if item.respondent else Customer()
    contact = row.get("contact_id")
    return customer, desk.thread(item.source, contact) if contact else ()


def _card(asked: Asked, one: Shown, row: Row, now: datetime) -> Card:
    item, verdict = one.item, one.verdict
    days = None if item.occurred_at is None else max((now - item.occurred_at).days, 0)
    if one.text is None:
        return Card(item, None, "", None, days, {})
    pieces = list(_pieces(asked, one.text, verdict))
    return Card(item, pieces, one.question or "", verdict, days, row)


def _pieces(asked: Asked, text: str, verdict: Verdict | None) -> Iterator[Piece]:
    """The text cut where what it says changes; words that say several topics name them all."""
    topics = verdict.topics if verdict else ()
    cuts = sorted({0, len(text), *(min(at, len(text)) for one in topics for at in (one.start, one.end))})
    for start, end in zip(cuts, cuts[1:], strict=False):
        here = [one for one in topics if one.start <= start and end <= one.end]
        polarities = {one.polarity for one in here}
        named = (_topic(asked, one) for one in here)
        worst = next((one for one in ("negative", "positive", "neutral") if one in polarities), "")
        yield Piece(text[start:end], worst, " / ".join(dict.fromkeys(named)))


def _topic(asked: Asked, one: Mention) -> str:
    return f"{cells.topic(one.topic, asked.language)} {asked.say(f'polarity.{one.polarity}')}"


def _why(asked: Asked, item: Item, row: Row, customer: Customer) -> Iterator[str]:
    """A sentence for every reason that the item was flagged for."""
    score = next((one["nps_score"] for one in customer.written if _same(one, item)), None)
    for reason in item.reasons:
        p = row.get(f"p_{reason}")
        if reason == "detractor" and score is not None:
            why = asked.say("web.review.why.detractor_score", score=score)
            yield asked.say("web.review.why.plain", why=why)
        elif p is not None and not row.get("decided"):
            yield asked.say("web.review.why.sure", why=asked.say(f"web.review.why.{reason}"), p=f"{p:.0%}")
        else:
            yield asked.say("web.review.why.plain", why=asked.say(f"web.review.why.{reason}"))


def _worth(asked: Asked, item: Item, customer: Customer) -> str:
    """The amounts, of a customer list or stated in an answer, that customer value comes from; "" for none."""
    amounts = [
        asked.say(
            f"web.review.worth.{'stated' if one['stated_at'] else 'listed'}",
            source=one["source"], fact=cells.behaviour(one["name"], asked.language),
            amount=cells.number(one["amount"], "number"),
            date=local_time(asked, one["stated_at"], clock=False),
        )
        for one in customer.worth
    ]  # fmt: skip
    share = f"{item.priority_value / review.WEIGHTS['value']:.0%}"
    between = asked.say("map.separator")
    return asked.say("web.review.worth", amounts=between.join(amounts), share=share) if amounts else ""


def _same(written: Row, item: Item) -> bool:
    return bool(written["source"] == item.source and written["comment_id"] == item.comment_id)


def local_time(asked: Asked, at: datetime | None, source: str = "", *, clock: bool = True) -> str:
    """A time in the project's zone, without its seconds; "–" for none.

    The day alone without `clock`, and where `source`, from which it is, tells no time of day.
    """
    if at is None:
        return cells.NOTHING
    shape = "%Y-%m-%d %H:%M" if clock and not (source and source in asked.dated) else "%Y-%m-%d"
    return asked.moment(at).strftime(shape)

"""What the template of an opened item needs: the item, its forms, and what was written into them before."""

import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

from starlette.datastructures import FormData

from voc.records import POLARITIES, REVIEWED, Verdict
from voc.report import cells
from voc.store.decisions import accounts
from voc.web.asked import Asked
from voc.web.pages.review_item import Opened, local_time

_FREE = 2  # lines for further topics


class Line(NamedTuple):
    """A line of the form that corrects topics: what it says now, and what stands there as it was read."""

    topic: str
    polarity: str
    words: str
    were: str
    read: str

    @property
    def as_read(self) -> bool:
        """Whether it was left as it stood."""
        return (self.topic and f"{self.topic} {self.polarity}", self.words) == (self.read, self.were)


def pane(asked: Asked, shown: Opened | None, back: str, written: FormData | None = None) -> dict[str, Any]:
    """`back` is where the forms lead; `written` is one that was sent and not carried out."""
    verdict, written = shown.card.verdict if shown else None, written or FormData()
    desk = asked.site.desk(asked.visitor)
    read = [one.topic for one in verdict.topics] if verdict else []
    topics = dict.fromkeys([*read, *desk.choices.topics])
    return {
        "shown": shown, "request": secrets.token_hex(8), "back": back, "written": written,
        "lines": lines(verdict, shown.card.said["text"], written) if shown and verdict else [],
        "topics": sorted((cells.topic(code, asked.language), code) for code in topics),
        "people": people(asked, *([shown.card.item.segments] if shown else [])),
        "polarities": POLARITIES, "flags": REVIEWED, "local_time": local_time,
    }  # fmt: skip


def lines(verdict: Verdict, text: str, written: FormData) -> list[Line]:
    """The topics as they are read now with what was written of them: what nobody saw then stays as it is."""
    now = [Line(one.topic, one.polarity, text[one.start : one.end], "", "") for one in verdict.topics]
    now = [one._replace(were=one.words, read=f"{one.topic} {one.polarity}") for one in now]
    sent, free = sent_lines(written), [Line("", "", "", "", "")] * _FREE
    if all(one.as_read for one in sent):
        return [*now, *free]
    seen, made, left = {one.read for one in sent}, list[Line](), list(now)
    for one in (one for one in sent if one.topic):
        same = next((line for line in left if line[:3] == one[:3]), None)
        if same:
            left.remove(same)
        made.append(same or one._replace(were="", read=""))
    gone = [one._replace(topic="", words="") if one.read in seen else one for one in left]
    return [*made, *gone, *free]


def sent_lines(form: FormData) -> list[Line]:
    """The lines of a form that was sent."""
    columns = ([str(one).strip() for one in form.getlist(name)] for name in Line._fields)
    return [Line(*parts) for parts in zip(*columns, strict=False)]


def people(asked: Asked, *seen: Mapping[str, str]) -> list[str]:
    """To whom items of these segments can be given: whoever may work on them, oneself first."""
    return list(dict.fromkeys([asked.visitor.name, *accounts.workers(asked.database, seen)]))

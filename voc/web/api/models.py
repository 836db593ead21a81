"""What travels: the bodies of requests and answers, as OpenAPI describes them."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from voc.records import Action, Polarity, Status

Id = Annotated[int, Field(ge=1, le=2**31 - 1)]
NO_NUL = r"^[^\x00]*$"  # which PostgreSQL keeps in no text
Word = Annotated[str, Field(min_length=1, max_length=200, pattern=NO_NUL)]
Group = Literal["promoter", "passive", "detractor"]
Reason = Literal["urgent", "churn", "complaint", "detractor", "safety"]


def segment(said: str) -> tuple[str, str]:
    """Name and value of a segment that a query says as name=value."""
    name, _, value = said.partition("=")
    return name, value


class Column(BaseModel):
    """A column: its name in SQL, what people call it, DuckDB's type."""

    name: str
    label: str
    type: str


class Table(BaseModel):
    """A published table, what one of its rows stands for, and SQL to begin with."""

    name: str
    title: str
    grain: str
    example: str
    columns: list[Column]


class Tables(BaseModel):
    """The tables that the account may see, of the run that is published now."""

    run_id: str
    tables: list[Table]


class Rows(BaseModel):
    """Rows by column; `more` says that there are others behind them."""

    run_id: str
    more: bool
    rows: list[dict[str, Any]]


class Query(BaseModel):
    """One reading statement."""

    model_config = ConfigDict(extra="forbid")
    sql: Annotated[str, Field(min_length=1, max_length=20_000, examples=["SELECT * FROM nps"])]
    limit: Annotated[int | None, Field(ge=1, le=2**31 - 1)] = None


class Item(BaseModel):
    """An item of the review queue.

    `version` is what a decision must have seen; `flagged` whether the last run flags it still, `outdated`
    whether its text has changed since it was decided on.
    """

    id: int
    version: int
    source: str
    comment_id: str
    month: str | None
    occurred_at: datetime | None
    nps_group: str | None
    reasons: list[str]
    topics: list[str]
    segments: dict[str, str]
    priority: float
    priority_parts: dict[str, float]
    status: Status
    assignee: str | None
    flagged: bool
    outdated: bool


class Items(BaseModel):
    """A page of the queue, the most pressing first; `next` is the `after` of the next page."""

    items: list[Item]
    next: int | None


class Topic(BaseModel):
    """A topic of a text and the characters that say so."""

    topic: str
    polarity: Polarity
    start: int
    end: int


class Verdict(BaseModel):
    """What a comment says: as decided, or else as read. None is not known."""

    sentiment: Polarity
    mixed: bool | None
    complaint: bool | None
    request: bool | None
    churn: bool | None
    urgent: bool | None
    non_answer: bool
    topics: list[Topic]


class Decided(BaseModel):
    """A decision, as it was appended."""

    id: int
    item: int
    version: int
    action: Action
    who: str
    at: datetime
    assignee: str | None
    note: str
    undoes: int | None


class Opened(Item):
    """An item with its comment (masked) and the decisions on it.

    text, question and verdict are null where the published run does not have the comment any more.
    """

    text: str | None
    question: str | None
    verdict: Verdict | None
    decisions: list[Decided]


class Seen(BaseModel):
    """An item, in the version that was seen."""

    model_config = ConfigDict(extra="forbid")
    id: Id
    version: Annotated[int, Field(ge=0, le=2**31 - 1)]


class Mentioned(BaseModel):
    """A topic of a comment; `words` of its text that say so, "" for those that were read."""

    model_config = ConfigDict(extra="forbid")
    topic: Word
    polarity: Polarity
    words: Annotated[str, Field(max_length=2_000, pattern=NO_NUL)] = ""


class Correction(BaseModel):
    """What of a reading is wrong; null is right as it is, which the decision says too.

    `topics` are all topics of the comment.
    """

    model_config = ConfigDict(extra="forbid")
    sentiment: Literal["negative", "neutral", "positive", "mixed"] | None = None
    complaint: bool | None = None
    request: bool | None = None
    churn: bool | None = None
    urgent: bool | None = None
    topics: Annotated[list[Mentioned] | None, Field(max_length=50)] = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_dump(exclude_none=True):
            raise ValueError("nothing is corrected")
        return self


class Plain(BaseModel):
    """One decision on items as they were seen: on all of them or on none.

    `request` is an id of the client's own: the same one again is answered as before and changes nothing.
    """

    model_config = ConfigDict(extra="forbid")
    action: Literal["accept", "dismiss", "resolve", "reopen", "note", "undo"]
    items: Annotated[list[Seen], Field(min_length=1, max_length=200)]
    note: Annotated[str, Field(max_length=2_000, pattern=NO_NUL)] = ""
    request: Annotated[str | None, Field(min_length=1, max_length=100, pattern=NO_NUL)] = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if len({seen.id for seen in self.items}) < len(self.items):
            raise ValueError("an item twice")
        return self


class Assign(Plain):
    """Whose the items are from now on; null is nobody's."""

    action: Literal["assign"]  # type: ignore[assignment]
    assignee: Word | None = None


class Correct(Plain):
    """What the comments say instead of what was read."""

    action: Literal["correct"]  # type: ignore[assignment]
    correction: Correction


Decide = Annotated[Plain | Assign | Correct, Field(discriminator="action")]


class Decisions(BaseModel):
    """The decisions that were appended, in the order of the items."""

    decisions: list[Decided]

"""What travels between the stages: Arrow schemas and a few frozen dataclasses.

Times are UTC timestamps; `month` is the calendar month "YYYY-MM" in the project's time
zone. Respondents and text hashes are keyed hashes (hex), never the value itself. All text
is masked, except in `Readable`, whose `given` never leaves the process.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple, Protocol, get_args

import pyarrow as pa

Kind = Literal["survey", "support", "customers"]
Margins = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Source → segment → value → target share of the answers, positive; those of a segment sum to 1."""

Polarity = Literal["negative", "neutral", "positive"]
POLARITIES: tuple[Polarity, ...] = ("negative", "neutral", "positive")


# -- what a [[source]] of voc.toml says -------------------------------------------------


@dataclass(frozen=True)
class Score:
    """A question answered on an ordered scale: a number, or words ranked by `order` (1 = first)."""

    column: str
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Behaviour:
    """A fact about what a customer does: a number, or bands turned into numbers by `values`."""

    column: str
    values: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """Where an export is and what its columns mean. Column names are as in the header.

    `path` is a glob relative to the project folder; `url` with `query` reads a database.
    `optional` names columns that a file may lack. Fields that a kind does not use stay empty:
    `nps`, `comments`, `scores`, `behaviour` are a survey's; `thread`, `speaker`, `body`,
    `agents`, `channel`, `status`, `subject` a support log's; `aliases` and `facts` a customer list's.
    """

    name: str
    kind: Kind
    path: str = ""
    url: str = ""
    query: str = ""
    preset: str = ""
    sheet: str = ""                       # Excel: empty = the first sheet that holds a table
    header_rows: int = 1                  # rows before the data; names come from the first
    footer: str = ""                      # a row whose first cell matches this regex ends the data
    time_format: str = ""                 # strptime format; empty = the known shapes
    id: tuple[str, ...] = ()              # empty = respondent and time
    respondent: str = ""
    time: str = ""
    nps: str = ""
    comments: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    scores: Mapping[str, Score] = field(default_factory=dict)
    behaviour: Mapping[str, Behaviour] = field(default_factory=dict)
    thread: str = ""                      # support: column of the list of turns (JSON), or empty
    body: str = ""                        # support: column of the message text
    subject: str = ""
    speaker: str = ""                     # support: column (or dotted path in a turn) of who speaks
    agents: tuple[str, ...] = ()          # values of `speaker` that are not the customer
    channel: str = ""
    status: str = ""
    aliases: tuple[str, ...] = ()         # customers: other ids of the same person
    facts: Mapping[str, str] = field(default_factory=dict)  # customers: tenure, tier, points … -> column


# -- what ingest hands over, one batch at a time ------------------------------------------

_UTC = pa.timestamp("us", tz="UTC")
_NUMBERS = pa.map_(pa.string(), pa.float64())
_STRINGS = pa.map_(pa.string(), pa.string())

RESPONSES = pa.schema(
    {
        "source": pa.string(),
        "response_id": pa.string(),   # keyed hash of the source's id columns
        "respondent": pa.string(),    # keyed hash; null for an anonymous answer
        "answered_at": _UTC,
        "month": pa.string(),
        "nps_score": pa.int8(),       # 0-10
        "nps_group": pa.string(),     # promoter | passive | detractor
        "scores": _NUMBERS,
        "segments": _STRINGS,
        "behaviour": _NUMBERS,
    }
)
CONTACTS = pa.schema(
    {
        "source": pa.string(),
        "contact_id": pa.string(),
        "respondent": pa.string(),
        "opened_at": _UTC,
        "month": pa.string(),
        "channel": pa.string(),
        "status": pa.string(),
    }
)
MESSAGES = pa.schema(
    {
        "source": pa.string(),
        "contact_id": pa.string(),
        "seq": pa.int32(),            # 0 = first turn
        "speaker": pa.string(),       # customer | agent
        "sent_at": _UTC,              # null when the export has no time per turn
        "month": pa.string(),         # of the contact
        "text": pa.string(),
    }
)
CUSTOMERS = pa.schema(
    {
        "source": pa.string(),
        "respondent": pa.string(),
        "tenure": pa.float64(),       # years, or as the source counts it
        "tier": pa.string(),
        "points": pa.float64(),
        "purchases": pa.float64(),
        "spend": pa.float64(),
        "churned_at": _UTC,
        "aliases": pa.list_(pa.string()),   # keyed hashes
    }
)
COMMENTS = pa.schema(
    {
        "source": pa.string(),
        "comment_id": pa.string(),    # keyed hash of response or contact and question
        "response_id": pa.string(),   # null for a support contact
        "contact_id": pa.string(),    # null for a survey answer
        "question": pa.string(),
        "text": pa.string(),          # masked from the text stage on
        "tokens": pa.list_(pa.string()),    # lemmas of content words; filled by the text stage
        "pairs": pa.list_(pa.string()),     # 係り受け, "対応→遅い", "使い勝手→良い/ない"; by the text stage
        "occurred_at": _UTC,
        "month": pa.string(),
        "text_hash": pa.string(),     # keyed hash of question and masked text
    }
)
REJECTED = pa.schema(
    {
        "source": pa.string(),
        "file": pa.string(),          # relative to the project folder
        "line": pa.int64(),           # 1-based line where the row begins; null for the whole file
        "reason": pa.string(),        # code of voc.words, e.g. score_out_of_range
        "message": pa.string(),       # the sentence in the project's language
        "excerpt": pa.string(),       # masked, at most 200 characters
    }
)


STAGED: Mapping[str, pa.Schema] = {
    "responses": RESPONSES, "contacts": CONTACTS, "messages": MESSAGES,
    "customers": CUSTOMERS, "comments": COMMENTS, "rejected": REJECTED,
}  # fmt: skip


@dataclass(frozen=True)
class Batch:
    """Rows of one export, bounded in size. Comment and message text is as written (unmasked)."""

    responses: pa.Table
    contacts: pa.Table
    messages: pa.Table
    customers: pa.Table
    comments: pa.Table
    rejected: pa.Table
    rows_read: int                        # = survey/contact/customer rows accepted + rejected


# -- what the text stage hands to classify ------------------------------------------------


@dataclass(frozen=True)
class Readable:
    """A text prepared for the model.

    `given` is the text as it stands, `normal` what the model reads (masked, normalised).
    `origin[i]` is the offset in `given` of character i of `normal`; `origin` has len(normal)+1
    entries and never decreases. `clauses` are (start, end) offsets into `given`, in order,
    not overlapping.
    """

    given: str
    normal: str
    origin: Sequence[int]
    clauses: Sequence[tuple[int, int]]
    question: str = ""
    non_answer: bool = False


# -- what classify answers ------------------------------------------------------------------


@dataclass(frozen=True)
class Mention:
    """A topic that a text speaks of, with its own polarity and the span of `given` that says so.

    `p` is 0-1; a topic is listed from a threshold of its own on, which may be below .5.
    """

    topic: str
    polarity: Polarity
    p: float
    start: int
    end: int


EVEN = 0.1  # praise and blame of a mixed text whose probabilities differ by less weigh the same


@dataclass(frozen=True)
class Reason:
    """The span of `given` that makes a text a complaint, a loss or urgent."""

    what: str                             # complaint | churn | urgent
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """Everything one forward pass says about one text. Probabilities 0-1; .5 and more of a flag mean yes.

    None: this model was not taught to say (a plain sentiment classifier knows no complaints).
    """

    p_negative: float
    p_neutral: float
    p_positive: float
    mixed: float | None
    complaint: float | None
    request: float | None
    churn: float | None
    urgent: float | None
    non_answer: float
    topics: tuple[Mention, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def sentiment(self) -> Polarity:
        """The likeliest of the three classes; when mixed, the side that weighs more, neutral when even."""
        if (self.mixed or 0) >= 0.5 and abs(self.p_positive - self.p_negative) < EVEN:
            return "neutral"
        p = (self.p_negative, self.p_neutral, self.p_positive)
        return POLARITIES[p.index(max(p))]


class TopicRates(NamedTuple):
    """How often a model reads a topic, of any polarity: counts of labelled comments held out of training.

    `positives` mention it, of which `true_positives` are read to; `negatives` and `false_positives` likewise.
    """

    positives: int
    true_positives: int
    negatives: int
    false_positives: int


READINGS = pa.schema(
    {
        "text_hash": pa.string(),
        "p_negative": pa.float32(),
        "p_neutral": pa.float32(),
        "p_positive": pa.float32(),
        "mixed": pa.float32(),
        "complaint": pa.float32(),
        "request": pa.float32(),
        "churn": pa.float32(),
        "urgent": pa.float32(),
        "non_answer": pa.float32(),
        "topics": pa.list_(
            pa.struct(
                {
                    "topic": pa.string(),
                    "polarity": pa.string(),
                    "p": pa.float32(),
                    "start": pa.int32(),
                    "end": pa.int32(),
                }
            )
        ),
    }
)


# -- what people decide -----------------------------------------------------------------------

Action = Literal["accept", "dismiss", "resolve", "reopen", "assign", "note", "correct", "undo"]
Status = Literal["open", "assigned", "accepted", "dismissed", "resolved"]
ACTIONS: tuple[Action, ...] = get_args(Action)
STATUSES: tuple[Status, ...] = get_args(Status)
Role = Literal["viewer", "reviewer", "admin"]  # who may do more stands further right
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class Verdict:
    """What a person says of a comment: all of it, so that nothing of it is left to a model.

    The flags are None where neither a person nor the model said. Topics are certain: their `p` is 1.
    """

    sentiment: Polarity
    mixed: bool | None = None
    complaint: bool | None = None
    request: bool | None = None
    churn: bool | None = None
    urgent: bool | None = None
    non_answer: bool = False
    topics: tuple[Mention, ...] = ()


@dataclass(frozen=True)
class Correction:
    """What of a reading is wrong; None is right as it is.

    `topics` are all topics of the comment: topic, polarity, and the words of the text that say so ("" where
    the words that were read still hold).
    """

    sentiment: Literal["negative", "neutral", "positive", "mixed"] | None = None
    complaint: bool | None = None
    urgent: bool | None = None
    topics: tuple[tuple[str, Polarity, str], ...] | None = None


@dataclass(frozen=True)
class Decision:
    """One decision on an item of the review queue; never edited.

    `version` is the item's, one more with each decision: it is their order. `text_hash` is the text that it
    was made on, `verdict` what accept and correct make known, `assignee` the one whom assign
    names (None: nobody any more), `undoes` the id of the decision that undo takes back.
    """

    id: int
    item: int
    version: int
    text_hash: str
    action: Action
    who: str
    at: datetime
    verdict: Verdict | None = None
    assignee: str | None = None
    note: str = ""
    undoes: int | None = None


@dataclass(frozen=True)
class Standing:
    """What the decisions on an item say together. `decided_at` is when its verdict was given (UTC)."""

    status: Status = "open"
    assignee: str | None = None
    verdict: Verdict | None = None
    decided_at: datetime | None = None
    outdated: bool = False                # it was decided on, but the text has changed since


Fold = Callable[[Sequence[Decision], str], Standing]  # decisions and the item's text_hash now


_MENTIONED = READINGS.field("topics").type

QUEUE = pa.schema(                        # what the night hands to the review queue
    {
        "source": pa.string(),
        "comment_id": pa.string(),
        "text_hash": pa.string(),
        "month": pa.string(),
        "occurred_at": _UTC,
        "nps_group": pa.string(),
        "respondent": pa.string(),
        "reasons": pa.list_(pa.string()),
        "topics": pa.list_(pa.string()),
        "segments": _STRINGS,
        "priority": pa.float64(),         # 0-100
        "priority_urgent": pa.float64(),
        "priority_churn": pa.float64(),
        "priority_severity": pa.float64(),
        "priority_nps": pa.float64(),
        "priority_value": pa.float64(),
        "priority_age": pa.float64(),     # the others do not change with time
        "digest": pa.string(),            # of the columns above but for the age
    }
)
DECISIONS = pa.schema(                    # a run's snapshot: a comment that somebody decided
    {
        "source": pa.string(),
        "comment_id": pa.string(),
        "month": pa.string(),
        "text_hash": pa.string(),         # of the text that it was decided on
        "status": pa.string(),            # of STATUSES
        "sentiment": pa.string(),         # null from here on where the labels were not decided
        "mixed": pa.bool_(),
        "complaint": pa.bool_(),
        "request": pa.bool_(),
        "churn": pa.bool_(),
        "urgent": pa.bool_(),
        "non_answer": pa.bool_(),
        "topics": _MENTIONED,
        "decided_at": _UTC,
    }
)


# -- what one night did ---------------------------------------------------------------------


@dataclass(frozen=True)
class InputFile:
    """An export as it lies in the inbox (or a query's result) and the source that reads it."""

    source: Source
    path: Path                            # absolute; for a query, the source's name
    shown: str                            # how messages call it, relative to the project
    held: Sequence[Sequence[str]] | None = None  # rows of a query that were read before, its header first


class Memory(Protocol):
    """What was worked out on an earlier night, or of nothing (`FORGETFUL`).

    A key stands for everything that the table depends on, so that what is recalled is always right.
    """

    def recall(self, key: str) -> pa.Table | None:
        """The table that was kept under `key`, or None."""

    def keep(self, key: str, table: pa.Table) -> None:
        """Have `table` recalled by `key` from now on."""


class _Forgetful:
    def recall(self, key: str) -> None: ...

    def keep(self, key: str, table: pa.Table) -> None: ...


FORGETFUL: Memory = _Forgetful()


class Watch(Protocol):
    """Who is told how long work goes on: a progress bar, a log, or nobody (`SILENT`)."""

    def begin(self, code: str, total: int) -> None:
        """A step of `total` pieces begins; `code` has words."""

    def advance(self, pieces: int = 1) -> None:
        """So many more pieces of the current step are done."""

    def end(self) -> None:
        """The current step is over."""

    def note(self, code: str, **values: object) -> None:
        """Something that a person should know and that stops nothing."""


class _Silent:
    def begin(self, code: str, total: int) -> None: ...

    def advance(self, pieces: int = 1) -> None: ...

    def end(self) -> None: ...

    def note(self, code: str, **values: object) -> None: ...


SILENT: Watch = _Silent()

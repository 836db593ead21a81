"""What people decide on flagged comments, and what a run keeps of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

import pyarrow as pa

from voc.records.reading import READINGS, Mention, Polarity
from voc.records.staged import STRINGS, UTC

Action = Literal["accept", "dismiss", "resolve", "reopen", "assign", "note", "correct", "undo"]
Status = Literal["open", "assigned", "accepted", "dismissed", "resolved"]
ACTIONS: tuple[Action, ...] = get_args(Action)
STATUSES: tuple[Status, ...] = get_args(Status)
Role = Literal["viewer", "reviewer", "admin"]  # who may do more stands further right
ROLES: tuple[Role, ...] = get_args(Role)
REVIEWED = ("complaint", "request", "churn", "urgent")  # the flags that who decides is shown and can correct


@dataclass(frozen=True)
class Verdict:
    """What a comment says: as it was read, and from accept or correct on as a person says.

    The flags are None where neither a person nor the model said. Topics are certain: their `p` is 1.
    `reviewed` are the flags that the person was shown, of REVIEWED: of the others nobody knows more than the
    model. Decisions kept without it are of a page that showed two of them.
    """

    sentiment: Polarity
    mixed: bool | None = None
    complaint: bool | None = None
    request: bool | None = None
    churn: bool | None = None
    urgent: bool | None = None
    non_answer: bool = False
    topics: tuple[Mention, ...] = ()
    reviewed: tuple[str, ...] = ("complaint", "urgent")


@dataclass(frozen=True)
class Correction:
    """What of a reading is wrong; None is right as it is.

    `topics` are all topics of the comment: topic, polarity, and the words of the text that say so ("" where
    the words that were read still hold).
    """

    sentiment: Literal["negative", "neutral", "positive", "mixed"] | None = None
    complaint: bool | None = None
    request: bool | None = None
    churn: bool | None = None
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
        "occurred_at": UTC,
        "nps_group": pa.string(),
        "respondent": pa.string(),
        "reasons": pa.list_(pa.string()),
        "topics": pa.list_(pa.string()),
        "segments": STRINGS,
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
        "complaint": pa.bool_(),          # each of REVIEWED null where the person was not shown it
        "request": pa.bool_(),
        "churn": pa.bool_(),
        "urgent": pa.bool_(),
        "non_answer": pa.bool_(),
        "topics": _MENTIONED,
        "decided_at": UTC,
    }
)

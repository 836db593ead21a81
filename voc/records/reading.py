"""What the text stage hands to classify, and what that answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import pyarrow as pa

Polarity = Literal["negative", "neutral", "positive"]
POLARITIES: tuple[Polarity, ...] = ("negative", "neutral", "positive")
FLAGS = ("mixed", "complaint", "request", "churn", "urgent", "non_answer")  # beside the sentiment
YES = 0.5  # the probability from which a flag holds


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
    """The span of `given` that makes a text a complaint, churn or urgent."""

    what: str                             # complaint | churn | urgent
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """Everything one forward pass says about one text. Probabilities 0-1, of a flag from YES on it holds.

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
        if self.says("mixed") and abs(self.p_positive - self.p_negative) < EVEN:
            return "neutral"
        p = (self.p_negative, self.p_neutral, self.p_positive)
        return POLARITIES[p.index(max(p))]

    def says(self, flag: str) -> bool | None:
        """Whether a flag of FLAGS holds; None where this model was not taught to say."""
        p: float | None = getattr(self, flag)
        return None if p is None else p >= YES


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

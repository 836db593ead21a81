"""Logits of windows and where they look → readings with probabilities, topics and their spans.

A text of several windows is one reading: flags and topics hold if any window says so,
sentiment is the windows' weighed by length, and praise here with blame there is mixed. Sentiment and
complaint are then judged together.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from voc.classify.bond import together
from voc.classify.labels import FLAG_AT, SENTIMENTS, Labels
from voc.classify.tokens import Window
from voc.records import FLAGS, POLARITIES, YES, Mention, Readable, Reading, Reason

FAINT = 0.25  # share of its threshold from which a topic counts in a comment that must have one
REASONS = ("complaint", "churn", "urgent")
_NEGATIVE, _POSITIVE = SENTIMENTS.index("negative"), SENTIMENTS.index("positive")
_MIXED, _NON_ANSWER = FLAG_AT["mixed"], FLAG_AT["non_answer"]
Array = NDArray[Any]


@dataclass(frozen=True)
class Answer:
    """What the network says of a window: logits [labels] and where each looks [text tokens, labels], 0-1."""

    logits: Array
    looks: Array


def unpadded(windows: Sequence[Window], logits: Array, looks: Array) -> list[Answer]:
    """Each window's answer, from a batch's logits [windows, labels] and looks [windows, tokens, labels]."""
    ends = [len(window.ids) - 1 for window in windows]  # </s>
    each = zip(windows, ends, logits, looks, strict=True)
    return [Answer(said, seen[window.first : end]) for window, end, said, seen in each]


@dataclass(frozen=True)
class Heard:
    """A text, its windows, and the answer to each (at least one)."""

    text: Readable
    windows: Sequence[Window]
    answers: Sequence[Answer]


class Engine(Protocol):
    """What runs a network."""

    device: str

    def answer(self, windows: Sequence[Window]) -> list[Answer]:
        """One answer for each window, in the given order."""


NOTHING_SAID = Reading(
    p_negative=0.0, p_neutral=1.0, p_positive=0.0,
    mixed=0.0, complaint=0.0, request=0.0, churn=0.0, urgent=0.0, non_answer=1.0,
)  # fmt: skip


def readings(heard: Sequence[Heard], labels: Labels) -> tuple[list[Reading], Array]:
    """The reading of each text, and the probability of each of its labels [texts, labels], read or not."""
    p = _probabilities(heard, labels)
    each = zip(heard, p, topics_read(p, labels), strict=True)
    return [_reading(one, own, read, labels) for one, own, read in each], p


def probabilities(logits: Array) -> Array:
    """Logits → probabilities, both [windows, labels]: one of the sentiments, every other label by itself."""
    n, exact = len(SENTIMENTS), logits.astype(np.float64)
    sentiments = np.exp(exact[:, :n] - exact[:, :n].max(axis=1, keepdims=True))
    sentiments /= sentiments.sum(axis=1, keepdims=True)
    both: Array = np.concatenate([sentiments, 1 / (1 + np.exp(-exact[:, n:]))], axis=1)
    return both


def _probabilities(heard: Sequence[Heard], labels: Labels) -> Array:
    if not heard:
        return np.zeros((0, labels.size))
    n, count = len(SENTIMENTS), np.array([len(one.windows) for one in heard])
    first = np.concatenate([[0], count.cumsum()[:-1]])  # window of each text
    length = np.array([max(1, len(window.offsets)) for one in heard for window in one.windows])[:, None]
    each = probabilities(np.stack([answer.logits for one in heard for answer in one.answers]))
    out: Array = np.maximum.reduceat(each, first)
    out[:, _NON_ANSWER] = np.minimum.reduceat(each[:, _NON_ANSWER], first)
    both = np.maximum(out[:, _MIXED], np.minimum(out[:, _NEGATIVE], out[:, _POSITIVE]))
    out[:, _MIXED] = np.where(count > 1, both, out[:, _MIXED])
    out[:, :n] = np.add.reduceat(each[:, :n] * length, first) / np.add.reduceat(length, first)
    return together(out, labels.bond) if labels.bond else out


def _reading(heard: Heard, p: Array, read: Array, labels: Labels) -> Reading:
    """The reading of one text from its probabilities [labels] and the topics read [topics, polarities]."""
    negative, neutral, positive, *told = (float(x) for x in p[: labels.first_topic])
    flags = dict(zip(FLAGS, told, strict=True))
    silent = flags["non_answer"] >= YES
    topics = [] if silent else _mentions(heard, p, read, labels)
    return Reading(
        p_negative=negative, p_neutral=neutral, p_positive=positive, **flags, topics=tuple(topics),
        reasons=() if silent else tuple(_reasons(heard, p, topics)),
    )  # fmt: skip


def _mentions(heard: Heard, p: Array, read: Array, labels: Labels) -> list[Mention]:
    """The topics read, each with its polarity and the clause that it looks at most; likeliest first.

    One clause says one thing of a topic: of two polarities read from the same words the likelier counts.
    """
    out = []
    for row, column in zip(*read.nonzero(), strict=True):
        topic, polarity = labels.topics[row], POLARITIES[column]
        label = labels.topic_index(topic, polarity)
        out.append(Mention(topic, polarity, float(p[label]), *_evidence(heard, label)))
    out.sort(key=lambda mention: -mention.p)
    said: dict[tuple[str, int, int], Mention] = {}
    for mention in out:
        said.setdefault((mention.topic, mention.start, mention.end), mention)
    return list(said.values())


def topics_read(p: Array, labels: Labels) -> NDArray[np.bool_]:
    """Which topics are read in which polarity, [texts, topics, polarities], from p [texts, labels].

    A topic is spoken of with probability 1 - Π(1 - p) over its polarities, and read from its threshold on: in
    the likeliest polarity, and in any other from .5 on. Who judges or asks speaks of something: there the
    likeliest topic is read even if it is fainter.
    """
    each = p[:, labels.first_topic :].reshape(len(p), len(labels.topics), len(POLARITIES))
    limits = np.array([labels.threshold(topic) for topic in range(len(labels.topics))])
    sure = (1 - (1 - each).prod(axis=2)) / limits
    asks = (p[:, [FLAG_AT[name] for name in ("mixed", "complaint", "request")]] >= YES).any(axis=1)
    judges = p[:, : len(SENTIMENTS)].argmax(axis=1) != SENTIMENTS.index("neutral")
    best = sure.max(axis=1, keepdims=True, initial=0)
    there = (sure >= 1) | ((asks | judges)[:, None] & (best >= FAINT) & (sure == best))
    read: NDArray[np.bool_] = there[:, :, None] & ((each >= YES) | (each == each.max(axis=2, keepdims=True)))
    return read


def _reasons(heard: Heard, p: Array, topics: Sequence[Mention]) -> list[Reason]:
    """For complaint, churn and urgency, where they hold, the clause that says so.

    A complaint's is that of the topic most surely criticised; otherwise it is where the flag looks most.
    """
    blamed = [(mention.start, mention.end) for mention in topics if mention.polarity == "negative"]
    out = []
    for name in REASONS:
        if p[FLAG_AT[name]] >= YES:
            told = blamed[0] if blamed and name == "complaint" else _evidence(heard, FLAG_AT[name])
            out.append(Reason(name, *told))
    return out


def _evidence(heard: Heard, label: int) -> tuple[int, int]:
    window = int(np.argmax([answer.logits[label] for answer in heard.answers]))
    return _span(heard.text, heard.windows[window], heard.answers[window].looks[:, label])


def _span(text: Readable, window: Window, looks: Array) -> tuple[int, int]:
    """The clause of `text.given` that a label `looks` [text tokens] at most; all if it has no clauses."""
    best: tuple[float, tuple[int, int]] | None = None
    begins = [text.origin[start] for start, _ in window.offsets]
    for clause in text.clauses:
        first, end = (bisect_left(begins, at) for at in clause)
        if first < end and (best is None or looks[first:end].sum() > best[0]):
            best = (float(looks[first:end].sum()), clause)
    return best[1] if best else (0, len(text.given))

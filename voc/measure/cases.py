"""Single comments: read right or not, where in the confusion matrix, which labels were missed or made up."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from voc.gold import Gold, Sentiment
from voc.records import FLAGS, Reading

_BESIDE = tuple(name for name in FLAGS if name != "mixed")  # which is told as a sentiment here


class Told(NamedTuple):
    """What a comment says: its sentiment (mixed is one), other flags that are yes, topics with polarity."""

    sentiment: Sentiment
    flags: list[str]
    topics: list[tuple[str, str]]


class Found(NamedTuple):
    """Where something was labelled: the numbers of the comments where it was found, missed, made up."""

    found: list[int]
    missed: list[int]
    made_up: list[int]


def as_labelled(gold: Gold) -> Told:
    """What was labelled; what was not looked at is not there."""
    flags = [name for name in _BESIDE if gold.says(name)]
    return Told(gold.sentiment, flags, sorted(gold.topics or ()))


def as_read(reading: Reading) -> Told:
    """What was read; what the model does not tell is not there."""
    flags = [name for name in _BESIDE if reading.says(name)]
    return Told(_said(reading), flags, sorted((one.topic, one.polarity) for one in reading.topics))


def confusion(
    gold: Sequence[Gold], readings: Sequence[Reading]
) -> dict[tuple[Sentiment, Sentiment], list[int]]:
    """(as labelled, as read) → the numbers of the comments; a comment read as mixed is that, not a side."""
    cells: dict[tuple[Sentiment, Sentiment], list[int]] = {}
    for i, (one, reading) in enumerate(zip(gold, readings, strict=True)):
        cells.setdefault((one.sentiment, _said(reading)), []).append(i)
    return cells


def flags_found(gold: Sequence[Gold], readings: Sequence[Reading]) -> dict[str, Found]:
    """By flag, where it was labelled or read; mixed stands in the confusion matrix.

    Comments that were not looked at for it are left out, as is what the model does not tell.
    """
    out = {}
    for name in _BESIDE:
        told = (
            (i, one.says(name), reading.says(name))
            for i, (one, reading) in enumerate(zip(gold, readings, strict=True))
        )
        known = ((i, yes, read) for i, yes, read in told if yes is not None and read is not None)
        out[name] = _found(known)
    return {name: own for name, own in out.items() if any(own)}


def topics_found(gold: Sequence[Gold], readings: Sequence[Reading]) -> dict[str, Found]:
    """By topic, whatever its polarity, where it was labelled or read.

    Comments that nobody looked at for topics are left out.
    """
    told = [
        (i, {topic for topic, _ in one.topics}, {mention.topic for mention in reading.topics})
        for i, (one, reading) in enumerate(zip(gold, readings, strict=True))
        if one.topics is not None
    ]
    topics = sorted(set().union(*(known | read for _, known, read in told)))
    return {topic: _found((i, topic in known, topic in read) for i, known, read in told) for topic in topics}


def _found(told: Iterable[tuple[int, bool, bool]]) -> Found:
    out = Found([], [], [])
    for i, known, read in told:
        if known:
            (out.found if read else out.missed).append(i)
        elif read:
            out.made_up.append(i)
    return out


def passes(gold: Gold, reading: Reading) -> bool:
    """Whether a hard case is read right: its sentiment (mixed by the flag), complaint and request.

    What the model does not tell is not asked.
    """
    flags = [(gold.says(name), reading.says(name)) for name in ("complaint", "request")]
    right = _said(reading) == gold.sentiment
    return right and all(None in both or both[0] == both[1] for both in flags)


def _said(reading: Reading) -> Sentiment:
    return "mixed" if reading.says("mixed") else reading.sentiment

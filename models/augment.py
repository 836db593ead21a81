"""What networks hear beside labelled comments: weak labels, two comments as one, texts without labels.

In: labelled comments and the survey (corpus.py). Out: lists of `Example`, `Gold` and texts; a target of None
means that nobody looked, and is not learned from. Nothing held out, and nobody who wrote it, is among them.
"""

import hashlib
import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import corpus

from voc.gold import Gold, Spans
from voc.text import is_non_answer
from voc.train import Example

WEAK_LIMIT = 800  # comments of each weak class
CLEAR = 12  # letters from which a comment is taken to need no question
BARE = 1_000  # comments heard once more without their question, fewer where they are short
PAIRS = 2_000  # comments heard once more, two as one


def weak(data: Path, avoid: Sequence[Gold], seed: int) -> list[Example]:
    """Survey comments labelled by what their writer ticked: satisfaction, inconvenience, no answer.

    The middle of the scale is left out: more than half of those texts complain. Texts that nearly repeat one
    of `avoid`, and what people of the held-out comments wrote, are never used.
    """
    nearly = corpus.Repeats([gold.text for gold in avoid])
    pools: dict[str, dict[str, Example]] = {"positive": {}, "negative": {}, "trouble": {}, "none": {}}
    for answer in _free(data):
        text, question = answer.text, answer.question
        if is_non_answer(text):
            pool, sentiment = "none", "neutral"
            flags = {"non_answer": 1.0, "complaint": 0.0, "request": 0.0}
        elif answer.score == "とても満足":
            pool, sentiment, flags = "positive", "positive", {"non_answer": 0.0, "complaint": 0.0}
        elif answer.score in ("不満", "とても不満"):
            pool, sentiment, flags = "negative", "negative", {"non_answer": 0.0, "complaint": 1.0}
        elif question == "不便さの内容":
            pool, sentiment, flags = "trouble", "negative", {"non_answer": 0.0, "complaint": 1.0}
        else:
            continue
        pools[pool][text] = Example(text, question, {sentiment: 1.0}, flags, None)
    out: list[Example] = []
    for found in pools.values():
        unique = sorted(found.values(), key=lambda e: hashlib.sha256(e.text.encode()).digest())
        fresh = (e for e in unique if not nearly.has(e.text))
        out += itertools.islice(fresh, WEAK_LIMIT)
    random.Random(seed).shuffle(out)
    return out


def widened(known: Sequence[Gold], seed: int) -> list[Gold]:
    """`known`, those of the survey once more, and more made of it: without their question, two as one.

    One labelled comment in four was written by customers, who are to be read; the others by annotators.
    Two comments of different people put together are a text that nobody wrote, but that holds what long texts
    hold: several topics, praise beside blame. Only comments that say enough to need no question.
    """
    rng = random.Random(seed)
    clear = [g for g in known if len(g.text) >= CLEAR and not g.flags["non_answer"] and g.topics is not None]
    bare = [replace(g, question="") for g in clear[:: len(known) // BARE]]
    pairs = [_joined(*rng.sample(clear, 2), rng.choice(("", " ", "。", "\n"))) for _ in range(PAIRS)]
    return [*known, *(g for g in known if not g.group), *bare, *pairs]  # those of the survey have no group


def _joined(one: Gold, other: Gold, between: str) -> Gold:
    shift = len(one.text) + len(between)

    def both(here: Mapping[Any, Spans], there: Mapping[Any, Spans]) -> dict[Any, Spans]:
        moved = {key: tuple((a + shift, b + shift) for a, b in parts) for key, parts in there.items()}
        return {key: here.get(key, ()) + moved.get(key, ()) for key in (*here, *moved)}

    sides = {one.sentiment, other.sentiment} - {"neutral"}
    flags = {name: _either(one.flags[name], other.flags[name]) for name in one.flags}
    return Gold(
        id=f"{one.id}+{other.id}", text=one.text + between + other.text,
        question=one.question if one.question == other.question else "",
        sentiment="neutral" if not sides else sides.pop() if len(sides) == 1 else "mixed",
        flags=flags, topics=(one.topics or frozenset()) | (other.topics or frozenset()),
        spans=both(one.spans, other.spans), reasons=both(one.reasons, other.reasons),
    )  # fmt: skip


def _either(one: bool | None, other: bool | None) -> bool | None:
    return True if one or other else None if one is None or other is None else False


def unlabelled(data: Path, avoid: Sequence[Gold], count: int, seed: int) -> list[tuple[str, str]]:
    """(text, question) of the survey, `count` at most, for a student to hear its teacher on.

    Nothing is used that nearly repeats a held-out text.
    """
    hidden = corpus.Repeats([gold.text for gold in avoid])
    own = sorted({(answer.text, answer.question) for answer in _free(data)})
    random.Random(seed).shuffle(own)
    return list(itertools.islice((pair for pair in own if not hidden.has(pair[0])), count))


def _free(data: Path) -> Iterator[corpus.Answer]:
    """The survey without the held-out months and the people of the held-out comments."""
    hidden = corpus.hidden_people(data)
    return (a for a in corpus.survey(data) if a.month not in corpus.DEV_MONTHS and a.respondent not in hidden)

"""Comments → what a network learns from: windows, targets and their weights.

A target that nobody gave has no weight. Under a teacher, its probabilities are targets, alone or beside the
labels, and its hidden states may stand beside them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from voc.classify.labels import FLAG_AT, SENTIMENTS, Labels
from voc.classify.tokens import Tokens, Window
from voc.gold import Gold, Topic
from voc.records import POLARITIES, Polarity, Readable
from voc.text import readable

_FLAG_WEIGHT = 0.5


@dataclass(frozen=True)
class Example:
    """A comment with what is known of it; a missing flag or `topics=None` was not looked at.

    `sentiment` maps classes to weights that sum to 1 (several for a mixed comment), or is empty: not looked
    at. `spans` are (start, end) in `text` of the words that say a topic, `reasons` of those that make a flag
    true.
    """

    text: str
    question: str
    sentiment: Mapping[Polarity, float]
    flags: Mapping[str, float | None]
    topics: set[Topic] | None
    spans: Mapping[Topic, Sequence[tuple[int, int]]] = field(default_factory=dict)
    reasons: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Recipe:
    """The few numbers of a training run."""

    epochs: int
    rate: float = 8e-5  # of the top encoder layer
    head_rate: float = 1e-3
    layer_decay: float = 0.9  # each layer below learns this much slower
    frozen: int = 6  # lowest layers that do not learn, and are computed once
    batch: int = 32
    warmup: float = 0.1  # share of the steps
    topic_weight: float = 8.0
    span_weight: float = 0.2
    state_weight: float = 1.0
    seed: int = 20260401


@dataclass(frozen=True)
class Lessons:
    """What `fit` learns from: for each text its first window, targets and weights [texts, labels].

    `spans` has, for a label, the positions in the window's ids of the clauses that say it; `states`, of a
    teacher, its hidden states [tokens, hidden] of all windows, one after the other.
    """

    windows: Sequence[Window]
    targets: Tensor
    weights: Tensor
    spans: Sequence[Mapping[int, Sequence[int]]]
    states: Tensor | None = None


def example(gold: Gold) -> Example:
    """A labelled comment as something to learn from; a mixed one leans to the side with more topics.

    What makes it a complaint, if that is not labelled, is what it says of the topics that it criticises.
    """
    if gold.sentiment == "mixed":
        sides = [polarity for _, polarity in gold.topics or () if polarity != "neutral"]
        sentiment: dict[Polarity, float] = {p: sides.count(p) / len(sides) for p in sides} or {"neutral": 1.0}
    else:
        sentiment = {gold.sentiment: 1.0}
    flags: dict[str, float | None] = {n: None if v is None else float(v) for n, v in gold.flags.items()}
    blamed = [part for (_, polarity), parts in gold.spans.items() if polarity == "negative" for part in parts]
    reasons = {"complaint": blamed} if blamed and flags.get("complaint") else {}
    return Example(
        gold.text, gold.question, sentiment, flags | {"mixed": float(gold.sentiment == "mixed")},
        None if gold.topics is None else set(gold.topics), gold.spans, reasons | dict(gold.reasons),
    )  # fmt: skip


def lessons(tokens: Tokens, labels: Labels, examples: Sequence[Example], recipe: Recipe) -> Lessons:
    """What there is to learn from labelled comments."""
    texts = [readable(e.text, e.question) for e in examples]
    windows = [own[0] for own in tokens.windows(texts)]
    targets = torch.zeros(len(examples), labels.size)
    weights = torch.zeros_like(targets)
    spans: list[dict[int, list[int]]] = []
    for row, example in enumerate(examples):
        for sentiment, share in example.sentiment.items():
            targets[row, SENTIMENTS.index(sentiment)] = share
        weights[row, : len(SENTIMENTS)] = float(bool(example.sentiment))
        for name, column in FLAG_AT.items():
            value = example.flags.get(name)
            if value is not None:
                targets[row, column] = value
                weights[row, column] = _FLAG_WEIGHT
        if example.topics is not None:
            weights[row, labels.first_topic :] = _topic_weight(labels, recipe)
            for topic, polarity in example.topics:
                targets[row, labels.topic_index(topic, polarity)] = 1.0
        said = {labels.topic_index(*topic): parts for topic, parts in example.spans.items()}
        said |= {FLAG_AT[flag]: parts for flag, parts in example.reasons.items()}
        inside = {label: _inside(texts[row], windows[row], parts) for label, parts in said.items()}
        spans.append({label: at for label, at in inside.items() if at})
    return Lessons(windows, targets, weights, spans)


def taught(
    given: Lessons, labels: Labels, answers: NDArray[np.float32], recipe: Recipe,
    share: float = 1.0, states: Tensor | None = None,
) -> Lessons:  # fmt: skip
    """`given` under a teacher: its probabilities [texts, labels] and, for a student, its `states`.

    Where somebody gave a label, the teacher has `share` (0–1) of the target and the label the rest: labels
    err, and what a teacher doubts it doubts for a reason (Reed et al. 2015). Elsewhere it is the target. Only
    whether a comment says nothing is learned as labelled: it is rare, and labels of it hardly err.
    """
    heard, drawn = torch.from_numpy(answers), torch.full((labels.size,), share)
    drawn[FLAG_AT["non_answer"]] = 0.0
    targets = torch.where(given.weights > 0, given.targets.lerp(heard, drawn), heard)
    weights = torch.full(answers.shape, _topic_weight(labels, recipe))
    weights[:, : len(SENTIMENTS)] = 1.0
    weights[:, len(SENTIMENTS) : labels.first_topic] = _FLAG_WEIGHT
    return replace(given, targets=targets, weights=weights, states=states)


def _topic_weight(labels: Labels, recipe: Recipe) -> float:
    return recipe.topic_weight / (len(labels.topics) * len(POLARITIES))


def _inside(text: Readable, window: Window, parts: Sequence[tuple[int, int]]) -> list[int]:
    """Positions in the window's ids of the tokens of those clauses that hold a part of `text.given`."""
    said = [c for c in text.clauses if any(start < c[1] and c[0] < end for start, end in parts)]
    begins = (text.origin[start] for start, _ in window.offsets)
    return [i for i, at in enumerate(begins, window.first) if any(start <= at < end for start, end in said)]

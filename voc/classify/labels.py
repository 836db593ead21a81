"""What the model answers: the labels of its outputs, in order, and the taxonomy they belong to.

The outputs of one text are a vector of logits: 3 sentiments, 6 flags, then for each topic
its 3 polarities. `Labels` is read from a model folder's `labels.json`, so that a model of
another taxonomy is read by its own labels.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from voc.errors import ModelError
from voc.records import FLAGS, POLARITIES, YES, Polarity

SENTIMENTS = POLARITIES
FLAG_AT = {name: at for at, name in enumerate(FLAGS, len(SENTIMENTS))}  # the index of each flag's logit


@dataclass(frozen=True)
class Bond:
    """How sentiment and complaint go together, see `voc.classify.bond`.

    `trust` in the sentiment and in the complaint as the network says them, 1 = as they are; `lean` and
    `pull` have a number for each of negative, neutral, positive, mixed, 0 = nothing.
    """

    trust: tuple[float, ...] = (1.0, 1.0)
    lean: tuple[float, ...] = (0.0,) * 4
    pull: tuple[float, ...] = (0.0,) * 4


@dataclass(frozen=True)
class Labels:
    """The output labels of a model; `topics` are the ids of `taxonomy`, e.g. voc-general v1.

    `thresholds` has for each topic the probability, 0-1, from which it is read; () means `YES` for all.
    Sentiment and complaint are judged together by `bond`, each by itself without one.
    """

    taxonomy: str
    topics: tuple[str, ...]
    thresholds: tuple[float, ...] = ()
    bond: Bond | None = None

    def threshold(self, topic: int) -> float:
        """The probability from which the topic of this number is read."""
        return self.thresholds[topic] if self.thresholds else YES

    @property
    def size(self) -> int:
        """The number of logits of one text."""
        return self.first_topic + len(self.topics) * len(POLARITIES)

    @property
    def first_topic(self) -> int:
        """The index of the first topic × polarity logit."""
        return len(SENTIMENTS) + len(FLAGS)

    def topic_index(self, topic: str, polarity: Polarity) -> int:
        """The index of the logit of `topic` with `polarity`."""
        row = self.topics.index(topic)
        return self.first_topic + row * len(POLARITIES) + POLARITIES.index(polarity)

    def names(self) -> list[str]:
        """The name of each logit, in order: "negative", …, "complaint", …, "price.negative" and so on."""
        pairs = [f"{topic}.{polarity}" for topic in self.topics for polarity in POLARITIES]
        return [*SENTIMENTS, *FLAGS, *pairs]


def load_labels(folder: Path) -> Labels:
    """The labels of a model folder. Raises ModelError where they are of another kind."""
    try:
        data = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        taxonomy, topics = data["taxonomy"], tuple(data["topics"])
        bond = _bond(data["bond"]) if data.get("bond") else None
        labels = Labels(taxonomy, topics, tuple(data.get("thresholds", ())), bond)
        expected = (list(SENTIMENTS), list(FLAGS), list(POLARITIES))
        if (data["sentiments"], data["flags"], data["polarities"]) != expected:
            raise ValueError("labels of another version")
        if labels.thresholds and len(labels.thresholds) != len(labels.topics):
            raise ValueError(f"{len(labels.thresholds)} thresholds of {len(labels.topics)} topics")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError("model_labels", folder=str(folder), reason=str(error)) from error
    return labels


def _bond(data: Mapping[str, Sequence[float]]) -> Bond:
    bond = Bond(*(tuple(map(float, data[name])) for name in ("trust", "lean", "pull")))
    if [len(part) for part in (bond.trust, bond.lean, bond.pull)] != [2, 4, 4]:
        raise ValueError("a bond of another shape")
    return bond


def save_labels(folder: Path, labels: Labels) -> None:
    """Write `labels.json`, the counterpart of `load_labels`."""
    data = {
        "taxonomy": labels.taxonomy,
        "sentiments": SENTIMENTS,
        "flags": FLAGS,
        "polarities": POLARITIES,
        "topics": labels.topics,
        "thresholds": labels.thresholds,
        "bond": labels.bond and asdict(labels.bond),
    }
    (folder / "labels.json").write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")

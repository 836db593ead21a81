"""A model folder: what lies in it, written and read. Weights are safetensors, never pickle.

    model.safetensors   int8 per row with a scale (matrices), float32 (the rest)
    config.json         the encoder's shape, as transformers' BertConfig
    tokenizer.json      the tokenizer
    labels.json         what each output means; which taxonomy
    taxonomy.json       the topics with their names and descriptions
    voc.json            format, name, versions of the text stage and of the taxonomy, arithmetic
    metrics.json        how right it is, measured where
    README.md           the card: what for, trained on what, licences, attribution

`arithmetic` is what the CPU multiplies in: "int8" is faster, "float32" reads exactly.
`beside` in voc.json names the model of the folder next to this one that is heard as well, and its share.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from safetensors.numpy import save as packed

from voc.classify.labels import Labels, load_labels, save_labels
from voc.classify.weights import FILE, LEVELS, TABLES, Weights, quantise, read
from voc.errors import ModelError
from voc.records import TopicRates

FORMAT = 1
DEFAULT = "voc-ja-fast"
SHIPPED = (DEFAULT, "voc-ja")
NUMBERS = ("hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", *TABLES.values())


@dataclass(frozen=True)
class Beside:
    """A second model that is heard with a first: its `share`, 0-1, of the mean of both."""

    folder: "ModelFolder"
    share: float


class Measured(NamedTuple):
    """How right a model is on labelled comments that it has not seen; empty where nobody has measured it.

    `topic_rates` are by topic, whatever its polarity; `figures` by where they were measured and by name, each
    with its 95 % interval: (value, low, high).
    """

    topic_rates: Mapping[str, TopicRates] = MappingProxyType({})
    figures: Mapping[str, Mapping[str, tuple[float, ...]]] = MappingProxyType({})


@dataclass(frozen=True)
class ModelFolder:
    """A model folder whose parts fit together."""

    path: Path
    name: str
    labels: Labels
    shape: dict[str, Any]  # config.json
    text_version: str  # of voc.text at training time
    arithmetic: str  # one of LEVELS
    fingerprint: str  # of everything that decides an answer
    beside: Beside | None = None  # with the same tokens and topics

    def weights(self) -> Weights:
        """Tensors by name, int8 matrices with their scales, as `quantise` leaves them.

        Raises ModelError if the file is damaged or does not fit config.json and labels.json.
        """
        return read(self.path, self.shape, self.labels.size)

    def measured(self) -> Measured:
        """How right the model is, as its metrics.json tells.

        Raises ModelError if that file is there and damaged.
        """
        path, edges = self.path / "metrics.json", ("value", "low", "high")
        try:
            told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
            rates = {
                topic: TopicRates(*(int(counted[name]) for name in TopicRates._fields))
                for topic, counted in told.get("mentions", {}).items()
            }
            figures = {
                part: {name: tuple(float(one[edge]) for edge in edges) for name, one in own.items()}
                for part, own in told.get("held_out", {}).items()
            }
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            reason = f"metrics.json: {error}"
            raise ModelError("model_damaged", folder=str(self.path), reason=reason) from error
        return Measured(rates, figures)


def find(name: str) -> Path | None:
    """The folder of a shipped model, in an installed package or a checkout; None if there is none."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_models" / name, package.parent / "models" / name):
        if (folder / "voc.json").is_file():
            return folder
    return None


def load(path: Path, text_version: str) -> ModelFolder:
    """Check a model folder, and that of the model it reads beside, and describe it; weights are not read yet.

    Raises ModelError for a missing part, another format, or a model made for another version
    of the text stage: its offsets and inputs would silently differ.
    """
    own, beside = _alone(path, text_version)
    return own if beside is None else _paired(own, beside)


def _paired(own: ModelFolder, told: Any) -> ModelFolder:
    """A model with the one beside it, as its voc.json tells; what decides an answer is in both."""
    path = own.path.absolute()
    try:
        name, share = told["model"], float(told["share"])
        is_next = isinstance(name, str) and Path(name).name == name and name not in ("", "..", path.name)
        if not (is_next and 0 < share < 1):
            raise ValueError(f"{name}, {share}")
        there = (path.parent / name).is_dir()
    except (OSError, ValueError, OverflowError, LookupError, TypeError) as error:
        reason = f"voc.json: beside: {error}"
        raise ModelError("model_damaged", folder=str(own.path), reason=reason) from error
    if not there:
        raise ModelError("model_beside", folder=str(own.path), beside=name)
    second, _ = _alone(path.parent / name, own.text_version)
    words = [(folder.path / "tokenizer.json").read_bytes() for folder in (own, second)]
    if words[0] != words[1] or own.labels.names() != second.labels.names():
        part = "tokenizer.json" if words[0] != words[1] else "labels.json"
        raise ModelError("model_damaged", folder=str(own.path), reason=f"{part} ≠ ../{name}/{part}")
    both = hashlib.sha256(f"{own.fingerprint} {second.fingerprint}".encode()).hexdigest()[:16]
    return replace(own, fingerprint=both, beside=Beside(second, share))


def _alone(path: Path, text_version: str) -> tuple[ModelFolder, Any]:
    """A model folder by itself, and what its voc.json says of one beside it."""
    for part in ("voc.json", FILE, "config.json", "labels.json", "tokenizer.json"):
        if not (path / part).is_file():
            raise ModelError("model_incomplete", folder=str(path), missing=part)
    try:
        about = json.loads((path / "voc.json").read_text(encoding="utf-8"))
        shape = json.loads((path / "config.json").read_text(encoding="utf-8"))
        name, made_for, format_ = about["name"], about["text_version"], about["format"]
        arithmetic, beside = about.get("arithmetic", "int8"), about.get("beside")
        if not all(isinstance(shape[number], int) for number in NUMBERS):
            raise ValueError("config.json")
        if arithmetic not in LEVELS:
            raise ValueError(f"voc.json: arithmetic {arithmetic}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError("model_damaged", folder=str(path), reason=str(error)) from error
    if format_ != FORMAT:
        raise ModelError("model_format", folder=str(path), seen=format_, expected=FORMAT)
    if made_for != text_version:
        raise ModelError("model_text_version", folder=str(path), seen=made_for, expected=text_version)
    labels = load_labels(path)
    return ModelFolder(path, name, labels, shape, made_for, arithmetic, _fingerprint(path)), beside


def _fingerprint(path: Path) -> str:
    digest = hashlib.sha256()
    for part in (FILE, "tokenizer.json", "labels.json", "config.json", "voc.json"):
        digest.update(hashlib.sha256((path / part).read_bytes()).digest())
    return digest.hexdigest()[:16]


def save(
    path: Path, name: str, weights: Weights, labels: Labels, shape: dict[str, Any],
    tokenizer: Path, text_version: str, arithmetic: str = "int8", beside: tuple[str, float] | None = None,
) -> None:  # fmt: skip
    """Write the parts that `load` needs; `weights` are float32 and are stored as int8 per row.

    `beside` names the model that is heard as well, in the folder next to `path`, and its share.
    """
    path.mkdir(parents=True, exist_ok=True)
    (path / FILE).write_bytes(packed(quantise(weights, LEVELS[arithmetic])))
    (path / "config.json").write_text(json.dumps(shape, indent=1) + "\n", encoding="utf-8")
    (path / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    save_labels(path, labels)
    about: dict[str, Any] = {
        "format": FORMAT, "name": name, "text_version": text_version, "taxonomy": labels.taxonomy,
        "arithmetic": arithmetic,
    }  # fmt: skip
    if beside:
        about["beside"] = dict(zip(("model", "share"), beside, strict=True))
    (path / "voc.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")

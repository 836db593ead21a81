"""Texts → readings with a voc model: tokenise, one forward pass on the best engine, decode."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from voc.classify.answers import NOTHING_SAID, Engine, Heard, readings
from voc.classify.folder import DEFAULT, SHIPPED, Measured, ModelFolder, find, load
from voc.classify.labels import FLAG_AT, SENTIMENTS, load_labels
from voc.classify.pair import Pair
from voc.classify.parts import parts
from voc.classify.tokens import Tokens
from voc.errors import ModelError, SettingsError
from voc.records import Readable, Reading

DEVICES = ("auto", "cpu", "cuda", "mps")
_SHIPPED = ", ".join(SHIPPED)


class Reader(Protocol):
    """What reads texts: a voc model, or any other classifier."""

    name: str
    taxonomy: str  # "" if it reads no topics
    device: str
    label_names: Sequence[str]  # as `Labels.names`; none of another's classifier

    def read(self, texts: Iterable[Readable]) -> list[Reading]:
        """One reading for each text, in the given order; texts are taken as they are read."""

    def judge(self, texts: Iterable[Readable]) -> tuple[list[Reading], NDArray[np.float64]]:
        """The readings, and the probability of every label in every text, also below .5.

        [texts, labels], in the order of `label_names`.
        """


class VocReader:
    """Reads with a voc model folder."""

    def __init__(self, folder: ModelFolder, engine: Engine) -> None:
        self.name, self.taxonomy, self.device = folder.name, folder.labels.taxonomy, engine.device
        self.label_names: Sequence[str] = folder.labels.names()
        self._labels, self._engine = folder.labels, engine
        self._tokens = Tokens(folder.path)

    def read(self, texts: Iterable[Readable]) -> list[Reading]:
        """One reading for each text; plain non-answers are known by rule and cost nothing."""
        return self.judge(texts)[0]

    def judge(self, texts: Iterable[Readable]) -> tuple[list[Reading], NDArray[np.float64]]:
        """See `Reader`; a plain non-answer has 1 for neutral and for being one, and else 0."""
        out: list[Reading] = []
        p = [np.zeros((0, self._labels.size))]
        for some in parts(texts):
            read, own = self._judged(some)
            out += read
            p.append(own)
        return out, np.concatenate(p)

    def _judged(self, texts: Sequence[Readable]) -> tuple[list[Reading], NDArray[np.float64]]:
        out, p = [NOTHING_SAID] * len(texts), np.zeros((len(texts), self._labels.size))
        p[:, [SENTIMENTS.index("neutral"), FLAG_AT["non_answer"]]] = 1.0
        spoken = [i for i, text in enumerate(texts) if not text.non_answer]
        read, p[spoken] = readings(self._heard([texts[i] for i in spoken]), self._labels)
        for i, one in zip(spoken, read, strict=True):
            out[i] = one
        return out, p

    def _heard(self, texts: Sequence[Readable]) -> list[Heard]:
        windows = self._tokens.windows(texts)
        # customers repeat each other; where the comment begins counts, as a question's end can be typed in it
        distinct = {(window.ids, window.first): window for own in windows for window in own}
        said = dict(zip(distinct, self._engine.answer(list(distinct.values())), strict=True))
        return [
            Heard(text, own, [said[window.ids, window.first] for window in own])
            for text, own in zip(texts, windows, strict=True)
        ]


class Described(NamedTuple):
    """What a model is: its name, what tells it from any other, its taxonomy ("" of another's classifier)."""

    name: str
    fingerprint: str
    taxonomy: str
    measured: Measured


def describe(model: str, text_version: str) -> Described:
    """A model without loading it. Raises ModelError if it is missing, damaged or of another version."""
    folder = _folder(model)
    if folder is None:
        return Described(Path(model).name, foreign_fingerprint(model), "", Measured())
    found = load(folder, text_version)
    return Described(found.name, found.fingerprint, found.labels.taxonomy, found.measured())


def topics(model: str) -> tuple[str, ...]:
    """The topics that can be said of a comment: those that a model reads, for another's classifier DEFAULT's.

    Raises ModelError if the model is missing or damaged.
    """
    folder = _folder(model) or _folder(DEFAULT)
    assert folder is not None, "a shipped model is one of ours"
    return load_labels(folder).topics


def own_folder(model: str) -> Path:
    """Where a model of ours is, by its name or its folder.

    Raises ModelError if there is none, `model_foreign` if it is another's classifier.
    """
    folder = _folder(model)
    if folder is None:
        raise ModelError("model_foreign", model=model, shipped=_SHIPPED)
    return folder


def reader(model: str, text_version: str, device: str = "auto") -> Reader:
    """The reader for `model`: the name of a shipped model, a model folder, or a transformers classifier.

    Such a classifier is a folder or a hub's "owner/name": no hub is asked for a bare name that is not here.
    `device`: "cpu", "cuda", "mps", or "auto" for what VOC_DEVICE names, else a GPU if torch sees one.
    Raises ModelError if the model is missing, damaged or of another version, SettingsError for a
    device that is not there.
    """
    device = meant(device)
    folder = _folder(model)
    if folder is None:
        from voc.classify.foreign import ForeignReader  # loads torch

        return ForeignReader(model, device)
    described = load(folder, text_version)
    engine = _engine(described, device)
    if described.beside:
        engine = Pair(engine, _engine(described.beside.folder, device), described.beside.share)
    return VocReader(described, engine)


def meant(device: str = "auto") -> str:
    """`device`, or for "auto" what VOC_DEVICE names. Raises SettingsError for one that voc does not know."""
    if device == "auto":
        device = os.environ.get("VOC_DEVICE") or "auto"
    if device not in DEVICES:
        raise SettingsError("device_unknown", device=device, devices=", ".join(DEVICES))
    return device


def foreign_fingerprint(model: str) -> str:
    """Tells one classifier from another: its name and, of a folder, the size and time of its files."""
    files = sorted(f for f in Path(model).expanduser().glob("*") if f.exists())  # no links to nowhere
    seen = [model, *(f"{f.name} {f.stat().st_size} {f.stat().st_mtime_ns}" for f in files)]
    return "foreign-" + hashlib.sha256("\n".join(seen).encode()).hexdigest()[:16]


def _folder(model: str) -> Path | None:
    try:
        path = find(model) or Path(model).expanduser()
        if (path / "voc.json").is_file() or (path / "labels.json").is_file():
            return path  # with one of them missing, `load` says which
        if model in SHIPPED:
            raise ModelError("model_not_shipped", model=model)
        is_path = "/" not in model or model.startswith((".", "/", "~")) or path.parent.is_dir()
        if not is_path or (path / "config.json").is_file():
            return None
    except (OSError, RuntimeError):  # a name longer than names can be; ~ of nobody
        pass
    raise ModelError("model_unknown", model=model, shipped=_SHIPPED)


def _engine(folder: ModelFolder, device: str) -> Engine:
    if device != "cpu" and (device != "auto" or _may_have_gpu()):
        from voc.classify import gpu  # loads torch: seconds that a machine without a GPU need not wait

        seen = gpu.device(device)
        if seen != "cpu":
            return gpu.GpuEngine(folder, seen)
    from voc.classify.cpu import CpuEngine

    return CpuEngine(folder)


def _may_have_gpu() -> bool:
    """Whether it is worth loading torch to look for a GPU: a driver's device file is there."""
    files = ("/dev/nvidiactl", "/dev/dxg", "/System/Library/Frameworks/Metal.framework")
    return any(Path(file).exists() for file in files)

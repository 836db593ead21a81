"""Trained weights → a model folder: calibrated on the development comments, measured, with its card.

It is measured through the very reader that `voc` uses, with calibrations that have not seen what they are
measured on: each fifth of the comments is read with what the other four have chosen. The figures go into
metrics.json and the card. Weights are int8 per row. Of two models heard together each is calibrated by
itself; thresholds and the bond are chosen for both.
"""

import json
import logging
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import calibrate
import numpy as np
import teach
import torch
from card import card
from corpus import Answer
from safetensors.numpy import load_file

from voc import text
from voc.classify import reader
from voc.classify.answers import NOTHING_SAID
from voc.classify.folder import load, save
from voc.classify.labels import FLAG_AT, SENTIMENTS, Labels
from voc.classify.network import restored
from voc.classify.tokens import Tokens, pad
from voc.gold import Gold
from voc.measure import error_rates, measure, mention_rates
from voc.records import Readable, Reading

HERE = Path(__file__).resolve().parent
FOLDS = 5
DEEP = 6  # layers; with more, one answer in fifty turns in int8
log = logging.getLogger("voc.model")


@dataclass(frozen=True)
class Trained:
    """A network as it was trained, and what it answers to each comment of development and of the census.

    `logits` is [comments, labels].
    """

    name: str
    weights: Mapping[str, np.ndarray]
    logits: np.ndarray


class Export:
    """Writes models from the weights in `cache`, all calibrated and measured on the same comments.

    `held` are the development comments by part. Non-answers are few: those of the `census`, which has whether
    a comment says nothing, go into their calibration, and are counted apart.
    """

    def __init__(
        self, labels: Labels, base: Path, cache: Path, held: dict[str, list[Gold]],
        census: Sequence[tuple[Answer, bool]],
    ) -> None:  # fmt: skip
        self._labels, self._base, self._cache, self._held = labels, base, cache, held
        self._gold = [gold for part in held.values() for gold in part]
        given = (*self._gold, *(answer for answer, _ in census))
        self._texts = [text.readable(one.text, one.question) for one in given]
        self._silent = np.array([False] * len(self._gold) + [says_nothing for _, says_nothing in census])

    def write(
        self, name: str, folder: Path, about: Mapping[str, object], beside: tuple[str, float] | None = None
    ) -> None:
        """The folder of one model, with its figures; `about` is for its card.

        `beside` names the model that is heard as well, and its share; it is to lie next to `folder`.
        """
        heard = [self._trained(one) for one in ([name, beside[0]] if beside else [name])]
        target = self._written(name)  # the folder in use stays whole until this one is
        kept = self._as_trained(heard[0])
        p = np.zeros_like(heard[0].logits)
        readings: list[Reading] = [NOTHING_SAID] * len(p)
        for fold in range(FOLDS):
            rows = slice(fold, None, FOLDS)
            self._calibrated(heard, beside, [i for i in range(len(p)) if i % FOLDS != fold])
            readings[rows], p[rows] = self._judge(name, self._texts[rows])
        figures = {"model": name, **self._figures(readings, p)}
        figures |= {"as_trained": kept, "census": self._counted(readings)}
        self._calibrated(heard, beside, range(len(p)))
        shutil.copyfile(HERE / "taxonomy.json", target / "taxonomy.json")
        (target / "metrics.json").write_text(
            json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        made = load(target, text.VERSION)
        own = {"name": name, "layers": made.shape["num_hidden_layers"], "arithmetic": made.arithmetic}
        (target / "README.md").write_text(card({**about, **own}, figures["held_out"]), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.move(target, folder)
        shutil.rmtree(self._cache / "written")  # of a model beside it
        for part, found in figures["held_out"].items():
            log.info("%s, %s: %s", name, part, {k: round(f["value"], 3) for k, f in found.items()})

    def _written(self, name: str) -> Path:
        return self._cache / "written" / name

    def _trained(self, name: str) -> Trained:
        weights = load_file(self._cache / f"{name}.safetensors")
        self._save(name, weights, self._labels)
        return Trained(name, weights, _logits(self._judge(name, self._texts)[1]))

    def _judge(self, name: str, texts: Sequence[Readable]) -> tuple[list[Reading], np.ndarray]:
        return reader(str(self._written(name)), text.VERSION, device="cpu").judge(texts)

    def _save(
        self, name: str, weights: Mapping[str, np.ndarray], labels: Labels,
        beside: tuple[str, float] | None = None,
    ) -> None:  # fmt: skip
        layers = sum(key.endswith("intermediate.dense.bias") for key in weights)
        shape = json.loads((self._base / "config.json").read_text()) | {"num_hidden_layers": layers}
        save(
            self._written(name), name, dict(weights), labels, shape, self._base / "tokenizer.json",
            text.VERSION, "float32" if layers > DEEP else "int8", beside,
        )  # fmt: skip

    def _calibrated(
        self, heard: Sequence[Trained], beside: tuple[str, float] | None, rows: Sequence[int]
    ) -> None:
        """Write them scaled and shifted, and how to read them, by these comments.

        What a rule knows to say nothing is left out: no network is asked about it.
        """
        read = [i for i in rows if not self._texts[i].non_answer]
        own, others = [i for i in read if i < len(self._gold)], [i for i in read if i >= len(self._gold)]
        known, silence = [self._gold[i] for i in own], FLAG_AT["non_answer"]
        weights, said = [], []
        for model in heard:
            further = {"non_answer": (model.logits[others, silence], self._silent[others])}
            scale, shift = calibrate.scales(known, model.logits[own], self._labels, further)
            weights.append(calibrate.applied(model.weights, scale, shift))
            said.append(model.logits[own] * scale + shift)
        both = np.average(said, axis=0, weights=[1 - beside[1], beside[1]] if beside else None)
        thresholds = tuple(round(float(t), 4) for t in calibrate.thresholds(known, both, self._labels))
        labels = replace(self._labels, thresholds=thresholds, bond=calibrate.bond(known, both))
        for model, own_weights in zip(heard, weights, strict=True):
            self._save(model.name, own_weights, labels, beside if model is heard[0] else None)

    def _as_trained(self, model: Trained) -> dict[str, float]:
        """The share of comments whose likeliest sentiment is that of the weights before rounding, in 32 bits.

        Of labelled comments that are one window.
        """
        folder = self._written(model.name)
        network = restored(load(folder, text.VERSION))
        network.load_state_dict({name: torch.from_numpy(tensor) for name, tensor in model.weights.items()})
        teach.all_threads()
        windows = Tokens(folder).windows(self._texts[: len(self._gold)])
        alone = {i: own[0] for i, own in enumerate(windows) if len(own) == 1}
        same, order, n = 0, sorted(alone, key=lambda i: len(alone[i].ids)), len(SENTIMENTS)
        with torch.inference_mode():
            for at in range(0, len(order), 32):
                some = order[at : at + 32]
                said, _ = network(*map(torch.from_numpy, pad([alone[i] for i in some])))
                same += int((said[:, :n].argmax(1).numpy() == model.logits[some, :n].argmax(1)).sum())
        return {"comments": len(order), "same_sentiment": round(same / len(order), 4)}

    def _figures(self, readings: Sequence[Reading], p: np.ndarray) -> dict[str, Any]:
        parts, at = {}, 0
        for part, own in self._held.items():
            parts[part] = slice(at, at + len(own))
            at += len(own)
        gold, readings, topics = self._gold, list(readings[:at]), self._labels.topics
        out = {}
        for part, rows in (parts | {"both": slice(at)}).items():
            columns = dict(zip(self._labels.names(), p[rows].T, strict=True))
            out[part] = {k: asdict(f) for k, f in measure(gold[rows], readings[rows], columns).items()}
        # tables are corrected with comments as customers gave them, not with those invented to teach
        rates = mention_rates(gold[parts["surveys"]], readings[parts["surveys"]], topics)
        return {
            "measured_on": "labelled comments held out of training: the survey in other months and two other "
            "kinds of survey; eleven other industries. Five-fold: scales and shifts from the other comments.",
            "held_out": out,
            "mentions": {topic: counted._asdict() for topic, counted in rates.items()},
            "topics": error_rates(gold, readings, topics),
        }

    def _counted(self, readings: Sequence[Reading]) -> dict[str, int]:
        """How many of the census say nothing, and how many of those were found."""
        silent = self._silent[len(self._gold) :]
        found = np.array([reading.says("non_answer") for reading in readings[len(self._gold) :]])
        return {
            "comments": len(silent), "non_answers": int(silent.sum()), "found": int((silent & found).sum()),
            "taken_for_one": int((~silent & found).sum()),
        }  # fmt: skip


def _logits(p: np.ndarray) -> np.ndarray:
    p = np.clip(p, 1e-6, 1 - 1e-6)
    logits = np.log(p / (1 - p))
    n = len(SENTIMENTS)
    logits[:, :n] = np.log(p[:, :n])
    return logits

"""A model and a user's own labelled comments → a model folder that has learned from them too.

One comment in five is kept out of learning, chosen by its text, and both models are read on those: a new
model is only as good as these figures say.
"""

import hashlib
import json
import math
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from secrets import token_hex
from typing import Any

import numpy as np

from voc import gold, measure, text
from voc.classify import own_folder, reader
from voc.classify.answers import probabilities
from voc.classify.folder import ModelFolder, load, save
from voc.classify.network import restored
from voc.classify.tokens import Tokens
from voc.classify.weights import Weights
from voc.errors import SettingsError
from voc.gold import LEAST, Gold
from voc.records import SILENT, Reading, Watch
from voc.train.encoder import heard, standardise
from voc.train.fit import fit
from voc.train.lessons import Example, Recipe, example, lessons, taught
from voc.train.rehearsal import rehearsed

KEPT_OUT = 5  # one in so many
STEPS = 60  # of batches of labelled comments, at least: with fewer, a few dozen change nothing
REHEARSED = 2  # comments of the sample beside each labelled one
TUNE = Recipe(epochs=3, rate=3e-5, head_rate=3e-4, topic_weight=16.0)


def tune(
    files: Sequence[Path], base: str, target: Path, recipe: Recipe = TUNE, watch: Watch = SILENT
) -> dict[str, Any]:
    """Write the new model to `target`, a folder that is not there yet; its name is the folder's.

    Of a base that is heard beside another, only its own network learns; the new model is read by itself.
    Returns and writes to metrics.json: model, base, learned and kept_out (comments), compared
    (`voc.measure.compared` on what was kept out), held_out (voc.measure's figures of the new model there) and
    mentions (by topic the counts of `voc.records.TopicRates` on those of them that no model flagged: the
    review queue is no sample, and what people accept there is what the base had read).
    Raises SettingsError when there are fewer than 50 comments or all are alike, a topic is not the model's,
    or the folder exists or cannot be made; InputError for a bad line, ModelError for the base.
    """
    known = [one for file in files for one in gold.load(file)]
    if len(known) < LEAST:
        raise SettingsError("too_few_labelled", count=len(known), least=LEAST)
    folder = load(own_folder(base), text.VERSION)
    for one in known:
        for topic in sorted({topic for topic, _ in (*(one.topics or ()), *one.spans)}):
            if topic not in folder.labels.topics:
                topics = ", ".join(folder.labels.topics)
                raise SettingsError("gold_topic", id=one.id, topic=topic, topics=topics)
    kept_out = [one for one in known if _is_kept_out(one)]
    own = [example(one) for one in known if not _is_kept_out(one)]
    if not (own and kept_out):
        raise SettingsError("too_few_labelled", count=len({one.text for one in known}), least=LEAST)
    with _beside(target) as aside:  # what cannot be written is told before it is learned
        learned = _learned(folder, own, recipe, watch)
        labels = replace(folder.labels, bond=None)  # it was not there where the labels were learned
        tokenizer, arithmetic = folder.path / "tokenizer.json", folder.arithmetic
        save(aside, target.name, learned, labels, folder.shape, tokenizer, text.VERSION, arithmetic)
        if (folder.path / "taxonomy.json").is_file():
            shutil.copyfile(folder.path / "taxonomy.json", aside / "taxonomy.json")
        before, after = (_read(str(path), kept_out) for path in (folder.path, aside))
        told = _figures(kept_out, before, after, folder.labels.topics)
        figures = {"model": target.name, "base": base, "learned": len(own), **told}
        written = json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
        (aside / "metrics.json").write_text(written, encoding="utf-8")
    return figures


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A new folder that becomes `target` in the end; nothing is left where that does not come to pass."""
    try:
        if target.is_dir() and not any(target.iterdir()):
            target.rmdir()
        if target.exists():
            raise SettingsError("model_folder_taken", folder=str(target))
        aside = target.with_name(f".{target.name}.{token_hex(4)}")
        aside.mkdir(parents=True)
        try:
            yield aside
            aside.rename(target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        if target.exists():  # another training has been quicker
            raise SettingsError("model_folder_taken", folder=str(target)) from error
        raise SettingsError("page_not_written", path=str(target), reason=error.strerror) from error


def _learned(folder: ModelFolder, own: Sequence[Example], recipe: Recipe, watch: Watch) -> Weights:
    """The weights of the folder's network when it has heard these comments, few of them more often.

    What nobody looked at, in these and in others beside them, it is to say as before.
    """
    network = restored(folder)
    epochs = max(recipe.epochs, math.ceil(STEPS / math.ceil(len(own) / recipe.batch)))
    frozen = min(recipe.frozen, folder.shape["num_hidden_layers"] // 2)
    recipe = replace(recipe, epochs=epochs, frozen=frozen)
    examples = [*own, *rehearsed(REHEARSED * len(own), recipe.seed)]
    given = lessons(Tokens(folder.path), folder.labels, examples, recipe)
    answers = probabilities(heard(network, given.windows)[0].numpy()).astype(np.float32)
    given = taught(given, folder.labels, answers, recipe, share=0.0)
    standardise(network, given.windows)
    fit(network, given, recipe, watch)
    network.plain()
    return {name: tensor.numpy() for name, tensor in network.state_dict().items()}


def _is_kept_out(one: Gold) -> bool:
    """By the text alone, so that a comment given twice is on one side."""
    return hashlib.sha256(text.readable(one.text).normal.encode()).digest()[0] % KEPT_OUT == 0


def _read(model: str, known: Sequence[Gold]) -> list[Reading]:
    return reader(model, text.VERSION).read(text.readable(one.text, one.question) for one in known)


def _figures(
    kept_out: Sequence[Gold], before: Sequence[Reading], after: Sequence[Reading], topics: Sequence[str]
) -> dict[str, Any]:
    """What metrics.json tells of the comments kept out."""
    compared = measure.compared(kept_out, before, after)
    figures = {name: asdict(figure) for name, figure in measure.measure(kept_out, after).items()}
    drawn = [(one, reading) for one, reading in zip(kept_out, after, strict=True) if not one.flagged]
    rates = measure.mention_rates([one for one, _ in drawn], [reading for _, reading in drawn], topics)
    return {
        "kept_out": len(kept_out),
        "compared": {
            name: one._asdict() | {"change": asdict(one.change), "verdict": one.verdict}
            for name, one in compared.items()
        },
        "held_out": {"kept_out": figures},
        "mentions": {topic: counted._asdict() for topic, counted in rates.items()},
    }

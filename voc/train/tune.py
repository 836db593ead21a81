"""A model and a user's own labelled comments → a model folder that has learned from them too.

One comment in five is kept out of learning, chosen by its text, and both models are measured on those: a
new model is only as good as these figures say.
"""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from voc import gold, measure, text
from voc.classify import own_folder, reader
from voc.classify.folder import load, save
from voc.classify.network import restored
from voc.classify.tokens import Tokens
from voc.errors import SettingsError
from voc.gold import Gold
from voc.records import SILENT, Reading, Watch
from voc.train.encoder import standardise
from voc.train.fit import fit
from voc.train.lessons import Recipe, example, lessons

LEAST = 50  # labelled comments
KEPT_OUT = 5  # one in so many
TUNE = Recipe(epochs=3, rate=3e-5, head_rate=3e-4, topic_weight=16.0)


def tune(
    files: Sequence[Path], base: str, target: Path, recipe: Recipe = TUNE, watch: Watch = SILENT
) -> dict[str, Any]:
    """Write the new model to `target`, a folder that is not there yet; its name is the folder's.

    Of a base that is heard beside another, only its own network learns; the new model is read by itself.
    Returns and writes to metrics.json: model, base, learned and kept_out (comments), before and after
    (voc.measure's figures on what was kept out), held_out (after, where reports look for it) and mentions (by
    topic the counts of `voc.records.TopicRates` on those of them that no model flagged: the review queue is
    no sample, and what people accept there is what the base had read).
    Raises SettingsError when there are fewer than 50 comments or all are alike, a topic is not the model's,
    or the folder exists or cannot be made; InputError for a bad line, ModelError for the base.
    """
    known = [one for file in files for one in gold.load(file)]
    if len(known) < LEAST:
        raise SettingsError("too_few_labelled", count=len(known), least=LEAST)
    try:
        target.mkdir(parents=True)  # what cannot be written is told before it is learned
        target.rmdir()
    except FileExistsError:
        raise SettingsError("model_folder_taken", folder=str(target)) from None
    except OSError as error:
        raise SettingsError("page_not_written", path=str(target), reason=error.strerror) from error
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
    network = restored(folder)
    recipe = replace(recipe, frozen=min(recipe.frozen, folder.shape["num_hidden_layers"] // 2))
    given = lessons(Tokens(folder.path), folder.labels, own, recipe)
    standardise(network, given.windows)
    fit(network, given, recipe, watch)
    network.plain()
    learned = {name: tensor.numpy() for name, tensor in network.state_dict().items()}
    tokenizer, arithmetic = folder.path / "tokenizer.json", folder.arithmetic
    labels = replace(folder.labels, bond=None)  # it was not there where the labels were learned
    save(target, target.name, learned, labels, folder.shape, tokenizer, text.VERSION, arithmetic)
    if (folder.path / "taxonomy.json").is_file():
        shutil.copyfile(folder.path / "taxonomy.json", target / "taxonomy.json")
    after = _read(str(target), kept_out)
    drawn = [(one, reading) for one, reading in zip(kept_out, after, strict=True) if not one.flagged]
    rates = measure.mention_rates([one for one, _ in drawn], [r for _, r in drawn], folder.labels.topics)
    figured = _figures(kept_out, after)
    figures = {
        "model": target.name,
        "base": folder.name,
        "learned": len(own),
        "kept_out": len(kept_out),
        "before": _figures(kept_out, _read(str(folder.path), kept_out)),
        "after": figured,
        "held_out": {"kept_out": figured},
        "mentions": {topic: counted._asdict() for topic, counted in rates.items()},
    }
    (target / "metrics.json").write_text(
        json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return figures


def _is_kept_out(one: Gold) -> bool:
    """By the text alone, so that a comment given twice is on one side."""
    return hashlib.sha256(text.readable(one.text).normal.encode()).digest()[0] % KEPT_OUT == 0


def _read(model: str, known: Sequence[Gold]) -> list[Reading]:
    return reader(model, text.VERSION).read([text.readable(one.text, one.question) for one in known])


def _figures(known: Sequence[Gold], readings: Sequence[Reading]) -> dict[str, Any]:
    return {name: asdict(figure) for name, figure in measure.measure(known, readings).items()}

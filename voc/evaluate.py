"""Labelled comments and a model → how right it is, as plain JSON values that `voc.report` words.

figures    every figure of voc.measure over all comments
flags      by flag: F1, how often labelled and found, the comments where it was missed and where made up
topics     the same by topic, whatever its polarity
groups     the headline figures by industry, where there are enough comments
phenomena  by what makes a comment hard: how many were read as labelled, and the comments that were not
cells      the confusion matrix of sentiments, with the comments of each cell
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voc import classify, gold, measure, text
from voc.errors import InputError
from voc.records import SILENT, Reading, Watch

STEP = 256  # comments between two signs of progress
GROUP = 20  # comments that a group must have
HEADLINES = ("sentiment_macro_f1", "complaint_f1", "request_f1", "topic_f1", "topic_polarity_f1")


def evaluate(files: Sequence[Path], model: str = classify.DEFAULT, watch: Watch = SILENT) -> dict[str, Any]:
    """Read the comments of labelled files with `model` and measure.

    `flagged`: how many comments were labelled because a model had flagged them. `untold`: the labelled
    topics that the model does not know, which count as not found; `small_groups`: how many industries have
    too few comments for figures of their own.
    Raises InputError for a line that is not in the form of `voc.gold` or files without any, ModelError for
    the model.
    """
    known = [one for file in files for one in gold.load(file)]
    if not known:
        raise InputError("gold_empty", file=", ".join(map(str, files)))
    reader = classify.reader(model, text.VERSION)
    watch.begin("step.evaluate", len(known))
    readings: list[Reading] = []
    parts: list[NDArray[np.float64]] = []  # of the labels' probabilities, [comments, labels]
    for at in range(0, len(known), STEP):
        some = known[at : at + STEP]
        read, p = reader.judge(text.readable(one.text, one.question) for one in some)
        readings += read
        parts.append(p)
        watch.advance(len(some))
    watch.end()
    probabilities = dict(zip(reader.label_names, np.concatenate(parts).T, strict=True))
    topics = bool(reader.taxonomy)
    figures = measure.measure(known, readings, probabilities, topics=topics)
    groups = _groups(known, readings, topics)
    flags = measure.flags_found(known, readings)
    spoken = measure.topics_found(known, readings) if topics else {}
    shown = [_shown(one, reading) for one, reading in zip(known, readings, strict=True)]
    return {
        "model": reader.name,
        "file": ", ".join(file.name for file in files),
        "comments": len(known),
        "flagged": sum(one.flagged for one in known),
        "untold": _untold(known, classify.topics(model)) if topics else [],
        "figures": _plain(figures),
        "flags": _labels(shown, flags, {name: figures.get(f"{name}_f1") for name in flags}),
        "topics": _labels(shown, spoken, measure.by_topic(known, spoken)),
        "groups": groups,
        "small_groups": len({one.group for one in known} - {"", *groups}),
        "least_of_group": GROUP,
        "phenomena": _phenomena(known, readings, shown),
        "cells": [
            {"labelled": meant, "read": said, "comments": [shown[i] for i in rows]}
            for (meant, said), rows in sorted(measure.confusion(known, readings).items())
        ],
    }


def _untold(known: Sequence[gold.Gold], topics: Sequence[str]) -> list[str]:
    return sorted({topic for one in known for topic, _ in one.topics or ()} - set(topics))


def _groups(known: Sequence[gold.Gold], readings: Sequence[Reading], topics: bool) -> dict[str, Any]:
    rows: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(known):
        rows[one.group].append(i)
    out = {}
    for group in sorted(rows, key=lambda name: -len(rows[name])):
        own = rows[group]
        if group and len(own) >= GROUP:
            some = [known[i] for i in own], [readings[i] for i in own]
            figures = _plain(measure.measure(*some, topics=topics))
            out[group] = {"comments": len(own), **{n: figures[n] for n in HEADLINES if n in figures}}
    return out


def _phenomena(
    known: Sequence[gold.Gold], readings: Sequence[Reading], shown: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    count = Counter(one.phenomenon for one in known if one.phenomenon)
    failed: dict[str, list[int]] = {name: [] for name in sorted(count)}
    for i, (one, reading) in enumerate(zip(known, readings, strict=True)):
        if one.phenomenon and not measure.passes(one, reading):
            failed[one.phenomenon].append(i)
    return {
        name: asdict(measure.share(count[name] - len(own), count[name])) | {"failed": [shown[i] for i in own]}
        for name, own in failed.items()
    }


def _labels(
    shown: Sequence[Mapping[str, Any]],
    found: Mapping[str, measure.Found],
    figures: Mapping[str, measure.Figure | None],
) -> dict[str, Any]:
    """By label, in the order of `figures`: its F1 (None where there is none), counts, misread comments."""
    return {
        name: {
            "f1": figure and asdict(figure),
            "labelled": len(found[name].found) + len(found[name].missed),
            "found": len(found[name].found),
            "missed": [shown[i] for i in found[name].missed],
            "made_up": [shown[i] for i in found[name].made_up],
        }
        for name, figure in figures.items()
    }


def _shown(one: gold.Gold, reading: Reading) -> dict[str, Any]:
    """A comment as a list of the page shows it."""
    told = {"labelled": measure.as_labelled(one), "read": measure.as_read(reading)}
    plain = {way: own._asdict() | {"topics": [list(two) for two in own.topics]} for way, own in told.items()}
    return {"id": one.id, "question": one.question, "text": one.text, **plain}


def _plain(figures: Mapping[str, measure.Figure]) -> dict[str, Any]:
    return {name: asdict(figure) for name, figure in figures.items()}

"""What the networks learn, step by step: two teachers, a student of both, further passes of one and of it.

In: `Material`, the comments there are. Out: networks; build.py writes them as model folders. But for the
first two, a network hears what several folders say together, by the mean of their logits: two readers read
topics better than either, and a label that both doubt is often wrong.
"""

import functools
import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import repeat
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any

import augment
import numpy as np
import torch

from voc import train
from voc.classify.answers import probabilities
from voc.classify.folder import ModelFolder
from voc.classify.labels import Labels
from voc.classify.network import Network, restored
from voc.classify.tokens import Tokens, Window
from voc.gold import Gold

SEED = 20260401
WEAK = train.Recipe(epochs=1, rate=4e-5, seed=SEED)
ANNOTATED = train.Recipe(  # rare labels need the louder voice and the faster pace
    epochs=5, rate=1.2e-4, layer_decay=0.93, head_rate=2e-3, topic_weight=40.0, seed=SEED
)
LAYERS = (0, 2, 5, 8, 11)  # of the teacher, with which the student begins
TAUGHT = train.Recipe(
    epochs=4, rate=3e-4, layer_decay=1.0, head_rate=1e-3, frozen=0, batch=32, warmup=0.05, topic_weight=40.0,
    state_weight=2.0, seed=SEED,
)  # fmt: skip
HEARD = 78_000  # texts that a student hears: the labelled ones, then some of the survey
SEEDS = SEED, SEED + 1  # of the first teacher and the second
MORE = replace(ANNOTATED, epochs=1, rate=8e-5, head_rate=6e-4, frozen=4)
AGAIN = replace(TAUGHT, epochs=3, rate=2e-4, head_rate=6e-4)
OWN, OWN_STUDENT = 1 / 3, 0.3  # of the weights before further passes, in those they leave with
SHARE = 0.5  # of a target that the folders have; the label has the rest
SILENT = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}  # a student imitates exactly
SPREAD = 1_000  # comments over which the spread of hidden states is taken
log = logging.getLogger("voc.model")


@dataclass(frozen=True)
class Material:
    """Labelled comments to learn from, those that nothing may come near, and where the survey lies.

    In the folder `epochs` what is half learned is kept, for the case of a stop.
    """

    labels: Labels
    data: Path
    known: Sequence[Gold]
    held: Sequence[Gold]
    epochs: Path


def _timed(learn: Callable[..., Network]) -> Callable[..., Network]:
    @functools.wraps(learn)
    def timed(*args: Any) -> Network:
        began = time.monotonic()
        network = learn(*args)
        log.info("%s: %.0f minutes", learn.__name__, (time.monotonic() - began) / 60)
        return network

    return timed


def teachers(base: Path, given: Material, seeds: Sequence[int]) -> list[dict[str, np.ndarray]]:
    """The weights of one `teacher` per seed, all at once, each in a process with its share of the cores.

    A step is many small products, which more cores speed up little: two networks at once, with one core each,
    learn 1.6 times what they do one after the other with both.
    """
    apart = [replace(given, epochs=given.epochs / str(seed)) for seed in seeds]
    context, share = get_context("spawn"), max(1, (os.cpu_count() or 1) // len(seeds))
    with ProcessPoolExecutor(len(seeds), context, _begin, (share,)) as pool:
        return list(pool.map(_teacher, repeat(base), apart, seeds))


def _begin(cores: int) -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s (%(process)d) %(message)s")
    torch.set_num_threads(cores)
    threading.Thread(target=_end_with_the_build, daemon=True).start()


def _end_with_the_build() -> None:
    """A build that is killed cannot tell its processes, which would learn on for an hour."""
    build = parent_process()
    if build is not None:
        build.join()
        os._exit(1)


def _teacher(base: Path, given: Material, seed: int) -> dict[str, np.ndarray]:
    return weights(teacher(base, given, seed))


@_timed
def teacher(base: Path, given: Material, seed: int) -> Network:
    """The base encoder under new heads: weak labels of the survey, then those of annotators."""
    torch.manual_seed(seed)  # the heads start from random numbers
    first, then = (replace(recipe, seed=seed) for recipe in (WEAK, ANNOTATED))
    network, tokens = train.fresh(base, given.labels), Tokens(base)
    weak = augment.weak(given.data, avoid=[*given.known, *given.held], seed=seed)
    lessons = train.lessons(tokens, given.labels, weak, first)
    train.fit(network, lessons, first, kept=given.epochs / "weak.safetensors")
    known = [train.example(gold) for gold in augment.widened(given.known, seed)]
    _learn(network, train.lessons(tokens, given.labels, known, then), then, given.epochs)
    return network


@_timed
def teacher_again(folders: Sequence[ModelFolder], given: Material, number: int) -> Network:
    """A pass of the first folder's network with the labels, drawn towards what the folders say together.

    `number` decides what is drawn by chance.
    """
    recipe = replace(MORE, seed=MORE.seed + number)
    known = [train.example(gold) for gold in augment.widened(given.known, recipe.seed)]
    lessons = train.lessons(Tokens(folders[0].path), given.labels, known, recipe)
    answers = _ensemble([_answers(folder, lessons.windows)[0] for folder in folders])
    drawn = train.taught(lessons, given.labels, answers, recipe, SHARE)
    return _gone_on(restored(folders[0], attention_probs_dropout_prob=0.0), drawn, recipe, OWN, given.epochs)


@_timed
def student(folders: Sequence[ModelFolder], given: Material, number: int) -> Network:
    """Some layers of the first folder learn what the folders say together, beside the labels where they are.

    It nears the hidden states of the first. `number` decides what is drawn by chance.
    """
    recipe = replace(TAUGHT, seed=TAUGHT.seed + number)
    network = train.shallow(restored(folders[0], **SILENT), LAYERS)
    _learn(network, _heard(folders, given, recipe), recipe, given.epochs)
    return network


@_timed
def student_again(folders: Sequence[ModelFolder], given: Material, number: int) -> Network:
    """The last folder's network goes on as `student` began."""
    recipe = replace(AGAIN, seed=AGAIN.seed + number)
    return _gone_on(restored(folders[-1], **SILENT), _heard(folders, given, recipe), recipe, OWN_STUDENT,
                    given.epochs)  # fmt: skip


def _heard(folders: Sequence[ModelFolder], given: Material, recipe: train.Recipe) -> train.Lessons:
    """HEARD texts with what the folders say together and the hidden states of the first."""
    wide = augment.widened(given.known, recipe.seed)
    heard = augment.unlabelled(given.data, given.held, max(0, HEARD - len(wide)), recipe.seed)
    examples = [*map(train.example, wide), *(_unknown(*pair) for pair in heard)]
    lessons = train.lessons(Tokens(folders[0].path), given.labels, examples, recipe)
    own, seen = _answers(folders[0], lessons.windows)
    others = [_answers(folder, lessons.windows)[0] for folder in folders[1:]]
    return train.taught(lessons, given.labels, _ensemble([own, *others]), recipe, SHARE, seen)


def weights(network: Network) -> dict[str, np.ndarray]:
    """What is stored of a network that has learned, by name.

    The network is changed: from now on its heads see hidden states as they are, not in units of their spread.
    """
    network.plain()
    return {name: np.ascontiguousarray(tensor.numpy()) for name, tensor in network.state_dict().items()}


def all_threads() -> None:
    """Let torch use every core again: a CPU engine leaves one thread for the whole process."""
    torch.set_num_threads(os.cpu_count() or 2)


def _ensemble(logits: Sequence[np.ndarray]) -> np.ndarray:
    """Probabilities [windows, labels] by the mean of several folders' logits."""
    return probabilities(np.mean(logits, axis=0)).astype(np.float32)


def _answers(folder: ModelFolder, windows: Sequence[Window]) -> tuple[np.ndarray, torch.Tensor]:
    """A folder's logits [windows, labels] and hidden states [tokens, hidden].

    It hears all of them each time, though it heard most in the step before: in 16 bits the company in a batch
    turns the last digits, and a build that goes on is to become what one that was not stopped does.
    """
    began = time.monotonic()
    logits, states = train.heard(restored(folder), windows)
    minutes = (time.monotonic() - began) / 60
    log.info("%d texts read by %s in %.0f minutes", len(windows), folder.name, minutes)
    return logits.numpy(), states


def _gone_on(
    network: Network, given: train.Lessons, recipe: train.Recipe, own: float, epochs: Path
) -> Network:
    """Further passes; weights before (`own`) and after are averaged, which reads better (Izmailov 2018)."""
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    _learn(network, given, recipe, epochs)
    network.plain()
    after = network.state_dict()
    network.load_state_dict({name: own * before[name] + (1 - own) * after[name] for name in after})
    return network


def _unknown(comment: str, question: str) -> train.Example:
    return train.Example(comment, question, {}, {}, None)


def _learn(network: Network, given: train.Lessons, recipe: train.Recipe, epochs: Path) -> None:
    """Hidden states are seen in units of their spread, a teacher's where there is one."""
    if given.states is None:
        train.standardise(network, given.windows[-SPREAD:])
    else:
        some = given.states[: sum(len(window.ids) for window in given.windows[:SPREAD])].float()
        network.standardise(some.mean(0), some.std(0))
    train.fit(network, given, recipe, kept=epochs / "learned.safetensors")

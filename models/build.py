"""`make model`: packages and labelled comments → the model folders models/voc-ja and models/voc-ja-fast.

    python models/build.py             everything, from the packages on
    python models/build.py --export    only write both folders again from the trained networks

Steps: base encoder (base.py); two teachers, which differ by a seed alone, learn weak labels, then annotators'
(corpus.py, augment.py, voc/train); a student with fewer layers learns what both say together and the hidden
states of the first, on comments without labels too; then, twice, the first goes on, its labels drawn towards
what the three say, and the student goes on, towards what that teacher, the second and it say: voc-ja and
voc-ja-fast.
Each folder written is calibrated on the development comments (calibrate.py) and measured, through the very
reader that `voc` uses and with calibrations that have not seen what they are measured on, into metrics.json
and the card. Weights are int8 per row. A build that was stopped goes on where it was (progress.py).
"""

import argparse
import json
import logging
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import calibrate
import corpus
import numpy as np
import teach
import torch
from base import build as build_base
from card import card
from progress import Progress
from safetensors.numpy import load_file, save_file

import voc
from voc import text
from voc.classify import reader
from voc.classify.folder import ModelFolder, load, save
from voc.classify.labels import SENTIMENTS, Labels
from voc.classify.network import Network, restored
from voc.classify.tokens import Tokens, pad
from voc.gold import Gold
from voc.measure import error_rates, measure, mention_rates
from voc.records import Readable, Reading

HERE = Path(__file__).resolve().parent
CACHE = HERE / ".cache"
TEACHER, STUDENT, FIRST, SECOND = "voc-ja", "voc-ja-fast", "first", "second"
# in int8, one answer in fifty of twelve layers turns
ARITHMETIC = {TEACHER: "float32", STUDENT: "int8", FIRST: "float32", SECOND: "float32"}
FOLDS = 5
VOC = Path(voc.__file__).parent
Learned = Callable[[], list[dict[str, np.ndarray]]]
ABOUT = {  # what the card tells of how a student learned
    "teacher": TEACHER, "began": ", ".join(map(str, teach.LAYERS)), "heard": f"{teach.HEARD:,}",
    "passes": teach.TAUGHT.epochs, "again": teach.AGAIN.epochs,
}  # fmt: skip
log = logging.getLogger("voc.model")


def main() -> None:
    """Build what the command line asks for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--export", action="store_true")
    options = asked.parse_args()
    data = Path(os.environ.get("VOC_DATA_DIR", HERE.parent.parent / "shared" / "data"))
    if not (data / "labels").is_dir():
        sys.exit(f"no labelled comments in {data / 'labels'}: set VOC_DATA_DIR to the folder of the data")
    taxonomy = json.loads((HERE / "taxonomy.json").read_text(encoding="utf-8"))
    labels = Labels(taxonomy["taxonomy"], tuple(topic["id"] for topic in taxonomy["topics"]))
    base = build_base(CACHE / "base", CACHE)
    known, held = corpus.labelled(data)
    log.info("%d labelled comments, held out %s", len(known), {n: len(part) for n, part in held.items()})

    if options.export:
        _write(TEACHER, labels, base, data, held)
        _write(STUDENT, labels, base, data, held)
        return
    progress = Progress(CACHE / "building", _made_of(data))
    given = teach.Material(labels, data, known, _all(held), progress.epochs)
    for number, (names, learned) in enumerate(_steps(base, given), 1):
        if number <= progress.steps:
            log.info("step %d, %s, is done already", number, " and ".join(names))
            continue
        teach.all_threads()  # the step before has measured its model
        for name, weights in zip(names, learned(), strict=True):
            save_file(weights, _weights(name))
            _write(name, labels, base, data, held)
        progress.done()
    progress.finished()


def _steps(base: Path, given: teach.Material) -> Iterator[tuple[tuple[str, ...], Learned]]:
    """The models to be written one after the other, and what learns the weights of each from those before."""
    names = TEACHER, STUDENT, FIRST, SECOND
    teacher, student, first, second = (partial(load, _folder(name), text.VERSION) for name in names)

    def of(learn: Callable[..., Network], number: int, *models: Callable[[], ModelFolder]) -> Learned:
        return lambda: [teach.weights(learn([model() for model in models], given, number))]

    yield (FIRST, SECOND), lambda: teach.teachers(base, given, teach.SEEDS)
    yield (STUDENT,), of(teach.student, 3, first, second)
    for number, began in ((4, first), (6, teacher)):
        yield (TEACHER,), of(teach.teacher_again, number, began, second, student)
        yield (STUDENT,), of(teach.student_again, number + 1, teacher, second, student)


def _made_of(data: Path) -> list[Path]:
    """The files that decide what a build becomes."""
    own = [path for pattern in ("*.py", "*.json*", "comments/*.jsonl") for path in HERE.glob(pattern)]
    read = [path for stage in ("text", "classify", "train") for path in VOC.glob(f"{stage}/*.py")]
    read += [VOC / "gold.py", *VOC.glob("records/*.py")]
    return [*own, *read, *(data / "labels").glob("*.jsonl"), *(data / "fukui").glob("*.csv")]


def _write(name: str, labels: Labels, base: Path, data: Path, held: dict[str, list[Gold]]) -> None:
    """The model folder, calibrated, with its figures.

    Non-answers are few: those of the census go into their calibration, and are counted apart.
    """
    gold, weights = _all(held), load_file(_weights(name))
    census = corpus.census(data, gold)
    shape = json.loads((base / "config.json").read_text())
    shape["num_hidden_layers"] = sum(key.endswith("intermediate.dense.bias") for key in weights)
    target = CACHE / "written" / name  # the folder in use stays whole until this one is

    def write(given: dict[str, np.ndarray], decided: Labels = labels) -> None:
        save(target, name, given, decided, shape, base / "tokenizer.json", text.VERSION, ARITHMETIC[name])

    def calibrated(rows: Sequence[int]) -> tuple[dict[str, np.ndarray], Labels]:
        """Weights scaled and shifted, and how to read them, by these comments; a rule's say nothing."""
        read = [i for i in rows if not texts[i].non_answer and texts[i].normal.strip()]
        own, others = [i for i in read if i < len(gold)], [i for i in read if i >= len(gold)]
        known = [gold[i] for i in own]
        further = {"non_answer": (logits[others, labels.names().index("non_answer")], silent[others])}
        scale, shift, at = calibrate.calibrate(known, logits[own], labels, further)
        thresholds = tuple(round(float(t), 4) for t in at)
        bond = calibrate.bond(known, logits[own] * scale + shift)
        return calibrate.applied(weights, scale, shift), replace(labels, thresholds=thresholds, bond=bond)

    silent = np.array([False] * len(gold) + [says_nothing for _, says_nothing in census])
    texts = [text.readable(one.text, one.question) for one in (*gold, *(answer for answer, _ in census))]
    write(weights)
    logits = _logits(reader(str(target), text.VERSION, device="cpu").judge(texts)[1])
    kept = _as_trained(target, weights, texts[: len(gold)], logits)
    readings: dict[int, Reading] = {}
    p = np.zeros_like(logits)
    for fold in range(FOLDS):
        out = [i for i in range(len(texts)) if i % FOLDS == fold]
        write(*calibrated([i for i in range(len(texts)) if i % FOLDS != fold]))
        read, p[out] = reader(str(target), text.VERSION, device="cpu").judge([texts[i] for i in out])
        readings |= dict(zip(out, read, strict=True))
    figures = _figures(name, labels, held, [readings[i] for i in range(len(gold))], p[: len(gold)])
    figures["as_trained"] = kept
    figures["census"] = _census(silent[len(gold) :], [readings[i] for i in range(len(gold), len(texts))])
    write(*calibrated(range(len(texts))))
    shutil.copyfile(HERE / "taxonomy.json", target / "taxonomy.json")
    (target / "metrics.json").write_text(
        json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    about = ABOUT | {"name": name, "layers": shape["num_hidden_layers"], "arithmetic": ARITHMETIC[name]}
    said = card(about, figures["held_out"], name == STUDENT)
    (target / "README.md").write_text(said, encoding="utf-8")
    shutil.rmtree(_folder(name), ignore_errors=True)
    shutil.move(target, _folder(name))
    for part, own in figures["held_out"].items():
        log.info("%s, %s: %s", name, part, {k: round(f["value"], 3) for k, f in own.items()})


def _as_trained(
    folder: Path, weights: dict[str, np.ndarray], texts: Sequence[Readable], logits: np.ndarray
) -> dict[str, float]:
    """The share of comments whose likeliest sentiment is that of the weights before rounding, in 32 bits.

    Of comments that are one window. `logits` are those of the engine that reads with the folder.
    """
    network = restored(load(folder, text.VERSION))
    network.load_state_dict({name: torch.from_numpy(tensor) for name, tensor in weights.items()})
    teach.all_threads()
    windows = Tokens(folder).windows(texts)
    count = Counter(window.text for window in windows)
    alone = {window.text: window for window in windows if count[window.text] == 1}
    same, order, n = 0, sorted(alone, key=lambda i: len(alone[i].ids)), len(SENTIMENTS)
    with torch.inference_mode():
        for at in range(0, len(order), 32):
            some = order[at : at + 32]
            said, _ = network(*map(torch.from_numpy, pad([alone[i] for i in some])))
            same += int((said[:, :n].argmax(1).numpy() == logits[some, :n].argmax(1)).sum())
    return {"comments": len(order), "same_sentiment": round(same / len(order), 4)}


def _figures(
    name: str, labels: Labels, held: dict[str, list[Gold]], readings: list[Reading], p: np.ndarray
) -> dict:
    gold, parts, at = _all(held), {}, 0
    for part, own in held.items():
        parts[part] = slice(at, at + len(own))
        at += len(own)
    parts["both"] = slice(None)
    out = {}
    for part, rows in parts.items():
        columns = dict(zip(labels.names(), p[rows].T, strict=True))
        out[part] = {k: asdict(f) for k, f in measure(gold[rows], readings[rows], columns).items()}
    return {
        "model": name,
        "measured_on": "labelled comments held out of training: the survey in other months and two other "
        "kinds of survey; eleven other industries. Five-fold: scales and shifts from the other comments.",
        "held_out": out,
        "mentions": _mentions(labels, held["surveys"], readings[: len(held["surveys"])]),
        "topics": error_rates(gold, readings, labels.topics),
    }


def _census(silent: np.ndarray, readings: list[Reading]) -> dict[str, int]:
    found = np.array([reading.non_answer >= 0.5 for reading in readings])
    return {
        "comments": len(silent), "non_answers": int(silent.sum()), "found": int((silent & found).sum()),
        "taken_for_one": int((~silent & found).sum()),
    }  # fmt: skip


def _mentions(labels: Labels, surveys: list[Gold], readings: list[Reading]) -> dict:
    """What tables are corrected with: of comments as customers gave them, not of those invented to teach."""
    rates = mention_rates(surveys, readings, labels.topics)
    return {topic: counted._asdict() for topic, counted in rates.items()}


def _logits(p: np.ndarray) -> np.ndarray:
    p = np.clip(p, 1e-6, 1 - 1e-6)
    logits = np.log(p / (1 - p))
    n = len(SENTIMENTS)
    logits[:, :n] = np.log(p[:, :n])
    return logits


def _folder(name: str) -> Path:
    return (CACHE if name in (FIRST, SECOND) else HERE) / name


def _weights(name: str) -> Path:
    return CACHE / f"{name}.safetensors"


def _all(held: dict[str, list[Gold]]) -> list[Gold]:
    return [gold for part in held.values() for gold in part]


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    main()

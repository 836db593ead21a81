"""`make model`: packages and labelled comments → the model folders models/voc-ja and models/voc-ja-fast.

    python models/build.py             everything, from the packages on
    python models/build.py --export    only write both folders again from the trained networks

Steps: base encoder (base.py); two teachers, which differ by a seed alone, learn weak labels, then annotators'
(corpus.py, augment.py, voc/train); a student with fewer layers learns what both say together and the hidden
states of the first, on comments without labels too; then, twice, the first goes on, its labels drawn towards
what the three say, and the student goes on, towards what that teacher, the second and it say: voc-ja and
voc-ja-fast. Each is written as a folder, calibrated and measured (export.py); voc-ja is heard beside
voc-ja-fast. A build that was stopped goes on where it was (progress.py).
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import corpus
import numpy as np
import teach
from base import build as build_base
from export import Export
from progress import Progress
from safetensors.numpy import save_file

import voc
from voc import text
from voc.classify.folder import ModelFolder, load
from voc.classify.labels import Labels
from voc.classify.network import Network

HERE = Path(__file__).resolve().parent
CACHE = HERE / ".cache"
TEACHER, STUDENT, FIRST, SECOND = "voc-ja", "voc-ja-fast", "first", "second"
BESIDE = {TEACHER: (STUDENT, 0.7)}  # by name the model that is heard as well, and its share
VOC = Path(voc.__file__).parent
Learned = Callable[[], list[dict[str, np.ndarray]]]
ABOUT = {  # what the cards tell of how a student learned, and how it is heard
    "teacher": TEACHER, "student": STUDENT, "share": BESIDE[TEACHER][1],
    "began": ", ".join(map(str, teach.LAYERS)), "heard": f"{teach.HEARD:,}",
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

    gold = [gold for part in held.values() for gold in part]
    export = Export(labels, base, CACHE, held, corpus.census(data, gold))

    def write(name: str) -> None:
        export.write(name, _folder(name), ABOUT, BESIDE.get(name))

    if options.export:
        write(STUDENT)
        write(TEACHER)
        return
    progress = Progress(CACHE / "building", _made_of(data))
    given = teach.Material(labels, data, known, gold, progress.epochs)
    for number, (names, learned) in enumerate(_steps(base, given), 1):
        if number <= progress.steps:
            log.info("step %d, %s, is done already", number, " and ".join(names))
            continue
        teach.all_threads()  # the step before has measured its model
        for name, weights in zip(names, learned(), strict=True):
            save_file(weights, CACHE / f"{name}.safetensors")
            write(name)
        progress.done()
    write(TEACHER)  # beside the student as it has become
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


def _folder(name: str) -> Path:
    return (CACHE if name in (FIRST, SECOND) else HERE) / name


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    main()

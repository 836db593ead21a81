"""`make bench`: how many comments a second, beside transformers' pipeline with the same weights.

Prints tables and writes them to bench/RESULTS.md. Everything is measured in one run, on the same
comments, so quote the ratios: absolute figures move with the machine. Comments come from the
survey in VOC_DATA_DIR (default ../shared/data), or from the bundled sample without it.
"""

import csv
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

import torch
from ways import CORES, ways

from voc import classify, config, projects, text
from voc import pipeline as voc_pipeline
from voc.classify.folder import ModelFolder, find, load
from voc.classify.tokens import Tokens

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("VOC_DATA_DIR", HERE.parent.parent / "shared" / "data"))
MODELS = ("voc-ja", "voc-ja-fast")  # the teacher first: the others are measured against it
MONTH = "survey-202510.csv"  # the export that `voc run` is timed on
TEXTS = 2_880
TURNS = 4
ROUNDS = 2
LENGTHS = (10, 20, 40, 80, 160)
COUNTS = (1, 16, 256)
START = """
import json, resource, subprocess, sys, time
seconds = []
for _ in range(3):
    began = time.perf_counter()
    line = '{"id": "1", "text": "親切だが料金が高い"}'
    subprocess.run(sys.argv[1:], input=line.encode(), stdout=subprocess.DEVNULL, check=True)
    seconds.append(time.perf_counter() - began)
print(json.dumps([min(seconds), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""  # a small process of its own: a child counts the memory of the process that started it


def main() -> None:
    """Measure, print, write."""
    folders = {name: load(found, text.VERSION) for name in MODELS if (found := find(name))}
    if not folders:
        sys.exit("no model is there: `make model` builds them")
    given = one_window(comments(TEXTS), next(iter(folders.values())))
    rows = list(_speed(folders, given))
    lines = [
        "# Speed",
        "",
        f"`make bench` on {platform.machine()} with {CORES} cores, torch "
        f"{torch.__version__.split('+')[0]} with {CORES} threads. {len(given)} comments without their "
        f"questions, one run: all ways one after the other, {TURNS} times, there and back. Middle of the "
        "turns, and of their ratios (lowest–highest): quote the ratios. Agreement: the same sentiment is "
        "likeliest as by the same weights in plain torch. voc reads voc-ja together with voc-ja-fast; its "
        "other rows and its agreement are of its own twelve layers alone.",
        "",
        *_table(("", "comments/s", "of the teacher's pipeline, batch 1", "batch 32", "agreement"), rows),
        "",
        *_table(("`voc classify` on one comment", "seconds", "MB"), list(_starts(folders))),
        "",
        "Comments a second by their length in characters (64 of each), and by how many are read at once:",
        "",
        *_table(("", *map(str, LENGTHS), *(f"{n} at once" for n in COUNTS)), list(_growth(folders, given))),
        "",
        _end_to_end(),
    ]
    print("\n".join(lines))
    (HERE / "RESULTS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _speed(folders: dict[str, ModelFolder], given: Sequence[str]) -> Iterator[Sequence[str]]:
    """All ways to read in turn, there and back: what slows the machine slows each of them."""
    models = [list(ways(name, folder, given)) for name, folder in folders.items()]
    order = [way for own in models for way in own]
    for way in order:
        way.read(range(8))  # what is done only once
    for turn in range(TURNS):
        for way in order:
            way.take(range(len(given)) if way.whole else range(turn, len(given), TURNS))
        order.reverse()
    for own in models:
        for way in own:
            same = way.agreement(own[0])
            pipelines = (way.times(teacher) for teacher in models[0][1:3])
            yield way.what, f"{median(way.speeds):.0f}", *pipelines, "–" if same is None else f"{same:.3f}"


def _starts(folders: dict[str, ModelFolder]) -> Iterator[Sequence[str]]:
    """The best of three whole processes, and the memory of the largest."""
    for name in folders:
        command = [sys.executable, "-m", "voc.cli", "classify", "--model", name]
        done = subprocess.run(
            [sys.executable, "-c", START, *command], capture_output=True, text=True, check=True
        )
        seconds, kilobytes = json.loads(done.stdout)
        yield name, f"{seconds:.1f}", f"{kilobytes / 1024:.0f}"


def _growth(folders: dict[str, ModelFolder], given: Sequence[str]) -> Iterator[Sequence[str]]:
    joined = "。".join(given)
    for name in folders:
        own = classify.reader(name, text.VERSION, device="cpu")
        cells = []
        for length in LENGTHS:
            texts = [text.readable(joined[i * length : (i + 1) * length]) for i in range(64)]
            cells.append(_rate(lambda t=texts, r=own: r.read(t), len(texts)))
        for count in COUNTS:
            texts = [text.readable(comment) for comment in given[:256]]
            parts = [texts[i : i + count] for i in range(0, len(texts), count)]
            cells.append(_rate(lambda p=parts, r=own: [r.read(part) for part in p], len(texts)))
        yield name, *(f"{cell:.0f}" for cell in cells)


def comments(count: int) -> list[str]:
    """Comments that say something, from the labelled ones or the bundled sample."""
    labels = DATA / "labels" / "fukui.jsonl"
    if labels.is_file():
        lines = labels.read_text(encoding="utf-8").splitlines()
        return [row["text"] for row in map(json.loads, lines) if not row["n"]][:count]
    print(f"no survey in {DATA}: measuring on the bundled sample instead")
    with open(projects.SAMPLE / "online-survey-2025.csv", encoding="cp932", newline="") as file:
        return [row["その理由"] for row in csv.DictReader(file) if row["その理由"]][:count]


def one_window(given: Sequence[str], folder: ModelFolder) -> list[str]:
    """Those comments that are short enough to be one text for every engine."""
    windows = Tokens(folder.path).windows([text.readable(comment) for comment in given])
    return [comment for comment, own in zip(given, windows, strict=True) if len(own) == 1]


def _rate(work: Callable[[], object], count: int) -> float:
    """Pieces per second in the faster of two rounds."""
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return count / min(seconds)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    rule = "|---" + "|---:" * (len(head) - 1) + "|"
    return [f"| {' | '.join(head)} |", rule, *(f"| {' | '.join(row)} |" for row in rows)]


def _end_to_end() -> str:
    """A first `voc run` on one export, from the file to published tables."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        export = DATA / "fukui" / MONTH
        if export.is_file():
            projects.init(root, [export])
        else:
            shutil.copytree(projects.SAMPLE, Path(folder) / "sample")
            projects.init(root, [p for p in (Path(folder) / "sample").iterdir() if p.suffix != ".md"])
        project = config.load(root)
        began = time.perf_counter()
        read = voc_pipeline.run(project).summary["comments"]
        rate = read / (time.perf_counter() - began)
        return (
            f"`voc run` with {project.settings.model}, from the export to published tables "
            f"({read:,} comments): {rate:.0f} comments/s."
        )


if __name__ == "__main__":
    main()

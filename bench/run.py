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
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from transformers import BertConfig, PreTrainedModel, PreTrainedTokenizerFast, pipeline
from transformers.modeling_outputs import SequenceClassifierOutput

from voc import classify, config, direct, projects, text
from voc import pipeline as voc_pipeline
from voc.classify.cpu import CpuEngine
from voc.classify.folder import ModelFolder, find, load
from voc.classify.network import Network, restored
from voc.classify.tokens import Tokens, Window, pad
from voc.records import POLARITIES

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("VOC_DATA_DIR", HERE.parent.parent / "shared" / "data"))
MODELS = ("voc-ja", "voc-ja-fast")  # the teacher first: the others are measured against it
MONTH = "survey-202510.csv"  # the export that `voc run` is timed on
TEXTS = 2_880
ROUNDS = 2
CORES = os.cpu_count() or 1
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
Row = tuple[str, str, str, str]


class Plain(PreTrainedModel):
    """The shipped weights as transformers sees a classifier: token ids in, sentiment logits out."""

    config_class = BertConfig

    def __init__(self, config: BertConfig, folder: ModelFolder) -> None:
        super().__init__(config)
        self.network = restored(folder)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, **_: object
    ) -> SequenceClassifierOutput:
        """Every token but <s> may be evidence, as the CPU engine has it."""
        own = attention_mask.clone()
        own[:, 0] = 0
        logits, _votes = self.network(input_ids, attention_mask, own)
        return SequenceClassifierOutput(logits=logits[:, : len(POLARITIES)])


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
        "questions, one run: quote the ratios. Agreement: the same sentiment is likeliest as by the same "
        "weights in plain torch.",
        "",
        *_table(("", "comments/s", "of the teacher's pipeline, batch 1", "agreement"), rows),
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


def _speed(folders: dict[str, ModelFolder], given: Sequence[str]) -> Iterator[Row]:
    readables = [text.readable(comment) for comment in given]
    normal = [readable.normal for readable in readables]
    rates: list[tuple[str, float, float | None]] = []
    baseline = 0.0
    for name, folder in folders.items():
        windows = Tokens(folder.path).windows(readables)
        network = restored(folder)
        reference = [POLARITIES[i] for i in _sentiments(network, windows)]
        plain = _transformers(folder)
        for batch in (1, 32):
            torch.set_num_threads(CORES)  # CTranslate2 sets one for the whole process
            same = _same(reference, [answer["label"] for answer in plain(normal, batch_size=batch)])
            rate = _rate(lambda p=plain, size=batch: p(normal, batch_size=size), len(given))
            baseline = baseline or rate
            rates.append((f"{name}: transformers pipeline, batch {batch}", rate, same))
        torch.set_num_threads(CORES)
        rate = _rate(lambda n=network, w=windows: _sentiments(n, w), len(given))
        rates.append((f"{name}: plain torch, sorted by length, batch 16", rate, 1.0))
        rates.append((f"{name}: arithmetic floor of the encoder, 32 bits", _floor(folder, windows), None))
        own = classify.reader(name, text.VERSION, device="cpu")
        same = _same(reference, _by_engine(folder, windows))
        rates.append((f"{name}: voc, reading", _rate(lambda r=own: r.read(readables), len(given)), same))
        lines = [json.dumps({"id": i, "text": comment}) for i, comment in enumerate(given)]
        rate = _rate(lambda n=name, asked=lines: list(direct.read_lines(asked, n)), len(given))
        rates.append((f"{name}: `voc classify`, loading and JSON included", rate, same))
    for what, rate, same in rates:
        yield what, f"{rate:.0f}", f"{rate / baseline:.1f}×", "–" if same is None else f"{same:.3f}"


def _sentiments(network: Network, windows: Sequence[Window]) -> list[int]:
    """The sentiment of each window by torch in 32 bits; windows of like length together."""
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
    out: dict[int, int] = {}
    with torch.inference_mode():
        for at in range(0, len(order), 16):
            rows = order[at : at + 16]
            logits, _ = network(*(torch.from_numpy(a) for a in pad([windows[i] for i in rows])))
            out |= dict(zip(rows, logits[:, : len(POLARITIES)].argmax(1).tolist(), strict=True))
    return [out[i] for i in range(len(windows))]


def _by_engine(folder: ModelFolder, windows: Sequence[Window]) -> list[str]:
    """The likeliest sentiment by the engine; a reading also knows complaints, mixed ones and no answers."""
    answers = CpuEngine(folder).answer(windows)
    return [POLARITIES[int(answer.logits[: len(POLARITIES)].argmax())] for answer in answers]


def _floor(folder: ModelFolder, windows: Sequence[Window]) -> float:
    """Windows a second if the encoder were its matrix products alone, at the rate of one large product."""
    a, b = torch.randn(1024, 1024), torch.randn(1024, 1024)
    products = _rate(lambda: [a @ b for _ in range(20)], 20)
    weights = sum(t.size for n, t in folder.weights().items() if ".layer." in n and t.ndim == 2)
    tokens = sum(len(w.ids) for w in windows) / len(windows)
    return products * 2 * 1024**3 / (2 * weights * tokens)


def _transformers(folder: ModelFolder) -> Callable[..., list[dict[str, str]]]:
    shape = BertConfig(**folder.shape, id2label=dict(enumerate(POLARITIES)))
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(folder.path / "tokenizer.json"), pad_token="<pad>", model_max_length=512
    )
    model = Plain(shape, folder).eval()
    return pipeline("text-classification", model=model, tokenizer=tokenizer, device="cpu")  # type: ignore[return-value]


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
    count = Counter(window.text for window in windows)
    return [comment for i, comment in enumerate(given) if count[i] == 1]


def _rate(work: Callable[[], object], count: int) -> float:
    """Pieces per second in the faster of two rounds."""
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return count / min(seconds)


def _same(one: Sequence[str], other: Sequence[str]) -> float:
    return sum(a == b for a, b in zip(one, other, strict=False)) / len(other)


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

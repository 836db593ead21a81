"""The ways to read comments that `make bench` measures beside each other.

Each has the same shipped weights: transformers' pipeline as it is used out of the box and with batches of 32,
plain torch, voc's reader and the whole process of `voc classify` (which hear voc-ja together with
voc-ja-fast); and what the encoder's matrix products alone would take.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from statistics import median

import torch
from transformers import BertConfig, PreTrainedModel, PreTrainedTokenizerFast, pipeline
from transformers.modeling_outputs import SequenceClassifierOutput

from voc import classify, text
from voc.classify.cpu import CpuEngine
from voc.classify.folder import ModelFolder
from voc.classify.network import Network, restored
from voc.classify.tokens import Tokens, Window, pad
from voc.records import POLARITIES

CORES = os.cpu_count() or 1
SIDE = 1024  # of a large product


@dataclass
class Way:
    """A way to read: `read` takes numbers of comments and gives the sentiment of each, or None.

    `whole`: it is quick, and reads all comments in every turn; another reads a share in each.
    """

    what: str
    read: Callable[[Sequence[int]], Sequence[str] | None]
    whole: bool = False
    said: dict[int, str] = field(default_factory=dict)  # sentiments by the number of the comment
    speeds: list[float] = field(default_factory=list)  # comments a second, turn by turn

    def take(self, rows: Sequence[int]) -> None:
        """Read these comments, on the clock."""
        torch.set_num_threads(CORES)  # CTranslate2 sets one for the whole process
        began = time.perf_counter()
        said = self.read(rows)
        self.speeds.append(len(rows) / (time.perf_counter() - began))
        self.said |= dict(zip(rows, said, strict=True)) if said else {}

    def agreement(self, other: "Way") -> float | None:
        """The share of comments with the same sentiment; None for a way that says none."""
        same = [said == other.said[row] for row, said in self.said.items()]
        return sum(same) / len(same) if same else None

    def times(self, other: "Way") -> str:
        """How many times the comments a second of another way: in the middle turn (lowest–highest)."""
        ratios = sorted(own / its for own, its in zip(self.speeds, other.speeds, strict=True))
        return f"{median(ratios):.1f}× ({ratios[0]:.1f}–{ratios[-1]:.1f})"


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


def ways(name: str, folder: ModelFolder, given: Sequence[str]) -> Iterator[Way]:
    """The ways of one model to read `given`; plain torch, which the others are held against, is the first."""
    readables = [text.readable(comment) for comment in given]
    windows = [window for (window,) in Tokens(folder.path).windows(readables)]
    network, plain = restored(folder), _transformers(folder)
    own = classify.reader(name, text.VERSION, device="cpu")
    lines = [json.dumps({"id": i, "text": comment}) + "\n" for i, comment in enumerate(given)]

    def by_torch(rows: Sequence[int]) -> list[str]:
        return [POLARITIES[i] for i in _sentiments(network, [windows[i] for i in rows])]

    def piped(rows: Sequence[int], size: int) -> list[str]:
        answers = plain([readables[i].normal for i in rows], batch_size=size)
        return [answer["label"] for answer in answers]

    def read(rows: Sequence[int]) -> None:
        own.read([readables[i] for i in rows])

    def classified(rows: Sequence[int]) -> None:
        command = [sys.executable, "-m", "voc.cli", "classify", "--model", name]
        asked, env = "".join(lines[i] for i in rows), os.environ | {"VOC_DEVICE": "cpu"}
        done = subprocess.run(command, input=asked.encode(), stdout=subprocess.PIPE, env=env, check=True)
        assert done.stdout.count(b"\n") == len(rows)

    said = dict(enumerate(_by_engine(folder, windows)))
    yield Way(f"{name}: plain torch, sorted by length, batch 16", by_torch)
    for size in (1, 32):
        yield Way(f"{name}: transformers pipeline, batch {size}", partial(piped, size=size))
    yield Way(f"{name}: arithmetic floor of the encoder, 32 bits", _products(folder, windows))
    yield Way(f"{name}: voc, reading", read, whole=True, said=said)
    yield Way(f"{name}: `voc classify`, the whole process", classified, whole=True, said=said)


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


def _products(folder: ModelFolder, windows: Sequence[Window]) -> Callable[[Sequence[int]], None]:
    """What the encoder multiplies over so many comments, in large products: the rate of arithmetic alone."""
    a, b = torch.randn(SIDE, SIDE), torch.randn(SIDE, SIDE)
    weights = sum(t.size for n, t in folder.weights().items() if ".layer." in n and t.ndim == 2)
    tokens = sum(len(w.ids) for w in windows) / len(windows)

    def multiplied(rows: Sequence[int]) -> None:
        for _ in range(round(len(rows) * weights * tokens / SIDE**3)):
            a @ b

    return multiplied


def _transformers(folder: ModelFolder) -> Callable[..., list[dict[str, str]]]:
    shape = BertConfig(**folder.shape, id2label=dict(enumerate(POLARITIES)))
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(folder.path / "tokenizer.json"), pad_token="<pad>", model_max_length=512
    )
    model = Plain(shape, folder).eval()
    return pipeline("text-classification", model=model, tokenizer=tokenizer, device="cpu")  # type: ignore[return-value]

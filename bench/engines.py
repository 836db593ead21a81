"""Which CPU engine runs the encoder fastest: the measurement behind voc/classify/cpu.py.

    .venv/bin/pip install openvino onnxruntime onnx
    .venv/bin/python bench/engines.py

Every engine that is installed reads the same windows in one run, sorted by length in batches of 16, voc as it
cuts them; a row each: windows a second, and how often the sentiment is that of torch in 32 bits. Prints the
table and writes it to bench/ENGINES.md.
"""

import os
import platform
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from run import comments
from transformers import BertModel

from voc import text
from voc.classify.cpu import CpuEngine
from voc.classify.folder import DEFAULT, find, load
from voc.classify.labels import SENTIMENTS
from voc.classify.network import Network, restored
from voc.classify.tokens import Tokens, Window, pad

HERE = Path(__file__).resolve().parent
BATCH = 16
ROUNDS = 3
TEXTS = 480
Encode = Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.float32]]


def main() -> None:
    """Measure and print."""
    threads = os.cpu_count() or 1
    torch.set_num_threads(threads)
    found = find(DEFAULT)
    assert found is not None, f"models/{DEFAULT} is not there: `make model` builds it"
    folder = load(found, text.VERSION)
    of_text = Tokens(folder.path).windows([text.readable(comment) for comment in comments(TEXTS)])
    windows = sorted(chain.from_iterable(of_text), key=lambda window: len(window.ids))
    network = restored(folder, attn_implementation="eager")
    engines: dict[str, Callable[[], Sequence[int]]] = {}
    for name, encode in _encoders(network, threads):
        engines[name] = lambda encode=encode: _sentiments(network, encode, windows)
    own = CpuEngine(folder)
    engines["CTranslate2 int8 (voc)"] = lambda: [
        int(answer.logits[: len(SENTIMENTS)].argmax()) for answer in own.answer(windows)
    ]
    reference = next(iter(engines.values()))()
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    answers: dict[str, Sequence[int]] = {}
    for _ in range(ROUNDS):  # in turn, so that a slow moment of the machine meets all of them
        for name, engine in engines.items():
            torch.set_num_threads(threads)  # CTranslate2 sets one for the whole process
            began = time.perf_counter()
            answers[name] = engine()
            seconds[name].append(time.perf_counter() - began)
    tokens = sum(len(window.ids) for window in windows) / len(windows)
    lines = [
        "# Engines for the CPU",
        "",
        f"`python bench/engines.py`, the encoder of {DEFAULT}, on {platform.machine()} with {threads} cores: "
        f"{len(windows)} windows of {tokens:.0f} tokens on average, in one run: quote the ratios. "
        "bf16 is quick where the processor multiplies it.",
        "",
        "| engine | windows/s | agreement |",
        "|---|---:|---:|",
    ]
    for name, times in seconds.items():
        same = float(np.mean(np.array(answers[name]) == np.array(reference)))
        lines.append(f"| {name} | {len(windows) / min(times):.0f} | {same:.3f} |")
    print("\n".join(lines))
    (HERE / "ENGINES.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _encoders(network: Network, threads: int) -> Iterator[tuple[str, Encode]]:
    """Every engine that is installed; torch in 32 bits, the reference, first."""
    encoder = network.encoder
    yield "torch fp32", _torch(encoder)
    try:
        yield "torch bf16", _torch(encoder, torch.bfloat16)
    except RuntimeError as error:
        print("torch bf16:", error)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "encoder.onnx"
        try:
            _export(encoder, path)
            import onnxruntime
            from onnxruntime.quantization import QuantType, quantize_dynamic

            small = path.with_name("int8.onnx")
            quantize_dynamic(path, small, weight_type=QuantType.QInt8)
            for name, file in (("ONNX Runtime fp32", path), ("ONNX Runtime int8", small)):
                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = threads
                session = onnxruntime.InferenceSession(str(file), options, ["CPUExecutionProvider"])
                yield name, lambda ids, mask, s=session: s.run(None, {"ids": ids, "mask": mask})[0]
        except ImportError as error:
            print("left out:", error)
        try:
            import openvino

            for kind in ("f32", "bf16"):
                how = {"INFERENCE_PRECISION_HINT": kind, "INFERENCE_NUM_THREADS": threads}
                compiled = openvino.compile_model(str(path), "CPU", how)
                yield f"OpenVINO {kind}", lambda ids, mask, c=compiled: c((ids, mask))[0]
        except ImportError as error:
            print("left out:", error)


def _torch(encoder: BertModel, kind: torch.dtype = torch.float32) -> Encode:
    def encode(ids: NDArray[np.int64], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        with torch.inference_mode(), torch.autocast("cpu", kind, enabled=kind != torch.float32):
            hidden = encoder(input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask))
        states: NDArray[np.float32] = hidden.last_hidden_state.float().numpy()
        return states

    return encode


class _Bare(torch.nn.Module):
    """The encoder with plain tensors in and out, as an exporter wants it."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Hidden states [B, T, H]."""
        states: torch.Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return states


def _export(encoder: BertModel, path: Path) -> None:
    """Write the encoder as ONNX. The older exporter's graph is one that the runtimes know how to fuse."""
    given = torch.ones(2, 8, dtype=torch.long)
    axes = {name: {0: "texts", 1: "tokens"} for name in ("ids", "mask", "hidden")}
    torch.onnx.export(
        _Bare(encoder).eval(), (given, given), str(path),
        input_names=["ids", "mask"], output_names=["hidden"],
        dynamic_axes=axes, dynamo=False, opset_version=17,
    )  # fmt: skip


def _sentiments(network: Network, encode: Encode, windows: Sequence[Window]) -> list[int]:
    out: list[int] = []
    for at in range(0, len(windows), BATCH):
        ids, mask, own = pad(windows[at : at + BATCH])
        hidden = torch.from_numpy(encode(ids, mask))
        with torch.inference_mode():
            logits, _ = network.answer(hidden, torch.from_numpy(mask), torch.from_numpy(own))
        out += logits[:, : len(SENTIMENTS)].argmax(1).tolist()
    return out


if __name__ == "__main__":
    main()

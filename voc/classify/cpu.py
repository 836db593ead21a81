"""The CPU engine: CTranslate2 from int8 weights, the head in numpy. Imports neither torch nor transformers.

The encoder is handed to CTranslate2 in memory: its model file is a list of named tensors
(CTranslate2's binary version 6), written here straight from the model folder's int8 rows, so
that no second copy of the weights is shipped and no converter (which needs torch) is run.
"""

import json
import os
import struct
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from voc.classify.answers import Answer, unpadded
from voc.classify.folder import ModelFolder
from voc.classify.tokens import Window, pad
from voc.classify.weights import SCALE, Weights, dequantise

TOKENS = 384  # of a batch: what its layers hand on to each other stays in a core's own cache
BINARY_VERSION, SPEC_REVISION = 6, 1
TYPES = {"float32": 0, "int8": 1, "int16": 2}
GELU = 3  # CTranslate2's number for the erf-GELU that the encoder was trained with
ISA = "CT2_FORCE_CPU_ISA"
# What CTranslate2 wants for vectors of 512 bits; the last leaves out processors that slow down at that width.
WIDE = {"avx512f", "avx512cd", "avx512vl", "avx512dq", "avx512bw", "avx512_vnni"}
HEAD = ("attend.weight", "vote.weight", "whole.weight", "whole.bias")
Array = NDArray[Any]


class CpuEngine:
    """A model on the CPU. One instance may be shared by threads."""

    device = "cpu"

    def __init__(self, folder: ModelFolder, threads: int | None = None) -> None:
        """`threads` batches are read at once, one core each; None takes every core of the machine."""
        if ISA not in os.environ and wide(Path("/proc/cpuinfo")):
            os.environ[ISA] = "AVX512"  # by itself CTranslate2 stops at 256 bits; it looks once in a process
        self._threads = threads or os.cpu_count() or 1
        weights = folder.weights()
        files = {
            "model.bin": _serialise(_variables(weights, folder.shape)),
            "config.json": json.dumps(_config(folder.shape)).encode(),
            "vocabulary.json": json.dumps([str(i) for i in range(folder.shape["vocab_size"])]).encode(),
        }
        self._encoder = ctranslate2.Encoder(
            folder.name, compute_type=folder.arithmetic, inter_threads=self._threads, intra_threads=1,
            files=files,
        )  # fmt: skip
        head = dequantise({n: t for n, t in weights.items() if n.removesuffix(SCALE) in HEAD})
        self._inward = np.concatenate([head["attend.weight"], head["vote.weight"]]).T.copy()
        self._whole, self._bias = head["whole.weight"].T.copy(), head["whole.bias"]
        self._blas = ThreadpoolController()

    def answer(self, windows: Sequence[Window]) -> list[Answer]:
        """One answer for each window, in the given order."""
        # The longest first: a core that is done then waits for little.
        order = sorted(range(len(windows)), key=lambda i: -len(windows[i].ids))
        cut = list(batches(order, [len(window.ids) for window in windows], self._threads))
        out: dict[int, Answer] = {}
        # The head's products are so small that BLAS threads waiting for each other take twice their time.
        with self._blas.limit(limits=1, user_api="blas"), ThreadPoolExecutor(self._threads) as pool:
            said = pool.map(self._answer, ([windows[i] for i in batch] for batch in cut))
            for batch, answers in zip(cut, said, strict=True):
                out.update(zip(batch, answers, strict=True))
        return [out[i] for i in range(len(windows))]

    def _answer(self, windows: Sequence[Window]) -> list[Answer]:
        """The answers to a batch, all at once: numpy's calls cost more than what they multiply here."""
        states = np.array(self._encoder.forward_batch([list(w.ids) for w in windows]).last_hidden_state)
        _, every, text = (mask[:, :, None].astype(bool) for mask in pad(windows))
        attend, vote = np.split(states @ self._inward, 2, axis=2)  # [windows, tokens, labels]
        attend = np.where(text, attend, -np.inf)
        looks = np.exp(attend - attend.max(axis=1, keepdims=True))
        looks /= looks.sum(axis=1, keepdims=True)
        mean = states.mean(axis=1, where=every)
        logits = (looks * vote).sum(axis=1) + mean @ self._whole + self._bias
        return unpadded(windows, logits, looks)


def wide(cpuinfo: Path) -> bool:
    """Whether each processor has WIDE, as Linux tells in `cpuinfo`; False where there is no such file."""
    try:
        lines = cpuinfo.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return False
    flags = [set(line.split()) for line in lines if line.startswith("flags")]
    return bool(flags) and all(own >= WIDE for own in flags)


def batches(order: Sequence[int], lengths: Sequence[int], threads: int) -> Iterator[Sequence[int]]:
    """`order`, the longest first, in batches of at most TOKENS tokens; of fewer if a thread would have none.

    A window of more than TOKENS is a batch by itself.
    """
    most, at = min(TOKENS, -(-sum(lengths) // threads)), 0
    while at < len(order):
        size = max(1, most // lengths[order[at]])
        yield order[at : at + size]
        at += size


def _config(shape: dict[str, Any]) -> dict[str, Any]:
    """CTranslate2's own settings; its special tokens are never used, ids are given as they are."""
    special = {"bos_token": "0", "eos_token": "2", "unk_token": "3"}
    return special | {"layer_norm_epsilon": shape["layer_norm_eps"], "multi_query_attention": False}


def _variables(weights: Weights, shape: dict[str, Any]) -> dict[str, Array]:
    """CTranslate2's names for the encoder's tensors."""
    out: dict[str, Array] = {
        "num_heads": np.array(shape["num_attention_heads"], np.int16),
        "activation": np.array(GELU, np.int8),
        "embeddings_merge": np.array(1, np.int8),  # word and token-type embeddings are added
        "pre_norm": np.array(0, np.int8),
        "scale_embeddings": np.array(0, np.int8),
        "multi_query_attention": np.array(0, np.int8),
    }

    def norm(target: str, name: str) -> None:
        out[f"{target}/gamma"] = weights[f"encoder.{name}.weight"]
        out[f"{target}/beta"] = weights[f"encoder.{name}.bias"]

    def linear(target: str, *names: str) -> None:
        parts = [f"encoder.{name}" for name in names]
        out[f"{target}/weight"] = np.concatenate([weights[p + ".weight"] for p in parts])
        out[f"{target}/weight_scale"] = 1 / np.concatenate([weights[p + ".weight" + SCALE] for p in parts])
        out[f"{target}/bias"] = np.concatenate([weights[p + ".bias"] for p in parts])

    tables = ("word_embeddings", "token_type_embeddings", "position_embeddings")
    word, kind, position = (f"encoder.embeddings.{table}.weight" for table in tables)
    full = dequantise({n: weights[n] for n in (kind, kind + SCALE, position, position + SCALE)})
    out["embeddings_0/weight"], out["embeddings_0/weight_scale"] = weights[word], 1 / weights[word + SCALE]
    out["embeddings_1/weight"], out["position_encodings/encodings"] = full[kind], full[position]
    norm("layernorm_embedding", "embeddings.LayerNorm")
    for i in range(shape["num_hidden_layers"]):
        there, here = f"encoder.layer.{i}", f"layer_{i}"
        attention = f"{there}.attention"
        three = (f"{attention}.self.{part}" for part in ("query", "key", "value"))
        linear(f"{here}/self_attention/linear_0", *three)
        linear(f"{here}/self_attention/linear_1", f"{attention}.output.dense")
        norm(f"{here}/self_attention/layer_norm", f"{attention}.output.LayerNorm")
        linear(f"{here}/ffn/linear_0", f"{there}.intermediate.dense")
        linear(f"{here}/ffn/linear_1", f"{there}.output.dense")
        norm(f"{here}/ffn/layer_norm", f"{there}.output.LayerNorm")
    return {f"encoder/{name}": value for name, value in out.items()}


def _serialise(variables: dict[str, Array]) -> bytes:
    """Named tensors as a CTranslate2 model file."""

    def string(text: str) -> bytes:
        return struct.pack("<H", len(text) + 1) + text.encode() + b"\0"

    parts: list[bytes | memoryview] = [
        struct.pack("<I", BINARY_VERSION), string("TransformerEncoderSpec"),
        struct.pack("<II", SPEC_REVISION, len(variables)),
    ]  # fmt: skip
    for name, value in sorted(variables.items()):
        shape = struct.pack(f"<B{value.ndim}I", value.ndim, *value.shape)
        kind = struct.pack("<BI", TYPES[value.dtype.name], value.nbytes)
        parts += [string(name), shape, kind, np.ascontiguousarray(value).data]
    return b"".join([*parts, struct.pack("<I", 0)])

"""The tensors of a model: which there are, of what shape, and how their numbers are kept.

A row r of an int8 matrix stands for q_r · s_r with s_r = max|w_r| / LEVELS (symmetric, per row); the scales
of a matrix stand beside it, under its name and SCALE. Vectors (biases, layer norms) are float32.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from voc.errors import ModelError

FILE = "model.safetensors"
SCALE = ".scale"
# By arithmetic. Processors without VNNI add two int8 products in 16 bits, which overflow near 127.
LEVELS = {"int8": 90, "float32": 127}
TABLES = {  # embedding table -> its number of rows in config.json
    "word_embeddings": "vocab_size",
    "position_embeddings": "max_position_embeddings",
    "token_type_embeddings": "type_vocab_size",
}
ATTENTION = ("self.query", "self.key", "self.value", "output.dense")
Weights = dict[str, NDArray[Any]]


def read(folder: Path, shape: Mapping[str, Any], labels: int) -> Weights:
    """The tensors of a model folder by name, int8 matrices with their scales, as `quantise` leaves them.

    Raises ModelError if the file is damaged or does not hold exactly an encoder of `shape` (config.json)
    under a head of so many labels.
    """
    try:
        weights = load_file(folder / FILE)
    except (OSError, SafetensorError) as error:
        raise ModelError("model_damaged", folder=str(folder), reason=str(error)) from error
    expected = _expected(shape, labels)
    if more := sorted(weights.keys() - expected.keys()):
        raise ModelError("model_damaged", folder=str(folder), reason=f"{more[0]}: config.json")
    for name, size in expected.items():
        seen = weights[name].shape if name in weights else None
        if seen != size:
            raise ModelError("model_damaged", folder=str(folder), reason=f"{name}: {seen} ≠ {size}")
    return weights


def quantise(weights: Weights, levels: int) -> Weights:
    """float32 → int8 within ±`levels` per row for matrices; vectors (biases, layer norms) stay float32."""
    out: Weights = {}
    for name, tensor in weights.items():
        if tensor.ndim != 2:
            out[name] = tensor.astype(np.float32)
            continue
        scale = np.maximum(np.abs(tensor).max(axis=1), 1e-12).astype(np.float32) / levels
        out[name] = np.rint(tensor / scale[:, None]).astype(np.int8)
        out[name + SCALE] = scale
    return out


def dequantise(weights: Weights) -> Weights:
    """The float32 tensors that `quantise` stands for, up to rounding."""
    out: Weights = {}
    for name, tensor in weights.items():
        if name.endswith(SCALE):
            continue
        scale = weights.get(name + SCALE)
        out[name] = tensor if scale is None else tensor.astype(np.float32) * scale[:, None]
    return out


def _expected(shape: Mapping[str, Any], labels: int) -> dict[str, tuple[int, ...]]:
    """The shape of every tensor of an encoder of `shape` under a head of so many labels."""
    hidden, inner = shape["hidden_size"], shape["intermediate_size"]
    matrices = {f"{layer}.weight": (labels, hidden) for layer in ("attend", "vote", "whole")}
    vectors = {"whole.bias": (labels,)}
    norms = ["encoder.embeddings.LayerNorm"]
    for table, rows in TABLES.items():
        matrices[f"encoder.embeddings.{table}.weight"] = (shape[rows], hidden)
    for i in range(shape["num_hidden_layers"]):
        layer = f"encoder.encoder.layer.{i}"
        norms += [f"{layer}.attention.output.LayerNorm", f"{layer}.output.LayerNorm"]
        linears = {f"{layer}.attention.{part}": (hidden, hidden) for part in ATTENTION}
        linears |= {f"{layer}.intermediate.dense": (inner, hidden), f"{layer}.output.dense": (hidden, inner)}
        for name, size in linears.items():
            matrices[f"{name}.weight"] = size
            vectors[f"{name}.bias"] = size[:1]
    for norm in norms:
        vectors |= {f"{norm}.weight": (hidden,), f"{norm}.bias": (hidden,)}
    return {**matrices, **{name + SCALE: size[:1] for name, size in matrices.items()}, **vectors}

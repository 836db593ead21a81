"""The base encoder: 4-bit weights unpacked by hand, the vocabulary cut without changing Japanese."""

import json
import struct
from pathlib import Path

import base
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "の", "料金", "が", "高い", "▁price", "▁при", "вет", "ж", "QR", "한국", "😀",
          "・・・", "▁10", "ﾊﾟﾝ", "éte", "<mask>"]  # fmt: skip
GONE = {"▁при", "вет", "한국", "éte"}


def spec() -> dict:
    made = json.loads(Tokenizer(models.Unigram([(p, -1.0 - i / 100) for i, p in enumerate(PIECES)], unk_id=3)).to_str())
    mask = {"id": 20, "content": "<mask>", "single_word": False, "lstrip": False, "rstrip": False,
            "normalized": False, "special": True}  # fmt: skip
    other = mask | {"id": 999, "content": "<lost>"}
    return made | {"added_tokens": [mask, other], "truncation": {"max_length": 2}, "padding": {"x": 1}}


# -- the vocabulary ------------------------------------------------------------------------------


def test_pieces_of_other_scripts_are_dropped_and_single_characters_stay() -> None:
    kept = base.kept_pieces(spec()["model"]["vocab"])
    assert [PIECES[row] for row in kept] == [piece for piece in PIECES if piece not in GONE]


def test_the_best_ascii_pieces_stay_capitals_first() -> None:
    likely = [(f"w{i}", -float(i)) for i in range(base.ASCII_PIECES + 5)]
    vocabulary = [(p, 0.0) for p in PIECES[:4]] + likely + [("QR", -1e6), ("(^^", -1e6)]
    kept = {vocabulary[row][0] for row in base.kept_pieces(vocabulary)}
    assert {"QR", "(^^", "w0", f"w{base.ASCII_PIECES - 3}"} <= kept
    assert f"w{base.ASCII_PIECES - 2}" not in kept
    assert len(kept) == 4 + base.ASCII_PIECES


def test_the_cut_tokenizer_renumbers_what_it_keeps() -> None:
    kept = base.kept_pieces(spec()["model"]["vocab"])
    cut = base.cut_tokenizer(spec(), kept)
    assert [p for p, _ in cut["model"]["vocab"]] == [PIECES[row] for row in kept]
    assert [(t["content"], t["id"]) for t in cut["added_tokens"]] == [("<mask>", len(kept) - 1)]
    assert (cut["truncation"], cut["padding"]) == (None, None)


@given(st.lists(st.sampled_from(["料金", "が", "高い", "の", "😀", "・・・", "QR", "ﾊﾟﾝ"]), max_size=12).map("".join))
def test_japanese_is_cut_into_the_same_pieces_as_before(text) -> None:
    whole = spec() | {"added_tokens": [], "truncation": None, "padding": None}
    kept = base.kept_pieces(whole["model"]["vocab"])
    before = Tokenizer.from_str(json.dumps(whole)).encode(text)
    after = Tokenizer.from_str(json.dumps(base.cut_tokenizer(spec(), kept))).encode(text, add_special_tokens=False)
    assert after.tokens == before.tokens
    assert [kept[i] for i in after.ids] == before.ids


# -- the weights -----------------------------------------------------------------------------------


def block(scale: float, nibbles: list[int]) -> bytes:
    """32 weights: j in the low nibble of byte j, j + 16 in its high one."""
    return np.float16(scale).tobytes() + bytes(nibbles[j] | nibbles[j + 16] << 4 for j in range(16))


def test_a_block_of_four_bits_by_hand() -> None:
    nibbles = [8] * 32
    nibbles[0], nibbles[1], nibbles[16], nibbles[31] = 0, 15, 9, 7
    weights = base._unpack(np.frombuffer(block(0.5, nibbles), np.uint8))
    assert weights[[0, 1, 16, 31]].tolist() == [-4.0, 3.5, 0.5, -0.5]
    assert np.count_nonzero(weights) == 4


@given(st.lists(st.lists(st.integers(0, 15), min_size=32, max_size=32), min_size=1, max_size=3))
def test_every_nibble_comes_back(blocks) -> None:
    raw = b"".join(block(2.0**i, nibbles) for i, nibbles in enumerate(blocks))
    expected = [2.0**i * (n - 8) for i, nibbles in enumerate(blocks) for n in nibbles]
    assert base._unpack(np.frombuffer(raw, np.uint8)).tolist() == expected


def weight_file(path: Path, tensors: dict[str, tuple[int, int, bytes]], shape: tuple[int, ...]) -> Path:
    """A file as base-model packages hold it; `tensors`: name -> dtype (0 float, 1 four bits), elements, bytes."""
    index = struct.pack("<i", len(tensors))
    length = len(index) + sum(2 + len(name) + 21 for name in tensors)
    offset, data = base.INDEX_OFFSET + length, b""
    for name, (dtype, elements, raw) in tensors.items():
        index += struct.pack("<H", len(name)) + name.encode()
        index += struct.pack("<BIQQ", dtype, elements, offset + len(data), len(raw))
        data += raw
    head = struct.pack("<4sI7if", b"E5S1", 1, *shape, 1e-12)
    path.write_bytes(head.ljust(base.INDEX_OFFSET, b"\0") + index + data)
    return path


def test_tensors_get_the_names_and_shapes_of_bert(tmp_path) -> None:
    def floats(count: int) -> tuple[int, int, bytes]:
        return 0, count, np.arange(count, dtype="<f4").tobytes()

    given = {
        "emb.word": (1, 36, block(1.0, list(range(16)) * 2) * 2),  # 9 rows of 4, the rest of the block unused
        "emb.pos": floats(8), "emb.type": floats(4), "emb.ln.w": floats(4), "emb.ln.b": floats(4),
        "l0.q.w": floats(16), "l0.q.b": floats(4), "l0.fi.w": floats(24), "l0.fi.b": floats(6),
        "l0.fo.w": floats(24), "l0.aln.w": floats(4), "l0.oln.b": floats(4),
    }  # fmt: skip
    path = weight_file(tmp_path / "w.bin", given, (4, 1, 2, 6, 9, 2, 1))
    tensors, shape = base.read_weights(path)
    assert shape == {"hidden": 4, "layers": 1, "heads": 2, "inner": 6, "positions": 2, "types": 1, "eps": 1e-12}
    assert {name: t.shape for name, t in tensors.items()} == {
        "embeddings.word_embeddings.weight": (9, 4), "embeddings.position_embeddings.weight": (2, 4),
        "embeddings.token_type_embeddings.weight": (1, 4), "embeddings.LayerNorm.weight": (4,),
        "embeddings.LayerNorm.bias": (4,), "encoder.layer.0.attention.self.query.weight": (4, 4),
        "encoder.layer.0.attention.self.query.bias": (4,), "encoder.layer.0.intermediate.dense.weight": (6, 4),
        "encoder.layer.0.intermediate.dense.bias": (6,), "encoder.layer.0.output.dense.weight": (4, 6),
        "encoder.layer.0.attention.output.LayerNorm.weight": (4,), "encoder.layer.0.output.LayerNorm.bias": (4,),
    }  # fmt: skip
    assert tensors["embeddings.word_embeddings.weight"][0].tolist() == [-8, -7, -6, -5]
    assert tensors["encoder.layer.0.output.dense.weight"][1].tolist() == [6, 7, 8, 9, 10, 11]
    assert all(t.dtype == np.float32 for t in tensors.values())


def test_another_file_is_refused(tmp_path) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(b"GGUF" + bytes(60))
    with pytest.raises(SystemExit, match="not the expected weight file"):
        base.read_weights(path)

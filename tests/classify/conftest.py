"""A tiny voc model, made on the spot: two layers, random weights, a tokenizer of kana and a few words."""

import json
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from voc import text
from voc.classify.folder import ModelFolder, load, save
from voc.classify.labels import Labels

LABELS = Labels("test v1", ("price", "staff", "access"))
WORDS = ("料金", "親切", "駐車場", "スタッフ", "です", "ました", "けど", "から", "【電話番号】", "高い", "満足度")
KANA = [chr(c) for c in range(0x3041, 0x30FF) if unicodedata.category(chr(c)).startswith("L")]


def tokenizer() -> Tokenizer:
    """Unigram like XLM-R's, with its ids of <s> <pad> </s> <unk>."""
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", *KANA, *"、。！？親切料金高安広狭い【】", *"0123456789abcdefg"]
    vocabulary = [(piece, -5.0) for piece in dict.fromkeys(pieces)] + [(word, -3.0) for word in WORDS]
    made = Tokenizer(models.Unigram(vocabulary, unk_id=3))
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    return made


def edit(path: Path, **changes: object) -> None:
    """Give an object of a JSON file these values."""
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


@pytest.fixture(scope="session")
def labels() -> Labels:
    return LABELS


@pytest.fixture(scope="session")
def shape() -> dict[str, object]:
    return {
        "model_type": "bert", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
        "intermediate_size": 128, "vocab_size": tokenizer().get_vocab_size(), "max_position_embeddings": 256,
        "type_vocab_size": 2, "layer_norm_eps": 1e-12, "hidden_act": "gelu", "pad_token_id": 1,
    }  # fmt: skip


@pytest.fixture(scope="session")
def weights(shape: dict[str, object]) -> dict[str, np.ndarray]:
    """Random, with heads loud enough that answers differ from text to text."""
    import torch
    from transformers import BertConfig

    from voc.classify.network import Network

    torch.set_num_threads(1)
    torch.manual_seed(7)
    network = Network(BertConfig(**shape), LABELS.size)
    with torch.no_grad():
        for name, tensor in network.named_parameters():
            if tensor.ndim == 2:
                tensor.mul_(15 if name.startswith(("vote", "whole", "attend")) else 4)
            else:
                tensor.add_(torch.randn_like(tensor) * 0.05)
    return {name: tensor.numpy() for name, tensor in network.state_dict().items()}


@pytest.fixture
def fresh(tmp_path: Path, weights, shape) -> Path:
    """A tiny model folder of one's own, to damage."""
    return _write(tmp_path / "tiny", weights, shape)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory, weights, shape) -> ModelFolder:
    """A tiny model that nobody changes."""
    return load(_write(tmp_path_factory.mktemp("model") / "tiny", weights, shape), text.VERSION)


def _write(folder: Path, weights, shape) -> Path:
    folder.mkdir()
    tokenizer().save(str(folder / "given.json"))
    save(folder, "tiny", weights, LABELS, shape, folder / "given.json", text.VERSION)
    (folder / "given.json").unlink()
    return folder

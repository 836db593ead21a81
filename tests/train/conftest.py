"""A tiny tokenizer and network, and eight comments to learn by heart."""

from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models
from transformers import BertConfig

from voc.classify.labels import Labels
from voc.classify.network import Network
from voc.classify.tokens import Tokens
from voc.train import Example

LABELS = Labels("test v1", ("price", "staff"))

# text, sentiment, complaint, topics
KNOWN = [
    ("料金が高い", "negative", 1.0, {("price", "negative")}),
    ("高すぎる", "negative", 1.0, {("price", "negative")}),
    ("料金が安い", "positive", 0.0, {("price", "positive")}),
    ("安くて良い", "positive", 0.0, {("price", "positive")}),
    ("店員が親切", "positive", 0.0, {("staff", "positive")}),
    ("店員が無愛想", "negative", 1.0, {("staff", "negative")}),
    ("普通", "neutral", 0.0, set()),
    ("初めて来ました", "neutral", 0.0, set()),
]
EXAMPLES = [Example(t, "理由", {s: 1.0}, {"complaint": c}, topics) for t, s, c, topics in KNOWN]


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def tokens(tmp_path_factory) -> Tokens:
    folder: Path = tmp_path_factory.mktemp("tokenizer")
    characters = dict.fromkeys("".join(t for t, *_ in KNOWN) + "理由あいう。、だが")
    pieces = [(piece, -1.0) for piece in ("<s>", "<pad>", "</s>", "<unk>", *characters)]
    Tokenizer(models.Unigram(pieces, unk_id=3)).save(str(folder / "tokenizer.json"))
    return Tokens(folder)


def network(layers: int = 2) -> Network:
    torch.manual_seed(5)
    config = BertConfig(
        vocab_size=80, hidden_size=32, num_hidden_layers=layers, num_attention_heads=2, intermediate_size=64,
        max_position_embeddings=256, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    return Network(config, LABELS.size)

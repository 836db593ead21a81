import numpy as np
import pytest
import torch
from transformers import BertConfig

from voc.classify.network import Network
from voc.classify.tokens import Tokens, pad
from voc.classify.weights import dequantise
from voc.text import readable


@pytest.fixture
def network(tiny) -> Network:
    own = Network(BertConfig(**tiny.shape), tiny.labels.size).eval()
    own.load_state_dict({name: torch.from_numpy(t) for name, t in dequantise(tiny.weights()).items()})
    return own


@pytest.fixture
def batch(tiny) -> list[torch.Tensor]:
    texts = [readable("スタッフの方がとても親切でした。", "満足度の理由"), readable("料金が高い")]
    return [torch.from_numpy(a) for a in pad([window for (window,) in Tokens(tiny.path).windows(texts)])]


@torch.inference_mode()
def test_votes_by_where_a_label_looks_and_the_whole_add_up_to_the_logit(network, batch) -> None:
    ids, mask, _ = batch
    hidden = network.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
    logits, looks = network(*batch)
    for row, own in enumerate(mask.bool()):
        whole = network.whole(hidden[row, own].mean(0))
        votes = (looks[row] * network.vote(hidden[row])).sum(0)
        assert torch.allclose(votes + whole, logits[row], atol=1e-4)


@torch.inference_mode()
def test_neither_the_question_nor_padding_is_evidence(network, batch) -> None:
    _, looks = network(*batch)
    text = batch[2].bool()
    assert (looks[~text] == 0).all()
    assert torch.allclose(looks.sum(1), torch.ones(()))


def test_only_the_heads_are_new(tiny) -> None:
    torch.manual_seed(0)
    own = Network(BertConfig(**tiny.shape), 5)
    heads = {name for name in own.state_dict() if not name.startswith("encoder.")}
    assert heads == {"attend.weight", "vote.weight", "whole.weight", "whole.bias"}
    assert np.count_nonzero(own.whole.bias.detach().numpy()) == 0


def test_standardising_changes_no_answer_and_can_be_undone(network, batch) -> None:
    before = {name: t.clone() for name, t in network.state_dict().items()}
    with torch.inference_mode():
        logits, _ = network(*batch)
    width = network.encoder.config.hidden_size
    torch.manual_seed(0)
    network.standardise(torch.randn(width), torch.rand(width) + 0.5)
    with torch.inference_mode():
        assert torch.allclose(network(*batch)[0], logits, atol=1e-3)
    network.standardise(torch.zeros(width), torch.ones(width))
    for name, tensor in network.state_dict().items():
        assert torch.allclose(tensor, before[name], atol=1e-4), name

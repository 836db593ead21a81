"""The encoder and its parts: under new heads, with fewer layers, only some of its layers at work."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from voc.classify.gpu import device
from voc.classify.labels import Labels
from voc.classify.network import Network
from voc.classify.reader import meant
from voc.classify.tokens import Window
from voc.train.desk import Desk
from voc.train.loop import halves

_LAYER = "encoder.encoder.layer."
_AWAY = -1e4  # added to the attention to padding


def fresh(base: Path, labels: Labels) -> Network:
    """The base encoder under untrained heads; attention has no dropout, which takes half of a step's time."""
    config = BertConfig.from_pretrained(base, attention_probs_dropout_prob=0.0)
    network = Network(config, labels.size)
    network.encoder = BertModel.from_pretrained(base, config=config, add_pooling_layer=False)
    return network


def shallow(teacher: Network, layers: Sequence[int]) -> Network:
    """A student with these layers of its teacher's encoder, and its heads."""
    config = BertConfig(**(teacher.encoder.config.to_dict() | {"num_hidden_layers": len(layers)}))
    student = Network(config, teacher.whole.out_features)
    weights = {name: t for name, t in teacher.state_dict().items() if not name.startswith(_LAYER)}
    for here, there in enumerate(layers):
        source = teacher.encoder.encoder.layer[there].state_dict()
        weights |= {f"{_LAYER}{here}.{name}": t for name, t in source.items()}
    student.load_state_dict(weights)
    return student


def standardise(network: Network, given: Sequence[Window]) -> None:
    """Let the heads of `network` see hidden states in units of their spread over the windows."""
    every = len(network.encoder.encoder.layer)
    states = below(network, Desk(given, network.spread.device), every).float()
    network.standardise(states.mean(0), states.std(0))


@torch.no_grad()
def heard(network: Network, given: Sequence[Window]) -> tuple[Tensor, Tensor]:
    """What a teacher says of windows: logits [windows, labels], hidden states [tokens, H] in 16 bits.

    The states lie window after window. It is read on the device that learns, in its numbers, twice as fast
    as an engine reads where these have 16 bits; all that is given and left is on the processor.
    """
    where = device(meant())
    network.to(where)
    desk = Desk(given, where)
    logits = torch.empty(len(given), network.whole.out_features, device=where)
    with halves(where):
        states = below(network, desk, len(network.encoder.encoder.layer))
        for batch in desk.every():
            logits[batch.rows] = network.answer(states[batch.at].float(), batch.mask, batch.text)[0].float()
    network.to("cpu")
    return logits.cpu(), states.cpu()


def through(layers: Iterable[nn.Module], hidden: Tensor, mask: Tensor) -> Tensor:
    """Hidden states [B, T, H] after these layers of an encoder; `mask` [B, T] is true for tokens."""
    away = (~mask)[:, None, None, :].to(hidden.dtype) * _AWAY
    for layer in layers:
        hidden = layer(hidden, away)
    return hidden


@torch.no_grad()
def below(network: Network, desk: Desk, frozen: int) -> Tensor:
    """Hidden states [tokens, H] after the embeddings and the `frozen` lowest layers, in 16 bits."""
    encoder = network.encoder
    encoder.set_attn_implementation("sdpa")
    encoder.train(False)
    out = torch.empty(desk.tokens, encoder.config.hidden_size, dtype=torch.half, device=desk.where)
    for batch in desk.every():
        hidden = through(encoder.encoder.layer[:frozen], encoder.embeddings(batch.ids), batch.mask)
        out[batch.at[batch.mask]] = hidden[batch.mask].half()
    encoder.set_attn_implementation("eager")  # the fused one is slow where 16-bit numbers learn
    return out

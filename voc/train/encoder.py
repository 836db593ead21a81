"""The encoder and its parts: under new heads, with fewer layers, or only the layers that learn."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from voc.classify.labels import Labels
from voc.classify.network import Network
from voc.classify.tokens import Window, pad
from voc.train.lessons import States

_AT_ONCE = 32
_LAYER = "encoder.encoder.layer."


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
    states = []
    with torch.inference_mode():
        for at in range(0, len(given), _AT_ONCE):
            ids, mask, _ = (torch.from_numpy(a) for a in pad(given[at : at + _AT_ONCE]))
            hidden = network.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
            states.append(hidden[mask.bool()])
    every = torch.cat(states)
    network.standardise(every.mean(0), every.std(0))


class _Given(nn.Module):
    """Stands where an encoder has its embeddings, and gives on what it is given."""

    def forward(self, inputs_embeds: Tensor, **_: object) -> Tensor:
        """The hidden states as they are."""
        return inputs_embeds


def _part(encoder: BertModel, embeddings: nn.Module, layers: nn.ModuleList) -> BertModel:
    """Some of an encoder's layers, under these embeddings, as an encoder that shares their weights."""
    config = BertConfig(**(encoder.config.to_dict() | {"num_hidden_layers": 1}))
    part = BertModel(config, add_pooling_layer=False)
    part.set_attn_implementation("eager")
    part.embeddings = embeddings  # type: ignore[assignment]
    part.encoder.layer = layers
    return part


def parted(
    network: Network, windows: Sequence[Window], frozen: int
) -> tuple[BertModel, list[States]]:
    """What learns of the encoder, and what the layers below it, which do not, make of each window."""
    encoder = network.encoder
    encoder.set_attn_implementation("eager")  # the fused one is slow where 16-bit numbers learn
    below: dict[int, States] = {}
    layers, where = encoder.encoder.layer, network.spread.device
    lower = _part(encoder, encoder.embeddings, layers[:frozen])
    lower.train(False)
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
    with torch.inference_mode():
        for at in range(0, len(order), _AT_ONCE):
            rows = order[at : at + _AT_ONCE]
            ids, mask, _ = (torch.from_numpy(a).to(where) for a in pad([windows[i] for i in rows]))
            hidden = lower(input_ids=ids, attention_mask=mask).last_hidden_state.cpu().numpy()
            for i, own in zip(rows, hidden, strict=True):
                below[i] = own[: len(windows[i].ids)].astype(np.float16)
    return _part(encoder, _Given(), layers[frozen:]), [below[i] for i in range(len(windows))]


def filled(states: Sequence[States], length: int) -> Tensor:
    """Hidden states of several windows as one tensor [B, T, H], zero where a window has ended."""
    out = torch.zeros(len(states), length, states[0].shape[1])
    for row, own in enumerate(states):
        out[row, : len(own)] = torch.from_numpy(own.astype(np.float32))
    return out

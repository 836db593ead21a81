"""The network in torch: a BERT encoder and one head for every label. Training and the GPU use it.

For label l and token i the head has a weight a(l,i) = softmax over the text's tokens of
u_l·h_i and a vote v(l,i) = w_l·h_i. The logit is Σ_i a·v + g_l·mean(h) + b_l (label-wise
attention, Mullenbach et al. 2018). The weights a say where a label looks: evidence needs no
second model. This module imports torch; nothing that starts quickly may import it.
"""

from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from voc.classify.folder import ModelFolder
from voc.classify.weights import dequantise


def restored(folder: ModelFolder, **config: Any) -> "Network":
    """The network of a model folder in 32 bits, ready to answer; `config` is added to its BertConfig."""
    network = Network(BertConfig(**folder.shape, **config), folder.labels.size)
    weights = dequantise(folder.weights())
    network.load_state_dict({name: torch.from_numpy(tensor) for name, tensor in weights.items()})
    network.train(False)
    return network


class Network(nn.Module):
    """Token ids → logits [texts, labels] and where they look [texts, tokens, labels]."""

    mean: Tensor
    spread: Tensor

    def __init__(self, config: BertConfig, labels: int) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.attend = nn.Linear(config.hidden_size, labels, bias=False)
        self.vote = nn.Linear(config.hidden_size, labels, bias=False)
        self.whole = nn.Linear(config.hidden_size, labels)
        for layer in (self.attend, self.vote, self.whole):
            nn.init.normal_(layer.weight, std=0.02)
        nn.init.zeros_(self.whole.bias)
        # While training, hidden states are seen from their mean and in units of their spread: they
        # share one large direction, beside which a rare label learns next to nothing.
        self.register_buffer("mean", torch.zeros(config.hidden_size), persistent=False)
        self.register_buffer("spread", torch.ones(config.hidden_size), persistent=False)

    def forward(self, ids: Tensor, mask: Tensor, text: Tensor) -> tuple[Tensor, Tensor]:
        """`ids` [B, T]; `mask` 1 for tokens, 0 for padding; `text` 1 for tokens of the text itself.

        The question's tokens are read by the encoder but cannot be evidence.
        """
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.answer(hidden, mask, text)

    def answer(self, hidden: Tensor, mask: Tensor, text: Tensor) -> tuple[Tensor, Tensor]:
        """The head on hidden states [B, T, H]; see the module's docstring."""
        attention = self.attention(hidden, text)
        hidden = (hidden - self.mean) / self.spread
        votes = (attention * self.vote(hidden)).sum(1)
        weight = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        return votes + self.whole(mean), attention

    def attention(self, hidden: Tensor, text: Tensor) -> Tensor:
        """Where each label looks: weights [B, T, labels] that sum to 1 over the text's tokens."""
        scores = self.attend((hidden - self.mean) / self.spread)
        weights: Tensor = scores.masked_fill(~text.bool().unsqueeze(-1), -1e4).softmax(dim=1)
        return weights

    @torch.no_grad()
    def standardise(self, mean: Tensor, spread: Tensor) -> None:
        """See hidden states relative to `mean` and `spread` [H] from now on; the answers stay the same.

        An attention score may shift by a constant, which softmax does not see; a vote's shift adds to
        the bias.
        """
        shift, ratio = (mean - self.mean) / self.spread, spread / self.spread
        self.whole.bias.add_((self.vote.weight + self.whole.weight) @ shift)
        for layer in (self.attend, self.vote, self.whole):
            layer.weight *= ratio
        self.mean.copy_(mean)
        self.spread.copy_(spread)

    def plain(self) -> None:
        """See hidden states as they are again: that is how a network is saved."""
        self.standardise(torch.zeros_like(self.mean), torch.ones_like(self.spread))

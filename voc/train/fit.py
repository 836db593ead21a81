"""What a network learns from labelled comments, or from a teacher: one loss for all heads.

Cross-entropy over the sentiments, binary cross-entropy over flags, over topics with their polarity and over
topics in whatever polarity; where the words that say a label are known, its head learns to look at their
clause; a student also nears its teacher's hidden states. Layers learn at their own pace, on a GPU where there
is one (or where VOC_DEVICE says), else on the processor.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax, softplus

from voc.classify.gpu import device
from voc.classify.labels import SENTIMENTS
from voc.classify.network import Network
from voc.classify.reader import meant
from voc.records import FLAGS, POLARITIES, SILENT, Watch
from voc.train.desk import Desk, Ragged
from voc.train.encoder import below, through
from voc.train.lessons import Lessons, Recipe
from voc.train.loop import halves, learn


def fit(
    network: Network, given: Lessons, recipe: Recipe, watch: Watch = SILENT, kept: Path | None = None
) -> None:
    """Train `network` in place on `given` (at least one text); it is left on the processor.

    Where it stands after each epoch is written to the file `kept`, if one is named; from there a later call
    with the same network, lessons and recipe goes on.
    """
    where = device(meant())
    network.to(where)
    desk = Desk(given.windows, where)
    groups = _groups(network, recipe)
    with halves(where):
        entering = below(network, desk, recipe.frozen)
    layers = network.encoder.encoder.layer[recipe.frozen :]
    targets, weights = given.targets.to(where), given.weights.to(where)
    spans, wanted = _Spans(given.spans, where), None if given.states is None else given.states.to(where)

    def loss(rows: Tensor, length: int) -> Tensor:
        """Per text: sentiment + flags and topics + where topics are looked at + distance to the teacher."""
        batch = desk.batch(rows, length)
        hidden = through(layers, entering[batch.at].float(), batch.mask)
        logits, attention = network.answer(hidden, batch.mask, batch.text)
        out = label_loss(logits, targets[rows], weights[rows])
        if spans:
            out = out + recipe.span_weight * spans.loss(rows, attention) / len(rows)
        if wanted is not None:
            apart = ((hidden.float() - wanted[batch.at].float()) / network.spread).square().mean(-1)
            out = out + recipe.state_weight * (apart * batch.mask).sum() / batch.mask.sum()
        return out

    network.train()
    learn(network, loss, desk.lengths, groups, recipe, watch, kept)
    network.eval()
    network.to("cpu")


class _Spans:
    """Where labels are to be looked at: places, labels and shares, text after text."""

    def __init__(self, given: Sequence[Mapping[int, Sequence[int]]], where: str) -> None:
        told = [
            (at, label, 1 / len(places)) for own in given for label, places in own.items() for at in places
        ]
        at, label, share = zip(*told, strict=True) if told else ((), (), ())
        self._at, self._label = (torch.tensor(own, dtype=torch.long, device=where) for own in (at, label))
        self._share = torch.tensor(share, device=where)
        self._texts = Ragged([sum(map(len, own.values())) for own in given], where)

    def __bool__(self) -> bool:
        return self._texts.total > 0

    def loss(self, rows: Tensor, attention: Tensor) -> Tensor:
        """Sum of cross-entropies to looking at every word of a span alike; `attention` is [B, T, labels]."""
        looks = attention.float().clamp_min(1e-6).log()
        own, there = self._texts.places(rows, max(self._texts.lengths[i] for i in rows.tolist()))
        at, share = (part[own].masked_fill(~there, 0) for part in (self._at, self._share))
        text = torch.arange(len(rows), device=rows.device).unsqueeze(1)
        return -(looks[text, at, self._label[own]] * share).sum()


def label_loss(logits: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    """Mean over texts of the cross-entropies of sentiments and of all other labels; each [texts, labels].

    A topic is there, with probability 1 - Π(1 - p), if one of its polarities is; learning that too, it is
    found where its polarity is hard to tell.
    """
    n = len(SENTIMENTS)
    logits = logits.float()
    sentiment = -(targets[:, :n] * log_softmax(logits[:, :n], dim=1)).sum(1)
    others = binary_cross_entropy_with_logits(logits[:, n:], targets[:, n:], weights[:, n:], reduction="none")

    def by_topic(values: Tensor) -> Tensor:
        return values[:, n + len(FLAGS) :].reshape(len(values), -1, len(POLARITIES))

    absent = softplus(by_topic(logits)).sum(2).clamp_min(1e-6)  # -log Π(1 - p)
    there = 1 - (1 - by_topic(targets)).prod(2)
    topics = by_topic(weights)[..., 0] * ((1 - there) * absent - there * (-torch.expm1(-absent)).log())
    return (sentiment + others.sum(1) + topics.sum(1)).mean()


def _groups(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    """Parameter groups with their own learning rate: heads fast, low layers slowest."""
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    layers = network.encoder.encoder.layer
    groups: list[dict[str, object]] = [{"params": heads, "lr": recipe.head_rate}]
    for depth, layer in enumerate(reversed(layers[recipe.frozen :])):
        groups.append({"params": list(layer.parameters()), "lr": recipe.rate * recipe.layer_decay**depth})
    # Word embeddings stay as pretrained: most words of a customer are in no training comment.
    network.encoder.requires_grad_(False)
    layers[recipe.frozen :].requires_grad_(True)
    return groups

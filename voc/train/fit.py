"""The loop that learns: one loss for all heads, layers at their own pace.

Cross-entropy over the sentiments, binary cross-entropy over flags, over topics with their polarity and over
topics in whatever polarity; where the words that say a label are known, its head learns to look at their
clause; a student also nears its teacher's hidden states. It learns on a GPU where there is one (or where
VOC_DEVICE says), else on the processor. Where that multiplies 16-bit numbers (bfloat16), matrix products are
taken in them, twice as fast.
"""

import logging
import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax, softplus
from transformers import BertModel

from voc.classify.gpu import device
from voc.classify.labels import FLAGS, SENTIMENTS
from voc.classify.network import Network
from voc.classify.reader import meant
from voc.classify.tokens import Window, pad
from voc.records import POLARITIES, SILENT, Watch
from voc.train import checkpoint
from voc.train.encoder import filled, parted
from voc.train.lessons import Lessons, Recipe, States

log = logging.getLogger(__name__)


def halves(where: str) -> bool:
    """Whether the device multiplies 16-bit numbers in hardware."""
    if where == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    return where == "cpu" and bool(torch.cpu._is_avx512_bf16_supported())


def fit(
    network: Network, given: Lessons, recipe: Recipe, watch: Watch = SILENT, kept: Path | None = None
) -> None:
    """Train `network` in place on `given` (at least one text); it is left on the processor.

    Where it stands after each epoch is written to the file `kept`, if one is named; from there a later call
    with the same network, lessons and recipe goes on.
    """
    where = device(meant())
    network.to(where)
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    optimizer = torch.optim.AdamW(_groups(network, recipe), weight_decay=0.01, fused=True)
    above, below = parted(network, given.windows, recipe.frozen)
    trained = [p for p in network.parameters() if p.requires_grad]
    steps = recipe.epochs * math.ceil(len(given.windows) / recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps, recipe.warmup))
    watch.begin("step.learn", recipe.epochs * len(given.windows))
    network.train()
    above.train()
    done = checkpoint.resume(kept, network, optimizer, schedule, rng) if kept else 0
    watch.advance(done * len(given.windows))
    for epoch in range(done, recipe.epochs):
        total = 0.0
        for rows in _batches(given.windows, recipe.batch, rng):
            with torch.autocast(where, torch.bfloat16, enabled=halves(where)):
                loss = _loss(network, above, given, rows, [below[i] for i in rows], recipe)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        if kept:
            checkpoint.keep(kept, epoch + 1, network, optimizer, schedule, rng)
        watch.advance(len(given.windows))
        log.info("epoch %d of %d: loss %.4f", epoch + 1, recipe.epochs, total / len(given.windows))
    network.eval()
    network.to("cpu")
    watch.end()


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


def _loss(
    network: Network,
    above: BertModel,
    given: Lessons,
    rows: list[int],
    below: Sequence[States],
    recipe: Recipe,
) -> Tensor:
    """Per text: sentiment + flags and topics + where topics are looked at + distance to the teacher."""
    where = network.spread.device
    _, mask, text = (torch.from_numpy(a).to(where) for a in pad([given.windows[i] for i in rows]))
    entering = filled(below, mask.shape[1]).to(where)
    hidden = above(inputs_embeds=entering, attention_mask=mask).last_hidden_state
    logits, _ = network.answer(hidden, mask, text)
    loss = label_loss(logits, given.targets[rows].to(where), given.weights[rows].to(where))
    looked = [(b, label, at) for b, i in enumerate(rows) for label, at in given.spans[i].items()]
    if looked:
        attention = network.attention(hidden, text)
        # Cross-entropy to looking at every word of the span alike.
        looks = attention.clamp_min(1e-6).log()
        inside = torch.stack([looks[b, at, label].mean() for b, label, at in looked])
        loss = loss - recipe.span_weight * inside.sum() / len(rows)
    if given.states is not None:
        wanted = filled([given.states[i] for i in rows], mask.shape[1]).to(where)
        apart = ((hidden.float() - wanted) / network.spread).square().mean(-1)
        loss = loss + recipe.state_weight * (apart * mask).sum() / mask.sum()
    return loss


def _batches(windows: Sequence[Window], size: int, rng: random.Random) -> Iterator[list[int]]:
    """Row numbers in batches of like length (little padding), in random order."""
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids) + rng.random() * 8)
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(batches)
    return iter(batches)


def _rate(step: int, steps: int, warmup: float) -> float:
    """Linear warm-up, then linear decay to zero."""
    rise = max(1, int(steps * warmup))
    return step / rise if step < rise else max(0.0, (steps - step) / max(1, steps - rise))


def _groups(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    """Parameter groups with their own learning rate: heads fast, low layers slowest."""
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    layers = network.encoder.encoder.layer
    groups: list[dict[str, object]] = [{"params": heads, "lr": recipe.head_rate}]
    for depth, layer in enumerate(reversed(layers[recipe.frozen :])):
        groups.append({"params": list(layer.parameters()), "lr": recipe.rate * recipe.layer_decay**depth})
    layers[: recipe.frozen].requires_grad_(False)
    # Word embeddings stay as pretrained: most words of a customer are in no training comment.
    network.encoder.embeddings.requires_grad_(False)
    return groups

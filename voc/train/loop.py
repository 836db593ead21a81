"""The loop that learns: batches of like length, a rate that rises and falls, gradients of a loss.

Where the device multiplies 16-bit numbers (bfloat16), matrix products are taken in them, twice as fast.
"""

import logging
import math
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor

from voc.classify.network import Network
from voc.records import SILENT, Watch
from voc.train import checkpoint
from voc.train.lessons import Recipe

Loss = Callable[[Tensor, int], Tensor]  # numbers of rows, tokens of the longest → mean loss of these rows
log = logging.getLogger(__name__)


def halves(where: str) -> torch.autocast:
    """Matrix products in 16-bit numbers where the device multiplies them in hardware."""
    there = {
        "cuda": lambda: torch.cuda.is_bf16_supported(including_emulation=False),
        "cpu": torch.cpu._is_avx512_bf16_supported,
    }
    return torch.autocast(where, torch.bfloat16, enabled=where in there and bool(there[where]()))


def learn(
    network: Network, loss: Loss, lengths: Sequence[int], groups: Sequence[dict[str, object]],
    recipe: Recipe, watch: Watch = SILENT, kept: Path | None = None,
) -> None:  # fmt: skip
    """Bring down the `loss` of `network`, which is on its device and in the mode for learning.

    `lengths` are the tokens of each row there is, `groups` the parameters that learn with their rates. Where
    it stands after each epoch is written to the file `kept`, if one is named; from there a later call with
    the same of all goes on.
    """
    where = next(network.parameters()).device.type
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    optimizer = torch.optim.AdamW(list(groups), weight_decay=0.01, fused=True)
    trained = [p for group in optimizer.param_groups for p in group["params"]]
    steps = recipe.epochs * math.ceil(len(lengths) / recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps, recipe.warmup))
    watch.begin("step.learn", recipe.epochs * len(lengths))
    done = checkpoint.resume(kept, network, optimizer, schedule, rng) if kept else 0
    watch.advance(done * len(lengths))
    for epoch in range(done, recipe.epochs):
        total = torch.zeros((), device=where)
        for rows in _batches(lengths, recipe.batch, rng):
            with halves(where):
                mean = loss(torch.tensor(rows, device=where), max(lengths[i] for i in rows))
            optimizer.zero_grad()
            torch.autograd.backward(mean)
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            schedule.step()
            total += mean.detach() * len(rows)
        if kept:
            checkpoint.keep(kept, epoch + 1, network, optimizer, schedule, rng)
        watch.advance(len(lengths))
        log.info("epoch %d of %d: loss %.4f", epoch + 1, recipe.epochs, total.item() / len(lengths))
    watch.end()


def _batches(lengths: Sequence[int], size: int, rng: random.Random) -> Iterator[list[int]]:
    """Row numbers in batches of like length (little padding), in random order."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + rng.random() * 8)
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(batches)
    return iter(batches)


def _rate(step: int, steps: int, warmup: float) -> float:
    """Linear warm-up, then linear decay to zero."""
    rise = max(1, int(steps * warmup))
    return step / rise if step < rise else max(0.0, (steps - step) / max(1, steps - rise))

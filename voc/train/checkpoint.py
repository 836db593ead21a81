"""Where a training stands after an epoch, in one file; from it a later process goes on.

The numbers that the processor draws next are part of it, so that what goes on there learns the very same;
those of a GPU are not. Tensors are kept as safetensors, the rest as JSON in its header.
"""

import json
import os
import random
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler

from voc.classify.network import Network


def keep(
    path: Path, epochs: int, network: Network, optimizer: Optimizer, schedule: LRScheduler, rng: random.Random
) -> None:
    """Write `path`, as a whole or not at all: `epochs` of the training are done."""
    steps = optimizer.state_dict()
    tensors = {f"network.{name}": tensor for name, tensor in _tensors(network).items()}
    for number, state in steps["state"].items():
        tensors |= {f"optimizer.{number}.{name}": tensor for name, tensor in state.items()}
    tensors["drawn"] = torch.get_rng_state()
    rest = {
        "epochs": epochs, "groups": steps["param_groups"], "schedule": schedule.state_dict(),
        "rng": rng.getstate(),
    }  # fmt: skip
    part = path.with_suffix(".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({k: t.contiguous() for k, t in tensors.items()}, part, {"rest": json.dumps(rest)})
    os.replace(part, path)


def resume(
    path: Path, network: Network, optimizer: Optimizer, schedule: LRScheduler, rng: random.Random
) -> int:
    """Bring all of them to where `path` left them. The epochs that are done: 0 without such a file."""
    if not path.exists():
        return 0
    with safe_open(path, "pt") as file:
        rest = json.loads(file.metadata()["rest"])
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 – not a dict
    with torch.no_grad():
        for name, tensor in _tensors(network).items():
            tensor.copy_(tensors[f"network.{name}"])
    state: dict[int, dict[str, Tensor]] = {}
    for name, tensor in tensors.items():
        if name.startswith("optimizer."):
            _, number, field = name.split(".", 2)
            state.setdefault(int(number), {})[field] = tensor
    optimizer.load_state_dict({"state": state, "param_groups": rest["groups"]})
    schedule.load_state_dict(rest["schedule"])
    torch.set_rng_state(tensors["drawn"])
    version, drawn, spare = rest["rng"]
    rng.setstate((version, tuple(drawn), spare))
    return int(rest["epochs"])


def _tensors(network: Network) -> dict[str, Tensor]:
    """All that a network is while it learns, how it sees hidden states too."""
    return {**network.state_dict(), **dict(network.named_buffers())}

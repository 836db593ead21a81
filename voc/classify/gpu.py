"""The GPU engine: the same network in torch, half precision, for machines with CUDA or Apple's MPS."""

from collections.abc import Sequence

import torch

from voc.classify.answers import Answer, unpadded
from voc.classify.folder import ModelFolder
from voc.classify.network import restored
from voc.classify.tokens import Window, pad
from voc.errors import SettingsError

BATCH = 128


def device(asked: str = "auto") -> str:
    """The device to use: "cpu", "cuda" or "mps"; "auto" is the GPU of this machine, or "cpu".

    Raises SettingsError if a GPU is asked for that is not there.
    """
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if asked == "auto":
        return next(name for name in there if there[name])
    if not there[asked]:
        raise SettingsError("device_missing", device=asked)
    return asked


class GpuEngine:
    """A model on `device`: "cuda", "mps", or "cpu" to check the network itself (single precision)."""

    def __init__(self, folder: ModelFolder, device: str) -> None:
        self.device = device
        self._network = restored(folder).to(device)
        if device != "cpu":
            self._network = self._network.half()

    @torch.inference_mode()
    def answer(self, windows: Sequence[Window]) -> list[Answer]:
        """One answer for each window, in the given order."""
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
        out: dict[int, Answer] = {}
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            own = [windows[i] for i in rows]
            said = self._network(*(torch.from_numpy(a).to(self.device) for a in pad(own)))
            logits, looks = (tensor.float().cpu().numpy() for tensor in said)
            out.update(zip(rows, unpadded(own, logits, looks), strict=True))
        return [out[i] for i in range(len(windows))]

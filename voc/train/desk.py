"""Windows on the device where something learns from them; a batch is gathered from row numbers alone.

What belongs to tokens (their ids, hidden states) lies in one tensor, window after window: `Batch.at` says
where a batch's tokens are in it. Nothing of a batch is put together row by row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import torch
from torch import Tensor

from voc.classify.tokens import PAD, Window

AT_ONCE = 128  # windows read together where nothing is learned


@dataclass(frozen=True)
class Batch:
    """Windows of one batch by their numbers `rows` [B], the others [B, T].

    `text` are the text's own tokens, `mask` the question's too.
    """

    rows: Tensor
    ids: Tensor
    mask: Tensor
    text: Tensor
    at: Tensor  # places of the tokens among all; those of padding mean nothing


class Ragged:
    """Rows of different `lengths` that lie one after the other in a tensor: where their parts are in it."""

    def __init__(self, lengths: Sequence[int], where: str | torch.device) -> None:
        self.lengths, self.total = lengths, sum(lengths)
        self._length = torch.tensor(lengths, dtype=torch.long, device=where)
        self._begin = self._length.cumsum(0) - self._length

    def places(self, rows: Tensor, longest: int) -> tuple[Tensor, Tensor]:
        """Places [B, longest] of the parts of these rows, and which of them are a row's own."""
        steps = torch.arange(longest, device=rows.device)
        at = self._begin[rows].unsqueeze(1) + steps
        return at.clamp_max(self.total - 1), steps < self._length[rows].unsqueeze(1)


class Desk:
    """`windows` on the device `where`."""

    def __init__(self, windows: Sequence[Window], where: str | torch.device) -> None:
        self.where, self.lengths = where, [len(window.ids) for window in windows]
        self._rows = Ragged(self.lengths, where)
        self._ids = torch.tensor(list(chain.from_iterable(window.ids for window in windows)), device=where)
        self._first = torch.tensor([window.first for window in windows], device=where)

    @property
    def tokens(self) -> int:
        """Of all windows together."""
        return self._rows.total

    def batch(self, rows: Tensor, length: int) -> Batch:
        """The windows with these numbers, of at most `length` tokens."""
        at, mask = self._rows.places(rows, length)
        text = mask & (torch.arange(length, device=self.where) >= self._first[rows].unsqueeze(1))
        return Batch(rows, self._ids[at].masked_fill(~mask, PAD), mask, text, at)

    def every(self, size: int = AT_ONCE) -> Iterator[Batch]:
        """All windows in batches of like length."""
        order = sorted(range(len(self.lengths)), key=self.lengths.__getitem__)
        for at in range(0, len(order), size):
            rows = order[at : at + size]
            yield self.batch(torch.tensor(rows, device=self.where), self.lengths[rows[-1]])

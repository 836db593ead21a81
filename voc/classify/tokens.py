"""Readable texts → windows of token ids with their offsets, in the shape the engines take.

A window is `<s> question </s> text </s>`. A text longer than `MAX_TOKENS` is cut into several
windows at clause borders, so that nothing a customer wrote goes unread.
"""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from voc.errors import ModelError
from voc.records import Readable

MAX_TOKENS = 160  # of the text, in one window
MAX_QUESTION = 24
REMEMBERED = 1024  # questions: lines from elsewhere may each have another
BEGIN, PAD, END = 0, 1, 2  # ids of XLM-R's vocabulary


@dataclass(frozen=True)
class Window:
    """One forward pass's worth of a text: `offsets` are into `Readable.normal`, one per text token."""

    ids: tuple[int, ...]
    first: int  # position in `ids` of the first token of the text
    offsets: tuple[tuple[int, int], ...]


class Tokens:
    """The tokenizer of a model folder."""

    def __init__(self, folder: Path) -> None:
        path = folder / "tokenizer.json"
        if not path.is_file():
            raise ModelError("model_incomplete", folder=str(folder), missing=path.name)
        try:
            self._tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # the library raises nothing narrower
            raise ModelError("model_damaged", folder=str(folder), reason=f"{path.name}: {error}") from error
        self._question = lru_cache(maxsize=REMEMBERED)(self._question_ids)

    def windows(self, texts: Sequence[Readable]) -> list[list[Window]]:
        """The windows of each text, at least one, in the order of the texts."""
        encoded = self._tokenizer.encode_batch([t.normal for t in texts], add_special_tokens=False)
        out = []
        for text, tokens in zip(texts, encoded, strict=True):
            question = self._question(text.question)
            head = (BEGIN, *question, END) if question else (BEGIN,)
            ids, offsets = tuple(tokens.ids), tuple(tokens.offsets)
            cuts = _cuts(text, offsets)
            out.append([Window((*head, *ids[a:b], END), len(head), offsets[a:b]) for a, b in cuts])
        return out

    def _question_ids(self, question: str) -> tuple[int, ...]:
        whole = question.encode(errors="replace").decode()  # the library takes no half surrogate pair
        return tuple(self._tokenizer.encode(whole, add_special_tokens=False).ids[:MAX_QUESTION])


def _cuts(text: Readable, offsets: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Token ranges of at most MAX_TOKENS, each ending where a clause begins if one does."""
    if len(offsets) <= MAX_TOKENS:
        return [(0, len(offsets))]
    begins = {start for start, _ in text.clauses}
    borders = [i for i, (start, _) in enumerate(offsets) if text.origin[start] in begins]
    cuts, at = [], 0
    while len(offsets) - at > MAX_TOKENS:
        last = borders[bisect(borders, at + MAX_TOKENS) - 1] if borders else 0
        end = last if at + MAX_TOKENS // 2 < last <= at + MAX_TOKENS else at + MAX_TOKENS
        cuts.append((at, end))
        at = end
    return [*cuts, (at, len(offsets))]


def pad(windows: Sequence[Window]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Windows → ids, mask of real tokens, mask of the text's own tokens (with </s>); each [B, T]."""
    length = max(len(w.ids) for w in windows)
    ids = np.full((len(windows), length), PAD)
    mask = np.zeros_like(ids)
    text = np.zeros_like(ids)
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = window.ids
        mask[row, : len(window.ids)] = 1
        text[row, window.first : len(window.ids)] = 1
    return ids, mask, text

"""Two networks that read as one: the mean of their logits and of where they look.

Networks err differently: the mean is right about as often as the better of them, mostly more often.
"""

from collections.abc import Sequence

from voc.classify.answers import Answer, Array, Engine
from voc.classify.tokens import Window


class Pair:
    """Two engines of the same labels as one; the second has `share`, 0-1, of the mean."""

    def __init__(self, first: Engine, second: Engine, share: float) -> None:
        self.device = first.device
        self._engines, self._share = (first, second), share

    def answer(self, windows: Sequence[Window]) -> list[Answer]:
        """One answer for each window, in the given order."""
        answers = zip(*(engine.answer(windows) for engine in self._engines), strict=True)
        return [
            Answer(self._mean(own.logits, other.logits), self._mean(own.looks, other.looks))
            for own, other in answers
        ]

    def _mean(self, own: Array, other: Array) -> Array:
        mean: Array = own * (1 - self._share) + other * self._share
        return mean

"""Two models on the same labelled comments: what one reads better or worse than the other."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from voc.gold import Gold
from voc.measure.cases import topics_found
from voc.measure.figures import DRAWS, Figure, Figures, resampled, topics_resampled
from voc.measure.formulas import Array
from voc.records import Reading

LEAST = 10  # comments with what is looked for, below which no difference is believed
_RISING = ("_f1", "_accuracy", "_average_precision")  # figures of which more is better


class Compared(NamedTuple):
    """A figure before and after, and the difference with its 95 % interval: both are of the same comments."""

    before: float
    after: float
    change: Figure

    @property
    def verdict(self) -> int:
        """1 where it is better, -1 where it is worse, 0 where that cannot be told of so few comments."""
        few = (self.change.n if self.change.yes is None else self.change.yes) < LEAST
        return 0 if few else int(self.change.low > 0) - int(self.change.high < 0)


def compared(
    gold: Sequence[Gold], before: Sequence[Reading], after: Sequence[Reading], draws: int = DRAWS
) -> dict[str, Compared]:
    """Every figure of `measure` of which more is better, then the F1 of each labelled topic ("price_f1").

    The interval of a difference is the middle 95 % over the same comments drawn again. Raises ValueError if
    there are not as many readings as comments.
    """
    (was, was_drawn), (now, now_drawn) = (_resampled(gold, read, draws) for read in (before, after))
    out = {}
    for name, figure in now.items():
        if name in was and name.endswith(_RISING) and figure.yes != 0:
            low, high = np.nanquantile(now_drawn[name] - was_drawn[name], (0.025, 0.975))
            change = Figure(figure.value - was[name].value, float(low), float(high), figure.n, figure.yes)
            out[name] = Compared(was[name].value, figure.value, change)
    return out


def _resampled(
    gold: Sequence[Gold], readings: Sequence[Reading], draws: int
) -> tuple[Figures, dict[str, Array]]:
    whole = resampled(gold, readings, draws=draws)
    topics = topics_resampled(gold, topics_found(gold, readings), draws)
    figures = {f"{topic}_f1": figure for topic, figure in topics.figures.items()}
    drawn = {f"{topic}_f1": values for topic, values in topics.drawn.items()}
    return whole.figures | figures, whole.drawn | drawn

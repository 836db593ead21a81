"""CSポートフォリオ: what to keep and what to improve, by how much a topic matters and how it is spoken of.

                    spoken of less well       spoken of better
    matters more    improve_first 重点改善    keep_first 重点維持
    matters less    improve 改善              keep 維持

Across stands the size of the adjusted effect, up the share of the answers that praise the topic among those
that mention it; the axes are the means over what is shown. Where an interval crosses its axis: undecided
判定保留.
"""

import numpy as np
import numpy.typing as npt

from voc.analyze.design import Figures

KEEP_FIRST, KEEP, IMPROVE, IMPROVE_FIRST = "keep_first", "keep", "improve", "improve_first"
UNDECIDED = "undecided"


def size(effect: Figures, low: Figures, high: Figures) -> tuple[Figures, Figures, Figures]:
    """|effect| with its interval, which begins at 0 where the effect's contains 0."""
    least = np.where((low <= 0) & (high >= 0), 0.0, np.minimum(np.abs(low), np.abs(high)))
    return np.abs(effect), least, np.maximum(np.abs(low), np.abs(high))



def quadrants(
    effect: tuple[Figures, Figures, Figures], effect_axis: float, praised: tuple[Figures, Figures, Figures],
    praised_axis: float,
) -> npt.NDArray[np.str_]:  # fmt: skip
    """The quadrant of each point; `effect` and `praised` are figure, low and high, as `size` gives them."""
    (x, x_low, x_high), (y, y_low, y_high) = effect, praised
    crossing = (x_low <= effect_axis) & (effect_axis <= x_high)
    crossing |= (y_low <= praised_axis) & (praised_axis <= y_high)
    more, well = x > effect_axis, y > praised_axis
    return np.select(
        [crossing, more & well, ~more & well, more],
        [UNDECIDED, KEEP_FIRST, KEEP, IMPROVE_FIRST],
        default=IMPROVE,
    )

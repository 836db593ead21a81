"""CSポートフォリオ: what to keep and what to improve, by how much a topic matters and how it is spoken of.

                    spoken of less well       spoken of better
    matters more    improve_first 重点改善    keep_first 重点維持
    matters less    improve 改善              keep 維持

Across stands the size of the adjusted effect, up the share of the answers that praise the topic among those
that mention it; the axes are the means over what is shown. What is kept is what people praise: criticism of a
topic that is spoken of better than others is to be improved, not kept, and not first. Neutral mentions have
no quadrant. Undecided 判定保留 is what has no interval, whose interval crosses an axis, or whose effect is
large and of the other sign (praise that goes with a lower NPS).
"""

import numpy as np
import numpy.typing as npt

from voc.analyze.regression.design import Figures

KEEP_FIRST, KEEP, IMPROVE, IMPROVE_FIRST = "keep_first", "keep", "improve", "improve_first"
UNDECIDED = "undecided"
Interval = tuple[Figures, Figures, Figures]  # figure, low, high
Flags = npt.NDArray[np.bool_]


def size(effect: Figures, low: Figures, high: Figures) -> Interval:
    """|effect| with its interval, which begins at 0 where the effect's contains 0; NaN for no interval."""
    least = np.where((low <= 0) & (high >= 0), 0.0, np.minimum(np.abs(low), np.abs(high)))
    return np.abs(effect), least, np.maximum(np.abs(low), np.abs(high))


def quadrants(
    effect: Interval, effect_axis: float, praised: Interval, praised_axis: float, criticised: Flags
) -> npt.NDArray[np.str_]:
    """The quadrant of each point: `effect` with its sign, above 0 for the better; whether it is criticism."""
    (x, x_low, x_high), (y, y_low, y_high) = size(*effect), praised
    apart = (x_low > effect_axis) | (x_high < effect_axis)
    apart &= (y_low > praised_axis) | (y_high < praised_axis)
    more, well = x > effect_axis, y > praised_axis
    contrary = more & (criticised == (effect[0] > 0))
    return np.select(
        [~apart | contrary, well & criticised, well & more, well, more],
        [UNDECIDED, IMPROVE, KEEP_FIRST, KEEP, IMPROVE_FIRST],
        default=IMPROVE,
    )

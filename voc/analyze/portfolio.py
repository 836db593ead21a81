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

from voc.analyze.coded import Figures
from voc.analyze.intervals import Z95

KEEP_FIRST, KEEP, IMPROVE, IMPROVE_FIRST = "keep_first", "keep", "improve", "improve_first"
UNDECIDED = "undecided"


def size(effect: Figures, low: Figures, high: Figures) -> tuple[Figures, Figures, Figures]:
    """|effect| with its interval, which begins at 0 where the effect's contains 0."""
    least = np.where((low <= 0) & (high >= 0), 0.0, np.minimum(np.abs(low), np.abs(high)))
    return np.abs(effect), least, np.maximum(np.abs(low), np.abs(high))


def share_interval(part: Figures, whole: Figures) -> tuple[Figures, Figures]:
    """Low and high of part / whole, 0-1 (Wilson, JASA 1927); NaN where the whole is 0."""
    whole = np.where(whole == 0, np.nan, whole)
    p, z2 = part / whole, Z95**2
    centre = (p + z2 / (2 * whole)) / (1 + z2 / whole)
    half = Z95 * np.sqrt(p * (1 - p) / whole + z2 / (4 * whole**2)) / (1 + z2 / whole)
    return np.clip(centre - half, 0, p), np.clip(centre + half, p, 1)  # rounding: at 0 and 1 they touch


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

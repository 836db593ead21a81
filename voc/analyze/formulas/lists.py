"""Lists of different lengths laid one after another in one array, and where each begins."""

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.integer]


def ranges(first: Integers, length: Integers) -> Integers:
    """The numbers from first[0] on, length[0] of them, then those from first[1] on, and so forth."""
    ends = np.cumsum(length)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + length, length)

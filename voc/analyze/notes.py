"""When a number may be shown: the note of a cell, from how many people and answers stand behind it.

    suppressed   fewer than 5 people, or needed to hide such a cell: left out (`disclosure.left_out`)
    too_few      fewer than 10 answers: counts, but no NPS figure
    reference    10-29 answers, or more of which a few people gave most: figures to be taken as 参考値
    ''           30 answers and more

Where people answer repeatedly their effective number, (Σ n)² / Σ n² of the n answers of each, must be 30 too:
an interval of clusters takes people for alike in how many answers they give, and is too narrow where one or
two give most. One person with more than a fifth of the answers leaves it below 25.

Protected is who belongs to a cell of fewer than five people. Not protected is how few of a cell that is shown
gave which score, praise or criticise, or say a term: that is what the tables tell.

What else must be hidden, so that a small cell is not worked out from a total, is chosen where the cells of a
table are together (`disclosure.complementary`).
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

PEOPLE = 5
ANSWERS = 10
RELIABLE_ANSWERS = 30

SUPPRESSED, TOO_FEW, REFERENCE, RELIABLE = "suppressed", "too_few", "reference", ""


def notes(
    people: npt.NDArray[np.float64],
    answers: npt.NDArray[np.float64],
    effective: npt.NDArray[np.float64] | None = None,
) -> npt.NDArray[np.str_]:
    """The note of each cell; where a figure compares two groups, give the smaller one's numbers.

    `effective` is the effective number of people (`formulas.clusters`), at most `answers`; not looked at
    where it is not given.
    """
    reliable = answers if effective is None else np.minimum(answers, effective)
    return np.select(
        [people < PEOPLE, answers < ANSWERS, reliable < RELIABLE_ANSWERS],
        [SUPPRESSED, TOO_FEW, REFERENCE],
        default=RELIABLE,
    )


def counts(values: npt.NDArray[np.float64], hidden: npt.NDArray[np.bool_]) -> pa.Array:
    """Whole numbers, null where hidden."""
    return pa.array(values.astype(np.int64), mask=hidden)


def figures(values: npt.NDArray[np.float64], hidden: npt.NDArray[np.bool_]) -> pa.Array:
    """Real numbers, null where hidden or not defined."""
    return pa.array(values, mask=hidden | np.isnan(values))

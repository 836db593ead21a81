r"""Two cells of published answers compared: their NPS, the difference, its interval and p.

The cells may share answers or people (a year and one of its months, two months with the same respondents).
People are clusters: each NPS has as many answers as it is worth (`formulas.clusters`), and the correlation
of the two comes from those in both. With N answers and S = promoters less detractors of a person in a cell of
n answers and mean m, u = (S − mN)/n is what the person adds to the mean's error, and

    correlation = Σ u₁u₂ / √(Σ u₁² · Σ u₂²),   0 where nobody is in both.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from voc.analyze.formulas import intervals
from voc.analyze.formulas.clusters import Sums, effective_n
from voc.analyze.formulas.intervals import Difference, Group
from voc.analyze.notes import PEOPLE
from voc.analyze.sql import text

CELLS = (1, 2)


class Cell(NamedTuple):
    """One side: answers, the people who gave them, NPS (−100…100, NaN without answers) and interval."""

    answers: Group
    people: int
    nps: float
    low: float
    high: float

    @property
    def n(self) -> int:
        """How many answers."""
        return int(self.answers.n)


class Comparison(NamedTuple):
    """`difference` is the NPS of `other` less that of `one`.

    `people_both` answered in both cells; `people_apart` gave the answers that are in one cell alone.
    """

    one: Cell
    other: Cell
    people_both: int
    people_apart: tuple[int, int]
    difference: Difference

    @property
    def hidden(self) -> bool:
        """Whether a cell, or what one cell has beyond the other, stands for one to four people."""
        numbers = (self.one.people, self.other.people, *self.people_apart)
        return any(0 < people < PEOPLE for people in numbers)


def statement(one: str, other: str) -> str:
    """The SQL over the table `responses` whose row `compare` reads.

    `one` and `other` are conditions on it, whose parameters follow in this order.
    """
    counted = text("nps/comparison.sql")
    return f"""WITH compared AS (
        SELECT coalesce(respondent, '- ' || source || ' ' || response_id) AS person,
               (nps_group = 'promoter')::TINYINT - (nps_group = 'detractor')::TINYINT AS y,
               coalesce({one}, false) AS one, coalesce({other}, false) AS other
        FROM responses WHERE nps_group IS NOT NULL
    ) {counted}"""


def compare(counted: Mapping[str, float | None]) -> Comparison:
    """The comparison, from the row of `statement`; NaN where a cell is empty."""
    number = {name: float(value or 0) for name, value in counted.items()}
    answers = [Group(*(number[f"{name}_{cell}"] for name in Group._fields)) for cell in CELLS]
    sums = [Sums(*(number[f"{name}_{cell}"] for name in Sums._fields)) for cell in CELLS]
    worth = [
        group.worth(effective_n(group, group.n, group.n, people))
        for group, people in zip(answers, sums, strict=True)
    ]
    cells = []
    for cell, group, as_many in zip(CELLS, answers, worth, strict=True):
        low, high = intervals.nps_interval(*as_many)
        people = int(number[f"people_{cell}"])
        cells.append(Cell(group, people, float(intervals.nps(*group)), float(low), float(high)))
    return Comparison(
        one=cells[0],
        other=cells[1],
        people_both=int(number["people_both"]),
        people_apart=(int(number["people_only_1"]), int(number["people_only_2"])),
        difference=intervals.difference(worth[1], worth[0], _correlation(number, answers)),
    )


def _correlation(number: Mapping[str, float], answers: list[Group]) -> float:
    mean_1, mean_2 = (float(intervals.nps(*group)) / 100 for group in answers)
    between = [
        number[f"ss_{cell}"] - 2 * mean * number[f"sn_{cell}"] + mean**2 * number[f"nn_{cell}"]
        for cell, mean in zip(CELLS, (mean_1, mean_2), strict=True)
    ]
    if not min(between) > 1e-9:  # all answers of a cell are alike, or there are none
        return 0.0
    together = number["s1_s2"] - mean_2 * number["s1_n2"] - mean_1 * number["n1_s2"]
    together += mean_1 * mean_2 * number["n1_n2"]
    return float(np.clip(together / math.sqrt(between[0] * between[1]), -1, 1))

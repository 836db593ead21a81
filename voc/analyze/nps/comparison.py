r"""Two cells of published answers compared: their NPS, the difference, its interval and p.

The cells may share answers or people (a year and one of its months, two months with the same respondents).
People are clusters: each NPS has as many answers as it is worth (`formulas.clusters`), and the correlation
of the two comes from those in both. An answer y in {−1, 0, 1} counts for w, 1 for all or its weight in the
period of the cell (`case_weights`), which is taken as known. With N = Σ w and S = Σ wy of a person in a cell
of weight W = Σ N and mean m = Σ S / W, u = (S − mN)/W is what the person adds to the mean's error, and

    correlation = Σ u₁u₂ / √(Σ u₁² · Σ u₂²),   0 where nobody is in both

(the linearised covariance of two ratios, with people as primary sampling units: Binder, International
Statistical Review 1983).
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from voc.analyze.formulas import intervals
from voc.analyze.formulas.clusters import Sums, effective_n, effective_people
from voc.analyze.formulas.intervals import Difference, Group
from voc.analyze.notes import PEOPLE
from voc.analyze.nps.case_weights import ALIKE, Weights, stratum
from voc.analyze.sql import text

CELLS = (1, 2)
Sql = tuple[str, Sequence[object]]  # an expression or statement, and its parameters


class Cell(NamedTuple):
    """One side: its n answers as they count, people, NPS (−100…100, NaN without answers) and interval.

    `effective` is the effective number of people, as `notes` takes it.
    """

    answers: Group
    n: int
    people: int
    effective: float
    nps: float
    low: float
    high: float


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


def statement(one: Sql, other: Sql, weights: Sequence[Weights] = (ALIKE, ALIKE)) -> Sql:
    """The SQL over the table `responses` whose row `compare` reads, and its parameters.

    `one` and `other` are conditions on it, `weights` those of the answers of each.
    """
    joined, params = "", [*one[1], *other[1]]
    for cell, side in zip(CELLS, weights, strict=True):
        expression, values = stratum(side.named)
        joined += f"""
            LEFT JOIN (SELECT unnest(?::BIGINT[]) AS stratum, unnest(?::INTEGER[]) AS w) AS weights_{cell}
              ON weights_{cell}.stratum = {expression}"""
        params += [side.strata, side.weight, *values]
    counted = text("nps/comparison.sql")
    sql = f"""WITH compared AS NOT MATERIALIZED (
        SELECT coalesce(respondent, '- ' || source || ' ' || response_id) AS person,
               (nps_group = 'promoter')::TINYINT - (nps_group = 'detractor')::TINYINT AS y,
               CASE WHEN {one[0]} THEN weights_1.w END AS w_1,
               CASE WHEN {other[0]} THEN weights_2.w END AS w_2
        FROM responses {joined} WHERE nps_group IS NOT NULL
    ) {counted}"""
    return sql, params


def compare(counted: Mapping[str, float | None]) -> Comparison:
    """The comparison, from the row of `statement`; NaN where a cell is empty."""
    number = {name: float(value or 0) for name, value in counted.items()}
    answers = [Group(*(number[f"{name}_{cell}"] for name in Group._fields)) for cell in CELLS]
    sums = [Sums(*(number[f"{name}_{cell}"] for name in Sums._fields)) for cell in CELLS]
    cells, worth = [], []
    for cell, group, people in zip(CELLS, answers, sums, strict=True):
        n = number[f"answers_{cell}"]
        worth.append(group.worth(effective_n(group, n, number[f"squares_{cell}"], people)))
        low, high = intervals.nps_interval(*worth[-1])
        figures = (float(figure) for figure in (intervals.nps(*group), low, high))
        effective = float(effective_people(group.n, people.nn))
        cells.append(Cell(group, int(n), int(number[f"people_{cell}"]), effective, *figures))
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
    if not all(of > 1e-12 * number[f"nn_{cell}"] for cell, of in zip(CELLS, between, strict=True)):
        return 0.0  # the people of a cell are all alike, or there are none
    together = number["s1_s2"] - mean_2 * number["s1_n2"] - mean_1 * number["n1_s2"]
    together += mean_1 * mean_2 * number["n1_n2"]
    return float(np.clip(together / math.sqrt(between[0] * between[1]), -1, 1))

"""Do the intervals of a topic's figures cover where people answer repeatedly?

People answer one to six times. Each has a mood of their own, and topics that they come back to: who repeats
themselves gives the same score, and speaks of the topic, as before. In brackets: the same intervals if
all answers were independent.
"""

import argparse
from collections.abc import Iterator

import numpy as np
from _proof import Section, covered, prove, wrong

from voc.analyze.formulas import intervals
from voc.analyze.formulas.intervals import Figures, Group
from voc.analyze.formulas.repeated import Pairs, worth

TIMES = (0.3, 0.2, 0.15, 0.15, 0.1, 0.1)  # of one to six answers
ALIKE = (0.0, 0.4, 0.8)  # how often a person repeats their first answer
CASES = ((0.1, (0.45, 0.25), (0.45, 0.25)), (0.3, (0.20, 0.50), (0.50, 0.20)), (0.5, (0.6, 0.1), (0.4, 0.3)))
RELIABLE = 30
FIGURES = ("NPS", "lift", "impact")


def main(given: argparse.Namespace) -> Iterator[Section]:
    """Topics."""
    yield of_topics(150 if given.quick else 2000, (100,) if given.quick else (60, 100, 300, 1000))


def answers(
    random: np.random.Generator, people: int, share: float, mixes: tuple[tuple[float, float], ...], alike: float
) -> tuple[Figures, Figures, Figures]:
    """Person, y and x of every answer; `mixes` are promoters and detractors of those who mention it, and of others."""
    person = np.repeat(np.arange(people), random.choice(6, people, p=TIMES) + 1)
    first = np.searchsorted(person, person)
    same_x, same_y = random.random((2, len(person))) < alike
    x = random.random(len(person)) < share
    x = np.where(same_x, x[first], x)
    p, d = np.where(x, np.array(mixes[0])[:, None], np.array(mixes[1])[:, None])
    u = random.random(len(person))
    u = np.where(same_y, u[first], u)  # as pleased as before, for whom mentions it or does not
    y = np.where(u < p, 1, np.where(u > 1 - d, -1, 0))
    return person, y.astype(float), x.astype(float)


def pairs(person: Figures, y: Figures, x: Figures) -> Pairs:
    """Sums over pairs of answers of a person, by matrices."""
    z = np.stack([np.ones_like(y), y, x, x * y], axis=1)
    of_person = np.zeros((int(person.max()) + 1, 4))
    np.add.at(of_person, person, z)
    q = of_person.T @ of_person - z.T @ z
    return Pairs(q[0, 0], q[0, 1], q[1, 1], q[2, 0], q[2, 1], q[3, 0], q[3, 1], q[2, 2], q[2, 3], q[3, 3])


def counts(y: Figures) -> Group:
    """Promoters, passives and detractors."""
    return Group(*(float((y == side).sum()) for side in (1, 0, -1)))


def of_topics(draws: int, sizes: tuple[int, ...]) -> Section:
    """NPS of those who mention it, lift and impact."""
    random = np.random.default_rng(1)
    rows, broken = [], []
    for share, *mixes in CASES:
        nps_1, nps_0 = (100 * (p - d) for p, d in mixes)
        truth = np.array([nps_1, nps_1 - nps_0, share * (nps_1 - nps_0)])
        for alike in ALIKE:
            for people in sizes:
                found, naive = [], []
                for _ in range(draws):
                    person, y, x = answers(random, people, share, tuple(mixes), alike)
                    one, other = counts(y[x > 0]), counts(y[x == 0])
                    who = (len(np.unique(person[x > 0])), len(np.unique(person[x == 0])), people)
                    if min(one.n, other.n) < RELIABLE:
                        continue
                    as_many = worth(one, other, who, pairs(person, y, x))
                    scaled = one.worth(as_many.mentioned), other.worth(as_many.others)
                    lift = intervals.difference(*scaled, as_many.lift)
                    found.append([intervals.nps_interval(*scaled[0]), lift[1:3], intervals.impact_interval(one, other, as_many)])
                    naive.append([intervals.nps_interval(*one), intervals.lift_interval(one, other), intervals.impact_interval(one, other)])
                if len(found) < 0.5 * draws:
                    continue
                hit, plain = (covered(truth, *np.moveaxis(np.array(both, float), 2, 0)) for both in (found, naive))
                rows.append([f"{share:.0%}, {nps_1:+.0f} / {nps_0:+.0f}", f"{alike:.0%}", people,
                             *(f"{a:.1f} ({b:.1f})" for a, b in zip(hit, plain, strict=True))])  # fmt: skip
                broken += [
                    f"{name}, {rows[-1][:3]}: {value:.1f}" for name, value in zip(FIGURES, hit, strict=True)
                    if people >= 100 and wrong(value, len(found), only_low=alike == 0)
                ]  # fmt: skip
    return Section(
        "Topics of people who answer one to six times (in brackets: if answers were independent)",
        ["share, NPS with / without", "repeat themselves", "people", *FIGURES], rows,
        "from 100 people and 30 answers on either side every coverage is within 1.5 points of 95, where nobody repeats "
        "themselves not below it by more", broken,
    )  # fmt: skip


if __name__ == "__main__":
    prove("repeated", "Topics and changes of people who answer repeatedly", main)

"""Do the intervals of a topic's figures cover where people answer repeatedly?

People answer one to six times. Each has a mood of their own, and topics that they come back to: who repeats
themselves gives the same score, and speaks of the topic, as before. In brackets: the same intervals if
all answers were independent.
"""

import argparse
from collections.abc import Iterator

import numpy as np
from _proof import Section, covered, prove, wrong

from voc.analyze.formulas import intervals, kitagawa
from voc.analyze.formulas.intervals import Figures, Group
from voc.analyze.formulas.kitagawa import Side
from voc.analyze.formulas.repeated import Pairs, worth

TIMES = (0.3, 0.2, 0.15, 0.15, 0.1, 0.1)  # of one to six answers
ALIKE = (0.0, 0.4, 0.8)  # how often a person repeats their first answer
CASES = ((0.1, (0.45, 0.25), (0.45, 0.25)), (0.3, (0.20, 0.50), (0.50, 0.20)), (0.5, (0.6, 0.1), (0.4, 0.3)))
RELIABLE = 30
PARTS = ("mix", "rate", "interaction", "total")
FIGURES = ("NPS", "lift", "impact")


def main(given: argparse.Namespace) -> Iterator[Section]:
    """Topics, then changes."""
    yield of_topics(80 if given.quick else 2000, (100,) if given.quick else (60, 100, 300, 1000))
    yield of_changes(80 if given.quick else 2000, (200,) if given.quick else (100, 300, 1000))


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


def of_changes(draws: int, sizes: tuple[int, ...]) -> Section:
    """One topic beside another, between two periods with other people."""
    random = np.random.default_rng(2)
    before, after = (0.3, ((0.2, 0.5), (0.5, 0.2))), (0.4, ((0.15, 0.6), (0.5, 0.2)))
    truth = kitagawa.parts(*(known(*period) for period in (before, after)))
    rows, broken = [], []
    for alike in ALIKE:
        for people in sizes:
            found, naive, level = [], [], []
            for _ in range(draws):
                sides = [side(*answers(random, people, share, mixes, alike)) for share, mixes in (before, after)]
                found.append(kitagawa.parts(*sides))
                naive.append(kitagawa.parts(*(one._replace(pairs=None) for one in sides)))
                unchanged = side(*answers(random, people, *before, alike))
                level.append(float(kitagawa.parts(sides[0], unchanged).p_value))
            cells = []
            for part in PARTS:
                true = float(getattr(truth, part).value)
                hit, plain = (
                    float(covered(true, *(np.array([float(x) for x in end]) for end in zip(*(getattr(one, part)[1:] for one in drawn), strict=True))))
                    for drawn in (found, naive)
                )
                cells.append(f"{hit:.1f} ({plain:.1f})")
                if people >= 100 and wrong(hit, draws, only_low=alike == 0 or part in ("mix", "interaction")):
                    broken.append(f"{part}, {alike:.0%}, {people} people: {hit:.1f}")
            false = 100 * float(np.mean(np.array(level) < 0.05))
            rows.append([f"{alike:.0%}", people, *cells, f"{false:.1f}"])
            if false > 6.5 + 300 * np.sqrt(0.05 * 0.95 / draws):
                broken.append(f"{alike:.0%}, {people} people: {false:.1f} % false")
    return Section(
        "Changes (Kitagawa) of people who answer one to six times in a period (in brackets: if answers were independent)",
        ["repeat themselves", "people", *PARTS, "unchanged: p < .05, %"], rows,
        "from 100 people on the coverage of rate and total is within 1.5 points of 95 and that of mix and interaction, and where "
        "nobody repeats themselves, not below it by more; of unchanged totals at most 6.5 % have p < .05", broken,
        "Other people answer in the second period: those who do in both are taken for different ones, and are not in this table.",
    )  # fmt: skip


def side(person: Figures, y: Figures, x: Figures) -> Side:
    """The topic in one period; its answers are not split."""
    one = counts(y[x > 0])
    people = float(len(np.unique(person[x > 0]))), float(len(np.unique(person)))
    return Side(one, one, counts(y), pairs(person, y, x), people, one.n)


def known(share: float, mixes: tuple[tuple[float, float], ...]) -> Side:
    """The topic in an endless period."""
    (p, d), (p0, d0) = mixes
    one = Group(*(1e9 * share * x for x in (p, 1 - p - d, d)))
    return Side(one, one, one.plus(Group(*(1e9 * (1 - share) * x for x in (p0, 1 - p0 - d0, d0)))))


if __name__ == "__main__":
    prove("repeated", "Topics and changes of people who answer repeatedly", main)

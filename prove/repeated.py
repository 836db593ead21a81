"""Do the intervals of a topic's figures cover where people answer repeatedly?

People answer one to six times. Each has a mood of their own, and topics that they come back to: who repeats
themselves gives the same score, and speaks of the topic, as before. In brackets: the same intervals if
all answers were independent; in the last table, if whoever answers in both periods were two people.
"""

import argparse
from collections.abc import Iterator

import numpy as np
from _proof import Section, covered, prove, wrong

from voc.analyze.formulas import intervals, kitagawa, shares
from voc.analyze.formulas.intervals import Figures, Group
from voc.analyze.formulas.kitagawa import Side
from voc.analyze.formulas.repeated import Overlap, Pairs, between_periods, linearised, worth

TIMES = (0.3, 0.2, 0.15, 0.15, 0.1, 0.1)  # of one to six answers
ALIKE = (0.0, 0.4, 0.8)  # how often a person repeats their first answer
CASES = ((0.1, (0.45, 0.25), (0.45, 0.25)), (0.3, (0.20, 0.50), (0.50, 0.20)), (0.5, (0.6, 0.1), (0.4, 0.3)))
RELIABLE = 30
STAYING = (0.3, 1.0)  # of the people of the first period, answer in the second too
BEFORE, AFTER = (0.3, ((0.2, 0.5), (0.5, 0.2))), (0.4, ((0.15, 0.6), (0.5, 0.2)))
PARTS = ("mix", "rate", "interaction", "total")
FIGURES = ("NPS", "lift", "impact")


def main(given: argparse.Namespace) -> Iterator[Section]:
    """Topics, then changes, then changes of people who answer in both periods."""
    yield of_topics(80 if given.quick else 2000, (100,) if given.quick else (60, 100, 300, 1000))
    yield of_changes(80 if given.quick else 2000, (200,) if given.quick else (100, 300, 1000))
    yield of_panels(80 if given.quick else 2000, (200,) if given.quick else (100, 300, 1000))


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
                    naive.append([intervals.nps_interval(*one), intervals.difference(one, other)[1:3], intervals.impact_interval(one, other)])
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
    before, after = BEFORE, AFTER
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
                hit, plain = (_covered(true, [getattr(one, part)[1:] for one in drawn]) for drawn in (found, naive))
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
        "Other people answer in the second period.",
    )  # fmt: skip


def _covered(truth: float, limits: list[tuple[Figures, Figures]]) -> float:
    return float(covered(truth, *(np.array([float(x) for x in end]) for end in zip(*limits, strict=True))))


def of_panels(draws: int, sizes: tuple[int, ...]) -> Section:
    """The same between two periods with some or all of the people in both."""
    random = np.random.default_rng(3)
    parts = kitagawa.parts(*(known(*period) for period in (BEFORE, AFTER)))
    truth = {part: float(getattr(parts, part).value) for part in PARTS}
    (share_b, ((p_b, d_b), _)), (share_a, ((p_a, d_a), _)) = BEFORE, AFTER
    truth |= {"NPS": 100 * (p_a - d_a - p_b + d_b), "share": share_a - share_b}
    names = ("NPS", "share", *PARTS)
    rows, broken = [], []
    for staying in STAYING:
        for alike in ALIKE:
            for people in sizes:
                found, naive, level = [], [], []
                for _ in range(draws):
                    drawn = panel(random, people, staying, (BEFORE, AFTER), alike)
                    found.append(changed(*drawn, together=True))
                    naive.append(changed(*drawn, together=False))
                    unchanged = panel(random, people, staying, (BEFORE, BEFORE), alike)
                    level.append(changed(*unchanged, together=True)["p"])
                cells = []
                for name in names:
                    hit, plain = (_covered(truth[name], [one[name] for one in drawn]) for drawn in (found, naive))
                    cells.append(f"{hit:.1f} ({plain:.1f})")
                    if people >= 100 and wrong(hit, draws, only_low=alike == 0 or name in ("mix", "interaction")):
                        broken.append(f"{name}, {staying:.0%}, {alike:.0%}, {people} people: {hit:.1f}")
                false = 100 * float(np.mean(np.array(level) < 0.05))
                rows.append([f"{staying:.0%}", f"{alike:.0%}", people, *cells, f"{false:.1f}"])
                if false > 6.5 + 300 * np.sqrt(0.05 * 0.95 / draws):
                    broken.append(f"{staying:.0%}, {alike:.0%}, {people} people: {false:.1f} % false")
    return Section(
        "Changes of people who answer one to six times in either of two periods (in brackets: if nobody did in both)",
        ["in both", "repeat themselves", "people", *names, "unchanged: p < .05, %"], rows,
        "from 100 people on the coverage of NPS, share, rate and total is within 1.5 points of 95 and that of mix and "
        "interaction, and where nobody repeats themselves, not below it by more; of unchanged totals at most 6.5 % have p < .05",
        broken,
    )  # fmt: skip


def panel(
    random: np.random.Generator, people: int, staying: float, periods: tuple[tuple[float, tuple[tuple[float, float], ...]], ...],
    alike: float,
) -> list[tuple[Figures, Figures, Figures]]:
    """Person, y and x of every answer, by period; who is in both repeats themselves from one to the other."""
    moods = random.random((2, 2 * people))
    found = []
    for share, mixes in periods:
        new = people * len(found) + np.arange(round((1 - staying) * people))
        there = np.concatenate([np.arange(round((1 - staying) * people), people), new])
        person = np.repeat(there, random.choice(6, len(there), p=TIMES) + 1)
        same = random.random((2, len(person))) < alike
        u_x, u_y = np.where(same, moods[:, person], random.random((2, len(person))))
        x = u_x < share
        p, d = np.where(x, np.array(mixes[0])[:, None], np.array(mixes[1])[:, None])
        y = np.where(u_y < p, 1, np.where(u_y > 1 - d, -1, 0))
        found.append((person, y.astype(float), x.astype(float)))
    return found


def changed(
    before: tuple[Figures, Figures, Figures], after: tuple[Figures, Figures, Figures], together: bool
) -> dict[str, tuple[Figures, Figures]]:
    """The limits of every change, and p of the total; whether people in both are one, or two."""
    z = [np.stack([np.ones_like(y), y, x, x * y], axis=1) for _, y, x in (before, after)]
    sums = np.zeros((2, int(max(before[0].max(), after[0].max())) + 1, 4))
    for at, (person, *_) in enumerate((before, after)):
        np.add.at(sums[at], person, z[at])
    both = Overlap(*(sums[0].T @ sums[1] * together).ravel())
    sides = [side(*one) for one in (before, after)]
    groups = [(one.weights, one.base.without(one.weights), one.pairs) for one in sides]
    nps, share = between_periods(*(linearised(*one) for one in groups), both)
    worths = []
    for (person, _, x), (one, other, beside) in zip((before, after), groups, strict=True):
        who = (len(np.unique(person[x > 0])), len(np.unique(person[x == 0])), len(np.unique(person)))
        worths.append(worth(one, other, who, beside))
    scaled = [one.worth(as_many.mentioned) for (one, *_), as_many in zip(groups, worths, strict=True)]
    parts = kitagawa.parts(*sides, both)
    rated = ((one.weights.n, one.base.n, as_many.share) for one, as_many in zip(sides, worths, strict=True))
    return {part: getattr(parts, part)[1:] for part in PARTS} | {
        "NPS": intervals.difference(scaled[1], scaled[0], nps)[1:3], "share": shares.change(*rated, share)[1:],
        "p": float(parts.p_value),
    }  # fmt: skip


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

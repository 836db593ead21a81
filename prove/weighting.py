"""Do the intervals of the NPS cover where people answer repeatedly, and where answers are weighted to margins?

Repeated: people answer one to six times, each around a mood of their own. Weighted: men and the young answer less, and
are happier; the margins are known, and the answers raked to them. Compared: two such surveys, each weighted by itself,
half of whose people answer both and often alike.
"""

import argparse
from collections.abc import Iterator

import numpy as np
from _proof import Section, covered, prove, wrong

from voc.analyze.formulas import intervals
from voc.analyze.formulas.clusters import Sums, effective_n
from voc.analyze.formulas.intervals import Group
from voc.analyze.formulas.raking import rake
from voc.analyze.nps.comparison import compare

TIMES = (0.3, 0.2, 0.15, 0.15, 0.1, 0.1)  # of one to six answers
MIXES = ((0.45, 0.25), (0.20, 0.60), (0.75, 0.10))  # promoters, detractors
ALIKE = (0.0, 0.4, 0.8)  # how often a person repeats their first answer
SEX, AGE = (0.5, 0.5), (0.3, 0.4, 0.3)
ANSWERING = np.array([[0.3, 0.5, 0.7], [0.9, 1.2, 1.5]])  # relative, sex × age
PROMOTERS = np.array([[0.5, 0.4, 0.3], [0.35, 0.25, 0.15]])
DETRACTORS = np.array([[0.2, 0.25, 0.3], [0.3, 0.4, 0.5]])
HOME = np.outer(SEX, AGE)
ASKED = (HOME * ANSWERING / (HOME * ANSWERING).sum()).ravel()
BETTER = 0.05  # so many more promoters, and fewer detractors, in the second of two surveys


def main(given: argparse.Namespace) -> Iterator[Section]:
    """Three tables."""
    draws = 100 if given.quick else 1500
    yield repeated(draws)
    yield weighted(draws)
    yield compared(draws)


def sums(person: np.ndarray, w: np.ndarray, y: np.ndarray) -> Sums:
    """Of the people who give answers y with weights w."""
    n, s = np.bincount(person, weights=w), np.bincount(person, weights=w * y)
    n, s = n[n > 0], s[n > 0]
    return Sums(len(n), n @ n, s @ n, s @ s)


def counts(w: np.ndarray, y: np.ndarray) -> Group:
    """Weights of promoters, passives and detractors."""
    return Group(*(float(w[y == side].sum()) for side in (1, 0, -1)))


def scored(u: np.ndarray, stratum: np.ndarray, better: float = 0.0) -> np.ndarray:
    """The answers of people whose moods u are uniform in 0-1."""
    p, d = (PROMOTERS + better).ravel()[stratum], (DETRACTORS - better).ravel()[stratum]
    return np.where(u < p, 1, np.where(u < p + d, -1, 0))


def raked(stratum: np.ndarray) -> np.ndarray | None:
    """The weight of each answer; None where the margins cannot hold."""
    answers = np.bincount(stratum, minlength=6)
    there = np.flatnonzero(answers)
    values = np.stack([there // 3 + 1, there % 3 + 1], axis=1)
    weight, found = np.zeros(6), rake(answers[there], values, [np.array(SEX), np.array(AGE)])
    if found.weight is None:
        return None
    weight[there] = found.weight
    return weight[stratum]


def repeated(draws: int) -> Section:
    """Adjusted Wald with as many answers as they are worth, and as if all were independent."""
    random = np.random.default_rng(1)
    rows, broken = [], []
    for p, d in MIXES:
        for alike in ALIKE:
            cells = []
            for people in (10, 30, 100, 300):
                found = []
                for _ in range(draws):
                    person = np.repeat(np.arange(people), random.choice(6, people, p=TIMES) + 1)
                    own, mood = (
                        random.choice([1, 0, -1], size, p=(p, 1 - p - d, d)) for size in (len(person), people)
                    )
                    y = np.where(random.random(len(person)) < alike, mood[person], own)
                    w = np.ones(len(y))
                    group = counts(w, y)
                    worth = effective_n(group, group.n, group.n, sums(person, w, y))
                    found.append(
                        (*intervals.nps_interval(*group.worth(worth)), *intervals.nps_interval(*group))
                    )
                low, high, low0, high0 = np.array(found, float).T
                value, plain = (
                    float(covered(100 * (p - d), low, high)),
                    float(covered(100 * (p - d), low0, high0)),
                )
                cells.append(f"{value:.1f} ({plain:.1f})")
                if people >= 30 and wrong(value, draws, only_low=True):
                    broken.append(f"{p}/{d}, alike {alike}, {people} people: {value:.1f}")
            rows.append([f"{100 * p:.0f}/{100 * d:.0f}", f"{alike:.0%}", *cells])
    return Section(
        "NPS of people who answer one to six times (in brackets: if answers were independent)",
        ["promoters/detractors %", "repeat themselves", "10 people", "30", "100", "300"], rows,
        "from 30 people on the coverage is at least 93.5 %", broken,
    )  # fmt: skip


def weighted(draws: int) -> Section:
    """Weighted NPS against that of the population."""
    random = np.random.default_rng(2)
    truth = 100 * float((HOME * (PROMOTERS - DETRACTORS)).sum())
    rows, broken = [], []
    for n in (50, 100, 300, 1000):
        found = []
        for _ in range(draws):
            stratum = random.choice(6, n, p=ASKED)
            y = scored(random.random(n), stratum)
            w = raked(stratum)
            if w is None:
                continue
            group = counts(w, y)
            worth = effective_n(group, n, w @ w, sums(np.arange(n), w, y))
            found.append(
                (
                    intervals.nps(*counts(np.ones(n), y)),
                    intervals.nps(*group),
                    *intervals.nps_interval(*group.worth(worth)),
                )
            )
        raw, value, low, high = np.array(found, float).T
        hit = float(covered(truth, low, high))
        rows.append([n, f"{raw.mean():+.1f}", f"{value.mean():+.1f}", f"{truth:+.1f}", f"{hit:.1f}"])
        if n >= 100 and (wrong(hit, len(found), only_low=True) or abs(value.mean() - truth) > 1):
            broken.append(f"n {n}: {value.mean():+.1f} for {truth:+.1f}, coverage {hit:.1f}")
    return Section(
        "NPS weighted to known margins", ["n", "unweighted", "weighted", "true", "coverage %"], rows,
        "from 100 answers on the weighted NPS is right to a point on average, and the coverage at least 93.5 %", broken,
        "The interval takes the weights as given; what raking explains of the score makes it a little wide.",
    )  # fmt: skip


def compared(draws: int) -> Section:
    """The difference of two weighted NPS with people in both against that of the population, and its width."""
    random = np.random.default_rng(3)
    truth = 200 * BETTER
    rows, broken = [], []
    for n in (50, 100, 300, 1000):
        found = []
        for _ in range(draws):
            stratum, u = random.choice(6, 2 * n - n // 2, p=ASKED), random.random(2 * n - n // 2)
            again = np.where(random.random(len(u)) < 0.6, u, random.random(len(u)))
            one, other = slice(0, n), slice(n - n // 2, None)  # who answers the first survey, and the second
            weights = raked(stratum[one]), raked(stratum[other])
            if weights[0] is None or weights[1] is None:
                continue
            w, y = np.zeros((2, len(u))), np.stack([scored(u, stratum), scored(again, stratum, BETTER)])
            w[0, one], w[1, other] = weights
            s = w * y
            row = {"n1_n2": w[0] @ w[1], "s1_n2": s[0] @ w[1], "n1_s2": w[0] @ s[1], "s1_s2": s[0] @ s[1]}
            row |= {"people_both": n // 2, "people_only_1": n - n // 2, "people_only_2": n - n // 2}
            for cell, its, net, said in zip((1, 2), w, s, y, strict=True):
                sides = counts(its, said)._asdict() | {"answers": n, "people": n, "squares": its @ its}
                sides |= {"nn": its @ its, "sn": its @ net, "ss": net @ net}
                row |= {f"{name}_{cell}": value for name, value in sides.items()}
            told = compare(row).difference
            found.append((told.value, told.low, told.high))
        value, low, high = np.array(found, float).T
        hit, of_error = float(covered(truth, low, high)), float(np.mean(high - low) / 2 / (1.96 * value.std()))
        rows.append([n, f"{value.mean():+.1f}", f"{truth:+.1f}", f"{hit:.1f}", f"{of_error:.2f}"])
        near = max(1, 3 * value.std() / np.sqrt(len(found)))  # few draws miss a point by chance
        if n >= 100 and (wrong(hit, len(found), only_low=True) or abs(value.mean() - truth) > near):
            broken.append(f"n {n}: {value.mean():+.1f} for {truth:+.1f}, coverage {hit:.1f}")
    return Section(
        "Two weighted NPS compared, half of the people in both",
        ["n of each", "difference", "true", "coverage %", "width of interval / of the error seen"], rows,
        "from 100 answers on the difference is right to a point on average, and the coverage at least 93.5 %", broken,
        "As above the weights are taken as given, which makes the interval a little wide.",
    )  # fmt: skip


if __name__ == "__main__":
    prove("weighting", "Repeated and weighted answers", main)

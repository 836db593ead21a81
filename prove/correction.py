"""Are shares and lifts corrected for the model's errors right, and do their intervals cover the truth?

Answers have one to three comments; a topic is planted in comments, and read with a true- and a false-positive rate
that the correction knows only from a finite held-out sample, drawn anew each time. Some comments are decided by a
person and therefore known. The correction is the product's (`voc.analyze.formulas.correction`).
"""

import argparse
from collections.abc import Iterator

import numpy as np
from _proof import Section, covered, prove, wrong

from voc.analyze.formulas import correction
from voc.analyze.formulas.correction import Moments
from voc.records import TopicRates

LENGTHS, OFTEN = np.array([1, 2, 3]), (0.7, 0.2, 0.1)  # comments of an answer
MENTIONED, OTHERS = (0.15, 0.30, 0.55), (0.55, 0.30, 0.15)  # promoters, passives, detractors
CASES = (  # share of comments that mention it, t, f, held-out positives, share decided, answers
    (0.15, 0.8, 0.05, 100, 0.0, 300),
    (0.15, 0.8, 0.05, 100, 0.0, 3000),
    (0.15, 0.8, 0.05, 30, 0.0, 3000),
    (0.15, 0.8, 0.05, 100, 0.2, 1000),
    (0.05, 0.8, 0.02, 60, 0.0, 2000),
    (0.05, 0.7, 0.05, 60, 0.1, 5000),
    (0.40, 0.9, 0.10, 200, 0.0, 1000),
    (0.40, 0.6, 0.10, 200, 0.0, 1000),
)
HELD_OUT = 1500  # comments


def main(given: argparse.Namespace) -> Iterator[Section]:
    """One table."""
    draws = 200 if given.quick else 4000
    random = np.random.default_rng(1)
    rows, broken = [], []
    for prevalence, t, f, positives, decided, n in CASES:
        found = [one(random, prevalence, t, f, positives, decided, n) for _ in range(draws)]
        raw, shares, lifts = (np.array(part, float) for part in zip(*found, strict=True))
        true_share, true_lift = truth(prevalence)
        case = (
            f"{prevalence:.0%} of comments, t {t}, f {f}, {positives} held out, {decided:.0%} decided, n {n}"
        )
        cells = [
            f"{100 * raw[:, 0].mean():.1f}",
            f"{100 * shares[:, 0].mean():.1f}",
            f"{100 * true_share:.1f}",
        ]
        hit = float(covered(true_share, shares[:, 1], shares[:, 2]))
        there = ~np.isnan(lifts[:, 0])
        lift_hit = float(covered(true_lift, lifts[there, 1], lifts[there, 2]))
        cells += [
            f"{hit:.1f}",
            f"{raw[:, 1].mean():+.1f}",
            f"{lifts[there, 0].mean():+.1f}",
            f"{true_lift:+.1f}",
            f"{lift_hit:.1f}",
        ]
        rows.append([case, *cells])
        reliable = n * true_share >= 30
        for name, value, many in (("share", hit, draws), ("lift", lift_hit, there.sum())):
            if reliable and wrong(value, many, only_low=True):
                broken.append(f"{case}: {name} {value:.1f}")
        if abs(shares[:, 0].mean() - true_share) > 0.005 + 3 * shares[:, 0].std() / np.sqrt(draws):
            broken.append(f"{case}: share on average {shares[:, 0].mean():.3f}")
    yield Section(
        "Classifier errors corrected",
        ["topic", "share read %", "corrected %", "true %", "coverage %", "lift read", "corrected", "true", "coverage %"],
        rows, "the corrected share is right to half a point on average (beyond three standard errors of the simulation), and the intervals of share and lift cover the truth at "
        "least 93.5 % of the time", broken,
        "Intervals may be wider than need be, above all where few positives were held out.",
    )  # fmt: skip


def truth(prevalence: float) -> tuple[float, float]:
    """Share of answers that mention the topic, and the lift."""
    share = 1 - np.dot(OFTEN, (1 - prevalence) ** LENGTHS)
    return float(share), 100 * (MENTIONED[0] - MENTIONED[2] - OTHERS[0] + OTHERS[2])


def one(
    random: np.random.Generator, prevalence: float, t: float, f: float, positives: int, decided: float, n: int
) -> tuple[tuple[float, float], tuple[float, ...], tuple[float, ...]]:
    """Share and lift as read; corrected with limits."""
    length = random.choice(LENGTHS, n, p=OFTEN)
    there = np.arange(3) < length[:, None]
    says = there & (random.random((n, 3)) < prevalence)
    mentions = says.any(axis=1)
    u = random.random(n)
    mix = np.where(mentions[:, None], MENTIONED, OTHERS)
    group = (u[:, None] > np.cumsum(mix, axis=1)).sum(axis=1)  # 0 promoter, 1 passive, 2 detractor
    read = there & (random.random((n, 3)) < np.where(says, t, f))
    known = there & (random.random((n, 3)) < decided)
    read = np.where(known, says, read)
    rates = TopicRates(
        positives, int(random.binomial(positives, t)), HELD_OUT, int(random.binomial(HELD_OUT, f))
    )
    m, by_t, by_f = correction.mentioned(
        (there & ~known).sum(axis=1), (read & ~known).sum(axis=1), (known & says).any(axis=1),
        correction.tpr(rates), correction.fpr(rates),
    )  # fmt: skip
    sums = [np.bincount(group, weights=w, minlength=3)[None] for w in (np.ones(n), m, m**2, by_t, by_f)]
    cell, variances = Moments(*sums), correction.variances(rates)
    y, seen = np.array([100, 0, -100])[group], read.any(axis=1)
    share, lift = correction.share(cell, variances), correction.lift(cell, variances)
    raw = float(seen.mean()), float(y[seen].mean() - y[~seen].mean())
    return raw, tuple(float(x[0]) for x in share), tuple(float(x[0]) for x in lift)


if __name__ == "__main__":
    prove("correction", "Classifier-error correction", main)

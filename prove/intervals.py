"""Do the 95 % intervals of NPS, lift, impact, changes, shares and concentration cover what they should?

Exact where every outcome can be written down, simulated otherwise. A figure of 30 answers and more must
come within 1.5 points of 95 %; what has fewer is 参考値 in the product, and its coverage is told beside.
"""

import argparse
from collections.abc import Iterator
from itertools import product

import numpy as np
from _proof import NOMINAL, WITHIN, Section, covered, prove, wrong

from voc.analyze.formulas import intervals, kitagawa, lorenz, shares
from voc.analyze.formulas.intervals import Figures, Group
from voc.analyze.formulas.kitagawa import Side
from voc.analyze.loyalty.concentration import INTERVAL_PEOPLE
from voc.analyze.loyalty.quadrants import SUM_PEOPLE

SIZES = (10, 30, 100, 300, 1000)
MIXES = ((0.05, 0.85), (0.10, 0.50), (0.30, 0.30), (0.45, 0.45), (0.20, 0.20), (0.05, 0.05),
         (0.50, 0.10), (0.70, 0.10), (0.85, 0.05), (0.90, 0.02))  # promoters, detractors  # fmt: skip
PAIRED = (((0.30, 0.30), (0.30, 0.30)), ((0.60, 0.10), (0.40, 0.20)), ((0.10, 0.50), (0.50, 0.20)),
          ((0.20, 0.20), (0.85, 0.05)), ((0.85, 0.05), (0.30, 0.30)), ((0.05, 0.85), (0.70, 0.10)))  # fmt: skip
RELIABLE, SHOWN = 30, 10
OUTCOMES = 3_000_000  # that are written down; more are drawn


def main(given: argparse.Namespace) -> Iterator[Section]:
    """Every section of the proof."""
    draws = 2_000 if given.quick else 40_000
    yield of_nps(SIZES[:3] if given.quick else SIZES)
    yield of_lift((10, 30) if given.quick else SIZES, draws)
    yield of_impact(SIZES[1:4] if given.quick else SIZES[1:], draws)
    yield of_changes(SIZES[2:4] if given.quick else SIZES[2:], draws // 4)
    yield of_wilson(SIZES[:3] if given.quick else SIZES)
    yield of_differences(SIZES[1:2] if given.quick else SIZES[:4])
    yield of_sums((1000,) if given.quick else SIZES[1:], draws // 4)


def outcomes(n: int) -> Figures:
    """Every way of n answers to be promoters, passives and detractors; 3 × outcomes."""
    promoters = np.repeat(np.arange(n + 1), np.arange(n + 1, 0, -1))
    detractors = np.concatenate([np.arange(n - i + 1) for i in range(n + 1)])
    return np.stack([promoters, n - promoters - detractors, detractors]).astype(float)


def probability(counts: Figures, mix: tuple[float, float]) -> Figures:
    """That of each outcome where answers are drawn one by one from the mix."""
    factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, counts.sum(axis=0).max() + 1)))])
    logs = np.log([mix[0], 1 - sum(mix), mix[1]]) @ counts
    chosen = factorial[counts.sum(axis=0).astype(int)] - factorial[counts.astype(int)].sum(axis=0)
    return np.exp(logs + chosen)


def points(mix: tuple[float, float]) -> float:
    """The NPS of a mix."""
    return 100 * (mix[0] - mix[1])


def named(mix: tuple[float, float]) -> str:
    """Per cent of promoters / detractors."""
    return f"{100 * mix[0]:.0f}/{100 * mix[1]:.0f}"


def of_nps(sizes: tuple[int, ...]) -> Section:
    """Exact, over all outcomes."""
    rows, broken = [], []
    for mix in MIXES:
        cells = []
        for n in sizes:
            counts = outcomes(n)
            low, high = intervals.nps_interval(*counts)
            hit = (low <= points(mix) + 1e-9) & (points(mix) <= high + 1e-9)
            value = 100 * float(probability(counts, mix)[hit].sum())
            cells.append(f"{value:.1f}")
            if n >= RELIABLE and wrong(value, 0, only_low=min(n * sum(mix), n) < SHOWN):
                broken.append(f"{named(mix)}, n {n}: {value:.1f}")
        rows.append([named(mix), f"{points(mix):+.0f}", *cells])
    return Section(
        "NPS (adjusted Wald), exact", ["promoters/detractors %", "NPS", *(f"n = {n}" for n in sizes)], rows,
        "from n = 30 on every coverage is within 1.5 points of 95; where fewer than ten promoters and detractors "
        "together are expected it may be higher, not lower", broken,
    )  # fmt: skip


def of_lift(sizes: tuple[int, ...], draws: int) -> Section:
    """Exact over all pairs of outcomes, or drawn where there are too many."""
    random = np.random.default_rng(1)
    rows, broken = [], []
    pairs = [(a, b) for a, b in product(sizes, sizes) if a <= b]
    for mentioned, others in PAIRED:
        cells = []
        for a, b in pairs:
            one, two = outcomes(a), outcomes(b)
            exact = one.shape[1] * two.shape[1] <= OUTCOMES
            if exact:
                left, right = one[:, :, None], two[:, None, :]
                weights = probability(one, mentioned)[:, None] * probability(two, others)
            else:
                left, right = (
                    random.multinomial(n, (m[0], 1 - sum(m), m[1]), draws).T
                    for n, m in ((a, mentioned), (b, others))
                )
                weights = np.full(draws, 1 / draws)
            _, low, high, _ = intervals.difference(Group(*left), Group(*right))
            truth = points(mentioned) - points(others)
            value = 100 * float(weights[(low <= truth + 1e-9) & (truth <= high + 1e-9)].sum())
            cells.append(f"{value:.1f}")
            if a >= RELIABLE and wrong(value, 0 if exact else draws):
                broken.append(f"{named(mentioned)} against {named(others)}, {a} and {b}: {value:.1f}")
        rows.append([named(mentioned), named(others), f"{points(mentioned) - points(others):+.0f}", *cells])
    return Section(
        "Lift (difference of two NPS), by the answers of the two groups", ["mentioned", "others", "lift", *(f"{a}, {b}" for a, b in pairs)],
        rows, "with 30 answers in the smaller group and more every coverage is within 1.5 points of 95", broken,
        "With ten answers on a side a lift beyond 100 points is covered less often than 95 %: such a figure is 参考値.",
    )  # fmt: skip


def of_impact(sizes: tuple[int, ...], draws: int) -> Section:
    """Drawn: the share of those who mention it is random too."""
    random = np.random.default_rng(2)
    rows, broken = [], []
    for share, (mentioned, others) in product((0.05, 0.1, 0.3, 0.5, 0.8), PAIRED):
        parts = [share * x for x in (mentioned[0], 1 - sum(mentioned), mentioned[1])]
        parts += [(1 - share) * x for x in (others[0], 1 - sum(others), others[1])]
        truth = share * (points(mentioned) - points(others))
        cells = []
        for n in sizes:
            drawn = random.multinomial(n, parts, draws).T
            group, rest = Group(*drawn[:3]), Group(*drawn[3:])
            smaller = np.minimum(group.n, rest.n)
            reliable = np.mean(smaller >= RELIABLE) >= 0.9
            kept = smaller >= RELIABLE if reliable else (smaller >= SHOWN) & (smaller < RELIABLE)
            if kept.mean() < 0.5:
                cells.append("–")
                continue
            low, high = intervals.impact_interval(group, rest)
            value = float(covered(truth, low[kept], high[kept]))
            cells.append(f"{value:.1f}" if reliable else f"({value:.1f})")
            if reliable and wrong(value, kept.sum()):
                broken.append(
                    f"share {share}, {named(mentioned)} against {named(others)}, n {n}: {value:.1f}"
                )
        rows.append([share, named(mentioned), named(others), f"{truth:+.1f}", *cells])
    return Section(
        "Impact (leave one out), by n of the base",
        ["share", "mentioned", "others", "impact", *(f"n = {n}" for n in sizes)],
        rows, "where 30 answers mention the topic and 30 do not, every coverage is within 1.5 points of 95", broken,
        "In brackets: of 10–29 answers, which is 参考値. –: rarely shown.",
    )  # fmt: skip


TOPICS = np.array([[i >> t & 1 for t in range(3)] for i in range(8)])  # what an answer may mention
SPLIT = TOPICS / np.maximum(TOPICS.sum(axis=1, keepdims=True), 1)


def population(mentioned: tuple[float, ...], effects: tuple[float, ...], level: float) -> Figures:
    """Probability of each of 8 sets of topics × promoter, passive, detractor."""
    p = np.prod(np.where(TOPICS, mentioned, 1 - np.array(mentioned)), axis=1)
    net = np.clip(level + TOPICS @ np.array(effects), -0.9, 0.9)
    passive = 0.35 * (1 - np.abs(net))
    return np.asarray(
        p[:, None] * np.stack([(1 - passive + net) / 2, passive, (1 - passive - net) / 2], axis=1)
    )


def side(cells: Figures) -> Side:
    """The groups of one period from … × 24 counts: … × 3 topics."""
    counts = cells.reshape(*cells.shape[:-1], 8, 3).astype(float)
    weights, squares = (np.einsum("...sg,st->g...t", counts, part) for part in (SPLIT, SPLIT**2))
    whole = np.broadcast_to(np.moveaxis(counts.sum(axis=-2), -1, 0)[..., None], weights.shape)
    return Side(Group(*weights), Group(*squares), Group(*whole))


CHANGES = {
    "nothing changes": (((0.3, 0.15, 0.5), (0.2, -0.5, 0.0), 0.1),) * 2,
    "one is mentioned more": (
        ((0.3, 0.15, 0.5), (0.2, -0.5, 0.0), 0.1),
        ((0.3, 0.3, 0.5), (0.2, -0.5, 0.0), 0.1),
    ),
    "one becomes worse": (
        ((0.3, 0.15, 0.5), (0.2, -0.2, 0.0), 0.1),
        ((0.3, 0.15, 0.5), (0.2, -0.7, 0.0), 0.1),
    ),
    "both, and the level": (
        ((0.4, 0.2, 0.3), (0.3, -0.6, 0.1), 0.3),
        ((0.3, 0.4, 0.3), (0.3, -0.9, 0.0), 0.2),
    ),
    "most are promoters": (
        ((0.3, 0.15, 0.5), (0.1, -0.4, 0.0), 0.75),
        ((0.2, 0.2, 0.5), (0.1, -0.6, 0.0), 0.75),
    ),
}


def of_changes(sizes: tuple[int, ...], draws: int) -> Section:
    """Every part of three topics that go together, between two samples of answers."""
    random = np.random.default_rng(3)
    rows, broken = [], []
    for name, periods in CHANGES.items():
        probabilities = [population(*one).ravel() for one in periods]
        truth = kitagawa.parts(*(side(p) for p in probabilities))
        for n in sizes:
            drawn = [random.multinomial(n, p, draws) for p in probabilities]
            found = kitagawa.parts(*map(side, drawn))
            spoken = [one.reshape(-1, 8, 3).sum(axis=2) @ TOPICS for one in drawn]
            reliable = np.minimum(*spoken) >= RELIABLE
            kept = reliable.mean(axis=0) >= 0.9
            cells = []
            for part in ("mix", "rate", "interaction", "total"):
                true, seen = getattr(truth, part).value, getattr(found, part)
                low = np.where(reliable, seen.low, np.nan)
                values = covered(true, low, seen.high)[kept]
                cells.append(" ".join(f"{v:.1f}" for v in values) or "–")
                product_of_two = part in (
                    "mix",
                    "interaction",
                )  # of two figures near 0: wider, never narrower
                broken += [
                    f"{name}, n {n}, {part}: {v:.1f}"
                    for v in values
                    if wrong(v, draws, only_low=product_of_two)
                ]
            level = 100 * np.mean(found.p_value < 0.05, axis=0)[kept] if name == "nothing changes" else ()
            rows.append([name, n, *cells, " ".join(f"{v:.1f}" for v in level)])
            broken += [
                f"{name}, n {n}: {v:.1f} % false"
                for v in level
                if v > 100 - NOMINAL + WITHIN + 300 * np.sqrt(0.05 * 0.95 / draws)
            ]
    return Section(
        "Changes (Kitagawa), three topics each", ["between the periods", "n", "mix", "rate", "interaction", "total", "p < .05, %"],
        rows, "where 30 answers mention the topic in either period, the coverage of rate and total is within 1.5 points of 95 "
        "and that of mix and interaction not below it by more; of unchanged totals at most 6.5 % have p < .05", broken,
        "Mix and interaction are products: where both factors are near 0 their intervals cover more than 95 %.",
    )  # fmt: skip


def of_wilson(sizes: tuple[int, ...]) -> Section:
    """Exact; over shares from .02 to .98, because a binomial's coverage jumps with the share."""
    rows, broken = [], []
    for n in sizes:
        k = np.arange(n + 1)
        low, high = shares.wilson(k, np.full(n + 1, n))
        values = {}
        for p in np.linspace(0.02, 0.98, 193):
            weights = probability(np.stack([k, n - k, 0 * k]).astype(float), (p, 1e-300))
            values[p] = 100 * float(weights[(low <= p) & (p <= high)].sum())
        usual = [v for p, v in values.items() if n * min(p, 1 - p) >= 5]
        mean, worst = float(np.mean(list(values.values()))), min(values.values())
        rows.append([n, f"{mean:.1f}", f"{worst:.1f}", f"{min(usual):.1f}" if usual else "–"])
        if n >= RELIABLE and wrong(mean, 0):
            broken.append(f"n {n}: {mean:.1f}")
    return Section(
        "Shares (Wilson), exact", ["n", "mean coverage", "lowest", "lowest where 5 are expected on either side"], rows,
        "the mean over shares from .02 to .98 is within 1.5 points of 95 from n = 30 on", broken,
        "Counts are whole, so the coverage of a single share jumps about this mean, whatever the formula.",
    )  # fmt: skip


def of_differences(sizes: tuple[int, ...]) -> Section:
    """Exact: differences of two shares, of `changes` (share_change) and of `loyalty_topics`."""
    rows, broken = [], []
    for (a, b), (p, q) in product(
        [pair for pair in product(sizes, sizes) if pair[0] <= pair[1]],
        [(0.05, 0.05), (0.05, 0.15), (0.3, 0.3), (0.2, 0.5), (0.9, 0.8)],
    ):
        i, j = np.arange(a + 1), np.arange(b + 1)
        weights = binomial(i, a, p)[:, None] * binomial(j, b, q)
        grid = np.broadcast_to(i[:, None], weights.shape), np.broadcast_to(j, weights.shape)
        _, low, high = shares.difference(grid[0], a, grid[1], b)
        _, least, most = shares.change((grid[0], a, a), (grid[1], b, b))
        cells = []
        for name, truth, (lower, upper) in (
            ("Newcombe", p - q, (low, high)),
            ("Agresti-Caffo", q - p, (least, most)),
        ):
            value = 100 * float(weights[(lower <= truth + 1e-12) & (truth <= upper + 1e-12)].sum())
            cells.append(f"{value:.1f}")
            rare = min(a * min(p, 1 - p), b * min(q, 1 - q)) < SHOWN
            if a >= RELIABLE and wrong(value, 0, only_low=rare):
                broken.append(f"{name}, {p} of {a} and {q} of {b}: {value:.1f}")
        rows.append([a, b, p, q, *cells])
    return Section(
        "Differences of two shares, exact",
        ["n", "n", "share", "share", "loyalty_topics (Newcombe)", "changes (Agresti and Caffo)"], rows,
        "from n = 30 on every coverage is within 1.5 points of 95; where fewer than ten are expected on a side it may be "
        "higher, not lower", broken,
    )  # fmt: skip


def binomial(k: Figures, n: int, p: float) -> Figures:
    """Probability of k of n."""
    return probability(np.stack([k, n - k, 0 * k]).astype(float), (p, 1e-300))


BANDS = np.array([500, 2000, 4000, 7500, 15000, 25000, 35000, 45000, 75000, 125000.0])
AMOUNTS = {
    "gamma, shape 2": lambda random, size: random.gamma(2, 1, size),
    "bands of spend": lambda random, size: random.choice(
        BANDS, size, p=(0.05, 0.1, 0.12, 0.18, 0.2, 0.15, 0.08, 0.05, 0.05, 0.02)
    ),
    "lognormal, σ 1": lambda random, size: random.lognormal(0, 1, size),
}


def of_sums(sizes: tuple[int, ...], draws: int) -> Section:
    """Gini, share of the top 20 %, and the share of a sum that a third of the people bring."""
    random = np.random.default_rng(4)
    rows, broken = [], []
    for name, draw in AMOUNTS.items():
        many = draw(random, 1_000_000)
        truth = concentration(many)
        member = random.random(many.size) < 1 / 3
        more = np.where(member, 1.5, 1) * many
        truth_of_sum = float(more[member].sum() / more.sum())
        for n in sizes:
            found = [concentration(draw(random, n)) for _ in range(min(draws, 400_000 // n))]
            cells = [
                float(covered(getattr(truth, what), [getattr(f, f"{what}_low") for f in found],
                              [getattr(f, f"{what}_high") for f in found]))
                for what in ("gini", "top")
            ]  # fmt: skip
            member = random.random((draws, n)) < 1 / 3
            x = np.where(member, 1.5, 1) * draw(random, (draws, n))
            _, low, high = shares.share_of_sum(
                (x * member).sum(axis=1), x.sum(axis=1), (x**2 * member).sum(axis=1), (x**2).sum(axis=1)
            )
            cells.append(float(covered(truth_of_sum, low, high)))
            rows.append([name, n, *(f"{value:.1f}" for value in cells)])
            for what, value in zip(("Gini", "top 20 %", "share of the sum"), cells, strict=True):
                least = SUM_PEOPLE if what == "share of the sum" else INTERVAL_PEOPLE
                if n >= least and wrong(value, len(found)):
                    broken.append(f"{what}, {name}, n {n}: {value:.1f}")
    return Section(
        "Concentration and shares of a sum", ["amounts", "people", "Gini", "top 20 %", "share of the sum"], rows,
        f"for {INTERVAL_PEOPLE:,} people, of a share of a sum for {SUM_PEOPLE}, every coverage is within 1.5 points of 95",
        broken,
        "**Below that they are too narrow**: a few very large amounts decide, and a sample may lack them. The tables have "
        "intervals from these numbers of people on.",
    )  # fmt: skip


def concentration(amounts: Figures) -> lorenz.Spread:
    """The product's spread of amounts, one a person."""
    values, people = np.unique(amounts, return_counts=True)
    return lorenz.spread(values, people.astype(float))


if __name__ == "__main__":
    prove("intervals", "Coverage of the 95 % intervals", main)

"""The formulas of the published tables a second time, one figure at a time, in plain Python and numpy.

Nothing of voc.analyze is used. NaN and None stand for a figure that is not shown.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

Z = 1.959964
ALIKE = 0.95  # two periods are not taken for more
PEOPLE, ANSWERS, RELIABLE = 5, 10, 30
Key = tuple[Any, ...]
Expected = Iterator[tuple[Key, dict[str, Any]]]  # key of a row and its columns
Limits = tuple[float, float]
Counts = tuple[float, float, float]  # promoters, passives, detractors


def effective_people(person: np.ndarray) -> float:
    """Squared answers by the sum of the squares of each one's."""
    often = np.unique(person, return_counts=True)[1].astype(float)
    return float(often.sum() ** 2 / (often @ often)) if len(often) else 0.0


def note(people: float, answers: float, effective: float = math.inf) -> str:
    """What is said of a cell of so many people and answers."""
    if people < PEOPLE:
        return "suppressed"
    return "too_few" if answers < ANSWERS else "reference" if min(answers, effective) < RELIABLE else ""


def tally(y: np.ndarray) -> Counts:
    """Promoters, passives, detractors among scores of 100, 0, -100."""
    return int((y > 0).sum()), int((y == 0).sum()), int((y < 0).sum())


def nps(counts: Counts) -> float:
    """100·(p − d); NaN for nobody."""
    return 100 * (counts[0] - counts[2]) / sum(counts) if sum(counts) else math.nan


def adjusted(counts: Counts, added: float) -> tuple[float, float]:
    """Centre and variance of an NPS with answers added, a quarter of them at either end."""
    n = sum(counts) + added
    p, d = (counts[0] + added / 4) / n, (counts[2] + added / 4) / n
    return 100 * (p - d), 1e4 * (p + d - (p - d) ** 2) / n


def nps_limits(counts: Counts) -> Limits:
    """Adjusted Wald with three answers added."""
    centre, variance = adjusted(counts, 3)
    return max(-100, centre - Z * math.sqrt(variance)), min(100, centre + Z * math.sqrt(variance))


def worth(y: np.ndarray, person: np.ndarray) -> float:
    """How many independent answers those of people who answer repeatedly are worth; y is 100, 0, -100."""
    people = np.unique(person, return_inverse=True)[1]
    n, often = len(y), np.bincount(people)
    if len(often) == n:
        return float(n)
    mean = y.mean()
    between = float(np.sum((np.bincount(people, weights=y) - mean * often) ** 2))
    found = n**2 / float(often @ often)
    if len(often) > 1 and y.var() > 1e-9 and between > 0:
        design = len(often) / (len(often) - 1) * between / n**2 / (y.var() / (n - 1))
        found = n / design
    if len(often) > 1:
        found *= (student(n - 1) / student(len(often) - 1)) ** 2
    return min(found, float(n))


def student(v: float) -> float:
    """The .975 quantile of Student's t, by the expansion of Cornish and Fisher to the fourth order."""
    z = Z
    first, second = (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    fourth = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + first / v + second / v**2 + third / v**3 + fourth / v**4


def lift(one: Counts, other: Counts, together: float = 0.0) -> tuple[float, float, float, float]:
    """Difference of two NPS, its limits and p; the two are correlated where people are in both."""
    (centre, variance), (centre0, variance0) = adjusted(one, 2), adjusted(other, 2)
    variance += variance0 - 2 * together * math.sqrt(variance * variance0)
    apart, deviation = centre - centre0, math.sqrt(max(variance, 0))
    seen = nps(one) - nps(other)
    low, high = min(seen, apart - Z * deviation), max(seen, apart + Z * deviation)
    return seen, max(-200, low), min(200, high), two_sided(apart / deviation) if deviation else math.nan


def topic(y: np.ndarray, says: np.ndarray, person: np.ndarray) -> dict[str, Any]:
    """Limits of the NPS of those who mention a topic, lift, its p, and impact: people are clusters."""
    who = np.unique(person, return_inverse=True)[1]
    groups = [np.flatnonzero(says), np.flatnonzero(~says)]
    counts = [tally(y[rows]) for rows in groups]
    as_many = [worth(y[rows], person[rows]) for rows in groups]
    scaled = [tuple(m / sum(c) * x for x in c) for m, c in zip(as_many, counts, strict=True)]
    levels, share = [nps(c) for c in counts], says.mean()
    moved = np.stack([(y - levels[0]) * says, (y - levels[1]) * ~says, says - share])
    by_person = np.stack([np.bincount(who, weights=one) for one in moved])
    sums, repeated = by_person @ by_person.T, len(by_person[0]) < len(y)

    def together(i: int, j: int) -> float:
        known = repeated and min(sums[i, i], sums[j, j]) > 1e-5
        return float(np.clip(sums[i, j] / math.sqrt(sums[i, i] * sums[j, j]), -1, 1)) if known else 0.0

    v1, v0 = (adjusted(c, 3)[1] * (sum(c) + 3) / sum(c) for c in scaled)
    vs = share * (1 - share) / worth(100.0 * says, person)
    apart = levels[0] - levels[1]
    variance = share**2 * (v1 + v0 - 2 * together(0, 1) * math.sqrt(v1 * v0)) + apart**2 * vs
    variance += 2 * share * apart * math.sqrt(vs) * (together(0, 2) * math.sqrt(v1) - together(1, 2) * math.sqrt(v0))
    half = Z * math.sqrt(max(variance, 0))
    return {
        "nps": nps_limits(scaled[0]), "lift": lift(*scaled, together(0, 1)),
        "impact": (share * apart, max(-200, share * apart - half), min(200, share * apart + half)),
    }  # fmt: skip


def two_sided(z: float) -> float:
    """P(|Z| ≥ |z|)."""
    return math.erfc(abs(z) / math.sqrt(2))


def q_values(p: Mapping[Any, float | None]) -> dict[Any, float]:
    """Benjamini and Hochberg: the least p·m/rank among the p that are as large or larger."""
    tested = sorted((value, key) for key, value in p.items() if value is not None and not math.isnan(value))
    least, found = math.inf, {}
    for rank in range(len(tested), 0, -1):
        value, key = tested[rank - 1]
        least = min(least, value * len(tested) / rank)
        found[key] = least
    return found


def wilson(k: float, n: float) -> Limits:
    """Limits of a share."""
    p = k / n
    centre, half = p + Z * Z / (2 * n), Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    low, high = (centre - half) / (1 + Z * Z / n), (centre + half) / (1 + Z * Z / n)
    return min(p, max(0, low)), max(p, min(1, high))


def newcombe(k: float, n: float, k0: float, n0: float) -> tuple[float, float, float]:
    """Difference of two shares and its limits."""
    p, q, (low, high), (low0, high0) = k / n, k0 / n0, wilson(k, n), wilson(k0, n0)
    return p - q, p - q - math.hypot(p - low, high0 - q), p - q + math.hypot(high - p, q - low0)


def pooled_p(k: float, n: float, k0: float, n0: float) -> float:
    """Score test that two shares are equal."""
    p = (k + k0) / (n + n0)
    error = math.sqrt(p * (1 - p) * (1 / n + 1 / n0))
    return two_sided((k / n - k0 / n0) / error) if error else 1.0


def agresti_caffo(
    after: tuple[float, float], before: tuple[float, float], together: float
) -> tuple[float, float, float]:
    """Difference of two shares (share, of how many answers' worth) with one answer added to either part.

    `together` is the correlation of the two.
    """
    value = after[0] - before[0]
    p = [((share * n + 1) / (n + 2), n + 2) for share, n in (after, before)]
    one, other = (s * (1 - s) / n for s, n in p)
    half = Z * math.sqrt(one + other - 2 * together * math.sqrt(one * other))
    low, high = p[0][0] - p[1][0] - half, p[0][0] - p[1][0] + half
    return value, max(-1, min(low, value)), min(1, max(high, value))


def lorenz(amounts: np.ndarray) -> dict[str, Any]:
    """Gini, share of each decile from the top and their sums, with limits, from everybody's amount."""
    y = np.sort(amounts)
    n, mean = len(y), y.mean()
    values, first, often = np.unique(y, return_index=True, return_counts=True)
    which = np.searchsorted(values, y)
    rank = (first[which] + often[which] / 2) / n
    gini = max(2 * (y * rank).mean() / mean - 1, 0)
    above = np.array([values[i + 1 :] @ often[i + 1 :] for i in range(len(values))])[which] / n
    moved = 2 / mean * (y * rank + above + y * often[which] / n / 2 - 2 * (y * rank).mean()) - (
        gini + 1
    ) / mean * (y - mean)
    half = Z * math.sqrt((moved**2).mean() / n)
    found: dict[str, Any] = {"gini": (gini, max(gini - half, 0), min(gini + half, 1))}
    before, pulled = 0.0, np.zeros(n)
    for decile in range(1, 11):
        t = decile / 10
        q = y[min(math.floor(n * (1 - t) + 1e-9 * n), n - 1)]
        reached = np.maximum(y - q, 0) + t * q
        cumulative = 1.0 if decile == 10 else reached.mean() / mean
        pull = (reached - cumulative * y) / mean
        around = 0.0 if decile == 10 else Z * math.sqrt((pull**2).mean() / n)
        beside = Z * math.sqrt(((pull - pulled) ** 2).mean() / n)
        share = cumulative - before
        found[decile] = (
            (share, max(share - beside, 0), min(share + beside, 1)),
            (cumulative, max(cumulative - around, 0), min(cumulative + around, 1)),
        )
        before, pulled = cumulative, pull
    return found


def log_odds(y1: float, y2: float, n1: float, n2: float) -> tuple[float, float]:
    """Monroe's log odds of a term with an informative prior, and its standard error."""
    prior = 0.1 * min(n1, n2)
    alpha = prior * (y1 + y2) / (n1 + n2)
    sides = [(y + alpha) / (n + prior - y - alpha) for y, n in ((y1, n1), (y2, n2))]
    return math.log(sides[0] / sides[1]), math.sqrt(1 / (y1 + alpha) + 1 / (y2 + alpha))


def g2(a: float, b: float, n1: float, n2: float) -> float:
    """2·Σ O·log(O/E)."""
    total = 0.0
    for seen, row, column in (
        (a, a + b, n1),
        (b, a + b, n2),
        (n1 - a, n1 + n2 - a - b, n1),
        (n2 - b, n1 + n2 - a - b, n2),
    ):
        total += seen * math.log(seen * (n1 + n2) / (row * column)) if seen else 0.0
    return max(2 * total, 0)


def regression(
    y: np.ndarray,
    controls: Sequence[np.ndarray],
    drivers: np.ndarray,
    person: np.ndarray,
    first: np.ndarray | None = None,
) -> dict[str, np.ndarray] | None:
    """Effects of the drivers and their covariance, by the whole design matrix.

    `controls` are the codes of one variable each. Kept are drivers that ten answers mention and ten do not,
    and levels of ten answers but the commonest. `kept` are the drivers' positions. The penalty of a ridge is
    that of the outcome `first`; it has no covariances (NaN).
    """
    n = len(y)
    often = drivers.sum(axis=0)
    kept = np.flatnonzero((often >= ANSWERS) & (n - often >= ANSWERS))
    if not len(kept):
        return None
    columns = [np.ones(n)]
    for codes in controls:
        levels, count = np.unique(codes, return_counts=True)
        commonest = levels[np.argmax(count)]
        columns += [
            codes == level
            for level, c in zip(levels, count, strict=True)
            if c >= ANSWERS and level != commonest
        ]
    c = len(columns)
    x = np.column_stack([*columns, drivers[:, kept]]).astype(float)
    penalty, spread = 1e-9, x.var(axis=0) * n
    people = np.unique(person, return_inverse=True)[1]
    count = people.max() + 1
    ridge = count < 7 * x.shape[1]
    if ridge:
        first = y if first is None else first
        penalty = cross_validated(
            (x[:, 1:] - x[:, 1:].mean(axis=0)) / np.sqrt(spread[1:]), first - first.mean()
        )
    bread = np.linalg.inv(x.T @ x + penalty * np.diag(spread))
    beta = bread @ (x.T @ y)
    error = y - x @ beta
    if count == n:
        scores = x * (error / np.maximum(1 - ((x @ bread) * x).sum(axis=1), 1e-3))[:, None]
        small = 1.0
    else:
        order = np.argsort(people, kind="stable")
        scores = np.add.reduceat(
            x[order] * error[order, None], np.flatnonzero(np.diff(people[order], prepend=-1))
        )
        small = count / (count - 1) * (n - 1) / max(n - x.shape[1], 1)
    covariance = (np.nan if ridge else small) * (bread @ (scores.T @ scores) @ bread)
    share = x[:, c:].mean(axis=0)
    apart = np.zeros((count, len(kept)))
    np.add.at(apart, people, x[:, c:] - share)
    beside = np.outer(beta[c:], beta[c:]) * (apart.T @ apart) / n**2
    held = x[:, c:] - x[:, :c] @ np.linalg.lstsq(x[:, :c], x[:, c:], rcond=None)[0]
    return {
        "kept": kept, "ridge": np.array(ridge), "effect": beta[c:], "covariance": covariance[c:, c:], "share": share,
        "contribution_covariance": np.outer(share, share) * covariance[c:, c:] + beside,
        "johnson": johnson(held, y - x[:, :c] @ np.linalg.lstsq(x[:, :c], y, rcond=None)[0]),
    }  # fmt: skip


def cross_validated(z: np.ndarray, y: np.ndarray) -> float:
    """The penalty of the least n·RSS/(n − df)², the strongest of equal ones."""
    u, s, _ = np.linalg.svd(z, full_matrices=False)
    best = (math.inf, 0.0)
    for penalty in np.logspace(-3, 2, 26)[::-1]:
        df = 1 + float(np.sum(s**2 / (s**2 + penalty)))
        rss = float(np.sum((y - u @ (s**2 / (s**2 + penalty) * (u.T @ y))) ** 2))
        score = rss / max(len(y) - df, 1) ** 2 if len(y) > df + 1 else math.inf
        if score < best[0] * (1 - 1e-12) or best[1] == 0:
            best = (score, float(penalty))
    return best[1]


def johnson(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Relative weights as shares of their sum."""
    r = np.corrcoef(np.column_stack([x, y]), rowvar=False)
    values, vectors = np.linalg.eigh(r[:-1, :-1])
    root = vectors @ np.diag(np.sqrt(np.maximum(values, 0))) @ vectors.T
    weights = root**2 @ np.linalg.lstsq(root, r[:-1, -1], rcond=1e-6)[0] ** 2
    return np.asarray(weights / weights.sum())


def near(found: Any, expected: Any, width: float = 0.0) -> bool:
    """Equal to rounding: to one in a hundred thousand of itself or of the `width` of the interval that it ends.

    An end near zero is the difference of two large numbers. Or both are not shown.
    """
    if isinstance(expected, float | np.floating) and math.isnan(expected):
        expected = None
    if expected is None or found is None:
        return expected is None and found is None
    if isinstance(expected, str | bool):
        return bool(found == expected)
    return math.isclose(float(found), float(expected), rel_tol=1e-5, abs_tol=max(1e-6, 1e-5 * width))


def width(values: Mapping[str, Any], name: str) -> float:
    """How wide the interval is that the figure `name` of these is an end of; 0 where it is none."""
    stem, _, end = name.rpartition("_")
    if end not in ("low", "high"):
        return 0.0
    low, high = (values.get(f"{stem}_{one}" if stem else one) for one in ("low", "high"))
    return 0.0 if low is None or high is None else abs(float(high) - float(low))


def row(names: Iterable[str], values: Iterable[Any]) -> dict[str, Any]:
    """Columns by name."""
    return dict(zip(names, values, strict=True))


def whiskers(name: str) -> tuple[str, str, str]:
    """A figure and its limits."""
    return name, f"{name}_low", f"{name}_high"


def alike(before: tuple[np.ndarray, np.ndarray], after: tuple[np.ndarray, np.ndarray]) -> float:
    """The correlation of two sums over answers; of either what each answer adds, and whose it is."""
    sums = [dict.fromkeys(person.tolist(), 0.0) for _, person in (before, after)]
    for found, (moved, person) in zip(sums, (before, after), strict=True):
        for one, who in zip(moved.tolist(), person.tolist(), strict=True):
            found[who] += one
    size = math.prod(sum(x * x for x in found.values()) for found in sums)
    together = sum(x * sums[1][who] for who, x in sums[0].items() if who in sums[1])
    return max(-ALIKE, min(ALIKE, together / math.sqrt(size))) if size > 1e-9 else 0.0


def kitagawa(
    before: Mapping[str, np.ndarray], after: Mapping[str, np.ndarray], both: np.ndarray
) -> dict[str, list[Any]]:
    """Mix, rate, interaction and total of every group, each with its limits, and p; the last group is everybody.

    A side has "a" and "aa", groups × (promoters, passives, detractors): Σ a and Σ a²; "more", what people who
    answer repeatedly add to the covariances of w, nu and N of each group. `both`, groups × 4 × 4, is Σ z z' over an
    answer before and one after of one person, z = (1, y, a, ay).
    """
    found: dict[str, list[Any]] = {name: [] for name in ("mix", "rate", "interaction", "total", "p")}
    for t in range(len(before["a"])):
        b, a = (
            side["more"](t, _moments(side["a"][t], side["aa"][t], side["a"][-1])) for side in (before, after)
        )
        total = a["w"] * (a["nu"] - b["N"]) - b["w"] * (b["nu"] - b["N"])
        slope_b = np.array([b["N"] - b["nu"], -b["w"], b["w"] - a["w"]])  # of w, nu and N before
        slope_a = np.array([a["nu"] - b["N"], a["w"], 0])
        moved_b, moved_a = (
            np.array([[-m["w"], 0, 1, 0], [0, 0, -m["nu"], 1], [-m["N"], 1, 0, 0]])
            / np.array([n, m["w"] * n or math.inf, n])[:, None]
            for m, n in ((m, side["a"][-1].sum()) for m, side in ((b, before), (a, after)))
        )
        across = moved_b @ both[t] @ moved_a.T
        one, other = slope_b @ b["cov"] @ slope_b, slope_a @ a["cov"] @ slope_a
        deviation = math.sqrt(max(one + other + 2 * _held(slope_b @ across @ slope_a, one, other), 0))
        whole = _around(total, deviation)
        if b["w"] == 0 or a["w"] == 0:
            found["mix"].append(whole)
            found["rate"].append((None,) * 3)
            found["interaction"].append((None,) * 3)
        else:
            grown, level, moved = a["w"] - b["w"], b["nu"] - b["N"], a["nu"] - b["nu"]
            cb, ca = b["cov"], a["cov"]
            var_w, var_nu = (
                ca[i, i] + cb[i, i] - 2 * _held(across[i, i], cb[i, i], ca[i, i]) for i in (0, 1)
            )
            with_level = cb[0, 2] - cb[0, 1] + across[1, 0] - across[2, 0]
            with_moved = ca[0, 1] + cb[0, 1] - across[0, 1] - across[1, 0]
            var_level = cb[1, 1] + cb[2, 2] - 2 * cb[1, 2]
            found["mix"].append(_product(grown, level, var_w, var_level, with_level))
            found["rate"].append(_product(b["w"], moved, cb[0, 0], var_nu, across[0, 1] - cb[0, 1]))
            found["interaction"].append(_product(grown, moved, var_w, var_nu, with_moved))
        found["total"].append(whole)
        found["p"].append(two_sided(total / deviation) if deviation > 0 else None)
    return found


def _moments(a: np.ndarray, aa: np.ndarray, base: np.ndarray) -> dict[str, Any]:
    """Weight w, its NPS nu, the base's N, and the covariance of the three."""
    y, more = np.array([100.0, 0, -100]), np.array([0.75, 1.5, 0.75])
    n, whole, square = base.sum(), a.sum(), aa.sum()
    w, level, plus = whole / n, base @ y / n, base + more
    var_n = (plus @ y**2 / plus.sum() - (plus @ y / plus.sum()) ** 2) / n
    cov = np.zeros((3, 3))
    cov[0, 0], cov[2, 2] = (square / n - w * w) / n, var_n
    if not whole:
        return {"w": 0.0, "nu": 0.0, "N": level, "cov": cov}
    nu, usual = a @ y / whole, square / whole
    one, two = a + more * usual, aa + more * usual**2
    mean1, mean2 = one @ y / one.sum(), two @ y / two.sum()
    cov[1, 1] = (two @ y**2 / two.sum() - mean2**2) * square / whole**2
    cov[0, 1] = cov[1, 0] = square / n * (mean2 - mean1) / (w * n)
    cov[0, 2] = cov[2, 0] = w * (nu - level) / n
    cov[1, 2] = cov[2, 1] = (one @ y**2 / one.sum() - mean1**2) / n
    return {"w": w, "nu": nu, "N": level, "cov": cov}


def clustered(
    found: dict[str, Any], z: np.ndarray, pairs: np.ndarray, people: tuple[float, float], mentioning: float, aa: np.ndarray
) -> dict[str, Any]:
    """The moments of a group with people as clusters.

    `z` answers × (1, y, a, ay) with y of 100, `pairs` Σ z z' over two answers of a person. `people` have a part in
    the group, and are in the base; `mentioning` answers have one (NaN: not known). `aa` is Σ a² by NPS group.
    """
    n, w, nu, level = len(z), found["w"], found["nu"], found["N"]
    c = np.array([[-w, 0, 1, 0], [0, 0, -nu, 1], [-level, 1, 0, 0]])
    beside, sides = c @ pairs @ c.T, np.array([100.0, 0, -100])
    alone = np.array([aa.sum() - n * w * w, aa @ (sides - nu) ** 2, np.sum((z[:, 1] - level) ** 2)])
    if alone[1] <= 1e-5:  # all say the same
        alone[1], beside[1, 1] = aa.sum(), pairs[2, 2]
    cov, scale = found["cov"].copy(), np.array([n, w * n if w else math.inf, n])
    for i in range(3):
        for j in range(3):
            if i != j:
                cov[i, j] += beside[i, j] / scale[i] / scale[j]
    for i, (answers, who) in enumerate(((n, people[1]), (mentioning, people[0]), (n, people[1]))):
        if alone[i] > 1e-8 and who != answers:
            few = 1.0
            if who > 1:
                few = who / (who - 1) * (answers - 1) / answers * (student(who - 1) / student(answers - 1)) ** 2
            cov[i, i] *= max(1.0, (1 + beside[i, i] / alone[i]) * few)
    return found | {"cov": cov}


def _held(covariance: float, one: float, other: float) -> float:
    most = ALIKE * math.sqrt(max(one * other, 0))
    return max(-most, min(most, covariance))


def _product(x: float, y: float, var_x: float, var_y: float, cov: float) -> tuple[float, float, float]:
    variance = y * y * var_x + x * x * var_y + 2 * x * y * cov + var_x * var_y + cov * cov
    return _around(x * y, math.sqrt(max(variance, 0)))


def _around(value: float, deviation: float) -> tuple[float, float, float]:
    return value, max(-200, value - Z * deviation), min(200, value + Z * deviation)

"""The tables of people a second time: loyalty, retention, loyalty_topics, concentration."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import _figures as again
import numpy as np
from _figures import ANSWERS, PEOPLE, Expected, Key, whiskers
from _survey import Run, Survey

QUADRANTS = {
    (True, True): "true_loyal",
    (True, False): "latent",
    (False, True): "spurious",
    (False, False): "low",
}


def latest(base: Survey) -> np.ndarray:
    """The place of everybody's latest answer."""
    last: dict[int, int] = {}
    for i, person in enumerate(base.person.tolist()):
        before = last.get(person)
        if before is None or base.answers[i]["answered_at"] >= base.answers[before]["answered_at"]:
            last[person] = i
    return np.array(sorted(last.values()))


def behaviours(base: Survey) -> Iterator[tuple[str, np.ndarray, np.ndarray, float | None]]:
    """Name, latest answers that tell it, their values, and from where on it is high."""
    told: dict[str, dict[int, float]] = defaultdict(dict)
    for i in latest(base).tolist():
        for name, value in (base.answers[i]["behaviour"] or {}).items():
            if value is not None and math.isfinite(value) and value >= 0:
                told[name][i] = value
    for name, values in sorted(told.items()):
        who, x = np.array(list(values)), np.array(list(values.values()))
        median = np.sort(x)[math.ceil(len(x) / 2) - 1]
        from_median, above = int((x >= median).sum()), int((x > median).sum())
        cut = None
        if above and (from_median == len(x) or len(x) - 2 * above <= 2 * from_median - len(x)):
            cut = float(x[x > median].min())
        elif from_median < len(x):
            cut = float(median)
        yield name, who, x, cut


def withheld(n: list[int]) -> list[bool]:
    """The cells of less than five people; what is left out beside them is told by the published table."""
    return [one < PEOPLE for one in n]


def _quadrants(base: Survey) -> Iterator[tuple[Key, float, list[np.ndarray], list[np.ndarray]]]:
    """(source, segment, behaviour), the cut, and the answers and amounts of the four quadrants."""
    for name, who, x, cut in behaviours(base):
        if cut is None:
            continue
        for segment, value, inside in base.cells():
            at = inside[who]
            if at.any():
                four = [
                    at & ((base.y[who] > 0) == promoter) & ((x >= cut) == high)
                    for promoter, high in QUADRANTS
                ]
                yield (
                    (base.source, segment, value, name),
                    cut,
                    [who[one] for one in four],
                    [x[one] for one in four],
                )


def _dark(run: Run) -> Callable[[Key, list[int]], bool]:
    """Whether a quadrant of a cell, of n people each, is not told: then no share of the sum is.

    Which rows are left out to protect others, the published table says.
    """
    names = ("source", "segment_name", "segment_value", "behaviour", "quadrant")
    told = {tuple(row[name] for name in names) for row in run.rows("loyalty")}
    return lambda key, n: any(withheld(n)) or any((*key, one) not in told for one in QUADRANTS.values())


def loyalty(run: Run, bases: list[Survey]) -> Expected:
    """The four quadrants of everybody whose behaviour is known."""
    dark = _dark(run)
    for base in bases:
        for key, cut, who, x in _quadrants(base):
            n, total = [len(one) for one in who], sum(one.sum() for one in x)
            squares = sum((one**2).sum() for one in x)
            for i, hidden in enumerate(withheld(n)):
                few = hidden or n[i] < ANSWERS
                spend, unhappy = (None,) * 3, (100.0,) * 3
                if not few and total and not dark(key, n):
                    spend = _spend(x[i], total, squares, sum(n))
                if not few and not list(QUADRANTS)[i][0]:
                    k = int((base.y[who[i]] < 0).sum())
                    low, high = again.wilson(k, n[i])
                    unhappy = (-100 * k / n[i], -100 * high, -100 * low)
                yield (*key, list(QUADRANTS.values())[i]), {
                    "_hidden": hidden, "note": "too_few" if n[i] < ANSWERS else again.note(n[i], n[i]), "n": n[i],
                    **again.row(whiskers("share"), (n[i] / sum(n), *again.wilson(n[i], sum(n)))),
                    **again.row(whiskers("spend_share"), spend),
                    **again.row(whiskers("nps"), (None,) * 3 if few else unhappy), "cut": cut,
                }  # fmt: skip


def _spend(x: np.ndarray, total: float, squares: float, people: int) -> tuple[float, float | None, float | None]:
    share = x.sum() / total
    if people < 300:
        return share, None, None
    half = again.Z * math.sqrt(max((1 - 2 * share) * (x**2).sum() + share**2 * squares, 0)) / total
    return share, max(share - half, 0), min(share + half, 1)


def retention(run: Run, bases: list[Survey]) -> Expected:
    """What five of a hundred of the spurious would bring."""
    dark = _dark(run)
    for base in bases:
        for key, _, who, x in _quadrants(base):
            n, total, squares = (
                [len(one) for one in who],
                sum(one.sum() for one in x),
                sum((one**2).sum() for one in x),
            )
            at = list(QUADRANTS.values()).index("spurious")
            few = n[at] < ANSWERS
            kept: list[float | None] = [None] * 3
            if not few and total and not dark(key, n):
                kept = [None if one is None else 0.05 * one for one in _spend(x[at], total, squares, sum(n))]
            yield (*key, "assumed_5"), {
                "_hidden": withheld(n)[at], "_partial": True, "n": n[at],
                "people_kept": None if few else 0.05 * n[at], **again.row(whiskers("spend_kept"), kept),
            }  # fmt: skip


def loyalty_topics(run: Run, bases: list[Survey]) -> Expected:
    """What the people of a quadrant speak of, against the others; q of what the published table shows."""
    names = ("source", "behaviour", "quadrant", "topic")
    told = {tuple(row[name] for name in names) for row in run.rows("loyalty_topics")}
    for base in bases:
        for name, who, x, cut in behaviours(base):
            said = base.base[who]
            if cut is None or not said.any():
                continue
            who, high = who[said], (x >= cut)[said]
            which = [(base.y[who] > 0) == promoter for promoter, _ in QUADRANTS]
            inside = [one & (high == h) for one, (_, h) in zip(which, QUADRANTS, strict=True)]
            rows = {}
            for (quadrant, one), t in (
                (a, t) for a in zip(QUADRANTS.values(), inside, strict=True) for t in range(len(base.topics))
            ):
                spoken = base.spoken[who, t]
                if one.any() and spoken.any():
                    rows[base.source, name, quadrant, base.topics[t]] = _said_more(base, who, t, one, spoken)
            p = {key: row.pop("p") for key, row in rows.items()}
            q = again.q_values({key: value for key, value in p.items() if key in told})
            for key, row in rows.items():
                yield key, row | {"q_value": q.get(key)}


def _said_more(base: Survey, who: np.ndarray, t: int, one: np.ndarray, spoken: np.ndarray) -> dict[str, Any]:
    n_base, others_base = int(one.sum()), int((~one).sum())
    n, others = int((spoken & one).sum()), int((spoken & ~one).sum())
    smaller = min(n_base, others_base)
    note = "suppressed" if min(n, others) < PEOPLE else again.note(smaller, smaller)
    few = note in ("suppressed", "too_few")
    share = (None,) * 3 if few else (n / n_base, *again.wilson(n, n_base))
    apart = (None,) * 3 if few else again.newcombe(n, n_base, others, others_base)
    p = None if few else again.pooled_p(n, n_base, others, others_base)
    return {
        "_hidden": note == "suppressed", "note": note, "n_base": n_base, "n": n, "p": p, **again.row(whiskers("share"), share),
        **again.row(whiskers("share_difference"), apart),
        "share_positive": (base.praised[who, t] & one).sum() / n if n else None,
        "share_negative": (base.criticised[who, t] & one).sum() / n if n else None,
    }  # fmt: skip


def concentration(bases: list[Survey]) -> Expected:
    """Lorenz, Gini and the top fifth of every behaviour."""
    for base in bases:
        for name, who, x, _ in behaviours(base):
            digits = 10.0 ** (np.floor(np.log10(np.where(x > 0, x, 1))) - 3)
            x = np.where(x > 0, np.floor(x / digits + 0.5) * digits, 0)  # amounts are taken to four digits
            for segment, value, inside in base.cells():
                amounts = x[inside[who]]
                n = len(amounts)
                if not n:
                    continue
                note = again.note(n, n) or ("reference" if n < 100 else "")
                found = again.lorenz(amounts) if amounts.any() else {}
                nothing = (None,) * 3
                for decile in range(1, 11):
                    share, cumulative = (
                        found.get(decile, (nothing, nothing)) if n >= 50 else (nothing, nothing)
                    )
                    top = found[2][1] if found and n >= 25 else nothing
                    gini = found.get("gini", nothing) if n >= ANSWERS else nothing
                    if n < 1000:
                        share, cumulative, top, gini = (
                            (one[0], None, None) for one in (share, cumulative, top, gini)
                        )
                    yield (base.source, segment, value, name, decile), {
                        "_hidden": n < PEOPLE, "note": note, "n": n, **again.row(whiskers("spend_share"), share),
                        **again.row(whiskers("cumulative"), cumulative), **again.row(whiskers("gini"), gini),
                        **again.row(whiskers("top_20_share"), top),
                    }  # fmt: skip

"""The tables of scores and topics a second time: nps, topic_by_nps, changes, drivers."""

import math
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import _figures as again
import numpy as np
from _figures import ANSWERS, PEOPLE, Expected, Key, whiskers
from _survey import Run, Survey

TOPIC = ("source", "topic", "period", "segment_name", "segment_value")
CHANGE = ("source", "topic", "period", "period_before", "segment_name", "segment_value")


def nps(run: Run, bases: list[Survey]) -> Expected:
    """All scored answers; where the table has the distribution too, its intervals know who answers repeatedly."""
    clustered = any("score_0" in row for row in run.rows("nps", "LIMIT 1"))
    for base in bases:
        for name, value, inside in base.cells():
            for period, during in base.periods().items():
                chosen = inside & during
                if not chosen.any():
                    continue
                counts, people = again.tally(base.y[chosen]), len(set(base.person[chosen].tolist()))
                few = sum(counts) < ANSWERS
                scale = again.worth(base.y[chosen], base.person[chosen]) / sum(counts) if clustered else 1
                limits = again.nps_limits(tuple(scale * count for count in counts))
                shown = [None] * 3 if few else [again.nps(counts), *limits]
                yield (base.source, period, name, value), {
                    "n": sum(counts), "_hidden": people < PEOPLE,
                    "note": again.note(people, sum(counts), again.effective_people(base.person[chosen])),
                    **again.row(("promoters", "passives", "detractors"), counts), **again.row(whiskers("nps"), shown),
                }  # fmt: skip


def topics(run: Run, bases: list[Survey]) -> Expected:
    """Counts, shares, NPS, lift, impact and q of every topic; q of those that the published table shows."""
    told = {tuple(row[name] for name in TOPIC) for row in run.rows("topic_by_nps")}
    for base in bases:
        found: dict[str, dict[Key, dict[str, Any]]] = defaultdict(dict)
        for period, during in base.periods().items():
            for name, value, inside in base.cells():
                chosen = np.flatnonzero(inside & during & base.base)
                for key, row in _topics(base, chosen, (period, name, value)):
                    found[str(len(period))][key] = row
        for rows in found.values():
            p = {key: row.pop("p") for key, row in rows.items()}
            q = again.q_values({key: value for key, value in p.items() if key in told})
            for key, row in rows.items():
                yield key, row | {"q_value": q.get(key)}


def _topics(base: Survey, chosen: np.ndarray, cell: tuple[str, str, str]) -> Expected:
    y, person = base.y[chosen], base.person[chosen]
    whole = again.tally(y)
    comments = base.comments[chosen]
    for t in np.flatnonzero(comments.any(axis=0)):
        says = comments[:, t] > 0
        one = again.tally(y[says])
        rest = tuple(a - b for a, b in zip(whole, one, strict=True))
        n, others = sum(one), sum(rest)
        silent = len(np.unique(person[~says]))
        saying = len(np.unique(person[says])) if n >= PEOPLE else n
        smaller = min(n, others)
        effective = min(again.effective_people(person[says]), again.effective_people(person[~says]))
        note = again.note(min(saying, silent), smaller, effective)
        hidden = note == "suppressed"
        figures = n >= ANSWERS, smaller >= ANSWERS
        limits = again.topic(y, says, person) if n and others else {}
        lift = limits["lift"] if figures[1] else (None,) * 4
        yield (base.source, base.topics[t], *cell), {
            "_hidden": hidden, "note": note, "n_base": len(chosen), "n_responses": n, "share": n / len(chosen),
            "n_comments": int(comments[:, t].sum()), **again.row(("promoters", "passives", "detractors"), one),
            **again.row(whiskers("nps")[1:], _limits(y[says], person[says]) if figures[0] else (None, None)),
            "nps_mentioned": again.nps(one) if figures[0] else None,
            **again.row(whiskers("lift"), lift[:3]), "p": None if hidden else lift[3],
            **again.row(whiskers("impact"), limits["impact"] if figures[1] else (None,) * 3),
            "share_positive": base.praised[chosen, t].sum() / n, "share_negative": base.criticised[chosen, t].sum() / n,
        }  # fmt: skip


def _limits(y: np.ndarray, person: np.ndarray) -> again.Limits:
    return again.nps_limits(_worth(y, person))


def _worth(y: np.ndarray, person: np.ndarray) -> again.Counts:
    """The answers as as many as they are worth."""
    counts = again.tally(y)
    scale = again.worth(y, person) / len(y)
    return tuple(scale * count for count in counts)


def _coded(base: Survey, chosen: np.ndarray) -> list[np.ndarray]:
    return [base.month[chosen], *(values[chosen] for values in base.segments.values())]


def adjusted(bases: list[Survey]) -> Expected:
    """Effect and contribution of every topic in the totals of every period."""
    names = (*whiskers("effect"), *whiskers("contribution"))
    for base in bases:
        for period, during in base.periods().items():
            chosen = np.flatnonzero(during & base.base)
            fitted = None
            if len(chosen) >= 2 * ANSWERS:
                fitted = again.regression(
                    base.y[chosen], _coded(base, chosen), base.drivers[chosen], base.person[chosen]
                )
            spoken = base.spoken[chosen].sum(axis=0)
            for t, topic in enumerate(base.topics):
                smaller = min(spoken[t], len(chosen) - spoken[t])
                if not spoken[t]:
                    continue
                values: list[float | None] = [None] * 6
                own = (
                    []
                    if fitted is None
                    else [i for i, k in enumerate(fitted["kept"]) if base.pairs[k][0] == topic]
                )
                if fitted is not None and own and smaller >= ANSWERS:
                    weights = np.zeros(len(fitted["kept"]))
                    weights[own] = 1
                    total = weights @ (fitted["effect"] * fitted["share"])
                    around = again.Z * math.sqrt(weights @ fitted["contribution_covariance"] @ weights)
                    weights *= fitted["share"] * len(chosen) / spoken[t]
                    effect, half = (
                        weights @ fitted["effect"],
                        again.Z * math.sqrt(weights @ fitted["covariance"] @ weights),
                    )
                    values = [effect, effect - half, effect + half, total, total - around, total + around]
                people = len(np.unique(base.person[chosen][base.spoken[chosen, t]]))
                silent = len(np.unique(base.person[chosen][~base.spoken[chosen, t]]))
                yield (
                    (base.source, topic, period, "all", "all"),
                    again.row(names, values) | {"_hidden": min(people, silent) < PEOPLE},
                )


def changes(run: Run, bases: list[Survey]) -> Expected:
    """Counts, shares and Kitagawa's parts of every pair of periods; which topics stand by themselves is as published."""
    own = {tuple(row[name] for name in CHANGE) for row in run.rows("changes") if row["total"] is not None}
    told = {tuple(row[name] for name in TOPIC) for row in run.rows("topic_by_nps")}
    bases_told = {  # the pairs of which neither base is of few people, or protects another
        (row["source"], *(row[name] for name in CHANGE[2:]))
        for row in run.rows("changes")
        if row["topic"] == "(all)"
    }
    families: dict[Key, dict[Key, dict[str, Any]]] = defaultdict(dict)
    for base in bases:
        during = {p: inside & base.base for p, inside in base.periods().items() if p != "all"}
        present = [p for p, inside in during.items() if inside.any()]
        months, years = ([p for p in present if len(p) == length] for length in (7, 4))
        pairs = {*zip(months, months[1:], strict=False), *zip(years, years[1:], strict=False)}
        before = f"{int(months[-1][:4]) - 1}{months[-1][4:]}"
        pairs |= {(before, months[-1])} & {(p, months[-1]) for p in months}
        for name, value, inside in base.cells():
            for one, other in sorted(pairs):
                chosen = [np.flatnonzero(inside & during[p]) for p in (one, other)]
                cell = other, one, name, value
                if (base.source, *cell) in bases_told:
                    for key, row in _changed(base, chosen, cell, own, told):
                        families[base.source, len(other)][key] = row
    for rows in families.values():
        q = again.q_values({key: row.pop("p") for key, row in rows.items()})
        for key, row in rows.items():
            yield key, row | {"q_value": q.get(key)}


def _changed(
    base: Survey, chosen: list[np.ndarray], cell: tuple[str, ...], own: set[Key], told: set[Key]
) -> Expected:
    period, before, name, value = cell
    sides = [_side(base, some) for some in chosen]
    there = np.flatnonzero((sides[0]["n"][:-2] > 0) | (sides[1]["n"][:-2] > 0))
    keys = {int(t): (base.source, base.topics[t], *cell) for t in there}
    rest, everybody = len(base.topics), len(base.topics) + 1
    keys |= {rest: (base.source, "(rest)", *cell), everybody: (base.source, "(all)", *cell)}
    few_people = [len(set(base.person[some].tolist())) < PEOPLE for some in chosen]
    alone = np.array([keys.get(t) in own for t in range(rest)] + [False, True])
    for side, some in zip(sides, chosen, strict=True):
        folded = np.flatnonzero(~alone[:rest])
        side["a"][rest] += side["a"][folded].sum(axis=0)
        side["aa"][rest] = side["a"][rest]
        beside = side["pairs"]
        own_pairs = beside[rest, :2, :2].copy()
        beside[rest] += beside[folded].sum(axis=0)
        beside[rest, :2, :2] = own_pairs
        side["more"] = _more(side, base.person[some], rest)
    both = _both(sides, [base.person[some] for some in chosen])
    both[rest] *= alone[there].all()  # where topics are in the rest, people in both are taken for two
    parts = again.kitagawa(sides[0], sides[1], both)
    n_base = [len(some) for some in chosen]
    for t, key in keys.items():
        is_topic = t < rest
        n = [0 if t == rest else int(side["n"][t]) for side in sides]
        h = [
            people or (is_topic and (base.source, base.topics[t], p, name, value) not in told)
            for people, p in zip(few_people, (before, period), strict=True)
        ]
        if is_topic and all(h):
            continue
        countable = not any(h) and min(n_base) >= ANSWERS and all(x == 0 or x >= ANSWERS for x in n)
        amounts = [side["a"][t].sum() for side in sides] if t == rest else n
        smaller = (
            math.floor(min([x for x in amounts if x > 0], default=math.inf) + 1e-9)
            if any(amounts)
            else math.inf
        )
        stands = key in own
        shown = (
            countable and ANSWERS <= smaller < math.inf
            if t == rest
            else countable and (stands or not is_topic)
        )
        row: dict[str, Any] = {
            "note": again.note(0 if any(h) or (is_topic and countable and not stands) else PEOPLE, smaller)
        }
        if stands and not countable:
            row["total"] = None  # shown, and may not be
        counts = [tuple(side["y"][t].tolist()) for side in sides]
        for at, when in enumerate(("before", "after")):
            row |= {
                f"n_base_{when}": None if h[at] else n_base[at],
                f"n_{when}": None if h[at] or t == rest else n[at],
                f"share_{when}": None if h[at] or not is_topic else n[at] / n_base[at],
                f"nps_{when}": None if h[at] or n[at] < ANSWERS else again.nps(counts[at]),
                f"weight_{when}": sides[at]["a"][t].sum() / n_base[at] if shown else None,
            }
        none = (None,) * 3
        share = none if any(h) or not is_topic else again.agresti_caffo(
            *((n[at] / n_base[at], sides[at]["worth"](t)) for at in (1, 0)), _shares_alike(base, chosen, t),
        )
        both = not any(h) and min(n) >= ANSWERS
        row |= again.row(whiskers("share_change"), share)
        row |= again.row(whiskers("nps_change"), _nps_change(base, chosen, t) if both else none)
        for part in ("mix", "rate", "interaction", "total"):
            row |= again.row(whiskers(part), parts[part][t] if shown else none)
        row["p"] = parts["p"][t] if shown and is_topic else None
        row["kind"] = ""
        if is_topic:
            for kind, none_at, many in (("new", 0, 1), ("vanished", 1, 0)):
                some = chosen[none_at]
                hardly = len(set(base.person[some][base.spoken[some, t]].tolist())) < PEOPLE
                due = n[many] / n_base[many] * n_base[none_at]
                if (
                    hardly
                    and not h[many]
                    and n_base[none_at] >= ANSWERS
                    and n[many] >= ANSWERS
                    and due >= ANSWERS
                ):
                    row["kind"] = row["kind"] or kind
        yield key, row


def _nps_change(base: Survey, chosen: list[np.ndarray], t: int) -> tuple[float, float, float]:
    said = [some[base.spoken[some, t]] if t < len(base.topics) else some for some in chosen]
    before, after = (_worth(base.y[some], base.person[some]) for some in said)
    moved = ((base.y[some] - base.y[some].mean(), base.person[some]) for some in said)
    return again.lift(after, before, again.alike(*moved))[:3]


def _shares_alike(base: Survey, chosen: list[np.ndarray], t: int) -> float:
    """The correlation of a topic's share before and after."""
    spoken = [base.spoken[some, t] for some in chosen]
    moved = [says - says.mean() for says in spoken]
    return again.alike(*((one, base.person[some]) for one, some in zip(moved, chosen, strict=True)))


def _both(sides: list[dict[str, Any]], persons: list[np.ndarray]) -> np.ndarray:
    """Of every group Σ z z' over an answer before and one after of one person, z = (1, y, a, ay)."""
    people = np.intersect1d(*persons)
    groups = sides[0]["part"].shape[1]
    sums = np.zeros((2, groups, 4, len(people)))
    for found, side, person in zip(sums, sides, persons, strict=True):
        rows = np.flatnonzero(np.isin(person, people))
        who, (one, y) = np.searchsorted(people, person[rows]), side["base"][rows].T
        for t in range(groups):
            a = side["part"][rows, t]
            for i, z in enumerate((one, y, a, a * y)):
                found[t, i] = np.bincount(who, weights=z, minlength=len(people))
    return np.einsum("tip,tjp->tij", *sums)


def _more(side: dict[str, Any], person: np.ndarray, rest: int) -> Callable[[int, dict[str, Any]], dict[str, Any]]:
    """What people who answer repeatedly in the period change in the moments of a group."""
    everybody = len(np.unique(person))

    def more(t: int, found: dict[str, Any]) -> dict[str, Any]:
        known = t != rest
        people = len(np.unique(person[side["inside"][:, t] > 0])) if known else math.nan
        answers = float(side["n"][t]) if known else math.nan
        return again.clustered(found, side["base"], side["pairs"][t], (people, everybody), answers, side["aa"][t])

    return more


def _side(base: Survey, chosen: np.ndarray) -> dict[str, Any]:
    """By topic, then the silent, then everybody: counts of answers y, Σ a and Σ a² by NPS group, sums over pairs."""
    spoken, y, person = base.spoken[chosen].astype(float), base.y[chosen].astype(float), base.person[chosen]
    k = spoken.sum(axis=1)
    inside = np.column_stack([spoken, k == 0, np.ones(len(chosen))])
    a = inside.copy()
    a[:, :-2] /= np.maximum(k, 1)[:, None]
    groups = np.stack([y > 0, y == 0, y < 0]).astype(float)
    who = np.unique(person, return_inverse=True)[1]
    repeating = np.flatnonzero(np.bincount(who)[who] > 1) if len(who) else np.arange(0)
    pairs = np.zeros((inside.shape[1], 4, 4))
    if len(repeating):
        some = np.unique(who[repeating], return_inverse=True)[1]
        for t in range(inside.shape[1]):
            z = np.stack([np.ones(len(repeating)), y[repeating], a[repeating, t], a[repeating, t] * y[repeating]])
            sums = np.stack([np.bincount(some, weights=one) for one in z])
            pairs[t] = sums @ sums.T - z @ z.T

    def worth(t: int) -> float:
        return again.worth(100.0 * inside[:, t], person)

    return {"y": (groups @ inside).T, "a": (groups @ a).T, "aa": (groups @ a**2).T, "n": inside.sum(axis=0),
            "inside": inside, "part": a, "pairs": pairs, "base": np.stack([np.ones(len(y)), y], axis=1), "worth": worth}  # fmt: skip


def drivers(bases: list[Survey]) -> Expected:
    """Counts and shares of every segment; effects, contributions and weights of the total."""
    for base in bases:
        outcomes = {("nps", "all"): base.y.astype(float), ("nps", "promoter"): 100.0 * (base.y > 0),
                    ("nps", "detractor"): 100.0 * (base.y < 0)}  # fmt: skip
        for name in sorted({name for row in base.answers for name in row["outcomes"]} - {"nps"}):
            y = np.array([row["outcomes"].get(name, math.nan) for row in base.answers], float)
            if len(set(y[base.base & ~np.isnan(y)].tolist())) > 1:  # or there is nothing to explain
                outcomes[name, "all"] = y
        for (outcome, side), y in outcomes.items():
            for name, value, inside in base.cells():
                chosen = np.flatnonzero(inside & base.base & ~np.isnan(y))
                total = name == "all" and len(chosen)
                first = (
                    base.y[chosen] if outcome == "nps" else y[chosen]
                )  # a ridge's penalty is that of the whole NPS
                design = _coded(base, chosen), base.drivers[chosen], base.person[chosen], first
                fitted = again.regression(y[chosen], *design) if total else None
                for (topic, polarity), row in _drivers(base, chosen, fitted if total else None, bool(total)):
                    yield (base.source, outcome, side, topic, polarity, name, value), row


def _drivers(base: Survey, chosen: np.ndarray, fitted: dict[str, np.ndarray] | None, total: bool) -> Expected:
    person, said = base.person[chosen], base.drivers[chosen]
    place = {} if fitted is None else {int(k): i for i, k in enumerate(fitted["kept"])}
    for d in np.flatnonzero(said.any(axis=0)):
        says, (topic, polarity) = said[:, d], base.pairs[d]
        n, t = int(says.sum()), base.topics.index(topic)
        of_topic = base.spoken[chosen, t]  # topics are suppressed, not polarities
        people = min(len(np.unique(person[of_topic])), len(np.unique(person[~of_topic])))
        smaller = min(n, len(chosen) - n)
        spoken, praised = (int(array[chosen, t].sum()) for array in (base.spoken, base.praised))
        praise = (praised / spoken, *again.wilson(praised, spoken)) if spoken >= ANSWERS else (None,) * 3
        row = {
            "_hidden": people < PEOPLE, "note": again.note(PEOPLE, smaller), "n_base": len(chosen), "n": n,
            "share": n / len(chosen), **again.row(whiskers("share_positive"), praise),
        }  # fmt: skip
        if total:
            figures: list[float | None] = [None] * 7
            if d in place and smaller >= ANSWERS:
                i = place[d]
                effect, half = fitted["effect"][i], again.Z * math.sqrt(fitted["covariance"][i, i])
                part, around = (
                    effect * fitted["share"][i],
                    again.Z * math.sqrt(fitted["contribution_covariance"][i, i]),
                )
                figures = [
                    effect,
                    effect - half,
                    effect + half,
                    part,
                    part - around,
                    part + around,
                    fitted["johnson"][i],
                ]
                row["method"] = "ridge" if fitted["ridge"] else "ols"
                if fitted["ridge"]:
                    figures.pop()
            row |= again.row(
                ("effect", "low", "high", *whiskers("contribution"), "importance")[: len(figures)], figures
            )
        yield (topic, polarity), row

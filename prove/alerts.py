"""How often do alerts fire where nothing changed, and how soon where something did?

Histories of daily counts with a weekday pattern, a slow trend of some topics, and shares that wander from day to day
(beta-binomial), judged by the product's rules: sudden days and drifts, cool-down included.
"""

import argparse
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from _proof import Section, prove
from threadpoolctl import threadpool_limits

from voc.analyze.alerts.alerts import Alert, History, after_cooldown, suspects

START = date(2024, 1, 1)  # a Monday
SHARES = np.geomspace(0.01, 0.3, 20)
WEEKDAY = np.array([1.0, 0.9, 0.9, 1.0, 1.1, 1.4, 1.3])
FIRST = 8  # weeks until something can be judged
FALSE_A_WEEK, FALSE_A_TOPIC_WEEK = 0.10, 0.005


class World(NamedTuple):
    """Comments a day, the overdispersion ρ of a day's share, and by how much shares grow in a year."""

    name: str
    comments: int
    rho: float
    trend: float
    weekday: bool


WORLDS = (
    World("30 a day, binomial", 30, 0.0, 0.0, False),
    World("100 a day, weekdays, ρ .005", 100, 0.005, 0.0, True),
    World("100 a day, weekdays, ρ .02", 100, 0.02, 0.0, True),
    World("100 a day, weekdays, ρ .005, a third grows by a tenth a year", 100, 0.005, 0.1, True),
    World("100 a day, weekdays, ρ .005, a third grows by half a year", 100, 0.005, 0.5, True),
    World("1,000 a day, weekdays, ρ .005", 1000, 0.005, 0.0, True),
)
JUMPS = ((0.03, 2), (0.03, 3), (0.1, 1.5), (0.1, 2), (0.1, 3), (0.3, 1.5), (0.3, 2))
DRIFTS = ((0.03, 1.5), (0.03, 2), (0.1, 1.25), (0.1, 1.5), (0.1, 2), (0.3, 1.25), (0.3, 1.5))


def main(given: argparse.Namespace) -> Iterator[Section]:
    """False alarms, then what is found."""
    with threadpool_limits(1, user_api="blas"):
        yield false_alarms(1 if given.quick else 8, weeks=40 if given.quick else 104)
        yield found(4 if given.quick else 20)


def history(
    random: np.random.Generator, world: World, days: int, planted: np.ndarray | None = None
) -> History:
    """Counts of 20 topics; `planted` (topics × days) multiplies their shares."""
    day = np.arange(days)
    weekday = WEEKDAY[day % 7] if world.weekday else np.ones(days)
    n = random.poisson(world.comments * weekday)
    share = SHARES[:, None] * np.ones(days)
    if world.weekday:  # every other topic has a weekday of its own
        share[::2] *= WEEKDAY[(day + 3) % 7]
    share[::3] *= (1 + world.trend) ** (day / 365)
    share = np.minimum(share * (1 if planted is None else planted[:, :days]), 0.9)
    if world.rho:
        spread = 1 / world.rho - 1
        share = random.beta(share * spread, (1 - share) * spread)
    topics = [(f"topic {i}", "negative") for i in range(len(SHARES))]
    return History("survey", START, topics, random.binomial(n, share).astype(float), n.astype(float))


def fired(history: History) -> list[Alert]:
    """What the table would have, before the suppression of small groups."""
    return list(after_cooldown(suspects(history)))


def false_alarms(times: int, weeks: int) -> Section:
    """Alerts a topic and week, and weeks with any alert, where nothing is planted."""
    rows, broken = [], []
    for seed, world in enumerate(WORLDS):
        random = np.random.default_rng(seed)
        judged = times * (weeks - FIRST)
        found = [(i, one) for i in range(times) for one in fired(history(random, world, 7 * weeks))]
        cells = []
        for kind in ("sudden", "drift"):
            some = [(i, (one.day - START).days // 7) for i, one in found if one.kind == kind]
            by_topic, by_week = len(some) / judged / len(SHARES), len(set(some)) / judged
            cells += [f"{by_topic:.5f}", f"{by_week:.3f}"]
            quiet = kind == "sudden" or world.trend < 0.5  # growth by half in a year is a drift
            error = 3 * np.sqrt(FALSE_A_WEEK / judged)
            error_of_topics = 3 * np.sqrt(FALSE_A_TOPIC_WEEK / judged / len(SHARES))
            if quiet and (by_week > FALSE_A_WEEK + error or by_topic > FALSE_A_TOPIC_WEEK + error_of_topics):
                broken.append(f"{world.name}, {kind}: {by_week:.3f} of weeks")
        rows.append([world.name, judged, *cells])
    return Section(
        "Where nothing changes: 20 topics of 1 to 30 %",
        ["world", "weeks", "sudden, a topic and week", "sudden, weeks with any", "drift, a topic and week", "drift, weeks with any"],
        rows, f"at most {FALSE_A_WEEK:.0%} of weeks have an alert of a kind, and {FALSE_A_TOPIC_WEEK:.1%} of topics in a week, beyond "
        "three standard errors of the simulation; "
        "a topic that grows by half in a year may be called a drift, which it is", broken,
        "q is at most .01 a day, so that .07 of weeks are to be expected. The wilder the days (ρ), the more there are: the "
        "variance is itself an estimate.",
    )  # fmt: skip


def found(times: int) -> Section:
    """Jumps of one week and drifts of sixteen, planted after 26 weeks: how many are found, and when."""
    rows, broken = [], []
    begin, days = 26 * 7, 46 * 7
    for kind, plans in (("sudden", JUMPS), ("drift", DRIFTS)):
        for share, ratio in plans:
            topic = int(np.argmin(abs(SHARES - share)))
            cells = []
            for comments in (30, 100, 300):
                world, random = (
                    World("", comments, 0.005, 0.0, True),
                    np.random.default_rng(int(1000 * share * ratio)),
                )
                delays = []
                for _ in range(times):
                    planted = np.ones((len(SHARES), days))
                    if kind == "sudden":
                        planted[topic, begin : begin + 7] = ratio
                    else:
                        planted[topic, begin:] = np.minimum(
                            1 + (ratio - 1) * np.arange(days - begin) / (16 * 7), ratio
                        )
                    hits = [
                        (one.day - START).days - begin
                        for one in fired(
                            history(random, world, days if kind == "drift" else begin + 7, planted)
                        )
                        if one.topic == f"topic {topic}"
                        and one.day >= START + timedelta(days=begin)
                        and one.share > one.expected
                    ]
                    delays += [min(hits)] if hits else []
                caught = len(delays) / times
                cells.append(f"{caught:.0%}" + (f", day {np.median(delays) + 1:.0f}" if delays else ""))
                strong = comments == 300 and share >= 0.1 and ratio >= 2
                if strong and caught < 0.9:
                    broken.append(f"{kind}, share {share}, ×{ratio}: {caught:.0%}")
            rows.append([kind, f"{share:.0%}", f"×{ratio:g}", *cells])
    return Section(
        "What is found, and on which day (median)", ["planted", "share", "becomes", "30 comments a day", "100", "300"], rows,
        "of 300 comments a day nine of ten doublings of a topic of a tenth and more are found, sudden or slow", broken,
        "Sudden: a week at the new share. Drift: growing for sixteen weeks, then staying for four; found by either rule. ρ .005.",
    )  # fmt: skip


if __name__ == "__main__":
    prove("alerts", "Alerts: false alarms and what is found", main)

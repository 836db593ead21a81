"""Are planted effects found again, through the real tables `drivers` and `topic_by_nps`?

Every draw is a source of its own in one database. The probability of a promoter and of a detractor is a sum of
what is planted, so that the planted effect is what the regression estimates. "queue" does nothing, but is
mainly mentioned together with "price", which does; "wifi" does nothing and is mentioned by itself.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from _proof import WITHIN, Section, covered, prove, wrong
from threadpoolctl import threadpool_limits

from voc.analyze import drivers, topic_by_nps
from voc.analyze.regression.importance import correlations, lmg, relative_weights
from voc.analyze.sql import create
from voc.analyze.tables.rows import based

table = sys.modules[drivers.__module__]
DRIVERS = [("access", "negative"), ("access", "positive"), ("price", "negative"), ("queue", "negative"),
           ("staff", "positive"), ("wifi", "negative")]  # fmt: skip
PROMOTER = np.array([-0.10, 0.10, -0.20, 0, 0.20, 0])
DETRACTOR = np.array([0.10, -0.05, 0.20, 0, -0.10, 0])
EFFECTS = 100 * (PROMOTER - DETRACTOR)
INERT = EFFECTS == 0
BESIDE = ("queue", "negative")
SIDES = {"all": EFFECTS, "promoter": 100 * PROMOTER, "detractor": 100 * DETRACTOR}
MOOD, SEX = 0.07, 0.03


@dataclass(frozen=True)
class Design:
    """How answers come about: how many, of how many people (0: everybody answers once), in how many places.

    `within`: how many points its intervals may miss 95 % by.
    """

    name: str
    n: int
    people: int = 0
    areas: int = 1
    shops: int = 1
    method: str = "ols"
    within: float = WITHIN


TIGHT = 4.0
DESIGNS = (
    Design("each answers once (HC3)", 800),
    Design("150 people, 800 answers (CR1)", 800, people=150),
    Design("7 people a column (HC3)", 100, areas=6, within=TIGHT),
    Design("7 people a column, 800 answers (CR1)", 800, people=105, areas=6, within=TIGHT),
    Design("5 people a column (ridge)", 100, areas=6, shops=6, method="ridge"),
)


def main(given: argparse.Namespace) -> Iterator[Section]:
    """One section each: effects, inert topics, contributions, importance."""
    draws = 10 if given.quick else 300
    with threadpool_limits(1, user_api="blas"):  # the matrices are small: threads would wait for each other
        table._DRAWS, table._DRAWS_LMG = 0, 0  # effects need no resampling
        found = [(design, simulated(design, draws, seed)) for seed, design in enumerate(DESIGNS, 1)]
        yield of_effects(found)
        yield of_inert(found)
        yield of_contributions(found)
        table._DRAWS, table._DRAWS_LMG, table.BLOCKS = 400, 80, 200
        yield of_importance([(design, simulated(design, draws // 4, 7)) for design in DESIGNS[:2]])


def drawn(random: np.random.Generator, design: Design, n: int) -> tuple[np.ndarray, ...]:
    """Person, sex, month, mentions (n × drivers) and y of n answers."""
    person = np.sort(random.integers(0, design.people, n)) if design.people else np.arange(n)
    many = person.max() + 1
    sex, month = random.integers(0, 2, many)[person], random.integers(1, 3, n)
    mood = MOOD * random.choice([-1, 1], many)[person] if design.people else np.zeros(n)
    habit = 1 + 0.5 * random.choice([-1, 1], (many, len(DRIVERS)))[person] if design.people else 1.0
    chance = np.array([0.12, 0.12, 0.18, 0, 0.25, 0.15]) * habit
    chance[..., 4] *= np.where(sex, 1.3, 0.7) if design.people else 1
    said = random.random((n, len(DRIVERS))) < chance
    said[:, 3] = np.where(said[:, 2], random.random(n) < 0.8, random.random(n) < 0.04)
    promoter = 0.42 + said @ PROMOTER + mood + SEX * sex
    detractor = 0.26 + said @ DETRACTOR - mood - SEX * (month == 2)
    assert promoter.min() >= 0 and detractor.min() >= 0 and (promoter + detractor).max() <= 1
    u = random.random(n)
    y = np.where(u < promoter, 100, np.where(u < promoter + detractor, -100, 0))
    return person, sex, month, said, y


def simulated(design: Design, draws: int, seed: int) -> dict[str, pa.Table]:
    """The tables of so many surveys, and one large survey to know the truth of shares and weights by."""
    random = np.random.default_rng(seed)
    con = duckdb.connect()
    answers: dict[str, list[object]] = defaultdict(list)
    mentions: dict[str, list[object]] = defaultdict(list)
    places = [("area", design.areas), ("shop", design.shops)]
    for draw in range(draws):
        person, sex, month, said, y = drawn(random, design, design.n)
        ids = [f"{i:04}" for i in range(design.n)]
        answers["source"] += [f"s{draw:04}"] * design.n
        answers["response_id"] += ids
        answers["respondent"] += [f"{draw}-{who}" for who in person]
        answers["month"] += [f"2024-{m:02}" for m in month]
        answers["nps_group"] += [
            {100: "promoter", 0: "passive", -100: "detractor"}[score] for score in y.tolist()
        ]
        answers["nps_score"] += [{100: 9, 0: 8, -100: 5}[score] for score in y.tolist()]
        answers["segments"] += [
            [("sex", "fm"[s]), *((name, f"{name}{random.integers(many)}") for name, many in places)] for s in sex
        ]
        row, column = np.nonzero(said)
        mentions["source"] += [f"s{draw:04}"] * len(row)
        mentions["comment_id"] += [ids[i] for i in row]
        for name, at in (("topic", 0), ("polarity", 1)):
            mentions[name] += [DRIVERS[d][at] for d in column]
    types = {"segments": pa.map_(pa.string(), pa.string()), "nps_score": pa.int64()}
    table = pa.table(
        {name: pa.array(values, types.get(name, pa.string())) for name, values in answers.items()}
    )
    create(con, "responses", table)
    for name in ("scores", "behaviour"):
        con.execute(f"ALTER TABLE responses ADD COLUMN {name} MAP(VARCHAR, DOUBLE)")
    con.execute("CREATE TEMP TABLE customers (source VARCHAR, respondent VARCHAR, churned_at TIMESTAMPTZ)")
    con.execute("CREATE TEMP TABLE comments AS SELECT source, response_id, response_id AS comment_id, "
                "NULL::VARCHAR AS contact_id, NULL::VARCHAR AS question, response_id AS text_hash, false AS non_answer, false AS decided FROM responses")  # fmt: skip
    con.execute(
        "CREATE TEMP TABLE contacts (source VARCHAR, contact_id VARCHAR, response_source VARCHAR, response_id VARCHAR)"
    )
    create(
        con, "mentions", pa.table({name: pa.array(values, pa.string()) for name, values in mentions.items()})
    )
    con.execute("CREATE TEMP TABLE topics AS SELECT topic, row_number() OVER (ORDER BY topic)::USMALLINT AS topic_number "
                "FROM (SELECT DISTINCT topic FROM mentions)")  # fmt: skip
    con.execute("CREATE TEMP TABLE spoken AS SELECT comments.rowid::INTEGER AS comment, topic_number, "
                "bool_or(polarity = 'positive') AS praised, bool_or(polarity = 'negative') AS criticised, "
                "bool_or(polarity = 'neutral') AS stated "
                "FROM mentions JOIN comments USING (source, comment_id) JOIN topics USING (topic) GROUP BY ALL")  # fmt: skip
    based(con)
    topic_by_nps(con)
    drivers(con)
    return {
        name: con.execute(
            f"FROM {name} WHERE segment_name = 'all' AND period = 'all' ORDER BY ALL"
        ).to_arrow_table()
        for name in ("drivers", "topic_by_nps")
    }


def column(tables: dict[str, pa.Table], name: str, driver: tuple[str, str], side: str = "all") -> np.ndarray:
    """A figure of a driver, one a draw; NaN for none."""
    rows = tables["drivers"].to_pylist()
    return np.array([
        np.nan if row[name] is None else row[name]
        for row in rows if (row["topic"], row["polarity"], row["side"]) == (*driver, side)
    ], float)  # fmt: skip


def of_effects(found: list[tuple[Design, dict[str, pa.Table]]]) -> Section:
    """Bias and coverage of the effect on every side."""
    rows, broken = [], []
    for design, tables in found:
        methods = set(tables["drivers"]["method"].to_pylist()) - {None}
        if methods != {design.method}:
            broken.append(f"{design.name}: method {methods}")
        for at, driver in enumerate(DRIVERS):
            cells = []
            for side, truth in SIDES.items():
                values = column(tables, "effect", driver, side)
                values = values[~np.isnan(values)]
                hit = float(
                    covered(
                        truth[at], column(tables, "low", driver, side), column(tables, "high", driver, side)
                    )
                )
                bias, error = values.mean() - truth[at], values.std() / np.sqrt(len(values))
                cells += [f"{bias:+.1f}", _shown(hit)]
                if design.method == "ols" and (abs(bias) > 0.5 + 3 * error or wrong(hit, len(values), design.within)):
                    broken.append(
                        f"{design.name}, {' '.join(driver)}, {side}: bias {bias:+.1f}, coverage {hit:.1f}"
                    )
                if design.method == "ridge" and abs(bias) > 3 * error and bias * truth[at] > 0:
                    broken.append(
                        f"{design.name}, {' '.join(driver)}, {side}: ridge away from 0 by {bias:+.1f}"
                    )
                if design.method == "ridge" and not np.isnan(hit):
                    broken.append(f"{design.name}, {' '.join(driver)}, {side}: ridge with an interval")
            rows.append([design.name, " ".join(driver), f"{EFFECTS[at]:+.0f}", *cells])
    head = [
        "design",
        "topic",
        "planted",
        *(f"{side}: {what}" for side in SIDES for what in ("bias", "coverage %")),
    ]
    return Section(
        "Effects in `drivers`", head, rows,
        "by least squares the bias is below half a point and the coverage within 1.5 points of 95, with seven people a "
        f"column within {TIGHT:g} (all beyond three standard errors of the simulation); ridge errs towards 0 only and has "
        "no interval", broken,
        "**Ridge draws effects towards 0**; how far is not known from the data, so that such effects have no interval. "
        "`method` says ridge where that is so.",
    )  # fmt: skip


def of_inert(found: list[tuple[Design, dict[str, pa.Table]]]) -> Section:
    """How often a topic that does nothing looks as if it did."""
    rows, broken = [], []
    for design, tables in found:
        for driver in (d for d, inert in zip(DRIVERS, INERT, strict=True) if inert):
            low, high = column(tables, "low", driver), column(tables, "high", driver)
            q = column(tables, "q_value", driver)
            kept = ~np.isnan(low)
            apart = 100 * float(np.mean((low[kept] > 0) | (high[kept] < 0))) if kept.any() else np.nan
            found_real = 100 * float(np.mean(q[kept] <= 0.05)) if kept.any() else np.nan
            topic = [
                row
                for row in tables["topic_by_nps"].to_pylist()
                if row["topic"] == driver[0] and row["lift"] is not None
            ]
            raw = 100 * float(np.mean([row["lift_high"] < 0 or row["lift_low"] > 0 for row in topic]))
            lift = float(np.mean([row["lift"] for row in topic]))
            effect = float(np.mean([row["effect"] for row in topic]))
            rows.append([design.name, " ".join(driver), f"{lift:+.1f}", f"{raw:.0f}", f"{effect:+.1f}",
                         _shown(apart), _shown(found_real)])  # fmt: skip
            if design.method == "ols" and apart > 5 + design.within + 300 * np.sqrt(0.05 * 0.95 / kept.sum()):
                broken.append(f"{design.name}, {' '.join(driver)}: {apart:.1f} %")
            error = float(np.std([row["effect"] for row in topic]) / np.sqrt(len(topic)))
            if design.method == "ols" and abs(effect) > 0.5 + 3 * error:
                broken.append(f"{design.name}, {' '.join(driver)}: effect {effect:+.1f}")
    return Section(
        "Topics that do nothing",
        ["design", "topic", "mean lift", "lift apart from 0, %", "mean effect", "effect apart from 0, %", "q ≤ .05, %"], rows,
        "by least squares an inert topic's effect is apart from 0 in at most 6.5 % of the draws (9 % with seven people a column), and on average within half a point of 0, beyond three standard errors of the simulation",
        broken, "The lift of a topic that is named beside a real one is a real difference, and no effect: that is what `effect` is for.",
    )  # fmt: skip


def of_contributions(found: list[tuple[Design, dict[str, pa.Table]]]) -> Section:
    """Contributions sum to what they should, and cover the planted effect × share."""
    rows, broken = [], []
    for design, tables in found:
        share = drawn(
            np.random.default_rng(9), design if not design.people else Design("", 0, 100_000), 400_000
        )[3].mean(axis=0)
        coverage = [
            float(covered(EFFECTS[at] * share[at], column(tables, "contribution_low", driver), column(tables, "contribution_high", driver)))
            for at, driver in enumerate(DRIVERS)
        ]  # fmt: skip
        by_topic, by_driver = defaultdict(float), defaultdict(float)
        for row in tables["topic_by_nps"].to_pylist():
            by_topic[row["source"]] += row["contribution"] or 0
        for row in tables["drivers"].to_pylist():
            by_driver[row["source"], row["side"]] += row["contribution"] or 0
        apart = max(abs(by_topic[s] - by_driver[s, "all"]) for s in by_topic)
        sides = max(
            abs(by_driver[s, "all"] - by_driver[s, "promoter"] + by_driver[s, "detractor"]) for s in by_topic
        )
        rows.append(
            [design.name, " ".join(map(_shown, coverage)), f"{apart:.0e}", f"{sides:.0e}"]
        )
        if design.method == "ols" and any(
            wrong(value, tables["drivers"].num_rows / 18, design.within) for value in coverage
        ):
            broken.append(f"{design.name}: {coverage}")
        if max(apart, sides) > 1e-6:
            broken.append(f"{design.name}: sums differ by {max(apart, sides)}")
    return Section(
        "Contributions", ["design", "coverage % of " + ", ".join(" ".join(d) for d in DRIVERS), "topic_by_nps against drivers", "all against promoter less detractor"],
        rows, "sums agree to 1e-6, and by least squares every coverage is within 1.5 points of 95 "
        f"({TIGHT:g} with seven people a column)", broken,
    )  # fmt: skip


def _shown(percent: float) -> str:
    """A percentage; – where nothing has it."""
    return "–" if np.isnan(percent) else f"{percent:.1f}"


def of_importance(found: list[tuple[Design, dict[str, pa.Table]]]) -> Section:
    """Relative weights and LMG against those of a survey so large that it is the truth."""
    rows, broken = [], []
    for design, tables in found:
        many = Design("", 0, 200_000 if design.people else 0)
        *_, sex, month, said, y = drawn(np.random.default_rng(10), many, 600_000)
        controls = np.column_stack([np.ones(len(y)), sex, month == 2])
        held = np.column_stack([said, y]).astype(float)
        held -= controls @ np.linalg.lstsq(controls, held, rcond=None)[0]
        whole = np.column_stack([np.ones(len(y)), held])
        among, with_y = correlations((whole.T @ whole)[None], len(DRIVERS))
        for name, values in (
            ("importance", relative_weights(among, with_y)),
            ("lmg", lmg(among, with_y, np.random.default_rng(1), 0)),
        ):
            truth = values[0, :, 0] / values[0, :, 0].sum()
            seen = [column(tables, name, driver) for driver in DRIVERS]
            hits = [
                float(
                    covered(
                        truth[at],
                        column(tables, f"{name}_low", driver),
                        column(tables, f"{name}_high", driver),
                    )
                )
                for at, driver in enumerate(DRIVERS)
            ]
            rows.append(
                [
                    design.name,
                    name,
                    *(
                        f"{100 * truth[at]:.0f} / {100 * np.nanmean(seen[at]):.0f} / {hits[at]:.0f}"
                        for at in range(len(DRIVERS))
                    ),
                ]
            )
            large = [hit for hit, t in zip(hits, truth, strict=True) if t >= 0.1]
            if any(wrong(hit, len(seen[0]), within=5.0, only_low=True) for hit in large):
                broken.append(f"{design.name}, {name}: {hits}")
    return Section(
        "Importance: true share, mean share found, coverage, each in %", ["design", "figure", *(" ".join(d) for d in DRIVERS)], rows,
        "the bootstrap intervals of shares of a tenth and more cover the truth at least 90 % of the time", broken,
        "Shares cannot be negative, so that the small ones are found too large and **the interval of a share near 0 covers less**: "
        "importance ranks, `effect` tests.",
    )  # fmt: skip


if __name__ == "__main__":
    prove("effects", "Recovery of planted effects", main)

"""Every published table of figures, counted again from responses, comments and mentions alone.

Not with voc.analyze nor its SQL, but plainly (`_survey.py`, `_figures.py`), on the real survey of 45 months. Without
--project the script makes the project in a temporary folder from VOC_DATA_DIR; --quick takes the newest
three months of it.

A row that is suppressed although its own counts would allow it protects another one; how many there are is told.
A row that is shown although its counts forbid it is broken, as is every figure that is another one.
"""

import argparse
import math
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import _figures as again
import numpy as np
from _figures import ANSWERS, PEOPLE, whiskers
from _proof import HERE, Section, prove
from _survey import Run, Survey, surveys

DATA = Path(os.environ.get("VOC_DATA_DIR", HERE.parent.parent / "shared" / "data"))
MONTHS = 45
Key = tuple[Any, ...]
Expected = Iterator[tuple[Key, dict[str, Any]]]
TOPIC = ("source", "topic", "period", "segment_name", "segment_value")
CHANGE = ("source", "topic", "period", "period_before", "segment_name", "segment_value")


def main(given: argparse.Namespace) -> Iterator[Section]:
    """Compares table by table."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(given.project) if given.project else made(Path(folder), given.quick)
        data = project / "data"
        run = Run(data / "runs" / (data / "CURRENT").read_text().strip())
        bases = list(surveys(run))
        yield filled(run, bases)
        rows = [
            compared(run, "nps", ("source", "period", "segment_name", "segment_value"), nps(bases)),
            compared(run, "topic_by_nps", TOPIC, topics(bases)),
            compared(run, "topic_by_nps", TOPIC, adjusted(bases), "adjusted effects"),
            compared(run, "changes", CHANGE, changes(run, bases)),
            compared(run, "drivers", ("source", "outcome", "side", "topic", "polarity", "segment_name", "segment_value"), drivers(bases)),
            compared(run, "loyalty", ("source", "segment_name", "segment_value", "behaviour", "quadrant"), loyalty(bases)),
            compared(run, "loyalty_topics", ("source", "behaviour", "quadrant", "topic"), loyalty_topics(bases)),
            compared(run, "concentration", ("source", "segment_name", "segment_value", "behaviour", "decile"), concentration(bases)),
            compared(run, "retention", ("source", "segment_name", "segment_value", "behaviour", "scenario"), retention(bases)),
            compared(run, "keywords", ("source", "period", "topic", "nps_group", "term"), terms(run, bases, "keywords")),
            compared(run, "pairs", ("source", "period", "topic", "nps_group", "head", "dependent", "negated"), terms(run, bases, "pairs")),
            compared(run, "alerts", ("source", "topic", "polarity", "day", "kind"), alerts(run, project)),
            compared(run, "flagged", ("source", "comment_id"), flagged(run)),
        ]
    yield Section(
        "The tables counted again", ["table", "rows", "figures compared", "protecting others", "differences"],
        [row for row, _ in rows],
        "every figure agrees to one in a million, and nothing is shown that may not be",
        [line for _, lines in rows for line in lines],
    )  # fmt: skip


def made(folder: Path, quick: bool) -> Path:
    """The project of the real survey, run on all its months, or the newest three."""
    (folder / "fukui" / "inbox").mkdir(parents=True)
    files = sorted((DATA / "fukui").glob("survey-*.csv"))[-3 if quick else 0 :]
    if not files:
        sys.exit(f"no survey in {DATA}: set VOC_DATA_DIR, or name a published project with --project")
    for file in files:
        shutil.copy(file, folder / "fukui" / "inbox")
    voc = [sys.executable, "-m", "voc.cli"]
    environment = os.environ | {"PYTHONPATH": str(HERE.parent)}
    exports = [str(file) for file in sorted((folder / "fukui" / "inbox").iterdir())]
    for arguments in (["init", str(folder / "fukui"), "--from", exports[-1]], ["run", "--project", str(folder / "fukui")]):
        subprocess.run([*voc, *arguments], check=True, env=environment, stdout=subprocess.DEVNULL)
    return folder / "fukui"


def compared(
    run: Run, table: str, key: tuple[str, ...], expected: Expected, part: str = ""
) -> tuple[list[object], list[str]]:
    """A row of the table of tables, and a line for each kind of difference.

    An expected row names the columns that it knows. `_hidden`: it may not be shown; `_exists`: whether there
    must be such a row at all (by default there must); `_partial`: rows that nothing is expected of are no error.
    """
    published = {tuple(str(row[name]) for name in key): row for row in run.rows(table)}
    wrong: Counter[str] = Counter()
    first: dict[str, str] = {}
    seen, figures, protecting, partial = set(), 0, 0, bool(part)

    def differs(what: str, where: Key) -> None:
        wrong[what] += 1
        first.setdefault(what, " ".join(where))

    for raw, values in expected:
        where = tuple(map(str, raw))
        partial |= values.pop("_partial", False)
        hidden = values.pop("_hidden", False)
        row = published.get(where)
        if row is None:
            differs("missing rows", where)
            continue
        seen.add(where)
        if row.get("note") == "suppressed" and not values.pop("_plain", False):
            protecting += not hidden
            shown = [name for name in values if name not in ("note", "n") and row[name] is not None]
            if shown:
                differs(f"{shown[0]} in a suppressed row", where)
            continue
        if hidden:
            differs("rows that ought to be suppressed", where)
            continue
        values.pop("_plain", None)
        for name, value in values.items():
            figures += 1
            found = " ".join(row[name]) if isinstance(row[name], list) else row[name]
            if not again.near(found, value):
                differs(f"{name} ({row[name]} is not {value})" if name not in wrong else name, where)
    if not partial:
        for where in published.keys() - seen:
            differs("rows that ought not to be", where)
    lines = [f"{table} {part}: {n} × {what}, first {first[what]}" for what, n in list(wrong.items())[:8]]
    return [f"{table} {part}".strip(), len(seen), figures, protecting, sum(wrong.values())], lines


def filled(run: Run, bases: list[Survey]) -> Section:
    """Of every table, its rows and the months that it speaks of."""
    months = sorted({month for base in bases for month in base.month.tolist()})
    rows, broken = [], []
    tables = sorted(path.name.removesuffix(".parquet") for path in run.folder.iterdir() if path.name not in ("manifest.json", "marts.duckdb"))
    for table in tables:
        found = run.rows(table)
        column = next((name for name in ("period", "month", "day") if found and name in found[0]), None)
        spoken = {str(row[column])[:7] for row in found if column and len(str(row[column])) >= 7}
        due = {"nps": months, "topic_by_nps": months, "responses": months, "comments": months, "mentions": months,
               "flagged": months, "changes": months[1:]}.get(table, ())  # fmt: skip
        rows.append([table, len(found), len(spoken) if column and spoken else "–"])
        if not set(due) <= spoken or (not found and table not in ("customers", "contacts", "messages", "at_risk", "alerts", "rejected_rows", "pairs")):
            broken.append(table)
    return Section(f"Filled: {len(months)} months", ["table", "rows", "months"], rows, "the tables by month have every month, and none of figures is empty", broken)


def nps(bases: list[Survey]) -> Expected:
    """All scored answers."""
    for base in bases:
        for name, value, inside in base.cells():
            for period, during in base.periods().items():
                chosen = inside & during
                if not chosen.any():
                    continue
                counts, people = again.tally(base.y[chosen]), len(set(base.person[chosen].tolist()))
                few = sum(counts) < ANSWERS
                shown = [None] * 3 if few else [again.nps(counts), *again.nps_limits(counts)]
                yield (base.source, period, name, value), {
                    "n": sum(counts), "note": again.note(people, sum(counts)), "_hidden": people < PEOPLE,
                    **again.row(("promoters", "passives", "detractors"), counts), **again.row(whiskers("nps"), shown),
                }  # fmt: skip


def topics(bases: list[Survey]) -> Expected:
    """Counts, shares, NPS, lift, impact and q of every topic."""
    for base in bases:
        found: dict[str, dict[Key, dict[str, Any]]] = defaultdict(dict)
        for period, during in base.periods().items():
            for name, value, inside in base.cells():
                chosen = np.flatnonzero(inside & during & base.base)
                for key, row in _topics(base, chosen, (period, name, value)):
                    found[str(len(period))][key] = row
        for rows in found.values():
            q = again.q_values({key: row.pop("p") for key, row in rows.items()})
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
        note = again.note(min(saying, silent), smaller)
        hidden = note == "suppressed"
        figures = n >= ANSWERS, smaller >= ANSWERS
        lift = again.lift(one, rest) if figures[1] else (None,) * 4
        yield (base.source, base.topics[t], *cell), {
            "_hidden": hidden, "note": note, "n_base": len(chosen), "n_responses": n, "share": n / len(chosen),
            "n_comments": int(comments[:, t].sum()), **again.row(("promoters", "passives", "detractors"), one),
            **again.row(whiskers("nps")[1:], again.nps_limits(one) if figures[0] else (None, None)),
            "nps_mentioned": again.nps(one) if figures[0] else None,
            **again.row(whiskers("lift"), lift[:3]), "p": None if hidden else lift[3],
            **again.row(whiskers("impact"), again.impact(one, rest) if figures[1] else (None,) * 3),
            "share_positive": base.praised[chosen, t].sum() / n, "share_negative": base.criticised[chosen, t].sum() / n,
        }  # fmt: skip


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
                fitted = again.regression(base.y[chosen], _coded(base, chosen), base.drivers[chosen], base.person[chosen])
            spoken = base.spoken[chosen].sum(axis=0)
            for t, topic in enumerate(base.topics):
                smaller = min(spoken[t], len(chosen) - spoken[t])
                if not spoken[t]:
                    continue
                values: list[float | None] = [None] * 6
                own = [] if fitted is None else [i for i, k in enumerate(fitted["kept"]) if base.pairs[k][0] == topic]
                if fitted is not None and own and smaller >= ANSWERS:
                    weights = np.zeros(len(fitted["kept"]))
                    weights[own] = 1
                    total = weights @ (fitted["effect"] * fitted["share"])
                    around = again.Z * math.sqrt(weights @ fitted["contribution_covariance"] @ weights)
                    weights *= fitted["share"] * len(chosen) / spoken[t]
                    effect, half = weights @ fitted["effect"], again.Z * math.sqrt(weights @ fitted["covariance"] @ weights)
                    values = [effect, effect - half, effect + half, total, total - around, total + around]
                people = len(np.unique(base.person[chosen][base.spoken[chosen, t]]))
                silent = len(np.unique(base.person[chosen][~base.spoken[chosen, t]]))
                yield (base.source, topic, period, "all", "all"), again.row(names, values) | {"_hidden": min(people, silent) < PEOPLE}


def changes(run: Run, bases: list[Survey]) -> Expected:
    """Counts, shares and Kitagawa's parts of every pair of periods; which topics stand by themselves is as published."""
    own = {tuple(row[name] for name in CHANGE) for row in run.rows("changes") if row["total"] is not None}
    hidden = {tuple(row[name] for name in TOPIC) for row in run.rows("topic_by_nps") if row["note"] == "suppressed"}
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
                if all(len(some) for some in chosen):
                    for key, row in _changed(base, chosen, (other, one, name, value), own, hidden):
                        families[base.source, len(other)][key] = row
    for rows in families.values():
        q = again.q_values({key: row.pop("p") for key, row in rows.items()})
        for key, row in rows.items():
            yield key, row | {"q_value": q.get(key), "_plain": True}


def _changed(
    base: Survey, chosen: list[np.ndarray], cell: tuple[str, ...], own: set[Key], hidden: set[Key]
) -> Expected:
    period, before, name, value = cell
    sides = [_side(base, some) for some in chosen]
    there = np.flatnonzero((sides[0]["n"][:-2] > 0) | (sides[1]["n"][:-2] > 0))
    keys = {int(t): (base.source, base.topics[t], *cell) for t in there}
    rest, everybody = len(base.topics), len(base.topics) + 1
    keys |= {rest: (base.source, "(rest)", *cell), everybody: (base.source, "(all)", *cell)}
    few_people = [len(set(base.person[some].tolist())) < PEOPLE for some in chosen]
    alone = np.array([keys.get(t) in own for t in range(rest)] + [False, True])
    for side in sides:
        side["a"][rest] += side["a"][:rest][~alone[:rest]].sum(axis=0)
        side["aa"][rest] = side["a"][rest]
    parts = again.kitagawa(sides[0], sides[1])
    n_base = [len(some) for some in chosen]
    for t, key in keys.items():
        is_topic = t < rest
        n = [0 if t == rest else int(side["n"][t]) for side in sides]
        h = [
            people or (is_topic and (base.source, base.topics[t], p, name, value) in hidden)
            for people, p in zip(few_people, (before, period), strict=True)
        ]
        countable = not any(h) and min(n_base) >= ANSWERS and all(x == 0 or x >= ANSWERS for x in n)
        amounts = [side["a"][t].sum() for side in sides] if t == rest else n
        smaller = math.floor(min([x for x in amounts if x > 0], default=math.inf) + 1e-9) if any(amounts) else math.inf
        stands = key in own
        shown = countable and ANSWERS <= smaller < math.inf if t == rest else countable and (stands or not is_topic)
        row: dict[str, Any] = {"note": again.note(0 if any(h) or (is_topic and countable and not stands) else PEOPLE, smaller)}
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
        share = none if any(h) or not is_topic else again.agresti_caffo((n[1], n_base[1]), (n[0], n_base[0]))
        both = not any(h) and min(n) >= ANSWERS
        row |= again.row(whiskers("share_change"), share)
        row |= again.row(whiskers("nps_change"), again.lift(counts[1], counts[0])[:3] if both else none)
        for part in ("mix", "rate", "interaction", "total"):
            row |= again.row(whiskers(part), parts[part][t] if shown else none)
        row["p"] = parts["p"][t] if shown and is_topic else None
        row["kind"] = ""
        if is_topic:
            for kind, none_at, many in (("new", 0, 1), ("vanished", 1, 0)):
                few = h[none_at] and sides[none_at]["a"][t].sum() < n_base[none_at] / 2
                hardly = few or (n[none_at] == 0 and not h[none_at])
                due = n[many] / n_base[many] * n_base[none_at]
                if hardly and not h[many] and n_base[none_at] >= ANSWERS and n[many] >= ANSWERS and due >= ANSWERS:
                    row["kind"] = row["kind"] or kind
        yield key, row


def _side(base: Survey, chosen: np.ndarray) -> dict[str, np.ndarray]:
    """By topic, then the silent, then everybody: counts of answers y, Σ a and Σ a² by NPS group."""
    spoken, y = base.spoken[chosen].astype(float), base.y[chosen]
    k = spoken.sum(axis=1)
    inside = np.column_stack([spoken, k == 0, np.ones(len(chosen))])
    a = inside.copy()
    a[:, :-2] /= np.maximum(k, 1)[:, None]
    groups = np.stack([y > 0, y == 0, y < 0]).astype(float)
    return {"y": (groups @ inside).T, "a": (groups @ a).T, "aa": (groups @ a**2).T, "n": inside.sum(axis=0)}


def drivers(bases: list[Survey]) -> Expected:
    """Counts and shares of every segment; effects, contributions and weights of the total."""
    for base in bases:
        outcomes = {("nps", "all"): base.y.astype(float), ("nps", "promoter"): 100.0 * (base.y > 0),
                    ("nps", "detractor"): 100.0 * (base.y < 0)}  # fmt: skip
        for name in sorted({name for row in base.answers for name in row["scores"] or {}}):
            outcomes[name, "all"] = np.array([(row["scores"] or {}).get(name, math.nan) for row in base.answers], float)
        for (outcome, side), y in outcomes.items():
            for name, value, inside in base.cells():
                chosen = np.flatnonzero(inside & base.base & ~np.isnan(y))
                total = name == "all" and len(chosen)
                first = base.y[chosen] if outcome == "nps" else y[chosen]  # a ridge's penalty is that of the whole NPS
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
        people = min(len(np.unique(person[says])), len(np.unique(person[~says])))
        smaller = min(n, len(chosen) - n)
        spoken, praised = (int(array[chosen, t].sum()) for array in (base.spoken, base.praised))
        praise = (praised / spoken, *again.wilson(praised, spoken)) if spoken >= ANSWERS else (None,) * 3
        row = {
            "_hidden": people < PEOPLE, "note": again.note(people, smaller), "n_base": len(chosen), "n": n,
            "share": n / len(chosen), **again.row(whiskers("share_positive"), praise),
        }  # fmt: skip
        if total:
            figures: list[float | None] = [None] * 7
            if d in place and smaller >= ANSWERS:
                i = place[d]
                effect, half = fitted["effect"][i], again.Z * math.sqrt(fitted["covariance"][i, i])
                part, around = effect * fitted["share"][i], again.Z * math.sqrt(fitted["contribution_covariance"][i, i])
                figures = [effect, effect - half, effect + half, part, part - around, part + around, fitted["johnson"][i]]
                row["method"] = "ridge" if fitted["ridge"] else "ols"
                if fitted["ridge"]:
                    figures.pop()
            row |= again.row(("effect", "low", "high", *whiskers("contribution"), "importance")[: len(figures)], figures)
        yield (topic, polarity), row


QUADRANTS = {(True, True): "true_loyal", (True, False): "latent", (False, True): "spurious", (False, False): "low"}


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
    """Of cells that add up to a known total: those of one to four people, and the smallest others, until five are hidden."""
    order, hidden, together = sorted((i for i in range(len(n)) if n[i]), key=lambda i: (n[i], i)), [False] * len(n), 0
    if order and n[order[0]] < PEOPLE:
        for i in order:
            hidden[i] = n[i] < PEOPLE or together < PEOPLE
            together += n[i]
    return hidden


def _quadrants(base: Survey) -> Iterator[tuple[Key, float, list[np.ndarray], list[np.ndarray]]]:
    """(source, segment, behaviour), the cut, and the answers and amounts of the four quadrants."""
    for name, who, x, cut in behaviours(base):
        if cut is None:
            continue
        for segment, value, inside in base.cells():
            at = inside[who]
            if at.any():
                four = [at & ((base.y[who] > 0) == promoter) & ((x >= cut) == high) for promoter, high in QUADRANTS]
                yield (base.source, segment, value, name), cut, [who[one] for one in four], [x[one] for one in four]


def loyalty(bases: list[Survey]) -> Expected:
    """The four quadrants of everybody whose behaviour is known."""
    for base in bases:
        for key, cut, who, x in _quadrants(base):
            n, total = [len(one) for one in who], sum(one.sum() for one in x)
            squares = sum((one**2).sum() for one in x)
            for i, hidden in enumerate(withheld(n)):
                few = hidden or n[i] < ANSWERS
                spend, unhappy = (None,) * 3, (100.0,) * 3
                if not few and total:
                    spend = _spend(x[i], total, squares)
                if not few and not list(QUADRANTS)[i][0]:
                    k = int((base.y[who[i]] < 0).sum())
                    low, high = again.wilson(k, n[i])
                    unhappy = (-100 * k / n[i], -100 * high, -100 * low)
                yield (*key, list(QUADRANTS.values())[i]), {
                    "_hidden": hidden, "note": "too_few" if n[i] < ANSWERS else again.note(n[i], n[i]), "n": n[i],
                    **again.row(whiskers("share"), (n[i] / sum(n), *again.wilson(n[i], sum(n)))),
                    **again.row(whiskers("spend_share"), spend),
                    **again.row(whiskers("nps"), (None,) * 3 if few else unhappy), "cut": cut if n[i] else None,
                }  # fmt: skip


def _spend(x: np.ndarray, total: float, squares: float) -> tuple[float, float, float]:
    share = x.sum() / total
    half = again.Z * math.sqrt(max((1 - 2 * share) * (x**2).sum() + share**2 * squares, 0)) / total
    return share, max(share - half, 0), min(share + half, 1)


def retention(bases: list[Survey]) -> Expected:
    """What five of a hundred of the spurious would bring."""
    for base in bases:
        for key, _, who, x in _quadrants(base):
            n, total, squares = [len(one) for one in who], sum(one.sum() for one in x), sum((one**2).sum() for one in x)
            at = list(QUADRANTS.values()).index("spurious")
            few = n[at] < ANSWERS
            kept = [0.05 * one for one in _spend(x[at], total, squares)] if not few and total else [None] * 3
            yield (*key, "assumed_5"), {
                "_hidden": withheld(n)[at], "_partial": True, "n": n[at],
                "people_kept": None if few else 0.05 * n[at], **again.row(whiskers("spend_kept"), kept),
            }  # fmt: skip


def loyalty_topics(bases: list[Survey]) -> Expected:
    """What the people of a quadrant speak of, against the others."""
    for base in bases:
        for name, who, x, cut in behaviours(base):
            said = base.base[who]
            if cut is None or not said.any():
                continue
            who, high = who[said], (x >= cut)[said]
            which = [(base.y[who] > 0) == promoter for promoter, _ in QUADRANTS]
            inside = [one & (high == h) for one, (_, h) in zip(which, QUADRANTS, strict=True)]
            rows = {}
            for (quadrant, one), t in ((a, t) for a in zip(QUADRANTS.values(), inside, strict=True) for t in range(len(base.topics))):
                spoken = base.spoken[who, t]
                if one.any() and spoken.any():
                    rows[base.source, name, quadrant, base.topics[t]] = _said_more(base, who, t, one, spoken)
            q = again.q_values({key: row.pop("p") for key, row in rows.items()})
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
                    share, cumulative = found.get(decile, (nothing, nothing)) if n >= 50 else (nothing, nothing)
                    top = found[2][1] if found and n >= 25 else nothing
                    gini = found.get("gini", nothing) if n >= ANSWERS else nothing
                    yield (base.source, segment, value, name, decile), {
                        "_hidden": n < PEOPLE, "note": note, "n": n, **again.row(whiskers("spend_share"), share),
                        **again.row(whiskers("cumulative"), cumulative), **again.row(whiskers("gini"), gini),
                        **again.row(whiskers("top_20_share"), top),
                    }  # fmt: skip


GROUPS = {100: "promoter", 0: "passive", -100: "detractor"}


def terms(run: Run, bases: list[Survey], table: str) -> Expected:
    """Counts and figures of the published terms, or pairs (without a dictionary)."""
    column = "tokens" if table == "keywords" else "pairs"
    held: Counter[str] = Counter()
    for base in bases:
        for _, comment in base.texts:
            held.update(_words(comment[column]))
    topics_of = defaultdict(set)
    for mention in run.rows("mentions"):
        topics_of[mention["source"], mention["comment_id"]].add(mention["topic"])
    published = run.rows(table)
    wanted = {(r["source"], r["period"], r["topic"], r["nps_group"], _term(r)) for r in published}
    for base in bases:
        newest = max(base.month.tolist())
        comments: dict[Key, Counter[str]] = defaultdict(Counter)  # '' counts the comments themselves
        answers: dict[Key, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for i, comment in base.texts:
            words = {word for word in _words(comment[column]) if held[word] >= PEOPLE}
            for topic in ("all", *topics_of[comment["source"], comment["comment_id"]]):
                for group in ("all", GROUPS[int(base.y[i])]):
                    for period in ("all", newest) if base.month[i] == newest else ("all",):
                        cell = (period, topic, group)
                        comments[cell].update(words)
                        comments[cell][""] += 1
                        answers[cell][""].add(i)
                        for word in words:
                            if (base.source, *cell, word) in wanted:
                                answers[cell][word].add(i)
        size = {cell: sum(n for word, n in counted.items() if word) for cell, counted in comments.items()}
        for row in published:
            if row["source"] == base.source:
                cell = (row["period"], row["topic"], row["nps_group"])
                yield _key(row, table), _term_figures(base, cell, _term(row), comments, answers, size)


def _words(given: Iterable[str] | None) -> set[str]:
    return {word for word in given or () if "【" not in word}


def _term(row: Mapping[str, Any]) -> str:
    return row["term"] if "term" in row else f"{row['head']}→{row['dependent']}{'/ない' if row['negated'] else ''}"


def _key(row: Mapping[str, Any], table: str) -> Key:
    names = ("term",) if table == "keywords" else ("head", "dependent", "negated")
    return tuple(row[name] for name in ("source", "period", "topic", "nps_group", *names))


def _term_figures(base: Survey, cell: Key, word: str, comments: Any, answers: Any, size: Any) -> dict[str, Any]:
    period, topic, group = cell
    whole = (period, topic, "all") if group != "all" else (period, "all", "all")
    said, said_by_all = comments[cell][word], comments[whole][word]
    n_base, n, others = len(answers[cell][""]), len(answers[cell][word]), len(answers[whole][""]) - len(answers[cell][""])
    figures = again.row((*whiskers("log_odds"), "z", "g2", "jaccard"), (None,) * 6)
    alone = comments[whole][""] == comments[cell][""]
    rest_on = n if alone else min(n, others)
    if not alone and rest_on >= ANSWERS:
        outside, base_outside = said_by_all - said, comments[whole][""] - comments[cell][""]
        delta, error = again.log_odds(said, outside, size[cell], size[whole] - size[cell])
        figures = {
            **again.row(whiskers("log_odds"), (delta, delta - again.Z * error, delta + again.Z * error)), "z": delta / error,
            "g2": again.g2(said, outside, comments[cell][""], base_outside), "jaccard": said / (comments[cell][""] + outside),
        }  # fmt: skip
    few = len({int(base.person[i]) for i in answers[cell][word]}) < PEOPLE
    return {
        "_hidden": few, "n_base": n_base, "n_responses": n, "n_comments": said, "share": n / n_base,
        "note": again.note(PEOPLE, rest_on), **figures,
    }  # fmt: skip


def alerts(run: Run, project: Path) -> Expected:
    """The counts of every alert, and what a drift compares them with."""
    settings = tomllib.loads((project / "voc.toml").read_text(encoding="utf-8"))
    zone = ZoneInfo(settings["project"]["timezone"])
    day, total, who = {}, defaultdict(Counter), {}
    respondent = {(r["source"], r["response_id"]): r["respondent"] for r in run.rows("responses")}
    respondent |= {(r["source"], r["contact_id"]): r["respondent"] for r in run.rows("contacts")}
    for comment in run.rows("comments"):
        if comment["non_answer"] is False and comment["occurred_at"] is not None:
            key = comment["source"], comment["comment_id"]
            day[key] = comment["occurred_at"].astimezone(zone).date()
            total[comment["source"]][day[key]] += 1
            home = comment["source"], comment["response_id"] or comment["contact_id"]
            who[key] = respondent.get(home) or key
    said = defaultdict(lambda: defaultdict(set))
    for mention in run.rows("mentions"):
        key = mention["source"], mention["comment_id"]
        if key in day:
            said[mention["source"], mention["topic"], mention["polarity"]][day[key]].add(key)
    for row in run.rows("alerts"):
        series, all_days = said[row["source"], row["topic"], row["polarity"]], total[row["source"]]
        days = [row["day"] - timedelta(days=i) for i in range(28 if row["kind"] == "drift" else 1)]
        spoken = {key for one in days for key in series.get(one, ())}
        n_total, n = sum(all_days[one] for one in days), len(spoken)
        values = {
            "_hidden": 0 < len({who[key] for key in spoken}) < PEOPLE, "n_total": n_total, "n_comments": n, "share": n / n_total,
        }  # fmt: skip
        if row["kind"] == "drift":
            first = min(all_days)
            monday, start = days[-1], max(first + timedelta(days=-first.weekday() % 7), days[-1] - timedelta(days=182))
            past = [monday - timedelta(days=i) for i in range(1, (monday - start).days + 1)]
            mentions = sum(len(series.get(one, ())) for one in past)
            values["expected"] = (mentions + 0.5) / sum(all_days[one] for one in past)
        yield tuple(row[name] for name in ("source", "topic", "polarity", "day", "kind")), values


def flagged(run: Run) -> Expected:
    """Every comment with a reason to look at it."""
    group = {(r["source"], r["response_id"]): r["nps_group"] for r in run.rows("responses")}
    home = {(k["source"], k["contact_id"]): (k["response_source"], k["response_id"]) for k in run.rows("contacts")}
    unsafe = {(m["source"], m["comment_id"]) for m in run.rows("mentions") if (m["topic"], m["polarity"]) == ("safety", "negative")}
    for c in run.rows("comments"):
        if c["non_answer"] is not False:
            continue
        where = home.get((c["source"], c["contact_id"]), (c["source"], c["response_id"]))
        nps_group = group.get(where)
        applies = {
            "urgent": c["urgent"] >= 0.5, "churn": c["churn"] >= 0.5, "complaint": c["complaint"] >= 0.5,
            "detractor": c["complaint"] >= 0.5 and nps_group == "detractor",
            "safety": (c["source"], c["comment_id"]) in unsafe,
        }  # fmt: skip
        if any(applies.values()):
            points = {"detractor": 15.0, "promoter": 0.0}.get(nps_group or "", 7.0)
            yield (c["source"], c["comment_id"]), {
                "reasons": " ".join(name for name, is_so in applies.items() if is_so), "priority_nps": points,
            }  # fmt: skip


if __name__ == "__main__":
    prove("recount", "Independent recount of the published tables", main, "--project=")

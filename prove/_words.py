"""The tables of terms, alerts and flags a second time."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import _figures as again
import numpy as np
from _figures import ANSWERS, PEOPLE, Expected, Key, whiskers
from _survey import Run, Survey

GROUPS = {100: "promoter", 0: "passive", -100: "detractor"}


def terms(run: Run, bases: list[Survey], table: str) -> Expected:
    """Counts and figures of the published terms, or pairs (without a dictionary)."""
    column = "tokens" if table == "keywords" else "pairs"
    topics_of = _topics_of(run)
    published = run.rows(table)
    wanted = {(r["source"], r["period"], r["topic"], r["nps_group"], _term(r)) for r in published}
    for base in bases:
        held = Counter(word for _, comment in base.texts for word in _words(comment[column]))
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


def _topics_of(run: Run) -> Mapping[Key, set[str]]:
    found: Mapping[Key, set[str]] = defaultdict(set)
    for mention in run.rows("mentions"):
        found[mention["source"], mention["comment_id"]].add(mention["topic"])
    return found


def cooccurrence(run: Run, bases: list[Survey]) -> Expected:
    """Counts of the published edges (without a dictionary)."""
    topics_of, published = _topics_of(run), run.rows("cooccurrence")
    for base in bases:
        edges = defaultdict(set)
        for row in published:
            if row["source"] == base.source:
                edges[row["topic"]].add((row["term"], row["other"]))
        held, both, people = Counter[Key](), Counter[Key](), defaultdict(set)
        for i, comment in base.texts:
            words = _words(comment["tokens"])
            for topic in ("all", *topics_of[comment["source"], comment["comment_id"]]):
                held.update((topic, word) for word in words)
                for edge in edges[topic]:
                    if words.issuperset(edge):
                        both[topic, *edge] += 1
                        people[topic, *edge].add(int(base.person[i]))
        for topic, term, other in [(topic, *edge) for topic, some in edges.items() for edge in some]:
            n, n_term, n_other = both[topic, term, other], held[topic, term], held[topic, other]
            either = n_term + n_other - n
            yield (base.source, topic, term, other), {
                "_hidden": len(people[topic, term, other]) < PEOPLE, "n_term": n_term, "n_other": n_other, "n_both": n,
                **again.row(whiskers("jaccard"), (n / either, *again.wilson(n, either))), "note": again.note(PEOPLE, n),
            }  # fmt: skip


def correspondence(run: Run, bases: list[Survey]) -> Expected:
    """The answers behind the points of every published map (without a dictionary)."""
    published = run.rows("correspondence")
    for base in bases:
        own = [row for row in published if row["source"] == base.source]
        terms, said = {row["name"] for row in own if row["kind"] == "term"}, defaultdict(set)
        for i, comment in base.texts:
            for word in _words(comment["tokens"]) & terms:
                said[word].add(i)
        for variable in {row["variable"] for row in own}:
            points = [row for row in own if row["variable"] == variable]
            values = {row["name"] for row in points if row["kind"] == "value"}
            has = base.segments.get(variable, np.array([GROUPS[y] for y in base.y.tolist()]))
            for row in points:
                inside = {row["name"]} if row["kind"] == "value" else values
                among = sorted(said[row["name"]]) if row["kind"] == "term" else np.flatnonzero(base.base).tolist()
                who = [i for i in among if has[i] in inside]
                cells = defaultdict(set)
                for i in who:
                    cells[has[i]].add(int(base.person[i]))
                yield (base.source, variable, row["kind"], row["name"]), {
                    "_hidden": min(len(one) for one in cells.values()) < PEOPLE or len(cells) < len(inside),
                    "n": len(who), "note": again.note(PEOPLE, len(who)),
                }  # fmt: skip


def _words(given: Iterable[str] | None) -> set[str]:
    return {word for word in given or () if "【" not in word}


def _term(row: Mapping[str, Any]) -> str:
    return (
        row["term"]
        if "term" in row
        else f"{row['head']}→{row['dependent']}{'/ない' if row['negated'] else ''}"
    )


def _key(row: Mapping[str, Any], table: str) -> Key:
    names = ("term",) if table == "keywords" else ("head", "dependent", "negated")
    return tuple(row[name] for name in ("source", "period", "topic", "nps_group", *names))


def _term_figures(
    base: Survey, cell: Key, word: str, comments: Any, answers: Any, size: Any
) -> dict[str, Any]:
    period, topic, group = cell
    whole = (period, topic, "all") if group != "all" else (period, "all", "all")
    said, said_by_all = comments[cell][word], comments[whole][word]
    n_base, n, others = (
        len(answers[cell][""]),
        len(answers[cell][word]),
        len(answers[whole][""]) - len(answers[cell][""]),
    )
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
            monday, start = (
                days[-1],
                max(first + timedelta(days=-first.weekday() % 7), days[-1] - timedelta(days=182)),
            )
            past = [monday - timedelta(days=i) for i in range(1, (monday - start).days + 1)]
            mentions = sum(len(series.get(one, ())) for one in past)
            values["expected"] = (mentions + 0.5) / sum(all_days[one] for one in past)
        yield tuple(row[name] for name in ("source", "topic", "polarity", "day", "kind")), values


def flagged(run: Run) -> Expected:
    """Every comment with a reason to look at it."""
    group = {(r["source"], r["response_id"]): r["nps_group"] for r in run.rows("responses")}
    home = {
        (k["source"], k["contact_id"]): (k["response_source"], k["response_id"]) for k in run.rows("contacts")
    }
    unsafe = {
        (m["source"], m["comment_id"])
        for m in run.rows("mentions")
        if (m["topic"], m["polarity"]) == ("safety", "negative")
    }
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
            points = {"detractor": 12.0, "promoter": 0.0}.get(nps_group or "", 6.0)
            yield (c["source"], c["comment_id"]), {
                "reasons": " ".join(name for name, is_so in applies.items() if is_so), "priority_nps": points,
            }  # fmt: skip

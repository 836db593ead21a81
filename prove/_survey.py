"""A published run's answers, comments and mentions as plain arrays, made without voc.analyze and its SQL.

One `Survey` a source: n scored answers, in the order of (source, response_id). The base is the answers with a
usable comment, one that was read and is not a non-answer, those of a support contact that counts included.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

LARGEST, OTHERS = 50, "(others)"
Row = dict[str, Any]


@dataclass
class Run:
    """The folder of a run; its tables are read as rows."""

    folder: Path
    con: duckdb.DuckDBPyConnection = field(default_factory=duckdb.connect)

    def rows(self, table: str, where: str = "") -> list[Row]:
        """Every row of a table, of every month and source."""
        files = sorted((self.folder / table).rglob("*.parquet")) or [self.folder / f"{table}.parquet"]
        given = [str(file) for file in files if file.exists()]
        if not given:
            return []
        found = self.con.execute(
            f"FROM read_parquet($files, union_by_name := true) {where}", {"files": given}
        )
        names = [one[0] for one in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@dataclass
class Survey:
    """Arrays are one value an answer; `spoken` and `sides` are n × topics, `drivers` n × topic and polarity."""

    source: str
    answers: list[Row]
    person: np.ndarray
    month: np.ndarray
    y: np.ndarray  # 100, 0, -100
    base: np.ndarray
    segments: dict[str, np.ndarray]  # name → value, '' for none
    topics: list[str]
    comments: np.ndarray  # n × topics: comments that mention it
    praised: np.ndarray
    criticised: np.ndarray
    pairs: list[tuple[str, str]]  # of topic and polarity
    drivers: np.ndarray
    texts: list[tuple[int, Row]]  # answer and usable comment

    @property
    def spoken(self) -> np.ndarray:
        """Whether an answer mentions a topic."""
        return self.comments > 0

    def cells(self) -> Iterator[tuple[str, str, np.ndarray]]:
        """Name and value of every segment, the total first, and which answers are of it."""
        yield "all", "all", np.ones(len(self.y), bool)
        for name, values in self.segments.items():
            for value in sorted(set(values.tolist()) - {""}):
                yield name, value, values == value

    def periods(self) -> dict[str, np.ndarray]:
        """Every month, year and "all", with the answers of it."""
        years = np.array([month[:4] for month in self.month.tolist()])
        return (
            {month: self.month == month for month in sorted(set(self.month.tolist()))}
            | {year: years == year for year in sorted(set(years.tolist()))}
            | {"all": np.ones(len(self.y), bool)}
        )


def surveys(run: Run) -> Iterator[Survey]:
    """Every source that has scored answers."""
    scored = sorted(
        (row for row in run.rows("responses") if row["nps_group"]),
        key=lambda r: (r["source"], r["response_id"]),
    )
    facts: dict[str, Row] = defaultdict(dict)  # what the customer lists know of a respondent
    for row in run.rows("customers"):
        told = {f"{row['source']}.{name}": row[name] for name in ("spend", "purchases")}
        facts[row["respondent"]] |= {name: value for name, value in told.items() if value is not None}
    left = _left(run.rows("customers"))
    for row in scored:
        row["outcomes"] = _outcomes(row, left.get(row["respondent"]))
        row["behaviour"] = {**(row["behaviour"] or {}), **facts.get(row["respondent"], {})}
    place = {(row["source"], row["response_id"]): row for row in scored}
    contacts = {
        (k["source"], k["contact_id"]): (k["response_source"], k["response_id"]) for k in run.rows("contacts")
    }
    usable = defaultdict(list)
    answer_of = {}
    for comment in run.rows("comments"):
        where = comment["source"], comment["response_id"]
        if comment["contact_id"] is not None:
            where = contacts.get((comment["source"], comment["contact_id"]), (None, None))
        if where in place and comment["non_answer"] is False:
            usable[where].append(comment)
            answer_of[comment["source"], comment["comment_id"]] = where
    said = defaultdict(set)
    for mention in run.rows("mentions"):
        where = answer_of.get((mention["source"], mention["comment_id"]))
        if where:
            said[where].add((mention["topic"], mention["polarity"], mention["source"], mention["comment_id"]))
    for source in sorted({row["source"] for row in scored}):
        yield _survey(source, [row for row in scored if row["source"] == source], usable, said)


def _left(customers: list[Row]) -> dict[str, float]:
    """100 for who left by any list, 0 for the others of the lists that know of leaving."""
    knowing = {row["source"] for row in customers if row["churned_at"] is not None}
    left: dict[str, float] = {}
    for row in customers:
        if row["source"] in knowing:
            gone = 100.0 if row["churned_at"] is not None else 0.0
            left[row["respondent"]] = max(gone, left.get(row["respondent"], 0.0))
    return left


def _outcomes(row: Row, churned: float | None) -> dict[str, float]:
    """What an answer has beside its NPS: of one name the score, then the behaviour, then the customer list."""
    stated = {
        name: value for name, value in (row["behaviour"] or {}).items() if math.isfinite(value) and value >= 0
    }
    return ({} if churned is None else {"churned": churned}) | stated | (row["scores"] or {})


def _survey(source: str, answers: list[Row], usable: dict, said: dict) -> Survey:
    keys = [(source, row["response_id"]) for row in answers]
    people = [row["respondent"] or f"- {source} {row['response_id']}" for row in answers]
    every = [said.get(key, set()) for key in keys]
    topics = sorted({one[0] for some in every for one in some})
    pairs = sorted({one[:2] for some in every for one in some})
    shape, at, both = (
        (len(answers), len(topics)),
        {t: i for i, t in enumerate(topics)},
        {p: i for i, p in enumerate(pairs)},
    )
    comments, praised, criticised = np.zeros(shape, int), np.zeros(shape, bool), np.zeros(shape, bool)
    drivers = np.zeros((len(answers), len(pairs)), bool)
    for i, some in enumerate(every):
        for topic, number in Counter(one[0] for one in {(o[0], o[2], o[3]) for o in some}).items():
            comments[i, at[topic]] = number
        for topic, polarity, *_ in some:
            drivers[i, both[topic, polarity]] = True
            praised[i, at[topic]] |= polarity == "positive"
            criticised[i, at[topic]] |= polarity == "negative"
    names = sorted({name for row in answers for name, value in _filled(row)} - {"all"})
    return Survey(
        source=source, answers=answers, person=np.unique(people, return_inverse=True)[1],
        month=np.array([row["month"] for row in answers]),
        y=np.array([{"promoter": 100, "passive": 0, "detractor": -100}[row["nps_group"]] for row in answers]),
        base=np.array([bool(usable.get(key)) for key in keys]),
        segments={name: _folded([dict(_filled(row)).get(name, "") for row in answers]) for name in names},
        topics=topics, comments=comments, praised=praised, criticised=criticised, pairs=pairs, drivers=drivers,
        texts=[(i, comment) for i, key in enumerate(keys) for comment in usable.get(key, ())],
    )  # fmt: skip


def _filled(row: Row) -> list[tuple[str, str]]:
    given = row["segments"] or {}
    return [(name, value) for name, value in given.items() if value]


def _folded(values: list[str]) -> np.ndarray:
    """The values, those beyond the largest as one."""
    often = Counter(value for value in values if value)
    kept = set(sorted(often, key=lambda value: (-often[value], value))[:LARGEST])
    return np.array([value if value in kept or not value else OTHERS for value in values])

"""Labelled comments, those to learn from and those held out, and the survey that many of them are of.

In: the data folder (`labels/*.jsonl`, `fukui/*.csv`, as its README lays out), the comments written for this
project (`models/comments/*.jsonl`), labels of further survey comments (`models/survey.jsonl`), labels that a
second reading changed (`models/mended.jsonl`) and the clauses that say a topic or a reason, where somebody
chose them (`models/evidence.jsonl`). Out: lists of `Gold`, and every `Answer` of the survey.
"""

import csv
import functools
import html
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from voc.gold import Gold, parse
from voc.text import readable

HERE = Path(__file__).resolve().parent
COMMENTS = HERE / "comments"
MENDED = HERE / "mended.jsonl"  # what a second reading changed of labels, by id
EVIDENCE = HERE / "evidence.jsonl"  # clauses that say a topic or a reason, by id, as (start, end) in the text
SURVEY = HERE / "survey.jsonl"  # labels of further comments of the survey, by response and question
NON_ANSWERS = HERE / "non_answers.jsonl"  # which comments of the held-out months say nothing
DEV_INDUSTRIES = {
    "家電・PCメーカー", "病院・歯科・介護", "生命/損害保険", "眼鏡・コンタクト", "動物病院", "印刷通販・名刺",
    "旅行代理店・ツアー", "テーマパーク", "自動車教習所", "ネット証券・暗号資産",
    "法人向け通信・クラウド電話",
}  # fmt: skip
DEV_SURVEYS = {"市民アンケート", "美術館・動物園・水族館"}
DEV_MONTHS = {"2022-07", "2022-12", "2023-06", "2023-11", "2024-05", "2024-10", "2025-04", "2025-09"}
ALIKE = 0.45  # share of common letter groups from which two texts are the same comment


@dataclass(frozen=True)
class Answer:
    """One comment of the survey; `score` is the satisfaction ticked beside it, or ""."""

    response: str
    respondent: str
    month: str
    question: str
    text: str
    score: str


def labelled(data: Path) -> tuple[list[Gold], dict[str, list[Gold]]]:
    """Training comments, and development comments by kind: "surveys" and "industries".

    Held out are other months of the survey, two other kinds of survey and eleven whole industries. A training
    comment is left out where it nearly repeats a held-out one, or where a held-out one is by the same
    respondent. Held-out spans are the chosen clauses alone: elsewhere the shortest words are labelled.
    """
    train: list[Gold] = []
    held: dict[str, list[Gold]] = {"surveys": [], "industries": []}
    hidden, chosen = hidden_people(data), {row["id"] for row in _lines(EVIDENCE)}
    for row in _rows(data):
        own = parse(row, row["id"])
        told = own if own.id in chosen else replace(own, spans={})
        if own.group in DEV_SURVEYS or _month(row) in DEV_MONTHS:
            held["surveys"].append(told)
        elif own.group in DEV_INDUSTRIES:
            held["industries"].append(told)
        elif not hidden & _people(data, row):
            train.append(own)
    nearly = Repeats([own.text for golds in held.values() for own in golds])
    return [own for own in train if not nearly.has(own.text)], held


def census(data: Path, beside: Sequence[Gold]) -> list[tuple[Answer, bool]]:
    """Comments of the held-out months, and which of them say nothing: all that might, and others.

    Each text once to a question, none that is among `beside`, none of people who wrote training comments.
    """
    silent = says_nothing()
    seen = {(gold.question, gold.text.strip()) for gold in beside}
    labelled = (row for path in (SURVEY, data / "labels" / "fukui.jsonl") for row in _lines(path))
    heard = {(row["response"], row["question"]) for row in labelled if _month(row) not in DEV_MONTHS}
    people = {answer.respondent for answer in survey(data) if (answer.response, answer.question) in heard}
    found = [a for a in survey(data) if (a.response, a.question) in silent and a.respondent not in people]
    alone = {(a.question, a.text): a for a in reversed(found) if (a.question, a.text) not in seen}
    return [(answer, silent[answer.response, answer.question]) for answer in alone.values()]


def says_nothing() -> dict[tuple[str, str], bool]:
    """Of each comment that the census looked at, by response and question, whether it says nothing."""
    return {(row["response"], row["question"]): bool(row["n"]) for row in _lines(NON_ANSWERS)}


def _rows(data: Path) -> Iterator[dict[str, Any]]:
    """Every labelled comment: those of the data folder, those written, those of the survey by their ids."""
    given = [data / "labels" / f"{name}.jsonl" for name in ("fukui", "written")]
    mended, evidence = ({row["id"]: row for row in _lines(path)} for path in (MENDED, EVIDENCE))
    for path in [*given, *sorted(COMMENTS.glob("*.jsonl"))]:
        for row in _lines(path):
            told = {name: _words(row["text"], spans) for name, spans in evidence.get(row["id"], {}).items()}
            yield row | mended.get(row["id"], {}) | told
    answers = {(answer.response, answer.question): answer for answer in survey(data)}
    for row in _lines(SURVEY):
        own = answers[row["response"], row["question"]]
        spans = _words(own.text, row.get("spans", {}))
        yield row | {"text": own.text, "answered": own.month, "spans": spans}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _words(text: str, spans: object) -> Any:
    """Spans as (start, end) → the words themselves; anything else, such as an id, as it is."""
    if not isinstance(spans, Mapping):
        return spans
    return {name: [text[start:end] for start, end in parts] for name, parts in spans.items()}


def _month(row: Mapping[str, Any]) -> str:
    return str(row.get("answered", ""))[:7]


def _people(data: Path, row: Mapping[str, Any]) -> frozenset[str]:
    """Who may have written a labelled comment of the survey, found by its month, question and text."""
    return _writers(data).get((_month(row), row["question"], row["text"].strip()), frozenset())


@functools.cache
def _writers(data: Path) -> dict[tuple[str, str, str], frozenset[str]]:
    out: dict[tuple[str, str, str], set[str]] = {}
    for answer in survey(data):
        out.setdefault((answer.month, answer.question, answer.text), set()).add(answer.respondent)
    return {key: frozenset(people) for key, people in out.items()}


@functools.cache
def hidden_people(data: Path) -> frozenset[str]:
    """The respondents of the held-out comments of the survey."""
    rows = _lines(data / "labels" / "fukui.jsonl")
    return frozenset(p for row in rows if _month(row) in DEV_MONTHS for p in _people(data, row))


class Repeats:
    """Texts to compare others with, by their groups of four letters."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [_groups_of_letters(text) for text in texts]
        self._with: dict[str, list[int]] = {}
        for number, groups in enumerate(self._texts):
            for group in groups:
                self._with.setdefault(group, []).append(number)

    def has(self, text: str) -> bool:
        """Whether one of the texts is nearly this one (Jaccard index of their letter groups)."""
        groups, shared = _groups_of_letters(text), dict[int, int]()
        for group in groups:
            for number in self._with.get(group, ()):
                shared[number] = shared.get(number, 0) + 1
        sizes = ((n, len(groups) + len(self._texts[number]) - n) for number, n in shared.items())
        return any(n > ALIKE * together for n, together in sizes)


def _groups_of_letters(text: str) -> frozenset[str]:
    letters = _letters(text)
    return frozenset(letters[i : i + 4] for i in range(max(1, len(letters) - 3)))


@functools.cache  # a text is compared with those held out, those to test with, those heard
def _letters(text: str) -> str:
    return "".join(c for c in readable(text).normal if c.isalnum())


@functools.cache
def survey(data: Path) -> tuple[Answer, ...]:
    """Every comment of the survey, month by month."""
    rated = {"満足度の理由": "満足度", "満足度(商品・サービス)の理由": "満足度(商品・サービス)"}
    others = (
        "不便さの内容", "施設に求めるもの", "推奨項目", "福井県に求めるもの",
        "福井県内での交通手段の満足度の理由",
    )  # fmt: skip
    out = []
    for path in sorted((data / "fukui").glob("survey-*.csv")):
        digits = path.stem[-6:]
        month = f"{digits[:4]}-{digits[4:]}"
        with open(path, encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file)):
                response, person = f"fukui-{digits}-{number:05}", row["会員ID"]
                for question in (*rated, *others):
                    text = html.unescape(row.get(question) or "").strip()
                    if text:
                        score = row.get(rated.get(question, ""), "")
                        out.append(Answer(response, person, month, question, text, score))
    return tuple(out)

"""Comments for training: the labelled ones, weak labels of the survey, and what has no labels at all.

In: the data folder (`labels/*.jsonl`, `fukui/*.csv`, as its README lays out), the comments written for this
project (`models/comments/*.jsonl`), labels of further survey comments (`models/survey.jsonl`), labels that a
second reading changed (`models/mended.jsonl`) and the clauses that say a topic or a reason, where somebody
chose them (`models/evidence.jsonl`). Out: lists of `Gold` and `Example`; a target of None means that
nobody looked, and is not learned from.
"""

import csv
import functools
import hashlib
import html
import itertools
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from voc.gold import Gold, Spans, parse
from voc.text import is_non_answer, readable
from voc.train import Example

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
WEAK_LIMIT = 800  # comments of each weak class
CLEAR = 12  # letters from which a comment is taken to need no question
BARE = 1_000  # comments heard once more without their question, fewer where they are short
PAIRS = 2_000  # comments heard once more, two as one


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
    hidden, chosen = _hidden(data), {row["id"] for row in _lines(EVIDENCE)}
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
def _hidden(data: Path) -> frozenset[str]:
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


def weak(data: Path, avoid: Sequence[Gold], seed: int) -> list[Example]:
    """Survey comments labelled by what their writer ticked: satisfaction, inconvenience, no answer.

    The middle of the scale is left out: more than half of those texts complain. Texts that nearly repeat one
    of `avoid`, and what people of the held-out comments wrote, are never used.
    """
    nearly = Repeats([gold.text for gold in avoid])
    pools: dict[str, dict[str, Example]] = {"positive": {}, "negative": {}, "trouble": {}, "none": {}}
    for answer in _free(data):
        text, question = answer.text, answer.question
        if is_non_answer(text):
            pool, sentiment = "none", "neutral"
            flags = {"non_answer": 1.0, "complaint": 0.0, "request": 0.0}
        elif answer.score == "とても満足":
            pool, sentiment, flags = "positive", "positive", {"non_answer": 0.0, "complaint": 0.0}
        elif answer.score in ("不満", "とても不満"):
            pool, sentiment, flags = "negative", "negative", {"non_answer": 0.0, "complaint": 1.0}
        elif question == "不便さの内容":
            pool, sentiment, flags = "trouble", "negative", {"non_answer": 0.0, "complaint": 1.0}
        else:
            continue
        pools[pool][text] = Example(text, question, {sentiment: 1.0}, flags, None)
    out: list[Example] = []
    for found in pools.values():
        unique = sorted(found.values(), key=lambda e: hashlib.sha256(e.text.encode()).digest())
        fresh = (e for e in unique if not nearly.has(e.text))
        out += itertools.islice(fresh, WEAK_LIMIT)
    random.Random(seed).shuffle(out)
    return out


def widened(known: Sequence[Gold], seed: int) -> list[Gold]:
    """`known`, those of the survey once more, and more made of it: without their question, two as one.

    One labelled comment in four was written by customers, who are to be read; the others by annotators.
    Two comments of different people put together are a text that nobody wrote, but that holds what long texts
    hold: several topics, praise beside blame. Only comments that say enough to need no question.
    """
    rng = random.Random(seed)
    clear = [g for g in known if len(g.text) >= CLEAR and not g.flags["non_answer"] and g.topics is not None]
    bare = [replace(g, question="") for g in clear[:: len(known) // BARE]]
    pairs = [_joined(*rng.sample(clear, 2), rng.choice(("", " ", "。", "\n"))) for _ in range(PAIRS)]
    return [*known, *(g for g in known if not g.group), *bare, *pairs]  # those of the survey have no group


def _joined(one: Gold, other: Gold, between: str) -> Gold:
    shift = len(one.text) + len(between)

    def both(here: Mapping[Any, Spans], there: Mapping[Any, Spans]) -> dict[Any, Spans]:
        moved = {key: tuple((a + shift, b + shift) for a, b in parts) for key, parts in there.items()}
        return {key: here.get(key, ()) + moved.get(key, ()) for key in (*here, *moved)}

    sides = {one.sentiment, other.sentiment} - {"neutral"}
    flags = {name: _either(one.flags[name], other.flags[name]) for name in one.flags}
    return Gold(
        id=f"{one.id}+{other.id}", text=one.text + between + other.text,
        question=one.question if one.question == other.question else "",
        sentiment="neutral" if not sides else sides.pop() if len(sides) == 1 else "mixed",
        flags=flags, topics=(one.topics or frozenset()) | (other.topics or frozenset()),
        spans=both(one.spans, other.spans), reasons=both(one.reasons, other.reasons),
    )  # fmt: skip


def _either(one: bool | None, other: bool | None) -> bool | None:
    return True if one or other else None if one is None or other is None else False


def unlabelled(data: Path, avoid: Sequence[Gold], count: int, seed: int) -> list[tuple[str, str]]:
    """(text, question) of the survey, `count` at most, for a student to hear its teacher on.

    Nothing is used that nearly repeats a held-out text.
    """
    hidden = Repeats([gold.text for gold in avoid])
    survey = sorted({(answer.text, answer.question) for answer in _free(data)})
    random.Random(seed).shuffle(survey)
    return list(itertools.islice((pair for pair in survey if not hidden.has(pair[0])), count))


def _free(data: Path) -> Iterator[Answer]:
    """The survey without the held-out months and the people of the held-out comments."""
    hidden = _hidden(data)
    return (a for a in survey(data) if a.month not in DEV_MONTHS and a.respondent not in hidden)


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

"""Comments for training: the labelled ones, weak labels of the survey, and what has no labels at all.

In: the data folder (`labels/*.jsonl`, `fukui/*.csv`, as its README lays out) and the comments written for
this project (`models/comments/*.jsonl`). Out: lists of `Gold` and `Example`; a target of None means that
nobody looked, and is not learned from.
"""

import csv
import hashlib
import html
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from voc.gold import Gold, load
from voc.text import is_non_answer, readable
from voc.train import Example

HERE = Path(__file__).resolve().parent
COMMENTS = HERE / "comments"
DEV_INDUSTRIES = {
    "家電・PCメーカー", "病院・歯科・介護", "生命/損害保険", "眼鏡・コンタクト", "動物病院", "印刷通販・名刺",
    "旅行代理店・ツアー", "テーマパーク", "自動車教習所", "ネット証券・暗号資産",
    "法人向け通信・クラウド電話",
}  # fmt: skip
DEV_SURVEYS = {"市民アンケート", "美術館・動物園・水族館"}
DEV_MONTHS = {"2022-07", "2022-12", "2023-06", "2023-11", "2024-05", "2024-10", "2025-04", "2025-09"}
ALIKE = 0.45  # share of common letter groups from which two texts are the same comment
WEAK_LIMIT = 800  # comments of each weak class


def labelled(data: Path) -> tuple[list[Gold], dict[str, list[Gold]]]:
    """Training comments, and development comments by kind: "surveys" and "industries".

    Held out are other months of the survey, two other kinds of survey and eleven whole industries; a training
    comment that nearly repeats a held-out one is left out.
    """
    train: list[Gold] = []
    held: dict[str, list[Gold]] = {"surveys": [], "industries": []}
    for path in [*(data / "labels" / f"{name}.jsonl" for name in ("fukui", "written")), *_written()]:
        months = _months(path)
        for gold in load(path):
            if gold.group in DEV_SURVEYS or months.get(gold.id) in DEV_MONTHS:
                held["surveys"].append(gold)
            elif gold.group in DEV_INDUSTRIES:
                held["industries"].append(gold)
            else:
                train.append(gold)
    nearly = Repeats([gold.text for golds in held.values() for gold in golds])
    return [gold for gold in train if not nearly.has(gold.text)], held


def _written() -> list[Path]:
    return sorted(COMMENTS.glob("*.jsonl"))


def _months(path: Path) -> dict[str, str]:
    """The month in which the survey's comments were written, by id."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["answered"][:7] for row in rows if "answered" in row}


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
        return any(n > ALIKE * len(groups | self._texts[number]) for number, n in shared.items())


def _groups_of_letters(text: str) -> frozenset[str]:
    letters = "".join(c for c in readable(text).normal if c.isalnum())
    return frozenset(letters[i : i + 4] for i in range(max(1, len(letters) - 3)))


def weak(data: Path, avoid: Sequence[Gold], seed: int) -> list[Example]:
    """Survey comments labelled by what their writer ticked: satisfaction, inconvenience, no answer.

    The middle of the scale is left out: more than half of those texts complain. Texts of
    `avoid`, and months held out for development, are never used.
    """
    forbidden = {gold.text for gold in avoid}
    pools: dict[str, list[Example]] = {"positive": [], "negative": [], "trouble": [], "none": []}
    for question, text, score in _survey(data):
        if text in forbidden or len(text) < 2:
            continue
        if is_non_answer(text):
            pools["none"].append(_weak(text, question, "neutral", non_answer=1.0, complaint=0.0, request=0.0))
        elif score == "とても満足":
            pools["positive"].append(_weak(text, question, "positive", non_answer=0.0, complaint=0.0))
        elif score in ("不満", "とても不満"):
            pools["negative"].append(_weak(text, question, "negative", non_answer=0.0, complaint=1.0))
        elif question == "不便さの内容":
            pools["trouble"].append(_weak(text, question, "negative", non_answer=0.0, complaint=1.0))
    rng = random.Random(seed)
    out = []
    for pool in pools.values():
        unique = list({e.text: e for e in pool}.values())
        unique.sort(key=lambda e: hashlib.sha256(e.text.encode()).digest())
        out += unique[:WEAK_LIMIT]
    rng.shuffle(out)
    return out


def _weak(text: str, question: str, sentiment: str, **flags: float) -> Example:
    return Example(text, question, {sentiment: 1.0}, dict(flags), None)


def unlabelled(
    data: Path, train: Sequence[Gold], avoid: Sequence[Gold], count: int, seed: int
) -> list[tuple[str, str]]:
    """(text, question) for a student to hear its teacher on: the survey, the comments, and pairs of them.

    Two comments of different people put together are a text that nobody wrote, but that holds what texts of
    other industries hold: several topics, praise beside blame. Nothing is used that nearly repeats a held-out
    text.
    """
    hidden, rng = Repeats([gold.text for gold in avoid]), random.Random(seed)
    survey = sorted({(text, question) for question, text, _ in _survey(data) if not hidden.has(text)})
    rng.shuffle(survey)
    own = [(gold.text, gold.question) for gold in train]
    pairs = []
    for _ in range(count // 4):
        (one, question), (other, _) = rng.sample(own, 2)
        pairs.append((f"{one}{rng.choice(('', ' ', '。', chr(10)))}{other}", question))
    bare = [(text, "") for text, _ in own]
    return [*own, *bare, *pairs, *survey[: max(0, count - 2 * len(own) - len(pairs))]]


def _survey(data: Path) -> Iterator[tuple[str, str, str]]:
    """(question, text, satisfaction ticked beside it or '') of every comment of the training months."""
    rated = {"満足度の理由": "満足度", "満足度(商品・サービス)の理由": "満足度(商品・サービス)"}
    others = (
        "不便さの内容", "施設に求めるもの", "推奨項目", "福井県に求めるもの",
        "福井県内での交通手段の満足度の理由",
    )  # fmt: skip
    for path in sorted((data / "fukui").glob("survey-*.csv")):
        month = f"{path.stem[-6:-2]}-{path.stem[-2:]}"
        if month in DEV_MONTHS:
            continue
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for question in (*rated, *others):
                    text = html.unescape(row.get(question) or "").strip()
                    if text:
                        yield question, text, row.get(rated.get(question, ""), "")

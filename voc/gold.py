"""Labelled comments: JSON lines in the form of the annotation guide → `Gold`, checked line by line.

    {"id": "…", "question": "…", "text": "…", "s": "neg|neu|pos|mix", "c": 0, "r": 0, "n": 0,
     "t": ["price-", "staff+"], "churn": 0, "urgent": 0, "industry": "…", "hard": "…",
     "spans": {"price-": ["料金が高い"]}, "reasons": {"complaint": ["料金が高い"]}, "flagged": 0}

Only `text` and `s` must be there: what a line does not say was not looked at, and is None.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from voc.errors import InputError
from voc.records import Polarity

Sentiment = Literal["negative", "neutral", "positive", "mixed"]
Topic = tuple[str, Polarity]
Spans = tuple[tuple[int, int], ...]
SENTIMENTS: Mapping[str, Sentiment] = {
    "neg": "negative", "neu": "neutral", "pos": "positive", "mix": "mixed",
}  # fmt: skip
MARKS: Mapping[str, Polarity] = {"-": "negative", "0": "neutral", "+": "positive"}
_MARK = {polarity: mark for mark, polarity in MARKS.items()}
_FLAGS = {"complaint": "c", "request": "r", "non_answer": "n", "churn": "churn", "urgent": "urgent"}


@dataclass(frozen=True)
class Gold:
    """A comment and what a careful reader says of it.

    `flags` has complaint, request, non_answer, churn and urgent, None where nobody looked; `topics` is None
    likewise. `spans` are (start, end) in `text` of the words that say a topic, `reasons` of those that
    make it a complaint, churn or urgent. `group` is the industry or the kind of survey, `phenomenon` what
    makes the comment hard; both may be "". `flagged`: it was labelled because a model flagged it, so that it
    says nothing of how often a model errs.
    """

    id: str
    text: str
    question: str
    sentiment: Sentiment
    flags: Mapping[str, bool | None]
    topics: frozenset[Topic] | None = None
    spans: Mapping[Topic, Spans] = field(default_factory=dict)
    reasons: Mapping[str, Spans] = field(default_factory=dict)
    group: str = ""
    phenomenon: str = ""
    flagged: bool = False


def load(path: Path) -> list[Gold]:
    """The labelled comments of a file, in order.

    Raises InputError `gold_unreadable`, or `gold_line` with the number of the first line that is not in
    the form above.
    """
    return list(_lines(path))


def line(one: Gold) -> dict[str, Any]:
    """A labelled comment in the form above, which `load` reads back.

    Of words that stand in the text more than once, it then finds the first.
    """
    spans = {topic + _MARK[polarity]: parts for (topic, polarity), parts in one.spans.items()}
    topics = None if one.topics is None else sorted(topic + _MARK[polarity] for topic, polarity in one.topics)
    plain: dict[str, Any] = {
        "id": one.id, "industry": one.group, "question": one.question, "text": one.text,
        "s": next(short for short, name in SENTIMENTS.items() if name == one.sentiment),
        "t": topics, "hard": one.phenomenon,
        "spans": {mark: [one.text[a:b] for a, b in parts] for mark, parts in spans.items()},
        "reasons": {name: [one.text[a:b] for a, b in parts] for name, parts in one.reasons.items()},
        "flagged": int(one.flagged) or None,
    }  # fmt: skip
    plain |= {key: int(value) for name, key in _FLAGS.items() if (value := one.flags.get(name)) is not None}
    return {name: value for name, value in plain.items() if value not in (None, "", {})}


def _lines(path: Path) -> Iterator[Gold]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # a text may hold other line ends
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("gold_unreadable", file=str(path), reason=str(error)) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield parse(json.loads(line), str(number))
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            reason = f"{type(error).__name__}: {error}"
            raise InputError("gold_line", file=str(path), line=number, reason=reason) from error


def parse(row: Mapping[str, Any], number: str) -> Gold:
    """One line of a file; `number` stands in where it has no id.

    Raises ValueError, TypeError, LookupError or AttributeError where the row is not in the form above.
    """
    text = row["text"]
    if not isinstance(text, str) or not isinstance(row.get("question") or "", str):
        raise TypeError("text and question must be text")
    spans: dict[str, Any] = row.get("spans") or {}
    reasons: dict[str, Any] = row.get("reasons") or {}
    return Gold(
        id=str(row.get("id") or number), text=text, question=row.get("question") or "",
        sentiment=SENTIMENTS[row["s"]],
        flags={name: _flag(row.get(key)) for name, key in _FLAGS.items()},
        topics=None if row.get("t") is None else frozenset(map(_topic, _listed(row["t"]))),
        spans={_topic(mark): _spans(text, parts) for mark, parts in spans.items()},
        reasons={_flag_name(name): _spans(text, parts) for name, parts in reasons.items()},
        group=str(row.get("industry") or ""), phenomenon=str(row.get("hard") or ""),
        flagged=bool(_flag(row.get("flagged"))),
    )  # fmt: skip


def _flag(value: object) -> bool | None:
    if value not in (0, 1, None):
        raise ValueError(f"a flag is 0 or 1, not {value!r}")
    return None if value is None else bool(value)


def _topic(mark: str) -> Topic:
    if not mark[:-1]:
        raise ValueError(f"a topic and its mark, not {mark!r}")
    return mark[:-1], MARKS[mark[-1]]


def _flag_name(name: str) -> str:
    if name not in _FLAGS:
        raise ValueError(f"a flag, not {name!r}")
    return name


def _spans(text: str, parts: list[str]) -> Spans:
    """Where the parts stand; each must be there, and the first place of it counts."""
    return tuple((at := text.index(part), at + len(part)) for part in _listed(parts))


def _listed(values: Any) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
        raise TypeError(f"a list of texts, not {values!r}")
    return values

"""Labelled comments: JSON lines in the form of the annotation guide → `Gold`, checked line by line.

    {"id": "…", "question": "…", "text": "…", "s": "neg|neu|pos|mix", "c": 0, "r": 0, "n": 0,
     "t": ["price-", "staff+"], "churn": 0, "urgent": 0, "industry": "…", "hard": "…",
     "spans": {"price-": ["料金が高い"]}, "reasons": {"complaint": ["料金が高い"]}, "flagged": 0}

Only `text` and `s` must be there: what a line does not say was not looked at, and is None.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from voc.errors import InputError, VocError
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
LEAST = 50  # labelled comments that `voc train` learns from
_LABEL = re.compile(r"[a-z_]{0,20}[-+0]?|\d")
_KINDS: Mapping[type, str] = {str: '"…"', list: "[…]", dict: "{…}"}


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

    def says(self, flag: str) -> bool | None:
        """Whether a flag of `voc.records.FLAGS` holds, mixed among them; None where nobody looked."""
        return self.sentiment == "mixed" if flag == "mixed" else self.flags.get(flag)


def load(path: Path) -> list[Gold]:
    """The labelled comments of a file, in order.

    Raises InputError `gold_unreadable`, or with the number of the first line that is not in the form above
    `gold_line` where it is no JSON object, `gold_field` where a field holds what it may not, `gold_words`
    where the words of a span are not in the text.
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
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError("gold_line", file=str(path), line=number, reason=str(error)) from error
        if not isinstance(row, dict):
            raise InputError("gold_line", file=str(path), line=number, reason=_kind(row))
        try:
            yield parse(row, str(number))
        except _Wrong as wrong:
            raise InputError(wrong.code, file=str(path), line=number, **wrong.values) from None


class _Wrong(VocError):
    """What is wrong with a line, without the place that the sentence shows too."""


def parse(row: Mapping[str, Any], number: str) -> Gold:
    """One line of a file; `number` stands in where it has no id.

    Raises VocError `gold_field` or `gold_words`, which do not know the file and the line yet.
    """
    text = _text("text", row.get("text"))
    return Gold(
        id=str(row.get("id") or number), text=text, question=_text("question", row.get("question") or ""),
        sentiment=SENTIMENTS[_one_of(SENTIMENTS, "s", row.get("s"))],
        flags={name: _flag(key, row.get(key)) for name, key in _FLAGS.items()},
        topics=None if row.get("t") is None else frozenset(_topic("t", m) for m in _listed("t", row["t"])),
        spans={_topic("spans", mark): parts for mark, parts in _spans(row, "spans", text)},
        reasons={_one_of(_FLAGS, "reasons", name): parts for name, parts in _spans(row, "reasons", text)},
        group=str(row.get("industry") or ""), phenomenon=str(row.get("hard") or ""),
        flagged=bool(_flag("flagged", row.get("flagged"))),
    )  # fmt: skip


def _text(field: str, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong(field, _kind(value), '"…"') if value is not None else _Wrong("gold_missing", field=field)
    return value


def _one_of(known: Mapping[str, object], field: str, value: object) -> str:
    if value is None:
        raise _Wrong("gold_missing", field=field)
    if not isinstance(value, str) or value not in known:
        raise _wrong(field, _label(value), " | ".join(known))
    return value


def _flag(field: str, value: object) -> bool | None:
    if value not in (0, 1, None):
        raise _wrong(field, _label(value), "0 | 1")
    return None if value is None else bool(value)


def _topic(field: str, mark: str) -> Topic:
    if len(mark) < 2 or mark[-1] not in MARKS:
        raise _wrong(field, _label(mark), "price- | price0 | price+")
    return mark[:-1], MARKS[mark[-1]]


def _spans(row: Mapping[str, Any], field: str, text: str) -> Iterator[tuple[str, Spans]]:
    """Where the words of each mark stand; they must be there, and the first place of them counts."""
    given: Any = row.get(field) or {}
    if not isinstance(given, dict):
        raise _wrong(field, _kind(given), '{"…": ["…"]}')
    for mark, parts in given.items():
        if not all(part in text for part in _listed(field, parts)):
            raise _Wrong("gold_words", field=field, mark=mark)
        yield mark, tuple((at := text.index(part), at + len(part)) for part in parts)


def _listed(field: str, values: Any) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
        raise _wrong(field, (_label if field == "t" else _kind)(values), '["…"]')
    return values


def _wrong(field: str, seen: str, allowed: str) -> _Wrong:
    return _Wrong("gold_field", field=field, seen=seen, allowed=allowed)


def _kind(value: object) -> str:
    """A value without what it holds: what customers wrote is in no message."""
    return _KINDS.get(type(value)) or json.dumps(value)


def _label(value: object) -> str:
    """What may be a label as it is; anything else, such as a name in the wrong column, is not shown."""
    return json.dumps(value) if isinstance(value, str) and _LABEL.fullmatch(value) else _kind(value)

"""Texts given directly → answers, with no project: `voc classify` and `voc explain`.

Kept apart from what reads exports, because a command that answers one text must start at once.
"""

import itertools
import json
from collections.abc import Iterable, Iterator
from typing import Any

from voc import classify, text
from voc.errors import SettingsError
from voc.records import Reading

CHUNK = 512  # lines of standard input read together


def read_lines(lines: Iterable[str], model: str | None = None) -> Iterator[dict[str, Any]]:
    """JSON lines in, one answer a line, same order.

    Offsets point into the given text. Raises SettingsError with the line number for a bad line,
    after the answers to the lines before it.
    """
    reader = classify.reader(model or classify.DEFAULT, text.VERSION)
    items, bad = _items(lines), None
    while not bad:
        parsed: list[dict[str, Any]] = []
        try:
            for item in itertools.islice(items, CHUNK):
                parsed.append(item)
            if not parsed:
                return
        except SettingsError as error:
            bad = error
        readings = reader.read(text.readable(item["text"], item["question"]) for item in parsed)
        for item, reading in zip(parsed, readings, strict=True):
            yield answer(item.get("id"), reading, reader.name)
        if bad:
            raise bad


def explain(given: str, question: str = "", model: str | None = None) -> dict[str, Any]:
    """One text as `voc classify` answers it, with the spans that make it a complaint, churn or urgent."""
    reader = classify.reader(model or classify.DEFAULT, text.VERSION)
    (reading,) = reader.read([text.readable(given, question)])
    return answer(None, reading, reader.name) | {"reasons": [vars(reason) for reason in reading.reasons]}


def _items(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line, parse_constant=_no_json)
        except (ValueError, RecursionError) as error:
            raise SettingsError("bad_line", line=number, reason=str(error)) from error
        if not isinstance(item, dict):
            raise SettingsError("bad_line", line=number, reason=type(item).__name__)
        if item.get("question") is None:
            item["question"] = ""
        for field in ("text", "question"):
            if not isinstance(item.get(field), str):
                raise SettingsError("bad_line_field", line=number, field=field)
        yield item


def _no_json(name: str) -> None:
    raise ValueError(name)  # NaN: Python alone would read it, and write what others cannot read


def answer(id_: Any, reading: Reading, model: str) -> dict[str, Any]:
    """A reading as `voc classify` writes it."""

    def rounded(p: float | None) -> float | None:
        return None if p is None else round(p, 4)

    p = {"negative": reading.p_negative, "neutral": reading.p_neutral, "positive": reading.p_positive}
    return {
        "id": id_,
        "sentiment": reading.sentiment,
        "p": {name: rounded(value) for name, value in p.items()},
        "mixed": reading.says("mixed"),
        "complaint": rounded(reading.complaint),
        "request": rounded(reading.request),
        "churn": rounded(reading.churn),
        "urgent": rounded(reading.urgent),
        "non_answer": reading.says("non_answer"),
        "topics": [{**vars(mention), "p": rounded(mention.p)} for mention in reading.topics],
        "model": model,
    }

"""One comment as it was read, for a person: the words that say each topic, in the colour of its polarity.

Enters the answer of `voc.direct.explain`; leaves lines of (text, style) pieces. A style is a polarity,
"reason", "dim", or "" for none.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from voc.records import YES
from voc.report import cells
from voc.words import say

Line = Sequence[tuple[str, str]]


def explained(answer: Mapping[str, Any], given: str, language: str) -> list[Line]:
    """The comment with its evidence marked, its sentiment, the reasons of each flag, and its topics."""
    surest = sorted(answer["topics"], key=lambda one: -one["p"])
    lines: list[Line] = [list(marked(given, surest)), []]
    lines.append([*_sentiment(answer, language)])
    reasons = {reason["what"]: given[reason["start"] : reason["end"]] for reason in answer["reasons"]}
    for flag in ("complaint", "request", "churn", "urgent"):
        p = answer[flag]
        if p is not None and p >= YES:
            quoted = [(f"  「{reasons[flag]}」", "reason")] if flag in reasons else []
            lines.append([(f"{say(f'column.{flag}', language)} ", ""), (f"{p:.2f}", "dim"), *quoted])
    if answer["non_answer"]:
        lines.append([(say("column.non_answer", language), "")])
    for topic in answer["topics"]:
        polarity = topic["polarity"]
        lines.append(
            [
                (f"{cells.topic(topic['topic'], language)}  ", ""),
                (say(f"polarity.{polarity}", language), polarity),
                (f" {topic['p']:.2f}", "dim"),
                (f"  「{given[topic['start'] : topic['end']]}」", polarity),
            ]
        )
    return lines


def _sentiment(answer: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    sentiment = answer["sentiment"]
    yield f"{say('column.sentiment', language)} ", ""
    yield say(f"polarity.{sentiment}", language), sentiment
    if answer["mixed"]:
        yield f" ({say('column.mixed', language)})", ""
    each = (f"{say(f'polarity.{name}', language)} {p:.2f}" for name, p in answer["p"].items())
    yield "  " + " / ".join(each), "dim"


def marked(given: str, topics: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The text in pieces, each in the polarity of the first of `topics` that it says (start, end)."""
    styles = [""] * len(given)
    for topic in reversed(topics):
        styles[topic["start"] : topic["end"]] = [topic["polarity"]] * (topic["end"] - topic["start"])
    start = 0
    for end in range(1, len(given) + 1):
        if end == len(given) or styles[end] != styles[start]:
            yield given[start:end], styles[start]
            start = end

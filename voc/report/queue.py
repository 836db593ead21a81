"""Items of the review queue for a person: how pressing and why, the comment with its evidence marked.

Enters plain values of an item and of what its comment says; leaves lines of (text, style) pieces as
`voc.report.explained` makes them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from voc.records import REVIEWED
from voc.report import cells
from voc.report.explained import Line, marked
from voc.words import say


def queued(
    item: Mapping[str, Any], text: str | None, read: Mapping[str, Any] | None, language: str
) -> list[Line]:
    """One item. `read` is its records.Verdict as a dictionary, None like `text` where it is not there."""
    separator = say("map.separator", language)
    reasons = separator.join(say(f"flag.{reason}", language) for reason in item["reasons"])
    facts = [item["source"], item["month"]]
    if item["nps_group"] is not None:
        facts.append(say(f"nps_group.{item['nps_group']}", language))
    status = say(f"standing.{item['status']}", language)
    if item["assignee"] is not None:
        status = say("review.assigned", language, status=status, who=item["assignee"])
    lines: list[Line] = [
        [
            (f"{item['id']}.{item['version']}  ", ""),
            (f"{item['priority']:.1f}  {reasons}  ", "reason"),
            (f"{separator.join(fact for fact in facts if fact)}  {status}", "dim"),
        ]
    ]
    topics: Sequence[Mapping[str, Any]] = () if read is None else read["topics"]
    if text is None or read is None:
        lines.append([("  " + say("review.no_text", language), "dim")])
    else:
        surest = sorted(topics, key=lambda one: -one["p"])
        lines.append([("  ", ""), *marked(text.replace("\n", " "), surest)])
        lines.append(_read(read, language))
    for one in topics:
        polarity = one["polarity"]
        named = f"  {cells.topic(one['topic'], language)} {say(f'polarity.{polarity}', language)}"
        quoted = "" if text is None else f"  「{text[one['start'] : one['end']]}」"
        lines.append([(named, polarity), (quoted, polarity)])
    if item["outdated"]:
        lines.append([("  " + say("review.outdated", language), "reason")])
    return lines


def _read(read: Mapping[str, Any], language: str) -> Line:
    """The sentiment and every flag, also what the comment is not: accept says that all of it is right."""
    separator = say("map.separator", language)
    flags = [flag for flag in ("mixed", *REVIEWED) if read[flag]]
    yes = separator.join(say(f"label.{flag}", language) for flag in flags)
    no = separator.join(say(f"label.{flag}", language) for flag in REVIEWED if read[flag] is False)
    sentiment = say(f"polarity.{read['sentiment']}", language)
    pieces = [(f"  {sentiment}", read["sentiment"]), (separator + yes if yes else "", "")]
    return [*pieces, (f"  {say('label.none', language)}{no}" if no else "", "dim")]

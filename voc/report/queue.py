"""Items of the review queue for a person: how pressing and why, the comment with its evidence marked.

Enters plain values of an item and of what its comment says; leaves lines of (text, style) pieces as
`voc.report.explained` makes them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from voc.report import cells
from voc.report.explained import Line, marked
from voc.words import say


def queued(
    item: Mapping[str, Any], text: str | None, topics: Sequence[Mapping[str, Any]], language: str
) -> list[Line]:
    """One item. `topics` have topic, polarity, p, start and end; `text` is None where it is not there."""
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
    if text is None:
        lines.append([("  " + say("review.no_text", language), "dim")])
    else:
        surest = sorted(topics, key=lambda one: -one["p"])
        lines.append([("  ", ""), *marked(text.replace("\n", " "), surest)])
    for one in topics:
        polarity = one["polarity"]
        named = f"  {cells.topic(one['topic'], language)} {say(f'polarity.{polarity}', language)}"
        quoted = "" if text is None else f"  「{text[one['start'] : one['end']]}」"
        lines.append([(named, polarity), (quoted, polarity)])
    if item["outdated"]:
        lines.append([("  " + say("review.outdated", language), "reason")])
    return lines

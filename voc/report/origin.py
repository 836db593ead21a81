"""What the report was made from: files, rows and why some were rejected, the model and how right it is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from voc.report import cells
from voc.words import say

_FILES = 12
_MEASURED = ("sentiment_accuracy", "complaint_f1", "topic_f1", "topic_polarity_f1")


def finished(facts: Mapping[str, Any], timezone: str) -> str:
    """When the run was published, to the minute."""
    at: datetime = facts["finished_at"]
    return f"{at.astimezone(ZoneInfo(timezone)):%Y-%m-%d %H:%M}"


def data(facts: Mapping[str, Any], language: str, timezone: str) -> list[tuple[str, str]]:
    """Files, rows, rejected rows with their reasons, the model and how right it is, versions."""
    summary = facts["summary"]
    lines = [("run", facts["run_id"]), ("finished", finished(facts, timezone))]
    files = summary.get("files", ())
    lines += [("file", f"{f['shown']} ({f['rows_read']:,} / {f['rejected']:,})") for f in files[:_FILES]]
    if len(files) > _FILES:
        lines.append(("file", say("report.more_files", language, count=f"{len(files) - _FILES:,}")))
    for name in ("rows_read", "accepted", "rejected", "responses", "contacts", "comments", "mentions"):
        if name in summary:
            lines.append((name, f"{summary[name]:,}"))
    for code, count in sorted(summary.get("reasons", {}).items(), key=lambda one: -one[1]):
        lines.append(("reason", f"{cells.reason(code, language)}: {count:,}"))
    lines += [(name, str(facts[name])) for name in ("model", "taxonomy")]
    lines += [("measured", text) for text in _measured(summary.get("measured", {}), language)]
    lines.append(("code_version", str(facts["code_version"])))
    return [(say(f"report.data.{name}", language), text) for name, text in lines]


def measured(figures: Mapping[str, Mapping[str, Sequence[float]]]) -> dict[str, dict[str, list[float]]]:
    """Of a model's figures, by where they were measured, those that a report tells: (value, low, high)."""
    return {
        where: {name: list(own[name]) for name in _MEASURED if name in own} for where, own in figures.items()
    }


def _measured(figures: Mapping[str, Mapping[str, Sequence[float]]], language: str) -> Iterable[str]:
    """How right the model is on labelled comments that it has not seen."""
    if not figures:
        yield say("report.not_measured", language)
    for where, own in figures.items():
        shown = [
            f"{say(f'report.measure.{name}', language)} {value:.2f} [{low:.2f}, {high:.2f}]"
            for name, (value, low, high) in own.items()
        ]
        place = cells.worded(f"report.held_out.{where}", where, language)
        yield f"{place}: {say('chart.and', language).join(shown)}"

"""How the scores 0-10 are distributed: a column for each, in the colour of its NPS group."""

from typing import Any

import pyarrow as pa

from voc.report import cells
from voc.report.charts import axes, frame
from voc.report.charts.figure import SMALL, TEXT, Figure
from voc.words import say

_PLOT = 110
_GROUPS = (("detractor", "bad", 0, 6), ("passive", "faint", 7, 8), ("promoter", "good", 9, 10))


def scores(nps: pa.Table, language: str = "ja", *, width: float = 720) -> Figure | None:
    """The scores of the one row of `nps`. None where it does not say how many answers have each."""
    row = next(iter(nps.to_pylist()), None)
    counts = [] if row is None else [row.get(f"score_{score}") for score in range(11)]
    if row is None or not counts or None in counts or not sum(counts):
        return None
    whole = sum(counts)
    told = {f"{group}s": _share(row[f"{group}s"], whole) for group, *_ in _GROUPS}
    description = say("chart.scores.told", language, n=f"{whole:,}", **told)
    subject = frame.subject(row, language, "period", "segment")
    figure, y = frame.begin(say("chart.scores", language), subject, description, width)
    left, right = float(frame.EDGE), width - frame.EDGE
    across = axes.Scale(-0.5, 10.5, left, right)
    up = axes.Scale(0, max(counts), y + 24 + _PLOT, y + 24)
    gap = 2.0 if width < frame.NARROW else 4.0
    figure.line([(left, up.start), (right, up.start)], "faint")
    for group, ink, first, last in _GROUPS:
        for score in range(first, last + 1):
            _column(figure, across, up, score, counts[score], whole, ink, gap, language)
        _group(figure, across, up.start + 24, row, group, ink, (first, last), whole, gap, language)
    below = up.start + (46 if width >= frame.NARROW else 61)
    return frame.end(figure, below, [say("chart.scores.note", language)])


def _column(
    figure: Figure, across: axes.Scale, up: axes.Scale, score: int, count: int, whole: int, ink: str,
    gap: float, language: str,
) -> None:  # fmt: skip
    x, end, top = across(score - 0.5) + gap, across(score + 0.5) - gap, up(count)
    worded = say("column.score_" + str(score), language)
    figure.box(x, top, end - x, up.start - top, ink, title=f"{worded}: n = {count:,}, {_share(count, whole)}")
    middle = (x + end) / 2
    if figure.width >= frame.NARROW:
        figure.text(middle, top - 5, _share(count, whole), size=SMALL, ink="muted", anchor="middle")
    figure.text(middle, up.start + 16, str(score), size=TEXT, anchor="middle")


def _group(
    figure: Figure, across: axes.Scale, y: float, row: dict[str, Any], group: str, ink: str,
    ends: tuple[int, int], whole: int, gap: float, language: str,
) -> None:  # fmt: skip
    """The name and share of a group below the scores that belong to it."""
    x, end = across(ends[0] - 0.5) + gap, across(ends[1] + 0.5) - gap
    figure.line([(x, y), (end, y)], ink, 2.5)
    named, share = say(f"nps_group.{group}", language), _share(row[f"{group}s"], whole)
    wide = figure.width >= frame.NARROW
    for line, text in enumerate([f"{named} {share}"] if wide else [named, share]):
        figure.text((x + end) / 2, y + 17 + 15 * line, text, size=SMALL, anchor="middle")


def _share(count: int, whole: int) -> str:
    return cells.number(count / whole, "share")

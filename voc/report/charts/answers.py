"""One person's scores over time: a dot for every answer, in the colour of its NPS group."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from voc.report import cells
from voc.report.charts import axes, frame
from voc.report.charts.figure import SMALL, TEXT, Figure
from voc.words import say

_PLOT = 150
_INKS = {"detractor": "bad", "passive": "faint", "promoter": "good"}
_LEAST = 2  # answers that a line needs


def answers(
    responses: Sequence[Mapping[str, Any]], language: str = "ja", *, zone: tzinfo, width: float = 720
) -> Figure | None:
    """The scored answers of one respondent, rows of `responses` of any survey, by day of `zone`.

    None for fewer than two with a time.
    """
    shown = sorted(
        (row for row in responses if row["nps_score"] is not None and row["answered_at"] is not None),
        key=lambda row: row["answered_at"],
    )
    if len(shown) < _LEAST:
        return None
    days = [cells.moment(row["answered_at"], zone) for row in shown]
    scores = [str(row["nps_score"]) for row in shown]
    told = {"count": len(shown), "first": f"{days[0]:%Y-%m-%d}", "last": f"{days[-1]:%Y-%m-%d}"}
    description = say("chart.answers.told", language, **told, scores=", ".join(scores))
    figure, y = frame.begin(say("chart.answers", language), "", description, width)
    keys = [frame.Key("dot", ink, say(f"nps_group.{group}", language)) for group, ink in _INKS.items()]
    y = frame.legend(figure, y + 6, keys)
    up = axes.Scale(0, 10, y + 10 + _PLOT, y + 10)
    left, right = frame.EDGE + 28.0, width - frame.EDGE - 30
    across = axes.Scale(*_span(days), left + 14, right)
    figure.box(left, up(6.5), right - left, up(0) - up(6.5) + 8, "bad", opacity=0.07)
    figure.box(left, up(10) - 8, right - left, up(8.5) - up(10) + 8, "good", opacity=0.07)
    for score in (0, 5, 10):
        figure.text(left - 7, up(score) + 4, str(score), size=SMALL, ink="muted", anchor="end")
    places = [(across(day.timestamp()), up(row["nps_score"])) for day, row in zip(days, shown, strict=True)]
    figure.line(places, "faint", 1.4)
    for (x, top), day, row in zip(places, days, shown, strict=True):
        title = f"{day:%Y-%m-%d}: {row['nps_score']}, {row['source']}"
        figure.dot(x, top, 4.6, _INKS[row["nps_group"]], title=title)
    figure.text(places[-1][0] + 9, places[-1][1] + 4, scores[-1], size=TEXT, halo=True)
    ends = [(places[0][0], days[0], "start"), (places[-1][0], days[-1], "end")]
    for x, day, anchor in ends:
        figure.text(x, up.start + 26, f"{day:%Y-%m-%d}", size=SMALL, ink="muted", anchor=anchor)
    return frame.end(figure, up.start + 30, [])


def _span(days: Sequence[datetime]) -> tuple[float, float]:
    first, last = days[0].timestamp(), days[-1].timestamp()
    return first, max(last, first + 1)

"""NPS over time: a line through the months, with the band in which each value may lie."""

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from voc.report import cells
from voc.report.charts import axes, frame
from voc.report.charts.figure import SMALL, TEXT, Figure
from voc.words import say

Row = dict[str, Any]
_PLOT = 230


def trend(nps: pa.Table, language: str = "ja", *, width: float = 720) -> Figure | None:
    """The months of one source and segment from rows of `nps`; rows of years and of all time are left out.

    A month without a figure interrupts the line. None where no month has one.
    """
    rows = {_month(row["period"]): row for row in nps.to_pylist() if len(row["period"]) == 7}
    shown = {at: row for at, row in sorted(rows.items()) if row["nps"] is not None}
    if not shown:
        return None
    last = shown[max(shown)]
    told = cells.interval(last["nps"], last["nps_low"], last["nps_high"])
    first, newest = (cells.period(row["period"], language) for row in (shown[min(shown)], last))
    description = say("chart.trend.told", language, first=first, last=newest, nps=told, n=f"{last['n']:,}")
    title = say("chart.trend", language)
    figure, y = frame.begin(title, frame.subject(last, language, "segment"), description, width)
    y = frame.legend(
        figure,
        y + 6,
        [
            frame.Key("dot", "good", "NPS"),
            frame.Key("box", "good", say("chart.band", language), opacity=0.18),
            frame.Key("dot", "good", say("chart.reference", language), hollow=True),
        ],
    )
    low, high = axes.around(
        [row[name] for row in shown.values() for name in ("nps_low", "nps_high")], least=-100, most=100
    )
    right = width - frame.EDGE - 44
    vertical = axes.Scale(low, high, y + 10 + _PLOT, y + 10)
    left = frame.EDGE + 10 + frame.widest([frame.points_of(tick) for tick in vertical.ticks(5)], SMALL)
    across = axes.Scale(min(rows), max(max(rows), min(rows) + 1), left + 8, right - 8)
    axes.beside(figure, vertical, left, right, 5, frame.points_of)
    _months(figure, across, sorted(rows), vertical.start, language)
    for run in _runs(sorted(shown)):
        upper = [(across(at), vertical(shown[at]["nps_high"])) for at in run]
        lower = [(across(at), vertical(shown[at]["nps_low"])) for at in run]
        if len(run) > 1:
            figure.area([*upper, *reversed(lower)], "good", 0.18)
            figure.line([(across(at), vertical(shown[at]["nps"])) for at in run], "good", 2)
        else:
            figure.line([upper[0], lower[0]], "good", 1.4)
    for at, row in shown.items():
        hollow = row["note"] == "reference"
        radius = 3.6 if len(shown) <= 36 or width > 600 else 2.6
        figure.dot(
            across(at), vertical(row["nps"]), radius, "good", hollow=hollow, title=_told(row, language)
        )
    figure.text(
        across(max(shown)) + 9, vertical(last["nps"]) + 4, cells.points(last["nps"]), size=TEXT, halo=True
    )
    return frame.end(figure, vertical.start + 32, [say("chart.trend.note", language)])


def _month(period: str) -> int:
    return int(period[:4]) * 12 + int(period[5:7]) - 1


def _runs(months: Sequence[int]) -> Iterator[list[int]]:
    """The months in stretches without a gap."""
    run: list[int] = []
    for month in months:
        if run and month != run[-1] + 1:
            yield run
            run = []
        run.append(month)
    yield run


def _months(figure: Figure, across: axes.Scale, months: Sequence[int], bottom: float, language: str) -> None:
    """The number of each month below the axis, as many as fit, and the year below its first."""
    room = (across.end - across.start) / max(1, months[-1] - months[0])
    every = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120) if room * step >= 24 or step == 120)
    year_shown = None
    for month in range(months[0], months[-1] + 1):
        year, number = divmod(month, 12)
        if (
            month != months[0]
            and number % every
            and every <= 12
            or (every > 12 and (number or year % (every // 12)))
        ):
            continue
        if month == months[0] and every > 1 and number % every and (every - number % every) * room < 24:
            continue
        x = across(month)
        figure.line([(x, bottom), (x, bottom + 4)], "faint")
        figure.text(
            x,
            bottom + 16,
            say("chart.month", language, month=number + 1),
            size=SMALL,
            ink="muted",
            anchor="middle",
        )
        first_january = across(months[0] + (12 - months[0] % 12) % 12)
        if year != year_shown and (not number or not 0 < first_january - x < 46):
            text = say("chart.year", language, year=year)
            figure.text(x, bottom + 31, text, size=SMALL, ink="muted", anchor="middle")
            year_shown = year


def _told(row: Row, language: str) -> str:
    figures = cells.interval(row["nps"], row["nps_low"], row["nps_high"])
    note = cells.in_words("note", row["note"], language)
    period = cells.period(row["period"], language)
    return f"{period}: {figures}, n = {row['n']:,}" + (f", {note}" if note else "")

"""A figure over time: a line through the months, with the band in which each value may lie."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import pyarrow as pa

from voc.report import cells
from voc.report.charts import axes, frame
from voc.report.charts.figure import SMALL, TEXT, Figure
from voc.words import say

Row = dict[str, Any]
Followed = Literal["nps", "share", "lift", "impact", "effect"]
_PLOT = 230


def trend(
    table: pa.Table, language: str = "ja", *, measure: Followed = "nps", width: float = 720
) -> Figure | None:
    """The months of one source and segment from rows of `nps`, or of a topic from rows of `topic_by_nps`.

    Rows of years and of all time are left out; a share has no band. A month without a figure, or with one
    that has no interval (an effect of a ridge), interrupts the line. None where no month has one.
    """
    rows = {_month(row["period"]): row for row in table.to_pylist() if len(row["period"]) == 7}
    share = measure == "share"
    ends = (measure,) * 2 if share else (f"{measure}_low", f"{measure}_high")
    shown = {at: row for at, row in sorted(rows.items()) if None not in (row[measure], row[ends[0]])}
    if not shown:
        return None
    last = shown[max(shown)]
    first, newest = (cells.period(row["period"], language) for row in (shown[min(shown)], last))
    told = {"first": first, "last": newest, "value": _figure(last, measure), "n": f"{_count(last):,}"}
    description = say(f"chart.trend.{measure}.told", language, **told)
    title = say(f"chart.trend.{measure}", language)
    figure, y = frame.begin(title, frame.subject(last, language, "segment"), description, width)
    y = frame.legend(
        figure,
        y + 6,
        [
            frame.Key("dot", "good", say(f"chart.trend.{measure}.key", language)),
            *([] if share else [frame.Key("box", "good", say("chart.band", language), opacity=0.18)]),
            frame.Key("dot", "good", say("chart.reference", language), hollow=True),
        ],
    )
    limits = {"nps": (-100, 100), "share": (0, 1)}.get(measure, (-200, 200))
    low, high = axes.around(
        [row[name] for row in shown.values() for name in ends], least=limits[0], most=limits[1]
    )
    spoken = frame.percent if share else frame.points_of
    right = width - frame.EDGE - 44
    vertical = axes.Scale(low, high, y + 10 + _PLOT, y + 10)
    left = frame.EDGE + 10 + frame.widest([spoken(tick) for tick in vertical.ticks(5)], SMALL)
    across = axes.Scale(min(rows), max(max(rows), min(rows) + 1), left + 8, right - 8)
    axes.beside(figure, vertical, left, right, 5, spoken)
    _months(figure, across, sorted(rows), vertical.start, language)
    for run in _runs(sorted(shown)):
        upper = [(across(at), vertical(shown[at][ends[1]])) for at in run]
        lower = [(across(at), vertical(shown[at][ends[0]])) for at in run]
        if len(run) > 1:
            if not share:
                figure.area([*upper, *reversed(lower)], "good", 0.18)
            figure.line([(across(at), vertical(shown[at][measure])) for at in run], "good", 2)
        elif not share:
            figure.line([upper[0], lower[0]], "good", 1.4)
    for at, row in shown.items():
        hollow = row["note"] == "reference"
        radius = 3.6 if len(shown) <= 36 or width > 600 else 2.6
        told_of = _told(row, measure, language)
        figure.dot(across(at), vertical(row[measure]), radius, "good", hollow=hollow, title=told_of)
    newest = cells.number(last[measure], "share" if share else "points")
    figure.text(across(max(shown)) + 9, vertical(last[measure]) + 4, newest, size=TEXT, halo=True)
    return frame.end(figure, vertical.start + 32, [say(f"chart.trend.{measure}.note", language)])


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


def _figure(row: Row, measure: Followed) -> str:
    if measure == "share":
        return cells.number(row["share"], "share")
    return cells.interval(row[measure], row[f"{measure}_low"], row[f"{measure}_high"])


def _count(row: Row) -> int:
    return int(row["n"] if "n" in row else row["n_responses"])


def _told(row: Row, measure: Followed, language: str) -> str:
    note = cells.in_words("note", row["note"], language)
    period = cells.period(row["period"], language)
    told = f"{period}: {_figure(row, measure)}, n = {_count(row):,}"
    return told + (f", {note}" if note else "")

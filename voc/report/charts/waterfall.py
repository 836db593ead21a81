"""What changed: from the NPS of one period to that of another, topic by topic and part by part."""

from typing import Any

import pyarrow as pa

from voc.report import cells
from voc.report.charts import axes, frame, letters
from voc.report.charts.figure import SMALL, TEXT, Figure
from voc.words import say

PARTS = (("mix", "good"), ("rate", "bad"), ("interaction", "fourth"))
_ROW, _BAR = 32, 7
_TOPICS = 10  # that have steps of their own
_NOTHING = 1e-6  # points


def waterfall(changes: pa.Table, language: str = "ja", *, width: float = 720) -> Figure | None:
    """The steps of one pair of periods and one segment from rows of `changes`, the largest first.

    A topic has three steps, one after the other: mix, rate and interaction. Topics beyond the ten largest
    are one step together with "(rest)". None where the NPS of the base is not known in both periods.
    """
    rows = changes.to_pylist()
    whole = next((row for row in rows if row["topic"] == "(all)"), None)
    if whole is None or whole["total"] is None or whole["nps_before"] is None or whole["nps_after"] is None:
        return None
    steps = _steps([row for row in rows if row["topic"] != "(all)" and row["total"] is not None])
    gap = whole["total"] - sum(row["total"] for row in steps)  # of what is too rare to be shown
    hidden = say("chart.hidden", language) if abs(gap) > _NOTHING else ""
    before, after = (cells.period(whole[name], language) for name in ("period_before", "period"))
    change = cells.interval(whole["total"], whole["total_low"], whole["total_high"])
    told = {
        "before": cells.points(whole["nps_before"]),
        "after": cells.points(whole["nps_after"]),
        "change": change,
    }
    title = say("chart.waterfall", language, before=before, after=after)
    n = f"n = {whole['n_base_before']:,} → {whole['n_base_after']:,}"
    subject = f"{frame.subject(whole, language, 'segment')} / {n}"
    figure, y = frame.begin(title, subject, say("chart.waterfall.told", language, **told), width)
    keys = [frame.Key("box", ink, say(f"chart.part.{name}", language)) for name, ink in PARTS]
    y = frame.legend(figure, y + 6, keys) + 4
    narrow = width < frame.NARROW
    said = [cells.points(row["total"]) if narrow else _told(row) for row in steps]
    names = [letters.cut(_name(row, language), TEXT, width * 0.34) for row in steps]
    ends = [
        say("chart.nps_of", language, period=before),
        say("chart.nps_of", language, period=after),
    ]
    left = frame.EDGE + frame.widest([*names, *ends, hidden]) + 12
    right = width - frame.EDGE - frame.widest(said, SMALL) - 14
    levels, level = [whole["nps_before"], whole["nps_after"]], whole["nps_before"]
    for row in steps:
        for name, _ in PARTS:
            level += row[name]
            levels.append(level)
    low, high = axes.around(levels, about=6, least=-200, most=200, zero=False)
    across = axes.Scale(low, high, left + 6, right)
    top, bottom = y + 4, y + 12 + _ROW * (len(steps) + 2 + bool(hidden))
    axes.below(figure, across, top, bottom, 4 if narrow else 6, frame.points_of)
    level, middle = whole["nps_before"], top + 4 + _ROW / 2
    _end(figure, across(level), middle, ends[0], told["before"], width)
    for row, name, text in zip(steps, names, said, strict=True):
        middle += _ROW
        figure.text(frame.EDGE, middle + 4.5, name)
        start = middle - 1.5 * _BAR
        figure.line(
            [
                (across(level), middle - _ROW + (8 if middle - _ROW < top + _ROW else 1.5 * _BAR)),
                (across(level), start),
            ],
            "faint",
            1,
        )
        for at, (part, ink) in enumerate(PARTS):
            x, to = across(level), across(level + row[part])
            told_part = f"{name}: {say(f'chart.part.{part}', language)} {cells.points(row[part])}"
            if to != x:
                figure.box(min(x, to), start + at * _BAR, max(abs(to - x), 1), _BAR - 1, ink, title=told_part)
            level += row[part]
        figure.text(
            width - frame.EDGE,
            middle + 4,
            text,
            size=SMALL,
            ink="ink" if _sure(row) else "muted",
            anchor="end",
        )
    figure.line([(across(level), middle + 1.5 * _BAR), (across(level), middle + _ROW - 8)], "faint", 1)
    if hidden:
        middle += _ROW
        figure.text(frame.EDGE, middle + 4.5, hidden, ink="muted")
        figure.line([(across(level), middle), (across(whole["nps_after"]), middle)], "faint", 1.5, "3 3")
        figure.text(width - frame.EDGE, middle + 4, cells.NOTHING, size=SMALL, ink="muted", anchor="end")
    _end(figure, across(whole["nps_after"]), middle + _ROW, ends[1], told["after"], width)
    notes = [say("chart.waterfall.note", language), say("chart.association", language)]
    return frame.end(figure, bottom + 20, notes)


def _steps(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The largest topics, then everything else as one step without an interval."""
    topics = sorted((row for row in rows if row["topic"] != "(rest)"), key=lambda row: -abs(row["total"]))
    small = topics[_TOPICS:]
    rest = [*small, *(row for row in rows if row["topic"] == "(rest)")]
    if not small:
        return [*topics, *rest]
    folded: dict[str, Any] = {
        name: sum(row[name] for row in rest) for name in ("mix", "rate", "interaction", "total")
    }
    return [
        *topics[:_TOPICS],
        folded
        | {
            "topic": "(folded)",
            "total_low": None,
            "total_high": None,
            "count": len(small),
            "silent": len(rest) > len(small),
        },
    ]


def _name(row: dict[str, Any], language: str) -> str:
    if row["topic"] == "(folded)":
        return say("chart.folded" if row["silent"] else "chart.folded_topics", language, count=row["count"])
    return str(cells.in_words("topic", row["topic"], language))


def _told(row: dict[str, Any]) -> str:
    return cells.interval(row["total"], row["total_low"], row["total_high"])


def _sure(row: dict[str, Any]) -> bool:
    """As the sentences say it: the interval holds no zero, and of so many topics it is hardly chance."""
    clear = row["total_low"] is not None and not row["total_low"] <= 0 <= row["total_high"]
    return clear and row["q_value"] is not None and row["q_value"] < cells.SURE


def _end(figure: Figure, x: float, y: float, name: str, value: str, width: float) -> None:
    """Where the NPS was or is: a mark, not a bar, because the axis need not begin at zero."""
    figure.text(frame.EDGE, y + 4.5, name, heavy=True)
    figure.line([(x, y - 8), (x, y + 8)], "ink", 3)
    figure.text(width - frame.EDGE, y + 4.5, value, anchor="end", heavy=True)

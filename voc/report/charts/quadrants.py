"""The quadrants of loyalty: how many people are in each, and how much of the sum they bring."""

from typing import Any

import pyarrow as pa

from voc.report import cells, views
from voc.report.charts import axes, frame, letters
from voc.report.charts.figure import SMALL, TEXT, Figure
from voc.words import say

_PLACES = (("latent", 0, 0), ("true_loyal", 1, 0), ("low", 0, 1), ("spurious", 1, 1))
_HIGH = 128
_BARS = (("share", "good"), ("spend_share", "bad"))


def quadrants(loyalty: pa.Table, language: str = "ja", *, width: float = 720) -> Figure | None:
    """The rows of `loyalty` of one segment and behaviour, None without any; those left out are empty."""
    rows = {row["quadrant"]: row for row in loyalty.to_pylist()}
    shown = [row for row in rows.values() if row["share"] is not None]
    if not shown:
        return None
    told = "; ".join(
        f"{say(f'quadrant.{name}', language)} {cells.number(rows[name]['share'], 'share')}"
        f" / {cells.number(rows[name]['spend_share'], 'share')}"
        for name, _, _ in _PLACES
        if name in rows
    )
    one = shown[0]
    behaviour = cells.behaviour(one["behaviour"], language)
    description = say("chart.quadrants.told", language, behaviour=behaviour, shares=told)
    subject = f"{frame.subject(one, language, 'segment')} / {behaviour}"
    figure, y = frame.begin(say("chart.quadrants", language), subject, description, width)
    y = frame.legend(
        figure,
        y + 6,
        [
            frame.Key("box", "good", say("chart.people", language)),
            frame.Key("box", "bad", say("chart.sum", language, behaviour=behaviour)),
        ],
    )
    left, top = frame.EDGE + 22.0, y + 6
    wide = (width - frame.EDGE - left - 8) / 2
    most = max(row[f"{name}_high"] or row[name] or 0 for row in shown for name, _ in _BARS)
    high, low = say("chart.promoters", language), say("chart.others", language)
    for name, column, line in _PLACES:
        row = rows.get(name) or dict.fromkeys(one) | {"quadrant": name, "note": "suppressed"}
        _quadrant(figure, row, left + column * (wide + 8), top + line * (_HIGH + 8), wide, most, language)
    for at, text in enumerate((high, low)):
        middle = top + at * (_HIGH + 8) + _HIGH / 2
        figure.text(left - 10, middle, text, size=SMALL, ink="muted", anchor="middle", turned=True)
    bottom = top + 2 * _HIGH + 8
    cut = next((row["cut"] for row in shown if row["cut"] is not None), None)
    edge = cells.number(cut, "number")
    for at, code in enumerate(("chart.behaviour_low", "chart.behaviour_high")):
        text = letters.cut(say(code, language, behaviour=behaviour, cut=edge), SMALL, wide)
        figure.text(
            left + at * (wide + 8) + wide / 2, bottom + 17, text, size=SMALL, ink="muted", anchor="middle"
        )
    notes = [say("chart.quadrants.note", language)]
    if one["banded"]:
        notes.append(say("chart.banded", language))
    return frame.end(figure, bottom + 20, notes)


def _quadrant(
    figure: Figure, row: dict[str, Any], x: float, y: float, wide: float, most: float, language: str
) -> None:
    """A field with its name, how many are in it and two bars with their intervals."""
    figure.box(x, y, wide, _HIGH, "wash")
    figure.text(x + 12, y + 24, say(f"quadrant.{row['quadrant']}", language), size=14, heavy=True)
    note = str(cells.in_words("note", row["note"], language))
    n = "" if row["n"] is None else f"n = {row['n']:,}"
    aside = " ".join(part for part in (n, note) if part)
    figure.text(x + 12, y + 42, aside, size=SMALL, ink="muted")
    across = axes.Scale(0, max(most, 0.01), x + 12, x + wide - 66)
    for at, (name, ink) in enumerate(_BARS):
        top = y + 53 + 24 * at
        if row[name] is None:
            figure.text(x + 12, top + 13, cells.NOTHING, size=TEXT, ink="muted")
            continue
        figure.box(x + 12, top, across(row[name]) - x - 12, 16, ink, title=views.interval(row, name))
        if row[f"{name}_low"] is not None:
            figure.line(
                [(across(row[f"{name}_low"]), top + 8), (across(row[f"{name}_high"]), top + 8)], "ink", 1.2
            )
        figure.text(x + wide - 12, top + 13, cells.number(row[name], "share"), size=TEXT, anchor="end")
    nps = (
        cells.interval(row["nps"], row["nps_low"], row["nps_high"])
        if row["quadrant"] in ("spurious", "low")
        else ""
    )
    if nps and row["nps"] is not None:
        figure.text(x + 12, y + _HIGH - 12, f"NPS {nps}", size=SMALL, ink="muted")

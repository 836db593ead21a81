"""The first page: what the published run says of a source, period and segment, and how the runs are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode

import duckdb
from starlette.responses import Response

from voc import decide, store
from voc.analyze.changes.sides import ALL
from voc.analyze.disclosure.openable import ALERT, EVERY, GROUPS, OF
from voc.errors import QueryError
from voc.report import Material, cells, sections
from voc.reports import Opener
from voc.store.decisions import Acknowledgement, Wanted
from voc.web import topic_table
from voc.web.asked import Asked
from voc.web.cell import Chosen, about, known_of, of_cell, opener, remembered
from voc.web.health import attempts
from voc.web.pages.signing import local
from voc.web.pieces import WHOLE, Piece, piece
from voc.web.screen import screen
from voc.words import some

_ALERTS = 12  # that are listed at once
_COLUMNS = ("n", "share", "impact", "lift", "nps", "groups", "polarities")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Overview:
    """What depends on nothing but the run: the rows of the cell and the pieces made of them."""

    nps: Row | None
    newest: Row | None
    change: Row | None
    topics: Sequence[Row]
    pieces: Mapping[str, Piece]
    opened: Mapping[str, str | None]  # the comments of everybody, of an NPS group, behind newest and change
    alerts: Sequence[Row] | None      # None where they are not told
    at_risk: int | None               # customers; None where that is not told


def dashboard(
    asked: Asked, con: duckdb.DuckDBPyConnection, found: Chosen, status: int = 200, told: Sequence[str] = ()
) -> Response:
    """The page; `told` are sentences about the form that was sent, which stands there again."""
    overview = remembered(asked, found, "dashboard", lambda: _overview(asked, con, found))
    return asked.page(
        "dashboard.html",
        status,
        told=told,
        found=found,
        overview=overview,
        table=table(asked, found, overview.topics, _COLUMNS),
        alerts=_alerts(asked, overview.alerts, opener(asked, found)),
        waiting=_waiting(asked, found),
        attempts=attempts(asked),
        figure=_figure,
    )


def table(asked: Asked, found: Chosen, rows: Sequence[Row], columns: Sequence[str]) -> dict[str, Any]:
    """The topic table as the address wants it sorted."""
    sort = asked.query.get("sort", "") or "impact"
    heads = [(code, topic_table.heading(code, asked.language)) for code in ("topic", *columns, "note")]
    sorts = {sign + code for code, _ in heads for sign in ("", "-")}
    sort = sort if sort in sorts else "impact"

    def made() -> list[topic_table.Line]:
        ordered = topic_table.ordered(rows, sort, asked.language)
        return topic_table.lines(ordered, opener(asked, found), asked.language)

    lines = remembered(asked, found, ("lines", sort), made)
    return {"lines": lines, "sort": sort, "heads": heads}


def acknowledge(asked: Asked) -> Response:
    """Keep that the visitor has seen the alerts that were ticked."""
    keys = [dict(parse_qsl(str(one))) for one in asked.form.getlist("alert")]
    with asked.tables() as con:
        if "alerts" not in known_of(con).tables:
            raise QueryError("web.no_alerts_here")
        seen = [alert for alert in _listed(con, "true", []) if _key(alert) in keys]
    if len(seen) != len(keys):
        raise QueryError("web.alert_gone")
    note = str(asked.form.get("note", ""))[:500]
    kept = decide.acknowledge(asked.database, seen, asked.visitor.name, note)
    made, before = [one for one in kept if one.new], [one for one in kept if not one.new]
    for one in made:
        asked.audit("alert_acknowledged", urlencode(_key(vars(one))))
    back = local(str(asked.form.get("next", "/")))
    if not before:
        code = "web.alerts.acknowledged" if made else "web.alerts.none_ticked"
        return asked.go(back, asked.say(code, count=len(made)))
    told = [asked.say("web.alerts.acknowledged", count=len(made))] if made else []
    names = list(dict.fromkeys(one.who for one in before))
    told.append(asked.say("web.alerts.seen_before", count=len(before), who=some(names, 3)))
    if note:
        told.append(asked.say("web.alerts.note_not_kept"))
    again = partial(dashboard, status=409, told=told)  # as it is now, with what was typed
    return about(again)(asked.at(back))


def _overview(asked: Asked, con: duckdb.DuckDBPyConnection, found: Chosen) -> Overview:
    rows = of_cell(asked, con, found, "nps", "topic_by_nps", "drivers", "changes", "weights")
    made = {
        "headline": piece(sections.headline, rows, asked.language),
        "trend": piece(sections.trend, rows, asked.language),
        "changes": piece(sections.changed, rows, asked.language),
        "topics": piece(_spoken, rows, asked.language),
        "portfolio": piece(sections.portfolio, rows, asked.language, WHOLE),
    }
    nps = next((row for row in rows.rows("nps") if row["period"] == found.cell.period), None)
    months = [row for row in rows.rows("nps") if len(row["period"]) == len("2026-04")]
    newest = max(months, key=lambda row: str(row["period"]), default=None)
    change = next((row for row in rows.rows("changes") if row["topic"] == ALL), None)
    opened = opener(asked, found)
    cards = {"all": ("nps", nps), "newest": ("nps", newest), "change": ("changes", change)}
    behind = {code: opened(table, row) for code, (table, row) in cards.items() if row}
    if nps is not None:
        behind |= {group: opened("nps", nps, group=group) for group in GROUPS if nps[f"{group}s"]}
    return Overview(
        nps=nps,
        newest=newest,
        change=change,
        topics=rows.rows("topic_by_nps"),
        pieces={code: one for code, one in made.items() if one is not None},
        opened=behind,
        alerts=_of_period(con, found) if found.has("alerts") and found.cell.whole else None,
        at_risk=_at_risk(con, found) if found.has("at_risk") else None,
    )  # fmt: skip


def _spoken(rows: Material, language: str) -> Any:
    """What is said of the topics; the page has a table of its own for them."""
    section = sections.topics(rows, language)
    return section and type(section)(section.code, section.says)


def _of_period(con: duckdb.DuckDBPyConnection, found: Chosen) -> list[Row]:
    period = "" if found.cell.period == "all" else found.cell.period
    within = "source = ? AND starts_with(strftime(day, '%Y-%m-%d'), ?)"
    return _listed(con, within, [found.cell.source, period])


def _alerts(asked: Asked, alerts: Sequence[Row] | None, opened: Opener) -> dict[str, Any] | None:
    """The alerts with who has seen each, those that nobody has seen first; None where they are not told."""
    if alerts is None:
        return None
    seen = {_named(one): one for one in store.decisions.acknowledged(asked.database)}
    shown = [
        {**alert, "seen": seen.get(tuple(alert[name] for name in ALERT)), "address": opened("alerts", alert),
         "of_all": opened("alerts", alert, **{OF: EVERY}),
         "value": urlencode(_key(alert))}
        for alert in alerts
    ]  # fmt: skip
    shown.sort(key=lambda alert: alert["seen"] is not None)
    unseen = sum(alert["seen"] is None for alert in shown)
    most = len(shown) if asked.query.get("alerts") == "all" else _ALERTS
    return {"shown": shown[:most], "hidden": len(shown[most:]), "unseen": unseen, "all": len(shown)}


def _listed(con: duckdb.DuckDBPyConnection, condition: str, values: list[object]) -> list[Row]:
    found = con.execute(f"FROM alerts WHERE {condition} ORDER BY day DESC, topic, polarity, kind", values)
    return list(found.to_arrow_table().to_pylist())


def _key(alert: Row) -> dict[str, str]:
    return {name: str(alert[name]) for name in ALERT}


def _named(seen: Acknowledgement) -> tuple[object, ...]:
    return tuple(getattr(seen, name) for name in ALERT)


def _waiting(asked: Asked, found: Chosen) -> int | None:
    """How many items of the cell wait in the review queue, about; None for who may not see them."""
    if not asked.visitor.may("reviewer"):
        return None
    segments = () if found.cell.whole else (found.segment,)
    period = None if found.cell.period == "all" else found.cell.period
    wanted = Wanted(source=found.cell.source, period=period, segments=segments)
    return asked.site.counts.of(
        ("overview", found.run, wanted), lambda: store.decisions.count(asked.database, wanted)
    )


def _at_risk(con: duckdb.DuckDBPyConnection, found: Chosen) -> int:
    """How many customers of the cell's source and segment may be lost."""
    name, value = found.segment
    counted = con.execute(
        "SELECT count(DISTINCT respondent) FROM at_risk WHERE source = $source"
        " AND ($name = 'all' OR segments[$name] = $value)",
        {"source": found.cell.source, "name": name, "value": value},
    ).fetchone()
    return int(counted[0]) if counted else 0


def _figure(row: Row, name: str) -> tuple[str, str, str]:
    """A figure in points, its interval, and good or bad where that is sure."""
    if row[name] is None:
        return cells.NOTHING, "", ""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    tone = "good" if low > 0 else "bad" if high < 0 else ""
    return cells.points(row[name]), f"[{cells.points(low)}, {cells.points(high)}]", tone


ROUTES = [
    screen("/", about(dashboard)),
    screen("/alerts/acknowledge", acknowledge, "reviewer", methods=("POST",)),
]

"""What alerts would have fired in the past, with the settings in use or others.

An alert is judged by nothing but the days before its week, so that the alerts of past days are those that
would have fired then. Enters the row-level tables of a run.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from voc.analyze.alerts.alerts import RULES, Rule, alerts
from voc.analyze.sql import run


class Backtest(NamedTuple):
    """The alerts of the days from `first` to `last`, the newest first, and how often they came.

    days, weeks: how many there are (7 days a week, the last may be shorter); days_with: days with an alert;
    most_in_a_week: of the weeks that begin on Mondays.
    """

    alerts: pa.Table
    first: date
    last: date
    days: int
    weeks: float
    days_with: int
    most_in_a_week: int


def rules(kinds: Collection[str] = (), **changed: Any) -> dict[str, Rule]:
    """The rules in use for `kinds` (none = all), with what is `changed` in each; None changes nothing.

    ratio: of the share to what is expected, 1 and more; points: difference of shares, 0-1; comments too many
    or few; cooldown_days; q, 0-1.
    """
    given = {name: value for name, value in changed.items() if value is not None}
    return {kind: rule._replace(**given) for kind, rule in RULES.items() if not kinds or kind in kinds}


def backtest(
    con: duckdb.DuckDBPyConnection,
    chosen: dict[str, Rule],
    *,
    timezone: str,
    first: date | None = None,
    last: date | None = None,
    topics: Iterable[str] = (),
    source: str | None = None,
) -> Backtest:
    """The alerts that `chosen` rules fire from `first` to `last` (None = all), of `topics` (none = all).

    `con` shows the published tables of a run; the temporary table `alerts` is made in it.
    """
    alerts(con, timezone=timezone, rules=chosen)
    return fired(con, list(chosen), timezone=timezone, first=first, last=last, topics=topics, source=source)


def fired(
    con: duckdb.DuckDBPyConnection,
    kinds: Collection[str],
    *,
    timezone: str,
    first: date | None = None,
    last: date | None = None,
    topics: Iterable[str] = (),
    source: str | None = None,
) -> Backtest:
    """The rows of `alerts` as they are in `con`, of these kinds, days and topics."""
    oldest, newest = _days(con, timezone, source)
    first, last = first or oldest, last or newest
    found = run(
        con, "alerts/fired.sql", first=first, last=last, kinds=list(kinds), topics=list(topics), source=source
    ).to_arrow_table()  # fmt: skip
    days = found["day"].to_pylist()
    weeks: dict[int, int] = {}
    for day in days:
        monday = day.toordinal() - day.weekday()
        weeks[monday] = weeks.get(monday, 0) + 1
    length = max((last - first).days + 1, 0)
    return Backtest(found, first, last, length, length / 7, len(set(days)), max(weeks.values(), default=0))


def _days(con: duckdb.DuckDBPyConnection, timezone: str, source: str | None) -> tuple[date, date]:
    """The first and last day with a comment; twice the same day where there is none."""
    [(oldest, newest)] = con.execute(
        "SELECT min(day), max(day) FROM (SELECT (occurred_at AT TIME ZONE $timezone)::DATE AS day "
        "FROM comments WHERE $source IS NULL OR source = $source)",
        {"timezone": timezone, "source": source},
    ).fetchall()
    return oldest or date.max, newest or date.max

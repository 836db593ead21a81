"""Table `alerts`: one row per source × topic × polarity × day × kind where a share was not as before.

Watched is the share of the day's usable comments (of surveys and support logs) that mention the
topic with that polarity, for every day there is, each judged by nothing but the days before it:
the table of all time is also the backtest of what would have fired.

    sudden   one day against the 8 to 26 weeks before its week (`formulas.surveillance`: weekday,
             trend, overdispersion); at least half as much again, or a third less, or 10 points off
    drift    four weeks, of which `day` is the last Sunday, against the 8 to 26 weeks before them,
             without trend; at least a quarter more, or a fifth less, or 5 points off

    n_total, n_comments      usable comments of the day or the four weeks; those that mention it
    share = n_comments / n_total; expected, low, high: what history lets expect, and between which
             19 of 20 such shares lie, 0-1
    q_value  Benjamini–Hochberg over all topics and polarities of the source on that day; at most .01
    severity high: q ≤ .001 and twice the share or half of it; medium: one of the two; low: neither

At least five comments (a drift: ten) too many or too few. After an alert the same topic, polarity,
kind and direction is silent for a week (a drift: four) unless it becomes more severe. Suppression:
ten comments a day at least, and nobody who mentions it, or five people and more in months of which
`topic_by_nps` tells the topic.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from threadpoolctl import threadpool_limits

from voc.analyze.formulas import intervals, surveillance
from voc.analyze.formulas.intervals import Figures
from voc.analyze.notes import ANSWERS, PEOPLE
from voc.analyze.sql import create, run

SHORTEST, LONGEST = 8 * 7, 26 * 7  # days of history
SPOKEN_DAYS = 20  # of the history must have comments
FALSE_DISCOVERIES, STRIKING = 0.01, 0.001
SEVERITIES = ("low", "medium", "high")


class Rule(NamedTuple):
    """What an alert of one kind needs, and for how long it silences the next."""

    kind: str
    days: int  # that are judged together
    ratio: float
    points: float
    comments: float
    cooldown_days: int
    q: float = FALSE_DISCOVERIES


SUDDEN = Rule("sudden", days=1, ratio=1.5, points=0.10, comments=5, cooldown_days=7)
DRIFT = Rule("drift", days=28, ratio=1.25, points=0.05, comments=10, cooldown_days=28)


RULES = {rule.kind: rule for rule in (SUDDEN, DRIFT)}


class History(NamedTuple):
    """One source: mentions[series, day] and comments[day] of every day from the Monday `start` on."""

    source: str
    start: date
    series: list[tuple[str, str]]
    mentions: Figures
    comments: Figures


class Alert(NamedTuple):
    """A row of the table."""

    source: str
    topic: str
    polarity: str
    day: date
    kind: str
    n_total: int
    n_comments: int
    share: float
    expected: float
    low: float
    high: float
    q_value: float
    severity: str


_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64(), date: pa.date32()}
_SCHEMA = pa.schema({name: _TYPES[kind] for name, kind in Alert.__annotations__.items()})


def alerts(
    con: duckdb.DuckDBPyConnection, *, timezone: str, rules: Mapping[str, Rule] = RULES
) -> None:
    """Creates the temporary table `alerts` from the relations of `tables` and from `topic_by_nps`.

    Days are those of `timezone`. Other `rules` (by kind) show what they would have fired.
    """
    counted = run(con, "alerts/alerts.sql", timezone=timezone).to_arrow_table()
    suspected: list[Alert] = []
    with threadpool_limits(1, user_api="blas"):  # the matrices are small: threads would wait for each other
        for source in dict.fromkeys(counted["source"].to_pylist()):
            of_source = counted.filter(pc.equal(counted["source"], source))
            suspected += suspects(_history(source, of_source), rules)
    known = (one for one, told in zip(suspected, _told(con, suspected), strict=True) if told)
    create(con, "alerts", _table(after_cooldown(known, rules)))
    for passing in ("dated", "heard"):
        con.execute(f"DROP TABLE {passing}")


def _table(rows: Iterable[Alert]) -> pa.Table:
    return pa.Table.from_pylist([one._asdict() for one in rows], _SCHEMA)


def _told(con: duckdb.DuckDBPyConnection, suspected: Sequence[Alert]) -> list[bool]:
    """Whether each may be told."""
    first = [one.day - timedelta(days=RULES[one.kind].days - 1) for one in suspected]
    table = _table(suspected).append_column("first_day", pa.array(first, pa.date32()))
    numbered = table.append_column("suspect", pa.array(range(len(suspected)), pa.int64()))
    con.register("suspected", numbered)
    told = [one for _, one in run(con, "alerts/alert_people.sql", few=PEOPLE).fetchall()]
    con.unregister("suspected")
    return told


def suspects(history: History, rules: Mapping[str, Rule] = RULES) -> Iterator[Alert]:
    """Every day and stretch that breaks its rule, in order of days, before suppression and cool-down."""
    spoken = history.comments > 0
    first = int(np.argmax(spoken))
    for monday in range(0, len(history.comments) + 1, 7):
        if DRIFT.kind in rules:
            yield from _drift(history, rules[DRIFT.kind], monday, first)
        if SUDDEN.kind not in rules:
            continue
        past = slice(max(first, monday - LONGEST), monday)
        week = slice(monday, min(monday + 7, len(history.comments)))
        if monday - first >= SHORTEST and spoken[past].sum() >= SPOKEN_DAYS and spoken[week].any():
            days, future = np.flatnonzero(spoken[past]) + past.start, np.arange(week.start, week.stop)
            expected = surveillance.baseline(
                history.mentions[:, days], history.comments[days], days.astype(np.float64),
                np.maximum(history.comments[week], 1), future.astype(np.float64),
            )  # fmt: skip
            for column, day in enumerate(future):
                one = surveillance.Expected(*(part[:, [column]] for part in expected))
                yield from _judged(history, rules[SUDDEN.kind], int(day), one)


def _drift(history: History, rule: Rule, monday: int, first: int) -> Iterator[Alert]:
    """The four weeks before `monday` against the weeks before them."""
    end = monday - DRIFT.days
    start = max(-(-first // 7) * 7, end - LONGEST)
    if end - start < SHORTEST or monday > len(history.comments):
        return
    n = history.comments[start:end].reshape(-1, 7).sum(axis=1)
    y = history.mentions[:, start:end].reshape(len(history.series), -1, 7).sum(axis=2)[:, n > 0]
    total = float(history.comments[end:monday].sum())
    if (history.comments[start:end] > 0).sum() >= SPOKEN_DAYS and total:
        yield from _judged(history, rule, monday - 1, surveillance.steady(y, n[n > 0], total))


def _judged(history: History, rule: Rule, day: int, expected: surveillance.Expected) -> Iterator[Alert]:
    """What breaks the rule on the days that end with `day`."""
    judged = slice(day - rule.days + 1, day + 1)
    n, y = history.comments[judged].sum(), history.mentions[:, judged].sum(axis=1)
    if n < ANSWERS:
        return
    mean = expected.mean[:, 0]
    q = intervals.benjamini_hochberg(intervals.two_sided(surveillance.score(y[:, None], expected))[:, 0])
    low, high = (limit[:, 0] / n for limit in surveillance.limits(expected))
    ratio, off = y / mean, np.abs(y - mean)
    effect = (ratio >= rule.ratio) | (ratio <= 1 / rule.ratio) | (off / n >= rule.points)
    severity = (q <= STRIKING).astype(int) + ((ratio >= 2) | (ratio <= 0.5))
    for i in np.flatnonzero((q <= rule.q) & effect & (off >= rule.comments)):
        topic, polarity = history.series[i]
        yield Alert(
            history.source, topic, polarity, history.start + timedelta(days=day), rule.kind,
            n_total=int(n), n_comments=int(y[i]), share=float(y[i] / n), expected=float(mean[i] / n),
            low=float(low[i]), high=min(float(high[i]), 1.0), q_value=float(q[i]),
            severity=SEVERITIES[severity[i]],
        )  # fmt: skip


def after_cooldown(found: Iterable[Alert], rules: Mapping[str, Rule] = RULES) -> Iterator[Alert]:
    """Alerts of `found`, by day, that no earlier one of the same kind and direction silences."""
    last: dict[tuple[object, ...], tuple[date, int]] = {}
    for one in found:
        key = (one.source, one.topic, one.polarity, one.kind, one.share > one.expected)
        severity = SEVERITIES.index(one.severity)
        since, before = last.get(key, (date.min, -1))
        if (one.day - since).days > rules[one.kind].cooldown_days or severity > before:
            last[key] = (one.day, severity)
            yield one


def _history(source: str, counted: pa.Table) -> History:
    """The counts of one source, a column for every day of the calendar."""
    day = counted["day"].to_numpy().astype("datetime64[D]").astype(np.int64)  # 1970-01-01, a Thursday, is 0
    start = int(day.min()) - (int(day.min()) + 3) % 7
    topics, polarities = counted["topic"].to_pylist(), counted["polarity"].to_pylist()
    series = sorted({(t, p) for t, p in zip(topics, polarities, strict=True) if t is not None})
    place: dict[tuple[str, str], int] = {one: i for i, one in enumerate(series)}
    row: npt.NDArray[np.int64] = np.array(
        [place.get(one, len(series)) for one in zip(topics, polarities, strict=True)], dtype=np.int64
    )
    table = np.zeros((len(series) + 1, int(day.max()) - start + 1))
    table[row, day - start] = counted["n"].to_numpy()
    return History(source, date(1970, 1, 1) + timedelta(days=start), series, table[:-1], table[-1])

"""The comments behind a number: the row of a published table, its people, answers and comments.

Counted again from the row-level tables of the same run, by the rules of the module that made the table,
so that as many answers come out as the row says. What may be opened, and what not:
`disclosure.disclosure`. Row-level tables (`flagged`, `at_risk`, `comments`, `responses`, `contacts`) name
people and comments themselves and open without these rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from voc.analyze.changes.sides import ALL, REST
from voc.analyze.comments import behind
from voc.analyze.comments.moved import moving
from voc.analyze.disclosure import disclosure
from voc.analyze.disclosure.disclosure import Part
from voc.analyze.disclosure.openable import (
    GROUP,
    GROUPS,
    OF,
    OPENABLE,
    OTHER,
    POLARITY,
    TERM,
    WITH,
    Given,
    Row,
    meant,
    row_of,
    understood,
)
from voc.analyze.notes import PEOPLE
from voc.analyze.sql import run
from voc.errors import QueryError

Order = Literal["newest", "typical"]
_NO_LIMIT = 2**62
_COMPARED = 1_000  # comments of a group, for which are typical


class Opened(NamedTuple):
    """What is behind a number.

    `comments` has a row per comment, and one without a comment for an answer that has no usable one:
    period (what of it), source, response_id, comment_id, question, sentiment, evidence (the words that say
    what was asked for), text, mentions (topic, polarity, start, end, evidence). n_answers and n_comments
    count all of them, also beyond a limit; `expected` is what the row says, None where it says nothing of the
    part. `closed` are the periods of a comparison that may not be opened.
    """

    table: str
    keys: Mapping[str, Any]
    comments: pa.Table
    n_answers: int
    n_comments: int
    expected: int | None
    closed: Sequence[str] = ()

    @property
    def counted(self) -> int:
        """How many there are of what the row counts: comments or answers."""
        return self.n_comments if OPENABLE[self.table].in_comments else self.n_answers


def opened(
    con: duckdb.DuckDBPyConnection,
    table: str,
    given: Given,
    *,
    timezone: str,
    synonyms: Mapping[str, str] | None = None,
    order: Order = "newest",
    most: int | None = None,
    skip: int = 0,
) -> Opened:
    """The comments that the row of `table` with the keys `given` counts, `most` (None = all) after `skip`.

    `con` shows the published tables of one run; temporary tables are made in it. `synonyms` are those that
    the run was made with. Raises QueryError where no row or several have these keys, and where the row may
    not be opened.
    """
    known = understood(table, given)
    if not OPENABLE[table].counted:
        behind.of_list(con, table, known)
        disclosure.choose(con, {None: {}})
        return _answer(con, table, known, None, order, most, skip)
    row = meant(table, row_of(con, table, known))
    keys = {name: row[name] for name in OPENABLE[table].keys if name in row}
    keys |= {name: known[name] for name in OPENABLE[table].within if name in known}
    if table == "alerts":
        behind.of_alert(con, row, timezone)
        told = {"told": Part("wanted", "true")}
        if OF in keys and row["n_comments"]:  # they less what the alert tells of are others
            disclosure.guard(con, told)
        disclosure.choose(con, {None: {} if OF in keys else told})
        if row["n_comments"] and disclosure.people(con) < PEOPLE:
            raise QueryError("show_suppressed")
        return _answer(con, table, keys, row["n_total" if OF in keys else "n_comments"], order, most, skip)
    for other, turned in _turned(con, table, known, row, keys):
        behind.of_row(con, table, other, turned, synonyms or {})
        disclosure.guard(con, disclosure.narrowed({**other, **turned}))
    with moving(con, row):
        behind.of_row(con, table, row, keys, synonyms or {})
        if table != "changes":
            return _narrowed(con, table, row, keys, order, most, skip)
        return _compared(con, row, keys, order, most, skip)


def _turned(
    con: duckdb.DuckDBPyConnection, table: str, known: Given, row: Row, keys: Mapping[str, Any]
) -> Iterator[tuple[Row, Mapping[str, Any]]]:
    """Row and keys of the other of two topics or terms: what speaks of both is a part of either."""
    if WITH in keys:
        turned = {name: value for name, value in keys.items() if name != POLARITY}
        turned |= {"topic": keys[WITH], WITH: row["topic"]}
        yield row_of(con, table, {**known, "topic": keys[WITH]}), turned
    if OTHER in row:
        turned = {TERM: row[OTHER], OTHER: row[TERM]}
        yield {**row, **turned}, {**keys, **turned}


def by_group(
    con: duckdb.DuckDBPyConnection, table: str, given: Given, *, most: int
) -> dict[str, pa.Table | None]:
    """`comments` as of `opened` for each NPS group of a row of figures, at most `most`, typical ones first.

    None where a group stays closed. Of a group with many comments a thousand are compared, always the same.
    Raises QueryError where no row or several have the keys `given`.
    """
    row = row_of(con, table, understood(table, given))
    keys = {name: row[name] for name in OPENABLE[table].keys if name in row}
    behind.of_row(con, table, row, keys, {})
    sides: dict[str | None, Mapping[str, Part]] = {}
    for group in GROUPS:
        parts = disclosure.narrowed(keys | {GROUP: group})
        try:
            if _expected(table, row, keys | {GROUP: group}) != 0:  # that there is nobody may be seen
                disclosure.guard(con, parts)
        except QueryError:
            continue
        sides[group] = parts
    if not sides:
        return dict.fromkeys(GROUPS)
    disclosure.choose(con, sides)
    found = _comments(con, keys, "typical", most, 0, apart=True, compared=_COMPARED)
    return {
        group: found.filter(pc.equal(found["period"], group)).drop(["period"]) if group in sides else None
        for group in GROUPS
    }


def _narrowed(
    con: duckdb.DuckDBPyConnection,
    table: str,
    row: Row,
    keys: Mapping[str, Any],
    order: Order,
    most: int | None,
    skip: int,
) -> Opened:
    """The part of a row that the keys select, where it may be opened."""
    parts, expected = disclosure.narrowed({**row, **keys}), _expected(table, row, keys)
    if expected != 0:  # that there is nobody may be seen
        disclosure.guard(con, parts)
    disclosure.choose(con, {None: parts})
    return _answer(con, table, keys, expected, order, most, skip)


def _compared(
    con: duckdb.DuckDBPyConnection,
    row: Row,
    keys: Mapping[str, Any],
    order: Order,
    most: int | None,
    skip: int,
) -> Opened:
    """Both periods of a row of `changes`, each by itself."""
    sides, closed, counted = dict[str | None, dict[str, Part]](), list[str](), list[int | None]()
    for period, column in ((row["period_before"], "n_before"), (row["period"], "n_after")):
        parts = disclosure.narrowed({**keys, "period": period})
        shown = row["total"] is not None if row["topic"] == REST else row[column] is not None
        try:
            if not shown:
                raise QueryError("show_suppressed")
            if row["topic"] == REST or row[column] > 0:
                disclosure.guard(con, parts)
        except QueryError:
            closed.append(period)
            continue
        sides[period] = parts
        counted.append(None if GROUP in keys else row[column])
    if not sides:
        raise QueryError("show_suppressed")
    disclosure.choose(con, sides)
    expected = None if None in counted else sum(one for one in counted if one is not None)
    return _answer(con, "changes", keys, expected, order, most, skip)._replace(closed=closed)


def _expected(table: str, row: Row, keys: Mapping[str, Any]) -> int | None:
    """How many the row says that there are."""
    if (POLARITY in keys or WITH in keys) and table == "topic_by_nps":
        return None
    if GROUP in keys:
        count: int | None = row.get(f"{keys[GROUP]}s")
        return count
    whole: int | None = row[OPENABLE[table].counted]
    return whole


def _answer(
    con: duckdb.DuckDBPyConnection,
    table: str,
    keys: Mapping[str, Any],
    expected: int | None,
    order: Order,
    most: int | None,
    skip: int,
) -> Opened:
    """What `chosen` holds."""
    [(n_answers, n_comments)] = con.execute(
        "SELECT count(DISTINCT answer), count(DISTINCT comment_id) "
        "FROM (SELECT answer, source || ' ' || comment_id AS comment_id FROM chosen)"
    ).fetchall()
    comments = _comments(con, keys, order, _NO_LIMIT if most is None else most, skip)
    if table != "changes":
        comments = comments.drop(["period"])
    return Opened(table, keys, comments, n_answers, n_comments, expected)


def _comments(
    con: duckdb.DuckDBPyConnection,
    keys: Mapping[str, Any],
    order: Order,
    most: int,
    skip: int,
    *,
    apart: bool = False,
    compared: int | None = None,
) -> pa.Table:
    """The comments of `chosen`, as `opened_comments.sql` says."""
    topic = keys.get("topic")
    return run(
        con, "comments/opened_comments.sql", topic=None if topic in ("all", ALL, REST) else topic,
        other=keys.get(WITH), polarity=keys.get(POLARITY), typical=order == "typical", skip=skip, most=most,
        apart=apart, compared=compared,
    ).to_arrow_table()  # fmt: skip

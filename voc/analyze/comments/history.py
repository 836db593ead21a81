"""Everything that a published run knows of one respondent: answers, comments, contacts, behaviour, risk.

Row-level, for who may see rows. Tables that a visitor's run lacks count as empty.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import duckdb

from voc.analyze.loyalty.behaviours import QUADRANTS
from voc.analyze.sql import table_names

Row = Mapping[str, Any]


class Stated(NamedTuple):
    """What a respondent does, by their latest answer to a survey or by a customer list.

    `quadrant` is that of the table `loyalty`; None where nobody is cut into high and low.
    """

    source: str
    behaviour: str
    value: float
    cut: float | None
    quadrant: str | None


class History(NamedTuple):
    """Of one respondent: rows of responses, comments, contacts, customers, at_risk, the newest first.

    A comment has `mentions` (topic, polarity, start, end, evidence) and belongs to its response_id or
    contact_id; a contact has `messages` (speaker, sent_at, text) in their order.
    """

    responses: Sequence[Row]
    comments: Sequence[Row]
    contacts: Sequence[Row]
    customers: Sequence[Row]
    at_risk: Sequence[Row]
    behaviour: Sequence[Stated]


_COMMENTS = """
WITH mine AS (
    SELECT c.* FROM comments AS c
         LEFT JOIN (FROM responses WHERE respondent = $who) AS r USING (source, response_id)
         LEFT JOIN (FROM contacts WHERE respondent = $who) AS k USING (source, contact_id)
    WHERE r.respondent IS NOT NULL OR k.respondent IS NOT NULL
), said AS (
    SELECT source, comment_id, list({'topic': topic, 'polarity': polarity, 'start': "start", 'end': "end",
                                     'evidence': evidence} ORDER BY "start", topic, polarity) AS mentions
    FROM mentions SEMI JOIN mine USING (source, comment_id) GROUP BY ALL
)
SELECT mine.* EXCLUDE (tokens, pairs), coalesce(mentions, []) AS mentions
FROM mine LEFT JOIN said USING (source, comment_id) ORDER BY occurred_at DESC, source, comment_id
"""
_CONTACTS = """
SELECT k.*, coalesce((
    SELECT list({'speaker': speaker, 'sent_at': sent_at, 'text': text} ORDER BY seq) FROM messages AS m
    WHERE m.source = k.source AND m.contact_id = k.contact_id), []) AS messages
FROM contacts AS k WHERE respondent = $who ORDER BY opened_at DESC, source, contact_id
"""


def history(con: duckdb.DuckDBPyConnection, respondent: str) -> History | None:
    """What there is of `respondent` (hashed); None where nothing is."""
    tables = table_names(con)

    def rows(table: str, query: str) -> list[Row]:
        found = con.execute(query, {"who": respondent}).to_arrow_table() if table in tables else None
        return found.to_pylist() if found else []

    mine = "WHERE respondent = $who ORDER BY"
    responses = rows("responses", f"FROM responses {mine} answered_at DESC, source, response_id")
    contacts = rows("contacts", _CONTACTS)
    customers = rows("customers", f"FROM customers {mine} source")
    if not (responses or contacts or customers):
        return None
    return History(
        responses,
        rows("comments", _COMMENTS),
        contacts,
        customers,
        rows("at_risk", f"FROM at_risk {mine} answered_at DESC, source"),
        list(_stated(con, responses, customers)),
    )


def _stated(
    con: duckdb.DuckDBPyConnection, responses: Sequence[Row], customers: Sequence[Row]
) -> list[Stated]:
    """The behaviours of the latest scored answer to each survey, as `loyalty.behaviours` counts them."""
    found = con.execute("SELECT DISTINCT source, behaviour, cut FROM loyalty WHERE cut IS NOT NULL")
    cuts = {(source, behaviour): cut for source, behaviour, cut in found.fetchall()}
    latest: dict[str, Row] = {}
    for row in responses:
        if row["nps_group"] is not None:
            latest.setdefault(row["source"], row)
    listed = [
        (f"{row['source']}.{fact}", row[fact])
        for row in customers
        for fact in ("spend", "purchases")
        if row[fact] is not None
    ]
    made = []
    for source, row in latest.items():
        for behaviour, value in [*(row["behaviour"] or ()), *listed]:
            if value is None or value < 0:
                continue
            cut = cuts.get((source, behaviour))
            quadrant = None if cut is None else QUADRANTS[row["nps_group"] == "promoter", value >= cut]
            made.append(Stated(source, behaviour, value, cut, quadrant))
    return made

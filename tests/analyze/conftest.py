"""Staged relations in memory, built from a few dicts; what a dict leaves out is filled in."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from voc.records import COMMENTS, CONTACTS, CUSTOMERS, MESSAGES, READINGS, REJECTED, RESPONSES

Rows = Sequence[dict[str, Any]]
Fill = Callable[[dict[str, Any]], dict[str, Any]]
Stage = Callable[..., duckdb.DuckDBPyConnection]


def _group(score: int | None) -> str | None:
    return None if score is None else "promoter" if score >= 9 else "passive" if score >= 7 else "detractor"


def _day(row: dict[str, Any], name: str) -> datetime:
    """`row[name]` may be given as "YYYY-MM-DD"; missing, it is the first of the row's month."""
    given = row.get(name) or f"{row.get('month', '2024-04')}-01"
    return datetime.fromisoformat(given).replace(tzinfo=UTC)


def _response(row: dict[str, Any]) -> dict[str, Any]:
    return {"answered_at": _day(row, "at"), "month": str(row.get("at", "2024-04"))[:7],
            "nps_group": _group(row.get("nps_score"))} | row  # fmt: skip


def _contact(row: dict[str, Any]) -> dict[str, Any]:
    return {"opened_at": _day(row, "at"), "month": str(row.get("at", "2024-04"))[:7]} | row


def _comment(row: dict[str, Any]) -> dict[str, Any]:
    filled = {"comment_id": f"c-{row.get('response_id') or row.get('contact_id')}", "month": "2024-04"} | row
    return {"text_hash": filled["text"], "occurred_at": _day(filled, "at")} | filled


def _reading(row: dict[str, Any]) -> dict[str, Any]:
    yes_or_no = ("mixed", "complaint", "request", "churn", "urgent", "non_answer")
    topics = [
        {"topic": topic, "polarity": polarity, "p": 0.9, "start": start, "end": end}
        for topic, polarity, start, end in row.get("topics", ())
    ]
    plain = {"p_negative": 0.2, "p_neutral": 0.5, "p_positive": 0.3} | dict.fromkeys(yes_or_no, 0.0)
    return plain | {"text_hash": row.get("text")} | row | {"topics": topics}


def _table(rows: Rows, schema: pa.Schema, fill: Fill, ledger: str) -> pa.Table:
    if ledger:
        schema = schema.append(pa.field(ledger, pa.int32()))
    filled = [{"source": "survey", ledger: 1} | fill(row) for row in rows]
    return pa.Table.from_pylist(filled, schema)


@pytest.fixture(scope="session")
def stage() -> Stage:
    """stage(responses=…, contacts=…, …, readings=…) → a connection with the staged relations.

    A reading belongs to the comment with the same `text`; topics are (name, polarity, start, end).
    """

    def build(
        *, responses: Rows = (), contacts: Rows = (), messages: Rows = (), customers: Rows = (),
        comments: Rows = (), rejected: Rows = (), readings: Rows = (),
    ) -> duckdb.DuckDBPyConnection:  # fmt: skip
        con = duckdb.connect()
        con.execute("SET threads = 1")
        for name, rows, schema, fill, ledger in (
            ("staged_responses", responses, RESPONSES, _response, "seq"),
            ("staged_contacts", contacts, CONTACTS, _contact, "seq"),
            ("staged_messages", messages, MESSAGES, dict, "ledger_seq"),
            ("staged_customers", customers, CUSTOMERS, dict, "seq"),
            ("staged_comments", comments, COMMENTS, _comment, "seq"),
            ("staged_rejected", rejected, REJECTED, dict, "seq"),
            ("readings", readings, READINGS, _reading, ""),
        ):
            table = _table(rows, schema, fill, ledger)
            con.register("given", table)
            con.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
            con.unregister("given")
        return con

    return build


@pytest.fixture(scope="session")
def rows() -> Callable[..., list[tuple[Any, ...]]]:
    """rows(con, sql, …) → the rows of a query."""
    return lambda con, sql, *values: con.execute(sql, values).fetchall()

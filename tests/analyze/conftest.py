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


def _listed(schema: pa.Schema, ledger: str) -> pa.Schema:
    return schema.append(pa.field(ledger, pa.int32()))


_STAGED: tuple[tuple[str, pa.Schema, Fill], ...] = (
    ("staged_responses", _listed(RESPONSES, "seq"), _response),
    ("staged_contacts", _listed(CONTACTS, "seq"), _contact),
    ("staged_messages", _listed(MESSAGES, "ledger_seq"), dict),
    ("staged_customers", _listed(CUSTOMERS, "seq"), dict),
    ("staged_comments", _listed(COMMENTS, "seq"), _comment),
    ("staged_rejected", _listed(REJECTED, "seq"), dict),
    ("readings", READINGS, _reading),
)


def _created() -> str:
    """SQL that creates the relations of _STAGED without rows, sooner than from tables of Arrow."""
    with duckdb.connect() as con:
        made = [(name, con.from_arrow(schema.empty_table())) for name, schema, _ in _STAGED]
        columns = [", ".join(map("{} {}".format, one.columns, one.types)) for _, one in made]
    return "".join(f"CREATE TABLE {name} ({own});" for (name, _), own in zip(made, columns, strict=True))


@pytest.fixture(scope="session")
def stage() -> Stage:
    """stage(responses=…, contacts=…, …, readings=…) → a connection with the staged relations.

    A reading belongs to the comment with the same `text`; topics are (name, polarity, start, end).
    """

    created = _created()

    def build(
        *, responses: Rows = (), contacts: Rows = (), messages: Rows = (), customers: Rows = (),
        comments: Rows = (), rejected: Rows = (), readings: Rows = (),
    ) -> duckdb.DuckDBPyConnection:  # fmt: skip
        con = duckdb.connect(config={"threads": 1})
        con.execute(created)
        given = (responses, contacts, messages, customers, comments, rejected, readings)
        for (name, schema, fill), rows in zip(_STAGED, given, strict=True):
            if rows:
                filled = [{"source": "survey", "seq": 1, "ledger_seq": 1} | fill(row) for row in rows]
                con.register("given", pa.Table.from_pylist(filled, schema))
                con.execute(f"INSERT INTO {name} FROM given")
                con.unregister("given")
        return con

    return build


@pytest.fixture(scope="session")
def rows() -> Callable[..., list[tuple[Any, ...]]]:
    """rows(con, sql, …) → the rows of a query."""
    return lambda con, sql, *values: con.execute(sql, values).fetchall()

"""A decisions database, in SQLite and in PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests import postgresql
from voc import records
from voc.store import decisions
from voc.store.decisions import Database


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database can be that is not there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "データ" / "decisions.sqlite")
    return postgresql.another(request.getfixturevalue("postgres_url"))


@pytest.fixture
def database(place: str) -> Iterator[Database]:
    """An opened one."""
    with decisions.opened(place) as opened:
        yield opened


def item(comment_id: str, **given: Any) -> dict[str, Any]:
    """A row of records.QUEUE: a detractor's complaint, unless something else is given."""
    row = {
        "source": "survey", "comment_id": comment_id, "text_hash": f"text of {comment_id}", "month": "2026-04",
        "occurred_at": datetime(2026, 4, 1, 10, tzinfo=UTC), "nps_group": "detractor", "respondent": "person",
        "reasons": ["complaint"], "topics": [], "segments": {}, "priority": 40.0, "priority_urgent": 0.0,
        "priority_churn": 0.0, "priority_severity": 20.0, "priority_nps": 12.0, "priority_value": 0.0, "priority_age": 8.0,
    } | given  # fmt: skip
    return row | {"digest": repr(row)}


def flagged(*rows: dict[str, Any]) -> pa.Table:
    """What a run flags."""
    listed = [row | {"segments": list(row["segments"].items())} for row in rows]
    return pa.Table.from_pylist(listed, records.QUEUE)

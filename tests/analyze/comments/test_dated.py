"""Sources of which the day is known and no time of day."""

from collections.abc import Iterator
from datetime import UTC, datetime

import duckdb
import pytest

from voc.analyze import dated

TOLD = {  # table -> (source, time in UTC); 15:00 is midnight in Tokyo
    "responses": [("days", "2025-04-01T15:00"), ("days", "2025-07-02T15:00"), ("times", "2025-04-01T15:00"),
                  ("times", "2025-04-02T03:12"), ("seconds", "2025-04-01T15:00:30")],
    "contacts": [("letters", "2025-04-01T15:00"), ("threads", "2025-04-01T15:00")],
    "messages": [("letters", "2025-04-01T15:00"), ("letters", None), ("threads", "2025-04-02T01:30")],
}  # fmt: skip
COLUMNS = {"responses": "answered_at", "contacts": "opened_at", "messages": "sent_at"}


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        for table, rows in TOLD.items():
            opened.execute(f"CREATE TABLE {table} (source VARCHAR, {COLUMNS[table]} TIMESTAMPTZ)")
            times = [(source, at and datetime.fromisoformat(at).replace(tzinfo=UTC)) for source, at in rows]
            opened.executemany(f"INSERT INTO {table} VALUES (?, ?)", times)
        yield opened


def test_a_source_tells_days_where_all_its_times_are_midnight_in_the_zone(con: duckdb.DuckDBPyConnection) -> None:
    assert dated(con, "Asia/Tokyo") == {"days", "letters"}
    assert dated(con, "UTC") == set()

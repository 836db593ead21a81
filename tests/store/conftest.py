"""Small runs made by the real parts."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.runs import manifest
from voc import records, store


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder whose path is as awkward as users make it."""
    return tmp_path / "顧客の声 'A' \"B\"" / "data"


@pytest.fixture
def publish(data: Path) -> Callable[..., store.Run]:
    """Publish tables given as SQL; the keyword `partitioned` names those split by source and month."""

    def publish(tables: dict[str, str], partitioned: tuple[str, ...] = ("nps",)) -> store.Run:
        with store.publisher(data), store.engine(data) as con:
            with store.Builder(data, store.current(data)) as builder:
                for table, query in tables.items():
                    con.execute(f'CREATE TABLE "{table}" AS {query}')
                    builder.write(con, table, order_by="n", partitioned=table in partitioned)
                builder.marts(con, list(tables))
                return builder.publish(manifest(builder))

    return publish


def batch(
    answers: list[tuple[str, int]] = (), rejected: list[str] = (), source: str = "survey", extra: int = 0
) -> records.Batch:
    """Answers (id, score) with one comment each, and rejected rows by reason."""
    time = datetime(2024, 3, 1, tzinfo=UTC)

    def rows(schema: pa.Schema, given: list[dict[str, Any]]) -> pa.Table:
        return pa.Table.from_pylist([{"source": source, "month": "2024-03", **row} for row in given], schema)

    return records.Batch(
        responses=rows(
            records.RESPONSES,
            [
                {"response_id": key, "nps_score": score, "answered_at": time, "segments": {"年代": "20代"}}
                for key, score in answers
            ],
        ),
        contacts=records.CONTACTS.empty_table(),
        messages=records.MESSAGES.empty_table(),
        customers=records.CUSTOMERS.empty_table(),
        comments=rows(
            records.COMMENTS,
            [{"comment_id": key, "text": "駅から遠い", "tokens": ["駅", "遠い"]} for key, _ in answers],
        ),
        rejected=rows(records.REJECTED, [{"file": "f.csv", "line": 2, "reason": r} for r in rejected]),
        rows_read=len(answers) + len(rejected) + extra,
    )

"""Staged texts that a model has not read yet → what it says of them, kept part by part.

A text is read once by a model, whatever kills the night between two parts.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from voc import classify, store, text
from voc.records import READINGS, SILENT, Reading, Watch

PART = 2_048  # texts whose readings are kept together; what a kill can cost
STEP = 256  # texts between two signs of progress


def readings_of(data: Path, model_fingerprint: str) -> store.Readings:
    """What that model has read in a data folder under the rules of non-answers as they are."""
    return store.Readings(data, f"{model_fingerprint}-{text.WORDS}")


def read(
    con: duckdb.DuckDBPyConnection, readings: store.Readings, model: str, watch: Watch = SILENT
) -> int:
    """Let `model` (a name or folder) read what no part of `readings` has, shortest first; how many texts.

    In: the view `staged_comments`. Leaves the view `readings` with all of it. Raises ModelError when there is
    something to read and no such model, StoreError when the disk refuses.
    """
    readings.view(con)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE unread AS "  # texts are wide: first which, then what they say
        "WITH fresh AS ("
        "SELECT DISTINCT text_hash FROM staged_comments ANTI JOIN readings USING (text_hash)"
        ") SELECT text_hash, any_value(question) AS question, any_value(text) AS text "
        "FROM staged_comments SEMI JOIN fresh USING (text_hash) "
        "GROUP BY text_hash ORDER BY length(any_value(text)), text_hash"
    )
    counted = con.execute("SELECT count(*) FROM unread").fetchone()
    count: int = counted[0] if counted else 0
    if not count:
        return 0
    reader = classify.reader(model, text.VERSION)
    watch.begin("step.read", count)
    for at in range(0, count, PART):
        part = f"SELECT * FROM unread WHERE rowid BETWEEN {at} AND {at + PART - 1} ORDER BY rowid"
        readings.append(_part(reader, con.execute(part).fetchall(), watch))
    watch.end()
    readings.compact()
    readings.view(con)
    return count


def _part(reader: classify.Reader, rows: Sequence[tuple[str, str, str]], watch: Watch) -> pa.Table:
    out: list[dict[str, Any]] = []
    for at in range(0, len(rows), STEP):
        some = rows[at : at + STEP]
        found = reader.read(text.readable(comment, question) for _, question, comment in some)
        out += [_row(row[0], reading) for row, reading in zip(some, found, strict=True)]
        watch.advance(len(some))
    return pa.Table.from_pylist(out, READINGS)


def _row(text_hash: str, reading: Reading) -> dict[str, Any]:
    return {"text_hash": text_hash, **vars(reading), "topics": [vars(mention) for mention in reading.topics]}

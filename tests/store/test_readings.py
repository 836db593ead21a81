from pathlib import Path

import pyarrow as pa

from voc import store
from voc.records import READINGS


def readings(*hashes: str, complaint: float = 0.5) -> pa.Table:
    topic = {"topic": "access", "polarity": "negative", "p": 0.5, "start": 0, "end": 3}
    rows = [{"text_hash": h, "complaint": complaint, "topics": [topic]} for h in hashes]
    return pa.Table.from_pylist(rows, READINGS)


def seen(data: Path, model: str = "m") -> list[tuple[str, float]]:
    with store.engine(data) as con:
        store.Readings(data, model).view(con)
        return con.sql("SELECT text_hash, complaint FROM readings ORDER BY ALL").fetchall()


def test_view_is_typed_before_the_first_reading(data: Path) -> None:
    with store.engine(data) as con:
        store.Readings(data, "m").view(con)
        empty = con.sql("DESCRIBE readings").fetchall()
        store.Readings(data, "m").append(readings("a"))
        store.Readings(data, "m").view(con)
        assert con.sql("DESCRIBE readings").fetchall() == empty


def test_each_model_has_its_own_readings(data: Path) -> None:
    store.Readings(data, "m").append(readings("a", "b"))
    store.Readings(data, "m").append(readings("c"))
    store.Readings(data, "other").append(readings("a"))
    assert [h for h, _ in seen(data)] == ["a", "b", "c"] and [h for h, _ in seen(data, "other")] == ["a"]


def test_text_read_twice_counts_once_with_its_last_reading(data: Path) -> None:
    store.Readings(data, "m").append(readings("a", "b", complaint=0.25))
    store.Readings(data, "m").append(readings("b", complaint=0.75))
    assert seen(data) == [("a", 0.25), ("b", 0.75)]


def test_many_parts_become_one(data: Path) -> None:
    store_ = store.Readings(data, "m")
    for number in range(33):
        store_.append(readings(f"{number:02}", "twice", complaint=number / 64))
    before = seen(data)
    assert len(before) == 34
    store_.compact()
    assert len(store_.parts()) == 1 and seen(data) == before
    store_.compact()
    store_.append(readings("new"))
    assert len(store_.parts()) == 2 and len(seen(data)) == 35

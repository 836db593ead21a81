import math
import string
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voc import records, store
from voc.errors import StoreError

from .conftest import batch

FACTS = {"kind": "survey", "shown": "inbox/回答 'A'.csv", "size": 10}


def stage(data: Path, fingerprint: str, *batches: records.Batch, **facts: Any) -> store.Staged:
    source = facts.pop("source", "survey")
    return store.Staging(data).write(source, fingerprint, batches, FACTS | facts)


def test_staged_export_counts_its_rows(data: Path) -> None:
    staged = stage(
        data, "f1", batch([("a", 9), ("b", 3)], ["bad_time"]), batch([("c", 0)], ["bad_time", "x"])
    )
    assert (staged.rows_read, staged.accepted, staged.rejected) == (6, 3, 3)
    assert staged.reasons == {"bad_time": 2, "x": 1} and staged.comments == 3
    assert staged.first_at == staged.last_at == datetime(2024, 3, 1, tzinfo=UTC)
    assert store.Staging(data).has("survey", "f1") and not store.Staging(data).has("survey", "f2")
    assert store.Staging(data).read("survey", "f1") == staged


def test_views_show_every_file_with_its_place_in_the_ledger(data: Path) -> None:
    awkward = "顧客 'x' \"y\" [1]"
    ledger = [
        stage(data, "f1", batch([("a", 9)])),
        stage(data, "f2", batch([("a", 2), ("b", 3)], source=awkward), source=awkward),
    ]
    with store.engine(data) as con:
        store.Staging(data).views(con, ledger)
        found = con.sql("SELECT source, response_id, seq FROM staged_responses ORDER BY ALL").fetchall()
    assert sorted(found) == sorted([("survey", "a", 0), (awkward, "a", 1), (awkward, "b", 1)])


def test_views_without_rows_have_their_types(data: Path) -> None:
    with store.engine(data) as con:
        empty: list[store.Staged] = []
        store.Staging(data).views(con, empty)
        bare = {t: con.sql(f"DESCRIBE staged_{t}").fetchall() for t in records.STAGED}
        store.Staging(data).views(con, [stage(data, "f1", batch([("a", 9)], ["x"]))])
        assert bare == {t: con.sql(f"DESCRIBE staged_{t}").fetchall() for t in records.STAGED}
    assert [c[1] for c in bare["responses"] if c[0] in ("seq", "scores", "answered_at")] == [
        "TIMESTAMP WITH TIME ZONE", "MAP(VARCHAR, DOUBLE)", "INTEGER",
    ]  # fmt: skip
    assert [c[0] for c in bare["messages"]][-1] == "ledger_seq"


def test_only_the_last_version_of_a_file_has_rejected_rows(data: Path) -> None:
    ledger = [
        stage(data, "f1", batch([], ["old"])),
        stage(data, "f2", batch([], ["other"]), shown="inbox/b.csv"),
        stage(data, "f3", batch([], ["new"])),
        stage(data, "f4", batch([], ["mended"]), shown="inbox/c.csv"),
        stage(data, "f5", batch([("a", 1)]), shown="inbox/c.csv"),
    ]
    with store.engine(data) as con:
        store.Staging(data).views(con, ledger)
        found = con.sql("SELECT reason, seq FROM staged_rejected ORDER BY seq").fetchall()
    assert found == [("other", 1), ("new", 2)]


def test_an_export_that_fails_in_the_middle_leaves_nothing(data: Path) -> None:
    def batches() -> Any:
        yield batch([("a", 9)])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.Staging(data).write("survey", "f1", batches(), FACTS)
    assert not store.Staging(data).has("survey", "f1")
    assert list((data / "staging" / "survey").iterdir()) == []


def test_staged_export_is_not_written_twice(data: Path) -> None:
    first = stage(data, "f1", batch([("a", 9)]))
    assert stage(data, "f1", batch([("b", 9), ("c", 1)])) == first


def test_lost_staged_file_is_named(data: Path) -> None:
    staged = stage(data, "f1", batch([("a", 9)]))
    (data / "staging/survey/f1/responses.parquet").unlink()
    with store.engine(data) as con, pytest.raises(StoreError, match="staged_missing"):
        store.Staging(data).views(con, [staged])


def test_a_column_that_an_older_version_did_not_stage_is_null(data: Path) -> None:
    """Its export may be gone from the inbox: it cannot be staged anew."""
    ledger = [stage(data, "f1", batch([("a", 9)])), stage(data, "f2", batch([("b", 1)]))]
    old = data / "staging/survey/f1/comments.parquet"
    pq.write_table(pq.read_table(old).drop_columns(["pairs"]), old)
    for some in (ledger, ledger[:1]):
        with store.engine(data) as con:
            store.Staging(data).views(con, some)
            assert con.sql("SELECT count(*), count(pairs) FROM staged_comments").fetchall() == [(len(some), 0)]


texts = st.none() | st.text(string.printable + "駅ｱ①㌔😀\u3000\u0301", max_size=8)
times = st.none() | st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1)).map(
    lambda t: t.replace(tzinfo=UTC)
)
numbers = st.dictionaries(st.text("a年", max_size=3), st.floats(allow_nan=False), max_size=3).map(
    lambda d: list(d.items())
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(texts, times, numbers, st.none() | st.integers(-128, 127)), min_size=1), st.integers(1)
)
def test_what_is_staged_comes_back_unchanged(data: Path, rows: list[Any], number: int) -> None:
    given_rows = [
        {"source": "s", "response_id": i, "answered_at": t, "scores": m, "nps_score": n}
        for i, t, m, n in rows
    ]
    written = pa.Table.from_pylist(given_rows, records.RESPONSES)
    empty = batch()
    staged = stage(data, f"{number}-{hash(str(rows))}", records.Batch(
        written, empty.contacts, empty.messages, empty.customers, empty.comments, empty.rejected, len(rows)
    ))  # fmt: skip
    with store.engine(data) as con:
        store.Staging(data).views(con, [staged])
        back = con.sql("SELECT * EXCLUDE seq FROM staged_responses").to_arrow_table()
    assert back.to_pylist() == written.to_pylist()
    assert not any(math.isnan(v) for row in back["scores"].to_pylist() for _, v in row or [])
    assert store.Staged.from_json(staged.to_json()) == staged

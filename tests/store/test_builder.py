from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.runs import manifest
from voc import store
from voc.errors import StoreError
from voc.store.fingerprint import fingerprints

Publish = Callable[..., store.Run]

NPS = (
    "SELECT 'survey' AS source, '2024-0' || (i % 3 + 1) AS month, i::INTEGER AS n, MAP {'a': i} AS m"
    " FROM range(9) r(i)"
)
CHANGED = f"SELECT * REPLACE (CASE WHEN month = '2024-02' THEN n + 100 ELSE n END AS n) FROM ({NPS})"

# values that DuckDB's own hash() of a row cannot tell apart, or that look alike as text
DIFFERENT = [
    ("{'l': ['a'], 'k': ['b']}", "{'l': ['a', 'b'], 'k': []::VARCHAR[]}"),
    ("{'l': []::VARCHAR[]}", "{'l': NULL::VARCHAR[]}"),
    ("{'l': [NULL]::VARCHAR[]}", "{'l': []::VARCHAR[]}"),
    ("{'l': ['NULL']}", "{'l': [NULL]::VARCHAR[]}"),
    ("{'l': ['a, b']}", "{'l': ['a', 'b']}"),
    ("{'l': MAP {'a': 'b', 'c': 'd'}}", "{'l': MAP {'a': 'd', 'c': 'b'}}"),
    ("{'l': MAP([]::VARCHAR[], []::VARCHAR[])}", "{'l': NULL::MAP(VARCHAR, VARCHAR)}"),
    ("{'l': NULL::VARCHAR, 'k': 'a'}", "{'l': 'a', 'k': NULL::VARCHAR}"),
    ("{'l': 1::INTEGER}", "{'l': 1::BIGINT}"),
    ("{'l': 1}", "{'k': 1}"),
]


def print_of(query: str) -> list[store.Partition]:
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE t AS {query}")
        return [partition for *_, partition in fingerprints(con, "t", [])]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_fingerprint_tells_rows_apart(one: str, other: str) -> None:
    assert print_of(f"SELECT unnest({one})") != print_of(f"SELECT unnest({other})")


def test_fingerprint_does_not_depend_on_the_order_of_rows_but_counts_doubles() -> None:
    assert print_of(NPS) == print_of(f"{NPS} ORDER BY n DESC")
    assert print_of(f"{NPS} UNION ALL {NPS}") != print_of(f"SELECT * FROM ({NPS}) WHERE false")
    two = "(VALUES (1), (1), (2)) v(n)"
    assert print_of(f"FROM {two}") != print_of("FROM (VALUES (1), (3), (3)) v(n)")


def test_first_run_is_current_and_says_what_it_is(publish: Publish, data: Path) -> None:
    assert store.current(data) is None and store.runs(data) == []
    run = publish({"nps": NPS})
    assert store.current(data) == run and store.runs(data) == [run]
    told = store.runs(data)[0].manifest
    assert told.run_id == run.id and told.summary == {"words": "要約"}
    assert {path: p.rows for path, p in told.tables["nps"].items()} == {
        f"nps/survey/2024-0{month}.parquet": 3 for month in (1, 2, 3)
    }
    assert store.Manifest.from_json(told.to_json()) == told


def test_unchanged_partitions_are_the_same_file(publish: Publish) -> None:
    first, second = publish({"nps": NPS}), publish({"nps": CHANGED})
    same = [a.samefile(b) for a, b in zip(first.files("nps"), second.files("nps"), strict=True)]
    assert same == [True, False, True]
    values = [store.query(run, "SELECT sum(n) AS n FROM nps").to_pylist()[0]["n"] for run in (first, second)]
    assert values == [36, 336]


def test_another_type_is_another_content(publish: Publish) -> None:
    first, second = publish({"nps": NPS}), publish({"nps": f"SELECT * REPLACE (n::BIGINT AS n) FROM ({NPS})"})
    assert not any(a.samefile(b) for a, b in zip(first.files("nps"), second.files("nps"), strict=True))


def test_lost_file_of_the_previous_run_is_written_anew(publish: Publish) -> None:
    publish({"nps": NPS}).files("nps")[0].unlink()
    assert store.query(publish({"nps": NPS}), "FROM nps").num_rows == 9


def test_same_content_gives_the_same_bytes(publish: Publish, tmp_path: Path) -> None:
    first = publish({"nps": f"{NPS} ORDER BY hash(n)"}, partitioned=())
    kept = first.files("nps")[0].read_bytes()
    first.files("nps")[0].unlink()
    assert (
        publish({"nps": f"{NPS} ORDER BY hash(n + 1)"}, partitioned=()).files("nps")[0].read_bytes() == kept
    )


def test_rows_without_month_and_awkward_sources_are_kept(publish: Publish) -> None:
    values = (
        "('顧客 ''x'' / \"y\"', NULL, 1), ('a', '2024-01', 2), (NULL, '2024-01', 3), ('none', '2024-01', 4)"
    )
    rows = f"SELECT * FROM (VALUES {values}) v(source, month, n)"
    run = publish({"nps": rows})
    assert store.query(run, "SELECT n FROM nps ORDER BY n")["n"].to_pylist() == [1, 2, 3, 4]
    assert "nps/a/2024-01.parquet" in run.manifest.tables["nps"]


def test_table_without_rows_keeps_its_columns(publish: Publish) -> None:
    run = publish({"nps": f"SELECT * FROM ({NPS}) WHERE false"})
    answer = store.query(run, "FROM nps")
    assert answer.num_rows == 0 and answer.schema.names == ["source", "month", "n", "m", "run_id"]
    assert str(answer.schema.field("m").type) == "map<string, int64>"


def test_view_is_published_like_a_table(data: Path) -> None:
    with store.publisher(data), store.engine(data) as con, store.Builder(data, None) as builder:
        con.execute(f"CREATE VIEW nps AS {NPS}")
        builder.write(con, "nps", order_by=["n"], partitioned=True)
        run = builder.publish(manifest(builder))
    assert store.query(run, "FROM nps").num_rows == 9


def test_rows_that_need_no_order_stay_as_they_came(data: Path) -> None:
    with store.publisher(data), store.engine(data) as con, store.Builder(data, None) as builder:
        con.execute("CREATE TABLE nps AS SELECT * FROM (VALUES ('a', 3), (NULL, 1), ('a', 2)) AS rows(source, n)")
        builder.write(con, "nps", order_by="", partitioned=True)
        run = builder.publish(manifest(builder))
    assert [pq.read_table(path)["n"].to_pylist() for path in run.files("nps")] in ([[3, 2], [1]], [[1], [3, 2]])


def test_table_begun_early_is_written_while_others_are_made(publish: Publish, data: Path) -> None:
    directly = publish({"nps": NPS, "other": "SELECT 1 AS n"}).files("nps")
    for path in directly:
        path.rename(path.with_suffix(".apart"))  # nothing to be shared with
    with store.publisher(data), store.engine(data) as con:
        con.execute(f"CREATE TABLE nps AS {NPS}")
        with store.Builder(data, store.current(data)) as builder:
            builder.begin(con, "nps", order_by="n", partitioned=True)
            con.execute("CREATE TEMP TABLE other AS SELECT 1 AS n")
            for table in ("nps", "other"):
                builder.write(con, table, order_by="n", partitioned=table == "nps")
            run = builder.publish(manifest(builder))
    written = [path.read_bytes() for path in run.files("nps")]
    assert written == [path.with_suffix(".apart").read_bytes() for path in directly]


def test_what_goes_wrong_beside_is_said_where_the_table_is_asked_for(data: Path) -> None:
    with store.publisher(data), store.engine(data) as con, store.Builder(data, None) as builder:
        con.execute(f"CREATE TABLE nps AS {NPS}")
        (builder.folder / "nps").write_text("in the way")
        builder.begin(con, "nps", order_by="n", partitioned=True)
        with pytest.raises(StoreError):
            builder.write(con, "nps", order_by="n", partitioned=True)


def test_builder_left_while_it_writes_leaves_nothing(data: Path) -> None:
    with store.publisher(data), store.engine(data) as con:
        con.execute("CREATE TABLE nps AS SELECT 's' AS source, i::VARCHAR AS month FROM range(400) r(i)")
        with pytest.raises(KeyboardInterrupt), store.Builder(data, None) as builder:
            builder.begin(con, "nps", order_by="", partitioned=True)
            raise KeyboardInterrupt
        assert list((data / "runs").iterdir()) == []
        assert con.execute("SELECT count(*) FROM nps").fetchone() == (400,)


def test_failed_builder_leaves_nothing(publish: Publish, data: Path) -> None:
    run = publish({"nps": NPS})
    with pytest.raises(duckdb.Error):
        publish({"nps": CHANGED, "broken": "SELECT 1 AS other"})
    assert store.current(data) == run and list((data / "runs").iterdir()) == [run.path]


def test_runs_sort_by_id_even_when_many_are_published_in_a_second(publish: Publish, data: Path) -> None:
    made = [publish({"nps": NPS}).id for _ in range(4)]
    assert made == sorted(set(made)) == [run.id for run in reversed(store.runs(data))]
    rows = store.query(
        store.runs(data)[0], "SELECT run_id, rows_in, finished_at > started_at AS ok FROM runs"
    )
    assert rows.to_pylist() == [{"run_id": run_id, "rows_in": 3, "ok": True} for run_id in made]


def test_current_that_names_a_lost_run_says_what_is_left(publish: Publish, data: Path) -> None:
    kept, lost = publish({"nps": NPS}), publish({"nps": NPS})
    (lost.path / "manifest.json").unlink()
    with pytest.raises(StoreError, match="current_run_gone") as error:
        store.current(data)
    assert error.value.values["newest"] == kept.id


def test_damaged_manifest_is_a_store_error(publish: Publish) -> None:
    run = publish({"nps": NPS})
    (run.path / "manifest.json").write_text('{"format": 99}')
    with pytest.raises(StoreError, match="run_too_new"):
        _ = store.Run(run.id, run.path).manifest
    (run.path / "manifest.json").write_text('{"format": 1')
    with pytest.raises(StoreError, match="run_damaged"):
        _ = store.Run(run.id, run.path).manifest


def test_marts_stay_readable_while_they_are_replaced(publish: Publish, data: Path) -> None:
    first = publish({"nps": NPS})
    assert (data / "marts.duckdb").samefile(first.path / "marts.duckdb")
    with duckdb.connect(str(data / "marts.duckdb"), read_only=True) as held:
        second = publish({"nps": CHANGED})
        assert held.execute("SELECT sum(n), any_value(run_id) FROM nps").fetchall() == [(36, first.id)]
    assert (data / "marts.duckdb").samefile(second.path / "marts.duckdb")
    with duckdb.connect(str(data / "marts.duckdb"), read_only=True) as fresh:
        assert fresh.execute("SELECT sum(n), any_value(run_id) FROM nps").fetchall() == [(336, second.id)]

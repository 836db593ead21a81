import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from voc import store
from voc.errors import QueryError
from voc.store import sql
from voc.words import say

Publish = Callable[..., store.Run]

TABLES = {
    "nps": "SELECT 'survey' AS source, '2024-01' AS month, i AS n FROM range(5) r(i)",
    "topic_by_nps": "SELECT 1 AS n, 'access' AS topic WHERE false",
}
READS = [
    "SELECT * FROM nps", "WITH a AS (FROM nps) FROM a", "FROM nps", "(SELECT 1)", "VALUES (1)",
    "DESCRIBE nps", "SHOW TABLES", "SUMMARIZE nps", "EXPLAIN SELECT 1", "EXPLAIN (FORMAT json) FROM nps",
    "EXPLAIN (SELECT 1)", "EXPLAIN ANALYZE FROM nps", "PIVOT nps ON month USING count(*)",
    "-- 注\nSELECT '日本' AS a;", "from runs",
]  # fmt: skip
WRITES = [
    "CREATE TABLE x AS SELECT 1", "INSERT INTO nps VALUES (1)", "DELETE FROM nps", "DROP VIEW nps",
    "COPY nps TO '/tmp/x.csv'", "ATTACH '/tmp/x.duckdb'", "PRAGMA version", "SET threads = 1", "LOAD icu",
    "CALL pragma_version()", "WITH a AS (FROM nps) INSERT INTO nps FROM a",
    "EXPLAIN ANALYZE COPY nps TO '/tmp/x'",
    "/* /* */ EXPLAIN SELECT 1 -- */ EXPLAIN ANALYZE COPY nps TO '/tmp/x'",
    "EXPLAIN EXPLAIN CREATE TABLE x(i INT)",
    "EXPLAIN (FORMAT json) COPY nps TO '/tmp/x'", "EXPLAIN (ANALYZE) COPY nps TO '/tmp/x'",
]  # fmt: skip


@pytest.fixture
def run(publish: Publish) -> store.Run:
    return publish(TABLES)


def test_reading_statements_are_answered(run: store.Run) -> None:
    for statement in READS:
        assert store.query(run, statement).num_columns > 0, statement


def test_writing_statements_are_refused(run: store.Run) -> None:
    for statement in WRITES:
        with pytest.raises(QueryError, match="sql_only_reads") as error:
            store.query(run, statement)
        assert say(error.value.code, "ja", **error.value.values), statement


@pytest.mark.parametrize("statement", ["", " ;", "-- nothing", "EXPLAIN"])
def test_empty_sql_is_said_to_be_empty(run: store.Run, statement: str) -> None:
    with pytest.raises(QueryError, match="sql_empty"):
        store.query(run, statement)


def test_one_statement_at_a_time(run: store.Run) -> None:
    with pytest.raises(QueryError, match="sql_one_statement"):
        store.query(run, "SELECT 1; SELECT 2")


@pytest.mark.parametrize(
    ("statement", "hint"),
    [
        ("FROM topics_by_nps", "topic_by_nps"),
        ("SELECT topics FROM topic_by_nps", "topic"),
        ("SELECT t.Mont FROM nps t", "month"),
    ],
)
def test_a_wrong_name_brings_the_closest_one(run: store.Run, statement: str, hint: str) -> None:
    with pytest.raises(QueryError, match="sql_unknown_name") as error:
        store.query(run, statement)
    assert error.value.values["hint"] == hint
    assert error.value.values["tables"] == "nps, runs, topic_by_nps"
    assert hint in say(error.value.code, "en", **error.value.values)


@pytest.mark.parametrize("statement", ["SELEC 1", "FROM nps WHERE", "SELECT CAST('x' AS INT)", "SELECT ?"])
def test_wrong_sql_gives_duckdbs_first_line(run: store.Run, statement: str) -> None:
    with pytest.raises(QueryError, match="sql_error") as error:
        store.query(run, statement)
    assert "\n" not in str(error.value.values["reason"])


def test_parameters_are_values_not_sql(run: store.Run) -> None:
    assert store.query(run, "SELECT ? AS a, n FROM nps WHERE n = ?", ["'; DROP", 3]).to_pylist() == [
        {"a": "'; DROP", "n": 3}
    ]
    assert store.query(run, "SELECT $a AS a", {"a": "駅"}).to_pylist() == [{"a": "駅"}]


def test_every_row_names_its_run(run: store.Run) -> None:
    assert store.query(run, "SELECT DISTINCT run_id FROM nps").to_pylist() == [{"run_id": run.id}]


def test_two_runs_stand_side_by_side(publish: Publish, run: store.Run) -> None:
    after = publish({**TABLES, "nps": "SELECT 'survey' AS source, '2024-01' AS month, 7 AS n"})
    with store.connect(after, also={"before": run}) as con:
        answer = store.answer(con, "SELECT (SELECT sum(n) FROM nps) AS now, sum(n) AS then FROM before.nps")
    assert answer.to_pylist() == [{"now": 7, "then": 10}]


def test_nothing_outside_the_run_can_be_read_or_changed(run: store.Run, data: Path) -> None:
    (data / "secret.csv").write_text("a\n1\n")
    neighbour = Path(f"{run.path}-more")
    neighbour.mkdir()
    (neighbour / "x.csv").write_text("a\n1\n")
    outside = (data / "secret.csv", data / "key", neighbour / "x.csv", run.path / "../../secret.csv")
    secret_table = [1]
    attempts = [f"SELECT * FROM read_text({sql.text(path)})" for path in outside]
    attempts += ["ATTACH '/tmp/x.duckdb'", "SET threads = 4", "SET enable_external_access = true"]
    attempts += ["INSTALL httpfs", "COPY nps TO '/tmp/x.csv'", "FROM secret_table"]
    with store.connect(run, threads=1) as con:
        for statement in attempts:
            with pytest.raises(duckdb.Error):
                con.execute(statement)
        assert con.execute("FROM nps").fetchall() and secret_table


def test_query_that_needs_too_much_memory_says_so(run: store.Run) -> None:
    with store.connect(run, memory_limit="20MB", threads=1) as con:
        with pytest.raises(QueryError, match="sql_out_of_memory"):
            store.answer(con, "SELECT list(i || 'some text to fill it') FROM range(10000000) r(i)")
    assert not os.path.exists(".tmp")

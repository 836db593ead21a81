"""SQL within limits of time and of size."""

from collections.abc import Callable

import pytest

from voc import store
from voc.errors import QueryError

TABLES = {"nps": "SELECT i AS n FROM range(5) r(i)", "runs_of_mine": "SELECT 1 AS n"}


@pytest.fixture
def run(publish: Callable[..., store.Run]) -> store.Run:
    return publish(TABLES, ())


def test_the_first_rows_are_answered_and_whether_there_are_more(run: store.Run) -> None:
    with store.connect(run) as con:
        for most, rows, more in ((3, 3, True), (5, 5, False), (9, 5, False), (None, 5, False)):
            found = store.bounded(con.cursor(), "FROM nps ORDER BY n", most=most)
            assert (found.rows.column("n").to_pylist(), found.more) == (list(range(rows)), more)
        assert store.bounded(con.cursor(), "SELECT $a AS a", {"a": "駅"}).rows.to_pylist() == [{"a": "駅"}]
        assert store.bounded(con.cursor(), "FROM nps WHERE n > 9").rows.column_names == ["n", "run_id"]


def test_the_first_rows_of_an_endless_answer_come_at_once(run: store.Run) -> None:
    with store.connect(run) as con:
        assert store.bounded(con.cursor(), "FROM range(1000000000000)", most=10).more


def test_sql_that_takes_too_long_is_stopped_and_nothing_else(run: store.Run) -> None:
    with store.connect(run) as con:
        slow, other = con.cursor(), con.cursor()
        for statement in (
            "SELECT count(*) FROM range(1000000) a, range(1000000) b",
            "FROM range(1000000000000) r(i) WHERE i < 0",
        ):
            with pytest.raises(QueryError, match="sql_too_slow"):
                store.bounded(slow, statement, seconds=0.2)
        assert store.bounded(other, "FROM nps").rows.num_rows == 5
        assert store.bounded(slow, "FROM nps").rows.num_rows == 5


def test_an_answer_or_a_statement_that_is_too_long_is_refused(run: store.Run) -> None:
    with store.connect(run) as con:
        with pytest.raises(QueryError, match="sql_answer_too_large"):
            store.bounded(con.cursor(), "FROM range(1000000)", size=100_000)
        with pytest.raises(QueryError, match="sql_too_long"):
            store.bounded(con.cursor(), "SELECT " + "1 + " * store.LONGEST + "1")


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DROP VIEW nps", "sql_only_reads"),
        ("PRAGMA database_list", "sql_only_reads"),
        ("SELECT 1; SELECT 2", "sql_one_statement"),
        ("FROM npss", "sql_unknown_name"),
        ("SELECT CAST(run_id AS INT) FROM nps", "sql_error"),
        ("SELECT '\ud800'", "sql_error"),
    ],
)
def test_a_failure_is_said_as_by_voc_query(run: store.Run, statement: str, code: str) -> None:
    with store.connect(run) as con, pytest.raises(QueryError, match=code):
        store.bounded(con.cursor(), statement)


@pytest.mark.parametrize(
    ("statement", "tables"),
    [
        ("SELECT 1", ()),
        ("WITH a AS (FROM nps) FROM a", ("nps",)),
        ("PIVOT nps ON n USING count(*)", ("nps",)),
        ("FROM query('FROM ' || 'nps')", ("?", "nps")),
        ("FROM query('FROM n' || 'ps')", ("?",)),
        ("FROM query_table('n' || 'ps')", ("?",)),
        ("PIVOT (FROM query_table('n' || 'ps')) ON n USING count(*)", ("?",)),
        ("FROM read_parquet('{run}/n*.parquet')", ("?", "runs")),  # a word of the path
        ("FROM '{run}/n*.parquet'", ("?", "runs")),
        ("PIVOT '{run}/n*.parquet' ON n USING count(*)", ("?", "runs")),
        ("FROM range(3)", ()),
        ("SELECT 1 FROM NPS, runs", ("nps", "runs")),
    ],
)
def test_the_tables_that_are_touched_are_known(run: store.Run, statement: str, tables: tuple[str, ...]) -> None:
    with store.connect(run) as con:
        statement = statement.replace("{run}", str(run.path).replace("'", "''"))
        assert store.bounded(con.cursor(), statement).tables == tables


@pytest.mark.parametrize("kind", ["INT", "DATE", "JSON", "INT[]", "DECIMAL(3, 1)", "UUID", "TIME"])
def test_what_cannot_be_converted_is_not_told_but_where_it_came_from_is(
    publish: Callable[..., store.Run], kind: str
) -> None:
    run = publish({"comments": """SELECT '店員が''怒鳴る''"人"で、\n二度と行かない' AS text, 1 AS n"""}, ())
    with store.connect(run) as con, pytest.raises(QueryError, match="sql_error") as failed:
        store.bounded(con.cursor(), f"SELECT CAST(text AS {kind}) FROM comments")
    assert not set("店員怒鳴人二度") & set(str(failed.value.values["reason"]))
    assert "…" in str(failed.value.values["reason"]) and failed.value.values["touched"] == "comments"

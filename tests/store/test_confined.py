"""What somebody sees who may not see all of a run, and that no SQL leads them to the rest."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from voc import store
from voc.errors import StoreError
from voc.store import sql

A = ("店舗", "本店")
SEGMENT = "MAP {'店舗': shop, '年代': '20代'} AS segments"
TABLES = {  # p1 and p2 answered about 本店; p2 about 支店 before; p3 about 支店
    "responses": f"SELECT 's' AS source, id AS response_id, who AS respondent, {SEGMENT}, n FROM (VALUES "
    "('a1', 'p1', '本店', 1), ('a2', 'p2', '本店', 2), ('b1', 'p2', '支店', 3), ('b2', 'p3', '支店', 4), "
    "('a3', NULL, '本店', 5), ('x', NULL, NULL, 6)) t(id, who, shop, n)",
    "contacts": "SELECT 'd' AS source, id AS contact_id, who AS respondent, moment AS opened_at, answer AS response_id, "
    "CASE WHEN answer IS NOT NULL THEN 's' END AS response_source, n FROM (VALUES "
    "('c1', 'p1', TIMESTAMPTZ '2026-04-01', 'a1', 1), ('c2', 'p3', TIMESTAMPTZ '2026-04-02', 'b2', 2), "
    "('c3', 'p1', TIMESTAMPTZ '2026-04-03', NULL, 3)) t(id, who, moment, answer, n)",
    "messages": "SELECT 'd' AS source, 'c' || n AS contact_id, 'text ' || n AS text, n FROM range(1, 4) t(n)",
    "customers": "SELECT 'k' AS source, 'p' || n AS respondent, n * 100 AS spend, n FROM range(1, 5) t(n)",
    "comments": "SELECT source, id AS comment_id, answer AS response_id, contact AS contact_id, 'text of ' || id AS text, "
    "churn, complaint, false AS non_answer, n FROM (VALUES "
    "('s', 'k1', 'a1', NULL, .1, .1, 1), ('s', 'k2', 'a2', NULL, .1, .9, 2), ('s', 'k3', 'b1', NULL, .9, .1, 3), "
    "('s', 'k4', 'b2', NULL, .1, .1, 4), ('d', 'k5', NULL, 'c1', .9, .1, 5), ('d', 'k6', NULL, 'c2', .1, .1, 6), "
    "('d', 'k7', NULL, 'c3', .1, .9, 7)) t(source, id, answer, contact, churn, complaint, n)",
    **{
        table: "SELECT CASE WHEN n < 5 THEN 's' ELSE 'd' END AS source, 'k' || n AS comment_id, n FROM range(1, 8) t(n)"
        for table in ("mentions", "flagged", "decisions")
    },
    "at_risk": "SELECT 's' AS source, who AS respondent, id AS response_id, reasons, earlier AS previous_score, "
    "TIMESTAMPTZ '2026-04-03' AS contacted_at, n FROM (VALUES "
    "('p1', 'a1', ['complaint', 'churn'], 7, 1), ('p2', 'a2', ['low_score', 'score_fell', 'complaint'], 9, 2), "
    "('p3', 'b2', ['low_score'], 1, 3)) t(who, id, reasons, earlier, n)",
    "rejected_rows": "SELECT 's' AS source, 'excerpt' AS excerpt, 1 AS n",
    "nps": "SELECT 's' AS source, name AS segment_name, value AS segment_value, n FROM (VALUES "
    "('all', 'all', 6), ('店舗', '本店', 3), ('店舗', '支店', 2), ('年代', '20代', 6)) t(name, value, n)",
    "keywords": "SELECT 's' AS source, '駅' AS term, 1 AS n",
}


@pytest.fixture
def run(publish: Callable[..., store.Run]) -> store.Run:
    return publish(TABLES, ())


def seen(con: duckdb.DuckDBPyConnection, column: str, table: str) -> list[object]:
    return [row[0] for row in con.execute(f"SELECT {column} FROM {table} ORDER BY n").fetchall()]


def names(con: duckdb.DuckDBPyConnection) -> set[str]:
    return {row[0] for row in con.execute("SHOW TABLES").fetchall()}


BELONGS = {  # table -> its column and what is seen of it
    "responses": ("response_id", ["a1", "a2", "a3"]),
    "contacts": ("contact_id", ["c1"]),
    "messages": ("contact_id", ["c1"]),
    "customers": ("respondent", ["p1", "p2"]),
    "comments": ("comment_id", ["k1", "k2", "k5"]),
    "mentions": ("comment_id", ["k1", "k2", "k5"]),
    "flagged": ("comment_id", ["k1", "k2", "k5"]),
    "decisions": ("comment_id", ["k1", "k2", "k5"]),
    "at_risk": ("respondent", ["p1", "p2"]),
    "nps": ("segment_value", ["本店"]),
}


def test_who_sees_one_shop_sees_its_answers_and_what_belongs_to_them(run: store.Run) -> None:
    with store.confined(run, rows=True, segment=A) as con:
        for table, (column, rows) in BELONGS.items():
            assert seen(con, column, table) == rows, table
            assert seen(con, "run_id", table)[0] == run.id
        assert names(con) == {*BELONGS, "runs"}


def test_what_other_shops_say_of_a_customer_at_risk_is_taken_out(run: store.Run) -> None:
    with store.confined(run, rows=True, segment=A) as con:
        found = con.execute(
            "SELECT respondent, reasons, previous_score, epoch(contacted_at) > 0 FROM at_risk ORDER BY n"
        ).fetchall()
        contacted = con.execute("SELECT max(opened_at) = (SELECT max(contacted_at) FROM at_risk) FROM contacts").fetchone()
    assert found == [
        ("p1", ["churn"], 7, True),  # the complaint was in a contact that belongs to no answer
        ("p2", ["low_score", "complaint"], None, None),  # scored higher before, elsewhere
    ]
    assert contacted == (True,)


def test_with_a_segment_there_are_no_totals_and_no_rows_that_belong_to_no_answer(run: store.Run) -> None:
    with store.confined(run, rows=True, segment=A) as con:
        assert not {"keywords", "rejected_rows"} & names(con)
        assert con.execute("SELECT rows_in, rows_rejected, comments_read FROM runs").fetchall() == [(None, None, None)]
        assert con.execute("SELECT run_id FROM runs").fetchall() == [(run.id,)]


def test_without_rows_nothing_but_tables_of_figures_is_there(run: store.Run) -> None:
    with store.confined(run, rows=False, segment=None) as con:
        assert names(con) == {"nps", "keywords", "runs"}
        assert len(seen(con, "segment_value", "nps")) == 4
    with store.confined(run, rows=False, segment=A) as con:
        assert names(con) == {"nps", "runs"}


def test_figures_of_other_values_that_were_folded_into_one_are_not_those_of_a_value_of_that_name(
    publish: Callable[..., store.Run],
) -> None:
    folded = TABLES["nps"].replace("'支店'", "'(others)'")
    run = publish({**TABLES, "nps": folded}, ())
    with store.confined(run, rows=False, segment=("店舗", "(others)")) as con:
        assert names(con) == {"runs"}


def test_a_segment_that_nobody_has_shows_nothing(run: store.Run) -> None:
    with store.confined(run, rows=True, segment=("店舗", "' OR true --")) as con:
        assert not any(seen(con, "1", table) for table in names(con) - {"runs"})


def test_only_who_sees_rows_of_every_segment_reads_the_files_themselves(run: store.Run) -> None:
    with store.Sight(run, True).opened() as con:
        assert con.execute("SELECT count(*) FROM duckdb_views() WHERE NOT internal").fetchone() != (0,)
    for sight in (store.Sight(run, False), store.Sight(run, True, A), store.Sight(run, False, A)):
        with sight.opened() as con:
            assert con.execute("SELECT count(*) FROM duckdb_views() WHERE NOT internal").fetchone() == (0,)


def test_a_damaged_run_is_said_to_be_damaged(run: store.Run) -> None:
    (run.path / "comments.parquet").write_bytes(b"PAR1")
    with pytest.raises(StoreError, match="run_damaged"):
        store.confined(run, rows=True, segment=A)


# -- attacks ------------------------------------------------------------------------------


def attacks(run: store.Run, data: Path) -> list[str]:
    """SQL that would bring what is not shown: by file, by attaching, by settings, by pragmas, by functions."""
    own = run.path / "comments.parquet"
    secrets = [
        data / "key", data / "session.key", data / "CURRENT", data / "decisions.sqlite", data / "marts.duckdb",
        data / "staging" / "s" / "responses.parquet", data / "runs" / "other" / "comments.parquet",
        run.path / ".." / "other" / "comments.parquet", Path("/etc/passwd"),
    ]  # fmt: skip
    for path in secrets[:7]:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".parquet":
            path.write_bytes(own.read_bytes())
        elif not path.exists():
            path.write_text("secret")
    found = []
    for path in map(sql.text, secrets):
        found += [f"SELECT * FROM {function}({path})" for function in ("read_text", "read_blob", "read_csv", "read_json")]
        found += [f"FROM read_parquet({path})", f"FROM parquet_schema({path})", f"FROM sniff_csv({path})", f"FROM {path}"]
        found += [f"FROM query('FROM read_text(''' || {path} || ''')')", f"FROM query_table({path})"]
        found += [f"ATTACH {path} AS other", f"COPY (SELECT 1) TO {path}", f"IMPORT DATABASE {path}"]
    found += [
        f"FROM glob({sql.text(f'{data}/*')})", f"FROM read_text({sql.text(f'{data}/**')})", "FROM glob('/**')",
        "FROM whole.comments", "FROM memory.whole.comments", "DESCRIBE whole.comments",
        "SET enable_external_access = true", "SET allowed_directories = ['/']", "SET allowed_paths = ['/etc/passwd']",
        "RESET enable_external_access", "SET lock_configuration = false", "SET GLOBAL allowed_directories = ['/']",
        "PRAGMA enable_profiling = 'json'", "SET profile_output = '/tmp/x'", "PRAGMA enable_logging",
        "SET secret_directory = '/tmp'", "CREATE PERSISTENT SECRET s (TYPE s3)", "FROM duckdb_secrets()",
        "INSTALL httpfs", "LOAD httpfs", "EXPORT DATABASE '/tmp/voc-export'", "FROM 'https://example.com/x.parquet'",
        "CALL enable_logging(storage := 'file')", "SELECT getenv('HOME')", "FROM read_duckdb('/tmp/x.duckdb')",
        "FROM local_variable",
    ]  # fmt: skip
    return found


SIGHTS = [(True, None), (False, None), (True, A), (False, A)]


def test_no_sql_reaches_what_lies_outside(run: store.Run, data: Path) -> None:
    local_variable = [1]
    statements = attacks(run, data)
    for rows, segment in SIGHTS:
        with store.Sight(run, rows, segment).opened() as con:
            for statement in statements:
                try:
                    answer = con.execute(statement).fetchall()
                except duckdb.Error:
                    continue
                pytest.fail(f"{rows} {segment} {statement}: {answer}")
    assert local_variable and not (Path("/tmp") / "voc-export").exists()


LISTINGS = (
    "duckdb_views()", "duckdb_tables()", "duckdb_settings()", "duckdb_databases()", "duckdb_schemas()",
    "duckdb_external_file_cache()", "duckdb_temporary_files()", "duckdb_logs()", "duckdb_variables()",
    "duckdb_prepared_statements()", "duckdb_functions()", "pragma_database_list",
)  # fmt: skip


def test_no_sql_of_a_restricted_account_reaches_the_files_of_the_run_or_their_names(run: store.Run) -> None:
    inside = run.path / "comments.parquet"
    for rows, segment in SIGHTS[1:]:
        with store.Sight(run, rows, segment).opened() as con:
            for statement in (f"FROM {sql.text(inside)}", f"FROM read_text({sql.text(run.path / 'manifest.json')})"):
                with pytest.raises(duckdb.Error):
                    con.execute(statement)
            for listing in LISTINGS:
                assert str(run.path) not in str(con.execute(f"FROM {listing}").fetchall()), listing
            said = str([con.execute(f"FROM {table}").fetchall() for table in names(con)])
            assert ("支店" in said) == (segment is None)

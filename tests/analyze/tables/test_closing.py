import duckdb
import pytest

from voc.analyze.tables.closing import summary

# topic, n_responses, share, nps_mentioned, lift, impact, impact_low, impact_high, q_value, note
# of 200 answers with a comment, whose NPS is +10
TOPICS = [
    ("staff", 100, 0.5, 30.0, 40.0, 20.0, 12.0, 28.0, 0.001, ""),
    ("price", 50, 0.25, -50.0, -80.0, -20.1, -41.0, 0.8, 0.06, ""),  # larger, and may be nothing
    ("access", 40, 0.2, 2.0, -10.0, -2.0, -3.9, -0.1, 0.06, ""),  # its interval is clear, its q is not
    ("waiting", 40, 0.2, -6.0, -20.0, -4.0, -6.0, -2.0, 0.01, ""),
    ("billing", 20, 0.1, -80.0, -100.0, -10.0, -12.0, -8.0, 0.001, "reference"),
]


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("CREATE TABLE answers AS SELECT 'survey' AS source")
    con.execute(
        "CREATE TABLE nps AS SELECT 'survey' AS source, 'all' AS period, 'all' AS segment_name, 900 AS n, "
        "-5.0 AS nps, -9.0 AS nps_low, -1.0 AS nps_high"
    )
    con.execute(
        "CREATE TABLE topic_by_nps (source VARCHAR DEFAULT 'survey', period VARCHAR DEFAULT 'all', "
        "segment_name VARCHAR DEFAULT 'all', n_base INTEGER DEFAULT 200, topic VARCHAR, n_responses INTEGER, "
        "share DOUBLE, nps_mentioned DOUBLE, lift DOUBLE, impact DOUBLE, impact_low DOUBLE, impact_high DOUBLE, "
        "q_value DOUBLE, note VARCHAR)"
    )
    return con


def put(con: duckdb.DuckDBPyConnection, topics: list[tuple[object, ...]]) -> None:
    names = "topic, n_responses, share, nps_mentioned, lift, impact, impact_low, impact_high, q_value, note"
    con.executemany(f"INSERT INTO topic_by_nps ({names}) VALUES ({', '.join('?' * 10)})", topics)


def test_topics_that_can_be_told_from_zero_are_named_the_largest_first(con: duckdb.DuckDBPyConnection) -> None:
    put(con, TOPICS)
    told = summary(con)["survey"]
    assert [topic["topic"] for topic in told["topics"]] == ["staff", "waiting"] and told["compared"] == 4
    assert told["base"] is not None and told["base"]["n"] == 200 and told["base"]["nps"] == pytest.approx(10)
    assert (told["n"], told["nps"]) == (900, -5.0)


def test_where_no_topic_can_be_told_from_zero_none_is_named(con: duckdb.DuckDBPyConnection) -> None:
    put(con, TOPICS[1:3])
    told = summary(con)["survey"]
    assert told["topics"] == [] and told["compared"] == 2


def test_a_survey_without_a_reliable_topic_has_no_base(con: duckdb.DuckDBPyConnection) -> None:
    put(con, TOPICS[4:])
    told = summary(con)["survey"]
    assert (told["topics"], told["compared"], told["base"]) == ([], 0, None)

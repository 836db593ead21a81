"""Rows of one table by source, period and segment."""

from collections.abc import Iterator

import duckdb
import pytest

from voc.errors import SettingsError
from voc.store import selected

ANSWERS = "SELECT 'a' AS source, '2026-04' AS month, MAP {'年代': '20代'} AS segments UNION ALL SELECT 'b', '2026-05', MAP {'年代': '30代'}"
FIGURES = (
    "SELECT 'a' AS source, 'all' AS period, 'all' AS segment_name, 'all' AS segment_value, 1 AS n "
    "UNION ALL SELECT 'a', '2026-04', '年代', '20代', 2"
)


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        made.execute(f"CREATE VIEW responses AS {ANSWERS}; CREATE VIEW nps AS {FIGURES}; CREATE VIEW plain AS SELECT 1 AS n")
        yield made


@pytest.mark.parametrize(
    ("table", "asked", "count"),
    [
        ("responses", {}, 2),
        ("responses", {"source": "a"}, 1),
        ("responses", {"period": "2026"}, 2),
        ("responses", {"period": "2026-05"}, 1),
        ("responses", {"period": "all"}, 2),
        ("responses", {"segment": ("年代", "20代")}, 1),
        ("responses", {"segment": ("all", "all")}, 2),
        ("nps", {"period": "all"}, 1),
        ("nps", {"period": "2026"}, 0),
        ("nps", {"segment": ("年代", "20代"), "period": "2026-04"}, 1),
        ("nps", {"segment": ("年代", "x' OR 'a' = 'a")}, 0),
    ],
)
def test_a_filter_is_by_the_column_that_the_table_has(con, table, asked, count) -> None:
    assert len(con.execute(*selected(con, table, **asked)).fetchall()) == count


def test_a_filter_without_a_column_is_named_as_it_was_given(con) -> None:
    with pytest.raises(SettingsError, match="filter_without_column") as caught:
        selected(con, "plain", period="2026-04", dashes="--")
    assert caught.value.values["option"] == "--period"


def test_a_table_that_is_not_there_is_told_with_the_one_that_was_meant(con) -> None:
    with pytest.raises(SettingsError, match="unknown_table") as caught:
        selected(con, "respones")
    assert "responses" in str(caught.value.values["hint"]) and caught.value.values["tables"] == "nps, plain, responses"

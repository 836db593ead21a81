"""Who is in a wider cell and not in this one. What is refused for it: tests/cli/test_compare.py."""

import duckdb
import pytest

from voc.analyze.nps.told import beyond, largest

# respondent, month, group, 市, 駅 (None: not stated)
ANSWERS = [
    ("p1", "2026-04", "promoter", "福井", "東口"),
    ("p1", "2026-05", "promoter", "福井", "西口"),
    ("p2", "2026-04", "passive", "福井", None),
    ("p3", "2026-04", "detractor", "敦賀", "東口"),
    (None, "2026-04", "detractor", "敦賀", "東口"),
    (None, "2026-05", "detractor", "敦賀", "東口"),
    ("p4", "2026-04", None, "福井", "北口"),  # without a score
    ("p5", "2026-04", "passive", "", None),
]


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute(
        "CREATE TABLE responses (source VARCHAR, response_id VARCHAR, respondent VARCHAR, month VARCHAR, "
        "nps_group VARCHAR, segments MAP(VARCHAR, VARCHAR))"
    )
    for number, (who, month, group, city, station) in enumerate(ANSWERS):
        given = {"市": city} | ({"駅": station} if station else {})
        con.execute("INSERT INTO responses VALUES ('a', ?, ?, ?, ?, ?)", [f"r{number}", who, month, group, given])
    return con


CITY, EAST, APRIL = ("segments[?] = ?", ["市", "福井"]), ("segments[?] = ?", ["駅", "東口"]), ("month = ?", ["2026-04"])


def both(*conditions: tuple[str, list[str]]) -> tuple[str, list[str]]:
    return " AND ".join(sql for sql, _ in conditions), [param for _, params in conditions for param in params]


@pytest.mark.parametrize(
    ("own", "wider", "people"),
    [
        (both(CITY, EAST), CITY, 2),  # p1 at another station, p2 at none
        (both(CITY, EAST), EAST, 3),  # p3 and two who are not known
        (both(CITY, APRIL), CITY, 1),  # p1, who is in the cell with another answer
        (both(CITY, EAST), ("true", []), 6),
        (both(CITY, EAST), both(CITY, EAST, APRIL), 0),
    ],
)
def test_people_with_answers_beyond_a_cell_are_counted(con: duckdb.DuckDBPyConnection, own, wider, people: int) -> None:
    assert con.execute(*beyond(own, [wider, wider])).fetchall() == [(people, people)]


def test_the_largest_values_are_those_of_most_scored_answers_then_by_name(con: duckdb.DuckDBPyConnection) -> None:
    assert largest(con, "a", "市", 50) == ["敦賀", "福井"]
    assert largest(con, "a", "駅", 1) == ["東口"] and largest(con, "a", "駅", 50) == ["東口", "西口"]
    assert largest(con, "b", "市", 50) == []

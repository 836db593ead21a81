"""Whether the NPS of a cell that no table has may be told beside the cells that are.

Such a cell has several segments, or a value that the tables fold into others. Whoever is in a wider cell and
not in this one is counted by subtracting it, so five people must be there, or nobody; and what lies in a
cell that is withheld would give it away. Cells of different people that are asked for one after another
and added up are not looked at.
"""

from collections.abc import Sequence

import duckdb

from voc.analyze.nps.comparison import Sql

_LARGEST = """
    SELECT value FROM (
        SELECT segments[$name] AS value FROM responses WHERE source = $source AND nps_group IS NOT NULL
    ) WHERE value <> '' GROUP BY value ORDER BY count(*) DESC, value LIMIT $largest"""


def largest(con: duckdb.DuckDBPyConnection, source: str, name: str, count: int) -> list[str]:
    """The `count` commonest values of a segment in the table `responses`, as `tables.answers` ranks them."""
    params = {"source": source, "name": name, "largest": count}
    return [value for (value,) in con.execute(_LARGEST, params).fetchall()]


def beyond(own: Sql, wider: Sequence[Sql]) -> Sql:
    """The SQL over `responses` that gives one row: of each wider cell, the people with answers outside `own`.

    Cells are conditions on that table: a condition that is null does not hold.
    """
    counted = ", ".join(
        f"count(DISTINCT person) FILTER (({condition}) AND ({own[0]}) IS NOT TRUE) AS people_{at}"
        for at, (condition, _) in enumerate(wider)
    )
    params = [param for _, of_wider in wider for param in (*of_wider, *own[1])]
    person = "coalesce(respondent, '- ' || source || ' ' || response_id)"
    sql = f"SELECT {counted} FROM (SELECT *, {person} AS person FROM responses WHERE nps_group IS NOT NULL)"
    return sql, params

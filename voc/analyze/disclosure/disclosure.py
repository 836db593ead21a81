"""Which part of what is behind a number may be opened. Counted in people.

Enters the temporary table `behind`: who stands behind a row of a published table in all periods, segment
values and NPS groups. Leaves `chosen`, the part of it that was asked for, or an error.

1. A row that is suppressed does not open, nor a part of a row of fewer than five people.
2. A part does not open where that would open fewer than five others by subtraction. For each thing that the
   selection narrows (month within the year and all time, year within all time, segment value, NPS group,
   polarity, another topic), the whole without it is divided into all its parts. Parts of fewer than five
   people, and who states no value, stay closed; then the smallest others do too until the closed ones hold
   five people together or are nobody. Two topics are a part of either.
3. An opened cell shows comments, not who wrote them: no score, segment, date or respondent beyond what the
   selection itself says.

Rule 2 looks at one thing at a time, not at combinations of several.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import duckdb

from voc.analyze.disclosure.openable import GROUP, POLARITY, WITH
from voc.analyze.notes import PEOPLE
from voc.errors import QueryError


class Part(NamedTuple):
    """Something that narrows: what divides the whole (SQL), and the part that is asked for (its text)."""

    divides: str
    value: str


def narrowed(keys: Mapping[str, Any]) -> dict[str, Part]:
    """What the selection narrows, by name."""
    parts = dict[str, Part]()
    period = keys.get("period", "all")
    if period != "all":
        parts["year"] = Part("left(month, 4)", period[:4])
    if len(period) == len("YYYY-MM"):
        parts["month"] = Part("month", period)
    if keys.get("segment_name", "all") != "all":
        parts["segment"] = Part("segment_value", keys["segment_value"])
    group = keys.get(GROUP) or keys.get("nps_group", "all")
    if group != "all":
        parts["group"] = Part("nps_group", group)
    if POLARITY in keys:
        parts["polarity"] = Part("heard", "true")
    if WITH in keys:
        parts["with"] = Part("also", "true")
    return parts


def guard(con: duckdb.DuckDBPyConnection, parts: Mapping[str, Part]) -> None:
    """Raises QueryError unless what `parts` choose may be opened; the rules are those of the module."""
    choose(con, {None: parts})
    if people(con, "chosen") < PEOPLE:
        raise QueryError("show_suppressed")
    for asked, whole in _wholes(parts):
        choose(con, {None: whole}, divides=asked.divides)
        if asked.value in _closed(con):
            raise QueryError("show_by_subtraction")


def _wholes(parts: Mapping[str, Part]) -> Iterator[tuple[Part, Mapping[str, Part]]]:
    """Each thing that narrows, and the selection without it; a month is one of its year and of all time."""
    for name, part in parts.items():
        without = {name, "month"} if name == "year" else {name}
        asked = parts["month"] if name == "year" and "month" in parts else part
        yield asked, {other: one for other, one in parts.items() if other not in without}


def _closed(con: duckdb.DuckDBPyConnection) -> set[str | None]:
    """The parts of `chosen` that stay closed."""
    counted = "SELECT part, count(DISTINCT person) AS n FROM chosen GROUP BY part ORDER BY n, part"
    sizes = con.execute(counted).fetchall()
    closed = {part for part, n in sizes if part is None or n < PEOPLE}
    for part, _ in sizes:
        if not closed or people(con, "chosen", closed) >= PEOPLE:
            break
        closed.add(part)
    return closed


def people(con: duckdb.DuckDBPyConnection, table: str, parts: set[str | None] | None = None) -> int:
    """How many people there are in a temporary table, or in some parts of it."""
    condition = "true" if parts is None else "coalesce(part, '') IN (SELECT unnest($parts))"
    given = {} if parts is None else {"parts": [part or "" for part in parts]}
    found = con.execute(f"SELECT count(DISTINCT person) FROM {table} WHERE {condition}", given).fetchone()
    return int(found[0]) if found else 0


def choose(
    con: duckdb.DuckDBPyConnection, sides: Mapping[str | None, Mapping[str, Part]], divides: str | None = None
) -> None:
    """Creates `chosen`: what is behind, narrowed; `part` is the side, or what `divides` says of it."""
    chosen, values = [], dict[str, object]()
    for i, (side, parts) in enumerate(sides.items()):
        conditions = ["true", *(["wanted"] if "polarity" in parts else [])]
        for j, part in enumerate(parts.values()):
            conditions.append(f"({part.divides})::VARCHAR = $value_{i}_{j}")
            values[f"value_{i}_{j}"] = part.value
        values[f"side_{i}"] = side
        named = f"({divides})::VARCHAR" if divides else f"$side_{i}::VARCHAR"
        values = {name: value for name, value in values.items() if not (divides and name == f"side_{i}")}
        chosen.append(f"SELECT *, {named} AS part FROM behind WHERE {' AND '.join(conditions)}")
    con.execute(f"CREATE OR REPLACE TEMP TABLE chosen AS {' UNION ALL '.join(chosen)}", values)

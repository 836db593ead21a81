"""Which part of what is behind a number may be opened. Counted in people.

Enters the temporary table `behind`: who stands behind a row of a published table in all periods, segment
values and NPS groups. Leaves `chosen`, the part of it that was asked for, or an error.

1. A row that is suppressed does not open, nor a part of a row of fewer than five people.
2. A part does not open where that would open fewer than five others by subtraction. For each thing that the
   selection narrows (month within the year and all time, year within all time, segment value, NPS group,
   polarity, another topic or term, the values of a map, how an answer moved between two runs), the whole
   without it is divided into all its parts. Parts of fewer than five people, and who states no value, stay
   closed; then the smallest others do too until the closed ones hold five people together or are nobody.
   Two topics, or terms, are a part of either.
3. An opened cell shows comments, not who wrote them: no score, segment, date or respondent beyond what the
   selection itself says.

Rule 2 looks at one thing at a time, not at combinations of several.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

import duckdb

from voc.analyze.disclosure.openable import GROUP, MOVE, OTHER, POLARITY, TERM, WITH
from voc.analyze.notes import PEOPLE
from voc.errors import QueryError


class Part(NamedTuple):
    """Something that narrows: what divides the whole (SQL), and the part that is asked for (its text)."""

    divides: str
    value: str


def narrowed(keys: Mapping[str, Any]) -> dict[str, Part]:
    """What the selection narrows, by name: `keys` of a row, as `openable.meant`, and of a part of it."""
    parts = dict[str, Part]()
    period = keys.get("period", "all")
    if period != "all":
        parts["year"] = Part("left(month, 4)", period[:4])
    if len(period) == len("YYYY-MM"):
        parts["month"] = Part("month", period)
    if keys.get("segment_value", "all") != "all":
        parts["segment"] = Part("segment_value", keys["segment_value"])
    group = keys.get(GROUP) or keys.get("nps_group", "all")
    if group != "all":
        parts["group"] = Part("nps_group", group)
    if POLARITY in keys:
        parts["polarity"] = Part("heard", "true")
    if WITH in keys or OTHER in keys or keys.get("kind") == TERM:
        parts["also"] = Part("also", "true")
    if MOVE in keys:
        parts["also"] = Part("also", keys[MOVE])
    return parts


def guard(con: duckdb.DuckDBPyConnection, parts: Mapping[str, Part]) -> None:
    """Raises QueryError unless what `parts` choose may be opened; the rules are those of the module."""
    if _people(con, parts) < PEOPLE:
        raise QueryError("show_suppressed")
    for asked, whole in _wholes(parts):
        if asked.value in _closed(con, asked, whole):
            raise QueryError("show_by_subtraction")


def _wholes(parts: Mapping[str, Part]) -> Iterator[tuple[Part, Mapping[str, Part]]]:
    """Each thing that narrows, and the selection without it; a month is one of its year and of all time."""
    for name, part in parts.items():
        without = {name, "month"} if name == "year" else {name}
        asked = parts["month"] if name == "year" and "month" in parts else part
        yield asked, {other: one for other, one in parts.items() if other not in without}


def _closed(con: duckdb.DuckDBPyConnection, asked: Part, whole: Mapping[str, Part]) -> set[str | None]:
    """The parts of `whole`, which `asked` divides, that stay closed."""
    chosen, values = _condition(whole)
    sizes = con.execute(
        f"SELECT ({asked.divides})::VARCHAR AS part, count(DISTINCT person) AS n FROM behind WHERE {chosen}"
        " GROUP BY part ORDER BY n, part",
        values,
    ).fetchall()
    closed = {part for part, n in sizes if part is None or n < PEOPLE}
    for part, _ in sizes:
        if not closed or _people(con, whole, asked.divides, closed) >= PEOPLE:
            break
        closed.add(part)
    return closed


def _people(
    con: duckdb.DuckDBPyConnection,
    parts: Mapping[str, Part],
    divides: str = "''",
    closed: Collection[str | None] = ("",),
) -> int:
    """How many people `parts` choose of `behind`, of those only who are in `closed` of what `divides`."""
    chosen, values = _condition(parts)
    found = con.execute(
        f"SELECT count(DISTINCT person) FROM behind WHERE {chosen}"
        f" AND coalesce(({divides})::VARCHAR, '') IN (SELECT unnest($closed))",
        {**values, "closed": [part or "" for part in closed]},
    ).fetchone()
    return int(found[0]) if found else 0


def people(con: duckdb.DuckDBPyConnection) -> int:
    """How many people there are in `chosen`."""
    found = con.execute("SELECT count(DISTINCT person) FROM chosen").fetchone()
    return int(found[0]) if found else 0


def choose(con: duckdb.DuckDBPyConnection, sides: Mapping[str | None, Mapping[str, Part]]) -> None:
    """Creates `chosen`: what is behind, narrowed, of each side; `part` is the side."""
    chosen, values = list[str](), dict[str, object]()
    for i, (side, parts) in enumerate(sides.items()):
        condition, given = _condition(parts, f"_{i}")
        chosen.append(f"SELECT *, $side_{i}::VARCHAR AS part FROM behind WHERE {condition}")
        values |= {**given, f"side_{i}": side}
    con.execute(f"CREATE OR REPLACE TEMP TABLE chosen AS {' UNION ALL '.join(chosen)}", values)


def _condition(parts: Mapping[str, Part], of: str = "") -> tuple[str, dict[str, object]]:
    """SQL that is true of the rows of `behind` that the parts choose, and its parameters."""
    conditions = ["true", *(["wanted"] if "polarity" in parts else [])]
    conditions += [f"({part.divides})::VARCHAR = $value{of}_{j}" for j, part in enumerate(parts.values())]
    return " AND ".join(conditions), {f"value{of}_{j}": part.value for j, part in enumerate(parts.values())}

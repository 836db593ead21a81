"""Which row of a published table is meant, and what it is opened by. Nothing is counted here.

A row of figures (a cell) is named by its key columns; within some, a part can be asked for: an NPS group,
a polarity, another topic that the same answers mention; of an alert, also all that it is a share of. A row
of a row-level table is named by an id, or the table is narrowed by a reason.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import duckdb

from voc.analyze.notes import SUPPRESSED
from voc.errors import QueryError
from voc.words import some

_CELL = ("period", "segment_name", "segment_value")
_SUGGESTED = 25
GROUP, POLARITY, WITH, OF = "group", "polarity", "with", "of"
OTHER, VARIABLE, MOVE, NPS_GROUP = "other", "variable", "move", "nps_group"
TERM, VALUE = "term", "value"  # kinds of points of a map
EVERY = "every"  # of what an alert tells: also the comments that it is a share of
GROUPS = ("promoter", "passive", "detractor")
ALERT = ("source", "topic", "polarity", "day", "kind")  # by these an alert is known
Given = Mapping[str, str]
Row = Mapping[str, Any]


class Openable(NamedTuple):
    """How rows of one table are opened."""

    keys: tuple[str, ...]
    counted: str = ""  # the column that says how many; "" for a row-level table
    within: tuple[str, ...] = ()  # what selects a part of the row
    usual: Mapping[str, str] = {}  # keys that need not be given
    in_comments: bool = False  # whether `counted` counts comments, not answers


_ALL = dict.fromkeys(_CELL, "all")
_SEGMENT = {"segment_name": "all", "segment_value": "all"}
_TERMS = {"period": "all", "topic": "all", "nps_group": "all"}
OPENABLE: Mapping[str, Openable] = {
    "pairs": Openable(
        ("source", "period", "topic", "nps_group", "head", "dependent", "negated"), "n_responses",
        usual=_TERMS | {"negated": "false"},
    ),
    "keywords": Openable(("source", "period", "topic", "nps_group", "term"), "n_responses", usual=_TERMS),
    "cooccurrence": Openable(
        ("source", "topic", "term", OTHER), "n_both", usual={"topic": "all"}, in_comments=True
    ),
    "correspondence": Openable(("source", VARIABLE, "kind", "name"), "n", usual={VARIABLE: NPS_GROUP}),
    "alerts": Openable(ALERT, "n_comments", (OF,), in_comments=True),
    "diff": Openable(("source", "topic", MOVE, "run_before", "run_after", *_CELL), "n", usual=_ALL),
    "changes": Openable(("source", "topic", "period_before", *_CELL), "n_after", (GROUP,), _SEGMENT),
    "concentration": Openable(("source", "behaviour", "decile", *_CELL[1:]), "n", usual=_SEGMENT),
    "retention": Openable(("source", "behaviour", "scenario", *_CELL[1:]), "n", usual=_SEGMENT),
    "loyalty_topics": Openable(("source", "behaviour", "quadrant", "topic"), "n"),
    "loyalty": Openable(("source", "behaviour", "quadrant", *_CELL[1:]), "n", usual=_SEGMENT),
    "drivers": Openable(
        ("source", "outcome", "side", "topic", "polarity", *_CELL), "n", (GROUP,),
        _ALL | {"outcome": "nps", "side": "all"},
    ),
    "flagged": Openable(("source", "comment_id", "reason", "month")),
    "at_risk": Openable(("source", "respondent", "reason")),
    "contacts": Openable(("source", "contact_id")),
    "responses": Openable(("source", "response_id")),
    "comments": Openable(("source", "comment_id", "response_id", "contact_id")),
    "topic_by_nps": Openable(("source", "topic", *_CELL), "n_responses", (GROUP, POLARITY, WITH), _ALL),
    "nps": Openable(("source", *_CELL), "n", (GROUP,), _ALL),
}  # fmt: skip

_TELLING = {  # a key → the table that it tells, the first that is given counts
    "move": "diff", "other": "cooccurrence", "variable": "correspondence",
    "head": "pairs", "dependent": "pairs", "negated": "pairs", "term": "keywords", "day": "alerts",
    "kind": "alerts", "period_before": "changes", "decile": "concentration", "scenario": "retention",
    "outcome": "drivers", "side": "drivers", "reason": "flagged", "respondent": "at_risk",
    "contact_id": "contacts", "comment_id": "comments", "response_id": "responses",
}  # fmt: skip


def table_of(given: Given) -> str:
    """The table that selectors without a table mean."""
    for key, table in _TELLING.items():
        if key in given:
            return table
    if "quadrant" in given or "behaviour" in given:
        return "loyalty_topics" if "topic" in given else "loyalty"
    return "topic_by_nps" if "topic" in given else "nps"


def needed(table: str, row: Row) -> tuple[str, dict[str, str]]:
    """By what the row of a table is opened: the table ("" where the keys tell it) and its keys.

    Keys that need not be given are left out; a segment is its name and value.
    """
    keys = keys_of(table, row)
    if "segment_name" in keys and keys["segment_name"] not in names():
        keys[keys.pop("segment_name")] = keys.pop("segment_value")
    return "" if table_of(keys) == table else table, keys


def keys_of(table: str, row: Row) -> dict[str, str]:
    """The keys of a row without those that need not be given."""
    takes = OPENABLE[table]
    written = {name: _written(row[name]) for name in takes.keys if name in row}
    return {name: value for name, value in written.items() if value != takes.usual.get(name)}


def with_segment(given: Given) -> dict[str, str]:
    """`given` with a segment as its two keys: that of `segment` is name=value, any name of no key is one."""
    known, keys = names(), dict[str, str]()
    for said, value in given.items():
        if said in known:
            keys[said] = value
            continue
        name, _, named = value.partition("=") if said == "segment" else (said, "", value)
        added = {"segment_name": name, "segment_value": "all" if name == "all" else named}
        if added.keys() & (keys.keys() | given.keys()):
            raise QueryError("show_one_segment", name=said)
        keys |= added
    return keys


def opens(table: str, row: Row) -> bool:
    """Whether the row of a table counts anybody; a narrow cell may stay closed all the same."""
    counted = [row[column] for column in (OPENABLE[table].counted, "n_before") if column in row]
    return any(counted)


def meant(table: str, row: Row) -> Row:
    """The row in the words of all tables: a point of a map is a term, an NPS group or a segment's value."""
    if table != "correspondence":
        return row
    of_groups, name = row[VARIABLE] == NPS_GROUP, row["name"]
    segment = {} if of_groups else {"segment_name": row[VARIABLE]}
    if row["kind"] == TERM:
        return {**row, **segment, TERM: name}
    return {**row, **segment, (NPS_GROUP if of_groups else "segment_value"): name}


def names() -> frozenset[str]:
    """Everything that can be selected by but segments."""
    return frozenset(name for one in OPENABLE.values() for name in (*one.keys, *one.within))


def understood(table: str, given: Given) -> dict[str, str]:
    """`given` as the table's own keys: the group of `keywords` and `pairs` is a key of theirs.

    Raises QueryError for a name that the table is not opened by, or a group that is none.
    """
    takes = OPENABLE[table]
    known = {
        ("nps_group" if name == GROUP and "nps_group" in takes.keys else name): v for name, v in given.items()
    }
    for name in known:
        if name not in (*takes.keys, *takes.within):
            shown = ", ".join((*takes.keys, *takes.within))
            raise QueryError("show_unknown_key", table=table, name=name, names=shown)
    if known.get(GROUP, GROUPS[0]) not in GROUPS:
        raise QueryError("show_unknown_value", name=GROUP, value=known[GROUP], values=", ".join(GROUPS))
    if known.get(OF, EVERY) != EVERY:
        raise QueryError("show_unknown_value", name=OF, value=known[OF], values=EVERY)
    return known


def row_of(con: duckdb.DuckDBPyConnection, table: str, given: Given) -> Row:
    """The one row of a table of figures that has these keys, usual ones filled in.

    Raises QueryError where there is none or there are several, and where it is suppressed.
    """
    takes = OPENABLE[table]
    keys = {name: value for name, value in {**takes.usual, **given}.items() if name in takes.keys}
    condition = " AND ".join(f"{name}::VARCHAR = ${name}" for name in keys) or "true"
    found = (
        con.execute(f"SELECT * FROM {table} WHERE {condition} LIMIT 1000", keys).to_arrow_table().to_pylist()
    )
    if not found:
        _explain_nothing(con, table, keys)
    if len(found) > 1:
        open_keys = [name for name in takes.keys if len({row[name] for row in found}) > 1]
        values = "; ".join(f"{name}={_listed([row[name] for row in found])}" for name in open_keys)
        raise QueryError("show_several", table=table, count=len(found), values=values)
    row: Row = found[0]
    if row.get("note") == SUPPRESSED and not opens(table, row):
        raise QueryError("show_suppressed")
    return row


def _explain_nothing(con: duckdb.DuckDBPyConnection, table: str, keys: Given) -> None:
    for name, value in keys.items():
        rows = con.execute(f"SELECT DISTINCT {name} FROM {table} ORDER BY 1 DESC").fetchall()
        if value not in {_written(one) for (one,) in rows}:
            raise QueryError(
                "show_unknown_value", name=name, value=value, values=_listed([one for (one,) in rows])
            )
    raise QueryError("show_no_row", table=table)


def _written(value: Any) -> str:
    """A value as it is given in words, and as DuckDB writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _listed(values: list[Any]) -> str:
    shown = list(dict.fromkeys(str(value) for value in values))
    return some(shown, _SUGGESTED)

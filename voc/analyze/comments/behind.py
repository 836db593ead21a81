"""Who and what stands behind a row of a published table, counted again from the row-level tables of its run.

Leaves the temporary table `behind`: one row per answer × comment with person, month, nps_group,
segment_value, the comment's source and comment_id (null for an answer without a usable comment, where
the row counts such), `wanted` (the comment has the polarity asked for), `heard` (the answer has) and `also`:
the answer mentions the other topic asked for, the comment holds the other term, the answer has a value of
the map; of two runs, how it moved.
"""

from collections.abc import Mapping
from datetime import timedelta
from itertools import product
from typing import Any

import duckdb

from voc.analyze.alerts.alerts import RULES
from voc.analyze.changes.sides import ALL, REST
from voc.analyze.comments.moved import moved
from voc.analyze.disclosure.openable import (
    MOVE,
    NPS_GROUP,
    OTHER,
    POLARITY,
    TERM,
    VARIABLE,
    WITH,
    Given,
    Row,
)
from voc.analyze.loyalty.behaviours import QUADRANTS, SPURIOUS, behaviours
from voc.analyze.sql import run
from voc.analyze.tables.rows import SEGMENTS_LARGEST

_OF_PEOPLE = ("loyalty", "retention", "loyalty_topics", "concentration")
_DENIED = "/ない"
_SAME = {  # which comments belong to a row of a row-level table
    "flagged": "c.source = t.source AND c.comment_id = t.comment_id",
    "comments": "c.source = t.source AND c.comment_id = t.comment_id",
    "responses": "c.source = t.source AND c.response_id = t.response_id",
    "contacts": "c.source = t.source AND c.contact_id = t.contact_id",
    "at_risk": "r.respondent = t.respondent OR k.respondent = t.respondent",
}


def answers(
    con: duckdb.DuckDBPyConnection, source: str, segment_name: str, outcome: str | None = None
) -> None:
    """Creates `answers`, a source's scored ones (with `outcome` if given), and `usable`, their comments.

    Those that the connection has already stay: a comment on `answers` says whose they are.
    """
    whose = repr((source, segment_name, outcome))
    there = con.execute("SELECT comment FROM duckdb_tables() WHERE temporary AND table_name = 'answers'")
    if there.fetchone() == (whose,):
        return
    run(con, "drivers/measured.sql")
    run(
        con, "comments/opened_answers.sql", source=source, segment_name=segment_name, outcome=outcome,
        largest=SEGMENTS_LARGEST,
    )  # fmt: skip
    run(con, "comments/opened_usable.sql")
    con.execute(f"COMMENT ON TABLE answers IS {_quoted(whose)}")


def of_topic(
    con: duckdb.DuckDBPyConnection, source: str, segment_name: str, topic: str, polarity: str | None = None
) -> None:
    """Creates `behind` of a topic of a source; one that the connection has already, of the same, stays."""
    if segment_name != "all":
        row = {"source": source, "segment_name": segment_name, "topic": topic}
        _general(con, "topic_by_nps", row, {POLARITY: polarity}, {})
        return
    whose = repr((source, topic, polarity))
    there = con.execute("SELECT comment FROM duckdb_tables() WHERE temporary AND table_name = 'behind'")
    if there.fetchone() != (whose,):
        run(con, "comments/opened_topic.sql", source=source, topic=topic, polarity=polarity)
        con.execute(f"COMMENT ON TABLE behind IS {_quoted(whose)}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def of_row(
    con: duckdb.DuckDBPyConnection, table: str, row: Row, keys: Mapping[str, Any], synonyms: Mapping[str, str]
) -> None:
    """Creates `behind`: answer × comment of the row with every period, segment value and group beside it."""
    topic, outcome = row.get("topic", "all"), row.get("outcome", "nps")
    more = WITH in keys or "term" in row or "head" in row or table in _OF_PEOPLE or outcome != "nps"
    if more or topic in ("all", ALL, REST):
        _general(con, table, row, keys, synonyms)
    else:
        of_topic(con, row["source"], row.get("segment_name", "all"), topic, keys.get(POLARITY))
    if MOVE in row:
        moved(con, row)


def _general(
    con: duckdb.DuckDBPyConnection, table: str, row: Row, keys: Mapping[str, Any], synonyms: Mapping[str, str]
) -> None:
    """`of_row` from `answers` and `usable`, whatever the row is."""
    outcome = row.get("outcome")
    answers(con, row["source"], row.get("segment_name", "all"), None if outcome == "nps" else outcome)
    topic = row.get("topic", "all")
    words, paired = _words(row, synonyms), "head" in row
    others = _words({TERM: row[OTHER]}, synonyms) if OTHER in row else None
    silent = topic == REST
    run(
        con, "comments/opened_what.sql", topic=None if topic in ("all", ALL, REST) else topic,
        other=keys.get(WITH), polarity=keys.get(POLARITY), words=words, others=others, paired=paired,
        silent=silent, folded=_folded(con, row) if silent else [],
    )  # fmt: skip
    who, values = "answers", dict[str, Any]()
    if table in _OF_PEOPLE:
        behaviours(con, latest="comments/opened_latest.sql")
        quadrant = SPURIOUS if table == "retention" else row.get("quadrant")
        sides = {name: side for side, name in QUADRANTS.items()}
        promoter, high = sides[quadrant] if quadrant else (None, None)
        values = {"behaviour": row["behaviour"], "promoter": promoter, "high": high}
        who = (
            "(SELECT answers.* FROM answers JOIN behaved USING (answer) "
            "JOIN behaviours USING (behaviour_number) WHERE behaviour = $behaviour "
            "AND ($high IS NULL OR (promoter = $promoter AND high = $high)))"
        )
    also = "also"
    if row.get("kind") == TERM:
        value = NPS_GROUP if row[VARIABLE] == NPS_GROUP else "segment_value"
        also, values = f"list_contains($values, coalesce({value}, '')) AS also", {"values": _mapped(con, row)}
    everybody = table == "nps" or table in _OF_PEOPLE and table != "loyalty_topics"
    con.execute(
        "CREATE OR REPLACE TEMP TABLE behind AS SELECT a.answer, person, month, nps_group, segment_value, "
        "what.source, comment_id, coalesce(wanted, true) AS wanted, NULL::DOUBLE AS first, "
        "bool_or(coalesce(wanted, true)) OVER (PARTITION BY a.answer) AS heard, "
        f"{also} FROM {who} AS a {'LEFT' if everybody else ''} JOIN what USING (answer)",
        values,
    )


def _words(row: Row, synonyms: Mapping[str, str]) -> list[str] | None:
    """Every word that counts as the row's term, or pair of words as its pair."""

    def folded(term: str) -> list[str]:
        return [term, *(word for word, preferred in synonyms.items() if preferred == term)]

    if "term" in row:
        denied = _DENIED if row["term"].endswith(_DENIED) else ""
        return [word + denied for word in folded(row["term"].removesuffix(_DENIED))]
    if "head" in row:
        denied = _DENIED if row["negated"] else ""
        return [
            f"{head}→{other}{denied}"
            for head, other in product(folded(row["head"]), folded(row["dependent"]))
        ]
    return None


def _mapped(con: duckdb.DuckDBPyConnection, row: Row) -> list[str]:
    """The values on the map that a term is a point of."""
    found = con.execute(
        "SELECT name FROM correspondence WHERE source = $source AND variable = $variable AND kind = 'value'",
        {name: row[name] for name in ("source", VARIABLE)},
    )
    return [name for (name,) in found.fetchall()]


def _folded(con: duckdb.DuckDBPyConnection, row: Row) -> list[str]:
    """The topics in the "(rest)" of `row`: those that have no parts of their own in its comparison."""
    same = ("source", "period", "period_before", "segment_name", "segment_value")
    condition = " AND ".join(f"{name} = ${name}" for name in same)
    found = con.execute(
        f"SELECT topic FROM changes WHERE {condition} AND total IS NULL AND topic NOT IN ('{ALL}', '{REST}')",
        {name: row[name] for name in same},
    )
    return [topic for (topic,) in found.fetchall()]


def of_alert(con: duckdb.DuckDBPyConnection, row: Row, timezone: str) -> None:
    """Creates `behind` of a row of `alerts`, whose days are those of `timezone`: all that it is a share of.

    What the alert tells of is `wanted`.
    """
    first = row["day"] - timedelta(days=RULES[row["kind"]].days - 1)
    run(
        con, "comments/opened_alert.sql", timezone=timezone, first_day=first,
        **{name: row[name] for name in ("source", "topic", "polarity", "day")},
    )  # fmt: skip


def of_list(con: duckdb.DuckDBPyConnection, table: str, known: Given) -> None:
    """Creates `behind` from the rows of a row-level table that `known` names; `first` orders them."""
    conditions = {
        name: f"list_contains(t.reasons, ${name})" if name == "reason" else f"t.{name} = ${name}"
        for name in known
    }
    first = "t.priority" if table == "flagged" else "NULL::DOUBLE"
    con.execute(
        "CREATE OR REPLACE TEMP TABLE behind AS "
        "SELECT DISTINCT coalesce(c.response_id, c.contact_id) AS answer, c.source, c.comment_id, "
        f"{first} AS first "
        "FROM comments AS c "
        "LEFT JOIN responses AS r ON c.source = r.source AND c.response_id = r.response_id "
        "LEFT JOIN contacts AS k ON c.source = k.source AND c.contact_id = k.contact_id "
        f"JOIN {table} AS t ON {_SAME[table]} WHERE {' AND '.join(conditions.values()) or 'true'}",
        dict(known),
    )

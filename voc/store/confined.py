"""A run as somebody may see it who may not see all of it: its tables copied, filtered, and nothing else.

The rows are in memory and the connection is closed to the outside, so that no SQL finds the files.
"""

import duckdb

from voc.store import sql
from voc.store.published import Run
from voc.store.questions import connect

ROWS = frozenset(
    {"responses", "contacts", "messages", "customers", "comments", "mentions", "at_risk", "flagged",
     "rejected_rows", "decisions"}
)  # fmt: skip
"""Tables that have a row for a single comment or customer."""

_OWN = "segments[$name] = $value"
_ANSWERS = f"SELECT source, response_id FROM responses WHERE {_OWN}"
_CONTACTS = (  # those that count for such an answer
    f"SELECT source, contact_id FROM contacts WHERE (response_source, response_id) IN ({_ANSWERS})"
)
_COMMENTS = f"(source, response_id) IN ({_ANSWERS}) OR (source, contact_id) IN ({_CONTACTS})"
_BY_COMMENT = f"WHERE (source, comment_id) IN (SELECT source, comment_id FROM comments WHERE {_COMMENTS})"
_OF_SEGMENT = {  # rows of a single segment; a table that is not here and has no segment is not shown
    "responses": f"WHERE {_OWN}",
    "contacts": f"WHERE (response_source, response_id) IN ({_ANSWERS})",
    "messages": f"WHERE (source, contact_id) IN ({_CONTACTS})",
    "customers": f"WHERE respondent IN (SELECT respondent FROM responses WHERE {_OWN})",
    "at_risk": f"WHERE (source, response_id) IN ({_ANSWERS})",
    "comments": f"WHERE {_COMMENTS}",
    "mentions": _BY_COMMENT,
    "flagged": _BY_COMMENT,
    "runs": "",
}


def confined(
    run: Run, *, rows: bool, segment: tuple[str, str] | None, timezone: str = "UTC"
) -> duckdb.DuckDBPyConnection:
    """Like `connect`, over copies: row-level tables only with `rows`, and those of `segment`.

    A segment's are its answers, their comments, the support contacts that count for them and the customers who
    gave them. With a segment, tables that do not tell segments apart are not there. Raises StoreError for a damaged run.
    """
    con = duckdb.connect(config={"memory_limit": "1GB", "python_enable_replacements": False})
    try:
        con.execute("SET enable_progress_bar = false; SET temp_directory = ''")
        con.execute(f"SET GLOBAL TimeZone = {sql.text(timezone)}")
        with connect(run, timezone=timezone) as source:
            for table in run.manifest.tables:
                if table in ROWS and not rows:
                    continue
                condition, values = _condition(source, table, segment)
                if condition is not None:
                    found = source.execute(f"FROM {sql.name(table)} {condition}", values).to_arrow_table()
                    con.register("found", found)
                    con.execute(f"CREATE TABLE {sql.name(table)} AS FROM found")
                    con.unregister("found")
        con.execute("SET enable_external_access = false; SET lock_configuration = true")
    except BaseException:
        con.close()
        raise
    return con


def _condition(
    source: duckdb.DuckDBPyConnection, table: str, segment: tuple[str, str] | None
) -> tuple[str | None, dict[str, str]]:
    """Which rows of a table are shown; None for none of it."""
    if segment is None:
        return "", {}
    values = {"name": segment[0], "value": segment[1]}
    if table in _OF_SEGMENT:
        condition = _OF_SEGMENT[table]
        return condition, values if "$" in condition else {}
    columns = [row[0] for row in source.execute(f"DESCRIBE {sql.name(table)}").fetchall()]
    if "segment_name" in columns:
        return "WHERE segment_name = $name AND segment_value = $value", values
    return None, {}

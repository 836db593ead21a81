"""A run as somebody may see it who may not see all of it: their rows in memory, and no way to the files.

Who sees rows but only those of a segment sees the answers of this segment and what belongs to them:
comments, mentions, contacts that count for one of these answers, customers who gave one. Tables that tell
segments apart have the segment's own rows alone: no total, so that nothing of the others is left when one's
own is subtracted. Other tables of figures, and rows that belong to no answer, are not there.
"""

from dataclasses import dataclass

import duckdb

from voc.errors import StoreError
from voc.store import sql
from voc.store.builder import RUNS
from voc.store.published import Run
from voc.store.questions import QUESTION_MEMORY, connect, pin

ROWS = frozenset(
    {"responses", "contacts", "messages", "customers", "comments", "mentions", "at_risk", "flagged",
     "rejected_rows", "decisions"}
)  # fmt: skip
"""Tables that have a row for a single comment or customer."""

OTHERS = "(others)"  # where the tables of figures put the values beyond the largest of a segment
_WHOLE = "whole"  # the schema of the run's files, until the copies are made

# what is shown of rows, in this order: each may look at those before it, already filtered, as main.…
_ANSWER = "(source, response_id) IN (SELECT source, response_id FROM main.responses)"
_COMMENT = "(source, comment_id) IN (SELECT source, comment_id FROM main.comments)"
_CONTACT = "(source, contact_id) IN (SELECT source, contact_id FROM main.contacts)"
_OWN = {
    "responses": "FROM whole.responses WHERE segments[$name] = $value",
    "contacts": (
        "FROM whole.contacts"
        " WHERE (response_source, response_id) IN (SELECT source, response_id FROM main.responses)"
    ),
    "messages": f"FROM whole.messages WHERE {_CONTACT}",
    "customers": "FROM whole.customers WHERE respondent IN (SELECT respondent FROM main.responses)",
    "comments": f"FROM whole.comments WHERE {_ANSWER} OR {_CONTACT}",
    "mentions": f"FROM whole.mentions WHERE {_COMMENT}",
    "flagged": f"FROM whole.flagged WHERE {_COMMENT}",
    "decisions": f"FROM whole.decisions WHERE {_COMMENT}",
    # whose reasons lie in answers and contacts of other segments too: what these say is taken out
    "at_risk": f"""
        WITH elsewhere AS (
            SELECT DISTINCT source, respondent FROM whole.responses
            WHERE respondent IS NOT NULL AND segments[$name] IS DISTINCT FROM $value
        ), said AS (
            SELECT coalesce(contacts.response_source, comments.source) AS source,
                   coalesce(contacts.response_id, comments.response_id) AS response_id,
                   bool_or(churn >= .5) AS churn, bool_or(complaint >= .5) AS complaint
            FROM main.comments LEFT JOIN main.contacts USING (source, contact_id)
            WHERE NOT non_answer GROUP BY ALL
        ), contacted AS (
            SELECT respondent, max(opened_at) AS opened_at FROM main.contacts GROUP BY ALL
        ), own AS (
            SELECT a.* REPLACE (
                CASE WHEN e.respondent IS NULL THEN previous_score END AS previous_score,
                k.opened_at AS contacted_at,
                list_filter(reasons, lambda reason: CASE reason
                    WHEN 'score_fell' THEN e.respondent IS NULL
                    WHEN 'churn' THEN coalesce(said.churn, false)
                    WHEN 'complaint' THEN coalesce(said.complaint, false) ELSE true END) AS reasons
            )
            FROM (FROM whole.at_risk WHERE {_ANSWER}) AS a
                 LEFT JOIN elsewhere AS e ON a.source = e.source AND a.respondent = e.respondent
                 LEFT JOIN said ON a.source = said.source AND a.response_id = said.response_id
                 LEFT JOIN contacted AS k ON a.respondent = k.respondent
        )
        FROM own WHERE len(reasons) > 0""",
    RUNS: (
        "SELECT * REPLACE (NULL::BIGINT AS rows_in, NULL::BIGINT AS rows_new, NULL::BIGINT AS rows_rejected, "
        "NULL::BIGINT AS comments_read, NULL::VARCHAR AS input_fingerprint) FROM whole.runs"
    ),
}


@dataclass(frozen=True)
class Sight:
    """What somebody may see of a run: rows of people and comments or none, one segment (name, value) or all.

    Times are shown in `timezone`.
    """

    run: Run
    rows: bool
    segment: tuple[str, str] | None = None
    timezone: str = "UTC"

    def opened(self, *, threads: int | None = None) -> duckdb.DuckDBPyConnection:
        """A connection over just that, closed to everything else. Raises StoreError for a damaged run."""
        if self.rows and self.segment is None:
            return connect(self.run, timezone=self.timezone, threads=threads)
        return confined(
            self.run, rows=self.rows, segment=self.segment, timezone=self.timezone, threads=threads
        )


def confined(
    run: Run,
    *,
    rows: bool,
    segment: tuple[str, str] | None,
    timezone: str = "UTC",
    threads: int | None = None,
) -> duckdb.DuckDBPyConnection:
    """Like `connect`, over copies: row-level tables only with `rows`, and those of `segment`.

    Without rows nothing but the tables of figures is copied, with a segment nothing of others. No file at all
    can be read. Raises StoreError for a damaged run.
    """
    con = duckdb.connect(config={"memory_limit": QUESTION_MEMORY, "python_enable_replacements": False})
    try:
        if threads is not None:
            con.execute(f"SET threads = {threads:d}")
        con.execute("SET enable_external_file_cache = false")
        pin(con, {_WHOLE: run}, timezone)
        shown = [table for table in run.manifest.tables if rows or table not in ROWS]
        _copy(con, shown, segment)
        con.execute(f"DROP SCHEMA {_WHOLE} CASCADE")
        con.execute("SET allowed_directories = []")
        con.execute("SET enable_external_access = false; SET lock_configuration = true")
    except duckdb.OutOfMemoryException as error:
        con.close()
        raise StoreError("segment_too_large", limit=QUESTION_MEMORY) from error
    except duckdb.Error as error:
        con.close()
        raise StoreError("run_damaged", run=run.id, path=str(run.path)) from error
    except BaseException:
        con.close()
        raise
    return con


def _copy(con: duckdb.DuckDBPyConnection, tables: list[str], segment: tuple[str, str] | None) -> None:
    if segment is None:
        for table in tables:
            con.execute(f"CREATE TABLE main.{sql.name(table)} AS FROM {_WHOLE}.{sql.name(table)}")
        return
    values = {"name": segment[0], "value": segment[1]}
    for table in [*(table for table in _OWN if table in tables), *tables]:
        if table in _OWN:
            made = f"CREATE TABLE IF NOT EXISTS main.{sql.name(table)} AS {_OWN[table]}"
        elif table not in ROWS and _tells_segments(con, table) and not _folded(con, values):
            made = (
                f"CREATE TABLE main.{sql.name(table)} AS FROM {_WHOLE}.{sql.name(table)}"
                " WHERE segment_name = $name AND segment_value = $value"
            )
        else:
            continue
        con.execute(made, {name: value for name, value in values.items() if f"${name}" in made})


def _tells_segments(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    columns = con.execute(f"DESCRIBE {_WHOLE}.{sql.name(table)}").fetchall()
    return "segment_name" in [column[0] for column in columns]


def _folded(con: duckdb.DuckDBPyConnection, values: dict[str, str]) -> bool:
    """Whether the figures of this value are those of smaller values too, which are not the account's."""
    if values["value"] != OTHERS:
        return False
    found = con.execute(
        f"SELECT 1 FROM {_WHOLE}.responses WHERE segments[$name] NOT IN"
        f" (SELECT segment_value FROM {_WHOLE}.nps WHERE segment_name = $name) LIMIT 1",
        {"name": values["name"]},
    )
    return found.fetchone() is not None

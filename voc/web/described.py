"""The published tables in words: what each is, what a row stands for, what its columns are called."""

import re
from dataclasses import dataclass

import duckdb

from voc import store
from voc.report import cells

_TOTAL = "segment_name = 'all'"
EXAMPLES = {
    "responses": (
        "SELECT month, count(*) AS n, avg(nps_score) AS score\n"
        "FROM responses\n"
        "GROUP BY month ORDER BY month"
    ),
    "contacts": (
        "SELECT month, channel, count(*) AS n\n"
        "FROM contacts\n"
        "GROUP BY ALL ORDER BY ALL"
    ),
    "messages": (
        "SELECT contact_id, seq, speaker, text\n"
        "FROM messages\n"
        "ORDER BY contact_id, seq LIMIT 50"
    ),
    "customers": (
        "SELECT tier, count(*) AS n, sum(spend) AS spend\n"
        "FROM customers\n"
        "GROUP BY tier ORDER BY spend DESC"
    ),
    "comments": (
        "SELECT occurred_at, sentiment, text\n"
        "FROM comments\n"
        "WHERE complaint >= .5 ORDER BY occurred_at DESC LIMIT 100"
    ),
    "mentions": (
        "SELECT topic, polarity, count(*) AS n\n"
        "FROM mentions\n"
        "GROUP BY ALL ORDER BY n DESC"
    ),
    "rejected_rows": (
        "SELECT file, reason, count(*) AS n\n"
        "FROM rejected_rows\n"
        "GROUP BY ALL ORDER BY n DESC"
    ),
    "weights": (
        "SELECT source, period, n, n_effective, weight_low, weight_high, note\n"
        "FROM weights\n"
        "ORDER BY source, period"
    ),
    "nps": (
        "SELECT source, period, n, nps, nps_low, nps_high\n"
        "FROM nps\n"
        "WHERE segment_name = 'all' ORDER BY source, period"
    ),
    "topic_by_nps": (
        "SELECT source, topic, n_responses, nps_mentioned, lift, impact, note\n"
        "FROM topic_by_nps\n"
        "WHERE period = 'all' AND segment_name = 'all' ORDER BY impact"
    ),
    "changes": (
        "SELECT source, topic, period_before, period, n_before, n_after, share_change, total, note\n"
        "FROM changes\n"
        "WHERE segment_name = 'all' ORDER BY period DESC, total LIMIT 100"
    ),
    "drivers": (
        "SELECT source, topic, polarity, n, effect, low, high, importance, quadrant\n"
        "FROM drivers\n"
        "WHERE outcome = 'nps' AND side = 'all' AND segment_name = 'all' ORDER BY effect"
    ),
    "loyalty": (
        "SELECT source, behaviour, quadrant, n, share, spend_share, nps\n"
        "FROM loyalty\n"
        "WHERE segment_name = 'all' ORDER BY ALL"
    ),
    "retention": (
        "SELECT source, behaviour, scenario, people_kept, spend_kept, basis\n"
        "FROM retention\n"
        "WHERE segment_name = 'all' ORDER BY ALL"
    ),
    "loyalty_topics": (
        "SELECT behaviour, quadrant, topic, n, share, share_difference\n"
        "FROM loyalty_topics\n"
        "ORDER BY share_difference DESC LIMIT 100"
    ),
    "concentration": (
        "SELECT source, behaviour, decile, n, spend_share, cumulative, gini\n"
        "FROM concentration\n"
        "WHERE segment_name = 'all' ORDER BY source, behaviour, decile"
    ),
    "at_risk": (
        "SELECT respondent, reasons, score, previous_score, spend, contacted_at\n"
        "FROM at_risk\n"
        "ORDER BY spend DESC"
    ),
    "alerts": (
        "SELECT day, topic, polarity, n_comments, share, expected, severity\n"
        "FROM alerts\n"
        "ORDER BY day DESC"
    ),
    "keywords": (
        "SELECT nps_group, term, n_responses, z\n"
        "FROM keywords\n"
        "WHERE topic = 'all' AND period = 'all' ORDER BY z DESC LIMIT 100"
    ),
    "cooccurrence": (
        "SELECT topic, term, other, n_both, jaccard\n"
        "FROM cooccurrence\n"
        "ORDER BY jaccard DESC LIMIT 100"
    ),
    "correspondence": (
        "SELECT variable, kind, name, n, x, y, quality\n"
        "FROM correspondence\n"
        "ORDER BY variable, kind, name"
    ),
    "pairs": (
        "SELECT nps_group, head, dependent, negated, n_responses, z\n"
        "FROM pairs\n"
        "WHERE topic = 'all' AND period = 'all' ORDER BY z DESC LIMIT 100"
    ),
    "flagged": (
        "SELECT occurred_at, reasons, priority\n"
        "FROM flagged\n"
        "ORDER BY priority DESC LIMIT 100"
    ),
    "decisions": (
        "SELECT status, count(*) AS n\n"
        "FROM decisions\n"
        "GROUP BY status ORDER BY n DESC"
    ),
    "runs": (
        "SELECT run_id, finished_at, model, taxonomy\n"
        "FROM runs\n"
        "ORDER BY run_id DESC"
    ),
}
"""A query to begin with, for every published table."""

_ORDER = (
    "nps", "topic_by_nps", "changes", "drivers", "alerts", "keywords", "pairs", "cooccurrence",
    "correspondence", "loyalty", "loyalty_topics", "retention", "concentration", "weights", "comments",
    "mentions", "responses", "contacts", "messages", "customers", "at_risk", "flagged", "decisions",
    "rejected_rows", "runs",
)  # fmt: skip
"""The order in which they are listed."""


@dataclass(frozen=True)
class Column:
    """A column: its name in SQL, what people call it, DuckDB's type."""

    name: str
    label: str
    type: str


@dataclass(frozen=True)
class Described:
    """A table: its name in SQL, what it is, what one row stands for (both "" for one without words)."""

    name: str
    title: str
    grain: str
    columns: tuple[Column, ...]

    def example(self, segment: tuple[str, str] | None = None) -> str:
        """SQL to begin with; for somebody who sees only one segment, of it."""
        given = EXAMPLES.get(self.name, f"SELECT *\nFROM {self.name}\nLIMIT 100")
        return given.replace(_TOTAL, f"segment_name = {store.quoted(segment[0])}") if segment else given


def described(con: duckdb.DuckDBPyConnection, language: str) -> list[Described]:
    """The tables that a connection shows: the figures first, then rows of comments and people."""
    rows = con.execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'main' ORDER BY table_name, ordinal_position"
    ).fetchall()
    of_table: dict[str, list[str]] = {}
    for table, column, _ in rows:
        of_table.setdefault(table, []).append(column)
    columns: dict[str, list[Column]] = {}
    for table, column, kind in rows:
        heading = cells.label(column, language, of_table[table])
        columns.setdefault(table, []).append(Column(column, heading, _short(kind)))
    order = {name: place for place, name in enumerate(_ORDER)}
    return [
        Described(
            name, cells.worded(f"ask.table.{name}", "", language),
            cells.worded(f"ask.grain.{name}", "", language), tuple(columns[name]),
        )
        for name in sorted(columns, key=lambda name: (order.get(name, len(order)), name))
    ]  # fmt: skip


def _short(kind: str) -> str:
    return re.sub(r"STRUCT\(.*\)", "STRUCT", kind.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ"))

"""Staged rows and readings → the published tables, in a DuckDB connection.

    tables(con, …)            responses, contacts, messages, customers, comments, mentions, rejected_rows
    nps(con)                  nps
    topic_by_nps(con, rates)  topic_by_nps
    changes(con)              changes
    drivers(con)              drivers
    loyalty(con, banded)      loyalty, retention, loyalty_topics, concentration, at_risk
    alerts(con, …)            alerts
    keywords(con, …)          keywords
    pairs(con, …)             pairs
    flagged(con, rule)        flagged
    summary(con)              the figures of the closing summary, as a dict

Counts are made by the SQL files beside the modules, formulas by modules that know no tables (intervals,
kitagawa, regression, importance, lorenz, shares, surveillance, association). Everything is created as
temporary tables; nothing is read from or written to the disk, and no text is logged.
"""

from voc.analyze.alerts import alerts
from voc.analyze.changes import changes
from voc.analyze.closing import summary
from voc.analyze.drivers import drivers
from voc.analyze.flags import flagged
from voc.analyze.keywords import keywords
from voc.analyze.loyal import loyalty
from voc.analyze.pairs import pairs
from voc.analyze.rows import tables
from voc.analyze.scores import nps
from voc.analyze.topics import topic_by_nps

__all__ = [
    "alerts", "changes", "drivers", "flagged", "keywords", "loyalty", "nps",
    "pairs", "summary", "tables", "topic_by_nps",
]  # fmt: skip

"""Staged rows and readings → the published tables, in a DuckDB connection.

    tables(con, …)            responses, contacts, messages, customers, comments, mentions, rejected_rows
    nps(con)                  nps
    topic_by_nps(con)         topic_by_nps
    changes(con)              changes
    alerts(con, …)            alerts
    loyalty(con, banded)      loyalty, retention, loyalty_topics, concentration, at_risk
    drivers(con)              drivers
    keywords(con, …)          keywords
    pairs(con, …)             pairs
    flagged(con, rule)        flagged
    summary(con)              the figures of the closing summary, as a dict

Counts are made by the SQL files beside the modules, formulas by `voc.analyze.intervals`,
`kitagawa` and `surveillance`. Everything is created as temporary tables; nothing is read from or written to
the disk, and no text is logged.
"""

from voc.analyze.alerts import alerts
from voc.analyze.changes import changes
from voc.analyze.closing import summary
from voc.analyze.drivers import drivers
from voc.analyze.flags import flagged
from voc.analyze.loyal import loyalty
from voc.analyze.keywords import keywords
from voc.analyze.pairs import pairs
from voc.analyze.rows import tables
from voc.analyze.scores import nps
from voc.analyze.topics import topic_by_nps

__all__ = ["alerts", "changes", "flagged", "nps", "summary", "tables", "topic_by_nps"]
__all__ = ["flagged", "loyalty", "nps", "summary", "tables", "topic_by_nps"]
__all__ = ["drivers", "flagged", "nps", "summary", "tables", "topic_by_nps"]
__all__ = ["flagged", "keywords", "nps", "pairs", "summary", "tables", "topic_by_nps"]

"""Staged rows and readings → the published tables, in a DuckDB connection.

    tables(con, …)            responses, contacts, messages, customers, comments, mentions, rejected_rows
    nps(con)                  nps
    topic_by_nps(con)         topic_by_nps
    keywords(con, …)          keywords
    pairs(con, …)             pairs
    flagged(con, rule)        flagged
    summary(con)              the figures of the closing summary, as a dict

Counts are made by the SQL files beside the modules, formulas by `voc.analyze.intervals`. Everything
is created as temporary tables; nothing is read from or written to the disk, and no text is logged.
"""

from voc.analyze.closing import summary
from voc.analyze.flags import flagged
from voc.analyze.keywords import keywords
from voc.analyze.pairs import pairs
from voc.analyze.rows import tables
from voc.analyze.scores import nps
from voc.analyze.topics import topic_by_nps

__all__ = ["flagged", "keywords", "nps", "pairs", "summary", "tables", "topic_by_nps"]

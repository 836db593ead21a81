"""Staged rows and readings → the published tables, in a DuckDB connection.

    tables(con, …)            responses, contacts, messages, customers, comments, mentions, rejected_rows
    nps(con, margins)         nps, weights
    weighting(con)            what a person should know of the weights
    topic_by_nps(con, rates)  topic_by_nps
    changes(con)              changes
    drivers(con)              drivers
    loyalty(con, banded)      loyalty, retention, loyalty_topics, concentration, at_risk
    alerts(con, …)            alerts
    keywords(con, …)          keywords, cooccurrence, correspondence
    pairs(con, …)             pairs; Lexicon, what words count as in these two
    flagged(con, rule)        flagged
    left_out(con)             takes out what may not be told, when all tables are made
    queue(con)                what a published run flags, for the review queue
    said(con, keys)           what it says of single comments
    at_hand(con, keys)        … and of the people who wrote them, for who decides
    writers(con, keys)        who wrote them
    history(con, respondent)  everything of one respondent
    dated(con, timezone)      the sources that tell days and no time of day
    related(con, …)           topics that are mentioned together
    summary(con)              the figures of the closing summary, as a dict
    unlisted(con)             the sources most of whose people no customer list names
    opened(con, table, …)     the comments behind a row of a published table; by_group, some of each group
    backtest(con, rules(…))   the alerts that would have fired
    two_runs(con, …)          what differs between two runs; moves, the same as rows to open

Each folder has the modules of a table and the SQL files that count for it. They stand on `formulas` and
`regression`, which know no tables, and on `disclosure`, which hides what may not be told; `of_person` sums
over answers of one person, `untouched` takes over what no change has touched. Everything is created in
the connection, but for the largest tables as temporary ones; nothing is read from or written to the disk, and
no text is logged.
"""

from voc.analyze.alerts.alerts import alerts
from voc.analyze.alerts.backtest import Backtest, backtest, fired, rules
from voc.analyze.changes.changes import changes
from voc.analyze.changes.two_runs import moves, two_runs
from voc.analyze.comments.at_hand import AtHand, at_hand
from voc.analyze.comments.dated import dated
from voc.analyze.comments.flags import flagged, queue, renamed
from voc.analyze.comments.history import History, history
from voc.analyze.comments.opened import Opened, Order, by_group, opened
from voc.analyze.comments.related import related
from voc.analyze.comments.said import said, writers
from voc.analyze.disclosure.left_out import left_out
from voc.analyze.drivers.drivers import drivers
from voc.analyze.keywords.keywords import keywords
from voc.analyze.keywords.pairs import pairs
from voc.analyze.keywords.terms import Lexicon
from voc.analyze.loyalty.loyal import loyalty
from voc.analyze.nps.scores import nps
from voc.analyze.nps.weights import weighting
from voc.analyze.tables.closing import summary, unlisted
from voc.analyze.tables.rows import tables
from voc.analyze.topics.topics import topic_by_nps

__all__ = [
    "AtHand", "Backtest", "History", "Lexicon", "Opened", "Order", "alerts", "at_hand", "backtest",
    "by_group", "changes", "dated", "drivers", "fired", "flagged", "history", "keywords",
    "left_out", "loyalty", "moves", "nps", "opened", "pairs", "queue", "related", "renamed", "rules",
    "said", "summary", "tables", "topic_by_nps", "two_runs", "unlisted", "weighting", "writers",
]  # fmt: skip

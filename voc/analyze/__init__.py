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
    pairs(con, …)             pairs
    flagged(con, rule)        flagged
    left_out(con)             takes out what may not be told, when all tables are made
    queue(con)                what a published run flags, for the review queue
    said(con, keys)           what it says of single comments; decided(con), which of them people decided
    at_hand(con, keys)        … and of the people who wrote them, for who decides
    writers(con, keys)        who wrote them
    history(con, respondent)  everything of one respondent
    related(con, …)           topics that are mentioned together
    summary(con)              the figures of the closing summary, as a dict
    opened(con, table, …)     the comments behind a row of a published table; by_group, some of each group
    backtest(con, rules(…))   the alerts that would have fired
    two_runs(con, …)          what differs between two runs

Counts are made by the SQL files beside the modules, formulas by modules that know no tables (intervals,
clusters, raking, kitagawa, regression, importance, lorenz, shares, surveillance, association, communities,
axes). Everything is created as temporary tables; nothing is read from or written to the disk, and no text
is logged.
"""

from voc.analyze.alerts import alerts
from voc.analyze.at_hand import AtHand, at_hand
from voc.analyze.backtest import Backtest, backtest, fired, rules
from voc.analyze.changes import changes
from voc.analyze.closing import summary
from voc.analyze.drivers import drivers
from voc.analyze.flags import flagged, queue
from voc.analyze.history import History, history
from voc.analyze.keywords import keywords
from voc.analyze.left_out import left_out
from voc.analyze.loyal import loyalty
from voc.analyze.opened import Opened, Order, by_group, opened
from voc.analyze.pairs import pairs
from voc.analyze.related import related
from voc.analyze.rows import tables
from voc.analyze.said import decided, said, writers
from voc.analyze.scores import nps
from voc.analyze.topics import topic_by_nps
from voc.analyze.two_runs import two_runs
from voc.analyze.weights import weighting

__all__ = [
    "AtHand", "Backtest", "History", "Opened", "Order", "alerts", "at_hand", "backtest", "by_group",
    "changes", "decided", "drivers", "fired", "flagged", "history", "keywords", "left_out", "loyalty", "nps",
    "opened", "pairs", "queue", "related", "rules", "said", "summary", "tables", "topic_by_nps", "two_runs",
    "weighting", "writers",
]  # fmt: skip

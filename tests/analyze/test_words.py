import pytest

from voc import review
from voc.analyze import (
    alerts,
    changes,
    drivers,
    flagged,
    keywords,
    loyalty,
    notes,
    nps,
    pairs,
    tables,
    topic_by_nps,
)
from voc.analyze.alerts.alerts import DRIFT, SEVERITIES, SUDDEN
from voc.analyze.changes.changes import NEW, VANISHED
from voc.analyze.changes.sides import ALL, REST
from voc.analyze.loyalty import at_risk, behaviours, retention
from voc.words import codes

TABLES = (
    "responses", "contacts", "messages", "customers", "comments", "mentions", "rejected_rows", "nps",
    "topic_by_nps", "changes", "drivers", "loyalty", "retention", "loyalty_topics", "concentration", "at_risk",
    "alerts", "keywords", "cooccurrence", "correspondence", "pairs", "flagged",
)  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_a_published_table_has_a_label(stage, table) -> None:
    con = stage()
    tables(con, support_window_days=30, model="m1")
    nps(con)
    topic_by_nps(con)
    changes(con)
    alerts(con, timezone="Asia/Tokyo")
    loyalty(con)
    drivers(con)
    keywords(con)
    pairs(con)
    flagged(con, review.flags)
    assert {f"column.{name}" for name in con.table(table).columns} <= codes()


def test_every_note_and_reason_has_words() -> None:
    written = {f"note.{note}" for note in (notes.SUPPRESSED, notes.TOO_FEW, notes.REFERENCE, notes.RELIABLE)}
    kinds = {f"kind.{kind}" for kind in (NEW, VANISHED, "", SUDDEN.kind, DRIFT.kind)}
    kinds |= {f"severity.{severity}" for severity in SEVERITIES}
    assert kinds | {f"topic.{topic}" for topic in (ALL, REST)} <= codes()
    reasons = {f"flag.{reason}" for reason in (*review.REASONS, *at_risk.REASONS)}
    assert written | reasons <= codes()


def test_every_quadrant_and_what_if_has_words() -> None:
    written = {f"quadrant.{name}" for name in behaviours.QUADRANTS.values()}
    written |= {f"scenario.{name}" for name in (retention.ASSUMED, retention.AS_LOYAL)}
    assert written | {f"basis.{retention.HEURISTIC}"} <= codes()

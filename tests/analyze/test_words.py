import pytest

from voc import review
from voc.analyze import alerts, changes, flagged, notes, nps, tables, topic_by_nps
from voc.analyze.alerts import DRIFT, SEVERITIES, SUDDEN
from voc.analyze.changes import ALL, NEW, REST, VANISHED
from voc.words import codes

TABLES = (
    "responses", "contacts", "messages", "customers", "comments", "mentions", "rejected_rows", "nps",
    "topic_by_nps", "changes", "alerts", "flagged",
)  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_a_published_table_has_a_label(stage, table) -> None:
    con = stage()
    tables(con, support_window_days=30, model="m1")
    nps(con)
    topic_by_nps(con)
    changes(con)
    alerts(con, timezone="Asia/Tokyo")
    flagged(con, review.flags)
    assert {f"column.{name}" for name in con.table(table).columns} <= codes()


def test_every_note_and_reason_has_words() -> None:
    written = {f"note.{note}" for note in (notes.SUPPRESSED, notes.TOO_FEW, notes.REFERENCE, notes.RELIABLE)}
    kinds = {f"kind.{kind}" for kind in (NEW, VANISHED, "", SUDDEN.kind, DRIFT.kind)}
    kinds |= {f"severity.{severity}" for severity in SEVERITIES}
    assert kinds | {f"topic.{topic}" for topic in (ALL, REST)} <= codes()
    assert written | {f"flag.{reason}" for reason in review.REASONS} <= codes()

import pytest

from voc import review
from voc.analyze import flagged, keywords, notes, nps, pairs, tables, topic_by_nps
from voc.words import codes

TABLES = (
    "responses", "contacts", "messages", "customers", "comments", "mentions", "rejected_rows", "nps",
    "topic_by_nps", "keywords", "pairs", "flagged",
)  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_a_published_table_has_a_label(stage, table) -> None:
    con = stage()
    tables(con, support_window_days=30, model="m1")
    nps(con)
    topic_by_nps(con)
    keywords(con)
    pairs(con)
    flagged(con, review.flags)
    assert {f"column.{name}" for name in con.table(table).columns} <= codes()


def test_every_note_and_reason_has_words() -> None:
    written = {f"note.{note}" for note in (notes.SUPPRESSED, notes.TOO_FEW, notes.REFERENCE, notes.RELIABLE)}
    assert written | {f"flag.{reason}" for reason in review.REASONS} <= codes()

"""The published tables in words, and SQL to begin with."""

from pathlib import Path

import pytest

from tests.shop import Shop
from voc import store
from voc.web.described import EXAMPLES, described
from voc.words import LANGUAGES


@pytest.mark.parametrize("segment", [None, ("年代", "20代")])
def test_every_table_that_somebody_sees_has_words_and_an_example_that_runs(
    published: Path, segment: tuple[str, str] | None
) -> None:
    sight = store.Sight(Shop(published).current(), True, segment)
    with sight.opened() as con:
        for language in LANGUAGES:
            tables = described(con, language)
            assert all(table.title and table.grain and table.columns for table in tables)
        assert segment or {table.name for table in tables} == set(EXAMPLES) == set(sight.run.manifest.tables)
        answered = {table.name: store.answer(con, table.example(segment)).num_rows for table in tables}
    assert answered["nps"] and answered["topic_by_nps"]


def test_a_segment_is_a_value_in_the_example(published: Path) -> None:
    with store.Sight(Shop(published).current(), False).opened() as con:
        nps = described(con, "ja")[0]
    assert "segment_name = 'it''s'" in nps.example(("it's", "x"))

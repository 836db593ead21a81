"""A text is read once by a model, shortest first, whatever kills the night between two parts."""

from pathlib import Path

import duckdb
import pytest

from tests.shop import Notes
from tests.shop import tiny_model as made
from voc import classify, text, unread
from voc.errors import ModelError

TEXTS = ("駐車場が狭くて停めにくかったです", "店員さんが親切でした", "高い", "特になし")


def staged(*texts: str) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("CREATE TABLE staged_comments (text_hash VARCHAR, question VARCHAR, text VARCHAR)")
    for comment in texts:
        con.execute("INSERT INTO staged_comments VALUES (?, 'ご意見', ?)", [f"hash of {comment}", comment])
    return con


def read(con: duckdb.DuckDBPyConnection, data: Path, model: Path) -> int:
    fingerprint = classify.describe(str(model), text.VERSION)[1]
    return unread.read(con, unread.readings_of(data, fingerprint), str(model))


def hashes(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [row[0] for row in con.execute("SELECT text_hash FROM readings ORDER BY length(text_hash)").fetchall()]


def test_what_was_read_before_is_not_read_again_and_what_is_new_is(tmp_path: Path, tiny_model: Path) -> None:
    con = staged(*TEXTS[1:], TEXTS[1])  # one text twice: one reading
    assert read(con, tmp_path, tiny_model) == 3 and read(con, tmp_path, tiny_model) == 0
    con = staged(*TEXTS)
    assert read(con, tmp_path, tiny_model) == 1
    assert sorted(hashes(con)) == sorted(f"hash of {comment}" for comment in TEXTS)


def test_another_model_reads_everything_itself(tmp_path: Path, tiny_model: Path) -> None:
    con = staged(*TEXTS)
    assert read(con, tmp_path, tiny_model) == len(TEXTS)
    assert read(con, tmp_path, made(tmp_path / "other", seed=2)) == len(TEXTS)


def test_a_night_killed_between_two_parts_keeps_the_shortest_texts(
    tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unread, "PART", 2)
    con = staged(*TEXTS)
    readings = unread.readings_of(tmp_path, classify.describe(str(tiny_model), text.VERSION)[1])

    class Killed(Notes):
        def advance(self, pieces: int = 1) -> None:
            if readings.parts():
                raise KeyboardInterrupt

    watch = Killed()
    with pytest.raises(KeyboardInterrupt):
        unread.read(con, readings, str(tiny_model), watch)
    assert watch.steps == [("step.read", len(TEXTS))]
    readings.view(con)
    assert hashes(con) == ["hash of 高い", "hash of 特になし"]
    assert read(con, tmp_path, tiny_model) == 2


def test_without_a_model_what_is_unread_is_an_error_and_nothing_unread_is_none(tmp_path: Path) -> None:
    readings = unread.readings_of(tmp_path, "none")
    assert unread.read(staged(), readings, str(tmp_path / "no-model")) == 0
    with pytest.raises(ModelError):
        unread.read(staged(*TEXTS), readings, str(tmp_path / "no-model"))

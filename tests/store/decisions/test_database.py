"""The database is made and upgraded once, whoever comes first, and a failure is a sentence."""

import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.store.decisions.conftest import flagged, item
from voc import review
from voc.errors import MissingExtra, StoreError
from voc.store import decisions
from voc.store.decisions import Database
from voc.store.decisions import database as module
from voc.words import say

OPEN = """
import sys
import sqlalchemy as sa
from voc.store import decisions
from voc.store.decisions.database import STEPS, VERSION
def step(connection):
    connection.execute(sa.text("CREATE TABLE later (id INTEGER)"))
sys.stdin.readline()
with decisions.opened(sys.argv[1], {**STEPS, VERSION: step} if sys.argv[2] == "later" else STEPS) as database:
    with database.reading() as connection:
        print(connection.execute(sa.text("SELECT version FROM schema_version")).scalars().all())
"""


def at_once(place: str, form: str, count: int = 4) -> list[str]:
    """What processes print that open the database at the same moment."""
    command = [sys.executable, "-c", OPEN, place, form]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(count)
    ]
    for one in started:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    return [one.communicate(timeout=120)[0].strip() for one in started]


def test_processes_that_open_a_new_one_at_once_make_it_once_and_upgrade_it_once(place: str) -> None:
    assert at_once(place, "now") == [f"[{module.VERSION}]"] * 4
    assert at_once(place, "later") == [f"[{module.VERSION + 1}]"] * 4


def test_one_of_a_later_voc_is_left_alone(place: str) -> None:
    with decisions.opened(place, {**module.STEPS, module.VERSION: lambda _: None}):
        pass
    with pytest.raises(StoreError) as caught, decisions.opened(place):
        pass
    assert caught.value.code == "decisions_too_new" and say(caught.value.code, **caught.value.values)


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(place: str) -> None:
    def broken(connection: sa.Connection) -> None:
        connection.execute(sa.text("CREATE TABLE half (id INTEGER)"))
        raise ZeroDivisionError

    with decisions.opened(place):
        pass
    with pytest.raises(ZeroDivisionError), decisions.opened(place, {**module.STEPS, module.VERSION: broken}):
        pass
    with decisions.opened(place) as database, database.reading() as connection:
        assert not sa.inspect(connection).has_table("half")


def test_sqlite_writes_ahead(tmp_path: Path) -> None:
    with decisions.opened(tmp_path / "d.sqlite") as database, database.reading() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(sa.text("PRAGMA foreign_keys")).scalar() == 1


@pytest.mark.parametrize("place", ["postgresql://:x:y/", "mysql://a@b/c", "nonsense://a"])
def test_a_place_that_is_none_is_named_as_a_setting(place: str) -> None:
    with pytest.raises(StoreError) as caught, decisions.opened(place):
        pass
    assert caught.value.code == "decisions_url"


def test_a_server_that_does_not_answer_is_a_sentence_without_the_password() -> None:
    with pytest.raises(StoreError) as caught, decisions.opened("postgresql://ann:secret@127.0.0.1:1/x"):
        pass
    sentence = say(caught.value.code, **caught.value.values)
    assert caught.value.code == "decisions_failed" and "127.0.0.1" in sentence and "secret" not in sentence


def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "d.sqlite").write_text("これは表ではない" * 100, encoding="utf-8")
    with pytest.raises(StoreError, match="decisions_failed"), decisions.opened(tmp_path / "d.sqlite"):
        pass


def test_a_missing_driver_names_its_command() -> None:
    with pytest.raises(MissingExtra) as caught, decisions.opened("postgresql+pg8000://a@b/c"):
        pass
    assert "pip install 'voc[postgres]'" in say(caught.value.code, **caught.value.values)


def test_the_tables_need_no_step_to_be_of_this_version(database: Database) -> None:
    assert sorted(module.STEPS) == list(range(1, module.VERSION))
    with database.reading() as connection:
        assert connection.execute(sa.text("SELECT version FROM schema_version")).scalars().all() == [
            module.VERSION
        ]


def test_a_database_of_the_first_form_keeps_what_is_in_it_and_gets_what_came_later(place: str) -> None:
    with decisions.opened(place) as database, database.writing() as connection:
        for name in ("users", "audit", "saved"):
            connection.execute(sa.text(f"DROP TABLE {name}"))
        for name in ("priority_value", "priority_age"):
            connection.execute(sa.text(f"ALTER TABLE review_items DROP COLUMN {name}"))
        connection.execute(sa.text("UPDATE schema_version SET version = 1"))
        connection.execute(sa.text("INSERT INTO queue_state VALUES (1, 'run')"))
    with decisions.opened(place) as database:
        assert decisions.shown_run(database) == "run"
        assert decisions.accounts.listed(database) == []
        decisions.refresh(database, review.fold, "r", flagged(item("c1")))
        assert decisions.queue(database)[0].priority_age == 8.0


def test_what_is_read_together_is_of_one_moment_and_asked_for_once(database: Database) -> None:
    decisions.refresh(database, review.fold, "r1", flagged(item("a")))
    with database.reading() as connection:
        assert decisions.count(database) == 1
        with database.reading() as inner:
            assert inner is connection
        other = threading.Thread(target=decisions.refresh, args=(database, review.fold, "r2", flagged(item("a"), item("b"))))
        other.start()
        other.join()
        assert decisions.count(database) == 1  # as it was when the reading began
    assert decisions.count(database) == 2


def test_a_reading_that_failed_leaves_nothing_behind_for_the_next_one(database: Database) -> None:
    with pytest.raises(StoreError), database.reading(), database.reading() as connection:
        connection.execute(sa.text("SELECT nothing FROM nowhere"))
    with database.reading() as connection:
        assert connection.execute(sa.text("SELECT 1")).scalar() == 1


def test_a_connection_that_does_not_come_free_is_a_sentence(database: Database) -> None:
    pool: Any = database.engine.pool
    pool._timeout = 0.01
    with ExitStack() as others:
        for _ in range(module._AT_ONCE):
            others.enter_context(database.engine.connect())
        with pytest.raises(StoreError, match="decisions_failed"), database.reading():
            pass

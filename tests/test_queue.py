"""The review queue is the same whether a night fills it from its own tables or somebody later from the published run."""

import subprocess
import sys
from pathlib import Path

import sqlalchemy as sa

from tests.shop import Shop
from voc import queue, store
from voc.store import decisions


def test_a_new_database_shows_of_the_published_run_what_the_night_showed(fresh_project: Shop, tmp_path: Path) -> None:
    fresh_project.run()
    project = fresh_project.project()
    with decisions.opened(project.decisions) as filled, decisions.opened(tmp_path / "new.db") as new:
        queue.catch_up(new, store.current(project.data))
        assert decisions.shown_run(new) == decisions.shown_run(filled)
        held, caught_up = ([dict(row) for row in _items(database)] for database in (filled, new))
    assert held == caught_up and held


FILLING = """
import sys
from voc.store import decisions
with decisions.opened(sys.argv[1]) as database, decisions.filling(database):
    print("mine", flush=True)
    sys.stdin.read()
"""


def test_whoever_does_not_publish_leaves_the_queue_to_another_process_that_fills_it(
    fresh_project: Shop, tmp_path: Path
) -> None:
    fresh_project.run()
    data = fresh_project.project().data
    with decisions.opened(tmp_path / "new.db") as new:
        started = [sys.executable, "-c", FILLING, str(tmp_path / "new.db")]
        with subprocess.Popen(started, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdout and other.stdout.readline() == b"mine\n"
            queue.follow(new, data)
            assert decisions.shown_run(new) is None
            other.kill()
        queue.follow(new, data)  # what it held went with it
        assert decisions.shown_run(new) == fresh_project.current().id and _items(new)


def _items(database: decisions.Database) -> list[sa.RowMapping]:
    with database.reading() as connection:
        return list(connection.execute(sa.text("SELECT * FROM review_items ORDER BY id")).mappings())

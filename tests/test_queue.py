"""The review queue is the same whether a night fills it from its own tables or somebody later from the published run."""

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


def _items(database: decisions.Database) -> list[sa.RowMapping]:
    with database.reading() as connection:
        return list(connection.execute(sa.text("SELECT * FROM review_items ORDER BY id")).mappings())

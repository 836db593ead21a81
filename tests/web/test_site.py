"""Connections to the published tables: opened once for everybody who sees the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shop import Shop
from voc import store
from voc.errors import SettingsError
from voc.records import Role
from voc.web.access.visitor import Visitor
from voc.web.site import _MOST, Site


@pytest.fixture
def site(published: Path, tmp_path: Path) -> Iterator[Site]:
    with store.decisions.opened(tmp_path / "decisions.sqlite") as database:
        yield Site(Shop(published).project(), database)


def tables(site: Site, role: Role, segment: tuple[str, str] | None = None) -> set[str]:
    with site.tables(Visitor("花子", role, segment)) as con:
        return {row[0] for row in con.execute("SHOW TABLES").fetchall()}


def test_a_visitor_sees_tables_by_role_and_segment(site: Site) -> None:
    whole = set(Shop(site.root.root).current().manifest.tables)
    assert tables(site, "admin") == tables(site, "reviewer") == whole
    assert tables(site, "viewer") == whole - store.ROWS
    assert tables(site, "reviewer", ("年代", "20代")) >= {"nps", "responses", "comments"}
    assert not tables(site, "viewer", ("年代", "20代")) & store.ROWS


def test_who_sees_the_same_shares_a_connection_and_the_longest_unused_is_let_go(site: Site) -> None:
    tables(site, "viewer")
    tables(site, "admin")
    tables(site, "reviewer")
    assert len(site._opened) == 2
    for number in range(_MOST):
        tables(site, "viewer", ("年代", str(number)))
        tables(site, "admin")
    assert len(site._opened) == _MOST
    assert site.sight(Visitor("花子", "admin")) in site._opened
    assert site.sight(Visitor("花子", "viewer")) not in site._opened


def test_a_project_that_was_never_run_has_nothing_to_show(tmp_path: Path, fresh_project: Shop) -> None:
    with store.decisions.opened(tmp_path / "decisions.sqlite") as database:
        with pytest.raises(SettingsError, match="not_published"):
            Site(fresh_project.project(), database).sight(Visitor("花子", "admin"))

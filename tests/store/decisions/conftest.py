"""A decisions database, in SQLite and in PostgreSQL."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from voc.store import decisions
from voc.store.decisions import Database

_numbers = itertools.count()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database can be that is not there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "データ" / "decisions.sqlite")
    url = sa.make_url(request.getfixturevalue("postgres_url")).set(drivername="postgresql+psycopg")
    name = f"decisions_{next(_numbers)}"
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)


@pytest.fixture
def database(place: str) -> Iterator[Database]:
    """An opened one."""
    with decisions.opened(place) as opened:
        yield opened

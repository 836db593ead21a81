"""The decisions database: where it is, how it is opened, upgraded and written to.

SQLite in WAL mode, a file of the project; or PostgreSQL by URL. Whoever reads then writes takes the write
lock first (BEGIN IMMEDIATE), so that nobody is told 'database is locked' half way.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, TimeoutError

from voc.errors import MissingExtra, StoreError
from voc.store.decisions.tables import METADATA, audit, saved, schema_version, users
from voc.store.disk import private, writing


def _access(connection: sa.Connection) -> None:
    METADATA.create_all(connection, tables=[users, audit, saved])


def _value_and_age(connection: sa.Connection) -> None:
    for name in ("priority_value", "priority_age"):
        added = f"ALTER TABLE review_items ADD COLUMN {name} DOUBLE PRECISION DEFAULT 0 NOT NULL"
        connection.exec_driver_sql(added)


VERSION = 3
# version -> what makes the next one of it; what is added to tables.py goes here too
STEPS: Mapping[int, Callable[[sa.Connection], None]] = {1: _access, 2: _value_and_age}

_PATIENCE = 30  # seconds to wait for another writer
_AT_ONCE = 40  # connections; as many threads answer pages
_MIGRATING = 7_263_001  # the key of PostgreSQL's lock while the tables are made


class Database:
    """An opened decisions database, to be shared by threads; `shown` is its place without a password."""

    def __init__(self, engine: sa.Engine, shown: str) -> None:
        self.engine, self.shown = engine, shown
        self.sqlite = engine.dialect.name == "sqlite"
        self._read = threading.local()  # .connection: what this thread reads with

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of everything. Raises StoreError when the database fails.

        Within another one of the same thread it is that one: what is read together is asked for once.
        """
        outer: sa.Connection | None = getattr(self._read, "connection", None)
        if outer is not None:
            with self._told():
                yield outer
            return
        isolation: Mapping[str, Any] = {} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._told(), self.engine.connect() as connection:
            connection = connection.execution_options(**isolation)
            with connection.begin():
                self._read.connection = connection
                try:
                    yield connection
                finally:
                    self._read.connection = None

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that reads and writes, as a whole or not at all. Raises StoreError likewise."""
        with self._told(), self.engine.connect() as connection:
            connection = connection.execution_options(immediate=True)
            with connection.begin():
                yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, TimeoutError) as error:
            reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
            raise StoreError("decisions_failed", database=self.shown, reason=reason[:300]) from error


@contextmanager
def opened(
    place: str | Path, steps: Mapping[int, Callable[[sa.Connection], None]] = STEPS
) -> Iterator[Database]:
    """The database at `place`, a file of SQLite or a URL; its tables are made or upgraded when it is opened.

    Two processes may open a new one at once. Raises MissingExtra with the command that installs the driver,
    StoreError when the place is none, cannot be reached, or was upgraded by a later voc.
    """
    engine, shown = _engine(place)
    database = Database(engine, shown)
    try:
        _migrate(database, steps)
        yield database
    finally:
        engine.dispose()


def _engine(place: str | Path) -> tuple[sa.Engine, str]:
    if "://" not in str(place):
        path = Path(place)
        with writing(path):
            private(path.parent)
        url, shown = sa.URL.create("sqlite", database=str(path)), str(path)
    else:
        try:
            url = sa.make_url(str(place))
        except (ArgumentError, ValueError):
            raise StoreError("decisions_url") from None  # the place may hold a password
        shown = url.render_as_string(hide_password=True)
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")  # the driver that voc[postgres] brings
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError("decisions_url")
    try:
        sqlite = url.get_backend_name() == "sqlite"
        more = {"timeout": _PATIENCE} if sqlite else {}
        engine = sa.create_engine(url, connect_args=more, pool_size=10, max_overflow=_AT_ONCE - 10)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise MissingExtra("decisions_driver", command="pip install 'voc[postgres]'") from None
    if sqlite:
        sa.event.listen(engine, "connect", _set_up)
        sa.event.listen(engine, "begin", _begin)
    return engine, shown


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    """A connection of SQLite that begins when told to, checks references and writes ahead."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    until = time.monotonic() + _PATIENCE
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:  # SQLite does not wait here while another process changes it
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _begin(connection: sa.Connection) -> None:
    immediate = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _migrate(database: Database, steps: Mapping[int, Callable[[sa.Connection], None]]) -> None:
    """Make the tables, or bring those of an earlier voc up; one process at a time."""
    target = VERSION + len(steps) - len(STEPS)
    with database.reading() as connection:
        if _version(connection) == target:
            return
    with database.writing() as connection:
        if not database.sqlite:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATING)))
        version = _version(connection)  # another process may have been first
        if version > target:
            raise StoreError("decisions_too_new", database=database.shown)
        if not version:
            METADATA.create_all(connection)
            connection.execute(schema_version.insert().values(id=1, version=VERSION))
            version = VERSION
        for step in range(version, target):
            steps[step](connection)
            connection.execute(schema_version.update().values(version=step + 1))


def _version(connection: sa.Connection) -> int:
    if not sa.inspect(connection).has_table(schema_version.name):
        return 0
    return connection.execute(sa.select(schema_version.c.version)).scalar() or 0

"""What all pages share: the project, the decisions database and the published tables."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import duckdb

from voc import accounts, analyze, config, store
from voc.config import Project
from voc.store.decisions import Database
from voc.web.access.limits import Limits
from voc.web.access.visitor import Visitor
from voc.web.counts import Counts
from voc.web.desk import Desk, Desks
from voc.web.remembered import Remembered


@dataclass(frozen=True)
class Site:
    """The connections to the published tables are opened once a run and shared by requests."""

    root: Project
    database: Database
    limits: Limits = field(default_factory=Limits)
    desks: Desks = field(default_factory=Desks)
    counts: Counts = field(default_factory=Counts)
    remembered: Remembered = field(default_factory=Remembered)
    _connections: dict[tuple[str, bool, tuple[str, str] | None], duckdb.DuckDBPyConnection] = field(
        default_factory=dict
    )
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def project(self) -> Project:
        """The project with its settings as they are now: pages may change them."""
        return config.load(self.root.root)

    @contextmanager
    def tables(self, visitor: Visitor) -> Iterator[duckdb.DuckDBPyConnection]:
        """The published run as this visitor may see it, for one request; the run stays the same within it.

        Raises SettingsError when nothing is published yet.
        """
        run = store.published_run(self.root.data)
        rows = accounts.may(visitor.role, "reviewer")
        cursor = self._connection(run, rows, visitor.segment).cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    def desk(self, visitor: Visitor) -> Desk:
        """What the visitor may have at hand of the published run, or of the one before for some seconds.

        Raises SettingsError when nothing is published yet.
        """
        run = store.published_run(self.root.data)

        def laid() -> Desk:
            with self.tables(visitor) as con:
                return Desk(run.id, analyze.at_hand(con))

        return self.desks.of(run.id, visitor.segment, laid)

    def _connection(
        self, run: store.Run, rows: bool, segment: tuple[str, str] | None
    ) -> duckdb.DuckDBPyConnection:
        """Opened once for a run and everybody who sees the same of it; those of earlier runs are let go."""
        key = (run.id, rows, segment)
        with self._lock:
            if key not in self._connections:
                for old in [old for old in self._connections if old[0] != run.id]:
                    del self._connections[old]  # cursors that still read it keep it open
                zone = self.root.settings.timezone
                if rows and segment is None:
                    self._connections[key] = store.connect(run, timezone=zone)
                else:
                    self._connections[key] = store.confined(run, rows=rows, segment=segment, timezone=zone)
            return self._connections[key]

"""What all pages share: the project, the decisions database and the published tables."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace

import duckdb

from voc import accounts, analyze, config, store
from voc.config import Project
from voc.store.decisions import Database
from voc.web.access.limits import Limits
from voc.web.access.visitor import Visitor
from voc.web.counts import Counts
from voc.web.desk import Desk, Desks
from voc.web.remembered import Remembered

_MOST = 12  # connections kept open: of a restricted reviewer, one holds the rows of a segment in memory


@dataclass
class _Opened:
    """A connection, opened by whoever asks first, while others wait for it alone."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    connection: duckdb.DuckDBPyConnection | None = None


@dataclass(frozen=True)
class Site:
    """The connections to the published tables are opened once a run and shared by requests.

    What people type is answered by `apart`, so that it costs nobody else a page.
    """

    root: Project
    database: Database
    limits: Limits = field(default_factory=Limits)
    desks: Desks = field(default_factory=Desks)
    counts: Counts = field(default_factory=Counts)
    remembered: Remembered = field(default_factory=Remembered)
    days: Remembered = field(default_factory=lambda: Remembered(2))  # `dated` of runs
    samples: Remembered = field(default_factory=lambda: Remembered(4))  # of queries, for the setup pages
    looks: Remembered = field(default_factory=lambda: Remembered(16))  # at files, for the setup pages
    apart: store.Apart = field(default_factory=store.Apart)
    _opened: OrderedDict[store.Sight, _Opened] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def project(self) -> Project:
        """The project with its settings as they are now: pages may change them."""
        return config.load(self.root.root)

    def sight(self, visitor: Visitor) -> store.Sight:
        """What this visitor may see of the published run. Raises SettingsError where there is none yet."""
        run = store.published_run(self.root.data)
        rows = accounts.may(visitor.role, "reviewer")
        return store.Sight(run, rows, visitor.segment, self.root.settings.timezone)

    def tables(
        self, visitor: Visitor, run: store.Run | None = None
    ) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """The published run as this visitor may see it, for one request; the run stays the same within it.

        `run` is the published one, where a page has asked already. Raises SettingsError when there is none.
        """
        sight = self.sight(visitor)
        return self.opened(sight if run is None else replace(sight, run=run))

    @contextmanager
    def opened(self, sight: store.Sight) -> Iterator[duckdb.DuckDBPyConnection]:
        """A run as somebody may see it, for one request."""
        cursor = self._connection(sight).cursor()
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
            with self.tables(visitor, run) as con:
                return Desk(run.id, analyze.at_hand(con))

        return self.desks.of(run.id, visitor.segment, laid)

    def dated(self) -> frozenset[str]:
        """The sources of the published run that tell days and no time of day, the same for every visitor.

        Raises SettingsError when nothing is published yet.
        """
        run, timezone = store.published_run(self.root.data), self.root.settings.timezone

        def found() -> frozenset[str]:
            with self.opened(store.Sight(run, True, None, timezone)) as con:
                return analyze.dated(con, timezone)

        return self.days.get(run.id, found)

    def _connection(self, sight: store.Sight) -> duckdb.DuckDBPyConnection:
        """Opened once for everybody who sees the same; let go with its run, or when others were asked for."""
        with self._lock:
            for old in [old for old in self._opened if old.run != sight.run]:
                del self._opened[old]  # cursors that still read it keep it open
            opened = self._opened.setdefault(sight, _Opened())
            self._opened.move_to_end(sight)
            if len(self._opened) > _MOST:
                self._opened.popitem(last=False)
        with opened.lock:
            if opened.connection is None:
                opened.connection = sight.opened()
            return opened.connection

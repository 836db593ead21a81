"""The whole way, in order: exports → staged rows → readings → tables → a published run.

`run` is the pipeline on one screen; the flows wrap the same steps of `Night`. What has been
done is kept in the project's store, so every step can be killed and run again: an export is
staged once, a text is read once by a model, a run is published as a whole or not at all.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa

from voc import (
    __version__,
    analyze,
    classify,
    dictionary,
    ingest,
    outcome,
    queue,
    review,
    store,
    text,
    unread,
)
from voc.config import APART, FILE, Project
from voc.errors import InputError, MissingExtra, SettingsError, StoreError, VocError
from voc.intake import Intake
from voc.outcome import Outcome, masked, sentence
from voc.records import SILENT, InputFile, Watch
from voc.tables import EARLY, MARTS, TABLES

MANY = 10_000  # answers and contacts from which a second thread is worth what it costs to wake it


def run(project: Project, watch: Watch = SILENT) -> Outcome:
    """Read what is new and publish it. Raises VocError; then nothing has been published."""
    with night(project, watch) as steps:
        for file in steps.inputs():
            with steps.going_on():
                steps.take_in(file)
        if steps.unchanged():
            return steps.nothing_to_do()
        steps.read()
        steps.tabulate()
        return steps.publish()


@contextmanager
def night(project: Project, watch: Watch = SILENT) -> Iterator["Night"]:
    """The steps of one run, for the only publisher of the project; a failure is kept for `voc status`."""
    started = datetime.now(UTC)

    def waiting(who: Mapping[str, Any]) -> None:
        watch.note("run.waiting", pid=who.get("pid", "?"), since=who.get("started", "?"))

    try:
        with store.publisher(project.data, wait=None, on_wait=waiting):
            builder = store.Builder(project.data, store.current(project.data))
            with store.engine(project.data, threads=1) as con, builder:
                yield Night(project, watch, con, builder)
    except VocError as error:
        message = sentence(error, project.settings.language)
        failure = store.Failure(started, datetime.now(UTC), error.code, message, masked(error))
        with suppress(StoreError):  # a disk that refuses a run refuses this too: the first error says why
            store.record_failure(project.data, failure)
        raise


class Night:
    """The steps of one run, to be taken in the order of `run`."""

    def __init__(
        self, project: Project, watch: Watch, con: duckdb.DuckDBPyConnection, builder: store.Builder
    ) -> None:
        self.project, self.settings, self.watch, self.con = project, project.settings, watch, con
        self.builder, self.previous = builder, builder.previous
        self.began = time.monotonic()
        self.dictionary = dictionary.load(project.root)
        ledger = self.previous.manifest.ledger if self.previous else ()
        self.intake = Intake(project, ledger, self.dictionary.whole)
        self.kept = store.Kept(project.data)
        self.texts_read = 0
        self.refused: list[VocError] = []  # of exports that cannot be used as a whole
        self.model = classify.describe(self.settings.model, text.VERSION)
        self.decisions = self._decided()

    def inputs(self) -> list[InputFile]:
        """Every export that a source names.

        Raises SettingsError when there is none and never was, or the inbox that a source reads is no folder.
        """
        if not self.settings.sources:
            raise SettingsError("no_sources", file=str(self.project.root / FILE))
        inbox = self.project.inbox
        if not inbox.is_dir() and any(source.path.startswith("inbox/") for source in self.settings.sources):
            raise SettingsError("no_inbox", inbox=str(inbox))
        files = [f for source in self.settings.sources for f in ingest.find(source, self.project.root)]
        if not files and not self.intake.ledger:
            patterns = ", ".join(source.path for source in self.settings.sources)
            raise SettingsError("no_inputs", inbox=str(inbox), patterns=patterns)
        if store.open_to_all(self.project.data):
            self.watch.note("data_open", data=self.project.data)
        for path in self.unmatched():
            self.watch.note("unmatched_file", file=path)
        self.watch.begin("step.take_in", len(files))
        return files

    def unmatched(self) -> list[str]:
        """Files in the inbox that no source matches, as messages call them."""
        root = self.project.root
        paths = ingest.unmatched(self.settings.sources, self.project.inbox, root)
        return [str(path.relative_to(root)) for path in paths]

    def take_in(self, file: InputFile) -> None:
        """Stage one export."""
        if not self.intake.take_in(file):
            self.watch.note("same_export", file=file.shown)
        self.watch.advance()

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Go on with the next export after one that is refused; `unchanged` raises and names them all."""
        try:
            yield
        except (InputError, MissingExtra) as error:
            self.refused.append(error)
            self.watch.advance()

    def unchanged(self) -> bool:
        """Whether the published run came from the same inputs, model, settings and code.

        Raises InputError when exports were refused, which names every one of them.
        """
        self.watch.end()
        if self.refused:
            raise outcome.together(self.refused, "inputs_refused", self.settings.language)
        return self.previous is not None and self.previous.manifest.fingerprint == self._fingerprint()

    def nothing_to_do(self) -> Outcome:
        """The outcome of a night without anything new: the published run stands."""
        assert self.previous is not None
        summary = outcome.unchanged(self.previous.manifest.summary, self._tonight())
        return Outcome("unchanged", self.previous.id, summary)

    def read(self) -> None:
        """Classify the texts that this model has not read yet."""
        if sum(staged.accepted for staged in self.intake.named()) >= MANY:
            self.con.execute(f"SET threads = {store.THREADS}")
        store.Staging(self.project.data).views(self.con, self.intake.named())
        readings = unread.readings_of(self.project.data, self.model.fingerprint)
        self.texts_read = unread.read(self.con, readings, self.settings.model, self.watch)

    def tabulate(self) -> None:
        """Turn staged rows and readings into the published tables, inside the connection."""
        tokenised = (text.VERSION, self.dictionary.whole)
        lexicon = analyze.Lexicon(self.dictionary.synonyms, self.dictionary.stop, tokenised)
        steps: tuple[Callable[[], None], ...] = (
            self._rows,
            lambda: analyze.nps(self.con, self.settings.weights),
            lambda: analyze.topic_by_nps(self.con, self.model.measured.topic_rates, self.kept),
            lambda: analyze.changes(self.con),
            lambda: analyze.drivers(self.con, self.kept),
            lambda: analyze.loyalty(self.con, banded=self._banded()),
            lambda: analyze.alerts(self.con, timezone=self.settings.timezone),
            lambda: analyze.keywords(self.con, lexicon, self.kept),
            lambda: analyze.pairs(self.con, lexicon, self.kept),
            lambda: analyze.flagged(self.con, review.flags),
            lambda: analyze.left_out(self.con),
        )
        self.watch.begin("step.tabulate", len(steps))
        for step in steps:
            step()
            self.watch.advance()
        self.watch.end()
        for code, values in analyze.weighting(self.con):
            self.watch.note(code, **values)

    def publish(self) -> Outcome:
        """Write the tables as a new run and make it the current one, as the very last step."""
        self.watch.begin("step.publish", len(TABLES))
        for table, order in TABLES.items():
            self.builder.write(self.con, table, order_by=order, partitioned=table not in MARTS)
            self.watch.advance()
        self.builder.marts(self.con, MARTS)
        summary = outcome.published(self.con, self.builder.run_id, self._tonight())
        published = self.builder.publish(self._manifest(summary))
        try:
            spilled, kept = store.spilling(self.project.data), store.decisions.opened(self.project.decisions)
            with spilled, kept as database:
                queue.show(database, published.id, self.con)
        except StoreError as error:  # published all the same; the next night shows it
            self.watch.note("queue_behind", reason=sentence(error, self.settings.language))
        self.kept.forget_unused()
        self.watch.end()
        return Outcome("published", published.id, summary)

    def _rows(self) -> None:
        """Make the row-level tables, and begin to write those that take long."""
        analyze.tables(
            self.con, support_window_days=self.settings.support_window_days, model=self.model.name,
            decisions=self.decisions, generations=self.intake.generations(),
        )  # fmt: skip
        for table in EARLY:
            self.builder.begin(self.con, table, order_by=TABLES[table], partitioned=True)

    def _decided(self) -> pa.Table:
        """What people have decided until now; the queue of a night killed before it was shown comes first."""
        with store.decisions.opened(self.project.decisions) as database:
            queue.catch_up(database, self.previous)
            return store.decisions.snapshot(database, review.fold)

    def _banded(self) -> list[tuple[str, str]]:
        """The (source, behaviour) whose answers are words that stand for numbers."""
        sources = self.settings.sources
        return [(s.name, name) for s in sources for name, fact in s.behaviour.items() if fact.values]

    def _tonight(self) -> outcome.Tonight:
        return outcome.Tonight(
            self.project, self.intake.seen, self.intake.new, self.unmatched(), self.model, self.texts_read,
            time.monotonic() - self.began,
        )  # fmt: skip

    def _manifest(self, summary: Mapping[str, Any]) -> store.Manifest:
        return store.Manifest(
            run_id=self.builder.run_id, started_at=self.builder.started_at,
            fingerprint=self._fingerprint(), input_fingerprint=_digest(self.intake.fingerprints()),
            rows_in=summary["rows_read"], rows_new=sum(s.accepted for s in self.intake.new),
            rows_rejected=summary["rejected"], comments_read=self.texts_read,
            model=self.model.name, model_fingerprint=self.model.fingerprint, taxonomy=self.model.taxonomy,
            code_version=__version__, ledger=self.intake.ledger, summary=summary,
            finished_at=datetime.now(UTC),
        )  # fmt: skip

    def _fingerprint(self) -> str:
        words = (self.dictionary.whole, self.dictionary.synonyms, sorted(self.dictionary.stop))
        settings = asdict(self.settings)
        for field in APART:  # what was decided counts, not where it is kept
            del settings[field]
        decided, read = self.decisions.to_pylist(), self.intake.fingerprints()
        return _digest(read, settings, words, decided, self.model, __version__)


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()

"""Exports → staged rows: what the program knows of the inbox, kept file by file.

Enters: the exports that the sources name. Leaves: the ledger, the staged exports in the order
they were first seen; a later one wins where two hold the same answer. Text is masked here,
before anything is written. A file that vanishes from the inbox keeps its rows. `profiles` says what
would be read, and writes nothing.

A staged export is called `<content>-<identity>-<rules>`: what it holds, what tells its rows apart
(the id columns and the key), how it is read.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any

import pyarrow as pa

from voc import ingest, store, text
from voc.config import Project
from voc.errors import InputError, VocError
from voc.records import SILENT, Batch, InputFile, Source, Watch

mask_label = lru_cache(maxsize=65_536)(text.mask)  # segments and the like come again and again


class Intake:
    """The ledger of a project while a run adds to it."""

    def __init__(
        self, project: Project, ledger: Sequence[store.Staged], whole: tuple[str, ...] = ()
    ) -> None:
        """`ledger` is the published run's, `whole` the terms that stay one word.

        Makes the project's key if there is none yet.
        """
        self._whole = whole
        self._settings = project.settings
        self._key = store.Key.load(project.data)
        self._staging = store.Staging(project.data)
        self.ledger = list(ledger)
        self.seen: list[store.Staged] = []  # the exports of this run
        self.new: list[store.Staged] = []  # those that no run has seen before

    def take_in(self, file: InputFile) -> bool:
        """Stage one export: parsed, masked, typed; an export that is staged already costs its hash.

        False when this run has seen the same export under another name, which then counts once. Raises
        InputError when the export cannot be used as a whole; then nothing of it is kept.
        """
        try:
            size = 0 if file.source.url else file.path.stat().st_size
            fingerprint = f"{self._content(file)}-{self._rules(file.source)}"
        except OSError as error:
            detail = error.strerror or str(error)
            raise InputError("ingest_unreadable", file=file.shown, detail=detail) from error
        facts = {"kind": file.source.kind, "shown": file.shown, "size": size}
        staged = self._staging.write(file.source.name, fingerprint, self._batches(file), facts)
        if _place(staged, self.seen) is not None:
            return False
        self.seen.append(staged)
        self._enter(staged, file.shown)
        return True

    def _enter(self, staged: store.Staged, shown: str) -> None:
        """Give an export its place in the ledger; `shown` is what it is called today."""
        place = _place(staged, self.ledger)
        if place is None:
            self.new.append(staged)
            stale = [s for s in self.ledger if _stale(s, staged, shown)]
            place = self.ledger.index(stale[-1]) if stale else len(self.ledger)
            self.ledger.insert(place, staged)
            self.ledger = [s for s in self.ledger if s not in stale]
        elif any(s.source == staged.source and s.shown == shown for s in self.ledger[place + 1 :]):
            self.ledger.append(self.ledger.pop(place))  # it was replaced by another and is back

    def named(self) -> list[store.Staged]:
        """The part of the ledger whose sources the settings still name."""
        names = {source.name for source in self._settings.sources}
        return [staged for staged in self.ledger if staged.source in names]

    def generations(self) -> list[int]:
        """Which way of naming records each export of `named` was read by; the present one is the last."""
        sources = self._settings.sources
        present = {(s.name, _identity(self._rules(s))) for s in sources}
        ways = [(staged.source, _identity(staged.fingerprint)) for staged in self.named()]
        order = [*dict.fromkeys(way for way in ways if way not in present), None]
        return [order.index(None if way in present else way) for way in ways]

    def fingerprints(self) -> list[str]:
        """What stands for every staged export, in order."""
        return [f"{s.source} {s.fingerprint}" for s in self.named()]

    def _read(self, file: InputFile) -> Iterator[Batch]:
        """The batches of an export as written; ids are hashed with the project's key."""
        settings = self._settings
        options = ingest.ReadOptions(
            timezone=settings.timezone, hash_id=self._key.hash, mask=text.mask, language=settings.language
        )
        return ingest.read(file, options)

    def _batches(self, file: InputFile) -> Iterator[Batch]:
        """The batches of an export, all text in them masked."""
        for batch in self._read(file):
            prepared = text.prepare(batch.comments["text"].to_pylist(), self._whole)
            questions = batch.comments["question"].to_pylist()
            comments: dict[str, list[Any]] = {
                "text": [one.text for one in prepared],
                "tokens": [one.words for one in prepared],
                "pairs": [one.pairs for one in prepared],
                "text_hash": [
                    self._key.hash(f"text:{question}\n{one.text}")
                    for question, one in zip(questions, prepared, strict=True)
                ],
            }
            segments = [
                [(name, mask_label(value)) for name, value in labels]
                for labels in batch.responses["segments"].to_pylist()
            ]
            yield replace(
                batch,
                responses=_with(batch.responses, {"segments": segments}),
                contacts=_with(batch.contacts, _labels(batch.contacts, "channel", "status")),
                messages=_with(batch.messages, {"text": map(text.mask, batch.messages["text"].to_pylist())}),
                customers=_with(batch.customers, _labels(batch.customers, "tier")),
                comments=_with(batch.comments, comments),
            )

    def _content(self, file: InputFile) -> str:
        """What an export holds: the hash of its bytes, or of the rows that a query gives."""
        if not file.source.url:
            with open(file.path, "rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()[:24]
        digest = hashlib.sha256()
        for batch in self._read(file):
            for table in vars(batch).values():
                digest.update(repr(table.to_pylist() if isinstance(table, pa.Table) else table).encode())
        return digest.hexdigest()[:24]

    def _rules(self, source: Source) -> str:
        """What decides how an export is read, beside its content; where it lies does not."""
        identity = (*ingest.known_by(source), self._key.id)
        how = asdict(replace(source, path="", url="", query=""))
        words = (text.VERSION, text.WORDS, self._whole)
        rules = (how, self._settings.timezone, words, ingest.VERSION, self._key.id)
        return "-".join(hashlib.sha256(repr(part).encode()).hexdigest()[:12] for part in (identity, rules))


def profiles(
    project: Project,
    files: Iterable[InputFile],
    language: str,
    most: int | None = None,
    watch: Watch = SILENT,
) -> tuple[list[ingest.Profile], list[tuple[InputFile, VocError]]]:
    """What a run would read of exports, in their order, and why it could not read the others.

    Ends before the next export once `most` rows or more are read; None: all are read. `language` is that
    of warnings and of the reasons of rejected rows. Nothing is written, and no key is made.
    """
    options = ingest.ReadOptions(
        timezone=project.settings.timezone, hash_id=str, mask=text.mask, language=language
    )
    found: list[ingest.Profile] = []
    errors: list[tuple[InputFile, VocError]] = []
    for file in files:
        if most is not None and sum(profile.rows_read for profile in found) >= most:
            break
        try:
            found.append(ingest.profile(file, options))
        except VocError as error:
            errors.append((file, error))
        watch.advance()
    return found, errors


def _place(staged: store.Staged, among: Sequence[store.Staged]) -> int | None:
    keys = [(s.source, s.fingerprint) for s in among]
    key = staged.source, staged.fingerprint
    return keys.index(key) if key in keys else None


def _identity(fingerprint: str) -> str:
    return fingerprint.split("-")[-2]


def _stale(old: store.Staged, new: store.Staged, shown: str) -> bool:
    """Whether `old` would stand beside the same rows as `new`, which is read by other rules."""
    before, now = old.fingerprint.split("-"), new.fingerprint.split("-")
    if old.source != new.source or before[-1] == now[-1]:
        return False
    # Under the same identity the newer row wins by its id, and what only the older file had is kept.
    return before[0] == now[0] or (old.shown == shown and before[1] != now[1])


def _labels(table: pa.Table, *names: str) -> dict[str, Iterable[str | None]]:
    """These columns of short texts, masked."""
    return {name: [label and mask_label(label) for label in table[name].to_pylist()] for name in names}


def _with(table: pa.Table, columns: Mapping[str, Iterable[Any]]) -> pa.Table:
    for name, values in columns.items():
        field = table.schema.field(name)
        table = table.set_column(table.schema.get_field_index(name), field, pa.array(values, field.type))
    return table

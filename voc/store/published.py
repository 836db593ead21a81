"""Published runs: what a run folder says about itself, and which run is the current one."""

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from voc.errors import SettingsError, StoreError
from voc.store.layout import Layout
from voc.store.staging import Staged

MANIFEST = "manifest.json"
_FORMAT = 1
_STAMP = "%Y%m%dT%H%M%SZ"
_RUN_ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{4}")


@dataclass(frozen=True)
class Partition:
    """One Parquet file of a run: its rows and the fingerprint of their content and types."""

    rows: int
    fingerprint: str


@dataclass(frozen=True)
class Manifest:
    """Everything a run says about itself. Times are UTC.

    `fingerprint` stands for everything that went in; `rows_new` are the rows of files first seen by
    this run; `comments_read` the texts classified by it. `tables` maps a table to its files, as paths
    inside the run folder; the Builder fills it in. `summary` is free JSON for whoever reports on the run.
    """

    run_id: str
    started_at: datetime
    finished_at: datetime
    fingerprint: str
    rows_in: int
    rows_new: int
    rows_rejected: int
    comments_read: int
    model: str
    model_fingerprint: str
    taxonomy: str
    code_version: str
    input_fingerprint: str
    ledger: Sequence[Staged] = ()
    tables: Mapping[str, Mapping[str, Partition]] = field(default_factory=dict)
    summary: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        return plain | {
            "format": _FORMAT,
            "started_at": self.started_at.isoformat(),
            "finished_at": self.finished_at.isoformat(),
            "ledger": [staged.to_json() for staged in self.ledger],
            "tables": {
                table: {path: vars(partition) for path, partition in files.items()}
                for table, files in self.tables.items()
            },
            "summary": dict(self.summary),
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "Manifest":
        """Back from `to_json`."""
        known = {f.name: plain[f.name] for f in fields(cls)}
        known["started_at"] = datetime.fromisoformat(plain["started_at"])
        known["finished_at"] = datetime.fromisoformat(plain["finished_at"])
        known["ledger"] = [Staged.from_json(staged) for staged in plain["ledger"]]
        known["tables"] = {
            table: {path: Partition(**partition) for path, partition in files.items()}
            for table, files in plain["tables"].items()
        }
        return cls(**known)


@dataclass(frozen=True)
class Run:
    """A published run: immutable, and complete for as long as its folder is there."""

    id: str
    path: Path

    @cached_property
    def manifest(self) -> Manifest:
        """What the run says about itself, read once. Raises StoreError when it is damaged or too new."""
        try:
            plain = json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))
            if plain["format"] > _FORMAT:
                raise StoreError("run_too_new", run=self.id, path=str(self.path))
            return Manifest.from_json(plain)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError("run_damaged", run=self.id, path=str(self.path / MANIFEST)) from error

    def files(self, table: str) -> list[Path]:
        """The Parquet files of one table, in order. KeyError when the run has no such table."""
        return [self.path / path for path in sorted(self.manifest.tables[table])]


def current(data: Path) -> Run | None:
    """The published run, or None before the first.

    Raises StoreError when CURRENT names a run that is not there, or `data` is no folder that can be read.
    """
    layout = Layout(data)
    try:
        run_id = layout.current.read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError("data_not_read", path=str(data), reason=error.strerror) from error
    if not _RUN_ID.fullmatch(run_id) or not (layout.run(run_id) / MANIFEST).exists():
        newest = next((run.id for run in runs(data)), "-")
        raise StoreError("current_run_gone", run=run_id, path=str(layout.current), newest=newest)
    return Run(run_id, layout.run(run_id))


def published_run(data: Path) -> Run:
    """The published run. Raises SettingsError before the first, StoreError as `current`."""
    run = current(data)
    if run is None:
        raise SettingsError("not_published")
    return run


def runs(data: Path) -> list[Run]:
    """Every published run that is still there, newest first. Manifests are read when asked for."""
    folders = Layout(data).runs.glob(f"*/{MANIFEST}")
    found = [path.parent for path in folders if _RUN_ID.fullmatch(path.parent.name)]
    return [Run(path.name, path) for path in sorted(found, reverse=True)]


def next_run_id(data: Path, now: datetime) -> str:
    """An id that sorts after every run there is, also when the clock went back: 20261123T020000Z-1a2b."""
    newest = next((run.id for run in runs(data)), "")
    stamp = now.astimezone(UTC).strftime(_STAMP)
    if stamp > newest[:16]:
        return f"{stamp}-{secrets.randbelow(0x8000):04x}"
    number = int(newest[-4:], 16) + 1
    if number > 0xFFFF:
        later = datetime.strptime(newest[:16], _STAMP) + timedelta(seconds=1)
        return f"{later.strftime(_STAMP)}-0000"
    return f"{newest[:16]}-{number:04x}"

"""Exports as read: masked, typed and kept, so that a file is parsed once and its rows outlive it.

Enters: bounded batches whose text is already masked. Leaves: one folder a file, and DuckDB views over
every file of a ledger. A folder is complete or absent; it is never changed.
"""

import dataclasses
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from voc import records
from voc.errors import StoreError
from voc.store import sql
from voc.store.disk import sync, writing
from voc.store.layout import Layout, temporary

_ENTITIES = ("responses", "contacts", "customers")  # what a row of an export becomes
_TIMES = {"responses": "answered_at", "contacts": "opened_at"}


@dataclasses.dataclass(frozen=True)
class Staged:
    """An export as read: where it is from and how much of it could be used.

    rows_read = accepted + rejected. `first_at`, `last_at`: the times of its answers or contacts, UTC; None
    when it has none. `tables` counts the rows of each staged table; one without rows has no file.
    """

    source: str
    kind: records.Kind
    fingerprint: str
    shown: str
    size: int
    rows_read: int
    accepted: int
    rejected: int
    reasons: Mapping[str, int]
    first_at: datetime | None
    last_at: datetime | None
    comments: int
    tables: Mapping[str, int] = dataclasses.field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        plain = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        for time in ("first_at", "last_at"):
            plain[time] = plain[time] and plain[time].isoformat()
        return plain | {"reasons": dict(self.reasons), "tables": dict(self.tables)}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "Staged":
        """Back from `to_json`; fields of a later version are passed over."""
        known = {f.name: plain[f.name] for f in dataclasses.fields(cls) if f.name in plain}
        for time in ("first_at", "last_at"):
            known[time] = known[time] and datetime.fromisoformat(known[time])
        return cls(**known)


class Staging:
    """The staged exports of a data folder."""

    def __init__(self, data: Path) -> None:
        self.layout = Layout(data)

    def has(self, source: str, fingerprint: str) -> bool:
        """Whether this export is staged as a whole."""
        return (self.layout.staged(source, fingerprint) / "staged.json").exists()

    def read(self, source: str, fingerprint: str) -> Staged:
        """What is known about a staged export. Raises StoreError when it is not staged."""
        path = self.layout.staged(source, fingerprint) / "staged.json"
        try:
            return Staged.from_json(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError("staged_missing", source=source, file=fingerprint, path=str(path)) from error

    def write(
        self, source: str, fingerprint: str, batches: Iterable[records.Batch], facts: Mapping[str, Any]
    ) -> Staged:
        """Keep an export, one row group a batch; already staged, it stays as it is.

        `facts` gives `kind`, `shown` and `size`; any other field of Staged in it wins over what is counted
        here. Nothing is kept when `batches` raises. Raises StoreError when the disk refuses.
        """
        folder = self.layout.staged(source, fingerprint)
        if self.has(source, fingerprint):
            return self.read(source, fingerprint)
        fresh = temporary(folder)
        try:
            with writing(folder):
                fresh.mkdir(parents=True)
            with _Writer(fresh, folder) as writer:
                for batch in batches:
                    writer.add(batch)
            counted: dict[str, Any] = writer.counted() | {"source": source, "fingerprint": fingerprint}
            staged = Staged(**(counted | dict(facts)))
            with writing(folder):
                text = json.dumps(staged.to_json(), ensure_ascii=False, indent=1)
                (fresh / "staged.json").write_text(text, encoding="utf-8")
                for path in (*fresh.iterdir(), fresh):
                    sync(path)
                os.rename(fresh, folder)
                sync(folder.parent)
            return staged
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def views(self, con: duckdb.DuckDBPyConnection, ledger: Sequence[Staged]) -> None:
        """Make the views staged_responses … staged_rejected over every file of `ledger`.

        Their columns are those of voc.records and `seq` INTEGER, the file's position in the ledger; in
        staged_messages, where `seq` is the turn, the position is `ledger_seq`. staged_rejected
        holds only the last file of each (source, shown). Raises StoreError when a file is gone.
        """
        for table, schema in records.STAGED.items():
            found = [(seq, staged) for seq, staged in enumerate(ledger) if staged.tables.get(table)]
            if table == "rejected":
                last = {(staged.source, staged.shown): seq for seq, staged in enumerate(ledger)}
                found = [(seq, s) for seq, s in found if last[s.source, s.shown] == seq]
            position = "ledger_seq" if "seq" in schema.names else "seq"
            files = {str(self._file(staged, table)): seq for seq, staged in found}
            columns = ", ".join(f"f.{sql.name(column)}" for column in schema.names)
            if files:
                known = f"_ledger_{table}"
                listed = pa.table({"path": list(files), "seq": pa.array(files.values(), pa.int32())})
                con.register("_ledger_arrow", listed)
                con.execute(f"CREATE OR REPLACE TABLE {known} AS FROM _ledger_arrow")
                con.unregister("_ledger_arrow")
                rows = sql.parquet([Path(path) for path in files], "filename = true, union_by_name = true")
                # what an older version staged lacks the columns that came later: null
                rows = f"(FROM {sql.empty(con, schema)} UNION ALL BY NAME FROM {rows})"
                source = f"{rows} f JOIN {known} l ON l.path = f.filename"
                query = f"SELECT {columns}, l.seq AS {position} FROM {source}"
            else:
                query = f"SELECT {columns}, NULL::INTEGER AS {position} FROM {sql.empty(con, schema)} f"
            con.execute(f"CREATE OR REPLACE VIEW staged_{table} AS {query}")

    def _file(self, staged: Staged, table: str) -> Path:
        path = self.layout.staged(staged.source, staged.fingerprint) / f"{table}.parquet"
        if not path.exists():
            raise StoreError("staged_missing", source=staged.source, file=staged.shown, path=str(path))
        return path


class _Writer:
    """Streams batches into one Parquet file a table and counts what passes."""

    def __init__(self, folder: Path, shown: Path) -> None:
        self.folder, self.shown = folder, shown
        self.files: dict[str, pq.ParquetWriter] = {}
        self.rows: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.rows_read = 0
        self.times: list[datetime] = []

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_: object) -> None:
        with writing(self.shown):
            for file in self.files.values():
                file.close()

    def add(self, batch: records.Batch) -> None:
        self.rows_read += batch.rows_read
        for value in pc.value_counts(batch.rejected["reason"]).to_pylist():
            self.reasons[str(value["values"])] += value["counts"]
        for table, column in _TIMES.items():
            spread = pc.min_max(getattr(batch, table)[column]).as_py()
            self.times += [time.astimezone(UTC) for time in spread.values() if time is not None]
        for table, schema in records.STAGED.items():
            rows: pa.Table = getattr(batch, table)
            if rows.num_rows:
                self._write(table, rows.select(schema.names).cast(schema))

    def _write(self, table: str, rows: pa.Table) -> None:
        with writing(self.shown):
            if table not in self.files:
                path = self.folder / f"{table}.parquet"
                self.files[table] = pq.ParquetWriter(path, rows.schema, compression="zstd")
            self.files[table].write_table(rows)
        self.rows[table] += rows.num_rows

    def counted(self) -> dict[str, Any]:
        return {
            "rows_read": self.rows_read,
            "accepted": sum(self.rows[table] for table in _ENTITIES),
            "rejected": self.rows["rejected"],
            "reasons": dict(sorted(self.reasons.items())),
            "first_at": min(self.times, default=None),
            "last_at": max(self.times, default=None),
            "comments": self.rows["comments"],
            "tables": dict(self.rows),
        }

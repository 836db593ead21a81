"""Publishing a run: written aside, complete or not there at all.

The order of the last steps is what makes a crash harmless: files and folders are on the disk before the run
folder gets its name, the run has its name before CURRENT says it. Only for the holder of the publisher's
lock. Tables that stand early can be written while others are still being made (`begin`).
"""

import json
import os
import shutil
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from voc.store import sql
from voc.store.disk import link_marts, link_or_copy, replace_text, sync, sync_below, writing
from voc.store.fingerprint import fingerprints
from voc.store.layout import TEMPORARY, Layout, run_file
from voc.store.published import MANIFEST, Manifest, Partition, Run, next_run_id, runs

RUNS = "runs"
_ABSENT = "\0none"  # the folder of rows without source or month; no source can be called so
_WRITTEN = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1"  # 3 takes a fifth longer and is as large
_RUNS = pa.schema(
    {
        "run_id": pa.string(),
        "started_at": pa.timestamp("us", tz="UTC"),
        "finished_at": pa.timestamp("us", tz="UTC"),
        "rows_in": pa.int64(),
        "rows_new": pa.int64(),
        "rows_rejected": pa.int64(),
        "comments_read": pa.int64(),
        "model": pa.string(),
        "taxonomy": pa.string(),
        "code_version": pa.string(),
        "input_fingerprint": pa.string(),
    }
)


class Builder:
    """A run being written. Left without `publish`, it leaves nothing.

    `run_id` and `started_at` are known from the start; the id sorts after every published run.
    """

    def __init__(self, data: Path, previous: Run | None) -> None:
        self.layout = Layout(data)
        self.previous = previous
        self.started_at = datetime.now(UTC)
        self.run_id = next_run_id(data, self.started_at)
        self.folder = self.layout.runs / f"{TEMPORARY}{self.run_id}"
        self.tables: dict[str, dict[str, Partition]] = {}
        self._beside = ThreadPoolExecutor(1)
        self._begun: dict[str, tuple[duckdb.DuckDBPyConnection, Future[dict[str, Partition]]]] = {}
        self._left = False

    def __enter__(self) -> "Builder":
        with writing(self.folder):
            self.folder.mkdir(parents=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._left = True
        for cursor, _writing in self._begun.values():
            with suppress(duckdb.ConnectionException):  # it has ended by itself
                cursor.interrupt()
        try:
            self._beside.shutdown(cancel_futures=True)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def begin(
        self, con: duckdb.DuckDBPyConnection, table: str, *, order_by: str | Sequence[str], partitioned: bool
    ) -> None:
        """Begin to write a table as `write` does, in a thread beside what `con` does next.

        `write` of it, which must follow, waits for the rest. Not for temporary tables, as another cursor
        reads it, nor for one that `con` still changes. The thread takes what others leave of the processors.
        """
        cursor = con.cursor()

        def write() -> dict[str, Partition]:
            if sys.platform == "linux":  # elsewhere it would be the whole process
                os.nice(10)
            with cursor:
                return self._written(cursor, table, order_by, partitioned)

        self._begun[table] = cursor, self._beside.submit(write)

    def write(
        self, con: duckdb.DuckDBPyConnection, table: str, *, order_by: str | Sequence[str], partitioned: bool
    ) -> None:
        """Write the relation `table` of `con` as Parquet, its rows ordered by `order_by` in every file.

        Partitioned by source and month, as far as it has these columns; a relation without rows becomes one
        file with its columns. A partition whose content and types the previous run has too is shared with
        it. `order_by`: column names, as a sequence or with commas between; without any, rows keep the order
        that they have: to sort wide ones takes longer than to write them.
        Raises StoreError when the disk refuses.
        """
        begun = self._begun.pop(table, None)
        if begun:
            with suppress(duckdb.OutOfMemoryException):  # beside something else; alone there may be enough
                self.tables[table] = begun[1].result()
                return
        self.tables[table] = self._written(con, table, order_by, partitioned)

    def _written(
        self, con: duckdb.DuckDBPyConnection, table: str, order_by: str | Sequence[str], partitioned: bool
    ) -> dict[str, Partition]:
        keys = order_by.split(",") if isinstance(order_by, str) else order_by
        order = [key.strip() for key in keys if key.strip()]
        files: dict[str, Partition] = {}
        columns = [row[0] for row in con.execute(f"DESCRIBE {sql.name(table)}").fetchall()]
        split = [column for column in ("source", "month") if partitioned and column in columns]
        known = con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = ?", [table]).fetchone()
        relation = table
        if order or not (known and known[0]):  # a view would be computed anew for every partition
            relation = f"_published_{table}"
            rows = f"FROM {sql.name(table)} _row"
            rows += f" ORDER BY {sql.names([*split, *order])}, hash(_row)" if order else ""
            con.execute(f"CREATE OR REPLACE TEMP TABLE {sql.name(relation)} AS {rows}")
        for values, only, partition in fingerprints(con, relation, split):
            if self._left:
                break
            path = run_file(table, *(_ABSENT if value is None else str(value) for value in values))
            files[path] = partition
            if self._shared(table, path, partition):
                continue
            with writing(self.folder / path):
                (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                target = sql.text(self.folder / path)
                con.execute(f"COPY (FROM {sql.name(relation)} WHERE {only}) TO {target} ({_WRITTEN})")
        if relation != table:
            con.execute(f"DROP TABLE {sql.name(relation)}")
        return files

    def _shared(self, table: str, path: str, partition: Partition) -> bool:
        if self.previous is None or self.previous.manifest.tables.get(table, {}).get(path) != partition:
            return False
        with writing(self.folder / path):
            try:
                link_or_copy(self.previous.path / path, self.folder / path)
            except FileNotFoundError:  # someone removed it: write it anew
                return False
        return True

    def marts(self, con: duckdb.DuckDBPyConnection, tables: Sequence[str]) -> None:
        """Write these relations of `con`, with their run_id, into one DuckDB file for BI tools."""
        path = self.folder / self.layout.marts.name
        with writing(path):
            con.execute(f"ATTACH {sql.text(path)} AS _marts")
            try:
                for table in tables:
                    rows = f"SELECT *, {sql.text(self.run_id)} AS run_id FROM {sql.name(table)}"
                    con.execute(f"CREATE TABLE _marts.{sql.name(table)} AS {rows}")
                con.execute("CHECKPOINT _marts")
            finally:
                con.execute("DETACH _marts")

    def publish(self, manifest: Manifest) -> Run:
        """Make this the current run; `manifest` says all of it but its tables, which are those written.

        Raises StoreError when the disk refuses; then the old run stays current.
        """
        assert not self._begun, "a table that was begun is not written"
        assert manifest.run_id == self.run_id, "a manifest of another run"
        run = Run(self.run_id, self.layout.run(self.run_id))
        with writing(run.path):
            self._write_runs(manifest)
            whole = replace(manifest, tables=self.tables)
            text = json.dumps(whole.to_json(), ensure_ascii=False, indent=1)
            (self.folder / MANIFEST).write_text(text, encoding="utf-8")
            sync_below(self.folder)
            os.rename(self.folder, run.path)
            sync(self.layout.runs)
            replace_text(self.layout.current, run.id + "\n")
            link_marts(self.layout, run.path)
        return run

    def _write_runs(self, manifest: Manifest) -> None:
        """The table of runs up to this one: the previous run's, those it does not know, and this."""
        rows: list[dict[str, Any]] = []
        if self.previous is not None and RUNS in self.previous.manifest.tables:
            rows = [row for path in self.previous.files(RUNS) for row in pq.read_table(path).to_pylist()]
        known = {row["run_id"] for row in rows}
        missing = [run.manifest for run in runs(self.layout.data) if run.id not in known]
        rows += [{column: getattr(m, column) for column in _RUNS.names} for m in [*missing, manifest]]
        rows.sort(key=lambda row: str(row["run_id"]))
        path = run_file(RUNS)
        pq.write_table(pa.Table.from_pylist(rows, _RUNS), self.folder / path, compression="zstd")
        self.tables[RUNS] = {path: Partition(len(rows), self.run_id)}

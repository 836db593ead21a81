"""What a model said about texts, kept so that no text is read twice by the same model.

Append-only parts; a text that two parts hold counts once.
"""

import os
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from voc.records import READINGS
from voc.store import sql
from voc.store.disk import sync, writing
from voc.store.engine import engine
from voc.store.layout import Layout, temporary

_MANY_PARTS = 32


class Readings:
    """The readings of one model in a data folder."""

    def __init__(self, data: Path, model_fingerprint: str) -> None:
        self.layout = Layout(data)
        self.folder = self.layout.readings_of(model_fingerprint)

    def parts(self) -> list[Path]:
        """The files, oldest first."""
        return sorted(self.folder.glob("part-*.parquet"))

    def append(self, table: pa.Table) -> None:
        """Keep more readings (columns of records.READINGS). Raises StoreError when the disk refuses."""
        if table.num_rows == 0:
            return
        rows = table.select(READINGS.names).cast(READINGS)
        with writing(self.folder):
            path = self._next_part()
            fresh = temporary(path)
            pq.write_table(rows, fresh, compression="zstd")
            _keep(fresh, path)

    def view(self, con: duckdb.DuckDBPyConnection, name: str = "readings") -> None:
        """Make the view `name`, one row per text_hash, over the parts there are now.

        Without any it is empty and has its columns.
        """
        parts = self.parts()
        rows = _once(con, parts) if parts else f"SELECT * FROM {sql.empty(con, READINGS)}"
        con.execute(f"CREATE OR REPLACE VIEW {sql.name(name)} AS {rows}")

    def compact(self) -> None:
        """Make one part of more than 32. Views made before then miss their files: make them again."""
        parts = self.parts()
        if len(parts) <= _MANY_PARTS:
            return
        with writing(self.folder), engine(self.layout.data) as con:
            path = self._next_part()
            fresh = temporary(path)
            con.execute(f"COPY ({_once(con, parts)}) TO {sql.text(fresh)} (FORMAT parquet, COMPRESSION zstd)")
            _keep(fresh, path)
            for part in parts:  # a crash here leaves texts that two parts hold, which the view counts once
                part.unlink()
            sync(self.folder)

    def _next_part(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        parts = self.parts()
        number = int(parts[-1].stem.removeprefix("part-")) + 1 if parts else 1
        return self.folder / f"part-{number:06}.parquet"


def _keep(fresh: Path, path: Path) -> None:
    sync(fresh)
    os.rename(fresh, path)
    sync(path.parent)


def _once(con: duckdb.DuckDBPyConnection, parts: list[Path]) -> str:
    """SQL over the parts, one row per text_hash. Most often nothing is double: then it is a plain scan."""
    rows = sql.parquet(parts)
    counts = con.execute(f"SELECT count(*), count(DISTINCT text_hash) FROM {rows}").fetchone()
    if counts is None or counts[0] == counts[1]:
        return f"SELECT * FROM {rows}"
    latest = "row_number() OVER (PARTITION BY text_hash ORDER BY filename DESC) = 1"
    return f"SELECT * EXCLUDE (filename) FROM {sql.parquet(parts, 'filename = true')} QUALIFY {latest}"

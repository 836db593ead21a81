"""What a night worked out that the next may need again, by keys that stand for what it depends on.

A table is written once under its key and never changed, complete or not there at all; what a night neither
recalls nor keeps is cleared away when it publishes. Losing the folder costs time only.
"""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from voc.store.disk import sync, writing
from voc.store.layout import Layout, folder_name, temporary


class Kept:
    """The kept tables of a data folder; a `records.Memory`. Only for the holder of the publisher's lock."""

    def __init__(self, data: Path) -> None:
        self.folder = Layout(data).kept
        self._used: set[Path] = set()

    def recall(self, key: str) -> pa.Table | None:
        """The table that was kept under `key`; None where there is none, or what is there cannot be read."""
        path = self._path(key)
        self._used.add(path)
        try:
            return pq.read_table(path, partitioning=None)
        except (OSError, pa.ArrowException):
            return None

    def keep(self, key: str, table: pa.Table) -> None:
        """Keep `table` under `key`. Raises StoreError when the disk refuses."""
        path = self._path(key)
        self._used.add(path)
        with writing(path):
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = temporary(path)
            pq.write_table(table, fresh, compression="zstd")
            sync(fresh)
            fresh.replace(path)

    def forget_unused(self) -> None:
        """Clear away what was neither recalled nor kept through this object."""
        for path in set(self.folder.glob("*.parquet")) - self._used:
            path.unlink()

    def _path(self, key: str) -> Path:
        return self.folder / f"{folder_name(key)}.parquet"

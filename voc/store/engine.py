"""The DuckDB in memory that the pipeline works in."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from voc.errors import StoreError
from voc.store import sql
from voc.store.layout import TEMPORARY, Layout

MEMORY = "3GB"  # that a night's DuckDB holds at most; what is more is spilled
THREADS = 2  # of a night that is large enough for more than one


@contextmanager
def engine(
    data: Path, memory_limit: str = MEMORY, threads: int = THREADS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty connection in UTC that keeps the order of rows and spills into the data folder.

    What it spills is removed when it is closed or, after a crash, by the next publisher.
    Raises as `spilling`.
    """
    layout = Layout(data)
    spill = layout.data / f"{TEMPORARY}engine-{secrets.token_hex(4)}"
    held = duckdb.connect(config={"memory_limit": memory_limit, "threads": threads})
    with spilling(layout.data), held as con:
        con.execute("SET allocator_background_threads = true")  # what is freed goes back to the system soon
        con.execute(f"SET enable_progress_bar = false; SET temp_directory = {sql.text(spill)}")
        con.execute("SET autoinstall_known_extensions = false; SET GLOBAL TimeZone = 'UTC'")
        con.execute("SET preserve_insertion_order = true; SET default_null_order = 'nulls_last'")
        yield con


@contextmanager
def spilling(data: Path) -> Iterator[None]:
    """Raise StoreError where DuckDB lacks memory for what cannot be spilled, or room in the data folder."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise StoreError("engine_out_of_memory", path=str(data)) from error
    except duckdb.IOException as error:
        if "No space left" in str(error):
            raise StoreError("disk_full", path=str(data)) from error
        raise

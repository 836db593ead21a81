"""The DuckDB in memory that the pipeline works in."""

import secrets
from pathlib import Path

import duckdb

from voc.store import sql
from voc.store.layout import TEMPORARY, Layout

MEMORY = "3GB"  # that a night's DuckDB holds at most; what is more is spilled
THREADS = 2  # of a night that is large enough for more than one


def engine(data: Path, memory_limit: str = MEMORY, threads: int = THREADS) -> duckdb.DuckDBPyConnection:
    """An empty connection in UTC that keeps the order of rows and spills into the data folder.

    What it spills is removed when it is closed or, after a crash, by the next publisher.
    """
    layout = Layout(data)
    spill = layout.data / f"{TEMPORARY}engine-{secrets.token_hex(4)}"
    con = duckdb.connect(config={"memory_limit": memory_limit, "threads": threads})
    con.execute(f"SET enable_progress_bar = false; SET temp_directory = {sql.text(spill)}")
    con.execute("SET autoinstall_known_extensions = false; SET TimeZone = 'UTC'")
    con.execute("SET preserve_insertion_order = true; SET default_null_order = 'nulls_last'")
    return con

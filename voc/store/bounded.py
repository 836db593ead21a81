"""SQL within limits of time and of size: for what people type."""

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from voc.errors import QueryError
from voc.store.held import held
from voc.store.questions import explained
from voc.store.statements import check

SECONDS = 30.0
SIZE = 256 * 2**20  # bytes of an answer, as Arrow holds it
LONGEST = 20_000  # characters of a statement
_BATCH = 2_048
_OPAQUE = re.compile(
    r"query|query_table|json_execute_serialized_sql|read_\w+|\w+_scan|parquet_\w+|pragma_\w+|sniff_csv"
    r"|duckdb_table_sample"
)
"""Table functions that read what only their arguments say, which may be worked out."""
_PATH = re.compile(r"""'[^']*[./][^']*'|"[^"]*[./][^"]*\"""")  # which FROM may take for a file
UNSEEN = "?"  # among the tables of a statement: others too, which it does not name
_AGAIN = 0.2  # seconds between two tries to stop a query: the first may come before it has begun


@dataclass(frozen=True)
class Answer:
    """The rows of an answer; `more` says that it has others.

    `tables` are the published tables it touches, with UNSEEN where there may be more of them.
    """

    rows: pa.Table
    more: bool = False
    tables: tuple[str, ...] = ()


def bounded(
    con: duckdb.DuckDBPyConnection,
    statement: str,
    params: Sequence[object] | Mapping[str, object] = (),
    *,
    most: int | None = None,
    seconds: float = SECONDS,
    size: int = SIZE,
) -> Answer:
    """The answer to one reading statement, at most the first `most` rows of it.

    `con` is a cursor of its own: a statement that takes longer than `seconds` is stopped, and nothing else.
    Raises QueryError as `store.answer`, and for a statement or an answer that is too long; its sentence may
    tell something of the rows, so its value `touched` are the tables.
    """
    if len(statement) > LONGEST:
        raise QueryError("sql_too_long", longest=f"{LONGEST:,}")
    tables: tuple[str, ...] = ()
    with _alarm(con, seconds) as late:
        try:
            check(con, statement)
            tables = _touched(con, statement)
            given = params if isinstance(params, Mapping) else list(params)
            reader = con.execute(statement, given or None).to_arrow_reader(_BATCH)
            batches, rows, taken = [], 0, 0
            for batch in reader:
                batches.append(batch)
                rows, taken = rows + batch.num_rows, taken + batch.nbytes
                if most is not None and rows > most:
                    break
                if taken > size:
                    raise QueryError("sql_answer_too_large", megabytes=size // 2**20)
            table = pa.Table.from_batches(batches, reader.schema)
            table = held(con, table if most is None else table.slice(0, most))
        except (duckdb.Error, pa.ArrowException, OSError, MemoryError, UnicodeError) as error:
            failure = explained(con, error) if str(error) else QueryError("sql_out_of_memory")
            if late.is_set():
                failure = QueryError("sql_too_slow", seconds=f"{seconds:.0f}")
            failure.values["touched"] = " ".join(tables)
            raise failure from error
        except QueryError as error:
            error.values["touched"] = " ".join(tables)
            raise
    return Answer(table, most is not None and rows > most, tables)


@contextmanager
def _alarm(con: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[threading.Event]:
    """Stop what `con` does after so many seconds, and say so."""
    late, done = threading.Event(), threading.Event()

    def watch() -> None:
        wait = seconds
        while not done.wait(wait):
            late.set()
            con.interrupt()
            wait = _AGAIN

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield late
    finally:
        done.set()
        thread.join()


def _touched(con: duckdb.DuckDBPyConnection, statement: str) -> tuple[str, ...]:
    """The tables that a statement names or DuckDB finds in it, with UNSEEN where it may hide others."""
    shown = {name for (name,) in con.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    words = {word.lower() for word in re.findall(r"\w+", statement)}
    try:
        found = {name.lower() for name in con.get_table_names(statement)}
        hides = bool(found - shown)  # a file
    except duckdb.Error:  # it looks neither into PIVOT nor into the views of a whole run
        found, hides = set(), _PATH.search(statement) is not None
    if hides or any(_OPAQUE.fullmatch(word) for word in words):
        found.add(UNSEEN)
    return tuple(sorted((words | found) & (shown | {UNSEEN})))

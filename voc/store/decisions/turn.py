"""One at a time fills the review queue: of all processes, and with PostgreSQL of all machines.

The turn is PostgreSQL's advisory lock, or the kernel's lock of a file beside that of SQLite: both let go of
it when its holder dies. PostgreSQL's is that of a transaction, as poolers of connections keep no other;
with the number in the statement it holds no snapshot, and so up no vacuum; as a parameter, it did.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from voc.errors import StoreError
from voc.store.decisions.database import Database

_FILLING = 7_263_002  # the key of PostgreSQL's lock
# of a server that ends what takes long: filling does
_LIMITS = ("idle_in_transaction_session_timeout", "statement_timeout", "lock_timeout")
_BESIDE = ".filling"  # of the name of SQLite's file


@contextmanager
def filling(database: Database, *, wait: bool = True) -> Iterator[bool]:
    """Whether it is one's own turn to fill the queue, until the block ends; without `wait` it may not be.

    Not to be taken twice by one. Raises StoreError when the database fails.
    """
    if not database.sqlite:
        with database.writing() as connection:
            for limit in _LIMITS:
                connection.exec_driver_sql(f"SET LOCAL {limit} = 0")
            lock = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
            yield connection.exec_driver_sql(f"SELECT {lock}({_FILLING})").scalar() is not False
        return
    try:
        descriptor = os.open(f"{database.engine.url.database}{_BESIDE}", os.O_RDONLY | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError("decisions_failed", database=database.shown, reason=error.strerror) from error
    try:
        yield _taken(descriptor, wait)
    finally:
        os.close(descriptor)


def _taken(descriptor: int, wait: bool) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

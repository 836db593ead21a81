"""The queue filled with what a run flags: only what is new, changed or flagged no more is written.

A first night may bring millions of items, a piece at a time. DuckDB compares and makes rows of them as the
database keeps them, so that they pass through Python as they are. Into an empty queue they go without
indexes, which are made when all are there: two thirds of the time. A kill between leaves a slow queue, and
the next night makes them.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from voc.records import QUEUE, Fold
from voc.store.decisions.database import Database
from voc.store.decisions.log import of_items, stand
from voc.store.decisions.tables import items, marks, queue_state

Renamed = Callable[[pa.Table], pa.Table]  # items with text_hash and occurred_at → id, source, comment_id
_CHUNK = 1_000  # items written in one transaction: how long somebody who decides may have to wait
_PIECE = 100_000  # items that are compared together
_CACHE = 256  # MiB of SQLite's pages that are held while millions of items are written
_AHEAD = 50_000  # pages that SQLite writes ahead before it moves them into the database
_KNOWN = pa.schema(
    {"id": pa.int64(), "source": pa.string(), "comment_id": pa.string(), "known_text": pa.string(),
     "known_at": pa.timestamp("us", "UTC"), "known_digest": pa.string(), "gone": pa.bool_()}
)  # fmt: skip
_INDEXES = sorted((*items.indexes, *marks.indexes), key=lambda index: str(index.name))
_STATE = ("status", "assignee", "outdated", "waiting", "version")
_PRIORITY = 1 + QUEUE.names.index("priority")  # after the id
_TEXT_HASH = 1 + QUEUE.names.index("text_hash")
_WRITTEN = {  # columns that the database keeps in another form
    "occurred_at": "strftime(occurred_at AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S.%f') || $zone",
    "reasons": "to_json(reasons)::VARCHAR",
    "topics": "to_json(coalesce(topics, []))::VARCHAR",
    "segments": "to_json(coalesce(segments, MAP {}))::VARCHAR",
}
_MARKS = """list_distinct(
    list_transform(reasons, lambda one: 'reason:' || one)
    || list_transform(coalesce(topics, []), lambda one: 'topic:' || one)
    || list_transform(
        map_entries(coalesce(segments, MAP {})), lambda one: 'segment:' || one.key || '=' || one.value
    )
)"""
_ROW = f"{', '.join(_WRITTEN.get(name, name) for name in QUEUE.names)}, {_MARKS}"
_SAME = "USING (source, comment_id)"
_NEW = f"""
SELECT $last + row_number() OVER (ORDER BY priority DESC, source, comment_id) AS id, {_ROW}
FROM flagged ANTI JOIN known {_SAME} ORDER BY id
"""
_STRAY = f"""
SELECT id, source, comment_id, known_text AS text_hash, known_at AS occurred_at
FROM known ANTI JOIN flagged {_SAME}
"""
_CHANGED = f"""
SELECT id, {_ROW} FROM flagged JOIN known {_SAME} WHERE digest <> known_digest OR gone ORDER BY id
"""
_RENAMED = f"SELECT renamed.comment_id, id FROM renamed ANTI JOIN known {_SAME}"  # no two of one name
_GONE = f"SELECT id FROM known ANTI JOIN flagged {_SAME} WHERE NOT gone ORDER BY id"


def refresh(
    database: Database, fold: Fold, run_id: str, flagged: pa.Table, renamed: Renamed | None = None
) -> None:
    """Let the queue show what `run_id` flags (records.QUEUE): again is as good as once, also after a kill.

    What is flagged no more is marked so and keeps its decisions; one that was dismissed stays as it is, as
    that is why it is not flagged. An item whose text has changed stands as `fold` says; one whose comment has
    another name now, as `renamed` says of those that are not flagged, is the item of that. In transactions
    of 1,000 items; the last one writes the run's name. Only for whoever has the turn (`filling`).
    """
    given = {"zone": "" if database.sqlite else "+00"}
    with duckdb.connect() as con:
        last = _known(database, con)
        con.register("flagged", flagged.select(["source", "comment_id"]))
        if renamed and last and _follow(database, con, renamed):
            _known(database, con)
        if not last:
            with database.writing() as connection:
                for index in _INDEXES:
                    index.drop(connection, checkfirst=True)
        for piece in _pieces(flagged.select(QUEUE.names)):
            con.register("flagged", piece)
            for rows in _chunks(con.execute(_NEW, given | {"last": last})):
                with database.writing() as connection:
                    _add(connection, run_id, rows)
                last += len(rows)
            for rows in _chunks(con.execute(_CHANGED, given)):
                with database.writing() as connection:
                    _change(connection, fold, rows)
        con.register("flagged", flagged.select(["source", "comment_id"]))
        for rows in _chunks(con.execute(_GONE)):
            with database.writing() as connection:
                left = items.c.id.in_([id for (id,) in rows]) & (items.c.status != "dismissed")
                connection.execute(items.update().where(left).values(gone_run=run_id, waiting=False))
    for index in _INDEXES:
        with database.writing() as connection:
            index.create(connection, checkfirst=True)
    with database.writing() as connection:
        connection.execute(queue_state.delete())
        connection.execute(queue_state.insert().values(id=1, run=run_id))


def _pieces(flagged: pa.Table) -> Iterator[pa.Table]:
    """The rows, the most pressing first, which is the order of the indexes."""
    keys = [("priority", "descending"), ("source", "ascending"), ("comment_id", "ascending")]
    order = pc.sort_indices(flagged, keys)
    for at in range(0, len(order), _PIECE):
        yield flagged.take(order[at : at + _PIECE])


def _known(database: Database, con: duckdb.DuckDBPyConnection) -> int:
    """Makes the table `known` of `con`: the items that there are. Returns the greatest id, 0 without any."""
    c = items.c
    told = c.text_hash, c.occurred_at, c.digest
    held = sa.select(c.id, c.source, c.comment_id, *told, c.gone_run.is_not(None))
    con.register("known_rows", _KNOWN.empty_table())
    con.execute("CREATE OR REPLACE TABLE known AS FROM known_rows")
    with database.reading() as connection:
        if database.sqlite:
            connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE * 1024}")
            connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {_AHEAD}")
        for rows in connection.execution_options(yield_per=_CHUNK).execute(held).partitions():
            columns = zip(zip(*rows, strict=True), _KNOWN.types, strict=True)
            con.register("known_rows", pa.table([pa.array(*column) for column in columns], _KNOWN.names))
            con.execute("INSERT INTO known FROM known_rows")
        return connection.execute(sa.select(sa.func.max(c.id))).scalar() or 0


def _follow(database: Database, con: duckdb.DuckDBPyConnection, renamed: Renamed) -> bool:
    """Call the items of `known` that are not flagged as their comments are called now; whether one is."""
    con.register("renamed", renamed(con.execute(_STRAY).to_arrow_table()))
    several = False
    for rows in _chunks(con.execute(_RENAMED)):
        several = True
        with database.writing() as connection:
            _update(connection, ("comment_id",), rows)
    return several


def _chunks(found: duckdb.DuckDBPyConnection) -> Iterator[list[tuple[Any, ...]]]:
    while rows := found.fetchmany(_CHUNK):
        yield rows


def _add(connection: sa.Connection, run_id: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """New items, open."""
    start = ("open", None, False, True, 0, run_id)
    columns = ("id", *QUEUE.names, *_STATE, "first_run")
    _insert(connection, items, columns, [(*row[:-1], *start) for row in rows])
    _mark(connection, rows)


def _change(connection: sa.Connection, fold: Fold, rows: Sequence[tuple[Any, ...]]) -> None:
    """Items as they are flagged now; where they stand may depend on their text."""
    c = items.c
    ids = [row[0] for row in rows]
    now = sa.select(c.id, c.text_hash, c.version).where(c.id.in_(ids)).order_by(c.id).with_for_update()
    held = {id: (text_hash, version) for id, text_hash, version in connection.execute(now)}
    past = of_items(connection, ids)  # after whoever was deciding has done so
    rows = [row for row in rows if row[0] in held]
    written = []
    for id, *row in rows:
        text_hash, version = held[id]
        other = row[_TEXT_HASH - 1] != text_hash
        state = stand(fold(past[id], row[_TEXT_HASH - 1]), gone=False) | {"version": version + other}
        written.append((*row[:-1], *(state[name] for name in _STATE), None, id))
    _update(connection, (*QUEUE.names, *_STATE, "gone_run"), written)
    connection.execute(marks.delete().where(marks.c.item.in_(ids)))
    _mark(connection, rows)


def _mark(connection: sa.Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    made = [(row[0], mark, row[_PRIORITY]) for row in rows for mark in row[-1]]
    _insert(connection, marks, ("item", "mark", "priority"), made)


def _insert(connection: sa.Connection, table: sa.Table, columns: Sequence[str], rows: list[Any]) -> None:
    values = ", ".join([_place(connection)] * len(columns))
    if rows:
        connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})", rows)


def _update(connection: sa.Connection, columns: Sequence[str], rows: list[Any]) -> None:
    """The `columns` of items; the last value of a row is its id."""
    values = ", ".join(f"{name} = {_place(connection)}" for name in columns)
    if rows:
        connection.exec_driver_sql(f"UPDATE {items} SET {values} WHERE id = {_place(connection)}", rows)


def _place(connection: sa.Connection) -> str:
    """A parameter by its position, as the driver writes it."""
    return "?" if connection.dialect.paramstyle == "qmark" else "%s"

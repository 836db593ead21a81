"""Whether a partition's content is the same as before, told in one pass and without reading files."""

import hashlib
from collections.abc import Iterator, Sequence

import duckdb

from voc.store import sql
from voc.store.published import Partition


def fingerprints(
    con: duckdb.DuckDBPyConnection, table: str, split: Sequence[str]
) -> Iterator[tuple[list[object], str, Partition]]:
    """The partitions of `table` by the columns `split`, in order: their values, condition and fingerprint.

    A fingerprint does not depend on the order of rows. It holds their count, the xor and the sum of
    their 64-bit hashes, and the columns' names and types with DuckDB's version, as hash() may change
    with it. A table without rows is one partition without values. One partition is looked at after the
    other, so that who then writes its rows finds them in memory.
    """
    columns: list[tuple[str, str]] = [
        (row[0], row[1]) for row in con.execute(f"DESCRIBE {sql.name(table)}").fetchall()
    ]
    form = hashlib.sha256(repr((duckdb.__version__, columns)).encode()).hexdigest()[:8]
    hashed = f"hash({', '.join(_hashed(sql.name(name), kind) for name, kind in columns)})"
    group = sql.names(split)
    keys: list[list[object]] = [[]]
    if split:
        found = con.execute(f"SELECT DISTINCT {group} FROM {sql.name(table)} ORDER BY {group}").fetchall()
        keys = [list(key) for key in found] or keys
    for key in keys:
        only = " AND ".join(  # so written that DuckDB passes over blocks of other months
            f"{sql.name(column)} {'IS NULL' if value is None else '= ' + sql.text(str(value))}"
            for column, value in zip(split, key, strict=False)  # no values: a table without rows
        )
        rows = f"(SELECT {hashed} AS h FROM {sql.name(table)} WHERE {only or 'true'})"
        count, xor, total = con.execute(f"SELECT count(*), bit_xor(h), sum(h) FROM {rows}").fetchall()[0]
        content = f"-{xor:016x}-{int(total):x}" if count else ""
        yield key, only or "true", Partition(count, f"{count}{content}-{form}")


def _hashed(column: str, kind: str) -> str:
    """What to hash of a column.

    hash() cannot tell NULL from an empty list, nor ['a'], ['b'] from ['a', 'b'], []. Their lengths can, which
    are sooner found than their text; of lists in lists it is the text.
    """
    if kind.endswith("[]") and "(" not in kind and kind.count("[") == 1:
        return f"{column}, len({column})"
    if kind.startswith("MAP(") and kind.count("(") == 1 and "[" not in kind:
        return f"{column}, cardinality({column})"
    return f"{column}::VARCHAR" if kind.endswith("]") or "(" in kind else column

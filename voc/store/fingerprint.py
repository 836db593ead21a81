"""Whether a partition's content is the same as before, told in one pass and without reading files."""

import hashlib
from collections.abc import Iterator, Sequence

import duckdb

from voc.store import sql
from voc.store.published import Partition


def fingerprints(
    con: duckdb.DuckDBPyConnection, table: str, split: Sequence[str]
) -> Iterator[tuple[list[object], Partition]]:
    """The partitions of `table` by the columns `split`, in order: their values and fingerprint.

    A fingerprint does not depend on the order of rows. It holds their count, the xor and the sum of
    their 64-bit hashes, and the columns' names and types with DuckDB's version, as hash() may change
    with it. A table without rows is one partition without values.
    """
    columns: list[tuple[str, str]] = [
        (row[0], row[1]) for row in con.execute(f"DESCRIBE {sql.name(table)}").fetchall()
    ]
    form = hashlib.sha256(repr((duckdb.__version__, columns)).encode()).hexdigest()[:8]
    values = [_hashed(sql.name(name), kind) for name, kind in columns]
    group = sql.names(split)
    found = con.execute(
        f"SELECT count(*), bit_xor(h), sum(h) {group and ', ' + group}"
        f" FROM (SELECT hash({', '.join(values)}) AS h {group and ', ' + group} FROM {sql.name(table)})"
        + (f" GROUP BY {group} ORDER BY {group}" if group else "")
    ).fetchall()
    if not found or found[0][0] == 0:
        yield [], Partition(0, f"0-{form}")
        return
    for count, xor, total, *key in found:
        yield key, Partition(count, f"{count}-{xor:016x}-{int(total):x}-{form}")


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

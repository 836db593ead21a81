"""Tables made source by source: of a source that nothing has touched, they are those of an earlier night.

Enters: the relation states of `tables` (tables/states.sql). What a source's rows are made of is in its
state and in `made_with`; with the code of this package they are the key under which the rows are kept.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence

import duckdb
import pyarrow as pa

from voc.analyze.sql import create, everything
from voc.records import Memory


def by_source(
    con: duckdb.DuckDBPyConnection,
    names: Sequence[str],
    make: Callable[[str], Mapping[str, pa.Table]],
    memory: Memory,
    made_with: object = None,
) -> None:
    """Creates the temporary tables `names` of what `make(source)` gives by name, source after source.

    `made_with`, whose repr is taken, is what the rows depend on beside the source's answers. Where there is
    no source, `make("")` says which columns there are.
    """
    states = con.execute("SELECT source, state FROM states ORDER BY source").fetchall() or [("", "")]
    parts: list[Mapping[str, pa.Table]] = []
    for source, state in states:
        made_of = hashlib.sha256(repr((everything(), source, state, made_with)).encode()).hexdigest()[:32]
        known = {name: memory.recall(f"{name}-{made_of}") for name in names}
        found = {name: rows for name, rows in known.items() if rows is not None}
        if len(found) < len(names):
            found = dict(make(source))
            for name in names:
                memory.keep(f"{name}-{made_of}", found[name])
        parts.append(found)
    for name in names:
        create(con, name, pa.concat_tables([part[name] for part in parts]).combine_chunks())

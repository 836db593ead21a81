"""What differs between two published runs: new answers, answers that are gone, the same ones read otherwise.

One row per topic of one source, period and segment, as in `changes` with two runs in place of two periods:
mix, rate, interaction and total take the NPS of the base apart in the same way, and the rows sum likewise.
Intervals and q-values are left out: most answers are in both runs, which are no independent samples.

    n_gone    answers that mention the topic before and are not in the base of the run after
    n_new     answers that mention it after and were not in the base of the run before
    n_lost    answers in both that mention it before only: read otherwise now
    n_found   answers in both that mention it after only

Equation: n_after = n_before − n_gone − n_lost + n_new + n_found. Of the four, those of fewer than five people
are hidden, and the smallest others too until the hidden ones hold five (`disclosure.complementary`).
"""

from itertools import product

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze.changes.changes import compare
from voc.analyze.changes.sides import ALL, REST
from voc.analyze.disclosure.complementary import partition_hidden
from voc.analyze.notes import PEOPLE, SUPPRESSED, counts
from voc.analyze.sql import create, run

MOVES = ("gone", "new", "lost", "found")
OF_BEFORE = ("gone", "lost")  # the comments are those of the run before
_CELL = ("source", "period", "segment_name", "segment_value", "run_before", "run_after")
_SHOWN = (
    "n_base_before", "n_base_after", "n_before", "n_after", "share_before", "share_after", "nps_before",
    "nps_after", "mix", "rate", "interaction", "total",
)  # fmt: skip
_MOVE = pa.schema(dict.fromkeys(("topic", *_CELL, "move", "note"), pa.string()) | {"n": pa.int64()})


def two_runs(
    con: duckdb.DuckDBPyConnection,
    *,
    source: str,
    runs: tuple[str, str],
    period: str = "all",
    segment: tuple[str, str] = ("all", "all"),
) -> pa.Table:
    """The table, its topics by the size of their total; no rows where a run has no answers there.

    `con` shows the run after as it is and the one before in the schema `before`; `runs` are their ids.
    """
    spoken(con, source, period, segment)
    counted = run(
        con, "changes/two_runs.sql", source=source, before=runs[0], after=runs[1], segment_name=segment[0],
        segment_value=segment[1], few=PEOPLE,
    ).to_arrow_table()  # fmt: skip
    if not counted.num_rows:
        return pa.table({})
    compared = compare(counted)
    topics = counted["topic"].to_pylist()
    n, people = np.zeros((len(topics), len(MOVES))), np.zeros((len(topics), len(MOVES)))
    for topic, how, answers, persons in run(con, "changes/two_runs_moved.sql").fetchall():
        at = topics.index(topic), MOVES.index(how)
        n[at], people[at] = answers, persons
    no_topic = np.isin(topics, (ALL, REST))
    seen = (compared[name].is_null().to_numpy() for name in ("n_before", "n_after"))
    either = np.logical_or(*seen)
    closed = partition_hidden(people) | (either | no_topic)[:, None]
    moved = {f"n_{how}": counts(n[:, at], closed[:, at]) for at, how in enumerate(MOVES)}
    cell = dict(zip(_CELL, (source, period, *segment, *runs), strict=True))
    kept = {name: pa.array([value] * len(topics), pa.string()) for name, value in cell.items()}
    kept |= {"topic": counted["topic"]} | {name: compared[name] for name in _SHOWN[:4]}
    table = pa.table(kept | moved | {name: compared[name] for name in (*_SHOWN[4:], "kind", "note")})
    size = [
        (t in (ALL, REST), -abs(v or 0), t) for t, v in zip(topics, table["total"].to_pylist(), strict=True)
    ]
    return table.take(pa.array(sorted(range(len(topics)), key=size.__getitem__), pa.int64()))


def spoken(
    con: duckdb.DuckDBPyConnection,
    source: str,
    period: str,
    segment: tuple[str, str],
    *,
    everywhere: bool = False,
) -> None:
    """Creates `spoken`, the answers of both runs with their topics: of the cell, or `everywhere`."""
    run(
        con, "changes/two_runs_spoken.sql", source=source, month="" if period == "all" else period,
        segment_name=segment[0], segment_value=segment[1], everywhere=everywhere,
    )  # fmt: skip


def moves(con: duckdb.DuckDBPyConnection, found: pa.Table) -> None:
    """Creates the table `diff`: the moves of the rows `found` of `two_runs`, a row each, to open them by."""
    rows = [
        {name: row[name] for name in ("topic", *_CELL)}
        | {"move": how, "n": row[f"n_{how}"], "note": SUPPRESSED if row[f"n_{how}"] is None else ""}
        for row, how in product(found.to_pylist(), MOVES)
        if row["topic"] not in (ALL, REST)
    ]
    create(con, "diff", pa.Table.from_pylist(rows, _MOVE))

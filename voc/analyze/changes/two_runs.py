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

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze.changes.changes import ALL, REST, compare
from voc.analyze.disclosure.complementary import partition_hidden
from voc.analyze.notes import PEOPLE, counts
from voc.analyze.sql import run

MOVES = ("gone", "new", "lost", "found")
_SHOWN = (
    "n_base_before", "n_base_after", "n_before", "n_after", "share_before", "share_after", "nps_before",
    "nps_after", "mix", "rate", "interaction", "total",
)  # fmt: skip


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
    counted = run(
        con, "changes/two_runs.sql", source=source, month="" if period == "all" else period, before=runs[0],
        after=runs[1], segment_name=segment[0], segment_value=segment[1], few=PEOPLE,
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
    kept = {"topic": counted["topic"]} | {name: compared[name] for name in _SHOWN[:4]}
    table = pa.table(kept | moved | {name: compared[name] for name in (*_SHOWN[4:], "kind", "note")})
    size = [
        (t in (ALL, REST), -abs(v or 0), t) for t, v in zip(topics, table["total"].to_pylist(), strict=True)
    ]
    return table.take(pa.array(sorted(range(len(topics)), key=size.__getitem__), pa.int64()))

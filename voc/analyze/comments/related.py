"""Topics that are mentioned in the same answers as a topic, more or less often than elsewhere.

Counted from the row-level tables of a run, for who may see rows, in the answers that `topic_by_nps` counts:
what a support contact says counts for its answer. Topics that this table does not tell are not told here.
"""

from typing import NamedTuple

import duckdb
import numpy as np

from voc.analyze.comments import behind
from voc.analyze.formulas import shares
from voc.analyze.notes import ANSWERS, PEOPLE
from voc.analyze.sql import run


class Related(NamedTuple):
    """Another topic: answers that mention both, and their share of those that mention the topic, 0-1.

    `difference` is that share less the one among the answers that do not mention the topic, with its 95 %
    interval (Newcombe).
    """

    topic: str
    n: int
    share: float
    difference: float
    low: float
    high: float


def related(
    con: duckdb.DuckDBPyConnection, topic: str, *, source: str, period: str, segment: tuple[str, str]
) -> list[Related]:
    """The other topics, the most unlike elsewhere first; those of ten answers and five people at least."""
    name, value = segment
    behind.of_topic(con, source, name, topic)
    found = run(
        con, "comments/related.sql", source=source, topic=topic, period=period, name=name, value=value
    )
    rows = [
        row
        for row in found.to_arrow_table().to_pylist()
        if row["n_both"] >= ANSWERS and row["people"] >= PEOPLE and (row["n_base"] or 0) > (row["n"] or 0) > 0
        and row["n_other"]
    ]
    names = ("n_both", "n", "n_other", "n_base")
    both, n, other, base = (np.array([row[one] for row in rows], dtype=np.float64) for one in names)
    difference, low, high = shares.difference(both, n, other - both, base - n)
    made = [
        Related(row["topic"], row["n_both"], row["n_both"] / row["n"], *map(float, limits))
        for row, limits in zip(rows, zip(difference, low, high, strict=True), strict=True)
    ]
    return sorted(made, key=lambda one: (-one.difference, one.topic))

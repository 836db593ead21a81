"""Table `loyalty_topics`: what the people of a quadrant speak of more or less than the others do.

One row per source × behaviour × quadrant × topic, over all segments. The base is the people whose latest
scored answer has a usable comment; each counts once for a topic, and topics do not add up.

    n_base           = people of the quadrant with a usable comment; n = those of them who mention the topic
    share            = n / n_base, 0-1 (Wilson interval)
    share_difference = share − share of the other three quadrants, −1…1 (Newcombe interval)
    share_positive, share_negative = those who praise, criticise it, of those who mention it, 0-1
    q_value          = Benjamini–Hochberg over all differences of one source and behaviour

Associations, not causes. The note names the smaller of the quadrant and the others; a row is suppressed
where fewer than five people of the quadrant, or of the others, mention the topic, where that protects another
one (`loyalty.notes`), and where `topic_by_nps` suppresses the topic or `loyalty` the quadrant.
"""

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze.disclosure.sums import ALL, Flags
from voc.analyze.formulas import shares
from voc.analyze.formulas.intervals import Figures, benjamini_hochberg_within, two_sided
from voc.analyze.loyalty.behaviours import QUADRANTS
from voc.analyze.loyalty.notes import KEYS as LOYALTY
from voc.analyze.loyalty.notes import Known, untold
from voc.analyze.notes import PEOPLE, SUPPRESSED, TOO_FEW, counts, figures, notes
from voc.analyze.sql import create, run

KEYS = ("source", "behaviour")


def loyalty_topics(con: duckdb.DuckDBPyConnection, known: Known) -> None:
    """Creates the temporary table `loyalty_topics`, from the relations that `loyalty.loyal` has."""
    cells = run(con, "loyalty/loyalty_topics.sql").to_arrow_table()
    create(con, "loyalty_topics", _figures(cells, known))


def _figures(cells: pa.Table, known: Known) -> pa.Table:
    names = ("n_base", "n", "praised", "criticised", "others_base", "others")
    base, n, praised, criticised, others_base, others = (
        cells[name].to_numpy().astype(np.float64) for name in names
    )
    smaller = np.minimum(base, others_base)
    sides = zip(cells["promoter"].to_pylist(), cells["high"].to_pylist(), strict=True)
    quadrant = [QUADRANTS[side] for side in sides]
    note = np.where(_hidden(cells, quadrant, known), SUPPRESSED, notes(smaller, smaller))
    hidden = note == SUPPRESSED
    few = hidden | (note == TOO_FEW)
    share_low, share_high = shares.wilson(n, base)
    difference, low, high = shares.difference(n, base, others, others_base)
    p = np.where(few, np.nan, _p_value(n, base, others, others_base))
    return pa.table(
        {name: cells[name] for name in KEYS}
        | {
            "quadrant": pa.array(quadrant, pa.string()),
            "topic": cells["topic"],
            "n_base": counts(base, hidden),
            "n": counts(n, hidden),
            "share": figures(shares.share(n, base), few),
            "share_low": figures(share_low, few),
            "share_high": figures(share_high, few),
            "share_difference": figures(difference, few),
            "share_difference_low": figures(low, few),
            "share_difference_high": figures(high, few),
            "q_value": figures(_q_values(cells, p), few),
            "share_positive": figures(shares.share(praised, n), hidden),
            "share_negative": figures(shares.share(criticised, n), hidden),
            "banded": cells["banded"],
            "note": pa.array(note.tolist(), pa.string()),
        }
    )


def _hidden(cells: pa.Table, quadrant: list[str], known: Known) -> Flags:
    """The rows that may not be told; first the bases of quadrants, then who of them mentions a topic."""
    total, part = (pa.array(one, pa.string()) for one in ([ALL] * cells.num_rows, quadrant))
    keys = pa.table([cells["source"], total, total, cells["behaviour"], part], names=[*LOYALTY, "part"])
    first = keys.group_by(keys.column_names, use_threads=False).aggregate([])
    place = {tuple(row.values()): i for i, row in enumerate(first.to_pylist())}
    at = np.array([place[tuple(row.values())] for row in keys.to_pylist()], np.int64)
    base, n, others = (cells[name].to_numpy().astype(np.float64) for name in ("n_base", "n", "others"))
    of_base = np.zeros(first.num_rows)
    of_base[at] = base
    dark = np.array([known.note[key] == SUPPRESSED for key in place], bool)
    dark = untold(first, of_base, dark | (of_base < PEOPLE))[at]
    withheld = cells["withheld"].to_numpy(zero_copy_only=False)
    of_topic = keys.append_column("topic", cells["topic"])
    return untold(of_topic, n, dark | withheld | (np.minimum(n, others) < PEOPLE))


def _p_value(part: Figures, whole: Figures, other: Figures, others: Figures) -> Figures:
    """Two-sided p of the score test that two shares are equal: z with the pooled share's variance."""
    pooled = shares.share(part + other, whole + others)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(pooled * (1 - pooled) * (1 / whole + 1 / others))
        score = np.abs(part / whole - other / others) / error
    return two_sided(np.where(error == 0, 0, score))


def _q_values(cells: pa.Table, p: Figures) -> Figures:
    families = np.array([f"{s}\0{b}" for s, b in zip(*(cells[k].to_pylist() for k in KEYS), strict=True)])
    return benjamini_hochberg_within(families, p)

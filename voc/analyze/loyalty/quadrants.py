"""Table `loyalty`: psychological × behavioural loyalty, counted in people.

One row per source × segment × behaviour × quadrant. Who is high and low stands in
`loyalty.behaviours`; the quadrants partition the respondents whose behaviour is known.

                        behaviour high           behaviour low
    promoter            true_loyal 真のロイヤル      latent 潜在
    passive, detractor  spurious   見せかけ         low    低

    share        = n / the n of the four quadrants, 0-1
    spend_share  = sum of the behaviour in the quadrant / its sum in all four, 0-1 (of the money where it
                   is money, of the visits where it is visits)
    nps          = NPS of the quadrant: 100 by definition for promoters, −100 × share of detractors below
    cut          = the value of the behaviour from which on it is high
    banded       = whether its values are midpoints of bands: sums of them are approximate

The cut is taken as given in the intervals. spend_share has one where the four quadrants hold 300 people:
with fewer it is too narrow (prove/intervals.md). Suppression: `loyalty.notes`.
"""

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze.formulas import shares
from voc.analyze.formulas.intervals import Figures
from voc.analyze.loyalty.behaviours import QUADRANTS
from voc.analyze.loyalty.notes import KEYS, Notes
from voc.analyze.notes import SUPPRESSED, TOO_FEW, counts, figures
from voc.analyze.sql import run

Numbers = dict[str, Figures]
SUM_PEOPLE = 300  # whom an interval of a share of a sum needs
NAMES = list(QUADRANTS.values())  # the order in which quadrants.sql gives the four rows of a cell


def counted(con: duckdb.DuckDBPyConnection) -> tuple[pa.Table, Numbers]:
    """The keys of every quadrant of every cell, and its counts, one cell of four quadrants a row.

    n people, detractors among them, total and squares: Σ x and Σ x² of the behaviour; n_known whom a list
    that knows of leaving names, n_left those of them who left after their answer.
    """
    cells = run(con, "loyalty/quadrants.sql").to_arrow_table()
    names = ("n", "detractors", "total", "squares", "n_known", "n_left")
    return cells, {name: cells[name].to_numpy().astype(np.float64).reshape(-1, len(NAMES)) for name in names}


def quadrants(cells: pa.Table, number: Numbers, note: Notes) -> pa.Table:
    """The table `loyalty` from what `counted` gives and the note of every quadrant."""
    n, everybody = number["n"], _whole(number["n"])
    suppressed = note == SUPPRESSED
    few = np.isin(note, (SUPPRESSED, TOO_FEW))
    share_low, share_high = shares.wilson(n, everybody)
    spend, spend_low, spend_high = spend_shares(number, note)
    promoters = np.array([promoter for promoter, _ in QUADRANTS])
    unhappy_low, unhappy_high = shares.wilson(number["detractors"], n)
    shown = {
        "share": (shares.share(n, everybody), suppressed),
        "share_low": (share_low, suppressed),
        "share_high": (share_high, suppressed),
        "spend_share": (spend, few),
        "spend_share_low": (spend_low, few),
        "spend_share_high": (spend_high, few),
        "nps": (np.where(promoters, 100, -100 * shares.share(number["detractors"], n)), few),
        "nps_low": (np.where(promoters, 100, -100 * unhappy_high), few),
        "nps_high": (np.where(promoters, 100, -100 * unhappy_low), few),
        "cut": (cells["cut"].to_numpy().reshape(n.shape), suppressed),
    }
    return pa.table(
        {name: cells[name] for name in KEYS}
        | {"quadrant": pa.array(NAMES * n.shape[0], pa.string()), "n": counts(n.ravel(), suppressed.ravel())}
        | {name: figures(values.ravel(), mask.ravel()) for name, (values, mask) in shown.items()}
        | {"banded": cells["banded"], "note": pa.array(note.ravel().tolist(), pa.string())}
    )


def spend_shares(number: Numbers, note: Notes) -> tuple[Figures, Figures, Figures]:
    """Each quadrant's share of the behaviour's sum, low and high (NaN of few people); one cell a row.

    NaN in a cell with a suppressed quadrant: what the others leave of the sum is that quadrant's.
    """
    total, squares = number["total"], number["squares"]
    share, low, high = shares.share_of_sum(total, _whole(total), squares, _whole(squares))
    enough = _whole(number["n"]) >= SUM_PEOPLE
    told = ~(note == SUPPRESSED).any(axis=1, keepdims=True)
    return (
        np.where(told, share, np.nan),
        np.where(told & enough, low, np.nan),
        np.where(told & enough, high, np.nan),
    )


def _whole(part: Figures) -> Figures:
    """The sum over the four quadrants, beside each of them."""
    return np.broadcast_to(part.sum(axis=1, keepdims=True), part.shape)

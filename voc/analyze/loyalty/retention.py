"""Table `retention`: a what-if for the quadrant spurious (見せかけ). A heuristic, not a forecast.

One row per source × segment × behaviour × scenario. It says what those people bring today and what would stay
with so many of them; not what would keep them, nor that their score is why they leave.

    assumed_5    retention_points = 0.05: of every hundred of them, five stay who would have left
    as_loyal     retention_points = share of the spurious who left − share of the true loyals who left, after
                 the answer, as the customer lists tell (churned_at), with Newcombe's interval; no row where
                 that is not known of ten people each
    n            = people of the quadrant
    people_kept  = n × retention_points
    spend_kept   = spend_share of the quadrant × retention_points: the share of everybody's sum that stays, if
                 each of them goes on as the quadrant does on average

The interval of spend_kept adds those of its two factors as squares; the assumption itself has none.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voc.analyze.formulas import shares
from voc.analyze.formulas.intervals import Figures
from voc.analyze.loyalty.behaviours import SPURIOUS, TRUE
from voc.analyze.loyalty.notes import KEYS, Notes
from voc.analyze.loyalty.quadrants import NAMES, Numbers, spend_shares
from voc.analyze.notes import ANSWERS, SUPPRESSED, TOO_FEW, counts, figures

ASSUMED, AS_LOYAL = "assumed_5", "as_loyal"
ASSUMED_POINTS = 0.05
HEURISTIC = "heuristic"
Interval = tuple[Figures, Figures, Figures]  # value, low, high


def retention(cells: pa.Table, number: Numbers, quadrant_notes: Notes) -> pa.Table:
    """The table `retention` from what `quadrants.counted` gives, its notes those of `loyalty`."""
    at, best = NAMES.index(SPURIOUS), NAMES.index(TRUE)
    n, known, left = number["n"][:, at], number["n_known"], number["n_left"]
    note = quadrant_notes[:, at]
    few = np.isin(note, (SUPPRESSED, TOO_FEW))
    told = ~few & (known[:, at] >= ANSWERS) & (known[:, best] >= ANSWERS)
    first = cells.take(pa.array(np.arange(at, cells.num_rows, len(NAMES)), pa.int64()))
    first = first.select([*KEYS, "banded"]).append_column("note", pa.array(note.tolist(), pa.string()))
    value, low, high = (figure[:, at] for figure in spend_shares(number, quadrant_notes))
    assumed = np.full(n.shape, ASSUMED_POINTS)
    measured = shares.difference(left[:, at], known[:, at], left[:, best], known[:, best])
    by_assumption = _scenario(ASSUMED, first, n, (value, low, high), (assumed, assumed, assumed), few)
    as_loyal = _scenario(AS_LOYAL, first, n, (value, low, high), measured, few)
    return pa.concat_tables([by_assumption, as_loyal.filter(pa.array(told))])


def _scenario(
    name: str, first: pa.Table, n: Figures, spend: Interval, points: Interval, few: npt.NDArray[np.bool_]
) -> pa.Table:
    kept = _product(points, spend)
    ends = ("", "_low", "_high")
    shown = {f"retention_points{end}": value for end, value in zip(ends, points, strict=True)}
    shown |= {f"people_kept{end}": n * value for end, value in zip(ends, points, strict=True)}
    shown |= {f"spend_kept{end}": value for end, value in zip(ends, kept, strict=True)}
    return pa.table(
        {key: first[key] for key in KEYS}
        | {
            "scenario": pa.array([name] * n.size, pa.string()),
            "n": counts(n, np.asarray(first["note"].to_numpy() == SUPPRESSED)),
        }
        | {column: figures(value, few) for column, value in shown.items()}
        | {
            "banded": first["banded"],
            "basis": pa.array([HEURISTIC] * n.size, pa.string()),
            "note": first["note"],
        }
    )


def _product(a: Interval, b: Interval) -> Interval:
    """a·b with its low and high, where b is not negative and the two do not depend on each other."""
    (x, x_low, x_high), (y, y_low, y_high) = a, b
    down, up = np.where(x < 0, y_high - y, y - y_low), np.where(x < 0, y - y_low, y_high - y)
    return x * y, x * y - np.hypot(x * down, y * (x - x_low)), x * y + np.hypot(x * up, y * (x_high - x))

"""Table `nps`: one row per source × period × segment, over all scored answers.

Columns source, period ("YYYY-MM", "YYYY" or "all"), segment_name, segment_value (("all", "all")
is the total), n, promoters, passives, detractors, score_0 … score_10 (answers with that score, a column
each), nps, nps_low, nps_high (adjusted Wald, −100…100, with as many answers as they are worth where people
answer repeatedly: `formulas.clusters`), note (`voc.analyze.notes`). Equations:

    n = promoters + passives + detractors = score_0 + … + score_10
    promoters = score_9 + score_10,  detractors = score_0 + … + score_6

Where the source has margins (`nps.weights`) also n_effective, Kish's (Σ w)²/Σ w² of the answers in
the cell, and nps_weighted, nps_weighted_low, nps_weighted_high, the same figures of weighted answers; else
null. A cell is suppressed too where another could be worked out from it (`disclosure.complementary`).
"""

from collections.abc import Iterable, Mapping

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze.disclosure.complementary import protected
from voc.analyze.formulas import intervals
from voc.analyze.formulas.clusters import Sums, effective_n, effective_people
from voc.analyze.formulas.intervals import Figures, Group, ratio
from voc.analyze.notes import SUPPRESSED, TOO_FEW, counts, figures, notes
from voc.analyze.nps.weights import weights, withhold
from voc.analyze.sql import create, run
from voc.records import Margins

KEYS = ("source", "period", "segment_name", "segment_value")
SCORES = tuple(f"score_{score}" for score in range(11))
_WEIGHTED = ("n_effective", "nps_weighted", "nps_weighted_low", "nps_weighted_high")
_PASSING = ("score_counts", "repeating", "answer_strata", "stratum_weights", "weighted", "period_weights")
_NONE: Margins = {}


def nps(con: duckdb.DuckDBPyConnection, margins: Margins = _NONE) -> None:
    """Creates the temporary tables `nps` and `weights` from the relations of `tables`."""
    weights(con, margins)
    cells = run(con, "nps/nps.sql").to_arrow_table()
    number = _numbers(cells)
    score = [number[name] for name in SCORES]
    group = Group(sum(score[9:]), sum(score[7:9]), sum(score[:7]))
    note = notes(number["people"], group.n, effective_people(group.n, number["nn"]))
    note = protected(cells.select(KEYS), note, group.n, number["people"])
    hidden, no_figure = note == SUPPRESSED, np.isin(note, (SUPPRESSED, TOO_FEW))
    low, high = intervals.nps_interval(*group.worth(effective_n(group, group.n, group.n, _people(number))))
    table = pa.table(
        {name: cells[name] for name in KEYS}
        | {"n": counts(group.n, hidden)}
        | {name: counts(np.asarray(count), hidden) for name, count in group._asdict().items()}
        | {name: counts(number[name], hidden) for name in SCORES}
        | {
            "nps": figures(intervals.nps(*group), no_figure),
            "nps_low": figures(low, no_figure),
            "nps_high": figures(high, no_figure),
        }
        | {name: figures(values, no_figure) for name, values in _weighted(con, cells).items()}
        | {"note": pa.array(note.tolist(), pa.string())}
    )
    create(con, "nps", table)
    withhold(con, margins)
    for passing in _PASSING:
        con.execute(f"DROP TABLE {passing}")


def _weighted(con: duckdb.DuckDBPyConnection, cells: pa.Table) -> dict[str, Figures]:
    """The weighted figures of every cell; NaN where it has no weights."""
    out = {name: np.full(cells.num_rows, np.nan) for name in _WEIGHTED}
    place = {key: row for row, key in enumerate(_keys(cells))}
    weighted = run(con, "nps/nps_weighted.sql").to_arrow_table()
    number = _numbers(weighted)
    group = Group(*(number[name] for name in Group._fields))
    worth = effective_n(group, number["answers"], number["squares"], _people(number))
    low, high = intervals.nps_interval(*group.worth(worth))
    at = [place[key] for key in _keys(weighted)]
    kish = ratio(group.n**2, number["squares"])
    for name, values in zip(_WEIGHTED, (kish, intervals.nps(*group), low, high), strict=True):
        out[name][at] = values
    return out


def _keys(cells: pa.Table) -> Iterable[tuple[str, ...]]:
    return zip(*(cells[name].to_pylist() for name in KEYS), strict=True)


def _numbers(cells: pa.Table) -> dict[str, Figures]:
    return {name: cells[name].to_numpy().astype(np.float64) for name in cells.column_names[len(KEYS) :]}


def _people(number: Mapping[str, Figures]) -> Sums:
    return Sums(*(number[name] for name in Sums._fields))

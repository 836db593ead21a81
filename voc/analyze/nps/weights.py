"""Table `weights`: one row per source × period of a source with margins; how well it could be weighted.

Every period (each month, each year, all) is raked by itself over its scored answers (`formulas.raking`),
so that each has the margins; an answer's weight differs from one to the next. Columns: n answers,
n_effective (Kish: (Σ w)²/Σ w² over them all), share_unnamed (of the answers, those that lack a named value
in some margin; in that margin they keep the share that they have), weight_low, weight_high (1 on average),
share_missed (largest difference of a weighted share from its target, 0-1), absent (values of the margins
that no answer has, left out), note:

    ''             the margins hold
    absent         they hold among the values that are there
    trimmed        weights were held at 5, for which margins may be missed by up to share_missed
    not_converged  no weights give these margins: the period has no weighted figures
    suppressed     fewer than five people answered, or `nps` suppresses the total of the period

Where `nps` suppresses a value of a margin in a period, n_effective, share_unnamed, weight_low, weight_high,
share_missed and absent are null: a weight is the target divided by the share. share_unnamed is null in every
month and year where it is in one.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze.formulas.intervals import Figures
from voc.analyze.formulas.raking import Integers, Raked, kish, rake
from voc.analyze.notes import PEOPLE, SUPPRESSED
from voc.analyze.sql import create, run
from voc.records import Margins

HELD, ABSENT, TRIMMED, NOT_CONVERGED = "", "absent", "trimmed", "not_converged"
UNIT = 1_000_000  # weights are kept in whole millionths
Targets = Mapping[str, Mapping[str, float]]  # of one source: its margins in `Margins`
_NAMED = 6  # periods that a message names

WEIGHTS = pa.schema(
    {
        "source": pa.string(),
        "period": pa.string(),
        "n": pa.int64(),
        "n_effective": pa.float64(),
        "share_unnamed": pa.float64(),
        "weight_low": pa.float64(),
        "weight_high": pa.float64(),
        "share_missed": pa.float64(),
        "absent": pa.string(),
        "note": pa.string(),
    }
)
_MARGIN = pa.schema(
    {"source": pa.string(), "segment_name": pa.string(), "segment_value": pa.string(), "code": pa.int64()}
)
_STRATUM = pa.schema(
    {"source": pa.string(), "period": pa.string(), "stratum": pa.int64(), "weight": pa.int64()}
)


def weights(con: duckdb.DuckDBPyConnection, margins: Margins) -> None:
    """Creates the temporary tables `weights`, answer_strata and stratum_weights.

    stratum_weights (source, period, stratum, weight in millionths) has the periods that could be weighted.
    """
    create(con, "margin", pa.Table.from_pylist(list(_coded(margins)), _MARGIN))
    strata = run(con, "nps/weights.sql").fetchall()
    periods = {row[:2]: row[2:] for row in con.sql("FROM raked_periods").fetchall()}
    table, weighted = [], []
    for (source, period), rows in groupby(strata, key=lambda row: row[:2]):
        strata, answers = np.array([row[2:] for row in rows], dtype=np.int64).T
        raked = raked_to(margins[source], strata, answers)
        row = {"source": source, "period": period}
        absent = list(_absent(strata, margins[source]))
        table.append(row | _figures(raked, answers, absent, *periods[source, period]))
        if raked.weight is not None:
            pairs = zip(strata.tolist(), millionths(raked.weight), strict=True)
            weighted += [row | {"stratum": stratum, "weight": weight} for stratum, weight in pairs]
    create(con, "weights", pa.Table.from_pylist(table, WEIGHTS))
    create(con, "stratum_weights", pa.Table.from_pylist(weighted, _STRATUM))
    for passing in ("margin", "raked_periods"):
        con.execute(f"DROP TABLE {passing}")


def raked_to(named: Targets, strata: Integers, answers: Integers) -> Raked:
    """The weights of the answers of one period, of which each stratum has so many."""
    values = np.stack(list(_values(strata, named)), axis=1)
    return rake(answers, values, [np.array([*targets.values()]) for targets in named.values()])


def millionths(weight: Figures) -> list[int]:
    """Weights as they are kept and summed."""
    return [round(unit) for unit in (weight * UNIT).tolist()]


def steps(named: Targets) -> Iterator[tuple[int, str, Mapping[str, float]]]:
    """Step, segment and targets of each margin. The stratum of an answer is Σ step × place of its value.

    Places are counted from 1 in the order of the targets; 0 is for an answer without a named value.
    """
    step = 1
    for name, targets in named.items():
        yield step, name, targets
        step *= len(targets) + 1


def withhold(con: duckdb.DuckDBPyConnection, margins: Margins) -> None:
    """Takes back from `weights` and `nps` what would tell a count that `nps` suppresses."""
    names = [(source, name) for source, named in margins.items() for name in named]
    columns = [pa.array([name[i] for name in names], pa.string()) for i in (0, 1)]
    create(con, "margin_names", pa.table(columns, names=["source", "segment_name"]))
    run(con, "nps/weights_told.sql")


def weighting(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, dict[str, Any]]]:
    """What a person should know of the table `weights`: code and values of sentences."""
    rows = con.sql("FROM weights ORDER BY source, period DESC").to_arrow_table().to_pylist()
    for source, group in groupby(rows, key=lambda row: row["source"]):
        periods = list(group)
        whole = next(row for row in periods if row["period"] == "all")
        if whole["absent"]:
            yield "weights.absent", {"source": source, "values": whole["absent"]}
        if whole["share_unnamed"]:
            yield "weights.unnamed", {"source": source, "share": f"{whole['share_unnamed']:.1%}"}
        for note in (NOT_CONVERGED, TRIMMED):
            noted = [row for row in periods if row["note"] == note]
            if noted:
                missed = max(row["share_missed"] or 0 for row in noted)
                values = {"periods": _periods(noted), "missed": f"{100 * missed:.1f}"}
                yield f"weights.{note}", {"source": source} | values


def _periods(rows: Sequence[Mapping[str, Any]]) -> str:
    shown = [row["period"] for row in rows[:_NAMED]]
    return ", ".join(shown) + (f", … ({len(rows)})" if len(rows) > _NAMED else "")


def _coded(margins: Margins) -> Iterator[dict[str, Any]]:
    """Every value of every margin, with codes whose sum says which value an answer has in each."""
    for source, named in margins.items():
        for step, name, targets in steps(named):
            for place, value in enumerate(targets, 1):
                yield {"source": source, "segment_name": name, "segment_value": value, "code": place * step}


def _values(strata: Integers, named: Targets) -> Iterator[Integers]:
    """The place of each stratum's value in each margin, 0 for none: `_coded` undone."""
    return (strata // step % (len(targets) + 1) for step, _, targets in steps(named))


def _absent(strata: Integers, named: Targets) -> Iterator[str]:
    for column, (name, targets) in zip(_values(strata, named), named.items(), strict=True):
        there = set(column.tolist())
        yield from (f"{name}={value}" for place, value in enumerate(targets, 1) if place not in there)


def _figures(
    raked: Raked, answers: Any, absent: list[str], n: int, people: int, n_unnamed: int, people_unnamed: int
) -> dict[str, Any]:
    """The columns of one row; what fewer than five people stand behind is null."""
    if people < PEOPLE:
        return {"note": SUPPRESSED}
    shown = {"n": n, "absent": ", ".join(absent), "share_missed": raked.missed}
    if n_unnamed == 0 or people_unnamed >= PEOPLE:
        shown["share_unnamed"] = n_unnamed / n
    if raked.weight is None:
        return shown | {"note": NOT_CONVERGED}
    return shown | {
        "n_effective": kish(answers, raked.weight),
        "weight_low": raked.weight.min(), "weight_high": raked.weight.max(),
        "note": TRIMMED if raked.trimmed else ABSENT if absent else HELD,
    }  # fmt: skip

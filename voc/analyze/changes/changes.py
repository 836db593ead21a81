"""Table `changes`: one row per source × topic × pair of periods × segment.

Pairs: each month with the one before it, each year likewise (the one before that has answers), and
the newest month with the same month a year before. Base and counts are those of `topic_by_nps`,
period by period, and its suppression too.

    n_before, n_after           answers that mention the topic, of n_base_before, n_base_after
    share_change, nps_change    share and NPS of those that mention it: after less before
    weight_before, weight_after share of the base when an answer that mentions k topics is 1/k of each
    mix, rate, interaction      the topic's part in the change of the NPS of the base (Kitagawa): it is
                                mentioned more or less; those who mention it score otherwise; both
    total                       = mix + rate + interaction, in NPS points
    q_value                     that the total is 0: Benjamini–Hochberg over the source's pairs of
                                months (or of years), over all topics and segments
    kind                        new, vanished or '': fewer than five people mention it in one period
                                where the other's share would have let expect ten answers or more

Equation, in every source × pair × segment: the totals of all topics and "(rest)" sum to that of "(all)",
which is the NPS of the base after less before. "(rest)" is what mentions no topic, with the topics
whose own parts cannot be shown: they have fewer than ten answers in one of the periods.
Where fewer than five people could be all of "(rest)", the smallest topic goes there too, so that
nobody is found by subtraction.

People who answer repeatedly in a period are clusters, and those who answer in both make the figures of both
covary (`formulas.repeated`): where they answer alike, a change is surer than one between different people.

They are associations, not causes. The note names the smaller period (`voc.analyze.notes`); "suppressed" is a
topic in "(rest)". What a period does not tell is null: nobody, or few. There are no rows of a topic that
neither tells, nor of a pair of which either base is not told.
"""

from collections.abc import Mapping

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from voc.analyze.changes.overlap import overlap
from voc.analyze.changes.sides import (
    ALL,
    REST,
    SIDES,
    Flags,
    correlations,
    group,
    overlap_of_parts,
    side_of,
    worth_of,
)
from voc.analyze.formulas import intervals, kitagawa, shares
from voc.analyze.formulas.intervals import Figures, Group
from voc.analyze.notes import ANSWERS, PEOPLE, counts, figures, notes
from voc.analyze.sql import create, run

KEYS = ("source", "topic", "period", "period_before", "segment_name", "segment_value")
NEW, VANISHED = "new", "vanished"
_PASSING = ("split", "marked", "cells", "base_beside", "sides", "period_pairs", "base_overlap",
            "topic_overlap")  # fmt: skip


def changes(con: duckdb.DuckDBPyConnection) -> None:
    """Creates the temporary table `changes` from the relations of `tables` and from `topic_by_nps`."""
    overlap(con)
    compared = compare(run(con, "changes/changes.sql", few=PEOPLE).to_arrow_table())
    told = pc.or_(pc.is_valid(compared["n_before"]), pc.is_valid(compared["n_after"]))
    create(con, "changes", compared.filter(pc.or_(told, pc.equal(compared["topic"], REST))))
    for passing in _PASSING:
        con.execute(f"DROP TABLE {passing}")


def compare(counted: pa.Table) -> pa.Table:
    """The counts with every figure beside them; a pair × segment ends with its "(rest)" and "(all)"."""
    number = {name: counted[name].to_numpy().astype(np.float64) for name in counted.column_names[len(KEYS) :]}
    topic = counted["topic"].to_numpy(zero_copy_only=False)
    is_rest, is_topic = topic == REST, (topic != REST) & (topic != ALL)
    base = [group(number, "base_", side) for side in SIDES]
    mentioned = [group(number, "", side) for side in SIDES]
    hidden = [(number[f"hidden_{side}"] > 0) | (number[f"people_{side}"] < PEOPLE) for side in SIDES]
    either = hidden[0] | hidden[1]

    # whose parts stand by themselves; the others are in the rest
    countable = ~either & (base[0].n >= ANSWERS) & (base[1].n >= ANSWERS)
    for m in mentioned:
        countable = countable & ((m.n == 0) | (m.n >= ANSWERS))
    own = _complemented(number, mentioned, hidden, topic, countable)
    withheld = either | (is_topic & countable & ~own)
    as_many = [worth_of(number, side, m, b) for side, m, b in zip(SIDES, mentioned, base, strict=True)]
    sides = [side_of(number, side, topic, own, n) for side, n in zip(SIDES, base, strict=True)]
    # in the rest are at least as many answers as their parts sum to
    n = [np.where(is_rest, side.weights.n, m.n) for side, m in zip(sides, mentioned, strict=True)]
    smaller = np.floor(np.min([np.where(x == 0, np.inf, x) for x in n], axis=0) + 1e-9)
    shown = np.where(is_rest, countable & (smaller >= ANSWERS) & np.isfinite(smaller), own)
    parts = kitagawa.parts(sides[0], sides[1], overlap_of_parts(number, topic, own))
    note = notes(np.where(withheld, 0, PEOPLE), smaller)

    both = ~either & (mentioned[0].n >= ANSWERS) & (mentioned[1].n >= ANSWERS)
    of_nps, of_share = correlations(number, mentioned, base, topic)
    worth_before, worth_after = (m.worth(w.mentioned) for m, w in zip(mentioned, as_many, strict=True))
    change = intervals.difference(worth_after, worth_before, of_nps)
    nps_change = kitagawa.Estimate(intervals.lift(mentioned[1], mentioned[0]), change.low, change.high)
    before, after = ((m.n, b.n, w.share) for m, b, w in zip(mentioned, base, as_many, strict=True))
    share_change = kitagawa.Estimate(*shares.change(before, after, of_share))
    columns: dict[str, pa.Array] = {name: counted[name] for name in KEYS}
    for side, b, h in zip(SIDES, base, hidden, strict=True):
        columns[f"n_base_{side}"] = counts(b.n, h)
    for side, m, h in zip(SIDES, mentioned, hidden, strict=True):
        columns[f"n_{side}"] = counts(m.n, h | is_rest)
    for side, m, b, h in zip(SIDES, mentioned, base, hidden, strict=True):
        columns[f"share_{side}"] = figures(m.n / b.n, h | ~is_topic)
    columns |= _estimate("share_change", share_change, either | ~is_topic)
    for side, m, h in zip(SIDES, mentioned, hidden, strict=True):
        columns[f"nps_{side}"] = figures(intervals.nps(*m), h | (m.n < ANSWERS))
    columns |= _estimate("nps_change", nps_change, ~both)
    for side, s in zip(SIDES, sides, strict=True):
        columns[f"weight_{side}"] = figures(s.weights.n / s.base.n, ~shown)
    for name in ("mix", "rate", "interaction", "total"):
        columns |= _estimate(name, getattr(parts, name), ~shown)
    p = np.where(shown & is_topic, parts.p_value, np.nan)
    columns["q_value"] = figures(_q_values(counted, p), np.isnan(p))
    columns["kind"] = pa.array(_kinds(number, mentioned, base, hidden, is_topic).tolist(), pa.string())
    columns["note"] = pa.array(note.tolist(), pa.string())
    return pa.table(columns)


def _complemented(
    number: Mapping[str, Figures],
    mentioned: list[Group],
    hidden: list[Flags],
    topic: npt.NDArray[np.object_],
    countable: Flags,
) -> Flags:
    """The rows that stand by themselves: `countable` ones, less what the rest needs to hide others in."""
    is_rest, is_topic = topic == REST, (topic != REST) & (topic != ALL)
    place = np.cumsum(topic == ALL) - (topic == ALL)  # the pair × segment of each row
    own: Flags = countable & ~is_rest
    into_rest = is_topic & ~countable
    groups = int(place[-1]) + 1 if len(place) else 0

    def any_of(rows: Flags) -> Flags:
        found: Flags = np.zeros(groups, dtype=np.bool_)
        found[place[rows]] = True
        return found

    exposed = np.zeros(groups, dtype=bool)
    for side, m, h in zip(SIDES, mentioned, hidden, strict=True):
        few_silent = is_rest & (number[f"silent_{side}"] < PEOPLE)
        there = np.where(is_rest, number[f"silent_{side}"], group(number, "w_", side).n) > 0
        certain = into_rest & ~h & (m.n > 0)  # not suppressed: five people and more
        exposed |= any_of(few_silent) & any_of(there & (is_rest | into_rest)) & ~any_of(certain)
    in_need = exposed[place] & own & is_topic
    helpful = in_need & (mentioned[0].n > 0) & (mentioned[1].n > 0)
    rows = np.flatnonzero(helpful)
    rows = rows[np.lexsort((mentioned[0].n[rows] + mentioned[1].n[rows], place[rows]))]
    _, first = np.unique(place[rows], return_index=True)
    own[rows[first]] = False
    own[in_need & ~any_of(helpful)[place]] = False  # where none is in both periods, all of them
    return own


def _kinds(
    number: Mapping[str, Figures],
    mentioned: list[Group],
    base: list[Group],
    hidden: list[Flags],
    is_topic: Flags,
) -> npt.NDArray[np.str_]:
    """New: hardly anybody before, though the share after would have given ten answers or more."""

    def appears(none: int, many: int) -> Flags:
        hardly = number[f"few_{SIDES[none]}"] > 0
        expected = mentioned[many].n / base[many].n * base[none].n
        enough = (base[none].n >= ANSWERS) & (mentioned[many].n >= ANSWERS) & (expected >= ANSWERS)
        return np.asarray(is_topic & hardly & ~hidden[many] & enough)

    return np.select([appears(0, 1), appears(1, 0)], [NEW, VANISHED], default="")


def _q_values(counted: pa.Table, p: Figures) -> Figures:
    """Benjamini–Hochberg within each source and kind of period."""
    family = np.char.add(
        counted["source"].to_numpy(zero_copy_only=False).astype(str),
        np.char.str_len(counted["period"].to_numpy(zero_copy_only=False).astype(str)).astype(str),
    )
    return intervals.benjamini_hochberg_within(family, p)


def _estimate(name: str, estimate: kitagawa.Estimate, hidden: Flags) -> dict[str, pa.Array]:
    named = (name, f"{name}_low", f"{name}_high")
    return {column: figures(values, hidden) for column, values in zip(named, estimate, strict=True)}

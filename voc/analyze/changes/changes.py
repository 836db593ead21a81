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

People who answer repeatedly in a period are clusters (`formulas.repeated`). Those who answer in both are
taken for different people: as they are alike, intervals are then too wide rather than too narrow.

They are associations, not causes. The note names the smaller period (`voc.analyze.notes`); "suppressed" is a
topic in "(rest)". What a period does not tell is null: nobody, or few. There are no rows of a topic that
neither tells, nor of a pair of which either base is not told.
"""

from collections.abc import Mapping, Sequence

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from voc.analyze.formulas import intervals, kitagawa
from voc.analyze.formulas.intervals import Counts, Figures, Group, Worth
from voc.analyze.formulas.repeated import OF_BASE, OF_PARTS, Pairs, worth
from voc.analyze.notes import ANSWERS, PEOPLE, counts, figures, notes
from voc.analyze.sql import create, run

Flags = npt.NDArray[np.bool_]
KEYS = ("source", "topic", "period", "period_before", "segment_name", "segment_value")
SIDES = ("before", "after")
ALL, REST = "(all)", "(rest)"
NEW, VANISHED = "new", "vanished"
_PASSING = ("split", "marked", "cells", "base_beside", "sides", "pairs")


def changes(con: duckdb.DuckDBPyConnection) -> None:
    """Creates the temporary table `changes` from the relations of `tables` and from `topic_by_nps`."""
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
    base = [_group(number, "base_", side) for side in SIDES]
    mentioned = [_group(number, "", side) for side in SIDES]
    hidden = [(number[f"hidden_{side}"] > 0) | (number[f"people_{side}"] < PEOPLE) for side in SIDES]
    either = hidden[0] | hidden[1]

    # whose parts stand by themselves; the others are in the rest
    countable = ~either & (base[0].n >= ANSWERS) & (base[1].n >= ANSWERS)
    for m in mentioned:
        countable = countable & ((m.n == 0) | (m.n >= ANSWERS))
    own = _complemented(number, mentioned, hidden, topic, countable)
    withheld = either | (is_topic & countable & ~own)
    as_many = [_worth(number, side, m, b) for side, m, b in zip(SIDES, mentioned, base, strict=True)]
    sides = [_side(number, side, topic, own, n) for side, n in zip(SIDES, base, strict=True)]
    # in the rest are at least as many answers as their parts sum to
    n = [np.where(is_rest, side.weights.n, m.n) for side, m in zip(sides, mentioned, strict=True)]
    smaller = np.floor(np.min([np.where(x == 0, np.inf, x) for x in n], axis=0) + 1e-9)
    shown = np.where(is_rest, countable & (smaller >= ANSWERS) & np.isfinite(smaller), own)
    parts = kitagawa.parts(sides[0], sides[1])
    note = notes(np.where(withheld, 0, PEOPLE), smaller)

    both = ~either & (mentioned[0].n >= ANSWERS) & (mentioned[1].n >= ANSWERS)
    worth_before, worth_after = (m.worth(w.mentioned) for m, w in zip(mentioned, as_many, strict=True))
    nps_change = kitagawa.Estimate(
        intervals.lift(mentioned[1], mentioned[0]), *intervals.lift_interval(worth_after, worth_before)
    )
    share_change = _share_change(mentioned, base, [w.share for w in as_many])
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
        there = np.where(is_rest, number[f"silent_{side}"], _group(number, "w_", side).n) > 0
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


def _side(
    number: Mapping[str, Figures], side: str, topic: npt.NDArray[np.object_], own: Flags, base: Group
) -> kitagawa.Side:
    weights, squares = Group(*_with_rest(_group(number, "w_", side), topic, own)), _group(number, "w2_", side)
    # how the parts of one person in the rest come together is known within each topic only
    parts = _with_rest([_beside(number, name, side) for name in OF_PARTS], topic, own)
    pairs = Pairs(*(_beside(number, name, side) for name in OF_BASE), *parts)
    n = np.where(topic == REST, np.nan, _group(number, "", side).n)  # of the rest's people no number is known
    people = np.where(topic == REST, np.nan, _beside(number, "people_mentioning", side))
    # how the parts of one answer in the rest come together is not known: Σ a² ≤ Σ a
    bounded = (np.where(topic == REST, w, s) for w, s in zip(weights, squares, strict=True))
    everybody = _beside(number, "people_base", side)
    return kitagawa.Side(weights, Group(*bounded), base, pairs, (people, everybody), n)


def _with_rest(weights: Sequence[Counts], topic: npt.NDArray[np.object_], own: Flags) -> list[Figures]:
    """The sums, those of the topics that do not stand by themselves added to the rest."""
    place = np.cumsum(topic == ALL) - (topic == ALL)
    is_rest = topic == REST
    folded = ~own & ~is_rest & (topic != ALL)
    groups = int(is_rest.sum())
    added = []
    for one in weights:
        summed = np.asarray(one, dtype=np.float64).copy()
        summed[is_rest] += np.bincount(place[folded], weights=summed[folded], minlength=groups)
        added.append(summed)
    return added


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


def _share_change(mentioned: list[Group], base: list[Group], worth: list[Counts]) -> kitagawa.Estimate:
    """Share after less before, 0-1, with its 95 % interval (Agresti and Caffo 2000).

    One answer that mentions the topic and one that does not are added in each period to the answers
    that its share is `worth`; the interval is extended to the difference itself where it would miss it.
    """
    value = mentioned[1].n / base[1].n - mentioned[0].n / base[0].n
    as_many = [np.asarray(n, np.float64) for n in worth]
    shares = [(m.n * n / b.n + 1) / (n + 2) for m, b, n in zip(mentioned, base, as_many, strict=True)]
    variances = [p * (1 - p) / (n + 2) for p, n in zip(shares, as_many, strict=True)]
    centre, half = shares[1] - shares[0], intervals.Z95 * np.sqrt(variances[0] + variances[1])
    low, high = np.minimum(centre - half, value), np.maximum(centre + half, value)
    return kitagawa.Estimate(value, np.clip(low, -1, 1), np.clip(high, -1, 1))


def _q_values(counted: pa.Table, p: Figures) -> Figures:
    """Benjamini–Hochberg within each source and kind of period."""
    family = np.char.add(
        counted["source"].to_numpy(zero_copy_only=False).astype(str),
        np.char.str_len(counted["period"].to_numpy(zero_copy_only=False).astype(str)).astype(str),
    )
    return intervals.benjamini_hochberg_within(family, p)


def _worth(number: Mapping[str, Figures], side: str, mentioned: Group, base: Group) -> Worth:
    """What the answers of a period that mention a topic, and the share of them, are worth."""
    people = [_beside(number, f"people_{who}", side) for who in ("mentioning", "others", "base")]
    pairs = Pairs(*(_beside(number, name, side) for name in Pairs._fields))
    return worth(mentioned, base.without(mentioned), (people[0], people[1], people[2]), pairs)


def _beside(number: Mapping[str, Figures], name: str, side: str) -> Figures:
    """A sum over pairs of answers, or a number of people; 0 where nothing is known of it."""
    known = number.get(f"{name}_{side}", np.zeros_like(number[f"base_p_{side}"]))
    return np.nan_to_num(known)


def _group(number: Mapping[str, Counts], what: str, side: str) -> Group:
    return Group(*(number[f"{what}{letter}_{side}"] for letter in "pnd"))


def _estimate(name: str, estimate: kitagawa.Estimate, hidden: Flags) -> dict[str, pa.Array]:
    named = (name, f"{name}_low", f"{name}_high")
    return {column: figures(values, hidden) for column, values in zip(named, estimate, strict=True)}

"""What is counted of the two periods of a change, as the formulas take it.

`number` has the columns of changes.sql, an array each: …_before, …_after, and …_both of people in both.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from voc.analyze.formulas import kitagawa
from voc.analyze.formulas.intervals import Counts, Figures, Group, Worth
from voc.analyze.formulas.repeated import (
    OF_BASE,
    OF_PARTS,
    Overlap,
    Pairs,
    between_periods,
    linearised,
    worth,
)

Flags = npt.NDArray[np.bool_]
SIDES = ("before", "after")
ALL, REST = "(all)", "(rest)"
_AS_BASE, _AS_PARTS = str.maketrans("mtab", "nsns"), str.maketrans("mt", "ab")


def side_of(
    number: Mapping[str, Figures], side: str, topic: npt.NDArray[np.object_], own: Flags, base: Group
) -> kitagawa.Side:
    """The parts of a period; those of topics that are not their `own` are in the rest."""
    weights, squares = Group(*_with_rest(group(number, "w_", side), topic, own)), group(number, "w2_", side)
    # how the parts of one person in the rest come together is known within each topic only
    parts = _with_rest([_beside(number, name, side) for name in OF_PARTS], topic, own)
    pairs = Pairs(*(_beside(number, name, side) for name in OF_BASE), *parts)
    n = np.where(topic == REST, np.nan, group(number, "", side).n)  # of the rest's people no number is known
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


def worth_of(number: Mapping[str, Figures], side: str, mentioned: Group, base: Group) -> Worth:
    """What the answers of a period that mention a topic, and the share of them, are worth."""
    people = [_beside(number, f"people_{who}", side) for who in ("mentioning", "others", "base")]
    return worth(mentioned, base.without(mentioned), (people[0], people[1], people[2]), _pairs(number, side))


def _pairs(number: Mapping[str, Figures], side: str) -> Pairs:
    return Pairs(*(_beside(number, name, side) for name in Pairs._fields))


def correlations(
    number: Mapping[str, Figures], mentioned: list[Group], base: list[Group], topic: npt.NDArray[np.object_]
) -> tuple[Figures, Figures]:
    """Of the NPS of those who mention the topic before and after, and of its two shares."""
    before, after = (
        linearised(m, b.without(m), _pairs(number, side))
        for side, m, b in zip(SIDES, mentioned, base, strict=True)
    )
    wholes = Overlap(*(_of_both(number, name, topic) for name in Overlap._fields))
    return between_periods(before, after, wholes)


def overlap_of_parts(
    number: Mapping[str, Figures], topic: npt.NDArray[np.object_], own: Flags
) -> Overlap:
    """The parts of people who answer in both periods.

    Of a rest that topics are in it is not known how they come together: nothing, which takes these people for
    different ones.
    """
    topics = _with_rest([topic != REST], topic, own)[0]
    known = (topic != REST) | (topics == 0)
    parts = (_of_both(number, name.translate(_AS_PARTS), topic) for name in Overlap._fields)
    return Overlap(*(np.where(known, one, 0.0) for one in parts))


def _of_both(number: Mapping[str, Figures], name: str, topic: npt.NDArray[np.object_]) -> Figures:
    """A sum over people who answer in both; of "(all)", which every answer is of, that of the base."""
    of_base = _beside(number, name.translate(_AS_BASE), "both")
    return np.where(topic == ALL, of_base, _beside(number, name, "both"))


def _beside(number: Mapping[str, Figures], name: str, side: str) -> Figures:
    """A sum over pairs of answers, or a number of people; 0 where nothing is known of it."""
    known = number.get(f"{name}_{side}", np.zeros_like(number["base_p_before"]))
    return np.nan_to_num(known)


def group(number: Mapping[str, Counts], what: str, side: str) -> Group:
    """Promoters, passives and detractors."""
    return Group(*(number[f"{what}{letter}_{side}"] for letter in "pnd"))

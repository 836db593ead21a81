"""Table `topic_by_nps`: one row per source × topic × period × segment that somebody mentions.

The base is the scored answers with a usable comment (one that is not a non-answer), those of
a support contact that counts for the answer included: an answer without a comment did not
"not mention" a topic. Counts are distinct answers, so that a topic praised and criticised in
one answer counts once; topics are multi-label, and rows do not add up to the base.

    share           = n_responses / n_base, 0-1
    nps_mentioned   = NPS of the answers that mention the topic, −100…100
    lift            = NPS(mentioned) − NPS(not mentioned)
    impact          = NPS(base) − NPS(base without the topic's answers) = share × lift
    effect          = adjusted for the other topics, segments and month; contribution = effect × share
                      (`topics.adjusted`); null where no polarity of the topic has ten answers
    share_corrected, lift_corrected = without the errors of the model (`formulas.correction`); null where
                      its rates for the topic are not known well enough
    share_positive, share_negative = those that praise, criticise it, of those that mention it, 0-1
    q_value         = Benjamini–Hochberg over all lifts of the source's table of one kind of period
                      (all months, all years, or "all"), over all topics and segments

People who answer repeatedly are clusters: the intervals of nps_mentioned, lift, impact, share_corrected and
lift_corrected, and q_value, rest on as many answers as theirs are worth (`formulas.repeated`).

They are associations, not causes. The note names the smaller of the two groups, those that
mention the topic and the others (`voc.analyze.notes`); a figure is null where a group that it
rests on is too small. Suppressed rows are those of few people, those from which others could be worked out
(`disclosure.complementary`), and all topics of a cell whose base has few people.
"""

from collections.abc import Mapping

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from voc.analyze.disclosure.complementary import protected
from voc.analyze.formulas import intervals
from voc.analyze.formulas.clusters import effective_people
from voc.analyze.formulas.correction import Effects
from voc.analyze.formulas.intervals import Figures, Group, Worth, ratio
from voc.analyze.formulas.repeated import Pairs, worth
from voc.analyze.notes import ANSWERS, SUPPRESSED, counts, figures, notes
from voc.analyze.sql import create, run
from voc.analyze.topics.adjusted import NAMES, adjusted
from voc.analyze.topics.corrected import corrected, shapes
from voc.analyze.topics.repeated import repeated
from voc.records import FORGETFUL, Memory, TopicRates

KEYS = ("source", "topic", "period", "segment_name", "segment_value")
_PLACE = ("source", "period", "segment_name", "segment_value")
_ADJUSTED = ", ".join(f"CASE WHEN lift IS NOT NULL THEN a.{name} END AS {name}" for name in NAMES)
_BESIDE = (
    f"SELECT counted.* EXCLUDE (share_positive, share_negative, note), {_ADJUSTED}, "
    "share_positive, share_negative, note "
    f"FROM counted LEFT JOIN adjusted_effects AS a USING ({', '.join(KEYS)})"
)
_PASSING = ("base_months", "topic_months", "people_mentioning", "people_of", "corrected_topics",
            "comment_shapes", "topic_shapes")  # fmt: skip
_MENTIONING = "segment USMALLINT, place USMALLINT, topic_number USMALLINT, mentioning BIGINT, always BIGINT"
_BITS = 64
_PERIODS = (7, 4, 0)  # characters of "YYYY-MM" that name its month, its year and all time


def topic_by_nps(
    con: duckdb.DuckDBPyConnection,
    rates: Mapping[str, TopicRates] | None = None,
    memory: Memory = FORGETFUL,
) -> None:
    """Creates the temporary table `topic_by_nps` from the relations of `tables`.

    `rates` are those of the model, by topic; a topic without is not corrected. `memory` is `adjusted`'s.
    Creates `base_notes` beside it: the note of every period × segment, "suppressed" where its base may not
    be told, the counts base_cells and topic_cells (topic_cells.sql), and topic_pairs of `repeated`.
    """
    known = shapes(con, rates or {})
    run(con, "topics/topic_counts.sql")
    people_again(con)
    repeated(con)
    run(con, "topics/topic_cells.sql")
    base = _base_notes(con.table("base_cells").to_arrow_table())
    create(con, "base_notes", base)
    cells = con.table("topic_cells").to_arrow_table()
    number = {name: cells[name].to_numpy().astype(np.float64) for name in cells.column_names[len(KEYS) :]}
    sides = _sides(number)
    number |= corrected(con, cells, known, _effects(*sides))
    con.register("counted", _figures(cells, number, sides, base))
    con.register("adjusted_effects", adjusted(con, _periods, memory))
    con.execute(f"CREATE OR REPLACE TEMP TABLE topic_by_nps AS {_BESIDE}")
    for passing in ("counted", "adjusted_effects"):
        con.unregister(passing)
    for passing in _PASSING:
        con.execute(f"DROP TABLE {passing}")


def people_again(con: duckdb.DuckDBPyConnection) -> None:
    """Tells the people of the view looked_at apart: people_mentioning and people_of of topic_people.sql."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE people_mentioning ({_MENTIONING})")
    last = con.execute("SELECT coalesce(max(topic_number), 1) FROM topics").fetchone()
    for first in range(1, last[0] + 1 if last else 1, _BITS):
        run(con, "topics/topic_people.sql", first=first)
    con.execute("DROP VIEW looked_at; DROP TABLE asked; DROP TABLE people_alike")


def _periods(month: str) -> list[str]:
    return [month[:characters] or "all" for characters in _PERIODS]


def _base_notes(cells: pa.Table) -> pa.Table:
    """The note of each base: hidden where few people are in it, or where that protects another."""
    n, people = (cells[name].to_numpy().astype(np.float64) for name in ("n_base", "people"))
    keys = cells.select(_PLACE)
    note = protected(keys, notes(people, n), n, people)
    return keys.append_column("note", pa.array(note.tolist(), pa.string()))


def _sides(number: Mapping[str, Figures]) -> tuple[Group, Group, Worth]:
    """The answers that mention the topic, the others, and what they are worth."""
    mentioned = Group(number["promoters"], number["passives"], number["detractors"])
    base = Group(number["base_promoters"], number["base_passives"], number["base_detractors"])
    people = number["people_mentioning"], number["people_others"], number["people_base"]
    others = base.without(mentioned)
    return mentioned, others, worth(mentioned, others, people, Pairs(*(number[n] for n in Pairs._fields)))


def _effects(mentioned: Group, others: Group, as_many: Worth) -> Effects:
    return Effects(
        share=ratio(mentioned.plus(others).n, np.asarray(as_many.share)),
        mentioned=ratio(mentioned.n, np.asarray(as_many.mentioned)),
        others=ratio(others.n, np.asarray(as_many.others)),
        correlation=as_many.lift,
    )


def _figures(
    cells: pa.Table, number: Mapping[str, Figures], sides: tuple[Group, Group, Worth], base_notes: pa.Table
) -> pa.Table:
    """The counts with every figure beside them."""
    mentioned, others, as_many = sides
    people = number["people_mentioning"], number["people_others"]
    dark = _looked_up(cells.select(_PLACE), base_notes) == SUPPRESSED
    smaller = np.minimum(mentioned.n, others.n)
    note = notes(np.where(dark, 0, np.minimum(*people)), smaller, _effective(number, mentioned, others))
    most = np.where(dark, np.inf, number["n_base"])
    note = protected(cells.select(KEYS), note, number["n_responses"], *people, most=most)
    hidden = note == SUPPRESSED
    few_mention = hidden | (mentioned.n < ANSWERS)
    few = few_mention | (others.n < ANSWERS)

    worth_mentioned, worth_others = mentioned.worth(as_many.mentioned), others.worth(as_many.others)
    nps_low, nps_high = intervals.nps_interval(*worth_mentioned)
    lift = intervals.difference(worth_mentioned, worth_others, as_many.lift)
    impact_low, impact_high = intervals.impact_interval(mentioned, others, as_many)
    kind = pc.utf8_length(cells["period"]).cast(pa.string())
    family = pc.binary_join_element_wise(cells["source"], kind, "\0").to_numpy(zero_copy_only=False)
    p = np.where(few, np.nan, lift.p)
    return pa.table(
        {name: cells[name] for name in KEYS}
        | {
            "n_base": counts(number["n_base"], hidden),
            "n_responses": counts(number["n_responses"], hidden),
            "n_comments": counts(number["n_comments"], hidden),
            "share": figures(number["n_responses"] / number["n_base"], hidden),
            "share_corrected": figures(number["share_corrected"], hidden),
            "share_corrected_low": figures(number["share_corrected_low"], hidden),
            "share_corrected_high": figures(number["share_corrected_high"], hidden),
            "promoters": counts(number["promoters"], hidden),
            "passives": counts(number["passives"], hidden),
            "detractors": counts(number["detractors"], hidden),
            "nps_mentioned": figures(intervals.nps(*mentioned), few_mention),
            "nps_low": figures(nps_low, few_mention),
            "nps_high": figures(nps_high, few_mention),
            "lift": figures(intervals.lift(mentioned, others), few),
            "lift_low": figures(lift.low, few),
            "lift_high": figures(lift.high, few),
            "lift_corrected": figures(number["lift_corrected"], few),
            "lift_corrected_low": figures(number["lift_corrected_low"], few),
            "lift_corrected_high": figures(number["lift_corrected_high"], few),
            "q_value": figures(intervals.benjamini_hochberg_within(family, p), few),
            "impact": figures(intervals.impact(mentioned, others), few),
            "impact_low": figures(impact_low, few),
            "impact_high": figures(impact_high, few),
            "share_positive": figures(number["praised"] / number["n_responses"], hidden),
            "share_negative": figures(number["criticised"] / number["n_responses"], hidden),
            "note": pa.array(note.tolist(), pa.string()),
        }
    )


def _effective(number: Mapping[str, Figures], mentioned: Group, others: Group) -> Figures:
    """The effective number of people who mention the topic, or of the others where these are fewer.

    Σ n² of the people of a side is its answers and the pairs of one person's answers that are both in it.
    """
    both = number["m_m"]
    neither = number["n_n"] - 2 * number["m_n"] + both
    sides = ((mentioned, both), (others, neither))
    return np.minimum(*(effective_people(side.n, side.n + np.maximum(pairs, 0)) for side, pairs in sides))


def _looked_up(keys: pa.Table, known: pa.Table) -> npt.NDArray[np.str_]:
    """The note that `known` has for each of the keys."""
    numbered = keys.append_column("row", pa.array(range(keys.num_rows), pa.int64()))
    found = numbered.join(known, list(_PLACE)).sort_by("row")
    return np.asarray(found["note"].to_numpy(zero_copy_only=False))

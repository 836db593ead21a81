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
                      (`voc.analyze.adjusted`); null where no polarity of the topic has ten answers
    share_positive, share_negative = those that praise, criticise it, of those that mention it, 0-1
    q_value         = Benjamini–Hochberg over all lifts of the source's table of one kind of period
                      (all months, all years, or "all"), over all topics and segments

They are associations, not causes. The note names the smaller of the two groups, those that
mention the topic and the others (`voc.analyze.notes`); a figure is null where a group that it
rests on is too small, a suppressed row shows its key only.
"""

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze import intervals
from voc.analyze.adjusted import NAMES, adjusted
from voc.analyze.intervals import Group
from voc.analyze.notes import ANSWERS, SUPPRESSED, counts, figures, notes
from voc.analyze.sql import run
from voc.records import FORGETFUL, Memory

KEYS = ("source", "topic", "period", "segment_name", "segment_value")
_ADJUSTED = ", ".join(f"CASE WHEN lift IS NOT NULL THEN a.{name} END AS {name}" for name in NAMES)
_BESIDE = (
    f"SELECT counted.* EXCLUDE (share_positive, share_negative, note), {_ADJUSTED}, "
    "share_positive, share_negative, note "
    f"FROM counted LEFT JOIN adjusted_effects AS a USING ({', '.join(KEYS)})"
)
PERIODS = {"month": 7, "year": 4, "all": 0}  # kind -> characters of "YYYY-MM" that name the period


def topic_by_nps(con: duckdb.DuckDBPyConnection, memory: Memory = FORGETFUL) -> None:
    """Creates the temporary table `topic_by_nps` from the relations of `tables`; `memory` is `adjusted`'s."""

    def periods(month: str) -> list[str]:
        return [month[:characters] or "all" for characters in PERIODS.values()]

    effects = adjusted(con, periods, memory)
    con.register("adjusted_effects", effects)
    statement = f"CREATE OR REPLACE TEMP TABLE topic_by_nps AS {_BESIDE}"
    for characters in PERIODS.values():
        cells = run(con, "topic_counts.sql", characters=characters).to_arrow_table()
        con.register("counted", _figures(cells))
        con.execute(statement)
        con.unregister("counted")
        statement = f"INSERT INTO topic_by_nps {_BESIDE}"
    con.unregister("adjusted_effects")
    for passing in ("periods", "base", "topic_people"):
        con.execute(f"DROP TABLE {passing}")


def _figures(cells: pa.Table) -> pa.Table:
    """The counts of one kind of period with every figure beside them."""
    number = {name: cells[name].to_numpy().astype(np.float64) for name in cells.column_names[len(KEYS) :]}
    mentioned = Group(number["promoters"], number["passives"], number["detractors"])
    base = Group(number["base_promoters"], number["base_passives"], number["base_detractors"])
    others = base.without(mentioned)
    note = notes(
        np.minimum(number["people_mentioning"], number["people_others"]), np.minimum(mentioned.n, others.n)
    )
    hidden = note == SUPPRESSED
    few_mention = hidden | (mentioned.n < ANSWERS)
    few = few_mention | (others.n < ANSWERS)

    nps_low, nps_high = intervals.nps_interval(*mentioned)
    lift_low, lift_high = intervals.lift_interval(mentioned, others)
    impact_low, impact_high = intervals.impact_interval(mentioned, others)
    p = np.where(few, np.nan, intervals.p_value(mentioned, others))
    return pa.table(
        {name: cells[name] for name in KEYS}
        | {
            "n_base": counts(number["n_base"], hidden),
            "n_responses": counts(number["n_responses"], hidden),
            "n_comments": counts(number["n_comments"], hidden),
            "share": figures(number["n_responses"] / number["n_base"], hidden),
            "promoters": counts(number["promoters"], hidden),
            "passives": counts(number["passives"], hidden),
            "detractors": counts(number["detractors"], hidden),
            "nps_mentioned": figures(intervals.nps(*mentioned), few_mention),
            "nps_low": figures(nps_low, few_mention),
            "nps_high": figures(nps_high, few_mention),
            "lift": figures(intervals.lift(mentioned, others), few),
            "lift_low": figures(lift_low, few),
            "lift_high": figures(lift_high, few),
            "q_value": figures(intervals.benjamini_hochberg_within(cells["source"].to_numpy(), p), few),
            "impact": figures(intervals.impact(mentioned, others), few),
            "impact_low": figures(impact_low, few),
            "impact_high": figures(impact_high, few),
            "share_positive": figures(number["praised"] / number["n_responses"], hidden),
            "share_negative": figures(number["criticised"] / number["n_responses"], hidden),
            "note": pa.array(note.tolist(), pa.string()),
        }
    )

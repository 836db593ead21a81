"""What the tables `keywords` and `pairs` share: terms counted in comments and scored.

Enters: the relations of `tables`. Leaves: one Arrow table for all time and one for the newest month,
one row per source × topic × NPS group × term with counts and figures. Counting is SQL, half a million
answers at a time so that memory does not grow with them; figures are made of the counts of cells.
"""

from collections.abc import Iterator, Mapping

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze import association, intervals
from voc.analyze.notes import PEOPLE, TOO_FEW, figures, notes
from voc.analyze.sql import create, run

KEYS = ("source", "period", "topic", "nps_group", "term")
PIECE = 500_000

_COUNTED = "place USMALLINT, term INTEGER, nps_number UTINYINT"
_PASSING = (
    "texts", "newest", "places", "comment_places", "named", "vocabulary", "terms", "occurrences", "counted",
    "repeated", "cell", "doubtful", "shown", "synonyms", "stop_words",
)  # fmt: skip


def scored(
    con: duckdb.DuckDBPyConnection, words: str, synonyms: Mapping[str, str], stop: frozenset[str]
) -> Iterator[pa.Table]:
    """The cells of all time, then those of the newest month of each source.

    `words` is the SQL file that says what the words of a comment are and what they count as.
    """
    for name, columns in (
        ("synonyms", {"synonym": list(synonyms), "preferred": list(synonyms.values())}),
        ("stop_words", {"word": sorted(stop)}),
    ):
        given = {column: pa.array(values, pa.string()) for column, values in columns.items()}
        create(con, name, pa.table(given))
    run(con, "term_texts.sql")
    run(con, words)
    run(con, "term_occurrences.sql", people=PEOPLE)
    last = con.execute("SELECT coalesce(max(answer), 0) FROM texts").fetchone()
    for latest in (False, True):
        con.execute(f"CREATE OR REPLACE TEMP TABLE counted ({_COUNTED}, comments BIGINT, bins UBIGINT)")
        con.execute(f"CREATE OR REPLACE TEMP TABLE repeated ({_COUNTED}, again BIGINT)")
        for first in range(1, (last[0] if last else 0) + 1, PIECE):
            run(con, "term_counts.sql", first=first, last=first + PIECE - 1, latest=latest)
        yield _figures(run(con, "term_cells.sql", people=PEOPLE, latest=latest).to_arrow_table())
    con.execute("DROP VIEW words")
    for passing in _PASSING:
        con.execute(f"DROP TABLE IF EXISTS {passing}")


def _figures(cells: pa.Table) -> pa.Table:
    """The cells with their figures; counts beside the comments that are not of the cell, its others."""
    number = {name: cells[name].to_numpy().astype(np.float64) for name in cells.column_names[len(KEYS) :]}
    inside, words = number["comments"], number["words"]
    base, outside = number["base_comments"], number["whole_comments"] - inside
    words_outside, base_outside = number["whole_words"] - words, number["whole_base_comments"] - base
    others = number["whole_base_responses"] - number["base_responses"]
    alone = base_outside == 0  # all comments of everybody: their counts stand by themselves
    rest_on = np.where(alone, number["responses"], np.minimum(number["responses"], others))
    note = notes(np.full(rest_on.shape, PEOPLE), rest_on)  # the SQL left out what fewer people say
    hidden = alone | (note == TOO_FEW)
    delta, error = association.log_odds(inside, outside, words, words_outside)
    low, high = association.log_odds_interval(delta, error)
    z = delta / error
    p = np.where(hidden, np.nan, intervals.two_sided(z))
    return pa.table(
        {name: cells[name] for name in KEYS}
        | {
            "n_base": cells["base_responses"],
            "n_responses": cells["responses"],
            "n_comments": cells["comments"],
            "share": number["responses"] / number["base_responses"],
            "log_odds": figures(delta, hidden),
            "log_odds_low": figures(low, hidden),
            "log_odds_high": figures(high, hidden),
            "z": figures(z, hidden),
            "q_value": figures(intervals.benjamini_hochberg_within(cells["source"].to_numpy(), p), hidden),
            "g2": figures(association.g2(inside, outside, base, base_outside), hidden),
            "jaccard": figures(association.jaccard(inside, outside, base), hidden),
            "note": pa.array(note.tolist(), pa.string()),
        }
    )

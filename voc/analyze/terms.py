"""What the tables of terms share: which terms the comments hold, counted and scored.

Enters: the relations of `tables`. Leaves, while `prepared` is open, the relations of term_texts.sql and
term_occurrences.sql, and from `scored` an Arrow table, one row per source × topic × NPS group × term with
counts and figures. Counting is SQL, half a million comments at a time so that memory does not grow with
them; figures are made of the counts of cells.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze import association, intervals
from voc.analyze.notes import PEOPLE, TOO_FEW, figures, notes
from voc.analyze.sql import create, run

KEYS = ("source", "period", "topic", "nps_group", "term")
PIECE = 500_000
FREQUENT = 150
"""How many of a topic's terms enter `cooccurrence`, and of all topics' `correspondence`."""

_COUNTED = "place USMALLINT, term INTEGER, nps_number UTINYINT"
_PASSING = (
    "texts", "newest", "places", "comment_places", "named", "vocabulary", "terms",
    "occurrences", "counted", "repeated", "cell", "doubtful", "enough", "shown", "told_topics", "synonyms",
    "stop_words", "frequent", "together", "crossed",
)  # fmt: skip


@contextmanager
def prepared(
    con: duckdb.DuckDBPyConnection, words: str, synonyms: Mapping[str, str], stop: frozenset[str]
) -> Iterator[None]:
    """Makes the relations that terms are counted from, and drops them in the end.

    `words` is the SQL file that says what the words of a comment are and what they count as.
    """
    for name, columns in (
        ("synonyms", {"synonym": list(synonyms), "preferred": list(synonyms.values())}),
        ("stop_words", {"word": sorted(stop)}),
    ):
        given = {column: pa.array(values, pa.string()) for column, values in columns.items()}
        create(con, name, pa.table(given))
    run(con, "term_texts.sql", piece=PIECE)
    run(con, words)
    run(con, "term_occurrences.sql", people=PEOPLE)
    yield
    con.execute("DROP VIEW words")
    for passing in _PASSING:
        con.execute(f"DROP TABLE IF EXISTS {passing}")


def scored(con: duckdb.DuckDBPyConnection, *, latest: bool) -> pa.Table:
    """The cells of all time, or those of the newest month of each source; `cell` and `shown` stay.

    `cell` holds the counts of every place × NPS group × term, `shown` those that five people stand behind.
    """
    con.execute(f"CREATE OR REPLACE TEMP TABLE counted ({_COUNTED}, comments BIGINT, bins UBIGINT)")
    con.execute(f"CREATE OR REPLACE TEMP TABLE repeated ({_COUNTED}, again BIGINT)")
    for piece in pieces(con, latest=latest):
        run(con, "term_counts.sql", **piece, latest=latest)
    return _figures(run(con, "term_cells.sql", people=PEOPLE, latest=latest).to_arrow_table())


def pieces(con: duckdb.DuckDBPyConnection, *, latest: bool = False) -> Iterator[dict[str, int]]:
    """The parts of the comments, or of those of the newest month: `part`, its `first` and `last` comment."""
    found = con.execute(
        "SELECT part, min(comment), max(comment) FROM texts WHERE latest OR NOT $latest GROUP BY part "
        "ORDER BY part",
        {"latest": latest},
    )
    for part, first, last in found.fetchall():
        yield {"part": part, "first": first, "last": last}


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

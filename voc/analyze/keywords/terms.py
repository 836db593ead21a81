"""What the tables of terms share: which terms the comments hold, counted and scored.

Enters: the relations of `tables`. Leaves, while `tables_of_terms` makes them, the relations of term_texts.sql
and term_vocabulary.sql, and from `scored` an Arrow table, one row per source × topic × NPS group × term with
counts and figures. Comments are counted half a million at a time (`keywords.held`), so that little more
than the numbers of their terms is held; SQL adds the counts up and says who is protected; figures are made
of the counts of cells.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa

from voc.analyze.formulas import association, intervals
from voc.analyze.formulas.lists import Integers
from voc.analyze.keywords.held import Part, parts, renumbered, tally
from voc.analyze.notes import PEOPLE, TOO_FEW, figures, notes
from voc.analyze.sql import create, gather, run
from voc.analyze.untouched import by_source
from voc.records import Memory

KEYS = ("source", "period", "topic", "nps_group", "term")
PIECE = 500_000
FREQUENT = 150
"""How many of a topic's terms enter `cooccurrence`, and of all topics' `correspondence`."""

_CELL = {"place": pa.uint16(), "term": pa.int32(), "nps_number": pa.uint8()}
_COUNTED = pa.schema(_CELL | {"comments": pa.int64(), "again": pa.int64(), "bins": pa.uint64()})
_SAYING = pa.schema(_CELL | {"person": pa.int64()})
_GROUPS = 4  # the numbers of NPS groups are below
_PASSING = (
    "newest", "places", "heard", "named", "vocabulary", "renumbered", "terms", "counted", "cell", "doubtful",
    "saying", "enough", "groups", "narrow", "shown", "told_topics", "synonyms", "stop_words", "frequent",
    "together", "crossed",
)  # fmt: skip


class Lexicon(NamedTuple):
    """What words count as: `synonyms` gives a word its term, words and terms of `stop` are left out.

    `tokenised` is how texts became tokens, beside the texts themselves.
    """

    synonyms: Mapping[str, str] = {}
    stop: frozenset[str] = frozenset()
    tokenised: object = None


PLAIN = Lexicon()  # every word is its own term


def tables_of_terms(
    con: duckdb.DuckDBPyConnection,
    tables: Sequence[str],
    column: str,
    named: str,
    make: Callable[[Sequence[Part]], None],
    lexicon: Lexicon,
    memory: Memory,
) -> None:
    """Creates `tables` as `make` does of a source's comments, source by source (`untouched`).

    `column` of comments lists the words, `named` is the SQL file that says what they count as; the others are
    those of `keywords`.
    """

    def of_source(source: str) -> Mapping[str, pa.Table]:
        make(_prepared(con, source, column, named, lexicon))
        for passing in _PASSING:
            con.execute(f"DROP TABLE IF EXISTS {passing}")
        return {name: con.table(name).to_arrow_table() for name in tables}

    made_with = (sorted(lexicon.synonyms.items()), sorted(lexicon.stop), lexicon.tokenised)
    by_source(con, tables, of_source, memory, made_with)


def _prepared(
    con: duckdb.DuckDBPyConnection, source: str, column: str, named: str, lexicon: Lexicon
) -> Sequence[Part]:
    """A source's comments as the terms that they hold; makes the relations beside them."""
    for name, columns in (
        ("synonyms", {"synonym": list(lexicon.synonyms), "preferred": list(lexicon.synonyms.values())}),
        ("stop_words", {"word": sorted(lexicon.stop)}),
    ):
        given = {column: pa.array(values, pa.string()) for column, values in columns.items()}
        create(con, name, pa.table(given))
    run(con, "keywords/term_texts.sql", source=source, piece=PIECE)
    coded = parts(con, column)
    run(con, named)
    run(con, "keywords/term_vocabulary.sql", people=PEOPLE)
    return renumbered(con, coded)


def scored(con: duckdb.DuckDBPyConnection, held: Sequence[Part], *, latest: bool) -> pa.Table:
    """The cells of all time, or those of the newest month of each source; `cell` and `shown` stay.

    `cell` holds the counts of every place × NPS group × term, `shown` those that five people stand behind.
    """
    held = [part.newest() for part in held if part.latest.any()] if latest else held
    gather(con, "counted", _COUNTED, map(_counted, held))
    run(con, "keywords/term_cells.sql", people=PEOPLE)
    _saying(con, held, "doubtful")
    run(con, "keywords/term_enough.sql", people=PEOPLE)
    _saying(con, held, "narrow")
    return _figures(run(con, "keywords/term_shown.sql", people=PEOPLE, latest=latest).to_arrow_table())


def _counted(part: Part) -> Iterator[pa.Table]:
    """Comments of every place × NPS group × term; `again`: an answer says it in one more of its own."""
    size, said_again = part.size, _said_again(part)
    for place, rows in part.places.items():
        row, term = part.held(rows)
        found, comments, bins = tally(part.nps_number[row] * size + term, part.person[row], _GROUPS * size)
        inside = np.zeros(len(part.answer), bool)
        inside[rows] = True
        row, term = (one[inside[said_again[0]]] for one in said_again)
        more = np.flatnonzero((np.diff(part.answer[row]) == 0) & (np.diff(term) == 0))
        again = np.bincount(part.nps_number[row[more]] * size + term[more], minlength=_GROUPS * size)
        columns = np.full(len(found), place), found % size, found // size, comments, again[found], bins
        yield pa.table(dict(zip(_COUNTED.names, columns, strict=True))).cast(_COUNTED)


def _said_again(part: Part) -> tuple[Integers, Integers]:
    """(row, term) of what several comments of an answer hold, these next to each other."""
    row, term = part.held(np.flatnonzero(part.several))
    keys = part.answer[row].astype(np.int64) * part.size + term
    order = np.argsort(keys)
    alike = np.diff(keys[order]) == 0
    order = order[np.append(alike, False) | np.append(False, alike)] if len(order) else order
    return row[order], term[order]


def _saying(con: duckdb.DuckDBPyConnection, held: Sequence[Part], cells: str) -> None:
    """Creates `saying`: place, term, NPS group and person of who says the terms of the table `cells`."""
    found = con.execute(f"SELECT place, list(DISTINCT term) FROM {cells} GROUP BY place")
    asked = {place: np.array(terms, np.int64) for place, terms in found.fetchall()}
    gather(con, "saying", _SAYING, (_said(part, asked) for part in held))


def _said(part: Part, asked: Mapping[int, Integers]) -> Iterator[pa.Table]:
    """Who of a part says the terms asked for in each place."""
    for place, row, term in part.holding(asked):
        columns = np.full(len(row), place), term, part.nps_number[row], part.person[row]
        yield pa.table(dict(zip(_SAYING.names, columns, strict=True))).cast(_SAYING)


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

"""Table `pairs`: 係り受け, what is said of what with a topic and an NPS group (対応 → 遅い).

One row per source × period × topic × nps_group × head × dependent × negated. `negated` says that the
dependent is denied (使い勝手 → 良い, negated: 使い勝手は良くない); what is said and what is denied are
rows of their own. Cells, counts, figures, notes and the protection of people are those of `keywords`,
with a pair in place of a term; synonyms are folded and stop words left out on both sides.
"""

from collections.abc import Sequence

import duckdb

from voc.analyze.keywords.held import Part
from voc.analyze.keywords.keywords import kept
from voc.analyze.keywords.terms import PLAIN, Lexicon, tables_of_terms
from voc.records import FORGETFUL, Memory

_SPLIT = """
SELECT source, period, topic, nps_group, split_part(term, '→', 1) AS head,
       regexp_replace(split_part(term, '→', 2), '/ない$', '') AS dependent,
       ends_with(term, '/ない') AS negated,
       * EXCLUDE (source, period, topic, nps_group, term)
"""


def pairs(con: duckdb.DuckDBPyConnection, lexicon: Lexicon = PLAIN, memory: Memory = FORGETFUL) -> None:
    """Creates the temporary table `pairs` from the relations of `tables`; parameters as of `keywords`."""

    def make(held: Sequence[Part]) -> None:
        kept(con, held, "pairs", _SPLIT)

    tables_of_terms(con, ("pairs",), "pairs", "keywords/pair_words.sql", make, lexicon, memory)

"""Table `pairs`: 係り受け, what is said of what with a topic and an NPS group (対応 → 遅い).

One row per source × period × topic × nps_group × head × dependent × negated. `negated` says that the
dependent is denied (使い勝手 → 良い, negated: 使い勝手は良くない); what is said and what is denied are
rows of their own. Cells, counts, figures, notes and the protection of people are those of `keywords`,
with a pair in place of a term; synonyms are folded and stop words left out on both sides.
"""

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from voc.analyze.keywords.keywords import kept
from voc.analyze.keywords.terms import prepared
from voc.analyze.untouched import by_source
from voc.records import FORGETFUL, Memory

_SPLIT = """
SELECT source, period, topic, nps_group, split_part(term, '→', 1) AS head,
       regexp_replace(split_part(term, '→', 2), '/ない$', '') AS dependent,
       ends_with(term, '/ない') AS negated,
       * EXCLUDE (source, period, topic, nps_group, term)
"""


def pairs(
    con: duckdb.DuckDBPyConnection,
    *,
    synonyms: Mapping[str, str] | None = None,
    stop: frozenset[str] = frozenset(),
    tokenised: object = None,
    memory: Memory = FORGETFUL,
) -> None:
    """Creates the temporary table `pairs` from the relations of `tables`; parameters as of `keywords`."""
    synonyms = synonyms or {}

    def of_source(source: str) -> Mapping[str, pa.Table]:
        with prepared(con, source, "pairs", "keywords/pair_words.sql", synonyms, stop) as held:
            kept(con, held, "pairs", _SPLIT)
        return {"pairs": con.table("pairs").to_arrow_table()}

    by_source(con, ("pairs",), of_source, memory, (sorted(synonyms.items()), sorted(stop), tokenised))

"""Table `keywords`: the terms that go with a topic and an NPS group, the most characteristic first.

One row per source × period × topic × nps_group × term. `period` is "all" or the newest month of the
source, `topic` a topic or "all", `nps_group` promoter, passive, detractor or "all". The base is that of
`topic_by_nps`; terms are those of `comments.tokens`, synonyms folded and stop words left out.

    topic "all", a group    the group's comments against those of the other groups
    a topic, group "all"    the comments that mention the topic against those that do not
    a topic, a group        the group's comments that mention the topic against the other groups' ones
    "all", "all"            how often a term is said by anybody; there is nothing to set it against

    n_base        answers of the cell, n_responses those that say the term, n_comments their comments
    share         = n_responses / n_base, 0-1
    log_odds      log-odds ratio with an informative prior, its 95 % interval; > 0: said more here
    z             = log_odds / its standard error
    q_value       Benjamini–Hochberg over all terms of the source's table of one kind of period
    g2            log-likelihood ratio G² of comments with the term, 0 and more
    jaccard       comments with both term and cell / comments with one of them, 0-1, as KH Coder's 特徴語

They are associations, not causes. A term is a row only where five people say it, of a topic whose row in
`topic_by_nps` is not suppressed, and of a group only where the groups without a row, with those that have
one, give nobody away: they are none, or two at least that hold five people together; in the newest month only
where, of no group, one to four answers of the months before are left. It has no figures
where fewer than ten answers say it or are in its others. Of each cell the 500 terms with the highest
z are kept, of "all", "all" the 500 most frequent. What comments deny is a term of its own: 高い/ない.
"""

from collections.abc import Sequence

import duckdb

from voc.analyze.keywords.cooccurrence import cooccurrence
from voc.analyze.keywords.correspondence import correspondence
from voc.analyze.keywords.held import Part
from voc.analyze.keywords.terms import PLAIN, Lexicon, scored, tables_of_terms
from voc.analyze.notes import PEOPLE
from voc.records import FORGETFUL, Memory

TERMS = 500
_APART = f"""
    FROM newest_cells ANTI JOIN (
        SELECT source, topic, term
        FROM newest_cells AS n JOIN ever_cells AS e USING (source, topic, nps_group, term)
        WHERE e.n_responses - n.n_responses BETWEEN 1 AND {PEOPLE - 1}
    ) USING (source, topic, term)
"""


def keywords(con: duckdb.DuckDBPyConnection, lexicon: Lexicon = PLAIN, memory: Memory = FORGETFUL) -> None:
    """Creates the temporary tables `keywords`, `cooccurrence` and `correspondence`, source by source.

    Enters: the relations of `tables`. The other two tables, described in the modules that make them, are
    made of the same terms. `memory` knows sources that nothing has touched (`untouched`).
    """

    def make(held: Sequence[Part]) -> None:
        kept(con, held, "keywords", "SELECT *")
        cooccurrence(con, held)
        correspondence(con, held)

    tables_of_terms(
        con, ("keywords", "cooccurrence", "correspondence"), "tokens", "keywords/keyword_words.sql", make,
        lexicon, memory,
    )  # fmt: skip


def kept(con: duckdb.DuckDBPyConnection, held: Sequence[Part], table: str, columns: str) -> None:
    """Creates `table` of the `columns` of the most characteristic terms of every cell."""
    newest = scored(con, held, latest=True)
    ever = scored(con, held, latest=False)  # which stays for what is made next
    con.register("newest_cells", newest)
    con.register("ever_cells", ever)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS {columns} FROM ({_APART} UNION ALL FROM ever_cells) "
        f"QUALIFY {TERMS} >= row_number() OVER ("
        "PARTITION BY source, period, topic, nps_group ORDER BY z DESC NULLS LAST, n_responses DESC, term)"
    )
    con.unregister("newest_cells")
    con.unregister("ever_cells")

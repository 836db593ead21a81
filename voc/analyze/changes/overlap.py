"""What people say who answer in both of two compared periods: sums over pairs (`voc.analyze.of_person`).

    period_pairs    source × pair of periods, numbered by `place`
    base_overlap    segment × place where people answer in both: n_n, n_s, s_n, s_s
    topic_overlap   … × topic that they mention: m_n … t_t of whole answers, n_a … b_b of their parts

A pair is an answer of the period before and one of the period after, of one person; the first factor is of
the answer before (`formulas.repeated.Overlap`).
"""

import duckdb

from voc.analyze.formulas.repeated import OVERLAP_OF_BASE, OVERLAP_OF_PARTS, OVERLAP_OF_WHOLES
from voc.analyze.of_person import MOST, sums
from voc.analyze.sql import create, run


def overlap(con: duckdb.DuckDBPyConnection, most: int = MOST) -> None:
    """Creates the temporary tables period_pairs, base_overlap and topic_overlap."""
    run(con, "changes/overlap.sql")
    of_topics = OVERLAP_OF_WHOLES + OVERLAP_OF_PARTS
    base, topics = sums(con, "overlap_cells", "overlap_answers", OVERLAP_OF_BASE, of_topics, most)
    create(con, "base_overlap", base)
    create(con, "topic_overlap", topics)
    con.execute("DROP VIEW overlap_answers")
    for passing in ("overlap_cells", "overlap_people", "compared_months"):
        con.execute(f"DROP TABLE {passing}")

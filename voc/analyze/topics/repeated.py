"""What people say repeatedly in a period: sums over pairs of a person's answers (`voc.analyze.of_person`).

    base_pairs    segment × place where people answer repeatedly: n_n, n_s, s_s
    topic_pairs   … × topic that they mention: m_n, m_s, t_n, t_s, m_m, m_t, t_t of the whole answers, and
                  a_n … b_b of their parts (`changes`)

A place is a period. Topic 0 stands for answers that mention none. Only people with several answers in a
place are looked at.
"""

import duckdb

from voc.analyze.formulas.repeated import OF_BASE, OF_PARTS, OF_WHOLES
from voc.analyze.of_person import MOST, sums
from voc.analyze.sql import create, run


def repeated(con: duckdb.DuckDBPyConnection, most: int = MOST) -> None:
    """Creates the temporary tables base_pairs and topic_pairs."""
    run(con, "topics/repeated.sql")
    base, topics = sums(con, "repeated_cells", "repeated_answers", OF_BASE, OF_WHOLES + OF_PARTS, most)
    create(con, "base_pairs", base)
    create(con, "topic_pairs", topics)
    con.execute("DROP VIEW repeated_answers; DROP TABLE repeated_cells")

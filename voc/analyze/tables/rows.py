"""The row-level tables: what was staged and read becomes one row per answer, contact, comment, mention.

Enters: the relations staged_responses, staged_contacts, staged_messages, staged_customers,
staged_comments, staged_rejected (`voc.records` plus the file's position in the ledger as `seq`;
in staged_messages, where `seq` is the turn, as `ledger_seq`) and readings, one row per text_hash. Leaves:
tables decisions, responses, contacts, messages, customers, comments, mentions, rejected_rows (temporary, but
for the largest, which another cursor may write to files: responses, comments, mentions), and what the tables
of figures are counted from, in small numbers: answers, segments, segment_names, months, topics, spoken,
usable, base; states, which tells whether a source has changed. Grain and rules stand in rows.sql,
answers.sql, usable.sql and states.sql.
"""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from voc.analyze.sql import create, run
from voc.analyze.tables.people import resolve
from voc.records import DECISIONS, EVEN

SEGMENTS_LARGEST = 50
PIECE = 500_000  # answers whose topics are listed together


def tables(
    con: duckdb.DuckDBPyConnection,
    *,
    support_window_days: int,
    segments_largest: int = SEGMENTS_LARGEST,
    model: str,
    decisions: pa.Table | None = None,
    generations: Sequence[int] = (),
) -> None:
    """Creates the row-level tables in `con`; called again, it replaces them.

    A contact counts for the same respondent's next answer if that came within
    `support_window_days`. Beyond the `segments_largest` values of a segment the rest is (others).
    `model` is written beside every comment. `decisions` (records.DECISIONS) is what people have decided:
    a comment whose labels and text are among it stands as they say, with probabilities of 0 and 1. They
    follow comments that have another name now (decided.sql). `generations` tells of each file of the ledger
    which way of naming answers it was read by, the newest with the greatest number; not needed for one.
    """
    if len(set(generations)) > 1:
        seqs = pa.array(range(len(generations)), pa.int32())
        create(con, "generations", pa.table({"seq": seqs, "generation": pa.array(generations, pa.int32())}))
        run(con, "tables/outlived.sql", newest=max(generations))
    create(con, "decisions", DECISIONS.empty_table() if decisions is None else decisions.cast(DECISIONS))
    if decisions:
        run(con, "tables/decided.sql")
    resolve(con)
    run(con, "tables/rows.sql", window_days=support_window_days, model=model, even=EVEN)
    based(con, segments_largest)


def based(con: duckdb.DuckDBPyConnection, segments_largest: int = SEGMENTS_LARGEST) -> None:
    """Creates what tables of figures count, `answers` to `states`, from the row-level tables and `spoken`."""
    run(con, "tables/answers.sql", largest=segments_largest)
    run(con, "tables/usable.sql")
    last = con.execute("SELECT coalesce(max(answer), 0) FROM answers").fetchone()
    for first in range(1, (last[0] if last else 0) + 2, PIECE):  # once for none
        run(con, "tables/topic_base.sql", first=first, last=first + PIECE - 1)
    run(con, "tables/states.sql", largest=segments_largest)

"""Table `flagged`: one row per comment that a person should look at.

Columns source, comment_id, response_id, contact_id, month, occurred_at, reasons, priority and
its parts. No text and no status: text is read from `comments`, status lives with the decisions. A comment
that was dismissed is not flagged again unless its text changes.
"""

from collections.abc import Callable

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from voc.analyze.sql import run
from voc.records import QUEUE

Flags = Callable[[pa.Table], pa.Table]
PIECE = 500_000  # comments that are judged together


def flagged(con: duckdb.DuckDBPyConnection, flags: Flags) -> None:
    """Creates the temporary table `flagged` from the relations of `tables`.

    `flags` is the rule (`voc.review.flags`): from the comments' readings to reasons and priority.
    """
    comments = run(con, "comments/judged.sql").to_arrow_reader(PIECE)
    judged = [_judged(pa.Table.from_batches([some]), flags) for some in comments]
    con.register("judged", pa.concat_tables(judged or [_judged(comments.schema.empty_table(), flags)]))
    run(con, "comments/flagged.sql")
    con.unregister("judged")
    con.execute("DROP TABLE customer_values; DROP TABLE writers")


def _judged(comments: pa.Table, flags: Flags) -> pa.Table:
    """The rule's columns and `comment` for those of the comments that it gives a reason for."""
    judged = flags(comments).append_column("comment", comments["comment"])
    return judged.filter(pc.greater(pc.list_value_length(judged["reasons"]), 0))


def renamed(con: duckdb.DuckDBPyConnection, strays: pa.Table) -> pa.Table:
    """What comments are called now of whose name the run behind `con` has none: id, source, comment_id.

    Names change when what names an answer is changed in voc.toml, or by a later voc. `strays` has also their
    text_hash and occurred_at, by which they are found.
    """
    con.register("strays", strays)
    try:
        return run(con, "comments/renamed.sql").to_arrow_table()
    finally:
        con.unregister("strays")


def queue(con: duckdb.DuckDBPyConnection) -> pa.Table:
    """What the published run behind `con` flags, for the review queue: records.QUEUE, without text."""
    run(con, "comments/comment_people.sql")
    found = run(con, "comments/queue.sql").to_arrow_reader(PIECE)  # its rows need not be in memory twice
    return pa.Table.from_batches(found, found.schema).cast(QUEUE)

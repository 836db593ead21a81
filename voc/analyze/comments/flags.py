"""Table `flagged`: one row per comment that a person should look at, the most pressing first.

Columns source, comment_id, response_id, contact_id, month, occurred_at, reasons, priority and
its parts. No text and no status: text is read from `comments`, status lives with the decisions. A comment
that was dismissed is not flagged again unless its text changes.
"""

from collections.abc import Callable

import duckdb
import pyarrow as pa

from voc.analyze.sql import run
from voc.records import QUEUE


def flagged(con: duckdb.DuckDBPyConnection, flags: Callable[[pa.Table], pa.Table]) -> None:
    """Creates the temporary table `flagged` from the relations of `tables`.

    `flags` is the rule (`voc.review.flags`): from the comments' readings to reasons and priority.
    """
    run(con, "comments/comment_people.sql")
    comments = run(con, "comments/flagged.sql").to_arrow_table()
    judged = flags(comments)
    keys = comments.select(["source", "comment_id", "response_id", "contact_id", "month", "occurred_at"])
    for name in judged.column_names:
        keys = keys.append_column(name, judged[name])
    con.register("judged", keys)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE flagged AS SELECT * FROM judged WHERE len(reasons) > 0 "
        "ORDER BY priority DESC, source, occurred_at, comment_id"
    )
    con.unregister("judged")


def queue(con: duckdb.DuckDBPyConnection) -> pa.Table:
    """What the published run behind `con` flags, for the review queue: records.QUEUE, without text."""
    run(con, "comments/comment_people.sql")
    return run(con, "comments/queue.sql").to_arrow_table().cast(QUEUE)

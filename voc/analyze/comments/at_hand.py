"""What somebody needs at hand who decides on comments: text and labels, the customer, the thread."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import duckdb
import pyarrow as pa

from voc.analyze.sql import run, table_names
from voc.records import CONTACTS, CUSTOMERS, MESSAGES

_LINK = pa.schema({"response_id": pa.string(), "response_source": pa.string()})
_MAY_LACK: Mapping[str, pa.Schema] = {  # what somebody who sees one segment is not shown
    "contacts": pa.unify_schemas([CONTACTS, _LINK]), "messages": MESSAGES, "customers": CUSTOMERS,
}  # fmt: skip


class AtHand(NamedTuple):
    """Tables of one run; times are UTC.

    `said` has a row per comment: text, labels as yes or no, their probabilities (p_…, 0-1, None where the
    model does not say), topics, who wrote it, and `words`, `spoken` and `belongs`: its tokens, topics and
    segments (name=value), a line each.
    `written` is everything these people wrote, a row per answer or contact and comment of it; `people` what
    customer lists know of them; `worth` the amounts (name spend, purchases or visits) that their customer
    value is ranked by, with stated_at where an answer says it; `turns` the threads of contacts.
    """

    said: pa.Table
    written: pa.Table
    people: pa.Table
    worth: pa.Table
    turns: pa.Table


def at_hand(con: duckdb.DuckDBPyConnection, keys: Sequence[tuple[str, str]] | None = None) -> AtHand:
    """What the run behind `con` has of the comments `keys` (source, comment_id); None is all that is flagged.

    A comment that the run does not have, or does not show here, is left out.
    """
    if keys is None:
        con.execute("CREATE OR REPLACE TEMP TABLE wanted AS SELECT source, comment_id FROM flagged")
    else:
        sources, comments = [key[0] for key in keys], [key[1] for key in keys]
        listed = "SELECT unnest($1::VARCHAR[]) AS source, unnest($2::VARCHAR[]) AS comment_id"
        con.execute(f"CREATE OR REPLACE TEMP TABLE wanted AS {listed}", [sources, comments])
    shown = table_names(con)
    for name, schema in _MAY_LACK.items():
        if name not in shown:
            con.register(f"no_{name}", schema.empty_table())
            con.execute(f"CREATE TEMP TABLE {name} AS FROM no_{name}")
    run(con, "comments/comment_people.sql")
    run(con, "comments/at_hand.sql")
    return AtHand(*(con.table(f"hand_{name}").to_arrow_table() for name in AtHand._fields))

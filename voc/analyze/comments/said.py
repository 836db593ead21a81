"""What a published run says of single comments: text, labels and evidence, for who decides on them."""

from collections.abc import Sequence
from typing import Any

import duckdb

from voc.analyze.sql import run

Key = tuple[str, str]


def said(con: duckdb.DuckDBPyConnection, keys: Sequence[Key]) -> dict[Key, dict[str, Any]]:
    """What the run behind `con` says of the comments `keys`, by (source, comment_id).

    question, text (masked), text_hash, sentiment, the flags as yes or no and their probabilities p_… (None
    where the model does not say), decided, contact_id, and topics (topic, polarity, p = 1, start, end). A
    comment that the run does not have is left out.
    """
    sources, comments = [key[0] for key in keys], [key[1] for key in keys]
    rows = run(con, "comments/said.sql", sources=sources, comments=comments).to_arrow_table().to_pylist()
    return {(row.pop("source"), row.pop("comment_id")): row for row in rows}


def writers(con: duckdb.DuckDBPyConnection, keys: Sequence[Key]) -> dict[Key, str]:
    """The respondent (hashed) who wrote each of the comments `keys`; those of nobody known are left out."""
    sources, comments = [key[0] for key in keys], [key[1] for key in keys]
    rows = run(con, "comments/writers.sql", sources=sources, comments=comments).fetchall()
    return {(source, comment): who for source, comment, who in rows if who is not None}

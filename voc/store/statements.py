"""Which SQL statements only read."""

import duckdb

from voc.errors import QueryError

_READING = frozenset("SELECT WITH FROM VALUES TABLE DESCRIBE DESC SHOW SUMMARIZE PIVOT UNPIVOT".split())
_ALLOWED = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


def check(con: duckdb.DuckDBPyConnection, statement: str) -> None:
    """Raise QueryError unless `statement` is a single one that only reads.

    The first keyword counts beside what DuckDB's parser says: the parser takes PRAGMA for a SELECT, and
    of EXPLAIN ANALYZE it does not say what would run. Raises duckdb.Error for SQL that cannot be parsed.
    """
    words = _words(statement)
    first = next((i for i, (word, _) in enumerate(words) if word not in ("(", ";")), None)
    if first is None:
        raise QueryError("sql_empty")
    keyword = words[first][0]
    if keyword == "EXPLAIN":
        check(con, _explained(words[first + 1 :]))
        return
    parts = con.extract_statements(statement)
    written = [part for part in parts if part.query.strip()]  # PIVOT becomes parts without a text
    if keyword not in _READING:
        raise QueryError("sql_only_reads", statement=keyword)
    for part in written:
        if part.type not in _ALLOWED:
            raise QueryError("sql_only_reads", statement=part.type.name)
    if len(written) > 1:
        raise QueryError("sql_one_statement", count=len(written))


def _words(statement: str) -> list[tuple[str, str]]:
    """Every token in capitals, comments left out, with the text that begins at it."""
    raw = statement.encode()
    starts = [start for start, _ in duckdb.tokenize(statement)]
    ends = [*starts[1:], len(raw)][: len(starts)]
    return [
        (raw[start:end].decode().split(None, 1)[0].upper(), raw[start:].decode())
        for start, end in zip(starts, ends, strict=True)
    ]


def _explained(words: list[tuple[str, str]]) -> str:
    """What follows EXPLAIN and its options."""
    at = 0
    while at < len(words) and words[at][0] in ("ANALYZE", "VERBOSE"):
        at += 1
    if [word for word, _ in words[at : at + 2]] in (["(", "FORMAT"], ["(", "ANALYZE"], ["(", "VERBOSE"]):
        at = next((i + 1 for i in range(at, len(words)) if words[i][0] == ")"), len(words))
    return words[at][1] if at < len(words) else ""

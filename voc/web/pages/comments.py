"""The comments behind a number: the same keys as `voc show`, in the address.

/comments?topic=staff&period=2025-10&group=detractor&年代=20代
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import duckdb
from starlette.responses import Response

from voc import analyze, dictionary, store
from voc.analyze.disclosure import openable
from voc.errors import QueryError
from voc.report import cells
from voc.report.explained import marked
from voc.report.opened import key_in_words
from voc.web.asked import Asked, whole
from voc.web.cell import known_of
from voc.web.screen import screen

_SIZE = 30  # comments on a page
_OWN = ("table", "order", "page")  # what the address says beside the keys
_CLOSED = ("show_suppressed", "show_no_row", "show_by_subtraction")
_NARROWING = ("with", "group", "polarity", "segment_name", "period")


def comments(asked: Asked) -> Response:
    """The page. A number that may not be opened says so, and what wider one may be."""
    order: analyze.Order = "typical" if asked.query.get("order") == "typical" else "newest"
    page = max(1, whole(asked.query.get("page")) or 1)
    given = {name: value for name, value in asked.query.items() if name not in _OWN and value}
    keys = openable.with_segment(given)
    table = asked.query.get("table") or openable.table_of(keys)
    if table not in openable.OPENABLE:
        raise QueryError("unknown_table", table=table, hint="", tables=", ".join(openable.OPENABLE))
    own = asked.visitor.segment
    if own and "segment_name" in openable.OPENABLE[table].keys:
        keys = {"segment_name": own[0], "segment_value": own[1], **keys}
    shown: dict[str, Any] = {"table": table, "keys": keys, "order": order, "page": page}
    shown |= {"headings": headings(asked, keys), "keyed": {"table": table, **keys}}
    with asked.tables() as con:
        if table not in known_of(con).tables:
            raise QueryError("web.no_table_here")
        read = partial(
            analyze.opened, con, table, keys, timezone=asked.project.settings.timezone, order=order,
            synonyms=dict(dictionary.load(asked.site.root.root).synonyms), most=_SIZE,
        )  # fmt: skip
        try:
            found = read(skip=(page - 1) * _SIZE)
            pages = -(-found.n_comments // _SIZE)
            if page > max(pages, 1):
                page = max(pages, 1)
                found = read(skip=(page - 1) * _SIZE)
        except QueryError as error:
            if error.code not in _CLOSED:
                raise
            shown |= {"closed": asked.say(error.code, **error.values), "wider": _wider(table, keys)}
            return asked.page("comments.html", 403, **shown, found=None)
        rows = [row for row in found.comments.to_pylist() if row["text"] is not None]
        listed = with_places(asked, con, rows)
    return asked.page(
        "comments.html", **shown | {"page": page}, found=found, comments=listed, closed="", wider=[],
        pages=pages, within=openable.OPENABLE[table].within,
        remark=_remark(asked, found),
    )  # fmt: skip


def with_places(
    asked: Asked, con: duckdb.DuckDBPyConnection, rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Comments with their text in `pieces` (text, polarity), who wrote them, and their item of the queue."""
    keys = [(row["source"], row["comment_id"]) for row in rows]
    writers = analyze.writers(con, keys)
    items = store.decisions.of_comments(asked.database, keys)
    return [
        {
            **row,
            "pieces": list(marked(row["text"], row["mentions"] or [])),
            "respondent": writers.get(key),
            "item": items.get(key),
        }
        for key, row in zip(keys, rows, strict=True)
    ]


def _wider(table: str, keys: Mapping[str, str]) -> list[tuple[str, dict[str, str]]]:
    """The keys without one thing that narrows them, each by what it leaves out."""
    wider = []
    for name in _NARROWING:
        if keys.get(name, "all") != "all" and (name != "period" or "period_before" not in keys):
            left = {"segment_name", "segment_value"} if name == "segment_name" else {name}
            wider.append((name, {"table": table} | {one: v for one, v in keys.items() if one not in left}))
    return wider


def _remark(asked: Asked, found: analyze.Opened) -> str:
    """What does not come out as the row says."""
    if found.closed:
        between = asked.say("map.separator")
        return asked.say("show.closed", periods=between.join(found.closed))
    if found.expected is not None and found.counted != found.expected:
        return asked.say("show.differs", counted=f"{found.counted:,}", expected=f"{found.expected:,}")
    return ""


def headings(asked: Asked, keys: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is opened, as (heading, value in words); a segment is one of them."""
    made = []
    for name, value in keys.items():
        if name == "segment_value" or (name == "segment_name" and value == "all"):
            continue
        if name == "segment_name":
            shown = cells.in_words("segment_value", keys.get("segment_value"), asked.language)
            made.append((str(value), str(shown)))
            continue
        made.append(key_in_words(name, value, asked.language))
    return made


ROUTES = [screen("/comments", comments, "reviewer", seen="comments")]

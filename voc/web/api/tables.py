"""The published tables: which there are, their rows, SQL over them; as JSON, CSV or Parquet."""

import io
import json
from dataclasses import asdict
from typing import Annotated, Any, Literal

import pyarrow as pa
from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from voc import report, store
from voc.web import files, typed
from voc.web.api import models
from voc.web.api.caller import Caller, Viewer
from voc.web.described import EXAMPLES, described

router = APIRouter(tags=["tables"])

USUAL, MOST = 1_000, 10_000  # rows of an answer in JSON
_LIMIT = f"without: {USUAL:,} in JSON, all in a file; at most {MOST:,} in JSON"
Form = Literal["json", "csv", "parquet"]
_FILES: dict[str, Any] = {
    "content": {
        files.TYPES["csv"]: {"schema": {"type": "string"}},
        files.TYPES["parquet"]: {"schema": {"type": "string", "format": "binary"}},
    }
}
Format = Annotated[Form, Query(description="csv is UTF-8 with a byte order mark")]
Source = Annotated[models.Word | None, Query()]
Period = Annotated[
    str | None, Query(pattern=r"^(all|[0-9]{4}(-[0-9]{2})?)$", description="2026-04, 2026 or all")
]
Segment = Annotated[
    str | None,
    Query(pattern=r"^[^=\n\x00]{1,100}=[^\n\x00]{1,200}$", description="name=value; all=all is the total"),
]


@router.get("/tables", summary="The tables that the account may see")
def tables(caller: Viewer) -> models.Tables:
    """Names, grains and columns, in words of the language that is asked for."""
    sight = caller.sight()
    with caller.site.opened(sight) as con:
        found = described(con, caller.language)
    listed = [models.Table(**asdict(one), example=one.example(caller.visitor.segment)) for one in found]
    return models.Tables(run_id=sight.run.id, tables=listed)


@router.get(
    "/tables/{table}", summary="Rows of a table", response_model=models.Rows, responses={200: _FILES}
)
def rows(
    caller: Viewer,
    table: Annotated[str, Path(json_schema_extra={"enum": sorted(EXAMPLES)})],
    source: Source = None,
    period: Period = None,
    segment: Segment = None,
    limit: Annotated[int | None, Query(ge=1, le=2**31 - 1, description=_LIMIT)] = None,
    offset: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
    format: Format = "json",
) -> Response:
    """In the order in which they are stored, which stays the same within a run."""
    sight = caller.sight()
    with caller.site.opened(sight) as con:
        found_rows, params = store.selected(
            con, table, source=source, period=period, language=caller.language,
            segment=None if segment is None else models.segment(segment),
        )  # fmt: skip
        asked = f"{found_rows} OFFSET {offset:d}"
        if format == "json":
            found = store.bounded(con, asked, params, most=_most(limit, format))
            if table in store.ROWS:
                caller.audit("api_rows", f"{table} rows:{found.rows.num_rows}")
            return _answered(caller, found, sight, table, format)
    most = _most(limit, format)  # perhaps all of a large table: not in the memory that pages need
    found = typed.answer(caller.site, caller.visitor, sight, asked, params, action="api_rows", most=most)
    return _answered(caller, found, sight, table, format)


@router.post("/query", summary="SQL", response_model=models.Rows, responses={200: _FILES})
def query(caller: Viewer, asked: models.Query, format: Format = "json") -> Response:
    """The answer to one reading statement, within the limits of time and memory of the SQL page."""
    sight, most = caller.sight(), _most(asked.limit, format)
    found = typed.answer(caller.site, caller.visitor, sight, asked.sql, action="api_query", most=most)
    return _answered(caller, found, sight, "voc", format)


def _most(limit: int | None, form: Form) -> int | None:
    return min(limit or USUAL, MOST) if form == "json" else limit


def _answered(caller: Caller, found: store.Answer, sight: store.Sight, name: str, form: Form) -> Response:
    if form != "json":
        return files.sent(found.rows, form, name, caller.language, sight.timezone)
    head = json.dumps({"run_id": sight.run.id, "more": found.more})
    content = f'{head[:-1]}, "rows": '.encode() + _json(found.rows, sight.timezone) + b"}"
    return Response(content, media_type="application/json")


def _json(table: pa.Table, zone: str) -> bytes:
    out = io.BytesIO()
    report.dump(table, "json", out, timezone=zone)
    return out.getvalue()

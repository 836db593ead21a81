"""The published tables and SQL over them, for programs."""

import io

import pyarrow.parquet as pq

from tests.web.api.conftest import Api
from voc import store

SEGMENT = ("年代", "20代")


def test_the_tables_are_described_in_words(api: Api) -> None:
    tables = {table["name"]: table for table in api.get("/tables")["tables"]}
    assert set(tables) == set(api.house.shop.current().manifest.tables)
    assert all(table["title"] and table["grain"] and table["example"] for table in tables.values())
    assert {"name": "nps", "label": "NPS", "type": "DOUBLE"} in tables["nps"]["columns"]


def test_rows_are_narrowed_and_paged(api: Api) -> None:
    whole = api.get("/tables/nps", segment="all=all")
    assert whole["run_id"] == api.house.shop.current().id
    assert {row["segment_name"] for row in whole["rows"]} == {"all"}
    pages = [api.get("/tables/nps", segment="all=all", limit=2, offset=offset) for offset in range(0, 40, 2)]
    assert [row for page in pages for row in page["rows"]] == whole["rows"][:40]
    assert pages[0]["more"] and not whole["more"]
    assert {row["period"] for row in api.get("/tables/nps", period="2025-10")["rows"]} == {"2025-10"}
    months = {row["month"] for row in api.get("/tables/responses", period="2025", source="online_survey")["rows"]}
    assert months and all(month.startswith("2025-") for month in months)
    of = api.get("/tables/responses", segment="=".join(SEGMENT))["rows"]
    assert of and all(row["segments"][SEGMENT[0]] == SEGMENT[1] for row in of)


def test_a_filter_that_a_table_does_not_have_and_a_wrong_table_say_what_there_is(api: Api) -> None:
    assert "term" in api.get("/tables/keywords", status=400, segment="all=all")["message"]
    assert api.get("/tables/customers", status=400, period="2026")["code"] == "filter_without_column"
    assert "topic_by_nps" in api.get("/tables/topics_by_nps", status=404)["message"]
    assert api.get("/tables/nps%22%20--", status=404)["code"] == "unknown_table"
    assert api.get("/tables/nps", status=422, period="April")["code"] == "api.invalid"


def test_a_filter_that_is_misspelt_shows_nothing(api: Api) -> None:
    assert "segment, source" in api.get("/tables/nps", status=422, peroid="2025")["message"]
    assert api.get("/tables", status=422, source="x")["code"] == "api.invalid"


def test_what_is_wrong_with_a_request_is_said_in_the_language_asked_for(api: Api) -> None:
    assert "query.limit: 1 以上が要ります" in api.get("/tables/nps", status=422, limit=0)["message"]
    assert "使えるのは format, limit" in api.get("/tables/nps", status=422, peroid="2025")["message"]
    assert "body.sql: ありません" in api.post("/query", {}, status=422)["message"]
    english = api.client.get("/api/v1/tables/nps", params={"limit": 0}, headers={"Accept-Language": "en"})
    assert "this must be 1 or more" in english.json()["message"]


def test_a_table_is_a_file_too(api: Api) -> None:
    csv = api.client.get("/api/v1/tables/nps", params={"format": "csv"})
    assert csv.content.startswith(b"\xef\xbb\xbfsource,period,") and csv.headers["content-type"].startswith("text/csv")
    parquet = api.client.get("/api/v1/tables/comments", params={"format": "parquet"})
    run = api.house.shop.current()
    assert pq.read_table(io.BytesIO(parquet.content)).num_rows == store.query(run, "FROM comments").num_rows


def test_sql_is_answered_within_limits(api: Api) -> None:
    assert api.post("/query", {"sql": "SELECT 1.5 AS a, NULL AS b, 'あ' AS c"})["rows"] == [{"a": 1.5, "b": None, "c": "あ"}]
    found = api.post("/query", {"sql": "FROM range(5000)", "limit": 3})
    assert found["more"] and len(found["rows"]) == 3
    found = api.post("/query", {"sql": "FROM range(20000)", "limit": 20_000})
    assert found["more"] and len(found["rows"]) == 10_000  # the most that JSON has
    assert api.post("/query", {"sql": "DROP VIEW nps"}, status=400)["code"] == "sql_only_reads"
    assert api.post("/query", {"sql": "SELECT range(900000000)"}, status=400)["code"] == "sql_out_of_memory"
    assert api.post("/query", {"sql": "SELECT 1", "more": 1}, status=422)["code"] == "api.invalid"
    surrogate = api.client.post("/api/v1/query", content=rb'{"sql": "\ud800"}', headers={"Content-Type": "application/json"})
    assert surrogate.status_code == 422


def test_a_viewer_has_figures_only_and_a_restricted_account_its_segment(api: Api) -> None:
    viewer = api.token("花子", "viewer")
    assert not store.ROWS & {table["name"] for table in api.get("/tables", viewer)["tables"]}
    assert api.get("/tables/comments", viewer, 404)["code"] == "unknown_table"
    assert api.post("/query", {"sql": "FROM comments"}, viewer, 400)["code"] == "sql_error"
    own = api.token("店長", "reviewer", SEGMENT)
    rows = api.get("/tables/responses", own)["rows"]
    assert rows and all(row["segments"][SEGMENT[0]] == SEGMENT[1] for row in rows)
    assert api.get("/tables/nps", own, segment="all=all")["rows"] == []
    assert api.post("/query", {"sql": "SELECT DISTINCT segment_value AS v FROM nps"}, own)["rows"] == [{"v": SEGMENT[1]}]


def test_who_saw_rows_is_noted(api: Api) -> None:
    token = api.token("花子", "reviewer")
    api.get("/tables/comments", token, limit=2)
    api.get("/tables/nps", token)
    api.post("/query", {"sql": "SELECT text FROM comments LIMIT 1"}, token)
    with store.decisions.opened(api.house.shop.project().decisions) as database:
        entries = [entry for _, entry in store.decisions.audit.entries(database)]
    assert [(entry.who, entry.action, entry.target.split(" sha")[0]) for entry in entries] == [
        ("花子", "api_query", "comments"), ("花子", "api_rows", "comments rows:2"),
    ]  # fmt: skip

"""The SQL page: what it answers, hands over, keeps and notes."""

import html
import io
import re

import pyarrow.parquet as pq
import pytest

from tests.web.conftest import House
from voc import store
from voc.web.described import EXAMPLES

ASK = "SELECT count(*) AS n FROM nps"
SEGMENT = ("年代", "20代")


def run(house: House, statement: str, status: int = 200, do: str = "run") -> str:
    return str(house.post("/ask", {"sql": statement, "do": do}, status).text)


def audited(house: House) -> list[tuple[str, str]]:
    with store.decisions.opened(house.shop.project().decisions) as database:
        return [(entry.action, entry.target) for _, entry in store.decisions.audit.entries(database)]


def test_an_answer_has_headings_in_words_and_as_sql_knows_them(house: House) -> None:
    page = run(house, "SELECT 'all' AS period, 1 AS n_responses, 2 AS mine")
    assert re.search(r"<th[^>]*>期間<code>period</code></th>", page)
    assert '<th scope="col" class="number">mine</th>' in page
    assert "1行です" in page


def test_the_page_has_the_first_500_rows_and_a_file_all_of_them(house: House) -> None:
    page = run(house, "SELECT i AS n FROM range(700) r(i)")
    assert "最初の500行" in page and "<td class=\"number\">499</td>" in page and "<td class=\"number\">500</td>" not in page
    answer = house.post("/ask", {"sql": "SELECT i AS n FROM range(700) r(i)", "do": "csv"}, 200)
    assert answer.content.startswith(b"\xef\xbb\xbfn\r\n0\r\n") and answer.content.endswith(b"\r\n699\r\n")
    assert answer.headers["content-disposition"] == 'attachment; filename="voc.csv"'


def test_a_file_is_csv_excel_or_parquet(house: House) -> None:
    statement = "SELECT '=1+1' AS 式, 'あ' AS term"
    assert "'=1+1,あ" in house.post("/ask", {"sql": statement, "do": "csv"}, 200).content.decode("utf-8-sig")
    assert house.post("/ask", {"sql": statement, "do": "xlsx"}, 200).content.startswith(b"PK")
    found = pq.read_table(io.BytesIO(house.post("/ask", {"sql": statement, "do": "parquet"}, 200).content))
    assert found.to_pylist() == [{"式": "=1+1", "term": "あ"}]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM nps", "DELETE は使えません"),
        ("FROM npss", "もしかして: nps"),
        ("", "SQL が空です"),
        ("SELECT range(500000000)", "メモリーが足りません"),
        ("SELECT '<script>alert(1)</script>' +", "syntax error"),
    ],
)
def test_what_cannot_be_answered_is_explained_and_stays_in_the_box(house: House, statement: str, said: str) -> None:
    page = run(house, statement, 400)
    assert said in html.unescape(page)
    assert f">{statement}</textarea>" in html.unescape(page) and "<script>alert" not in page


@pytest.mark.parametrize("quoting", ["error(text)", "text::INT", "strptime(text, '%Y')", "text::JSON->>'a'", "regexp_matches('', text || '(')"])
def test_a_failure_tells_comments_to_nobody_who_may_not_see_them_and_to_no_log(
    house: House, caplog: pytest.LogCaptureFixture, quoting: str
) -> None:
    caplog.set_level("DEBUG")
    texts = [text for (text,) in house.shop.ask("SELECT text FROM comments WHERE length(text) > 12")]
    statement = f"SELECT {quoting} FROM comments WHERE length(text) > 12"
    house.post("/ask", {"sql": statement, "do": "csv"}, 400)
    house.add("花子", "viewer")
    house.add("次郎", "reviewer", SEGMENT)
    own = {text for (text,) in house.shop.ask(
        "SELECT text FROM comments AS c LEFT JOIN contacts AS k USING (source, contact_id)"
        f" JOIN responses AS r ON r.response_id = coalesce(k.response_id, c.response_id) WHERE segments['{SEGMENT[0]}'] = '{SEGMENT[1]}'"
    )}  # fmt: skip
    for name, may in (("花子", set()), ("次郎", own)):
        house.client.cookies.clear()
        house.sign_in(name)
        said = html.unescape(run(house, statement, 400))
        assert not [text for text in texts if text in said and text not in may]
    noted = caplog.text + str(audited(house))
    assert "sql_" in noted and not [text for text in texts if text in noted]


ODD = (
    "SELECT 'infinity'::timestamp AS a, 'infinity'::date AS b, ['-infinity'::date] AS c",
    "SELECT date '0044-03-15 (BC)' AS a, timestamp '200000-01-01' AS b",
    "SELECT timestamptz '9999-12-31 23:59:59+00' AS a",
    "SELECT union_value(k := 1) AS a, interval 1 day AS a, MAP {'k': interval 1 day} AS b",
    "FROM test_all_types()",
)


@pytest.mark.parametrize("statement", ODD)
def test_what_neither_python_nor_a_file_can_hold_is_text(house: House, statement: str) -> None:
    run(house, statement)
    for form in ("csv", "xlsx", "parquet"):
        house.post("/ask", {"sql": statement, "do": form}, 200)
    for form in ("json", "csv", "parquet"):
        answer = house.client.post("/api/v1/query", params={"format": form}, json={"sql": statement})
        assert answer.status_code == 200


def test_times_beyond_the_calendar_are_shown_as_duckdb_writes_them(house: House) -> None:
    page = run(house, ODD[0])
    assert "<td>infinity</td>" in page and "<td>[-infinity]</td>" in page
    assert "<td>0044-03-15 (BC)</td>" in run(house, ODD[1]) and "<td>10000-01-01 08:59:59+09</td>" in run(house, ODD[2])


def test_markup_in_an_answer_is_shown_as_text(house: House) -> None:
    page = run(house, "SELECT '<img src=x onerror=alert(1)>' AS \"<b>\"")
    assert "&lt;img src=x" in page and "<img" not in page and "<b>" not in page


def test_the_name_of_a_query_stays_while_it_is_worked_on(house: House) -> None:
    page = house.post("/ask", {"sql": ASK, "do": "run", "name": "週報"}, 200).text
    assert re.search(r'<input id="name"[^>]* value="週報">', page)


def test_sql_in_an_address_waits_in_the_box(house: House) -> None:
    page = house.get("/ask?sql=SELECT+1")
    assert ">SELECT 1</textarea>" in page and "行です" not in page
    assert house.get("/ask").count("<details>") == len(EXAMPLES)


def test_a_query_is_kept_under_a_name_by_its_owner_and_dropped(house: House) -> None:
    house.add("花子", "viewer")
    house.add("太郎", "admin")
    house.sign_in("花子")
    assert "名前を入れて" in house.post("/ask", {"sql": ASK, "do": "keep", "name": " "}, 400).text
    kept = house.post("/ask", {"sql": ASK, "do": "keep", "name": " 週報 "}).headers["location"]
    page = house.get(kept)
    assert f">{ASK}</textarea>" in page and "週報" in page
    house.sign_in("太郎")
    assert ASK not in house.get(kept) and "週報" not in house.get("/ask")
    house.post("/ask", {"do": "drop", "id": kept.partition("=")[2]})
    house.sign_in("花子")
    assert "週報" in house.get("/ask")
    house.post("/ask", {"do": "drop", "id": kept.partition("=")[2]})
    house.get("/ask")  # which says so once
    assert "週報" not in house.get("/ask")


def test_the_log_keeps_which_tables_were_asked_and_not_what_was_typed(house: House) -> None:
    run(house, "SELECT * FROM comments WHERE text LIKE '%山田花子%'")
    house.post("/ask", {"sql": "FROM comments LIMIT 3", "do": "csv"}, 200)
    file, query = audited(house)[:2]
    assert query[0] == "query" and query[1].startswith("comments sha256:") and "山田" not in str(audited(house))
    assert file[0] == "query_file" and file[1].endswith("rows:3")


def test_an_example_is_put_into_the_box_and_runs_there(house: House) -> None:
    offered = [html.unescape(found) for found in re.findall(r'<a href="(/ask\?sql=[^"]+)"', house.get("/ask"))]
    assert len(offered) == len(EXAMPLES)
    box = re.search(r"<textarea[^>]*>(.*?)</textarea>", house.get(offered[0]), re.S)
    assert box and html.unescape(box[1]) == EXAMPLES["nps"]
    assert "行です" in run(house, html.unescape(box[1]))


def test_a_viewer_finds_figures_and_no_rows(house: House) -> None:
    house.add("花子", "viewer")
    house.sign_in("花子")
    page = house.get("/ask")
    assert "「対応」以上" in page and "<code>nps</code>" in page and "<code>comments</code>" not in page
    assert "使える表" in run(house, "FROM comments", 400)
    assert "行です" in run(house, "FROM nps LIMIT 3")


def test_a_restricted_account_finds_its_segment(house: House) -> None:
    house.add("店長", "reviewer", SEGMENT)
    house.sign_in("店長")
    assert "「年代=20代」の行だけ" in house.get("/ask")
    page = run(house, "SELECT DISTINCT segments['年代'] AS v FROM responses")
    assert "1行です" in page and "<td>20代</td>" in page
    assert "<td>年代=20代</td>" in run(house, "SELECT DISTINCT segment_name || '=' || segment_value AS v FROM nps")


def test_a_question_that_fails_is_noted_too(house: House) -> None:
    for statement in ("SELECT CAST(text AS INT) FROM comments", "SELECT error(text) FROM query('FROM com' || 'ments')"):
        house.post("/ask", {"sql": statement, "do": "run"}, 400)
    opaque, cast = audited(house)[:2]
    assert cast[0] == "query" and cast[1].startswith("comments sha256:") and cast[1].endswith(" sql_error")
    assert opaque[0] == "query" and opaque[1].startswith("? sha256:")

"""The first page: numbers of a cell that its address names, for everybody who may see them."""

import html
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from tests.shop import Shop
from tests.web.conftest import PASSWORD, House
from voc import store
from voc.report import cells
from voc.store.decisions import audit
from voc.web import application
from voc.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

SOURCE, SEGMENT = "online_survey", ("年代", "30代")
OWN = "年代=30代"


def numbers(house: House, where: str) -> dict[str, Any]:
    return store.query(house.shop.current(), f"SELECT * FROM nps WHERE source = '{SOURCE}' AND {where}").to_pylist()[0]


def links(page: str, start: str) -> list[dict[str, str]]:
    """The queries of the links that begin so."""
    found = re.findall(rf'href="({re.escape(start)}[^"]*)"', page)
    return [{k: v[0] for k, v in parse_qs(urlsplit(one.replace("&amp;", "&")).query).items()} for one in found]


def table(page: str) -> list[str]:
    """The topics in the order of the table."""
    body = page.split('class="topics"')[1].split("<tbody>")[1].split("</tbody>")[0]
    return re.findall(r'href="/topics/([^"?]+)', body)


# -- numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("address", "where"),
    [
        (f"/?source={SOURCE}", "period = 'all' AND segment_name = 'all'"),
        (f"/?source={SOURCE}&period=2025-10", "period = '2025-10' AND segment_name = 'all'"),
        (f"/?source={SOURCE}&segment={OWN}", "period = 'all' AND segment_value = '30代'"),
    ],
)
def test_the_nps_is_that_of_the_cell_in_the_address(house: House, address: str, where: str, language: str) -> None:
    house.get(f"/language/{language}", 303)
    page, row = house.get(address), numbers(house, where)
    assert f">{cells.points(row['nps'])}</a>" in page
    assert f"[{cells.points(row['nps_low'])}, {cells.points(row['nps_high'])}]" in page
    assert f"{row['promoters'] / row['n']:.1%}" in page
    assert say("report.topics", language) in page and 'class="chart"' in page


def test_without_a_choice_it_is_the_source_with_the_most_answers_of_all_time(house: House) -> None:
    assert f"{SOURCE} / 全期間" in house.get("/")


def test_every_number_of_a_topic_leads_to_the_comments_it_counts(house: House) -> None:
    page = house.get(f"/?source={SOURCE}&period=2025&segment={OWN}")
    keys = links(page, "/comments?table=topic_by_nps")
    assert keys
    for one in keys:
        wanted = {"source": SOURCE, "period": "2025", "segment_name": "年代", "segment_value": "30代"}
        assert wanted.items() <= one.items()
    assert {one.get("group") for one in keys} >= {None, "promoter", "detractor"}
    assert "positive" in {one.get("polarity") for one in keys}


def test_the_newest_month_and_the_change_lead_to_the_comments_they_count(house: House) -> None:
    page = house.get(f"/?source={SOURCE}").split('class="figures"')[1].split("</section>")[0]
    (newest,) = [one for one in links(page, "/comments?table=nps") if "period" in one]
    assert newest == {"table": "nps", "source": SOURCE, "period": "2025-11"}
    (change,) = links(page, "/comments?table=changes")
    assert (change["topic"], change["period_before"], change["period"]) == ("(all)", "2025-10", "2025-11")
    for one in (newest, change):
        assert 'class="quote"' in house.get("/comments?" + urlencode(one))


# -- the address -------------------------------------------------------------------------------


def test_headings_sort_and_keep_the_choice(house: House) -> None:
    page = house.get(f"/?source={SOURCE}&period=2025")
    sorts = [one for one in links(page, "/?source") if "sort" in one]
    assert all(one["source"] == SOURCE and one["period"] == "2025" for one in sorts)
    assert {"-share", "-n", "-impact", "topic"} <= {one["sort"] for one in sorts}
    shares = store.query(
        house.shop.current(),
        f"SELECT topic, share FROM topic_by_nps WHERE source = '{SOURCE}' AND period = '2025'"
        " AND segment_name = 'all' AND share IS NOT NULL",
    ).to_pylist()
    wanted = sorted((one["share"] for one in shares), reverse=True)
    by_topic = {one["topic"]: one["share"] for one in shares}
    sorted_page = house.get(f"/?source={SOURCE}&period=2025&sort=-share")
    assert [by_topic[topic] for topic in table(sorted_page) if topic in by_topic] == wanted
    assert 'aria-sort="descending"' in sorted_page
    assert table(house.get(f"/?source={SOURCE}&period=2025&sort=nonsense")) == table(page)


def test_another_source_keeps_the_period_it_has_and_leaves_the_segment(house: House) -> None:
    tabs = links(house.get(f"/?source={SOURCE}&period=2025-10&segment={OWN}"), "/?source=store_survey")
    assert tabs[0] == {"source": "store_survey", "period": "2025-10"}


@pytest.mark.parametrize("address", ["/", "/topics", "/topics/price", "/customers"])
@pytest.mark.parametrize(
    ("query", "said"),
    [("period=2031-01", "2025-10"), ("segment=年代=200代", "年代=30代"), ("source=nobody", SOURCE)],
)
def test_what_there_is_not_is_told_with_what_there_is(house: House, address: str, query: str, said: str) -> None:
    page = house.get(f"{address}?{query}", 404)
    assert query.split("=", 1)[1] in page and said in page


def test_what_comes_in_the_address_is_shown_escaped(house: House) -> None:
    page = house.get("/?period=<script>alert(1)</script>", 404)
    assert "<script>alert" not in page and "&lt;script&gt;" in page


UNPUBLISHED = ["/", "/topics", "/topics/price", "/customers", "/comments", "/review", "/review?text=x", "/ask"]


@pytest.mark.parametrize("address", UNPUBLISHED)
def test_before_the_first_run_every_page_says_the_same_and_what_to_do(empty_house: House, address: str) -> None:
    page = empty_house.get(address)
    assert "まだ何も公開されていません" in page and 'href="/setup">設定ページで読み込む' in page
    empty_house.add("部長", "admin")
    empty_house.add("花子", "reviewer")
    empty_house.sign_in("花子")
    page = empty_house.get(address)
    assert "管理者に聞いてください" in page and "/setup" not in page
    assert "voc run" not in page


# -- who sees what ---------------------------------------------------------------------------


def test_a_viewer_sees_the_tables_and_no_way_to_comments(house: House) -> None:
    house.add("花子", "viewer")
    house.sign_in("花子")
    page = house.get(f"/?source={SOURCE}")
    assert cells.points(numbers(house, "period = 'all' AND segment_name = 'all'")["nps"]) in page
    assert "/comments" not in page and "/customers" not in page and "/review?" not in page


def test_a_restricted_account_begins_at_its_segment_and_sees_no_other(house: House) -> None:
    house.add("次郎", "reviewer", SEGMENT)
    house.sign_in("次郎")
    page = house.get("/")
    assert "年代: 30代" in page and "40代" not in page and "store_survey" not in page
    row = numbers(house, "period = 'all' AND segment_value = '30代'")
    assert cells.points(row["nps"]) in page
    assert "いつもと違う動きは、属性ごとには調べていません" in page and "属性を「全体」にすると" not in page
    assert "集計の実行" not in page
    for other in ("all", "年代=40代"):
        assert "年代: 30代" in house.get(f"/?source={SOURCE}&segment={other}", 403)


def test_an_account_whose_segment_nobody_has_is_told_so(house: House) -> None:
    house.add("三郎", "viewer", ("年代", "99代"))
    house.sign_in("三郎")
    assert "このアカウントの属性に当てはまる回答がありません" in house.get("/")


def test_what_one_role_saw_is_not_served_to_another(house: House) -> None:
    house.add("花子", "viewer")
    house.add("太郎", "reviewer")
    for name, links_there in (("太郎", True), ("花子", False), ("太郎", True)):
        house.client.cookies.clear()
        house.sign_in(name)
        assert ("/comments" in house.get(f"/topics?source={SOURCE}")) == links_there


# -- alerts and runs ------------------------------------------------------------------------------


@pytest.fixture
def alarmed(published: Path, tmp_path: Path) -> Iterator[House]:
    """The published sample with two alerts in its tables, and a data folder of its own."""
    made = Shop(Path(shutil.copytree(published, tmp_path / "見本")))
    (file,) = made.current().files("alerts")
    schema = pq.read_schema(file)
    row = {"source": SOURCE, "topic": "price", "polarity": "negative", "day": date(2025, 11, 3), "kind": "sudden",
           "n_total": 40, "n_comments": 12, "share": 0.3, "expected": 0.1, "low": 0.02, "high": 0.2,
           "q_value": 0.0001, "severity": "high"}  # fmt: skip
    rows = [row, row | {"topic": "staff", "day": date(2025, 10, 9), "severity": "low"}]
    pq.write_table(pa.Table.from_pylist(rows, schema), file)
    with TestClient(application(made.project(), ("testserver",)), base_url="http://testserver") as client:
        yield House(made, client)


def values(page: str) -> list[str]:
    return [one.replace("&amp;", "&") for one in re.findall(r'name="alert" value="([^"]+)"', page)]


def test_alerts_are_acknowledged_with_a_masked_note_and_by_whom(alarmed: House) -> None:
    alarmed.add("太郎", "reviewer")
    alarmed.sign_in("太郎")
    page = alarmed.get(f"/?source={SOURCE}")
    assert len(values(page)) == 2 and page.count("未確認</small>") == 2
    form = {"alert": values(page)[:1], "note": "090-1234-5678 に電話", "next": f"/?source={SOURCE}#alerts"}
    answer = alarmed.post("/alerts/acknowledge", form)
    assert answer.headers["location"] == f"/?source={SOURCE}#alerts"
    page = alarmed.get(f"/?source={SOURCE}")
    assert "1 件を確認済みにしました" in page
    assert len(values(page)) == 1 and "太郎" in page.split('id="alerts"')[1]
    assert "に電話" in page and "090-1234-5678" not in page
    assert len(values(alarmed.get(f"/?source={SOURCE}&period=2025-11"))) == 0


def test_who_was_second_on_an_alert_is_told_who_was_first_and_keeps_the_note(alarmed: House) -> None:
    for name in ("太郎", "花子"):
        alarmed.add(name, "reviewer")
    alarmed.sign_in("太郎")
    both = values(alarmed.get(f"/?source={SOURCE}"))
    alarmed.post("/alerts/acknowledge", {"alert": both[:1], "note": "確認中"})
    alarmed.sign_in("花子")
    form = {"alert": both, "note": "店長に連絡", "next": f"/?source={SOURCE}&period=2025#alerts"}
    page = alarmed.post("/alerts/acknowledge", form, 409).text
    assert "1 件を確認済みにしました" in page and "1 件は 太郎 さんが先に確認" in page
    assert 'value="店長に連絡"' in page and f"{SOURCE} / 2025" in page
    page = alarmed.post("/alerts/acknowledge", form, 409).text
    assert "件を確認済みにしました" not in page and "2 件は 太郎, 花子 さんが先に" in page
    with store.decisions.opened(alarmed.shop.project().decisions) as database:
        notes = {one.who: one.note for one in store.decisions.acknowledged(database)}
        done = [entry for _, entry in audit.entries(database) if entry.action == "alert_acknowledged"]
    assert notes == {"太郎": "確認中", "花子": "店長に連絡"} and [one.who for one in done] == ["花子", "太郎"]


def test_both_numbers_of_an_alert_open_their_comments(alarmed: House) -> None:
    page = html.unescape(alarmed.get(f"/?source={SOURCE}").split('id="alerts"')[1])
    links = re.findall(r'<a class="opens" href="(/comments\?table=alerts[^"]+)">([\d,]+)</a>', page)
    assert [shown for _, shown in links[:2]] == ["12", "40"] and links[1][0] == links[0][0] + "&of=every"
    assert say("of.every") in alarmed.client.get(links[1][0]).text


@pytest.mark.parametrize(("role", "segment", "status"), [("viewer", None, 403), ("reviewer", SEGMENT, 400)])
def test_who_may_not_see_an_alert_does_not_acknowledge_it(
    alarmed: House, role: Any, segment: tuple[str, str] | None, status: int
) -> None:
    value = values(alarmed.get(f"/?source={SOURCE}"))[0]
    alarmed.add("花子", role, segment)
    alarmed.sign_in("花子")
    alarmed.post("/alerts/acknowledge", {"alert": value}, status)
    with store.decisions.opened(alarmed.shop.project().decisions) as database:
        assert store.decisions.acknowledged(database) == []


def test_an_alert_that_there_is_not_is_not_acknowledged(alarmed: House) -> None:
    made_up = values(alarmed.get(f"/?source={SOURCE}"))[0].replace("price", "quality")
    assert "何も変わっていません" in alarmed.post("/alerts/acknowledge", {"alert": made_up}, 400).text


def test_a_failed_night_is_told_above_everything_else(alarmed: House) -> None:
    now = datetime.now(UTC).replace(year=2090)
    store.record_failure(alarmed.shop.data, store.Failure(now, now, "disk_full", "ディスクに空きがありません。"))
    page = alarmed.get("/")
    assert page.index("最後の実行は失敗しました") < page.index("<h2>NPS</h2>")
    assert page.count("ディスクに空きがありません。") == 2


# -- in a browser -------------------------------------------------------------------------------


def test_a_filtered_view_is_shared_by_its_address(browser_page: "Page", house: House, served: str) -> None:
    house.add("太郎", "reviewer")
    house.add("花子", "viewer")
    house.add("次郎", "viewer", ("年代", "40代"))

    def signed_in(name: str, address: str) -> "Page":
        browser = browser_page.context.browser
        assert browser
        tab = browser.new_context(base_url=served).new_page()
        tab.goto(address)
        tab.fill("input[name=name]", name)
        tab.fill("input[name=password]", PASSWORD)
        tab.click("button.main")
        return tab

    mine = signed_in("太郎", f"/?source={SOURCE}")
    mine.select_option("select[name=period]", "2025")
    mine.select_option("select[name=segment]", OWN)
    mine.click("form.filters button")
    mine.click("table.topics thead a >> nth=2")
    shared = mine.url.removeprefix(served).partition("#")[0]
    theirs = signed_in("花子", shared)
    assert theirs.url == f"{served}{shared}"
    for part in ("h1", ".figures .big >> nth=0", "table.topics"):
        assert theirs.inner_text(part) == mine.inner_text(part)
    assert theirs.locator("a[href^='/comments']").count() == 0
    refused = theirs.goto(mine.locator("a[href^='/comments']").first.get_attribute("href") or "")
    assert refused and refused.status == 403 and "対応" in theirs.inner_text("main")
    other = signed_in("次郎", shared)
    assert "年代: 40代" in other.inner_text("main") and "30代" not in other.inner_text("main")

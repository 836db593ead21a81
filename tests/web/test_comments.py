"""The comments behind a number: by the keys of `voc show`, with its rules of disclosure."""

import html
import re
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.web.conftest import House
from voc import analyze, store
from voc.errors import QueryError

SOURCE, SEGMENT = "online_survey", ("年代", "30代")


def opened(house: House, table: str, keys: dict[str, str], **more: Any) -> analyze.Opened:
    with store.connect(house.shop.current(), timezone="Asia/Tokyo") as con:
        return analyze.opened(con, table, keys, timezone="Asia/Tokyo", **more)


def texts(page: str) -> list[str]:
    """What the comments of a page say, without their marks."""
    said = re.findall(r'<p class="said">(.*?)</p>', page, re.S)
    return [html.unescape(re.sub(r"<[^>]+>", "", one)) for one in said]


def of_segment(house: House) -> set[str]:
    """What was said in answers of SEGMENT, and in the support contacts that count for them."""
    rows = house.shop.ask(
        "SELECT text FROM comments AS c LEFT JOIN contacts AS k USING (source, contact_id) JOIN responses AS r"
        " ON r.source = coalesce(k.response_source, c.source)"
        " AND r.response_id = coalesce(k.response_id, c.response_id) WHERE segments['年代'] = '30代'"
    )
    return {text for (text,) in rows}


def topic_of(house: House, least: int = 40) -> str:
    rows = house.shop.ask(
        f"SELECT topic FROM topic_by_nps WHERE source = '{SOURCE}' AND period = 'all' AND segment_name = 'all'"
        f" AND n_responses >= {least} ORDER BY n_responses LIMIT 1"
    )
    return str(rows[0][0])


def test_they_are_those_that_voc_show_lists_in_the_same_order_page_by_page(house: House) -> None:
    keys = {"source": SOURCE, "topic": topic_of(house)}
    wanted = [one for one in opened(house, "topic_by_nps", keys).comments["text"].to_pylist() if one is not None]
    first = house.get(f"/comments?{urlencode(keys)}")
    assert len(wanted) > 30 and texts(first) == wanted[:30]
    assert texts(house.get(f"/comments?{urlencode(keys)}&page=2")) == wanted[30:60]
    assert re.search(r'rel="next" href="[^"]*page=2', first) and 'rel="prev"' not in first
    last = -(-len(wanted) // 30)
    beyond = house.get(f"/comments?{urlencode(keys)}&page=999")
    assert texts(beyond) == wanted[30 * (last - 1) :] and f"{last} / {last} ページ" in beyond


def test_the_list_says_why_it_has_no_dates(house: House) -> None:
    page = house.get(f"/comments?{urlencode({'source': SOURCE, 'topic': topic_of(house)})}")
    assert "日付・点数・属性を載せません" in page and not re.search(r"20\d\d-\d\d-\d\d", page[page.index("<main") :])


def test_the_most_typical_come_first_when_asked(house: House) -> None:
    keys = {"source": SOURCE, "topic": topic_of(house)}
    wanted = opened(house, "topic_by_nps", keys, order="typical", most=30).comments["text"].to_pylist()
    assert texts(house.get(f"/comments?{urlencode(keys)}&order=typical")) == [one for one in wanted if one is not None]


@pytest.mark.parametrize("spelt", [{"年代": "30代"}, {"segment": "年代=30代"}, {"segment_name": "年代", "segment_value": "30代"}])
def test_a_segment_is_said_as_voc_show_takes_it(house: House, spelt: dict[str, str]) -> None:
    found = opened(house, "nps", {"source": SOURCE, "segment_name": "年代", "segment_value": "30代"})
    page = house.get(f"/comments?{urlencode({'source': SOURCE} | spelt)}")
    assert f"{found.n_answers:,} 件" in page and "30代" in page


def test_the_words_that_say_it_are_marked(house: House) -> None:
    keys = {"source": SOURCE, "topic": topic_of(house)}
    row = next(one for one in opened(house, "topic_by_nps", keys).comments.to_pylist() if one["evidence"])
    page = house.get(f"/comments?{urlencode(keys)}")
    marked = [html.unescape(one) for one in re.findall(r"<mark class=\"\w+\">(.*?)</mark>", page, re.S)]
    assert any(piece in row["text"] for piece in marked)


def test_a_comment_leads_to_who_wrote_it_and_to_its_item_of_the_queue(house: House) -> None:
    page = house.get(f"/comments?table=flagged&source={SOURCE}&reason=complaint")
    items = {one for (one,) in house.shop.ask(f"SELECT respondent FROM responses WHERE source = '{SOURCE}'")}
    assert set(re.findall(r'href="/customers/(\w+)"', page)) <= items
    (item, *_) = re.findall(r'href="/review/(\d+)"', page)
    assert store.decisions.find(_database(house), [int(item)])


def test_a_small_part_stays_closed_and_the_page_offers_wider_ones(house: House) -> None:
    keys = next(
        keys
        for topic, age in house.shop.ask(
            f"SELECT DISTINCT topic, segment_value FROM topic_by_nps WHERE source = '{SOURCE}' AND segment_name = '年代' ORDER BY ALL"
        )
        for group in ("promoter", "detractor")
        if _closed(house, keys := {"source": SOURCE, "topic": topic, "group": group, "segment_name": "年代", "segment_value": age})
    )
    page = house.get(f"/comments?{urlencode(keys)}", 403)
    assert texts(page) == []
    assert "NPS区分の指定を外す" in page and "属性の指定を外す" in page


def _closed(house: House, keys: dict[str, str]) -> bool:
    try:
        opened(house, "topic_by_nps", keys, most=1)
    except QueryError as error:
        return error.code in ("show_suppressed", "show_no_row", "show_by_subtraction")
    return False


def _database(house: House) -> store.decisions.Database:
    database: store.decisions.Database = house.client.app.state.site.database  # type: ignore[attr-defined]
    return database


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("topic=nonsense&source=online_survey", "nonsense"),
        ("source=online_survey&day=2025-01-01&nonsense=1&年代=2", "属性"),
        ("table=runs", "runs"),
        ("source=online_survey&group=fan", "fan"),
        ("period=2025-10", "store_survey"),  # of two sources, which?
    ],
)
def test_what_cannot_be_meant_is_explained(house: House, query: str, said: str) -> None:
    assert said in house.get(f"/comments?{query}", 404 if query == "table=runs" else 400)  # there is no such table


@pytest.mark.parametrize(
    ("language", "told"),
    [("ja", ["行動</dt><dd>利用額(customers)<", "理由</dt><dd>苦情<"]), ("en", ["Behaviour</dt><dd>Spend (customers)<", "Reasons</dt><dd>Complaint<"])],
)
def test_what_is_opened_is_said_in_words(house: House, language: str, told: list[str]) -> None:
    house.get(f"/language/{language}", 303)
    keys = {"source": SOURCE, "behaviour": "customers.spend", "quadrant": "true_loyal"}
    pages = house.get(f"/comments?{urlencode(keys)}") + house.get("/comments?table=flagged&reason=complaint")
    assert all(one in pages for one in told)


def test_a_viewer_sees_none(house: House) -> None:
    house.add("花子", "viewer")
    house.sign_in("花子")
    assert "「対応」以上" in house.get(f"/comments?source={SOURCE}", 403)


def test_a_restricted_reviewer_sees_those_of_the_segment_whatever_is_asked(house: House) -> None:
    own = of_segment(house)
    house.add("次郎", "reviewer", SEGMENT)
    house.sign_in("次郎")
    page = house.get(f"/comments?source={SOURCE}")
    assert texts(page) and set(texts(page)) <= own
    house.get(f"/comments?source={SOURCE}&年代=40代", 400)
    house.get(f"/comments?source={SOURCE}&segment=all", 400)
    assert "この表がありません" in house.get("/comments?table=keywords&source=online_survey&term=x", 400)


def test_who_looked_at_what_is_kept_in_the_audit_log(house: House) -> None:
    house.add("太郎", "reviewer")
    house.sign_in("太郎")
    house.get(f"/comments?source={SOURCE}&period=2025-10")
    ((_, last), *_) = store.decisions.audit.entries(_database(house))
    assert (last.who, last.action) == ("太郎", "comments") and "2025-10" in last.target

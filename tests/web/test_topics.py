"""Topics, and one topic: over time, by polarity, in people's own words."""

import html
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from tests.shop import Shop
from tests.web.conftest import House
from tests.web.test_comments import of_segment, texts, topic_of
from voc import analyze, store
from voc.analyze.comments.related import Related
from voc.report import Cell, cells
from voc.web import application
from voc.web.pages.topics import Topic
from voc.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Page

SOURCE = "online_survey"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_list_has_every_topic_of_the_cell(house: House, language: str) -> None:
    house.get(f"/language/{language}", 303)
    page = house.get(f"/topics?source={SOURCE}")
    topics = house.shop.ask(f"SELECT DISTINCT topic FROM topic_by_nps WHERE source = '{SOURCE}' AND period = 'all'")
    for (topic,) in topics:
        assert f'href="/topics/{topic}?source={SOURCE}' in page
        assert cells.topic(topic, language) in page


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_telephone_shows_what_a_topic_does_to_the_nps_without_pushing(browser_page: "Page", language: str) -> None:
    browser_page.set_viewport_size({"width": 390, "height": 844})
    browser_page.goto(f"/language/{language}?next=/topics")
    heading = browser_page.locator(".topics th[aria-sort]").bounding_box()
    assert heading and heading["x"] + heading["width"] <= 390, "the impact lies outside of the screen"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_laptop_shows_the_whole_table_of_topics(browser_page: "Page", language: str) -> None:
    browser_page.goto(f"/language/{language}?next=/topics")
    wide, room = browser_page.evaluate("(one => [one.scrollWidth, one.clientWidth])(document.querySelector('#topics .wide'))")
    assert wide <= room, "the notes are cut off"


def test_a_topic_shows_its_row_its_months_and_keeps_the_choice(house: House) -> None:
    topic = topic_of(house)
    page = house.get(f"/topics/{topic}?source={SOURCE}&period=2025")
    (share,) = house.shop.ask(
        f"SELECT share FROM topic_by_nps WHERE source = '{SOURCE}' AND topic = '{topic}' AND period = '2025'"
        " AND segment_name = 'all'"
    )[0]
    assert f"{share:.1%}" in page
    assert say("chart.trend.share") in page
    assert f'href="/topics?source={SOURCE}&amp;period=2025' in page


def test_its_typical_comments_are_those_that_open_group_by_group(house: House) -> None:
    topic = topic_of(house)
    with store.connect(house.shop.current(), timezone="Asia/Tokyo") as con:
        keys = {"source": SOURCE, "topic": topic}
        groups = analyze.by_group(con, "topic_by_nps", keys, most=3)
        for group, found in groups.items():
            if found is not None:
                alone = analyze.opened(
                    con, "topic_by_nps", keys | {"group": group}, timezone="Asia/Tokyo", order="typical", most=3
                )
                assert found.equals(alone.comments)
    wanted = [one for found in groups.values() if found for one in found["text"].to_pylist() if one]
    assert len(set(wanted)) == len(wanted)  # none of these says just what another does
    assert wanted and texts(house.get(f"/topics/{topic}?source={SOURCE}")) == wanted


def test_of_topics_mentioned_together_none_is_told_that_the_table_leaves_out(house: House) -> None:
    topic = topic_of(house)  # the small model reads the others in almost every answer, so that the table leaves them out
    told = house.shop.ask(f"SELECT topic FROM topic_by_nps WHERE source = '{SOURCE}' AND period = 'all' AND segment_name = 'all'")
    assert told == [(topic,)]
    with store.connect(house.shop.current()) as con:
        assert analyze.related(con, topic, source=SOURCE, period="all", segment=("all", "all")) == []
    assert say("web.topic.related_none") in house.get(f"/topics/{topic}?source={SOURCE}")


def test_topics_mentioned_together_are_listed_with_the_comments_that_mention_both(house: House) -> None:
    opens = "/comments?table=topic_by_nps&topic=staff&with=price"
    related = [(Related("price", 1234, 0.25, 0.1, 0.05, 0.15), opens), (Related("access", 12, 0.01, -0.1, -0.2, 0.1), None)]
    topic = remember(house, Topic(None, None, (), None, None, None, None, related))
    page = house.get(f"/topics/{topic}?source={SOURCE}").split(say("web.topic.related"), 1)[1]
    assert f'<a class="opens" href="{html.escape(opens)}">1,234</a></td><td class="number">25.0%' in page
    assert re.findall(r'href="/topics/([^"?]+)', page) == ["price", "access"]
    assert '<td class="number">12</td>' in page and "−20.0, +10.0" in page


def remember(house: House, shown: Topic) -> str:
    """Have the pages say this of a topic, whose code is returned."""
    topic, site = topic_of(house), house.client.app.state.site  # type: ignore[attr-defined]
    site.remembered.get((house.shop.current().id, Cell(SOURCE), True, None, "ja", ("topic", topic)), lambda: shown)
    return topic


def test_a_topic_that_another_source_alone_has_is_a_page_that_says_so(house: House, published: Path, tmp_path: Path) -> None:
    topic, made = topic_of(house), Shop(Path(shutil.copytree(published, tmp_path / "見本")))
    for file in made.current().files("topic_by_nps"):
        rows = pq.read_table(file)
        there = pc.and_(pc.equal(rows["source"], "store_survey"), pc.equal(rows["topic"], topic))
        pq.write_table(rows.filter(pc.invert(there)), file)
    with TestClient(application(made.project(), ("testserver",)), base_url="http://testserver") as client:
        page = House(made, client).get(f"/topics/{topic}?source=store_survey")
    assert say("web.topic.not_here") in page and cells.topic(topic, "ja") in page


@pytest.mark.parametrize("topic", ["nonsense", "a/b", "%3Cscript%3E"])
def test_a_topic_that_there_is_not_is_told_with_those_that_there_are(house: House, topic: str) -> None:
    page = house.get(f"/topics/{topic}", 404)
    assert cells.topic(topic_of(house), "ja") in page and "<script>" not in page


def test_a_viewer_gets_the_figures_and_words_and_no_comment(house: House) -> None:
    topic = topic_of(house)
    house.add("花子", "viewer")
    house.sign_in("花子")
    page = house.get(f"/topics/{topic}?source={SOURCE}")
    assert texts(page) == [] and "/comments" not in page  # nor those that mention two topics
    assert "「対応」以上の権限が要ります" in page and "一件ずつ数えて求めるため、「対応」以上の権限で" in page


def test_a_restricted_account_sees_its_segment_and_is_told_what_it_lacks(house: House) -> None:
    topic = topic_of(house)
    own = of_segment(house)
    house.add("次郎", "reviewer", ("年代", "30代"))
    house.sign_in("次郎")
    page = house.get(f"/topics/{topic}?source={SOURCE}")
    assert "年代: 30代" in page and "言葉の表は全体についてだけ作っています" in page
    assert "属性を「全体」にすると" not in page and "一緒に触れられる話題" in page
    assert set(texts(page)) <= own


def test_a_word_opens_its_comments_with_its_count(house: House) -> None:
    opens = "/comments?table=keywords&term=親切"  # the small model's topics have no words of their own
    words = {"promoter": [("親切", opens, "12")], "detractor": [("遅い", None, "7")]}
    shown = Topic(None, None, (), None, None, None, words, None)
    topic = remember(house, shown)
    page = house.get(f"/topics/{topic}?source={SOURCE}")
    assert f'<a class="opens" href="{html.escape(opens)}">親切 <small>12</small></a>' in page
    assert "遅い <small>7</small></span>" in page

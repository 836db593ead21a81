"""Topics, and one topic: over time, by polarity, in people's own words."""

import html
import re

import pytest

from tests.web.conftest import House
from tests.web.test_comments import of_segment, texts, topic_of
from voc import analyze, store
from voc.report import Cell, cells
from voc.web.pages.topics import Topic
from voc.words import say

SOURCE = "online_survey"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_list_has_every_topic_of_the_cell(house: House, language: str) -> None:
    house.get(f"/language/{language}", 303)
    page = house.get(f"/topics?source={SOURCE}")
    topics = house.shop.ask(f"SELECT DISTINCT topic FROM topic_by_nps WHERE source = '{SOURCE}' AND period = 'all'")
    for (topic,) in topics:
        assert f'href="/topics/{topic}?source={SOURCE}' in page
        assert cells.topic(topic, language) in page


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
                assert found.comments.equals(alone.comments)
    wanted = [one for found in groups.values() if found for one in found.comments["text"].to_pylist() if one]
    assert len(set(wanted)) == len(wanted)  # none of these says just what another does
    assert wanted and texts(house.get(f"/topics/{topic}?source={SOURCE}")) == wanted


def test_topics_mentioned_together_are_counted_in_answers_and_open_where_both_are_told(house: House) -> None:
    topic = topic_of(house)
    with store.connect(house.shop.current()) as con:
        related = analyze.related(con, topic, source=SOURCE, period="all", segment=("all", "all"))
    together = dict(house.shop.ask(
        "WITH said AS (SELECT DISTINCT coalesce(k.response_id, c.response_id) AS answer, topic FROM mentions"
        " JOIN comments AS c USING (source, comment_id) LEFT JOIN contacts AS k USING (source, contact_id)"
        f" WHERE coalesce(k.response_source, c.source) = '{SOURCE}' AND NOT non_answer)"
        " SELECT other.topic, count(*) FROM said JOIN said AS other USING (answer)"
        f" WHERE said.topic = '{topic}' AND other.topic <> said.topic GROUP BY ALL"
    ))  # fmt: skip
    assert {one.topic: one.n for one in related} == {name: n for name, n in together.items() if n >= 10}
    assert all(one.low <= one.difference <= one.high for one in related)
    page = house.get(f"/topics/{topic}?source={SOURCE}").split("一緒に触れられる話題", 1)[1]
    assert re.findall(r'href="/topics/([^"?]+)', page) == [one.topic for one in related]
    told = dict(house.shop.ask(f"SELECT topic, 1 FROM topic_by_nps WHERE source = '{SOURCE}' AND period = 'all' AND segment_name = 'all'"))
    links = dict(re.findall(r'href="/comments[^"]*&amp;with=([^"&]+)[^"]*">([\d,]+)</a>', page))
    assert links == {one.topic: f"{one.n:,}" for one in related if one.topic in told}  # what a table leaves out stays closed


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
    topic, site = topic_of(house), house.client.app.state.site  # type: ignore[attr-defined]
    key = (house.shop.current().id, Cell(SOURCE), True, None, "ja", ("topic", topic))
    site.remembered.get(key, lambda: shown)
    page = house.get(f"/topics/{topic}?source={SOURCE}")
    assert f'<a class="opens" href="{html.escape(opens)}">親切 <small>12</small></a>' in page
    assert "遅い <small>7</small></span>" in page

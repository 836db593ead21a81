"""The review queue as pages: what is listed, opened and decided, by whom, and what nobody may."""

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.conftest import House
from voc import store
from voc.records import REVIEWED, Action
from voc.store.decisions import Database, Wanted
from voc.web.pages import review_filters
from voc.words import say


@pytest.fixture
def decisions(house: House) -> Iterator[Database]:
    with store.decisions.opened(house.shop.project().decisions) as opened:
        yield opened


def items(page: str) -> list[str]:
    """The items of a page as they were seen, in their order."""
    return re.findall(r'<li class="item .*?data-seen="(\d+\.\d+)"', page)


def comments(page: str) -> list[str]:
    """The comments of a page as plain text."""
    return [html.unescape(re.sub("<[^>]+>", "", one)) for one in re.findall(r'<p class="comment" lang="ja">(.*?)</p>', page, re.S)]


# -- what is listed -----------------------------------------------------------------------------


def test_the_queue_lists_every_item_once_the_most_pressing_first(house: House, decisions: Database) -> None:
    address, found = "/review", list[str]()
    while True:
        page = house.get(address)
        found += items(page)
        onward = re.search(r'id="onward" href="([^"]+)"', page)
        if onward is None:
            break
        address = html.unescape(onward[1])
    wanted = store.decisions.queue(decisions, limit=10_000)
    assert [one.partition(".")[0] for one in found] == [str(one.id) for one in wanted]
    assert f"{len(wanted):,}件" in house.get("/review")


@pytest.mark.parametrize("query", ["", "text=の", "source=support"])
def test_from_a_later_page_one_goes_back_page_by_page(house: House, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_filters, "_MANY", 30)  # of the search, which then looks through the queue
    pages = [house.get(f"/review?{query}")]
    while len(pages) < 4:
        pages.append(house.get(led(pages[-1], "onward")))
    back = pages[-1]
    for page in pages[-2::-1]:
        back = house.get(led(back, "back"))
        assert items(back) == items(page) and items(page)
        assert re.findall(r'<ol class="items" start="(\d+)"', back) == re.findall(r'<ol class="items" start="(\d+)"', page)
    assert 'id="back"' not in back


def test_a_page_whose_items_were_decided_meanwhile_is_the_first_one(house: House, decisions: Database) -> None:
    first = house.get("/review?source=support")
    second = house.get(led(first, "onward"))
    back = led(house.get(led(second, "onward")), "back")
    house.post("/review/decide", {"action": "resolve", "item": items(first)})
    top = items(house.get("/review?source=support"))
    assert items(house.get(back)) == top
    last = store.decisions.queue(decisions, Wanted(source="support"), limit=9_999)[-1]
    assert items(house.get(f"/review?source=support&before=50&after={last.priority!r}_{last.id}")) == top


def test_an_item_of_a_later_page_leads_back_to_that_page(house: House) -> None:
    address = led(house.get("/review?source=support"), "onward")
    second = house.get(address)
    pick = re.search(r'<a class="pick" href="([^"]+)"', second)
    assert pick
    page = house.get(html.unescape(pick[1]))
    back = re.search(r'<p><a href="([^"]+)">要対応の一覧へ', page)
    assert back and items(house.get(html.unescape(back[1]))) == items(second)
    assert f'name="back" value="{back[1]}"' in page and f'name="back" value="{back[1]}"' in second


def led(page: str, link: str) -> str:
    """The address that a link of a page leads to."""
    found = re.search(rf'id="{link}" href="([^"]+)"', page)
    assert found
    return html.unescape(found[1])


def test_the_words_that_say_why_are_marked_in_the_comment(house: House) -> None:
    row = next(
        (evidence, text)
        for evidence, text in house.shop.ask(
            "SELECT evidence, text FROM flagged JOIN comments USING (source, comment_id) "
            "JOIN mentions USING (source, comment_id) WHERE evidence <> text ORDER BY priority DESC LIMIT 1"
        )
    )
    page = house.get("/review?text=" + row[1].split("\n")[0][:20])
    assert row[0].split("\n")[0] in html.unescape(" ".join(re.findall(r"<mark[^>]*>(.*?)</mark>", page, re.S)))


@pytest.mark.parametrize("name", ["topic", "reason", "source", "period", "group", "status", "segment"])
def test_a_filter_in_the_address_is_the_queue_s(house: House, decisions: Database, name: str) -> None:
    page = house.get("/review")
    select = re.search(rf'<select name="{name}">(.*?)</select>', page, re.S)
    assert select
    value = re.findall(r'<option value="([^"]+)"', select[1])[0]
    fields: dict[str, dict[str, Any]] = {"status": {"unfinished": True}, "group": {"nps_group": value}, "segment": {"segments": (tuple(value.split("=")),)}}
    wanted = store.decisions.queue(decisions, Wanted(**fields.get(name, {name: value})), limit=25)
    shown = items(house.get(f"/review?{name}={value}"))
    assert shown and [one.partition(".")[0] for one in shown] == [str(one.id) for one in wanted]


def test_what_the_address_cannot_mean_is_left_out(house: House) -> None:
    everything = items(house.get("/review"))
    assert items(house.get("/review?status=lost&reason=x&group=y&after=zz_1&before=-3&item=999")) == everything
    assert items(house.get("/review?until=zz&before=50")) == everything
    assert items(house.get(f"/review?after=1e400_{'9' * 50}")) == everything


# what is searched for → a comment of the sample that has it
@pytest.mark.parametrize("words", ["駐車場", "返金 退会", "ﾒｰﾙ", "待っ"])
def test_a_search_finds_words_whatever_their_width(house: House, words: str) -> None:
    found = [unicodedata.normalize("NFKC", one) for one in comments(house.get(f"/review?text={words}"))]
    for one in words.split():
        assert any(unicodedata.normalize("NFKC", one) in text for text in found)


def test_a_search_finds_another_form_of_the_same_word(house: House) -> None:
    found = comments(house.get("/review?text=待つ"))
    assert any("待つ" not in one for one in found), "待って and 待たされた are forms of 待つ"


def test_a_search_without_a_result_says_so_and_is_not_in_the_audit_log(house: House, decisions: Database) -> None:
    assert "この条件に合うコメントはありません" in house.get("/review?text=どこにもない言葉&source=support")
    entries = [entry for _, entry in store.decisions.audit.entries(decisions) if entry.action == "review_list"]
    assert entries and "source=support" in entries[0].target and "text" not in entries[0].target


def test_after_a_day_s_work_there_is_a_line(house: House, decisions: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOC_DAILY_CAPACITY", "3")

    def before_the_line(page: str) -> int:
        return len(items(page.split('class="day-line"')[0]))

    assert before_the_line(house.get("/review")) == 3
    house.post("/review/decide", {"action": "resolve", "item": items(house.get("/review"))[:2]})
    page = house.get("/review")
    assert before_the_line(page) == 1 and "今日 2 / 3件" in page


def test_what_was_given_to_somebody_stays_theirs_until_it_is_done(house: House) -> None:
    house.add("花子", "reviewer")
    house.sign_in("花子")
    ids = [one.partition(".")[0] for one in items(house.get("/review"))[:3]]
    assert f'<option value="" selected>{say("web.review.nobody")}</option>' in house.get(f"/review/{ids[0]}")
    house.post("/review/decide", {"action": "assign", "assignee": "花子", "item": [f"{id}.0" for id in ids]})
    assert '<option selected>花子</option>' in house.get(f"/review/{ids[0]}")
    for id, action in zip(ids, ("accept", "resolve"), strict=False):
        house.post("/review/decide", {"action": action, "item": f"{id}.1"})
    page = house.get("/review")
    mine, accepted = (html.unescape(re.search(f'href="([^"]+)"[^>]*>{name}</a>', page)[1]) for name in ("自分の担当", "確認済み"))  # type: ignore[index]
    assert items(house.get(mine)) == [f"{ids[0]}.2", f"{ids[2]}.1"]
    assert items(house.get(accepted)) == [f"{ids[0]}.2"]


def test_views_are_kept_and_forgotten(house: House) -> None:
    answer = house.post("/review/views", {"name": "緊急の苦情", "query": "reason=urgent&next=http://example.com&topic=staff"})
    assert answer.headers["location"] == "/review?topic=staff&reason=urgent"
    page = house.get("/review")
    assert "緊急の苦情" in page
    id = re.search(r'name="id" value="(\d+)"', page)
    assert id
    house.post("/review/views/drop", {"id": id[1]})
    page = house.get("/review")
    assert 'class="chip kept"' not in page


# -- one item -------------------------------------------------------------------------------------


def test_an_item_shows_why_it_was_flagged_the_customer_and_the_thread(house: House, decisions: Database) -> None:
    ask = house.shop.ask(
        "SELECT f.source, f.comment_id, c.contact_id FROM flagged AS f JOIN comments AS c USING (source, comment_id) "
        "WHERE f.source = 'support' AND (SELECT count(*) FROM messages AS m WHERE m.contact_id = c.contact_id) > 1 LIMIT 1"
    )
    (source, comment, contact) = ask[0]
    item = next(one for one in store.decisions.queue(decisions, Wanted(source=source), limit=9_999) if one.comment_id == comment)
    page = html.unescape(house.get(f"/review/{item.id}"))
    for text, *_ in house.shop.ask(f"SELECT text FROM messages WHERE contact_id = '{contact}'"):
        assert text in page
    assert "優先度" in page and "経過 10.0" in page and "この顧客のほかの声" in page
    assert f'href="/customers/{item.respondent}"' in page and house.get(f"/customers/{item.respondent}")


def test_an_item_says_which_amounts_its_customer_value_comes_from(house: House, decisions: Database) -> None:
    ((source, comment, spend),) = house.shop.ask(
        "SELECT f.source, comment_id, spend FROM flagged AS f JOIN comments USING (source, comment_id)"
        " JOIN responses AS r ON r.source = f.source AND r.response_id = f.response_id"
        " JOIN customers USING (respondent) WHERE spend > 1000 AND priority_value > 0 LIMIT 1"
    )
    item = next(one for one in store.decisions.queue(decisions, Wanted(source=source), limit=9_999) if one.comment_id == comment)
    page = html.unescape(house.get(f"/review/{item.id}"))
    assert f"顧客価値のもと: 利用額 {spend:,.0f}(customers)" in page
    assert f"約{item.priority_value / 8:.0%}は、これより少ない値です" in page


def test_the_time_of_an_item_is_its_day_where_its_source_tells_no_more(house: House) -> None:
    for source, shape in (("store_survey", r"\d{4}-\d\d-\d\d"), ("support", r"\d{4}-\d\d-\d\d \d\d:\d\d")):
        page = house.get(f"/review?source={source}")
        times = re.findall(r'<time title="([^"]+)"', page)
        assert times and all(re.fullmatch(shape, one) for one in times), source


def test_an_item_that_there_is_not_is_a_page_that_leads_back_to_the_queue(house: House) -> None:
    assert 'href="/review">要対応の一覧へ' in house.get("/review/999999", 404)
    for address in ("/review/999999", f"/review/{'9' * 30}", "/review/abc"):
        house.get(address, 404)


# -- decisions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("action", "status"), [("accept", "accepted"), ("dismiss", "dismissed"), ("resolve", "resolved")])
def test_a_decision_takes_the_item_from_the_list_and_undo_brings_it_back(
    house: House, decisions: Database, action: Action, status: str
) -> None:
    (seen, *_) = items(house.get("/review"))
    id = int(seen.partition(".")[0])
    answer = house.post("/review/decide", {"action": action, "item": seen, "back": "/review?reason=complaint"})
    assert answer.headers["location"] == "/review?reason=complaint"
    assert store.decisions.find(decisions, [id])[0].status == status
    assert seen not in items(house.get("/review"))
    house.post("/review/decide", {"action": "undo", "item": f"{id}.1"})
    assert items(house.get("/review"))[0] == f"{id}.2"


def test_the_second_of_two_people_is_told_who_was_first_and_nothing_is_overwritten(house: House, decisions: Database) -> None:
    (seen, *_) = items(house.get("/review"))
    house.post("/review/decide", {"action": "resolve", "item": seen})
    answer = house.post("/review/decide", {"action": "dismiss", "item": seen}, 409)
    assert "先に判断しています" in answer.text and "対応済みにしました" in answer.text
    answer = house.post("/review/decide", {"action": "dismiss", "item": seen}, 409, headers={"accept": "application/json"})
    assert "先に判断しています" in answer.json()["sentence"]
    assert store.decisions.find(decisions, [int(seen.partition(".")[0])])[0].status == "resolved"


def test_the_second_of_two_people_finds_what_they_wrote_in_the_form_above_what_the_first_decided(house: House) -> None:
    (seen, *_) = items(house.get("/review"))
    id = int(seen.partition(".")[0])
    house.post("/review/decide", {"action": "note", "item": seen, "note": "先に書いたメモ"})
    form = {"action": "note", "item": seen, "back": "/review?reason=complaint"}
    page = house.post("/review/decide", form | {"note": "\n折り返し <お詫び>"}, 409).text
    assert "先に判断しています" in page and say("web.review.taken_kept") in page
    assert "折り返し &lt;お詫び&gt;</textarea>" in page.split("先に書いたメモ")[0]
    assert f'name="item" value="{id}.1"' in page and 'value="/review?reason=complaint"' in page
    house.post("/review/decide", form | {"note": "折り返し", "item": f"{id}.1"})
    page = house.post("/review/decide", form | {"action": "dismiss"}, 409).text
    assert say("web.review.taken_now") in page and "required title" in page


def test_a_correction_that_came_second_is_chosen_again(house: House) -> None:
    (seen, *_) = items(house.get("/review"))
    house.post("/review/decide", {"action": "note", "item": seen, "note": "読みました"})
    form = {"action": "correct", "item": seen, "sentiment": "mixed", "complaint": "no"}
    words = comments(house.get(f"/review/{seen.partition('.')[0]}"))[0][2:5]
    line = {"topic": "parking", "polarity": "positive", "words": words, "were": "", "read": ""}
    page = house.post("/review/decide", form | line, 409).text
    assert '<details class="correct" id="correct" open>' in page
    assert '<option value="mixed" selected>' in page and '<option value="no" selected>' in page
    assert '<option value="parking" selected>' in page and f'<input name="words" value="{html.escape(words)}"' in page
    page = house.post("/review/decide", form | line | {"item": f"{seen.partition('.')[0]}.1", "words": "どこにもない"}, 400).text
    assert "本文にありません" in page and '<input name="words" value="どこにもない"' in page


def test_the_same_form_sent_twice_decides_once(house: House, decisions: Database) -> None:
    (seen, *_) = items(house.get("/review"))
    form = {"action": "note", "item": seen, "note": "090-1234-5678 に電話", "request": "abc"}
    house.post("/review/decide", form)
    house.post("/review/decide", form)
    (one,) = store.decisions.history(decisions, int(seen.partition(".")[0]))
    assert one.note.endswith("に電話") and "090" not in one.note


def test_a_character_that_turns_text_around_is_kept_and_not_shown(house: House, decisions: Database) -> None:
    (seen, *_) = items(house.get("/review"))
    id = int(seen.partition(".")[0])
    house.post("/review/decide", {"action": "note", "item": seen, "note": "\u202e返金してください\u2069"})
    (one,) = store.decisions.history(decisions, id)
    page = house.get(f"/review/{id}")
    assert "\u202e" in one.note and "返金してください" in page and "\u202e" not in page and "\u2069" not in page


def test_many_are_decided_at_once_or_none_of_them(house: House, decisions: Database) -> None:
    first, second, third = items(house.get("/review"))[:3]
    house.post("/review/decide", {"action": "resolve", "item": second})
    house.post("/review/decide", {"action": "dismiss", "item": [first, second, third]}, 409)
    assert items(house.get("/review"))[:2] == [first, third]
    answer = house.post("/review/decide", {"action": "assign", "assignee": "佐藤", "item": [first, third]})
    assert answer.status_code == 303
    ids = [int(one.partition(".")[0]) for one in (first, third)]
    assert {one.assignee for one in store.decisions.find(decisions, ids)} == {"佐藤"}


def test_the_sentence_names_the_item_by_the_number_that_its_row_shows(house: House) -> None:
    first, second = items(house.get("/review"))[:2]
    number = f"{first.partition('.')[0]}番"
    assert number in house.get("/review")
    house.post("/review/decide", {"action": "resolve", "item": first})
    assert f"{number}: 対応済みにしました" in house.get("/review")
    assert f"{number}: " in house.post("/review/decide", {"action": "dismiss", "item": [first, second]}, 409).text


def test_what_was_decided_on_many_is_undone_but_for_what_somebody_decided_since(house: House, decisions: Database) -> None:
    ids = [int(one.partition(".")[0]) for one in items(house.get("/review"))[:4]]
    house.post("/review/decide", {"action": "dismiss", "item": [f"{id}.0" for id in ids[:3]]})
    house.post("/review/decide", {"action": "resolve", "item": f"{ids[0]}.1"})
    form = {"action": "undo", "item": [f"{id}.1" for id in ids[:3]] + [f"{ids[3]}.0"], "request": "abc"}
    for _ in range(2):  # sent twice it is done once
        house.post("/review/decide", form)
        assert "2件: 直前の判断を取り消しました。ほかの2件はそのままです" in house.get("/review")
    assert [one.status for one in store.decisions.find(decisions, ids)] == ["resolved", "open", "open", "open"]
    house.post("/review/decide", form | {"request": ""}, 409, headers={"accept": "application/json"})
    untouched = [f"{one.id}.{one.version}" for one in store.decisions.queue(decisions, limit=9) if not one.version][:2]
    assert "取り消せる判断がありません" in house.post("/review/decide", {"action": "undo", "item": untouched}, 409).text
    done = [entry for _, entry in store.decisions.audit.entries(decisions) if entry.action == "review_undo"]
    assert len(done) == 2, "of the form that was sent twice"


def test_an_undone_decision_is_marked_in_the_history_with_who_took_it_back(house: House) -> None:
    id = items(house.get("/review"))[0].partition(".")[0]
    house.post("/review/decide", {"action": "note", "item": f"{id}.0", "note": "電話しました"})
    house.post("/review/decide", {"action": "dismiss", "item": f"{id}.1"})
    assert "取り消し済み" not in house.get(f"/review/{id}")
    for version in (2, 3):
        house.post("/review/decide", {"action": "undo", "item": f"{id}.{version}"})
    history = re.findall(r"<li>(.*?)</li>", house.get(f"/review/{id}").split('class="history"')[1], re.S)
    assert ["取り消し済み(" in one and "<del>" in one for one in history] == [False, False, True, True]
    assert "対応不要にしました" in history[2] and "電話しました" in history[3]


def test_a_correction_keeps_what_was_read_but_for_what_the_form_changes(house: House, decisions: Database) -> None:
    (seen, *_) = items(house.get("/review"))
    id = int(seen.partition(".")[0])
    pane = house.get(f"/review/{id}")
    text = comments(pane)[0]
    form: dict[str, object] = {"action": "correct", "item": seen, "sentiment": "positive", "complaint": "no"}
    form |= {"topic": ["staff", ""], "polarity": ["positive", "negative"], "words": [text[2:6], ""], "were": ["", ""], "read": ["", ""]}
    house.post("/review/decide", form)
    (one,) = store.decisions.history(decisions, id)
    assert one.verdict is not None
    assert (one.verdict.sentiment, one.verdict.complaint) == ("positive", False)
    assert [(topic.topic, topic.polarity, text[topic.start : topic.end]) for topic in one.verdict.topics] == [
        ("staff", "positive", text[2:6])
    ]


def test_every_label_that_an_item_shows_can_be_corrected(house: House, decisions: Database) -> None:
    (seen, *_) = items(house.get("/review"))
    id = int(seen.partition(".")[0])
    for answer, says in (("no", False), ("yes", True)):
        pane = house.get(f"/review/{id}")
        for flag in REVIEWED:
            assert re.search(rf'{say(f"label.{flag}")} <select name="{flag}">', pane), flag
        house.post("/review/decide", {"action": "correct", "item": f"{id}.{int(says)}"} | dict.fromkeys(REVIEWED, answer))
        verdict = store.decisions.history(decisions, id)[-1].verdict
        assert verdict is not None and {getattr(verdict, flag) for flag in REVIEWED} == {says}
        reading = re.search(r'<p class="reading">(.*?)</p>', house.get(f"/review/{id}"), re.S)
        assert reading and all(say(f"label.{flag}") in reading[1] for flag in REVIEWED), "also what it is not"
        assert (say("label.none").strip() in reading[1]) is not says


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"action": "explode", "item": "1.0"}, "explode"),
        ({"action": "accept"}, "選んでください"),
        ({"action": "accept", "item": "x.y"}, "x.y"),
        ({"action": "correct", "item": "1.0"}, "直すところが選ばれていません"),
        ({"action": "undo", "item": "1.0"}, "取り消せる判断がありません"),
        ({"action": "note", "item": "1.0", "note": " \u3000"}, "メモに何も書かれていません"),
        ({"action": "correct", "item": "1.0", "topic": "staff", "polarity": "negative", "words": "どこにもない", "were": "", "read": ""}, "どこにもない"),
    ],
)
def test_a_form_that_is_wrong_is_a_sentence(house: House, form: dict[str, str], sentence: str) -> None:
    first = items(house.get("/review"))[0]
    form = {name: first if value == "1.0" else value for name, value in form.items()}
    status = {"x.y": 404}.get(form.get("item", ""), 409 if form["action"] == "undo" else 400)
    assert sentence in house.post("/review/decide", form, status).text


# -- who may ----------------------------------------------------------------------------------------


def test_a_viewer_sees_no_comment(house: House) -> None:
    house.add("閲覧者", "viewer")
    house.sign_in("閲覧者")
    for address in ("/review", "/review/1"):
        assert "権限" in house.get(address, 403)
    house.post("/review/decide", {"action": "accept", "item": "1.0"}, 403)


def test_an_item_is_given_to_whoever_sees_it_and_the_queue_is_filtered_by_everybody(house: House, decisions: Database) -> None:
    one = next(one for one in store.decisions.queue(decisions, limit=9_999) if one.segments)
    name, value = next(iter(one.segments.items()))
    house.add("部長", "admin")
    house.add("店長", "reviewer", (name, value))
    house.add("別の店長", "reviewer", (name, "どこか"))
    house.sign_in("部長")
    pane = house.get(f"/review/{one.id}?pane=1")
    assert "<option>店長</option>" in pane and "別の店長" not in pane
    assert '<option value="別の店長">' in house.get("/review")
    said = house.post("/review/decide", {"action": "assign", "assignee": "別の店長", "item": f"{one.id}.{one.version}"}, 400)
    assert "これを扱えるアカウントの名前" in said.text


def test_a_restricted_reviewer_sees_and_decides_on_their_segment_only(house: House, decisions: Database) -> None:
    everything = store.decisions.queue(decisions, limit=9_999)
    name, value = next(iter(next(one for one in everything if one.segments).segments.items()))
    own = [one for one in everything if one.segments.get(name) == value]
    other = next(one for one in everything if name in one.segments and one.segments[name] != value)
    house.add("店長", "reviewer", (name, value))
    house.sign_in("店長")
    foreign = f"{name}={other.segments[name]}"
    wanted = (("", own), (f"segment={name}={value}", own), (f"segment={foreign}", []), (f"segment={foreign}&text=の", []))
    for query, expected in wanted:
        shown = {int(one.partition(".")[0]) for one in items(house.get(f"/review?{query}"))}
        assert shown == {one.id for one in expected[:25]}
    assert foreign not in house.get("/review")
    house.get(f"/review/{own[0].id}")
    assert "一覧から選び直してください" in house.get(f"/review/{other.id}", 404)
    house.post("/review/decide", {"action": "accept", "item": f"{other.id}.{other.version}"}, 404)
    assert store.decisions.find(decisions, [other.id]) == [other]

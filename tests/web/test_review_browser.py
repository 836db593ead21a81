"""The review queue in a real Chromium: worked by keyboard, corrected, run again; two people on one item."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.shop import Shop
from tests.web.conftest import PASSWORD, House
from voc import decide, store

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route


@pytest.fixture
def published(published: Path, tmp_path: Path) -> Path:
    """A copy of the sample: here it is run again."""
    return Path(shutil.copytree(published, tmp_path / "見本"))


def sign_in(page: "Page", name: str) -> None:
    page.goto("/sign-in?next=/review")
    page.get_by_label("名前").fill(name)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="サインイン").click()
    page.wait_for_url("**/review")


def current(page: "Page") -> int:
    """The item that is opened beside the list."""
    row = page.locator(".item[aria-current]")
    id = row.get_attribute("data-item")
    assert id
    page.locator(f"#pane .open-item[data-item='{id}']").wait_for()
    return int(id)


def press(page: "Page", keys: str) -> None:
    """Press keys, each when the pane shows the current item as it stands."""
    for key in keys:
        id = current(page)
        seen = page.locator(f"#i{id}").get_attribute("data-seen")
        page.locator(f"#pane .open-item[data-seen='{seen}']").wait_for()
        page.keyboard.press(key)


def order(page: "Page") -> list[int]:
    """The items of the list."""
    return [int(str(one.get_attribute("data-item"))) for one in page.locator(".item").all()]


def actions(house: House, *ids: int) -> list[list[str]]:
    """What was decided on each item."""
    with store.decisions.opened(house.shop.project().decisions) as database:
        return [[one.action for one in store.decisions.history(database, id)] for id in ids]


def test_ten_complaints_by_keyboard_and_a_corrected_topic_is_in_the_next_run(house: House, browser_page: "Page") -> None:
    house.add("佐藤", "reviewer")
    page = browser_page
    sign_in(page, "佐藤")
    ids = order(page)

    for key, id in zip("aadraaddr", ids, strict=False):
        assert current(page) == id
        press(page, key)
        page.locator(f"#i{id} .standing").wait_for()
    assert current(page) == ids[9]

    text = page.locator("#pane .open-item > .comment").inner_text()
    words = text[:6].strip()
    press(page, "c")
    form = page.locator("#correct")
    form.get_by_label("話題 1").select_option("staff")
    form.get_by_label("向き 1").select_option("positive")
    form.get_by_label("根拠の言葉 1").fill(words)
    form.get_by_role("button", name="直して保存").click()
    page.locator("#pane .history li").filter(has_text="読み取りを直しました").wait_for()

    press(page, "u")  # take it back, and correct it again
    page.locator("#pane .history li").filter(has_text="直前の判断を取り消しました").wait_for()
    press(page, "c")
    form.get_by_label("話題 1").select_option("staff")
    form.get_by_label("向き 1").select_option("positive")
    form.get_by_label("根拠の言葉 1").fill(words)
    form.get_by_role("button", name="直して保存").click()
    page.locator("#pane .history li").filter(has_text="読み取りを直しました").nth(1).wait_for()

    press(page, "n")
    page.keyboard.type("090-1234-5678 に電話しました")
    page.get_by_role("button", name="メモを残す").click()
    page.locator("#pane .history li").filter(has_text="に電話しました").wait_for()
    assert "1234-5678" not in page.locator("#pane .history").inner_text()

    with store.decisions.opened(house.shop.project().decisions) as database:
        found = store.decisions.find(database, ids[:10])
    assert [one.status for one in found] == [
        {"a": "accepted", "d": "dismissed", "r": "resolved"}[key] for key in "aadraaddr"
    ] + ["open"]

    shop = Shop(house.shop.root)
    assert shop.run().status == "published"
    key = f"comment_id = '{found[9].comment_id}'"
    assert shop.ask(f"SELECT decided FROM comments WHERE {key}") == [(True,)]
    said = shop.ask(f"SELECT topic, polarity, p, evidence FROM mentions WHERE {key}")
    assert ("staff", "positive", 1.0, words) in said
    accepted = [one.comment_id for one, key in zip(found, "aadraaddr", strict=False) if key == "a"]
    assert shop.ask(f"SELECT count(*) FROM comments WHERE decided AND comment_id IN {tuple(accepted)}") == [(len(accepted),)]
    page.reload()
    shown = {str(one.get_attribute("data-item")) for one in page.locator(".item").all()}
    assert not shown & {str(one.id) for one in found[:9]}


def test_the_second_of_two_people_sees_that_it_was_taken_and_overwrites_nothing(
    house: House, browser_page: "Page", served: str
) -> None:
    for name in ("佐藤", "鈴木"):
        house.add(name, "reviewer")
    browser = browser_page.context.browser
    assert browser
    first, second = browser_page, browser.new_context(base_url=served).new_page()
    sign_in(first, "佐藤")
    sign_in(second, "鈴木")
    id = current(first)
    assert current(second) == id

    press(first, "a")
    first.locator(f"#i{id} .standing").wait_for()
    press(second, "d")
    told = second.locator("#told.problem")
    told.wait_for()
    assert "佐藤 さんが先に判断しています" in told.inner_text()
    second.locator(f"#i{id} .standing").filter(has_text="確認済み").wait_for()
    assert current(second) == id
    with store.decisions.opened(house.shop.project().decisions) as database:
        (one,) = store.decisions.find(database, [id])
        assert [(decision.who, decision.action) for decision in store.decisions.history(database, id)] == [("佐藤", "accept")]
    assert one.status == "accepted"


def test_many_are_selected_and_decided_and_help_lists_the_keys(house: House, browser_page: "Page") -> None:
    page = browser_page
    page.goto("/review")
    assert not page.locator(".bulk").is_visible()
    chosen = []
    for _ in range(3):
        chosen.append(current(page))
        press(page, "xj")
    page.locator(".bulk").get_by_role("button", name="対応不要").click()
    for id in chosen:
        page.locator(f"#i{id} .standing").filter(has_text="対応不要").wait_for()
    press(page, "?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()


def test_keys_decide_on_what_is_selected_and_on_nothing_else(house: House, browser_page: "Page") -> None:
    page = browser_page
    page.goto("/review")
    ids = order(page)[:5]
    press(page, "xjxjd")
    for id in ids[:2]:
        page.locator(f"#i{id} .standing").filter(has_text="対応不要").wait_for()
    page.locator("#told").filter(has_text="2件: 対応不要にしました").wait_for()
    assert current(page) == ids[2] and not page.locator(".bulk").is_visible()
    press(page, "r")  # nothing is selected any more
    page.locator(f"#i{ids[3]}[aria-current]").wait_for()
    press(page, "xjxa")
    page.locator("#told").filter(has_text="2件: 確認済みにしました").wait_for()
    assert actions(house, *ids) == [["dismiss"], ["dismiss"], ["resolve"], ["accept"], ["accept"]]
    press(page, "u")
    page.locator("#told").filter(has_text="2件: 直前の判断を取り消しました").wait_for()
    assert actions(house, *ids[3:]) == [["accept", "undo"]] * 2


@pytest.mark.parametrize("height", [900, 700])
def test_beside_a_comment_of_any_length_its_buttons_are_on_the_screen(house: House, browser_page: "Page", height: int) -> None:
    page = browser_page
    page.set_viewport_size({"width": 1280, "height": height})
    page.goto("/review")
    first = current(page)
    for address in ("/review", f"/review/{first}"):
        page.goto(address)
        comment = page.locator("#pane .open-item > .comment")
        comment.evaluate("one => { one.textContent = one.textContent.repeat(5000 / one.textContent.length) }")
        for name in ("確認", "対応不要", "対応済み"):
            box = page.locator("#pane .acts").get_by_role("button", name=name).bounding_box()
            assert box and box["y"] + box["height"] <= height, (address, name)


def test_empty_lines_take_no_room_in_the_list(house: House, browser_page: "Page") -> None:
    browser_page.goto("/review")
    comment = browser_page.locator(".item .comment").first
    lines = "one => (one.textContent = '最悪。\\n\\n\\n\\n解約します。', one.scrollHeight / parseFloat(getComputedStyle(one).lineHeight))"
    assert round(comment.evaluate(lines)) == 1


def test_on_paper_there_is_no_field_to_fill_in(house: House, browser_page: "Page") -> None:
    browser_page.goto("/review")
    browser_page.emulate_media(media="print")
    for field in browser_page.locator("main :is(input:not([type=hidden]), select, textarea, button)").all():
        assert not field.is_visible()
    assert browser_page.locator("#pane .reading").is_visible()


def test_keys_go_back_choose_an_assignee_and_undo_and_enter_on_a_box_decides_nothing(house: House, browser_page: "Page") -> None:
    page = browser_page
    page.goto("/review")
    first, second = (str(one.get_attribute("data-item")) for one in page.locator(".item").all()[:2])
    press(page, "jk")
    assert current(page) == int(first)
    press(page, "s")
    assert page.evaluate("document.activeElement.id") == "assignee"
    page.keyboard.press("Escape")
    press(page, "d")
    page.locator(f"#i{first} .standing").filter(has_text="対応不要").wait_for()
    assert current(page) == int(second)
    press(page, "u")
    page.locator(f"#i{first} .standing").wait_for(state="detached")
    page.locator(f"#i{second} input").check()
    page.locator(f"#i{second} input").press("Enter")
    press(page, "n")
    page.keyboard.type("jkad")  # words, not keys
    assert page.locator("#note").input_value() == "jkad"
    with store.decisions.opened(house.shop.project().decisions) as database:
        made = [[one.action for one in store.decisions.history(database, int(id))] for id in (first, second)]
    assert made == [["dismiss", "undo"], []]


def test_a_key_decides_on_the_row_under_the_cursor_before_the_pane_shows_it(house: House, browser_page: "Page") -> None:
    page = browser_page
    held: list[Route] = []
    page.goto("/review")
    first, second, third = order(page)[:3]
    page.route("**/review/*?pane=1", lambda route: held.append(route))
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.locator(f"#i{second} .standing").filter(has_text="対応不要").wait_for()
    assert f"{second}番: 対応不要にしました" in page.locator("#told").inner_text()
    page.locator(f"#i{third}[aria-current]").wait_for()
    page.keyboard.press("n")
    page.keyboard.type("ad")  # meant for the note: no decisions
    assert page.locator("#pane").get_attribute("inert") is not None, "its buttons are those of another item"
    for one in held[::-1]:  # the answer for the item before comes last
        one.continue_()
    page.locator(f"#pane:not([inert]) .open-item[data-item='{third}']").wait_for()
    page.wait_for_function("document.activeElement.id === 'note'")
    assert actions(house, first, second, third) == [[], ["dismiss"], []]


def test_a_decision_that_is_on_its_way_moves_no_cursor_that_moved_on(house: House, browser_page: "Page") -> None:
    page = browser_page
    held: list[Route] = []
    page.goto("/review")
    ids = order(page)[:4]
    page.route("**/review/decide", lambda route: held.append(route))
    for key in "auajjr":  # the second a, and u, while the first is on its way: nothing
        page.keyboard.press(key)
    assert current(page) == ids[2]
    for one in held:
        one.continue_()
    page.locator(f"#i{ids[2]} .standing").filter(has_text="対応済み").wait_for()
    page.locator(f"#i{ids[3]}[aria-current]").wait_for()
    page.locator(f"#i{ids[0]} .standing").filter(has_text="確認済み").wait_for()
    assert current(page) == ids[3]
    assert actions(house, *ids) == [["accept"], [], ["resolve"], []]


def test_what_is_half_written_comes_back_with_its_item_and_leaving_the_page_asks(house: House, browser_page: "Page") -> None:
    page = browser_page
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/review")
    first, second = order(page)[:2]
    press(page, "n")
    page.keyboard.type("電話の続き")
    page.keyboard.press("Escape")
    press(page, "j")
    assert current(page) == second and page.locator("#note").input_value() == ""
    page.locator(f"#i{first} .draft").wait_for()
    assert not page.locator(f"#i{second} .draft").is_visible()
    press(page, "k")
    assert current(page) == first and page.locator("#note").input_value() == "電話の続き"

    press(page, "c")
    page.get_by_label("感情").select_option("positive")
    with store.decisions.opened(house.shop.project().decisions) as database:  # somebody is faster
        decide.decide(house.shop.project(), database, "assign", [(first, 0)], "佐藤", assignee="佐藤")
    page.get_by_role("button", name="メモを残す").click()
    page.locator("#told.problem").filter(has_text=f"{first}番: 佐藤 さんが先に").wait_for()
    page.locator(f"#pane:not([inert]) .open-item[data-seen='{first}.1']").wait_for()
    assert page.locator("#note").input_value() == "電話の続き"
    page.get_by_role("button", name="メモを残す").click()
    page.locator("#pane .history li").filter(has_text="電話の続き").wait_for()
    assert page.locator("#note").input_value() == ""
    page.get_by_role("button", name="直して保存").click()
    page.locator("#pane .history li").filter(has_text="読み取りを直しました").wait_for()
    assert not page.locator(f"#i{first} .draft").is_visible()
    page.reload()
    assert not asked, "nothing is half-written"
    press(page, "n")
    page.keyboard.type("途中")
    page.reload()
    assert asked == ["beforeunload"]


def test_many_are_undone_at_once_but_for_what_somebody_decided_since(house: House, browser_page: "Page") -> None:
    page = browser_page
    page.goto("/review")
    ids = order(page)[:4]
    for id in ids[:3]:
        page.locator(f"#i{id} input").check()
    page.locator(".bulk").get_by_role("button", name="対応不要").click()
    page.locator(f"#i{ids[2]} .standing").wait_for()
    with store.decisions.opened(house.shop.project().decisions) as database:
        decide.decide(house.shop.project(), database, "resolve", [(ids[1], None)], "佐藤")
    for key in "jjja":
        page.keyboard.press(key)
    page.locator(f"#i{ids[3]} .standing").wait_for()
    press(page, "u")  # the last one first, then the many
    page.locator("#told").filter(has_text=f"{ids[3]}番: 直前の判断を取り消しました").wait_for()
    press(page, "u")
    page.locator("#told").filter(has_text="2件: 直前の判断を取り消しました。ほかの1件はそのままです").wait_for()
    assert current(page) == ids[0]
    assert page.locator(f"#i{ids[1]} .standing").inner_text() == "対応済み"
    assert actions(house, *ids) == [["dismiss", "undo"], ["dismiss", "resolve"], ["dismiss", "undo"], ["accept", "undo"]]


def test_keys_go_over_the_ends_of_a_page(house: House, browser_page: "Page") -> None:
    page = browser_page
    page.goto("/review")
    first = order(page)
    page.locator(f"#i{first[-1]} .pick").click()
    assert current(page) == first[-1]
    press(page, "j")
    page.wait_for_url("**/review?after=*")
    assert current(page) == order(page)[0] and order(page)[0] not in first
    press(page, "k")
    page.wait_for_url("**/review#last")
    assert current(page) == first[-1] and order(page) == first


def test_an_item_by_itself_goes_back_to_the_list_with_a_sentence(house: House, browser_page: "Page") -> None:
    page = browser_page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/review")
    first, second = order(page)[:2]
    for id, decision in ((first, lambda: page.get_by_role("button", name="対応不要").click()), (second, lambda: page.keyboard.press("r"))):
        page.goto(f"/review/{id}")
        decision()
        page.wait_for_url("**/review")
        assert f"{id}番: 対応" in page.locator(".flash").first.inner_text()
    assert actions(house, first, second) == [["dismiss"], ["resolve"]]
    page.goto(f"/review/{second}")
    page.get_by_label("メモ").fill("途中")
    page.get_by_role("button", name="メモを残す").click()  # is sent, and asks nothing
    page.wait_for_url("**/review")
    assert actions(house, second) == [["resolve", "note"]]


def test_on_a_telephone_the_list_stands_where_it_stood_before_the_decision(house: House, browser_page: "Page") -> None:
    page = browser_page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/review")
    id = order(page)[14]
    page.locator(f"#i{id}").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 844
    page.locator(f"#i{id} .comment").click()
    page.wait_for_url(f"**/review/{id}")
    page.get_by_role("button", name="対応不要").click()
    page.locator("#told").filter(has_text=f"{id}番: 対応不要にしました").wait_for()
    assert page.evaluate("scrollY") == pytest.approx(before, abs=60) and page.locator("#told").is_visible()
    page.goto("/topics")
    page.get_by_role("link", name="要対応", exact=True).click()
    page.wait_for_url("**/review")
    assert page.evaluate("scrollY") == 0


def test_without_javascript_everything_works_as_forms(house: House, browser_page: "Page", served: str) -> None:
    browser = browser_page.context.browser
    assert browser
    page = browser.new_context(base_url=served, java_script_enabled=False).new_page()
    page.goto("/review")
    first = page.locator(".item").first.get_attribute("data-item")
    page.locator(".item .pick").first.click()
    assert page.url.endswith(f"/review/{first}")
    page.get_by_role("button", name="対応済み").click()
    assert page.url.endswith("/review") and "対応済みにしました" in page.locator(".flash").inner_text()
    assert page.locator(".item").first.get_attribute("data-item") != first
    page.goto("/review?status=resolved")
    page.locator(f"#i{first} input").check()
    page.locator(".bulk").get_by_role("button", name="取り消す").click()
    assert f"{first}番: 直前の判断を取り消しました" in page.locator(".flash").inner_text()


def test_the_page_fits_a_telephone(house: House, browser_page: "Page") -> None:
    browser_page.set_viewport_size({"width": 390, "height": 844})
    for address in ("/review", "/language/en?next=/review"):
        browser_page.goto(address)
        assert browser_page.evaluate("document.documentElement.scrollWidth") <= 390
        box = browser_page.locator(".item").first.bounding_box()
        assert box and box["y"] < 450, "the filters leave the first complaint half of the screen"
        browser_page.get_by_label("状態" if "en" not in address else "Status").select_option("resolved")
    browser_page.locator(".item .comment").first.click()
    browser_page.wait_for_url("**/review/*")
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("key", "field"), [("n", "note"), ("s", "assignee"), ("c", "sentiment")])
def test_where_no_pane_stands_beside_the_list_a_key_for_a_field_leads_to_it_on_the_page_of_the_item(
    house: House, browser_page: "Page", key: str, field: str
) -> None:
    page = browser_page
    page.set_viewport_size({"width": 640, "height": 450})  # a laptop at 200 %
    page.goto("/review")
    second = order(page)[1]
    page.keyboard.press("j")
    page.keyboard.press(key)
    page.wait_for_url(f"**/review/{second}#{key}")
    page.locator(f"[name={field}]:focus").wait_for()


def test_going_back_to_the_list_brings_nothing_up_beside_another_item(house: House, browser_page: "Page") -> None:
    page = browser_page
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/review")
    first, second, third, *_ = order(page)
    page.locator(f"#i{second} input").check()
    page.get_by_label("メモ").fill(f"{first}番のお客様に電話した")
    page.locator("#assignee").select_option(index=0)
    page.locator("#correct summary").click()
    page.locator("#correct [name=sentiment]").select_option("positive")
    page.locator("#onward").click()
    page.wait_for_url("**/review?after=*")
    house.post("/review/decide", {"action": "dismiss", "item": f"{first}.0"})  # by somebody else
    page.go_back()
    page.locator(f"#pane .open-item[data-item='{second}']").wait_for()
    assert order(page)[:2] == [second, third] and not page.locator(".item input:checked").all()
    assert not page.get_by_label("メモ").input_value() and not page.locator("#assignee").input_value()
    assert not page.locator("#correct [name=sentiment]").input_value()
    page.keyboard.press("d")
    page.locator("#told").filter(has_text="対応不要").wait_for()
    assert actions(house, second, third) == [["dismiss"], []]


def test_what_was_half_written_on_the_page_of_an_item_is_there_when_somebody_goes_back_to_it(
    house: House, browser_page: "Page"
) -> None:
    page = browser_page
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/review")
    page.goto(f"/review/{order(page)[0]}")
    page.get_by_label("メモ").fill("途中")
    page.get_by_role("link", name="話題", exact=True).click()
    page.wait_for_url("**/topics")
    page.go_back()
    page.wait_for_url("**/review/*")
    assert page.get_by_label("メモ").input_value() == "途中"


def test_where_nothing_is_listed_somebody_searches_again_and_reads_the_keys(house: House, browser_page: "Page") -> None:
    page = browser_page
    page.goto("/review?text=zzzz")
    page.keyboard.press("a")  # decides on nothing
    page.keyboard.press("/")
    page.locator("#search:focus").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()


def test_without_javascript_no_button_is_shown_that_needs_it(house: House, browser_page: "Page", served: str) -> None:
    browser = browser_page.context.browser
    assert browser
    page = browser.new_context(base_url=served, java_script_enabled=False).new_page()
    page.goto("/review")
    assert page.locator(".keys-open").is_hidden()


def test_the_day_s_work_grows_with_every_decision_and_shrinks_when_it_is_taken_back(house: House, browser_page: "Page") -> None:
    page = browser_page
    page.goto("/review")
    day = page.locator(".day")
    for keys, done in (("a", 1), ("d", 2), ("u", 1)):
        press(page, keys)
        day.filter(has_text=f"今日 {done} /").wait_for()
        assert day.locator("progress").get_attribute("value") == str(done)

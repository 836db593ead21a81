"""Accounts and the audit log in the browser."""

import html
import json
import re

import pytest

from tests.web.conftest import PASSWORD, House
from voc import accounts, store
from voc.store.decisions import accounts as rows


@pytest.fixture
def boss(house: House) -> House:
    """Somebody who is the only administrator."""
    house.add("部長", "admin")
    house.sign_in("部長")
    return house


def known(house: House, name: str) -> rows.Account | None:
    with store.decisions.opened(house.shop.project().decisions) as database:
        return rows.find(database, name)


def change(house: House, name: str, status: int = 303, **form: str) -> str:
    return str(house.post("/people/account?name=" + name, form, status).text)


def test_the_first_account_is_an_administrator_so_that_nobody_is_locked_out(house: House) -> None:
    assert "誰でも管理者" in house.get("/people")
    form = {"name": "花子", "password": PASSWORD}
    assert "最初のアカウントは" in house.post("/people", form | {"role": "viewer"}, 400).text
    assert "最初のアカウントは" in house.post("/people", form | {"role": "admin", "elsewhere": "1"}, 400).text
    house.post("/people", form | {"role": "admin"})
    house.get("/people", 303)
    house.sign_in("花子")
    assert "花子" in house.get("/people")


def test_an_account_of_one_segment_is_made_from_those_that_are_published(boss: House) -> None:
    page = boss.get("/people")
    values = re.findall(r'<option value="(\[[^"]+\])">', page)
    assert values
    chosen = values[0].replace("&#34;", '"')
    boss.post("/people", {"name": "店長", "role": "reviewer", "password": PASSWORD, "segment": chosen})
    made = known(boss, "店長")
    assert made and made.segment and made.role == "reviewer"
    assert f"{made.segment[0]} = {made.segment[1]}" in boss.get("/people")
    assert "管理者の見える範囲は絞れません" in change(boss, "店長", 400, action="role", role="admin", segment=chosen)
    change(boss, "店長", action="role", role="viewer", segment="")
    made = known(boss, "店長")
    assert made and made.segment is None and made.role == "viewer"


def test_a_refused_account_keeps_its_restriction_so_that_the_next_try_shows_no_more(boss: House) -> None:
    segment = json.dumps(["年代", "30代"], ensure_ascii=False)
    form = {"name": "店長", "role": "viewer", "segment": segment, "password": "short"}
    page = boss.post("/people", form, 400).text
    assert f'<option value="{html.escape(segment).replace("&quot;", "&#34;")}" selected>' in page


def test_a_shop_too_small_for_a_row_of_its_own_can_be_chosen_and_what_tables_fold_cannot(empty_house: House) -> None:
    shops = [f"{number:02}号店" for number in range(60)]
    empty_house.shop.put("survey-04.csv", [
        f"{number},m{number},2026-04-01 10:00,30代,{name},{number % 11},駐車場が狭い。,"
        for number, name in enumerate([*shops, *shops[:40]])
    ])  # fmt: skip
    empty_house.shop.run()
    folded = "SELECT 1 FROM nps WHERE segment_name = '店舗' AND segment_value = '(others)'"
    assert empty_house.shop.ask(folded)
    offered = {json.loads(html.unescape(one))[1] for one in re.findall(r'<option value="(\[[^"]+\])">', empty_house.get("/people"))}
    assert offered == {*shops, "30代"}


@pytest.mark.parametrize(("segment", "said"), [(["年代", "99代"], "30代"), (["店舗番号", "1"], "年代")])
def test_a_segment_that_no_answer_has_is_refused_with_those_that_there_are(boss: House, segment: list[str], said: str) -> None:
    form = {"name": "店長", "role": "viewer", "password": PASSWORD, "segment": json.dumps(segment)}
    problem = re.search(r'class="problem"[^>]*>(.*?)</', boss.post("/people", form, 400).text, re.S)
    assert problem and segment[-1 if segment[0] == "年代" else 0] in problem[1] and said in problem[1]
    assert known(boss, "店長") is None
    boss.post("/people", form | {"segment": ""})
    assert said in change(boss, "店長", 400, action="role", role="viewer", segment=form["segment"])


@pytest.mark.parametrize(
    "form",
    [{"action": "disable"}, {"action": "role", "role": "reviewer"}, {"action": "password", "elsewhere": "1"}],
)
def test_the_last_administrator_stays(boss: House, form: dict[str, str]) -> None:
    assert "最後の管理者です" in change(boss, "部長", 400, **form)
    boss.add("課長", "admin")
    change(boss, "部長", **form)
    boss.get("/people", 303)


def test_a_disabled_account_is_out_at_once_and_comes_back(boss: House) -> None:
    boss.add("花子", "viewer")
    change(boss, "花子", action="disable")
    assert "停止" in boss.get("/people")
    with store.decisions.opened(boss.shop.project().decisions) as database:
        assert accounts.signed_in(database, "花子", PASSWORD) is None
        change(boss, "花子", action="enable")
        assert accounts.signed_in(database, "花子", PASSWORD)


def test_a_password_is_set_again_and_a_short_one_is_refused(boss: House) -> None:
    boss.add("花子", "viewer")
    assert "10文字以上" in change(boss, "花子", 400, action="password", password="short")
    change(boss, "花子", action="password", password="another long one")
    with store.decisions.opened(boss.shop.project().decisions) as database:
        assert accounts.signed_in(database, "花子", PASSWORD) is None
        assert accounts.signed_in(database, "花子", "another long one")


def test_a_token_is_shown_once_and_opens_the_account(boss: House) -> None:
    boss.add("機械", "viewer")
    page = change(boss, "機械", 200, action="token")
    token = re.search(r'class="token">([^<]+)<', page)
    assert token and token[1] not in boss.get("/people/account?name=機械")
    with store.decisions.opened(boss.shop.project().decisions) as database:
        found = accounts.by_token(database, token[1])
        assert found and found.name == "機械"
        change(boss, "機械", action="token_drop")
        assert accounts.by_token(database, token[1]) is None


def test_nonsense_is_told(boss: House) -> None:
    form = {"name": "x", "password": PASSWORD}
    assert "読めません" in boss.post("/people", form | {"role": "king"}, 400).text
    assert "読めません" in boss.post("/people", form | {"role": "viewer", "segment": "[1"}, 400).text
    assert "読めません" in change(boss, "部長", 400, action="explode")
    assert "ありません" in boss.get("/people/account?name=誰か", 400)
    assert "もうあります" in boss.post("/people", {"name": "部長", "password": PASSWORD, "role": "viewer"}, 400).text


# -- the audit log -------------------------------------------------------------------------------------


def test_the_log_says_who_did_what_and_is_filtered_by_person(boss: House) -> None:
    boss.add("花子", "viewer")
    change(boss, "花子", action="disable")
    boss.get("/people/log")
    page = boss.get("/people/log?who=部長")
    assert "アカウントの停止" in page and "花子" in page and "操作の記録の閲覧" in page
    assert "アカウントの停止" not in boss.get("/people/log?who=花子")


def test_the_log_says_what_an_account_was_given(boss: House) -> None:
    boss.add("花子", "viewer")
    change(boss, "花子", action="role", role="reviewer", segment='["年代", "30代"]')
    change(boss, "花子", action="role", role="admin")
    page = boss.get("/people/log?who=部長")
    assert "花子: reviewer, 年代=30代" in page and "花子: admin, all" in page


def test_the_log_goes_back_page_by_page_and_misses_nothing(boss: House) -> None:
    with store.decisions.opened(boss.shop.project().decisions) as database:
        for number in range(250):
            store.decisions.audit.note(database, "機械", "upload", f"file-{number:03}.csv")
    seen: list[str] = []
    address = "/people/log?who=機械"
    for _ in range(4):
        page = boss.get(address)
        seen += re.findall(r"file-(\d+)\.csv", page)
        older = re.search(r'href="(/people/log[^"]*before=\d+)"', page)
        if older is None:
            break
        address = older[1].replace("&amp;", "&")
    assert seen == [f"{number:03}" for number in range(249, -1, -1)]

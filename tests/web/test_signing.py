"""Signing in and out."""

import pytest

from tests.web.conftest import PASSWORD, House


def test_without_accounts_this_machine_s_user_is_let_in(house: House) -> None:
    assert "サインアウト" not in house.get("/")


def test_once_there_is_an_account_everybody_must_sign_in_and_comes_back_to_where_they_were(house: House) -> None:
    house.add("花子", "viewer")
    answer = house.client.get("/?period=2026-04", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2F%3Fperiod%3D2026-04"
    back = house.post(answer.headers["location"], {"name": " 花子 ", "password": PASSWORD})
    assert back.headers["location"] == "/?period=2026-04"
    assert "花子" in house.get("/")


@pytest.mark.parametrize("address", ["https://example.com/", "//example.com", "/\\example.com", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_server(house: House, address: str) -> None:
    house.add("花子", "viewer")
    answer = house.client.get("/sign-in", params={"next": address})
    answer = house.post(str(answer.request.url), {"name": "花子", "password": PASSWORD})
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize("names", [["太郎"] * 5, ["taro", " taro", "TARO", "ｔａｒｏ", "taro "]])
def test_after_five_wrong_tries_the_right_password_must_wait_too(house: House, names: list[str]) -> None:
    house.add(names[0], "viewer")
    for name in names:
        assert "名前かパスワードが違います" in house.post("/sign-in", {"name": name, "password": "x"}, 403).text
    assert "5分後" in house.post("/sign-in", {"name": names[0], "password": PASSWORD}, 429).text
    house.add("花子", "viewer")
    house.sign_in("花子")  # from the same address


def test_a_form_without_the_secret_of_the_session_changes_nothing(house: House) -> None:
    house.add("花子", "viewer")
    house.sign_in("花子")
    assert "期限切れ" in house.post("/sign-out", {"csrf": "guess"}, 403).text
    assert "花子" in house.get("/")


def test_a_wrong_password_is_typed_again_without_the_name(house: House) -> None:
    house.add("花子", "viewer")
    page = house.post("/sign-in", {"name": "花子", "password": "x"}, 403).text
    assert 'value="花子"' in page and 'value="x"' not in page


def test_a_form_of_a_session_that_has_ended_leads_by_way_of_signing_in_to_its_page(house: House) -> None:
    house.add("花子", "reviewer")
    referer = {"referer": "http://testserver/review?topic=price"}
    page = house.post("/review/decide", {"item": "1.0", "action": "accept"}, 401, headers=referer).text
    assert "サインインの期限が切れました" in page and 'href="/sign-in?next=%2Freview%3Ftopic%3Dprice"' in page


def test_a_changed_password_ends_the_other_sessions(house: House) -> None:
    house.add("花子", "viewer")
    house.sign_in("花子")
    cookies = dict(house.client.cookies)
    house.post("/password", {"old": PASSWORD, "new": "another long one"})
    house.get("/")
    house.client.cookies.clear()
    house.client.cookies.update(cookies)
    house.get("/", 303)


def test_signing_out_ends_the_session_of_every_copy_of_its_cookie(house: House) -> None:
    house.add("花子", "viewer")
    house.sign_in("花子")
    cookies = dict(house.client.cookies)
    house.post("/sign-out")
    house.client.cookies.clear()
    house.client.cookies.update(cookies)
    house.get("/", 303)
    house.client.cookies.clear()
    house.sign_in("花子")
    house.get("/")


def test_the_session_cookie_is_for_pages_of_this_server_alone(house: House) -> None:
    cookie = house.client.get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "secure" not in cookie
    house.client.cookies.clear()
    cookie = house.client.get("https://testserver/").headers["set-cookie"].lower()
    assert "secure" in cookie


def test_the_language_is_chosen_for_a_session(house: House) -> None:
    assert 'lang="ja"' in house.get("/")
    house.get("/language/en?next=/", 303)
    assert 'lang="en"' in house.get("/")


def test_the_old_password_may_be_guessed_no_oftener_than_at_signing_in(house: House) -> None:
    for _ in range(5):
        house.post("/password", {"old": "x", "new": "another long one"}, 403)
    assert "5分後" in house.post("/password", {"old": PASSWORD, "new": "another long one"}, 429).text

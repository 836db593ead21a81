"""What stands around every page: failures in words, one connection, what an address or a form may not hold."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

import pytest
import sqlalchemy as sa

from tests.web.conftest import House
from tests.web.test_comments import topic_of
from voc.words import say, say_in_browser

DIGITS = ("9" * 20, "9" * 5_000, "²", "２", "-1", "")


def secret(house: House) -> str:
    found = re.search(r'name="csrf" content="([^"]+)"', house.get("/sign-in"))
    assert found
    return found[1]


@contextmanager
def away(house: House) -> Iterator[None]:
    """The server of the decisions has gone: nobody gets a connection."""

    def refused(*_: Any) -> None:
        raise sa.exc.OperationalError("", {}, Exception('connection to server at "db.example" failed'))

    engine = house.client.app.state.site.database.engine  # type: ignore[attr-defined]
    engine.dispose()
    sa.event.listen(engine, "do_connect", refused)
    yield
    sa.event.remove(engine, "do_connect", refused)


def test_without_its_decisions_every_page_says_so_and_not_where_they_are(house: House) -> None:
    house.add("花子", "admin")
    house.sign_in("花子")
    known = secret(house)
    with away(house):
        for address in ("/", "/review", "/sign-in", "/topics", "/people"):
            page = house.get(address, 503)
            assert say_in_browser("decisions_failed") in page and "db.example" not in page
        assert say_in_browser("decisions_failed") in house.client.post("/sign-out", data={"csrf": known}).text
        assert say("web.no_page") in house.get("/nothing", 404)
        answer = house.client.get("/api/v1/tables", headers={"Authorization": "Bearer x"})
        assert (answer.status_code, answer.json()["code"]) == (503, "decisions_failed")
        assert answer.json()["message"] == say_in_browser("decisions_failed")
    house.get("/people")


def test_a_decision_that_the_database_does_not_take_is_no_mistake_of_the_person(house: House) -> None:
    (seen, *_) = re.findall(r'name="item" value="([\d.]+)"', house.get("/review"))
    form = {"csrf": secret(house), "item": seen, "action": "accept"}
    engine = house.client.app.state.site.database.engine  # type: ignore[attr-defined]

    def lost(*given: Any) -> None:
        if given[2].startswith("INSERT INTO decisions"):
            raise sa.exc.OperationalError("", {}, Exception("server closed the connection"))

    sa.event.listen(engine, "before_cursor_execute", lost)
    for headers in ({}, {"accept": "application/json"}):
        assert house.client.post("/review/decide", data=form, headers=headers).status_code == 503
    sa.event.remove(engine, "before_cursor_execute", lost)
    assert house.client.post("/review/decide", data=form, follow_redirects=False).status_code == 303
    assert house.client.post("/review/decide", data=form | {"action": "none"}).status_code == 400


def test_a_page_is_made_with_one_connection_to_the_decisions(house: House) -> None:
    pages = (f"/topics/{topic_of(house)}", "/review", "/", "/customers")
    with house.crowded():
        for page in pages:
            house.get(page)


@pytest.mark.parametrize("digits", DIGITS)
def test_numbers_in_addresses_and_forms_may_be_any_text(house: House, digits: str) -> None:
    for page in ("/customers?page=", "/comments?topic=access&page=", "/review?before=", "/review?after=1_", "/review?item="):
        assert house.client.get(page + digits).status_code < 500
    assert house.client.get(f"/review/{digits or 'x'}").status_code in (200, 404)
    house.get(f"/people/log?before={digits}")
    for item in (f"{digits}.1", f"1.{digits}"):
        assert house.client.post("/review/decide", data={"csrf": secret(house), "item": item, "action": "accept"}).status_code in (404, 409)
    house.post("/review/views/drop", {"id": digits})
    house.post("/ask", {"do": "drop", "id": digits})


def test_a_restriction_that_is_no_segment_is_refused(house: House) -> None:
    form = {"name": "花子", "role": "admin", "password": "correct horse"}
    for given in ("[" * 100_000, '["a"]', "x"):
        assert say("account_choice") in house.post("/people", form | {"segment": given}, 400).text


def test_too_many_files_at_once_are_told_how_many_may_be(house: House) -> None:
    files = [("files", (f"f{number}.csv", b"a,b\n1,2\n")) for number in range(101)]
    answer = house.client.post("/setup/upload", data={"csrf": secret(house)}, files=files)
    assert answer.status_code == 400 and say("web.too_many_files", most=100) in answer.text


def test_what_cannot_be_read_and_a_method_that_is_none_have_sentences_of_their_own(house: House) -> None:
    broken = {"Content-Type": "multipart/form-data"}
    answer = house.client.post("/setup/upload", content=b"x", headers=broken)
    assert answer.status_code == 400 and say("web.not_understood") in answer.text
    assert say("web.no_method") in house.get("/review/decide", 405)


def test_after_a_form_that_failed_the_other_language_shows_the_page_it_came_from(house: House) -> None:
    for referer, shown in (("http://testserver/setup?x=1", "/setup?x=1"), ("http://elsewhere/setup", "/"), ("", "/")):
        page = house.post("/setup/settle", {"name": "x.csv", "decision": "none"}, 400, headers={"Referer": referer}).text
        link = re.search(r'href="(/language/en[^"]*)"', page)
        assert link and unquote(link[1]) == f"/language/en?next={shown}"
    assert "/language/en?next=%2Ftopics%3Fperiod%3Dall" in house.get("/topics?period=all")

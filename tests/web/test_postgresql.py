"""The pages over decisions in PostgreSQL, which refuses what SQLite keeps."""

import pytest

from tests import postgresql
from tests.web.conftest import PASSWORD, House
from voc import accounts, store


@pytest.fixture
def decisions_place(postgres_url: str) -> str:
    return postgresql.another(postgres_url)


def test_a_nul_in_an_address_or_a_form_is_left_out(house: House) -> None:
    house.add("花子", "admin")
    assert "違います" in house.post("/sign-in", {"name": "a\0b", "password": "x"}, 403).text
    house.post("/sign-in", {"name": "花\0子", "password": PASSWORD})
    for page in (
        "/review?source=%00", "/review?period=%00", "/review?topic=%00", "/people/log?who=%00", "/customers?source=%00",
        "/people/account?name=%00花子", "/topics?%00=%00",
    ):  # fmt: skip
        house.get(page)
    house.post("/ask", {"do": "keep", "name": "週\0報", "sql": "SELECT 1"})
    assert "週報" in house.get("/ask")
    with store.decisions.opened(house.shop.project().decisions) as database:
        one = store.decisions.queue(database, limit=1)[0]
        house.post("/review/decide", {"item": f"{one.id}.{one.version}", "action": "note", "note": "a\0b"})
        assert store.decisions.history(database, one.id)[0].note == "ab"
        token = accounts.token(database, "花子")
    headers = {"Authorization": f"Bearer {token}"}
    for query in ({"source": "\0"}, {"topic": "a\0"}, {"assignee": "\0"}, {"segment": "a=\0"}):
        assert house.client.get("/api/v1/review/items", params=query, headers=headers).status_code == 422
    seen = {"items": [{"id": one.id, "version": one.version + 1}], "action": "note"}
    for more in ({"note": "\0"}, {"note": "a", "request": "\0"}, {"action": "assign", "assignee": "\0"}):
        assert house.client.post("/api/v1/review/decisions", json=seen | more, headers=headers).status_code == 422

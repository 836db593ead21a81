"""What a browser may do with a page."""

import pytest

from tests.web.conftest import House


@pytest.mark.parametrize("address", ["/", "/sign-in", "/no-such-page", "/static/voc.css"])
def test_every_answer_lets_a_browser_load_from_this_server_only(house: House, address: str) -> None:
    headers = house.client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_pages_are_not_kept_and_files_of_the_program_are(house: House) -> None:
    assert house.client.get("/").headers["cache-control"] == "no-store"
    assert "max-age" in house.client.get("/static/voc.css").headers["cache-control"]


def test_tls_is_remembered_where_the_browser_came_by_it(house: House) -> None:
    assert "strict-transport-security" not in house.client.get("/").headers
    assert "strict-transport-security" in house.client.get("https://testserver/").headers


def test_another_name_for_this_server_is_refused(house: House) -> None:
    assert house.client.get("/", headers={"host": "evil.example"}).status_code == 400

"""What a failure says to a program."""

import pytest
from starlette.testclient import TestClient

from tests.web.api.conftest import Api
from voc.web.api import tables


def test_a_bug_is_told_and_its_own_traceback_is_the_only_one(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(tables, "described", broken)
    answer = TestClient(api.client.app, raise_server_exceptions=False).get("/api/v1/tables")
    assert (answer.status_code, answer.json()["code"]) == (500, "api.broken")
    with pytest.raises(ZeroDivisionError):  # and no failure of the page that tells of failures
        api.client.get("/api/v1/tables")

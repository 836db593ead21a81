"""The JSON interface of the published sample."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import House
from voc import accounts, store
from voc.records import Role


@dataclass
class Api:
    """The interface, and whoever asks it."""

    house: House

    @property
    def client(self) -> TestClient:
        return self.house.client

    def token(self, name: str, role: Role, segment: tuple[str, str] | None = None) -> str:
        """The token of a new account."""
        self.house.add(name, role, segment)
        with store.decisions.opened(self.house.shop.project().decisions) as database:
            return accounts.token(database, name)

    def change(self, name: str, **columns: Any) -> None:
        with store.decisions.opened(self.house.shop.project().decisions) as database:
            store.decisions.accounts.change(database, name, **columns)

    def get(self, path: str, token: str = "", status: int = 200, **query: Any) -> Any:
        return self._read(self.client.get(f"/api/v1{path}", params=query, headers=_headers(token)), status)

    def post(self, path: str, body: Any, token: str = "", status: int = 200) -> Any:
        return self._read(self.client.post(f"/api/v1{path}", json=body, headers=_headers(token)), status)

    def _read(self, answer: Any, status: int) -> Any:
        assert answer.status_code == status, (answer.status_code, answer.text[:2000])
        return answer.json()


def _headers(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


@pytest.fixture
def api(house: House) -> Api:
    """Without accounts until a test makes one."""
    return Api(house)


@pytest.fixture
def empty_api(empty_house: House) -> Iterator[Api]:
    """Of a project that was never run."""
    yield Api(empty_house)

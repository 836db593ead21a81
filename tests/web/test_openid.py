"""Signing in by OpenID Connect, with a provider of the tests' own on loopback."""

import base64
import hashlib
import importlib
import secrets
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.web.conftest import PASSWORD, House
from voc import accounts, store

CLIENT, SECRET = "voc-pages", "client secret"


@dataclass
class Provider:
    """An issuer that vouches for whoever `person` says; `lie` changes what it signs."""

    address: str
    key: RSAKey
    person: dict[str, Any] = field(default_factory=dict)
    lie: dict[str, Any] = field(default_factory=dict)
    signed_by: RSAKey | None = None
    described_as: str = ""
    asked: dict[str, dict[str, str]] = field(default_factory=dict)  # code → the query that it answers

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.configuration),
                Route("/keys", self.keys),
                Route("/token", self.token, methods=["POST"]),
            ]
        )

    async def configuration(self, _: Request) -> Response:
        return JSONResponse({
            "issuer": self.described_as or self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        })  # fmt: skip

    async def keys(self, _: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    def authorize(self, address: str) -> str:
        """What a browser does at the issuer: the address that it is sent back to."""
        parts = urlsplit(address)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.address}/authorize"
        assert query["response_type"] == "code" and query["client_id"] == CLIENT and "openid" in query["scope"]
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.asked[code] = query
        return f"{query['redirect_uri']}?code={code}&state={query['state']}"

    async def token(self, request: Request) -> Response:
        form = await request.form()
        asked = self.asked.pop(str(form.get("code")), None)
        given = base64.b64encode(f"{CLIENT}:{SECRET}".replace(" ", "%20").encode()).decode()
        plain = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(str(form.get("code_verifier")).encode()).digest())
        if asked is None or challenge.decode().rstrip("=") != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        if request.headers.get("authorization") not in (f"Basic {given}", f"Basic {plain}"):
            return JSONResponse({"error": "invalid_client"}, 401)
        assert form["redirect_uri"] == asked["redirect_uri"]
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 60, "nonce": asked["nonce"]}
        signer = self.signed_by or self.key
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims | self.person | self.lie, signer)
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "id_token": signed})


@pytest.fixture(scope="session")
def keys() -> tuple[RSAKey, RSAKey]:
    """The provider's key, and another that calls itself the same."""
    one, other = (RSAKey.generate_key(2048, parameters={"kid": "1"}, private=True) for _ in range(2))
    return one, other


@pytest.fixture
def provider(
    free_port: Callable[[], int], monkeypatch: pytest.MonkeyPatch, keys: tuple[RSAKey, RSAKey]
) -> Iterator[Provider]:
    port = free_port()
    made = Provider(f"http://127.0.0.1:{port}", keys[0])
    server = uvicorn.Server(uvicorn.Config(made.app(), host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    monkeypatch.setenv("VOC_OIDC_ISSUER", made.address)
    monkeypatch.setenv("VOC_OIDC_CLIENT_ID", CLIENT)
    monkeypatch.setenv("VOC_OIDC_SECRET", SECRET)
    yield made
    server.should_exit = True
    thread.join(30)


@pytest.fixture
def door(house: House) -> House:
    """A house with a local administrator and two people who sign in elsewhere."""
    house.add("部長", "admin")
    with store.decisions.opened(house.shop.project().decisions) as database:
        accounts.add(database, "hanako@example.jp", "reviewer", None)
        accounts.add(database, "taro", "viewer", None)
    return house


def leave(house: House, address: str = "/sign-in/openid") -> str:
    answer = house.client.get(address, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def back(house: House, address: str) -> Any:
    return house.client.get(address, follow_redirects=False)


GOOD = [
    ({"email": "Hanako@Example.jp", "email_verified": True}, "hanako@example.jp"),
    ({"preferred_username": "taro"}, "taro"),
    ({"email": "taro@elsewhere.jp", "email_verified": True, "preferred_username": "Taro"}, "taro"),
]


@pytest.mark.parametrize(("person", "name"), GOOD)
def test_who_the_issuer_vouches_for_comes_in_where_they_wanted(
    provider: Provider, door: House, person: dict[str, Any], name: str
) -> None:
    provider.person = person
    assert "/sign-in/openid?next=" in door.get("/sign-in?next=/topics%3Fx%3D1")
    answer = back(door, provider.authorize(leave(door, "/sign-in/openid?next=/topics%3Fx%3D1")))
    assert (answer.status_code, answer.headers["location"]) == (303, "/topics?x=1")
    assert name in door.get("/password")


@pytest.mark.parametrize(
    ("wanted", "comes_to"),
    [("/ask?sql=" + "%E8%A9%B1" * 100, None), ("/ask?sql=" + "%E8%A9%B1" * 400, "/ask"), ("/ask?sql=" + "話" * 400, "/ask"),
     ("/" + "x" * 4_000, "/")],
)  # fmt: skip
def test_a_long_link_does_not_outgrow_the_cookie(
    provider: Provider, door: House, wanted: str, comes_to: str | None
) -> None:
    provider.person = {"preferred_username": "taro"}
    left = door.client.get("/sign-in/openid", params={"next": wanted}, follow_redirects=False)
    assert len(left.headers["set-cookie"]) < 2_500
    answer = back(door, provider.authorize(left.headers["location"]))
    assert (answer.status_code, answer.headers["location"]) == (303, comes_to or wanted)


def test_who_comes_in_waits_for_no_second_connection(provider: Provider, door: House) -> None:
    provider.person = GOOD[1][0]
    with door.crowded():
        assert back(door, provider.authorize(leave(door))).status_code == 303


STRANGERS = [
    ({"email": "hanako@example.jp", "email_verified": False}, "確認済みのメールアドレスも"),
    ({"email": "hanako@example.jp"}, "確認済みのメールアドレスも"),
    ({"email": "hanako@example.jp", "email_verified": "true"}, "確認済みのメールアドレスも"),
    ({"preferred_username": "hanako@example.jp"}, "確認済みのメールアドレスも"),
    ({}, "確認済みのメールアドレスも"),
    ({"preferred_username": "jiro"}, "jiro のアカウントがありません"),
    ({"preferred_username": "部長"}, "部長 のアカウントがありません"),  # who has a password
]


@pytest.mark.parametrize(("person", "told"), STRANGERS)
def test_who_has_no_account_or_no_verified_name_stays_out(
    provider: Provider, door: House, person: dict[str, Any], told: str
) -> None:
    provider.person = person
    answer = back(door, provider.authorize(leave(door)))
    assert answer.status_code == 400 and told in answer.text
    door.get("/", 303)


LIES: list[tuple[dict[str, Any], str]] = [
    ({"nonce": "another"}, "nonce"),
    ({"aud": "somebody else"}, "aud"),
    ({"aud": [CLIENT, "b"], "azp": "b"}, "azp"),
    ({"iss": "https://example.com"}, "iss"),
    ({"exp": 1}, "exp"),
    ({"iat": 99999999999}, ""),
]


@pytest.mark.parametrize(("lie", "reason"), LIES)
def test_a_token_that_is_not_for_this_sign_in_opens_nothing(
    provider: Provider, door: House, lie: dict[str, Any], reason: str
) -> None:
    provider.person, provider.lie = {"preferred_username": "taro"}, lie
    answer = back(door, provider.authorize(leave(door)))
    assert answer.status_code == 400 and "確かめられない" in answer.text and reason in answer.text
    door.get("/", 303)


def test_a_token_signed_by_another_key_opens_nothing(
    provider: Provider, door: House, keys: tuple[RSAKey, RSAKey]
) -> None:
    provider.person = {"preferred_username": "taro"}
    provider.signed_by = keys[1]
    answer = back(door, provider.authorize(leave(door)))
    assert answer.status_code == 400 and "確かめられない" in answer.text


def test_a_state_that_is_not_this_browser_s_opens_nothing(provider: Provider, door: House) -> None:
    provider.person = {"preferred_username": "taro"}
    address = provider.authorize(leave(door))
    for wrong in (address.rpartition("state=")[0] + "state=guess", address.rpartition("&state=")[0]):
        leave(door)
        assert "もう一度サインイン" in back(door, wrong).text
    door.client.cookies.clear()
    assert "もう一度サインイン" in back(door, address).text
    door.get("/", 303)


def test_a_way_back_is_gone_once(provider: Provider, door: House) -> None:
    provider.person = {"preferred_username": "taro"}
    address = provider.authorize(leave(door))
    assert back(door, address).status_code == 303
    assert "もう一度サインイン" in back(door, address).text


def test_a_refusal_of_the_issuer_is_told(provider: Provider, door: House, monkeypatch: pytest.MonkeyPatch) -> None:
    state = parse_qs(urlsplit(leave(door)).query)["state"][0]
    assert "access_denied" in back(door, f"/sign-in/openid/back?error=access_denied&state={state}").text
    address = provider.authorize(leave(door))
    provider.asked.clear()
    assert "invalid_grant" in back(door, address).text
    monkeypatch.setenv("VOC_OIDC_SECRET", "wrong")
    assert "invalid_client" in back(door, provider.authorize(leave(door))).text


def test_an_issuer_that_says_it_is_another_is_not_believed(provider: Provider, door: House) -> None:
    provider.described_as = "https://example.com"
    assert "確かめられない" in door.get("/sign-in/openid", 400)


def test_an_issuer_that_is_not_there_is_told(
    door: House, monkeypatch: pytest.MonkeyPatch, free_port: Callable[[], int]
) -> None:
    monkeypatch.setenv("VOC_OIDC_ISSUER", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("VOC_OIDC_CLIENT_ID", CLIENT)
    assert "問い合わせられません" in door.get("/sign-in/openid", 400)


def test_a_disabled_account_stays_out(provider: Provider, door: House) -> None:
    provider.person = {"preferred_username": "taro"}
    with store.decisions.opened(door.shop.project().decisions) as database:
        store.decisions.accounts.change(database, "taro", disabled=True)
    assert "アカウントがありません" in back(door, provider.authorize(leave(door))).text


def test_without_settings_it_is_not_offered_and_passwords_do(door: House) -> None:
    assert "/sign-in/openid" not in door.get("/sign-in")
    assert "設定されていません" in door.get("/sign-in/openid", 400)
    door.post("/sign-in", {"name": "部長", "password": PASSWORD})


def test_without_the_extra_the_command_that_installs_it_is_told(
    provider: Provider, door: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "authlib.integrations.httpx_client", None)
    assert "pip install &#39;voc[oidc]&#39;" in door.get("/sign-in/openid", 400)
    monkeypatch.undo()
    importlib.import_module("authlib.integrations.httpx_client")

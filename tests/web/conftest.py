"""A published shop whose pages are served: inside the process, and on a port for a browser."""

import os
import re
import shutil
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from tests import postgresql
from tests.shop import Shop, shop
from voc import accounts, projects, queue, store
from voc.records import Role
from voc.web import application

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from starlette.applications import Starlette

PASSWORD = "correct horse"
# A hash says what it costs: this one little, as hundreds of sign-ins are made with it here.
_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@pytest.fixture(scope="session")
def published_sample(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Path:
    """The bundled sample, run once with a tiny model; tests copy nothing and change only the decisions."""
    root = tmp_path_factory.mktemp("web") / "見本"
    projects.init(root, sorted(path for path in projects.SAMPLE.iterdir() if path.suffix != ".md"))
    made = Shop(root)
    text = made.toml.read_text(encoding="utf-8")
    made.toml.write_text(text.replace('"voc-ja-fast"', f'"{tiny_model}"', 1), encoding="utf-8")
    made.run()
    return root


@pytest.fixture(scope="session")
def published(published_sample: Path) -> Path:
    """The project that is looked at; a test that runs it again copies it first."""
    return published_sample


@dataclass
class House:
    """A project, its pages and somebody who looks at them; every test has a decisions database of its own."""

    shop: Shop
    client: TestClient

    def get(self, address: str, status: int = 200, **more: Any) -> str:
        """The text of a page."""
        answer = self.client.get(address, follow_redirects=False, **more)
        assert answer.status_code == status, (answer.status_code, answer.text[:2000])
        return answer.text

    def post(self, address: str, data: dict[str, Any] | None = None, status: int = 303, **more: Any) -> Any:
        """Send a form, with the secret of the session."""
        page = self.client.get("/sign-in").text
        secret = re.search(r'name="csrf" content="([^"]+)"', page)
        assert secret
        form = {"csrf": secret[1]} | (data or {})
        answer = self.client.post(address, data=form, follow_redirects=False, **more)
        assert answer.status_code == status, (answer.status_code, answer.text[:2000])
        return answer

    def add(self, name: str, role: Role, segment: tuple[str, str] | None = None) -> None:
        """An account whose password is PASSWORD."""
        with store.decisions.opened(self.shop.project().decisions) as database:
            store.decisions.accounts.add(database, accounts.named(name), role, _HASH, segment)

    def sign_in(self, name: str) -> None:
        """Begin a session."""
        self.post("/sign-in", {"name": name, "password": PASSWORD})

    @contextmanager
    def crowded(self) -> Iterator[None]:
        """Others hold all connections to the decisions but one."""
        engine = self.client.app.state.site.database.engine  # type: ignore[attr-defined]
        with ExitStack() as others:
            for _ in range(store.decisions.database._AT_ONCE - 1):
                others.enter_context(engine.connect())
            yield


@pytest.fixture(scope="session")
def filled(published_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A decisions database whose queue shows the published run, to be copied."""
    place = tmp_path_factory.mktemp("filled") / "decisions.sqlite"
    with store.decisions.opened(place) as database:
        queue.catch_up(database, store.current(published_sample / "data"))
    return place


@pytest.fixture
def decisions_place(request: pytest.FixtureRequest, filled: Path, tmp_path: Path) -> str:
    """Where the decisions of a test lie: in SQLite, or with VOC_TEST_DECISIONS=postgresql in PostgreSQL."""
    if os.environ.get("VOC_TEST_DECISIONS") == "postgresql":
        return postgresql.another(request.getfixturevalue("postgres_url"))
    return str(shutil.copy(filled, tmp_path))


class _Outliving(store.Apart):
    """Processes for typed SQL that the pages leave open when they end."""

    def close(self) -> None:
        """Not yet."""

    def end(self) -> None:
        """Now."""
        super().close()


@pytest.fixture(scope="session")
def sharing() -> "Iterator[Callable[[Starlette], None]]":
    """Lets pages use what pages before them have opened of the published run, which never changes."""
    apart = _Outliving()
    opened = {"apart": apart, "_opened": OrderedDict(), "_lock": threading.Lock()}

    def share(app: "Starlette") -> None:
        app.state.site = replace(app.state.site, **opened)

    yield share
    apart.end()


@pytest.fixture
def house(
    published: Path,
    decisions_place: str,
    sharing: "Callable[[Starlette], None]",
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[House]:
    """The pages of the published sample, without accounts: its visitor is the user of this machine."""
    monkeypatch.setenv("VOC_DECISIONS", decisions_place)
    made = Shop(published)
    app = application(made.project(), ("testserver",))
    with TestClient(app, base_url="http://testserver") as client:
        sharing(app)
        yield House(made, client)


@pytest.fixture
def empty_house(tmp_path: Path, tiny_model: Path) -> Iterator[House]:
    """The pages of a project that was never run."""
    made = shop(tmp_path / "shop", tiny_model)
    with TestClient(application(made.project(), ("testserver",)), base_url="http://testserver") as client:
        yield House(made, client)


@contextmanager
def on_a_port(app: "Starlette", port: int) -> Iterator[str]:
    """The pages on a real server; gives their address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(30)


@pytest.fixture
def served(
    house: House, sharing: "Callable[[Starlette], None]", free_port: Callable[[], int]
) -> Iterator[str]:
    """The address of the same project's pages on a real server, for a browser."""
    app = application(house.shop.project())
    with on_a_port(app, free_port()) as address:
        sharing(app)
        yield address


@pytest.fixture(scope="module")
def chromium() -> "Iterator[Browser]":
    """A real Chromium; what is kept between pages is a context's, and every test has its own."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def browser_page(served: str, chromium: "Browser") -> "Iterator[Page]":
    """A tab of Chromium, 1280 x 900; "/review" is an address of `served`.

    What the pages write to the console as an error fails the test. Another person's browser:
    `browser_page.context.browser.new_context(base_url=served).new_page()`.
    """
    page = chromium.new_context(base_url=served, viewport={"width": 1280, "height": 900}).new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda said: problems.append(said.text)
        if said.type == "error" and "Failed to load resource" not in said.text else None,
    )  # fmt: skip
    yield page
    for context in chromium.contexts:
        context.close()
    assert not problems, problems

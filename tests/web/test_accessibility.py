"""What axe-core finds in every page: light and dark, wide and narrow. It must find nothing."""

import re
from typing import TYPE_CHECKING

import pytest
from starlette.routing import Match, Route

from tests.web.conftest import PASSWORD, House
from voc import store
from voc.web.routes import ROUTES

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCREENS = [
    "/", "/?source=store_survey&period=2025-06", "/topics", "/topics/price", "/comments?source=online_survey",
    "/comments?source=online_survey&topic=price&group=promoter", "/customers", "/review", "/review?text=ありえない言葉", "/review/1",
    "/ask", "/setup", "/setup/new", "/setup/source/online_survey", "/setup/runs", "/people", "/people/log", "/sign-in", "/no-page",
]  # fmt: skip
OF_AN_ACCOUNT = ["/people/account?name=花子", "/people", "/password"]
NO_PAGES = {  # they answer with no page of their own
    "/language/{language}", "/sign-in/openid", "/sign-in/openid/back", "/setup/run/progress", "/setup/runs/{run}/rejected.csv",
}  # fmt: skip
LOOKS = [("light", 1920), ("dark", 390)]
# the letters of a chart are thousands of outlines inside one image that has a name
FOUND = """async () => (await axe.run({exclude: [["svg.chart > *"]]}, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}))
    .violations.map(v => `${v.id} (${v.impact}): ${v.nodes.slice(0, 3).map(n => n.html).join(" | ")}`)"""
UNFOLDED = "() => document.querySelectorAll('details').forEach(one => one.open = true)"


def varying(house: House) -> list[str]:
    """The addresses of one customer and one run."""
    (customer, *_) = re.findall(r"/customers/[0-9a-f]+", house.get("/customers"))
    current = store.current(house.shop.data)
    assert current
    return [customer, f"/setup/runs/{current.id}"]


def test_every_page_is_among_those_that_are_looked_at(house: House) -> None:
    looked_at = [one.partition("?")[0] for one in (*SCREENS, *OF_AN_ACCOUNT, *varying(house))]
    for route in ROUTES:
        if isinstance(route, Route) and "GET" in (route.methods or ()) and route.path not in NO_PAGES:
            scopes = ({"type": "http", "method": "GET", "path": path, "headers": []} for path in looked_at)
            assert any(route.matches(scope)[0] == Match.FULL for scope in scopes), route.path


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing(browser_page: "Page", house: House, served: str, scheme: str, width: int) -> None:
    from axe_playwright_python.base import AXE_FILE_PATH

    axe = AXE_FILE_PATH.read_text(encoding="utf-8")
    browser = browser_page.context.browser
    assert browser
    tab = browser.new_context(
        base_url=served, color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
    ).new_page()  # fmt: skip
    found: list[str] = []

    def look(screen: str) -> None:
        tab.goto(screen)
        tab.evaluate(UNFOLDED)
        tab.evaluate(axe)
        found.extend(f"{screen}: {problem}" for problem in tab.evaluate(FOUND))
        wide = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append(f"{screen} is {wide} pixels wider than the window")

    for screen in (*SCREENS, *varying(house)):
        look(screen)
    house.add("花子", "admin")
    house.add("店長", "viewer")
    for name, screens in (("花子", OF_AN_ACCOUNT), ("店長", ["/", "/review"])):  # who must not review is told so
        tab.context.clear_cookies()
        tab.goto("/sign-in")
        tab.fill("[name=name]", name)
        tab.fill("[name=password]", PASSWORD)
        tab.press("[name=password]", "Enter")
        tab.wait_for_url("**/")
        for screen in screens:
            look(screen)
    assert not found, "\n".join(found)

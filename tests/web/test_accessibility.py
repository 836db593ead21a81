"""What axe-core finds in every page: light and dark, wide and narrow. It must find nothing."""

from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import House

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCREENS = ("/", "/topics", "/topics/price", "/comments?source=online_survey", "/comments?source=online_survey&topic=price&group=promoter",
           "/customers", "/review", "/review/1", "/ask", "/setup", "/people", "/sign-in", "/no-page")
LOOKS = [("light", 1920), ("dark", 390)]
# the letters of a chart are thousands of outlines inside one image that has a name
FOUND = """async () => (await axe.run({exclude: [["svg.chart > *"]]}, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}))
    .violations.map(v => `${v.id} (${v.impact}): ${v.nodes.slice(0, 3).map(n => n.html).join(" | ")}`)"""


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
    found = {}
    for screen in SCREENS:
        tab.goto(screen)
        tab.evaluate(axe)
        if problems := tab.evaluate(FOUND):
            found[screen] = problems
        wide = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.setdefault(screen, []).append(f"the page is {wide} pixels wider than the window")
    assert found == {}

"""Marks, letters and their inks in one drawing."""

import re

from voc.report.charts import DARK, THEME, Figure
from voc.report.charts.figure import INKS


def small(text: str = "駅 <b>&") -> Figure:
    figure = Figure(120, 60, "名前 <x>", "説明 & more")
    figure.text(10, 30, text, halo=True)
    figure.dot(20, 40, 3, "bad", title="n < 5")
    with figure.inside(0, 0, 50, 50):
        figure.line([(0, 0), (10, 10)], "good")
    return figure


def test_what_comes_from_outside_is_escaped() -> None:
    svg = small().svg()
    assert "<x>" not in svg and "名前 &lt;x&gt;" in svg and "説明 &amp; more" in svg and "n &lt; 5" in svg
    assert "<b>" not in svg and small().labels == ["駅 <b>&"]


def test_each_letter_is_drawn_once_and_used_often() -> None:
    svg = small("駅駅駅").svg()
    assert svg.count("<path id=") == 1 and svg.count("<use ") == 6  # with the halo


def test_pictures_in_one_page_do_not_share_names() -> None:
    first, second = (set(re.findall(r' id="([^"]+)"', small(text).svg())) for text in ("駅", "駅前"))
    assert first and not first & second


def test_a_picture_in_a_page_names_no_address() -> None:
    assert "http" in small().svg() and "http" not in small().svg(alone=False)


def test_every_ink_has_a_class_in_the_theme_and_a_dark_one() -> None:
    for name, (light, dark) in INKS.items():
        assert f".f-{name} {{ fill: var(--chart-{name}, {light}); }}" in THEME
        assert f"--chart-{name}: {dark};" in DARK
    used = set(re.findall(r'class="([^"]+)"', small().svg())) - {"chart"}
    assert {part for classes in used for part in classes.split()} <= {
        f"{kind}-{name}" for kind in "fs" for name in INKS
    }


def test_png_has_the_pixels_asked_for() -> None:
    png = small().png(3)
    assert int.from_bytes(png[16:20], "big") == 360 and int.from_bytes(png[20:24], "big") == 180

"""Every chart: what it shows, in both languages and widths, and that nothing suppressed is in it."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from importlib import import_module

import pyarrow as pa
import pytest

from tests.report import published
from voc.report import charts
from voc.report.charts import letters
from voc.report.charts.figure import Figure
from voc.words import codes, say

Draw = Callable[..., Figure | None]
ALL: list[tuple[str, Draw, pa.Table]] = [
    ("scores", charts.scores, published.scores()),
    ("trend", charts.trend, published.nps()),
    ("forest", charts.forest, published.topics()),
    ("portfolio", charts.portfolio, published.drivers()),
    ("quadrants", charts.quadrants, published.loyalty()),
    ("waterfall", charts.waterfall, published.changes()),
    ("network", charts.network, published.cooccurrence()),
    ("correspondence", charts.correspondence, published.correspondence()),
]
SHOWN = {  # codes of words, or words, that must stand in the picture
    "scores": ["nps_group.promoter", "nps_group.passive", "nps_group.detractor", "47.5%", "10"],
    "trend": ["chart.trend.nps", "chart.band", "+17.0", "chart.year:2025", "chart.year:2026"],
    "forest": ["topic.access", "topic.price", "topic.waiting", "topic.staff", "chart.unsure", "120"],
    "portfolio": ["topic.access", "topic.staff", "topic.price", "topic.facility", "topic.waiting"]
    + ["quadrant.improve_first", "quadrant.keep_first", "quadrant.improve", "quadrant.keep", "chart.undecided"],
    "quadrants": ["quadrant.true_loyal", "quadrant.latent", "quadrant.spurious", "quadrant.low", "40.0%", "NPS −31.5 [−40.0, −20.0]"],
    "waterfall": ["topic.access", "topic.staff", "topic.(rest)", "+20.0", "+19.6", "chart.part.mix", "chart.part.rate"],
    "network": ["駅", "遠い", "バス", "海", "夕日"],
    "correspondence": ["nps_group.promoter", "nps_group.passive", "nps_group.detractor", "親切", "遠い", "普通"],
}  # fmt: skip


def drawn(draw: Draw, table: pa.Table, language: str = "ja", **more: float | str) -> Figure:
    figure = draw(table, language, **more)
    assert figure is not None
    return figure


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [380, 720])
@pytest.mark.parametrize(("name", "draw", "table"), ALL, ids=[one[0] for one in ALL])
def test_a_chart_has_its_labels_and_parses_and_every_letter_has_a_shape(
    name: str, draw: Draw, table: pa.Table, width: int, language: str
) -> None:
    figure = drawn(draw, table, language, width=width)
    text = "\n".join(figure.labels)
    for wanted in SHOWN[name]:
        code, _, value = wanted.partition(":")
        if code == "120" and width < 520:
            continue  # counts stand in the table
        words = say(code, language, year=value) if code in codes() else wanted
        assert words in text, (wanted, words)
    assert letters.MISSING not in text
    assert all(letters.outline(c) for c in set(text) if not c.isspace())
    root = ET.fromstring(figure.svg())
    space = "{http://www.w3.org/2000/svg}"
    title, described = root.find(f"{space}title"), root.find(f"{space}desc")
    assert title is not None and title.text and described is not None and described.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert {use.get("href", "")[1:] for use in root.iter(f"{space}use")} <= {e.get("id") for e in root.iter()}
    for element in root.iter():
        assert "style" not in element.attrib and element.tag not in (f"{space}style", f"{space}script")
    assert figure.png()[:8] == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("width", [380, 720])
@pytest.mark.parametrize(("name", "draw", "table"), ALL, ids=[one[0] for one in ALL])
def test_no_text_is_outside_the_picture(name: str, draw: Draw, table: pa.Table, width: int) -> None:
    figure = drawn(draw, table, width=width)
    marks = re.findall(r'translate\(([-\d.]+) ([-\d.]+)\)( rotate\(-90\))? translate\(([-\d.]+) 0\) scale\(([\d.]+) .*?data-text="([^"]*)"', figure.svg())  # fmt: skip
    assert len(marks) >= 5
    for x, y, turned, back, scale, text in marks:
        size = float(scale) * letters.EM
        if not turned:
            start = float(x) + float(back)
            assert start >= 0 and start + letters.width(text, size) <= width + 0.5, text
        assert 0 < float(y) < figure.height, text


@pytest.mark.parametrize(("name", "draw", "table"), ALL, ids=[one[0] for one in ALL])
def test_a_table_without_rows_has_no_chart(name: str, draw: Draw, table: pa.Table) -> None:
    assert draw(table.slice(0, 0), "ja") is None


def test_a_month_without_a_figure_interrupts_the_line() -> None:
    whole = drawn(charts.trend, published.nps())
    hidden = {"nps": None, "nps_low": None, "nps_high": None, "n": None, "note": "suppressed"}
    broken = drawn(charts.trend, published.nps(**hidden))
    assert (whole.svg().count('opacity="0.18"'), broken.svg().count('opacity="0.18"')) == (2, 3)


def test_reference_values_are_hollow() -> None:
    plain, few = (drawn(charts.trend, published.nps(note=note)).svg() for note in ("", "reference"))
    hollow = 'class="f-paper s-good"'
    assert (plain.count(hollow), few.count(hollow)) == (1, 2)  # one is the legend's
    assert drawn(charts.forest, published.topics()).svg().count('<circle class="f-paper') == 2


def test_the_forest_colours_only_what_is_hardly_chance() -> None:
    svg = drawn(charts.forest, published.topics()).svg()
    ink = {text: mark for mark, text in re.findall(r'<circle class="([^"]+)"[^>]*><title>([^:<]+)', svg)}
    assert ink == {
        "立地・交通・駐車場": "f-bad s-bad", "待ち時間・混雑": "f-paper s-bad", "価格・料金": "f-faint s-faint",
        "接客・スタッフ": "f-good s-good",
    }  # fmt: skip


def test_the_forest_is_sorted_and_leaves_out_what_has_no_figure() -> None:
    labels = drawn(charts.forest, published.topics()).labels
    order = [labels.index(say(f"topic.{topic}")) for topic in ("access", "waiting", "price", "staff")]
    assert order == sorted(order)
    assert not {"請求・支払い", "解約・返品", "7"} & set(labels)
    assert say("chart.left_out", count=1) in labels


def test_drivers_make_a_forest_of_effects_with_their_polarity() -> None:
    labels = drawn(charts.forest, published.drivers(), measure="effect").labels
    assert "立地・交通・駐車場 (否定)" in labels and "−40.0 [−45.0, −35.0]" in labels


def test_undecided_points_are_hollow_and_neutral_ones_are_not_drawn() -> None:
    figure = drawn(charts.portfolio, published.drivers())
    told = re.findall(r'<circle class="f-(\w+) [^>]*><title>([^:]+): [^<]*?, ([^,<]+)</title>', figure.svg())
    assert {(name, quadrant) for fill, name, quadrant in told if fill == "paper"} == {
        ("待ち時間・混雑", "判定保留")
    }
    assert len(told) == 5 and say("topic.quality") not in figure.labels


def test_effects_without_an_interval_are_points_without_a_line_and_say_so() -> None:
    for draw, more in ((charts.forest, {"measure": "effect"}), (charts.portfolio, {})):
        figure, whole = (drawn(draw, published.drivers(hints), **more) for hints in (True, False))
        assert say("chart.no_interval") in figure.labels and say("chart.no_interval") not in whole.labels
        assert figure.svg().count('fill="none"') < whole.svg().count('fill="none"')
    assert "−40.0" in drawn(charts.forest, published.drivers(True), measure="effect").labels


def test_a_quadrant_that_is_left_out_shows_a_note_and_no_number() -> None:
    labels = drawn(charts.quadrants, published.loyalty(suppressed=True)).labels
    assert labels.count("秘匿") == 2 and labels.count("–") == 4 and "35.0%" not in labels


def test_bars_without_an_interval_stay_in_their_field() -> None:
    table = published.loyalty()
    for end in ("low", "high"):
        column = f"spend_share_{end}"
        table = table.set_column(table.schema.get_field_index(column), column, pa.nulls(len(table), pa.float64()))
    figure = drawn(charts.quadrants, table)
    bars = [float(width) for width in re.findall(r'<rect [^>]*?width="([\d.]+)"', figure.svg())]
    assert max(bars[1:]) <= (figure.width - 40) / 2, sorted(bars)[-3:]


def test_the_steps_of_the_waterfall_lead_from_one_nps_to_the_other() -> None:
    figure = drawn(charts.waterfall, published.changes())
    assert say("chart.hidden") not in figure.labels
    assert {"−2.5 [−3.5, −1.5]", "+2.2 [+1.2, +3.2]", "−0.1 [−1.1, +0.9]"} <= set(figure.labels)
    parts = re.findall(r"<rect[^>]*><title>([^<]+)</title>", figure.svg())
    assert "立地・交通・駐車場: 言及の増減 −3.0" in parts and "立地・交通・駐車場: 両方 0.0" not in parts


def test_a_change_that_may_be_chance_among_many_is_grey_as_the_sentences_do_not_tell_of_it() -> None:
    told = import_module("voc.report.charts.waterfall")._sure
    sure = {row["topic"]: told(row) for row in published.changes().to_pylist() if row["total"] is not None}
    assert sure["access"] and not sure["staff"]  # both intervals hold no zero


def test_what_cannot_be_shown_of_a_change_is_a_gap_without_a_number() -> None:
    labels = drawn(charts.waterfall, published.changes(hidden=1.5)).labels
    at = labels.index(say("chart.hidden"))
    assert labels[at + 1] == "–" and "+1.5" not in labels


def test_small_topics_of_a_change_are_one_step_with_the_rest() -> None:
    labels = drawn(charts.waterfall, published.changes(more=12)).labels
    assert say("chart.folded", count=4) in labels and say("topic.(rest)") not in labels


def test_ties_of_few_comments_are_dashed_and_communities_have_their_colours() -> None:
    svg = drawn(charts.network, published.cooccurrence()).svg()
    assert svg.count("stroke-dasharray") == 1
    ink = {name: mark for mark, name in re.findall(r'<circle class="f-(\w+) [^>]*><title>([^:]+)', svg)}
    assert ink == {"駅": "good", "遠い": "good", "バス": "good", "海": "bad", "夕日": "bad"}


def test_a_map_of_one_axis_has_no_chart() -> None:
    table = published.correspondence()
    flat = table.set_column(table.column_names.index("y"), "y", pa.nulls(table.num_rows, pa.float64()))
    assert charts.correspondence(flat, "ja") is None


def test_the_map_has_the_same_scale_both_ways() -> None:
    svg = drawn(charts.correspondence, published.correspondence()).svg()
    at = {
        name: (float(x), float(y))
        for x, y, name in re.findall(r'<circle [^>]*cx="([\d.]+)" cy="([\d.]+)"[^>]*><title>([^:]+)', svg)
    }
    wide = (at["親切"][0] - at["遠い"][0]) / (0.6 + 0.7)
    tall = (at["普通"][1] - at["遠い"][1]) / (0.2 + 0.5)
    assert wide == pytest.approx(tall, rel=0.01)

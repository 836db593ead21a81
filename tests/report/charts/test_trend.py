"""A topic by month: its share without a band, its difference with one."""

import re

import pyarrow as pa
import pytest

from voc.report import charts
from voc.words import say


def months(**columns: list[float | None]) -> pa.Table:
    shown = {"share": [0.1, 0.2, 0.3], "lift": [-5.0, 1.0, 12.0], "lift_low": [-9.0, -4.0, 3.0], "lift_high": [-1.0, 6.0, 20.0]}
    keys = {"source": ["survey"] * 3, "period": ["2025-04", "2025-05", "2025-06"], "segment_name": ["all"] * 3,
            "segment_value": ["all"] * 3, "n_responses": [30, 40, 50], "note": [""] * 3}  # fmt: skip
    return pa.table(keys | shown | columns)


@pytest.mark.parametrize(("measure", "newest", "axis"), [("share", "30.0%", "20%"), ("lift", "+12.0", "+10")])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_figure_of_a_topic_is_followed_in_its_own_unit(
    measure: str, newest: str, axis: str, language: str
) -> None:
    figure = charts.trend(months(), language, measure=measure)  # type: ignore[arg-type]
    assert figure is not None and figure.name.startswith(say(f"chart.trend.{measure}", language))
    assert newest in figure.labels and axis in figure.labels
    assert (say("chart.band", language) in figure.labels) == (measure != "share")


def test_a_month_that_is_not_shown_interrupts_the_line() -> None:
    def lines(table: pa.Table) -> int:
        figure = charts.trend(table, measure="share")
        assert figure is not None
        return len(re.findall(r'class="s-good" d="[^"]*"', figure.svg()))

    assert lines(months()) == 1 and lines(months(share=[0.1, None, 0.3])) == 0


def test_a_month_whose_figure_has_no_interval_interrupts_the_line_too() -> None:
    """As that of a ridge has none."""
    assert charts.trend(months(lift_low=[None] * 3, lift_high=[None] * 3), measure="lift") is None
    figure = charts.trend(months(lift_low=[-9.0, None, 3.0], lift_high=[-1.0, None, 20.0]), measure="lift")
    assert figure is not None and not re.findall(r'class="f-good"[^>]* d="', figure.svg())
    assert "+12.0" in figure.labels and "+1.0" not in figure.labels

"""The cards of the shipped models tell what their metrics.json holds."""

import json
import re
from pathlib import Path

import pytest
from card import card

MODELS = Path(__file__).resolve().parent.parent.parent / "models"
FIGURE = {"value": 0.9034, "low": 0.87, "high": 0.93, "n": 1100}


@pytest.mark.parametrize("name", ["voc-ja", "voc-ja-fast"])
def test_a_shipped_card_has_every_figure_and_nothing_left_to_fill(name) -> None:
    said = (MODELS / name / "README.md").read_text(encoding="utf-8")
    figures = json.loads((MODELS / name / "metrics.json").read_text(encoding="utf-8"))["held_out"]
    table = [line for line in card({}, figures).splitlines() if line.startswith("| ")]
    assert len(table) > 20 and [line for line in said.splitlines() if line.startswith("| ")] == table
    assert not re.search(r"\{\w+\}", said)


def test_a_figure_that_a_part_lacks_is_a_dash() -> None:
    parts = {"surveys": {"churn_average_precision": FIGURE}, "industries": {}}
    said = card({"name": "mine"}, parts)
    assert said.startswith("# mine\n")
    assert "| churn_average_precision | 0.903 [0.870, 0.930], n = 1,100 | – |" in said


def test_a_figure_that_only_the_second_part_has_is_there_too() -> None:
    said = card({}, {"surveys": {"mixed_f1": FIGURE}, "industries": {"support_ece": FIGURE}})
    assert "| support_ece | – | 0.903 [0.870, 0.930], n = 1,100 |" in said


def test_the_card_of_a_shipped_model_tells_what_is_so_of_it_alone() -> None:
    parts, both = {"surveys": {"mixed_f1": FIGURE}}, {"teacher": "voc-ja", "student": "voc-ja-fast"}
    student, pair = (card({"name": name, **both}, parts) for name in ("voc-ja-fast", "voc-ja"))
    assert "A student of voc-ja: it began with" in student and "heard together with" not in student
    assert "voc-ja is heard together with voc-ja-fast" in pair and "A student of" not in pair
    assert "A student of" not in (other := card({"name": "mine"}, parts)) and "heard together with" not in other

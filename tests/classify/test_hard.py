"""Hard cases, by phenomenon: comments that a reader of surface words gets wrong.

`hard.jsonl` has at least twenty for each of fifteen phenomena, in both ways that it can turn out; none
is in training. A case passes when sentiment, complaint and request are all read as labelled. One in a
hundred (voc-ja) or two (voc-ja-fast) may turn before a floor is reached, as processors differ in their
rounding: a change that costs more must be meant.
"""

from pathlib import Path

import pytest

from voc import evaluate, gold

CASES = Path(__file__).with_name("hard.jsonl")
FLOORS = {"voc-ja": 0.87, "voc-ja-fast": 0.85}
EACH = 0.5  # of any one phenomenon, some 25 cases


def test_there_are_enough_hard_cases_of_every_kind_and_outcome() -> None:
    cases = gold.load(CASES)
    by_kind: dict[str, list[gold.Gold]] = {}
    for case in cases:
        by_kind.setdefault(case.phenomenon, []).append(case)
    assert len(cases) >= 300 and len(by_kind) == 15
    for kind, own in by_kind.items():
        assert len(own) >= 20, kind
        outcomes = {(c.sentiment, c.flags["complaint"], c.flags["request"], c.flags["non_answer"]) for c in own}
        assert len(outcomes) >= 2, kind


@pytest.mark.parametrize(("model", "floor"), FLOORS.items())
def test_a_shipped_model_reads_as_many_hard_cases_as_it_did(model, floor) -> None:
    document = evaluate.evaluate([CASES], model)
    passed = sum(figure["value"] * figure["n"] for figure in document["phenomena"].values())
    assert passed / document["comments"] >= floor, document["phenomena"]
    assert min(figure["value"] for figure in document["phenomena"].values()) >= EACH, document["phenomena"]

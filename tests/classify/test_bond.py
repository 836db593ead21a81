"""Sentiment and complaint judged together: nothing else moves, and what disagrees gives way."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.classify.bond import together
from voc.classify.labels import FLAGS, SENTIMENTS, Bond, Labels

LABELS = Labels("test v1", ("price",))
NAMES = LABELS.names()
BOND = Bond(trust=(0.9, 0.7), lean=(-0.1, 0.1, 0.0, 0.1), pull=(1.8, -1.5, -2.0, 1.2))
SURE = st.floats(0.001, 0.999)


def said(**p: float) -> np.ndarray:
    """Probabilities of one text; what is not named is .2, sentiments share what is left."""
    out = np.full(LABELS.size, 0.2)
    for name, value in p.items():
        out[NAMES.index(name)] = value
    out[: len(SENTIMENTS)] /= out[: len(SENTIMENTS)].sum()
    return out[None]


def told(p: np.ndarray, name: str) -> float:
    return float(p[0, NAMES.index(name)])


@given(SURE, SURE, SURE, SURE)
def test_a_bond_that_says_nothing_changes_nothing(negative, positive, mixed, complaint) -> None:
    before = said(negative=negative, positive=positive, mixed=mixed, complaint=complaint)
    assert together(before, Bond()) == pytest.approx(before, abs=1e-5)


@given(SURE, SURE, SURE, SURE)
def test_what_comes_out_are_probabilities_and_all_else_stays(negative, positive, mixed, complaint) -> None:
    before = said(negative=negative, positive=positive, mixed=mixed, complaint=complaint)
    after = together(before, BOND)
    assert after[0, : len(SENTIMENTS)].sum() == pytest.approx(1)
    assert ((after >= 0) & (after <= 1)).all()
    moved = [*SENTIMENTS, "mixed", "complaint"]
    for name in [*(one for one in FLAGS if one not in moved), "price.negative"]:
        assert told(after, name) == told(before, name)


@pytest.mark.parametrize(
    ("positive", "negative", "complaint", "sentiment", "complains"),
    [
        (0.5, 0.4, 0.9, "negative", True),  # the complaint is surer than the praise
        (0.95, 0.04, 0.55, "positive", False),  # the praise is surer than the complaint
        (0.02, 0.95, 0.45, "negative", True),  # blame that hardly anybody would not call a complaint
    ],
)
def test_the_surer_of_two_answers_that_disagree_decides_both(
    positive, negative, complaint, sentiment, complains
) -> None:
    after = together(said(positive=positive, negative=negative, mixed=0.03, complaint=complaint), BOND)
    assert SENTIMENTS[int(after[0, : len(SENTIMENTS)].argmax())] == sentiment
    assert (told(after, "complaint") >= 0.5) is complains


@given(SURE, SURE)
def test_a_complaint_makes_blame_likelier_never_less(negative, complaint) -> None:
    less, more = (
        together(said(negative=negative, mixed=0.1, complaint=p), replace(BOND, lean=(0.0,) * 4))
        for p in (complaint / 2, complaint)
    )
    assert told(more, "negative") >= told(less, "negative") - 1e-9


def test_a_network_that_is_quite_sure_is_judged_all_the_same() -> None:
    before = said(positive=0.0, negative=1.0, mixed=0.0, complaint=1.0)
    before[0, : len(SENTIMENTS)] = (1.0, 0.0, 0.0)
    after = together(before, BOND)
    assert told(after, "negative") > 0.99 and told(after, "complaint") > 0.99 and np.isfinite(after).all()

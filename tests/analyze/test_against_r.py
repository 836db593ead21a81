"""Effects, their errors, the ordered logit, relative weights and LMG against R (r/expected.R, run once)."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from tests.analyze.survey import coded_survey
from voc.analyze.regression import importance
from voc.analyze.regression.ordered import ordered_logit
from voc.analyze.regression.regression import fit, standard_errors

R = Path(__file__).parent / "r"
TOPICS = 7


@pytest.fixture(scope="module")
def expected():
    values = defaultdict(list)
    with open(R / "expected.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            values[row["figure"]].append(float(row["value"]))
    return {name: np.array(figures) for name, figures in values.items()}


@pytest.fixture(scope="module")
def answers():
    return np.loadtxt(R / "input.csv", delimiter=",", skiprows=1, dtype=int)


def survey(answers, repeated):
    person = answers[:, 0] if repeated else None
    return coded_survey(answers[:, 2:-1], answers[:, -1], person, levels=(3,), controls=answers[:, [1]] - 1)


@pytest.mark.parametrize(("repeated", "errors"), [(False, "hc3"), (True, "cr1")])
def test_effects_and_their_errors_are_those_of_lm_and_sandwich(answers, expected, repeated, errors) -> None:
    coded = survey(answers, repeated)
    fitted = fit(coded, coded.outcomes)
    assert not fitted.ridge
    assert fitted.effect[:, 0] == pytest.approx(expected["effect"], abs=1e-6)
    assert standard_errors(fitted.effect_covariance[0]) == pytest.approx(expected[errors], abs=1e-6)


def test_the_ordered_logit_is_that_of_polr(answers, expected) -> None:
    coded = survey(answers, repeated=False)
    levels, y = np.unique(answers[:, -1], return_inverse=True)
    columns = np.r_[coded.first_driver : coded.columns, 2, 3]
    found = ordered_logit(coded.matrix(columns), y, penalty=0.0)
    assert len(levels) == 3
    assert found.coefficient[:TOPICS] == pytest.approx(expected["logit"], abs=1e-6)
    assert found.error[:TOPICS] == pytest.approx(expected["logit_error"], abs=1e-6)
    assert found.thresholds == pytest.approx(expected["threshold"], abs=1e-6)


def test_relative_weights_and_lmg_are_those_of_r(answers, expected, monkeypatch) -> None:
    monkeypatch.setattr(importance, "_ALL_ORDERS", TOPICS)  # all orders: R enumerates all subsets
    coded = survey(answers, repeated=False)
    fitted = fit(coded, coded.outcomes)
    among, with_y = importance.correlations(
        fitted.in_one_block(), TOPICS
    )
    weights = importance.relative_weights(among, with_y)[0, :, 0]
    orders = importance.lmg(among, with_y, np.random.default_rng(1), 0)[0, :, 0]
    assert weights == pytest.approx(expected["johnson"], abs=1e-6)
    assert orders == pytest.approx(expected["lmg"], abs=1e-6)
    assert weights.sum() == pytest.approx(expected["r_squared"][0], abs=1e-6)

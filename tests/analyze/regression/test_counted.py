"""What is counted of all cells at once is what the design matrix of each gives by itself."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analyze.survey import matrix, random_survey
from voc.analyze.regression.coded import ALL, Coded
from voc.analyze.regression.counted import Cell, cells, in_periods
from voc.analyze.regression.regression import fit, fits

PERIODS = np.array([["2023-12", "2023", "all"], ["2024-01", "2024", "all"], ["2024-02", "2024", "all"]])
PLACES = [(kind, str(name)) for kind in range(3) for name in np.unique(PERIODS[:, kind])]


def survey_of(n: int, k: int = 6, people: int | None = None, seed: int = 1) -> Coded:
    """Three months, two values of one segment and four of another, of which the last is "no value"."""
    survey = random_survey(n, k, people, seed)
    (first, _), (second, end) = survey.variables[1:]
    named = {first: ("年代", "若"), first + 1: ("年代", "老")}
    named |= {column: ("店", f"店{column}") for column in range(second, end - 1)}
    return replace(survey, segments=named)


def rows_of(survey: Coded, place: tuple[int, str], segment: tuple[str, str]) -> np.ndarray:
    """The answers of a cell, looked up one by one."""
    month = PERIODS[survey.controls[:, 0] - 1, place[0]] == place[1]
    columns = [column for column, name in survey.segments.items() if name == segment]
    return np.flatnonzero(month & (segment == ALL or np.isin(survey.controls, columns).any(axis=1)))


@settings(deadline=None)
@given(
    st.integers(1, 80),
    st.integers(1, 7),
    st.integers(1, 30),
    st.integers(0, 10**6),
    st.sets(st.sampled_from(PLACES)),
)
def test_every_cell_has_the_sums_of_its_own_design_matrix(n, k, people, seed, wanted) -> None:
    survey = survey_of(n, k, people, seed)
    there = {place for place, _ in in_periods(survey, PERIODS)}
    wanted &= there
    found = cells(survey, PERIODS, wanted, lambda found: found)
    assert set(found) == wanted
    for place in wanted:
        assert [cell.segment for cell in found[place]] == [
            segment for segment in (ALL, *survey.segments.values()) if len(rows_of(survey, place, segment))
        ]
        for cell in found[place]:
            check(survey, cell, rows_of(survey, place, cell.segment))


def check(survey: Coded, cell: Cell, rows: np.ndarray) -> None:
    x, y = matrix(survey.take(rows)), survey.outcomes[rows]
    own = [column for column, name in survey.segments.items() if name[0] == cell.segment[0]]
    variable = next((span for span in survey.variables if own and span[0] <= own[0] < span[1]), (0, 0))
    x[:, slice(*variable)] = 0  # one value: the constant
    assert (cell.n, cell.people) == (len(rows), len(set(survey.person[rows])))
    assert np.array_equal(cell.gram, x.T @ x)
    assert np.array_equal(cell.totals, x.T @ y) and np.array_equal(cell.squares, y.T @ y)
    topic, said = survey.topic_of, x[:, survey.first_driver :]
    assert cell.spoken.tolist() == [
        int((said[:, topic == t].sum(axis=1) > 0).sum()) for t in range(topic.max() + 1)
    ]
    assert np.array_equal(cell.rows, rows) and np.array_equal(cell.first(len(rows)), rows)
    few = cell.first(5)
    assert len(few) >= min(5, len(rows)) and not set(survey.person[few]) & set(
        survey.person[rows[len(few) :]]
    )


@pytest.mark.parametrize("people", [None, 4000, 300])
def test_a_cell_has_the_regression_of_its_answers_alone(people) -> None:
    survey = survey_of(6000, people=people)
    for place, found in cells(survey, PERIODS, PLACES, fits).items():
        for cell, together in found:
            alone = survey.take(rows_of(survey, place, cell.segment))
            expected = fit(alone, alone.outcomes)
            assert together.effect == pytest.approx(expected.effect, rel=1e-7, abs=1e-7)
            for name in ("effect_covariance", "contribution_covariance"):
                assert getattr(together, name) == pytest.approx(getattr(expected, name), rel=1e-6, abs=1e-7)

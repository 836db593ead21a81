"""Adjusted effects against statsmodels and plain numpy; the identity of the contributions; an inert topic."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analyze.survey import coded_survey, matrix, random_survey, with_outcome
from voc.analyze.regression import sandwich, solved
from voc.analyze.regression.regression import fit

api = pytest.importorskip("statsmodels.api")


def design(survey, fitted):
    """The columns of the model, drivers last."""
    x = matrix(survey)
    return x[:, np.concatenate([fitted.controls, survey.first_driver + fitted.drivers])]


PEOPLE = [None, 400, 30, 4]  # nobody answers twice, some do, all often, four people a hundred times


@pytest.mark.parametrize("people", PEOPLE)
def test_effects_and_errors_are_those_of_statsmodels(people, monkeypatch) -> None:
    monkeypatch.setattr(solved, "PER_COLUMN", 0)  # least squares of four people too
    survey = random_survey(900, people=people)
    fitted = fit(survey, survey.outcomes)
    how = {"cov_type": "HC3"}
    if people:
        how = {"cov_type": "cluster", "cov_kwds": {"groups": survey.person}}
    for i in range(3):
        k = len(fitted.drivers)
        other = api.OLS(survey.outcomes[:, i], design(survey, fitted)).fit(**how)
        assert fitted.effect[:, i] == pytest.approx(other.params[-k:], abs=1e-5)
        assert np.sqrt(np.diag(fitted.effect_covariance[i])) == pytest.approx(other.bse[-k:], rel=1e-6)
        together = other.cov_params()[-k:, -k:]
        assert fitted.effect_covariance[i] == pytest.approx(together, abs=1e-6 * np.abs(together).max())
    assert not fitted.ridge


def test_contributions_sum_to_the_base_less_the_fitted_answer_that_mentions_nothing() -> None:
    survey = random_survey(700, people=300)
    fitted = fit(survey, survey.outcomes)
    x = design(survey, fitted)
    silent = x.copy()
    silent[:, -len(fitted.drivers) :] = 0  # the same answers, segments and months, without a topic
    model = api.OLS(survey.outcomes[:, 0], x).fit()
    gap = survey.outcomes[:, 0].mean() - model.predict(silent).mean()
    assert fitted.contribution[:, 0].sum() == pytest.approx(gap, abs=1e-5)
    assert fitted.mean[0] - fitted.nothing[0] == pytest.approx(gap, abs=1e-5)


@settings(max_examples=50)
@given(st.integers(40, 300), st.integers(1, 8), st.one_of(st.none(), st.integers(5, 100)), st.integers(0, 10**6))
def test_identities_hold_for_every_survey_short_ones_too(n, k, people, seed) -> None:
    survey = random_survey(n, k, people, seed)
    fitted = fit(survey, survey.outcomes)
    if fitted is None:
        assert not any(10 <= m <= n - 10 for m in survey.count()[survey.first_driver :])
        return
    assert fitted.contribution.sum(axis=0) == pytest.approx(fitted.mean - fitted.nothing, abs=1e-6)
    assert fitted.contribution == pytest.approx(fitted.effect * fitted.share[:, None])
    assert fitted.effect[:, 0] == pytest.approx(fitted.effect[:, 1] - fitted.effect[:, 2], abs=1e-6)
    for covariance in (*fitted.effect_covariance, *fitted.contribution_covariance):
        assert np.isnan(covariance).all() if fitted.ridge else np.linalg.eigvalsh(covariance).min() >= -1e-9 * np.abs(covariance).max()


def test_ridge_is_the_penalised_regression_that_cross_validates_best() -> None:
    survey = random_survey(90, k=8)
    fitted = fit(survey, survey.outcomes)
    assert fitted.ridge and np.isnan(fitted.effect_covariance).all() and np.isnan(fitted.contribution_covariance).all()
    x, y = design(survey, fitted), survey.outcomes[:, 0]
    penalty = np.diag(x.var(axis=0) * len(x))
    scores = {}
    for size in solved._PENALTIES:
        hat = x @ np.linalg.solve(x.T @ x + size * penalty, x.T)
        scores[size] = np.sum((y - hat @ y) ** 2) / (len(x) - np.trace(hat)) ** 2
    best = min(scores, key=scores.get)
    k = len(fitted.drivers)
    assert fitted.effect[:, 0] == pytest.approx(np.linalg.solve(x.T @ x + best * penalty, x.T @ y)[-k:], abs=1e-6)


@pytest.mark.parametrize(("n", "people", "ridge"), [(119, None, False), (118, None, True), (900, 119, False), (900, 110, True)])
def test_least_squares_need_seven_people_a_column(n, people, ridge) -> None:
    random = np.random.default_rng(1)
    said = random.random((n, 10)) < 0.5
    person = None if people is None else np.concatenate([np.arange(people), random.integers(0, people, n - people)])
    survey = coded_survey(said, random.choice([-100.0, 100.0], n), person)  # 1 + 2 + 1 + 3 + 10 columns
    fitted = fit(survey, survey.outcomes)
    assert len(fitted.model.columns) == 17 and fitted.ridge is ridge


def test_an_inert_topic_named_together_with_a_real_one_has_no_adjusted_effect() -> None:
    random = np.random.default_rng(7)
    n = 6000
    real = random.random(n) < 0.2
    inert = np.where(real, random.random(n) < 0.6, random.random(n) < 0.05)
    other = random.random(n) < 0.3
    y = 100 * np.sign(np.round(random.normal(0.4, 0.8, n) - 0.9 * real + 0.3 * other))
    survey = coded_survey(np.stack([real, inert, other], axis=1), y)
    fitted = fit(survey, survey.outcomes)
    error = np.sqrt(np.diag(fitted.effect_covariance[0]))
    lift = y[inert].mean() - y[~inert].mean()
    assert lift < -30  # what the plain comparison says
    assert abs(fitted.effect[1, 0]) < 5 and abs(fitted.effect[1, 0]) < 1.96 * error[1]
    assert fitted.effect[0, 0] < -50


def test_intervals_cover_the_true_effect_as_often_as_they_say() -> None:
    random = np.random.default_rng(3)
    n, people, hits = 400, 150, 0
    shape = random_survey(n, k=4, people=people, seed=5)
    x = matrix(shape)[:, shape.first_driver :]
    for _ in range(200):
        chance = 0.35 + x @ np.array([0.2, -0.2, 0.1, 0.0])
        mood = random.normal(size=people)[shape.person % people]  # a person's answers are alike
        y = 100.0 * (0.8 * mood + 0.6 * random.normal(size=n) < 1.4 * (chance - 0.5) / 0.5)
        survey = with_outcome(shape, y)
        fitted = fit(survey, survey.outcomes)
        error = np.sqrt(fitted.effect_covariance[0][3, 3])
        hits += abs(fitted.effect[3, 0]) < 1.96 * error
    assert hits >= 180


def test_topics_that_always_come_together_share_their_effect() -> None:
    survey = random_survey(600, k=2)
    x = matrix(survey)[:, survey.first_driver :]
    twice = coded_survey(np.stack([x[:, 0], x[:, 0], x[:, 1]], axis=1) > 0, survey.outcomes[:, 0])
    once = coded_survey(x > 0, survey.outcomes[:, 0])
    both, alone = fit(twice, twice.outcomes), fit(once, once.outcomes)
    assert both.effect[:2].sum() == pytest.approx(alone.effect[0, 0], abs=1e-3)
    assert both.effect[0, 0] == pytest.approx(both.effect[1, 0], abs=1e-3)


def test_controls_that_always_come_together_leave_effects_exact() -> None:
    once = random_survey(5000, seed=6)
    twice = replace(
        once, controls=np.hstack([once.controls, once.controls[:, 1:] + once.columns]),
        drivers=once.drivers + once.columns, columns=2 * once.columns,
        variables=[*once.variables, *((a + once.columns, b + once.columns) for a, b in once.variables[1:])],
    )  # fmt: skip
    one, two = fit(once, once.outcomes), fit(twice, twice.outcomes)
    assert two.effect == pytest.approx(one.effect, abs=1e-7)
    assert two.effect_covariance == pytest.approx(one.effect_covariance, rel=1e-6, abs=1e-7)


def test_a_large_cell_takes_its_errors_from_a_sample_and_its_effects_from_everybody(monkeypatch) -> None:
    survey = random_survey(6000, people=4000)
    exact = fit(survey, survey.outcomes)
    monkeypatch.setattr(sandwich, "SAMPLE", 3000)
    sampled = fit(survey, survey.outcomes)
    assert np.array_equal(sampled.effect, exact.effect)
    ratio = np.sqrt(np.diag(sampled.effect_covariance[0]) / np.diag(exact.effect_covariance[0]))
    assert np.all(abs(ratio - 1) < 0.1) and not np.array_equal(ratio, np.ones_like(ratio))


def test_block_moments_sum_to_the_partialled_regression() -> None:
    survey = random_survey(3000, people=2000)
    fitted = fit(survey, survey.outcomes)
    blocks = fitted.moments(survey, survey.outcomes)
    k = len(fitted.drivers)
    assert blocks.shape == (500, 1 + k + 3, 1 + k + 3)
    whole = blocks.sum(axis=0)
    assert whole[0, 0] == pytest.approx(3000)
    assert np.linalg.solve(whole[1 : 1 + k, 1 : 1 + k], whole[1 : 1 + k, 1 + k :]) == pytest.approx(fitted.effect, abs=1e-4)


def test_moments_are_the_same_in_one_block_and_in_many() -> None:
    survey = random_survey(3000, people=2000)
    fitted = fit(survey, survey.outcomes)
    x = np.hstack([design(survey, fitted), survey.outcomes]) @ fitted.less_controls
    assert fitted.in_one_block()[0] == pytest.approx(x.T @ x, abs=1e-4)
    assert fitted.moments(survey, survey.outcomes, 20).sum(axis=0) == pytest.approx(x.T @ x, abs=1e-4)


def test_some_outcomes_of_a_regression_are_as_by_themselves() -> None:
    survey = random_survey(2000, people=1500)
    some, alone = fit(survey, survey.outcomes).of(slice(1, 3)), fit(survey, survey.outcomes[:, 1:])
    for name in ("effect", "effect_covariance", "contribution", "contribution_covariance", "mean", "nothing"):
        assert getattr(some, name) == pytest.approx(getattr(alone, name), rel=1e-9, abs=1e-9)
    assert some.in_one_block() == pytest.approx(alone.in_one_block(), abs=1e-4)

"""The ordered logit against statsmodels, and where a maximum hardly exists."""

import numpy as np
import pytest

from voc.analyze.regression.ordered import ordered_logit

miscmodels = pytest.importorskip("statsmodels.miscmodels.ordinal_model")


@pytest.mark.parametrize("classes", [2, 3, 5])
def test_coefficients_and_errors_are_those_of_statsmodels(classes) -> None:
    random = np.random.default_rng(classes)
    x = (random.random((800, 4)) < 0.3).astype(float)
    latent = x @ [1.0, -0.7, 0.2, 0.0] + random.logistic(size=800)
    y = np.digitize(latent, np.linspace(-1, 1, classes - 1))
    found = ordered_logit(x, y, penalty=0.0)
    other = miscmodels.OrderedModel(y, x, distr="logit").fit(method="bfgs", disp=False, maxiter=500, gtol=1e-8)
    assert found.coefficient == pytest.approx(other.params[:4], abs=1e-4)
    assert found.error == pytest.approx(other.bse[:4], rel=1e-2)


def test_a_topic_that_only_one_class_mentions_stays_finite() -> None:
    x = np.zeros((100, 1))
    x[:20] = 1
    y = np.array([2] * 20 + [0, 1, 2, 1] * 20)
    found = ordered_logit(x, y)
    assert 2 < found.coefficient[0] < 20 and np.all(np.isfinite(found.error))

r"""What goes with an outcome, topic by topic, adjusted for the other topics, the segments and the month.

An outcome y (for the NPS −100, 0 or 100, so that a coefficient reads in points) is regressed on x, zeros
and ones: a constant, the controls c (month and segments) and the drivers k (topic × polarity). The moments
X'X and X'y are counted (`voc.analyze.design`), the controls partialled out of them (Frisch and Waugh):

    P = A⁻¹·X_c'X_k,   A = X_c'X_c + λD_c,   S = X_k'X_k + λD_k − X_k'X_c·P
    effect β = S⁻¹·(X_k'y − P'X_c'y),   x̃ = x_k − P'x_c

D is the diagonal of the centred sums of squares, so that λ has no unit. λ is 1e-9, which is ordinary least
squares and only keeps columns solvable that always come together (they share their effect), unless there are
fewer than seven people a column: then it is ridge, with the λ of the least generalised cross-validation
(Golub, Heath and Wahba 1979). Ridge draws effects towards zero and says nothing of by how much: its errors
are NaN. The constant is never penalised.

Standard errors: the sandwich S⁻¹·(Σ zz')·S⁻¹ with z = Σ x̃e over the answers of a person (CR1, as Stata and
statsmodels have it); where nobody answers twice HC3, z = x̃e/(1 − h) (MacKinnon and White 1985). In a cell of
more than 200,000 answers the middle is that of the first 200,000, a random sample of people, scaled.

    contribution = effect × share;   Σ contributions = mean of y − fitted mean of y if nothing were mentioned

Its variance adds that of the share, which is uncorrelated with the effect's where the regression is right.
"""

from typing import NamedTuple

import numpy as np

from voc.analyze.design import Design, Figures, Integers
from voc.analyze.notes import ANSWERS

OLS = 1e-9
PER_COLUMN = 7  # people that least squares need for each column, for errors that hold (prove/effects.md)
SAMPLE = 200_000
BLOCKS = 500
_PENALTIES = np.logspace(-3, 2, 26)


class Model(NamedTuple):
    """The columns that a regression is of, controls before drivers, and X'X of them, q × q.

    `narrow` are the answers with no more columns than these, `places` which they are there.
    """

    controls: Integers
    drivers: Integers
    narrow: Design
    places: Integers
    gram: Figures

    @property
    def columns(self) -> Integers:
        """Controls and drivers."""
        return np.concatenate([self.controls, self.drivers])


class Fit(NamedTuple):
    """K drivers and o outcomes; `drivers` are positions in `Design.topics`.

    `effect` and `contribution` are K × o, their covariances o × K × K (NaN for a ridge), `share` K (0-1),
    `mean` (of the base) and `nothing` (fitted, of answers that mention none of the drivers, same segments and
    months) o.
    `less_controls` ((q + o) × (1 + K + o)) turns an answer's columns (those of `model`) and outcomes into the
    constant, drivers and outcomes less what the controls say of them; `products` are the sums of squares and
    products of the former.
    """

    n: int
    model: Model
    drivers: Integers
    ridge: bool
    share: Figures
    mean: Figures
    nothing: Figures
    effect: Figures
    effect_covariance: Figures
    contribution: Figures
    contribution_covariance: Figures
    products: Figures
    less_controls: Figures

    @property
    def controls(self) -> Integers:
        """The columns of the controls."""
        return self.model.controls

    def moments(self, outcomes: Figures, blocks: int = BLOCKS) -> Figures:
        """Sums of squares and products of (1, drivers, outcomes) less the controls, by block of people.

        At most `blocks` × (1 + K + o)²; for resampling people without reading their answers again.
        """
        if blocks == 1:
            return (self.less_controls.T @ self.products @ self.less_controls)[None]
        out, at = [], 0
        for block in self.model.narrow.blocks(blocks):
            y = outcomes[at : at + block.n]
            gram = block.gram()[np.ix_(self.model.places, self.model.places)]
            products = _products(gram, block.totals(y)[self.model.places], y)
            out.append(self.less_controls.T @ products @ self.less_controls)
            at += block.n
        return np.array(out)


def model(coded: Design) -> Model | None:
    """The columns that a regression of these answers can have; None without any driver.

    Drivers are those that ten answers mention and ten do not, controls the values of ten answers and more,
    less the commonest.
    """
    count = coded.count()
    c, k = _controls(coded, count), coded.first_driver + _drivers(coded, count)
    if not len(k):
        return None
    narrow, places = coded.narrowed(np.concatenate([c, k]))
    return Model(c, k, narrow, places, narrow.gram()[np.ix_(places, places)])


def fit(coded: Design, outcomes: Figures) -> Fit | None:
    """`fit_model` of the answers' own `model`; None without any driver."""
    given = model(coded)
    return None if given is None else fit_model(coded, outcomes, given)


def fit_model(coded: Design, outcomes: Figures, given: Model) -> Fit:
    """The regression of each outcome (n × o, no NaN) on `given`; of short n, λ is that of the first."""
    n, gram, q, o = coded.n, given.gram, len(given.gram), outcomes.shape[1]
    c, k = slice(0, len(given.controls)), slice(len(given.controls), q)
    count = np.diag(gram)
    totals = coded.totals(outcomes)[given.columns]
    mean, share = outcomes.mean(axis=0), count[k] / n
    spread = count - count**2 / n
    ridge = len(coded.bounds()) - 1 < PER_COLUMN * q
    penalty = _penalty(gram[1:, 1:], totals[1:, 0], outcomes[:, 0]) if ridge else OLS

    a_inverse = _inverse(gram[c, c] + penalty * np.diag(spread[c]))
    crossed = gram[c, k]
    partial = a_inverse @ crossed
    inverse = np.linalg.inv(gram[k, k] + penalty * np.diag(spread[k]) - crossed.T @ partial)
    effect = inverse @ (totals[k] - partial.T @ totals[c])
    held = a_inverse @ (totals[c] - crossed @ effect)
    contribution = effect * share[:, None]

    less = np.zeros((q + o, 1 + len(share) + o))
    less[0, 0], less[c, 1 : 1 + len(share)], less[k, 1 : 1 + len(share)] = 1, -partial, np.eye(len(share))
    less[c, 1 + len(share) :], less[q:, 1 + len(share) :] = -a_inverse @ totals[c], np.eye(o)
    drivers = less[:q, 1 : 1 + len(share)]  # x̃ = drivers'x
    bread = drivers @ inverse @ drivers.T  # x'(X'X)⁻¹x, the leverage
    bread[c, c] += a_inverse
    if ridge:
        zz = covariance = np.full((o, len(share), len(share)), np.nan)
    else:
        zz, beyond = _middles(outcomes, given, np.vstack([held, effect]), drivers, bread)
        zz = inverse @ zz @ inverse
        covariance = share[:, None] * zz * share + effect.T[:, :, None] * beyond * effect.T[:, None, :] / n**2
    return Fit(
        n=n, model=given, drivers=given.drivers - coded.first_driver, ridge=ridge, share=share, mean=mean,
        nothing=mean - contribution.sum(axis=0), effect=effect, effect_covariance=zz,
        contribution=contribution, contribution_covariance=covariance,
        products=_products(gram, totals, outcomes), less_controls=less,
    )  # fmt: skip


def _products(gram: Figures, totals: Figures, outcomes: Figures) -> Figures:
    """Sums of squares and products of columns and outcomes."""
    return np.block([[gram, totals], [totals.T, outcomes.T @ outcomes]])


def _inverse(a: Figures) -> Figures:
    """Of a Gram matrix of controls; the pseudo-inverse where some always come together, as two "no value" do.

    What the drivers are less the controls is the same; 1e-9 alone left effects up to 4e-5 points to rounding.
    """
    scale = 1 / np.sqrt(np.diag(a))
    values, vectors = np.linalg.eigh(a * np.outer(scale, scale))
    kept = values > 10 * OLS
    part = vectors[:, kept] * scale[:, None]
    return np.asarray(part / values[kept] @ part.T)


def standard_errors(covariance: Figures) -> Figures:
    """Standard errors, K, from a covariance, K × K; rounding may leave a variance of nothing below 0."""
    return np.asarray(np.sqrt(np.maximum(np.diag(covariance), 0)))


def _middles(
    outcomes: Figures, given: Model, coefficients: Figures, drivers: Figures, bread: Figures
) -> tuple[Figures, Figures]:
    """Σ zz' of every outcome (o × K × K), corrected for small samples, and Σ mm', both over the people.

    z is the sum of a person's x̃e, m what a person mentions more often than the share says. Of those who have
    one answer they sum to X'WX with e² as weights, which is counted; the others' answers are added up.
    """
    n, spoken = given.narrow.n, given.places[len(given.controls) :]
    people, sample = len(given.narrow.bounds()) - 1, given.narrow.sample(SAMPLE)
    alone, share = people == n, np.diag(given.gram)[len(given.controls) :] / n

    def placed(rows: Figures) -> Figures:
        """The rows of q columns among those of all."""
        out = np.zeros((sample.columns, rows.shape[1]))
        out[given.places] = rows
        return out

    beside = placed(drivers)
    error = outcomes[: sample.n] - sample.linear(placed(coefficients))
    if alone:
        error /= np.maximum(1 - sample.quadratic(placed(placed(bread).T)), 1e-3)[:, None]
    again = sample.again()
    once = np.where(again, 0.0, 1.0)
    zz = np.array([beside.T @ sample.gram(one**2 * once) @ beside for one in error.T])
    both = sample.without_controls().gram(once)[np.ix_(spoken, spoken)]
    often = np.outer(np.diag(both), share)
    mm = both - often - often.T + once.sum() * np.outer(share, share)
    at = np.flatnonzero(again)
    for part in sample.take(at).parts():
        own, at = error[at[: part.n]], at[part.n :]
        for i, one in enumerate(own.T):
            z = part.by_person(one) @ beside
            zz[i] += z.T @ z
        answers = part.by_person(np.ones(part.n))
        m = answers[:, spoken] - answers[:, :1] * share
        mm += m.T @ m
    small = 1.0 if alone else people / max(people - 1, 1) * (n - 1) / max(n - len(bread), 1)
    scale = n / sample.n
    return small * scale * zz, scale * mm


def _controls(coded: Design, count: Figures) -> Integers:
    kept = [np.zeros(1, np.int64)]
    for first, last in coded.variables:
        levels = count[first:last]
        enough = levels >= ANSWERS
        enough[np.argmax(levels)] = False
        kept.append(first + np.flatnonzero(enough))
    return np.concatenate(kept)


def _drivers(coded: Design, count: Figures) -> Integers:
    mentioned = count[coded.first_driver :]
    return np.flatnonzero((mentioned >= ANSWERS) & (coded.n - mentioned >= ANSWERS))


def _penalty(gram: Figures, totals: Figures, y: Figures) -> float:
    """The λ of the least n·RSS/(n − df)², df the effective number of columns; X without the constant."""
    n, count = len(y), np.diag(gram)
    scale = 1 / np.sqrt(count - count**2 / n)
    centred = (gram - np.outer(count, count) / n) * np.outer(scale, scale)
    values, vectors = np.linalg.eigh(centred)
    values = np.maximum(values, 0)
    along = vectors.T @ ((totals - count * y.mean()) * scale)
    shrunk = along / (values + _PENALTIES[:, None])
    rss = np.sum((y - y.mean()) ** 2) - 2 * shrunk @ along + shrunk**2 @ values
    used = 1 + np.sum(values / (values + _PENALTIES[:, None]), axis=1)
    score = np.where(n > used + 1, np.maximum(rss, 0) / np.maximum(n - used, 1) ** 2, np.inf)
    return float(_PENALTIES[::-1][int(np.argmin(score[::-1]))])  # of equal ones the strongest

r"""What goes with an outcome, topic by topic, adjusted for the other topics, the segments and the month.

An outcome y (for the NPS −100, 0 or 100, so that a coefficient reads in points) is regressed on x, zeros
and ones: a constant, the controls c (month and segments) and the drivers k (topic × polarity). The moments
X'X and X'y are counted (`voc.analyze.coded`), and the controls are partialled out of them (Frisch and Waugh):

    P = A⁻¹·X_c'X_k,   A = X_c'X_c + λD_c,   S = X_k'X_k + λD_k − X_k'X_c·P
    effect β = S⁻¹·(X_k'y − P'X_c'y),   x̃ = x_k − P'x_c

D is the diagonal of the centred sums of squares, so that λ has no unit. λ is 1e-9, which is ordinary least
squares and only keeps columns solvable that always come together (they share their effect), unless there are
fewer than ten answers a column: then it is ridge, with the λ of the least generalised cross-validation
(Golub, Heath and Wahba 1979), and effects are drawn towards zero. The constant is never penalised.

Standard errors: the sandwich S⁻¹·(Σ zz')·S⁻¹ with z = Σ x̃e over the answers of a person (CR1, as Stata and
statsmodels have it); where nobody answers twice HC3, z = x̃e/(1 − h) (MacKinnon and White 1985). In a cell of
more than 200,000 answers the middle is that of the first 200,000, a random sample of people, scaled.

    contribution = effect × share;   Σ contributions = mean of y − fitted mean of y if nothing were mentioned

Its variance adds that of the share, which is uncorrelated with the effect's where the regression is right.
"""

from typing import NamedTuple

import numpy as np

from voc.analyze.coded import Coded, Figures, Integers, pairs
from voc.analyze.notes import ANSWERS

OLS = 1e-9
PER_COLUMN = 10  # answers that least squares need for each column
SAMPLE = 200_000
BLOCKS = 500
_PAIRS = 2_000_000  # that are summed together
_PENALTIES = np.logspace(-3, 2, 26)


class Fit(NamedTuple):
    """K drivers and o outcomes; `drivers` are positions in `Coded.topics`.

    `effect` and `contribution` are K × o, their covariances o × K × K, `share` K (0-1), `mean` (of the
    base) and `nothing` (fitted, of answers that mention none of the drivers, same segments and months) o.
    `less_controls` ((columns + o) × (1 + K + o)) turns an answer's columns and outcomes into the constant,
    drivers and outcomes less what the controls say of them.
    """

    n: int
    drivers: Integers
    controls: Integers
    ridge: bool
    share: Figures
    mean: Figures
    nothing: Figures
    effect: Figures
    effect_covariance: Figures
    contribution: Figures
    contribution_covariance: Figures
    less_controls: Figures

    def moments(self, coded: Coded, outcomes: Figures, blocks: int = BLOCKS) -> Figures:
        """Sums of squares and products of (1, drivers, outcomes) less the controls, by block of people.

        At most `blocks` × (1 + K + o)²; for resampling people without reading their answers again.
        """
        out, at = [], 0
        for part in coded.blocks(blocks):
            y = outcomes[at : at + part.n]
            at += part.n
            if part.n < part.columns:
                rows = np.hstack([one_hot(part, np.arange(part.columns)), y]) @ self.less_controls
                out.append(rows.T @ rows)
            else:
                crossed = part.totals(y)
                whole = np.block([[part.gram(), crossed], [crossed.T, y.T @ y]])
                out.append(self.less_controls.T @ whole @ self.less_controls)
        return np.array(out)


def fit(coded: Coded, outcomes: Figures) -> Fit | None:
    """The regression of each outcome (n × o, no NaN); of short n, λ is that of the first.

    Drivers are those that ten answers mention and ten do not, controls the values of ten answers and more,
    less the commonest; None without any driver.
    """
    gram, n = coded.gram(), coded.n
    count = np.diag(gram)
    c, k = _controls(coded, count), coded.first_driver + _drivers(coded, count)
    if not len(k):
        return None
    totals = coded.totals(outcomes)
    mean, share = outcomes.mean(axis=0), count[k] / n
    spread = count - count**2 / n
    columns = len(c) + len(k)
    ridge = n < PER_COLUMN * columns
    penalty, used = OLS, float(columns)
    if ridge:
        penalty, used = _penalty(gram, totals[:, 0], outcomes[:, 0], np.concatenate([c[1:], k]))

    a_inverse = _inverse(gram[np.ix_(c, c)] + penalty * np.diag(spread[c]))
    crossed = gram[np.ix_(c, k)]
    partial = a_inverse @ crossed
    schur = gram[np.ix_(k, k)] + penalty * np.diag(spread[k]) - crossed.T @ partial
    inverse = np.linalg.inv(schur)
    effect = inverse @ (totals[k] - partial.T @ totals[c])
    held = a_inverse @ (totals[c] - crossed @ effect)
    contribution = effect * share[:, None]

    p, o = coded.columns, outcomes.shape[1]
    drivers = np.zeros((p, len(k)))  # x̃ = drivers'x
    drivers[c], drivers[k] = -partial, np.eye(len(k))
    coefficients = np.zeros((p, o))
    coefficients[c], coefficients[k] = held, effect
    bread = drivers @ inverse @ drivers.T  # x'(X'X)⁻¹x, the leverage
    bread[np.ix_(c, c)] += a_inverse
    uu, vv = _middles(coded, outcomes, coefficients, bread, used)
    zz = inverse @ (drivers.T @ uu @ drivers) @ inverse
    beyond = _beyond(vv, k, share)
    covariance = share[:, None] * zz * share + effect.T[:, :, None] * beyond * effect.T[:, None, :] / n**2

    less = np.zeros((p + o, 1 + len(k) + o))
    less[0, 0], less[:p, 1 : 1 + len(k)] = 1, drivers
    less[c, 1 + len(k) :] = -a_inverse @ totals[c]
    less[p:, 1 + len(k) :] = np.eye(o)
    return Fit(
        n=n, drivers=k - coded.first_driver, controls=c, ridge=ridge, share=share, mean=mean,
        nothing=mean - contribution.sum(axis=0), effect=effect, effect_covariance=zz,
        contribution=contribution, contribution_covariance=covariance, less_controls=less,
    )  # fmt: skip


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
    coded: Coded, outcomes: Figures, coefficients: Figures, bread: Figures, used: float
) -> tuple[Figures, Figures]:
    """Σ uu' of every outcome (o × columns × columns) and Σ vv' over the people, corrected for small samples.

    v is the sum of a person's x, u that of xe. Answers are lists of the columns that hold a one, so that
    a person's products are counted pair by pair; only where the lists are long, u and v are written out.
    """
    p, o = coded.columns, outcomes.shape[1]
    bounds, sample = coded.bounds(), coded.sample(SAMPLE)
    people = len(bounds) - 1
    alone = people == coded.n
    bounds = bounds[bounds <= sample.n]
    columns, starts = sample.flat()
    long = (np.diff(starts[bounds]) > p // 2) & (not alone)
    work = np.cumsum(np.where(long, p, np.diff(starts[bounds]) ** 2))
    ends = np.unique(np.append(np.searchsorted(work, np.arange(_PAIRS, work[-1], _PAIRS)), len(work)))
    ends = ends[ends > 0]
    low, whole = np.zeros((1 + o, p * p)), np.zeros((1 + o, p, p))
    for a, b in zip([0, *ends[:-1]], ends, strict=True):
        at = starts[bounds[a] : bounds[b] + 1]
        code, row = columns[at[0] : at[-1]], np.repeat(np.arange(len(at) - 1), np.diff(at))
        first, length, written = starts[bounds[a:b]] - at[0], np.diff(starts[bounds[a : b + 1]]), long[a:b]
        left, right = pairs(first[~written], length[~written])
        pair = code[left] * p + code[right]
        error = outcomes[bounds[a] : bounds[b]] - np.add.reduceat(coefficients[code], at[:-1] - at[0])
        if alone:
            leverage = np.bincount(row, weights=np.diag(bread)[code])
            leverage += 2 * np.bincount(row[left], weights=bread.ravel()[pair], minlength=len(leverage))
            error /= np.maximum(1 - leverage, 1e-3)[:, None]
        who = np.repeat(np.arange(b - a), length)
        kept, long_one = np.repeat(~written, length), np.cumsum(written)[who] - 1
        size = int(written.sum()) * p
        for i, one in enumerate((None, *error.T)):
            weights = np.ones(len(code)) if one is None else one[row]
            diagonal = np.bincount(code[kept], weights=weights[kept] ** 2, minlength=p)
            whole[i, np.arange(p), np.arange(p)] += diagonal
            low[i] += np.bincount(pair, weights=weights[left] * weights[right], minlength=p * p)
            if size:
                key = long_one[~kept] * p + code[~kept]
                u = np.bincount(key, weights=weights[~kept], minlength=size).reshape(-1, p)
                whole[i] += u.T @ u
    lower = low.reshape(1 + o, p, p)
    whole = (whole + lower + lower.transpose(0, 2, 1)) * coded.n / sample.n
    small = 1.0 if alone else people / max(people - 1, 1) * (coded.n - 1) / max(coded.n - used, 1)
    return small * whole[1:], whole[0]


def _beyond(vv: Figures, k: Integers, share: Figures) -> Figures:
    """Σ mm' over the people, m what a person mentions more often than the share says; from Σ vv'."""
    often = np.outer(vv[k, 0], share)
    return np.asarray(vv[np.ix_(k, k)] - often - often.T + vv[0, 0] * np.outer(share, share))


def one_hot(part: Coded, columns: Integers) -> Figures:
    """The design matrix of few answers: zeros and ones, answers × columns."""
    flat, starts = part.flat()
    x = np.zeros((part.n, part.columns))
    x[np.repeat(np.arange(part.n), np.diff(starts)), flat] = 1
    return x[:, columns]


def _controls(coded: Coded, count: Figures) -> Integers:
    kept = [np.zeros(1, np.int64)]
    for first, last in coded.variables:
        levels = count[first:last]
        enough = levels >= ANSWERS
        enough[np.argmax(levels)] = False
        kept.append(first + np.flatnonzero(enough))
    return np.concatenate(kept)


def _drivers(coded: Coded, count: Figures) -> Integers:
    mentioned = count[coded.first_driver :]
    return np.flatnonzero((mentioned >= ANSWERS) & (coded.n - mentioned >= ANSWERS))


def _penalty(gram: Figures, totals: Figures, y: Figures, columns: Integers) -> tuple[float, float]:
    """The λ of the least n·RSS/(n − df)² and its effective number of columns df."""
    n, count = len(y), np.diag(gram)[columns]
    scale = 1 / np.sqrt(count - count**2 / n)
    centred = (gram[np.ix_(columns, columns)] - np.outer(count, count) / n) * np.outer(scale, scale)
    values, vectors = np.linalg.eigh(centred)
    values = np.maximum(values, 0)
    along = vectors.T @ ((totals[columns] - count * y.mean()) * scale)
    shrunk = along / (values + _PENALTIES[:, None])
    rss = np.sum((y - y.mean()) ** 2) - 2 * shrunk @ along + shrunk**2 @ values
    used = 1 + np.sum(values / (values + _PENALTIES[:, None]), axis=1)
    score = np.where(n > used + 1, np.maximum(rss, 0) / np.maximum(n - used, 1) ** 2, np.inf)
    best = int(np.argmin(score[::-1]))  # of equal ones the strongest
    return float(_PENALTIES[::-1][best]), float(used[::-1][best])

r"""What goes with an outcome, topic by topic, adjusted for the other topics, the segments and the month.

An outcome y (for the NPS −100, 0 or 100, so that a coefficient reads in points) is regressed on x, zeros
and ones: a constant, the controls c (month and segments) and the drivers k (topic × polarity). The moments
X'X and X'y are counted (`voc.analyze.coded`), and the controls are partialled out of them (Frisch, Waugh and
Lovell):

    P = A⁻¹·X_c'X_k,   A = X_c'X_c + λD_c,   S = X_k'X_k + λD_k − X_k'X_c·P
    effect β = S⁻¹·(X_k'y − P'X_c'y),   x̃ = x_k − P'x_c

D is the diagonal of the centred sums of squares, so that λ has no unit. λ is 1e-9, which is ordinary least
squares and only keeps columns solvable that always come together (they share their effect), unless there are
fewer than ten answers a column: then it is ridge, with the λ of the least generalised cross-validation (Golub,
Heath and Wahba 1979), and effects are drawn towards zero. The constant is never penalised.

Standard errors: the sandwich S⁻¹·(Σ zz')·S⁻¹ with z = Σ x̃e over the answers of a person (CR1, as Stata and
statsmodels have it); where nobody answers twice HC3, z = x̃e/(1 − h) (MacKinnon and White 1985). Of more than
200,000 answers the middle is estimated from a random 200,000 and scaled.

    contribution = effect × share;   Σ contributions = mean of y − fitted mean of y if nothing were mentioned

Its variance adds that of the share, z and the person's mentions taken together.
"""

from typing import NamedTuple

import numpy as np

from voc.analyze.coded import Coded, Figures, Integers
from voc.analyze.notes import ANSWERS

OLS = 1e-9
PER_COLUMN = 10  # answers that least squares need for each column
SAMPLE = 200_000
_ROWS = 50_000
_PENALTIES = np.logspace(-3, 2, 26)


class Fit(NamedTuple):
    """K drivers and o outcomes; `drivers` are positions in `Coded.topics`.

    `effect` and `contribution` are K × o, their covariances o × K × K, `share` K (0-1), `mean` (of the
    base) and `nothing` (fitted, of answers that mention none of the drivers, same segments and months) o.
    `partial` (columns × K) and `partial_outcomes` (columns × o) are what the controls say of a driver and
    of an outcome.
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
    partial: Figures
    partial_outcomes: Figures


def fit(coded: Coded, outcomes: Figures) -> Fit | None:
    """The regression of each outcome (n × o, no NaN); of short n, λ is that of the first.

    Drivers are those that ten answers mention and ten do not, controls the values of ten answers and more, less
    the commonest; None without any driver.
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

    a_inverse = np.linalg.inv(gram[np.ix_(c, c)] + penalty * np.diag(spread[c]))
    crossed = gram[np.ix_(c, k)]
    partial = a_inverse @ crossed
    schur = gram[np.ix_(k, k)] + penalty * np.diag(spread[k]) - crossed.T @ partial
    inverse = np.linalg.inv(schur)
    effect = inverse @ (totals[k] - partial.T @ totals[c])
    held = a_inverse @ (totals[c] - crossed @ effect)
    contribution = effect * share[:, None]

    sums = _Sums(coded, c, k, partial, held, effect, a_inverse, inverse)
    zz, zm, mm = sums.over(outcomes, share, used)
    zz = inverse @ zz @ inverse
    mixed = share[:, None] * (inverse @ zm) * effect.T[:, None, :] / n
    covariance = share[:, None] * zz * share + mixed + mixed.transpose(0, 2, 1)
    covariance += effect.T[:, :, None] * mm * effect.T[:, None, :] / n**2
    return Fit(
        n=n, drivers=k - coded.first_driver, controls=c, ridge=ridge, share=share, mean=mean,
        nothing=mean - contribution.sum(axis=0), effect=effect, effect_covariance=zz,
        contribution=contribution, contribution_covariance=covariance,
        partial=_spread(partial, c, coded), partial_outcomes=_spread(a_inverse @ totals[c], c, coded),
    )  # fmt: skip


class _Sums(NamedTuple):
    """The middles of the sandwiches, summed person by person."""

    coded: Coded
    c: Integers
    k: Integers
    partial: Figures
    held: Figures
    effect: Figures
    a_inverse: Figures
    inverse: Figures

    def over(self, outcomes: Figures, share: Figures, used: float) -> tuple[Figures, Figures, Figures]:
        """Σ zz' and Σ zm' for every outcome, Σ mm'; m is what a person mentions beyond the share."""
        coded, o, k = self.coded, outcomes.shape[1], len(self.k)
        people = len(coded.bounds()) - 1
        alone = people == coded.n
        partial, held = _spread(self.partial, self.c, coded), _spread(self.held, self.c, coded)
        corner = np.zeros((coded.first_driver, coded.first_driver))
        corner[np.ix_(self.c, self.c)] = self.a_inverse
        zz, zm, mm = np.zeros((o, k, k)), np.zeros((o, k, k)), np.zeros((k, k))
        sample, at = coded.sample(SAMPLE), 0
        for part in sample.blocks(-(-sample.n // _ROWS)):
            x, codes = one_hot(part, self.k), part.codes
            rest = x - looked_up(partial, codes)
            error = outcomes[at : at + part.n] - x @ self.effect - looked_up(held, codes)
            at += part.n
            if alone:
                leverage = np.sum(rest @ self.inverse * rest, axis=1)
                for left in codes.T:
                    leverage += corner[left[:, None], codes].sum(axis=1)
                error /= np.maximum(1 - leverage, 1e-3)[:, None]
            beyond = x - share
            starts = part.bounds()[:-1]
            mentions = beyond if alone else np.add.reduceat(beyond, starts)
            mm += mentions.T @ mentions
            for i in range(o):
                z = rest * error[:, i, None]
                z = z if alone else np.add.reduceat(z, starts)
                zz[i] += z.T @ z
                zm[i] += z.T @ mentions
        scale = coded.n / sample.n
        if alone:
            return scale * zz, scale * zm, scale * mm
        small = people / max(people - 1, 1) * (coded.n - 1) / max(coded.n - used, 1)
        return scale * small * zz, scale * np.sqrt(small) * zm, scale * mm


def one_hot(part: Coded, columns: Integers) -> Figures:
    """Zeros and ones: does answer i mention the driver of column j; rows × len(columns)."""
    local = np.full(part.columns, -1)
    local[columns] = np.arange(len(columns))
    row, _ = part.mentions()
    column = local[part.drivers]
    x = np.zeros((part.n, len(columns)))
    x[row[column >= 0], column[column >= 0]] = 1
    return x


def looked_up(table: Figures, codes: Integers) -> Figures:
    """Σ of the rows of `table` that each row of `codes` names: C·table without the matrix C."""
    out = table[codes[:, 0]]
    for column in codes.T[1:]:
        out += table[column]
    return out


def _spread(values: Figures, c: Integers, coded: Coded) -> Figures:
    """One row for every column before the drivers, zero for those that are not in the model."""
    out = np.zeros((coded.first_driver, values.shape[1]))
    out[c] = values
    return out


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

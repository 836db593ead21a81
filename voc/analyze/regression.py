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

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

import numpy as np

from voc.analyze.counted import Counted, counted
from voc.analyze.design import Design, Figures, Integers
from voc.analyze.grams import ROWS, clustered, gram, quadratic
from voc.analyze.notes import ANSWERS

C = TypeVar("C", bound=Counted)

OLS = 1e-9
PER_COLUMN = 7  # people that least squares need for each column, for errors that hold (prove/effects.md)
SAMPLE = 200_000
BLOCKS = 500
_PENALTIES = np.logspace(-3, 2, 26)
_CLEAR = 1e5


class Model(NamedTuple):
    """The columns that a regression is of, controls before drivers, and X'X of them, q × q.

    `ridge`: there are too few people for so many.
    """

    controls: Integers
    drivers: Integers
    gram: Figures
    ridge: bool

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

    def moments(self, design: Design, outcomes: Figures, blocks: int = BLOCKS) -> Figures:
        """Sums of squares and products of (1, drivers, outcomes) less the controls, by block of people.

        At most `blocks` × (1 + K + o)²; for resampling people without reading their answers again.
        """
        out, at, columns = [], 0, self.model.columns
        for block in design.blocks(blocks):
            y = outcomes[at : at + block.n]
            products = _products(
                gram(block)[np.ix_(columns, columns)], block.totals(y)[columns], y.T @ y
            )
            out.append(self.less_controls.T @ products @ self.less_controls)
            at += block.n
        return np.array(out)

    def in_one_block(self) -> Figures:
        """`moments` of all answers together."""
        return (self.less_controls.T @ self.products @ self.less_controls)[None]

    def of(self, outcomes: slice) -> "Fit":
        """The same regression of some of the outcomes."""
        q, k = len(self.model.gram), len(self.share)
        chosen = np.arange(len(self.mean))[outcomes]
        columns, rows = np.r_[: 1 + k, 1 + k + chosen], np.r_[:q, q + chosen]
        return self._replace(
            mean=self.mean[outcomes], nothing=self.nothing[outcomes], effect=self.effect[:, outcomes],
            effect_covariance=self.effect_covariance[outcomes], contribution=self.contribution[:, outcomes],
            contribution_covariance=self.contribution_covariance[outcomes],
            products=self.products[np.ix_(rows, rows)],
            less_controls=self.less_controls[np.ix_(rows, columns)],
        )  # fmt: skip


def model(cell: Counted) -> Model | None:
    """The columns that a regression of these answers can have; None without any driver.

    Drivers are those that ten answers mention and ten do not, controls the values of ten answers and more,
    less the commonest.
    """
    count, first = np.diag(cell.gram), cell.design.first_driver
    mentioned = count[first:]
    k = first + np.flatnonzero((mentioned >= ANSWERS) & (cell.n - mentioned >= ANSWERS))
    if not len(k):
        return None
    c = _controls(cell.design, count)
    columns = np.concatenate([c, k])
    return Model(c, k, cell.gram[np.ix_(columns, columns)], cell.people < PER_COLUMN * len(columns))


def fit(design: Design, outcomes: Figures) -> Fit | None:
    """The regression of each outcome (n × o, no NaN) on the answers' own `model`; None without any driver."""
    ((_, found),) = fits([counted(design, outcomes)])
    return found


def fits(cells: Iterable[C]) -> Iterator[tuple[C, Fit | None]]:
    """Of each cell the regression of each outcome on its own `model`; None without any driver.

    The cells are of one design. Small ones are looked at together, as many as a processor's cache holds.
    """
    waiting, rows = list[tuple[C, _Solved | None]](), 0
    for cell in cells:
        given = model(cell)
        solved = None if given is None else _solved(cell, given)
        waiting.append((cell, solved))
        rows += 0 if solved is None or solved.model.ridge else cell.n
        if rows >= ROWS:
            yield from _finished(waiting)
            waiting, rows = [], 0
    yield from _finished(waiting)


def ridge(cell: Counted, given: Model) -> Fit:
    """The ridge of other outcomes than those of which it had its λ."""
    return _fit(cell, _solved(cell, given), None)


class _Solved(NamedTuple):
    """A regression without its errors. `coefficients` are q × o, `drivers` (q × K) of x̃ = drivers'x."""

    model: Model
    inverse: Figures
    a_inverse: Figures
    drivers: Figures
    coefficients: Figures
    less_controls: Figures


def _solved(cell: Counted, given: Model) -> _Solved:
    """Of a ridge λ is that of the first outcome."""
    n, gram, q, o = cell.n, given.gram, len(given.gram), len(cell.squares)
    c, k = slice(0, len(given.controls)), slice(len(given.controls), q)
    count, totals = np.diag(gram), cell.totals[given.columns]
    spread = count - count**2 / n
    penalty = _penalty(n, gram[1:, 1:], totals[:, 0], cell.squares[0, 0]) if given.ridge else OLS
    a_inverse = _inverse(gram[c, c] + penalty * np.diag(spread[c]))
    crossed = gram[c, k]
    partial = a_inverse @ crossed
    inverse = np.linalg.inv(gram[k, k] + penalty * np.diag(spread[k]) - crossed.T @ partial)
    effect = inverse @ (totals[k] - partial.T @ totals[c])
    held = a_inverse @ (totals[c] - crossed @ effect)

    many = len(given.drivers)
    less = np.zeros((q + o, 1 + many + o))
    less[0, 0], less[c, 1 : 1 + many], less[k, 1 : 1 + many] = 1, -partial, np.eye(many)
    less[c, 1 + many :], less[q:, 1 + many :] = -a_inverse @ totals[c], np.eye(o)
    return _Solved(given, inverse, a_inverse, less[:q, 1 : 1 + many], np.vstack([held, effect]), less)


def _finished(waiting: Sequence[tuple[C, _Solved | None]]) -> Iterator[tuple[C, Fit | None]]:
    """The regressions of some cells with their errors."""
    exact = [(cell, one) for cell, one in waiting if one is not None and not one.model.ridge]
    found = _middles([cell for cell, _ in exact], [one for _, one in exact]) if exact else iter(())
    for cell, solved in waiting:
        if solved is None:
            yield cell, None
        else:
            yield cell, _fit(cell, solved, None if solved.model.ridge else next(found))


def _fit(cell: Counted, solved: _Solved, middles: tuple[Figures, Figures] | None) -> Fit:
    """With the errors that come of the middles of the sandwich; NaN without."""
    n, given, o = cell.n, solved.model, len(cell.squares)
    mean, share = cell.totals[0] / n, np.diag(given.gram)[len(given.controls) :] / n
    effect = solved.coefficients[len(given.controls) :]
    contribution = effect * share[:, None]
    zz = covariance = np.full((o, len(share), len(share)), np.nan)
    if middles is not None:
        zz, beyond = solved.inverse @ middles[0] @ solved.inverse, middles[1]
        covariance = share[:, None] * zz * share + effect.T[:, :, None] * beyond * effect.T[:, None, :] / n**2
    return Fit(
        n=n, model=given, drivers=given.drivers - cell.design.first_driver, ridge=given.ridge, share=share,
        mean=mean, nothing=mean - contribution.sum(axis=0), effect=effect, effect_covariance=zz,
        contribution=contribution, contribution_covariance=covariance,
        products=_products(given.gram, cell.totals[given.columns], cell.squares),
        less_controls=solved.less_controls,
    )  # fmt: skip


def _products(gram: Figures, totals: Figures, squares: Figures) -> Figures:
    """Sums of squares and products of columns and outcomes."""
    return np.block([[gram, totals], [totals.T, squares]])


def _inverse(a: Figures) -> Figures:
    """Of a Gram matrix of controls; the pseudo-inverse where some always come together, as two "no value" do.

    What the drivers are less the controls is the same; 1e-9 alone left effects up to 4e-5 points to rounding.
    """
    scale = 1 / np.sqrt(np.diag(a))
    scaled = a * np.outer(scale, scale)
    inverse = np.linalg.inv(scaled)  # of the λ in it not singular
    if np.linalg.norm(inverse) < _CLEAR:  # its least eigenvalue is above 1/_CLEAR: none would be left out
        return np.asarray(inverse * np.outer(scale, scale))
    values, vectors = np.linalg.eigh(scaled)
    kept = values > 10 * OLS
    part = vectors[:, kept] * scale[:, None]
    return np.asarray(part / values[kept] @ part.T)


def standard_errors(covariance: Figures) -> Figures:
    """Standard errors, K, from a covariance, K × K; rounding may leave a variance of nothing below 0."""
    return np.asarray(np.sqrt(np.maximum(np.diag(covariance), 0)))


def _middles(cells: Sequence[Counted], solved: Sequence[_Solved]) -> Iterator[tuple[Figures, Figures]]:
    """Of each cell Σ zz' of every outcome (o × K × K), corrected for small samples, and Σ mm', over people.

    z is the sum of a person's x̃e, m what a person mentions more often than the share says.
    """
    design, columns = cells[0].design, [one.model.columns for one in solved]
    taken = [cell.first(SAMPLE) for cell in cells]
    group = np.repeat(np.arange(len(cells)), [len(rows) for rows in taken])
    at = np.concatenate(taken)
    sample = design.take(at)
    new = np.diff(sample.person, prepend=-1) != 0
    new[1:] |= np.diff(group) != 0  # who is in two cells is another one in each
    sample = replace(sample, person=np.cumsum(new))

    coefficients = np.zeros((len(cells), design.columns, len(cells[0].squares)))
    for own, one, q in zip(coefficients, solved, columns, strict=True):
        own[q] = one.coefficients
    error = cells[0].outcomes[at] - sample.linear(coefficients, group)
    alone = np.flatnonzero([cell.people == cell.n for cell in cells])
    if len(alone):
        mine = np.flatnonzero(np.isin(group, alone))
        forms = np.zeros((len(alone), design.columns, design.columns))
        for form, i in zip(forms, alone, strict=True):
            leverage = solved[i].drivers @ solved[i].inverse @ solved[i].drivers.T  # x'(X'X)⁻¹x
            leverage[: len(solved[i].a_inverse), : len(solved[i].a_inverse)] += solved[i].a_inverse
            form[np.ix_(columns[i], columns[i])] = leverage
        h = quadratic(sample.take(mine), forms, cells[0].variables, np.searchsorted(alone, group[mine]))
        error[mine] /= np.maximum(1 - h, 1e-3)[:, None]
    said = [np.append(0, one.model.drivers - (design.first_driver - 1)) for one in solved]
    of_errors = clustered(sample, error, cells[0].variables, group, columns)
    of_mentions = clustered(sample.without_controls(), np.ones((sample.n, 1)), [], group, said)
    for cell, one, zz, both, rows in zip(cells, solved, of_errors, of_mentions, taken, strict=True):
        share = np.diag(one.model.gram)[len(one.model.controls) :] / cell.n
        beyond = np.vstack([-share, np.eye(len(share))])
        n, people, q, scale = cell.n, cell.people, len(one.coefficients), cell.n / len(rows)
        small = 1.0 if people == n else people / max(people - 1, 1) * (n - 1) / max(n - q, 1)
        yield small * scale * (one.drivers.T @ zz @ one.drivers), scale * (beyond.T @ both[0] @ beyond)


def _controls(design: Design, count: Figures) -> Integers:
    kept = [np.zeros(1, np.int64)]
    for first, last in design.variables:
        levels = count[first:last]
        enough = levels >= ANSWERS
        enough[np.argmax(levels)] = False
        kept.append(first + np.flatnonzero(enough))
    return np.concatenate(kept)


def _penalty(n: int, gram: Figures, totals: Figures, squares: float) -> float:
    """The λ of the least n·RSS/(n − df)², df the effective number of columns.

    X'X is without the constant, X'y with it, `squares` y'y.
    """
    count, mean = np.diag(gram), totals[0] / n
    total = squares - n * mean**2
    scale = 1 / np.sqrt(count - count**2 / n)
    centred = (gram - np.outer(count, count) / n) * np.outer(scale, scale)
    values, vectors = np.linalg.eigh(centred)
    values = np.maximum(values, 0)
    along = vectors.T @ ((totals[1:] - count * mean) * scale)
    shrunk = along / (values + _PENALTIES[:, None])
    rss = total - 2 * shrunk @ along + shrunk**2 @ values
    used = 1 + np.sum(values / (values + _PENALTIES[:, None]), axis=1)
    score = np.where(n > used + 1, np.maximum(rss, 0) / np.maximum(n - used, 1) ** 2, np.inf)
    return float(_PENALTIES[::-1][int(np.argmin(score[::-1]))])  # of equal ones the strongest

r"""What goes with an outcome, topic by topic, adjusted for the other topics, the segments and the month.

An outcome y (for the NPS −100, 0 or 100, so that a coefficient reads in points) is regressed on x, zeros
and ones: a constant, the controls c (month and segments) and the drivers k (topic × polarity). The moments
X'X and X'y are counted (`regression.grams`), the controls partialled out of them (Frisch and Waugh):

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
from typing import NamedTuple, TypeVar

import numpy as np

from voc.analyze.formulas.lists import Integers
from voc.analyze.regression.counted import Counted, counted
from voc.analyze.regression.design import Design, Figures
from voc.analyze.regression.grams import ROWS, grams, singles
from voc.analyze.regression.sandwich import middles
from voc.analyze.regression.solved import Model, Solved, model, solve

C = TypeVar("C", bound=Counted)

BLOCKS = 500
_TOGETHER = 20  # blocks


class Fit(NamedTuple):
    """K drivers and o outcomes; `drivers` are positions in `Design.topics`.

    `effect` and `contribution` are K × o, their covariances o × K × K (NaN for a ridge), `share` K (0-1),
    `mean` (of the base) and `nothing` (fitted, of answers that mention none of the drivers, same segments and
    months) o.
    `less_controls` ((q + o) × (1 + K + o)) turns an answer's columns (those of `model`) and outcomes into the
    constant, drivers and outcomes less what the controls say of them; `totals` (q × o) and `squares` (o × o)
    are X'y and y'y of the former.
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
    totals: Figures
    squares: Figures
    less_controls: Figures

    @property
    def controls(self) -> Integers:
        """The columns of the controls."""
        return self.model.controls

    def moments(self, design: Design, outcomes: Figures, blocks: int = BLOCKS) -> Figures:
        """Sums of squares and products of (1, drivers, outcomes) less the controls, by block of people.

        At most `blocks` × (1 + K + o)²; for resampling people without reading their answers again.
        """
        out, columns, every = [], self.model.columns, range(len(design.variables))
        lengths = np.array([block.n for block in design.blocks(blocks)])
        ends = np.cumsum(lengths)
        for first in range(0, len(ends), _TOGETHER):
            some = slice(first, first + _TOGETHER)
            rows = slice(ends[first] - lengths[first], ends[some][-1])
            part, y = design.take(rows), outcomes[rows]
            count = len(ends[some])
            group = np.repeat(np.arange(count), lengths[some])
            counts = grams(part, None, every, group, count)
            sums = singles(part.columns, part.ones(every), [*y.T], group, count)
            for block in range(count):
                own, totals = y[group == block], sums[:, block, columns].T
                gram = counts.of(block)[0][np.ix_(columns, columns)]
                out.append(self.less_controls.T @ _products(gram, totals, own.T @ own) @ self.less_controls)
        return np.array(out)

    def in_one_block(self) -> Figures:
        """`moments` of all answers together."""
        products = _products(self.model.gram, self.totals, self.squares)
        return (self.less_controls.T @ products @ self.less_controls)[None]

    def of(self, outcomes: slice) -> "Fit":
        """The same regression of some of the outcomes."""
        q, k = len(self.model.gram), len(self.share)
        chosen = np.arange(len(self.mean))[outcomes]
        columns, rows = np.r_[: 1 + k, 1 + k + chosen], np.r_[:q, q + chosen]
        return self._replace(
            mean=self.mean[outcomes], nothing=self.nothing[outcomes], effect=self.effect[:, outcomes],
            effect_covariance=self.effect_covariance[outcomes], contribution=self.contribution[:, outcomes],
            contribution_covariance=self.contribution_covariance[outcomes],
            totals=self.totals[:, outcomes], squares=self.squares[outcomes, outcomes],
            less_controls=self.less_controls[np.ix_(rows, columns)],
        )  # fmt: skip


def fit(design: Design, outcomes: Figures) -> Fit | None:
    """The regression of each outcome (n × o, no NaN) on the answers' own `model`; None without any driver."""
    ((_, found),) = fits([counted(design, outcomes)])
    return found


def fits(cells: Iterable[C]) -> Iterator[tuple[C, Fit | None]]:
    """Of each cell the regression of each outcome on its own `model`; None without any driver.

    The cells are of one design. Small ones are looked at together, as many as a processor's cache holds.
    """
    waiting, rows = list[tuple[C, Solved | None]](), 0
    for cell in cells:
        given = model(cell)
        solved = None if given is None else solve(cell, given)
        waiting.append((cell, solved))
        rows += 0 if solved is None or solved.model.ridge else cell.n
        if rows >= ROWS:
            yield from _finished(waiting)
            waiting, rows = [], 0
    yield from _finished(waiting)


def ridge(cell: Counted, given: Model) -> Fit:
    """The ridge of other outcomes than those of which it had its λ."""
    return _fit(cell, solve(cell, given), None)


def _finished(waiting: Sequence[tuple[C, Solved | None]]) -> Iterator[tuple[C, Fit | None]]:
    """The regressions of some cells with their errors."""
    exact = [(cell, one) for cell, one in waiting if one is not None and not one.model.ridge]
    errors = middles([cell for cell, _ in exact], [one for _, one in exact]) if exact else iter(())
    for cell, solved in waiting:
        if solved is None:
            yield cell, None
        else:
            yield cell, _fit(cell, solved, None if solved.model.ridge else next(errors))


def _fit(cell: Counted, solved: Solved, errors: tuple[Figures, Figures] | None) -> Fit:
    """With the errors that come of the middles of the sandwich; NaN without."""
    n, given, o = cell.n, solved.model, len(cell.squares)
    mean, share = cell.totals[0] / n, np.diag(given.gram)[len(given.controls) :] / n
    effect = solved.coefficients[len(given.controls) :]
    contribution = effect * share[:, None]
    zz = covariance = np.full((o, len(share), len(share)), np.nan)
    if errors is not None:
        zz, beyond = solved.inverse @ errors[0] @ solved.inverse, errors[1]
        covariance = share[:, None] * zz * share + effect.T[:, :, None] * beyond * effect.T[:, None, :] / n**2
    return Fit(
        n=n, model=given, drivers=given.drivers - cell.design.first_driver, ridge=given.ridge, share=share,
        mean=mean, nothing=mean - contribution.sum(axis=0), effect=effect, effect_covariance=zz,
        contribution=contribution, contribution_covariance=covariance,
        totals=cell.totals[given.columns], squares=cell.squares, less_controls=solved.less_controls,
    )  # fmt: skip


def _products(gram: Figures, totals: Figures, squares: Figures) -> Figures:
    """Sums of squares and products of columns and outcomes."""
    return np.block([[gram, totals], [totals.T, squares]])


def standard_errors(covariance: Figures) -> Figures:
    """Standard errors, K, from a covariance, K × K; rounding may leave a variance of nothing below 0."""
    return np.asarray(np.sqrt(np.maximum(np.diag(covariance), 0)))

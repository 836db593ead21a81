"""A regression of counted answers without its errors; formulas stand in `regression.regression`."""

from typing import NamedTuple

import numpy as np

from voc.analyze.formulas.lists import Integers
from voc.analyze.notes import ANSWERS
from voc.analyze.regression.counted import Counted
from voc.analyze.regression.design import Design, Figures

OLS = 1e-9
PER_COLUMN = 7  # people that least squares need for each column, for errors that hold (prove/effects.md)
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


class Solved(NamedTuple):
    """A regression without its errors. `coefficients` are q × o, `drivers` (q × K) of x̃ = drivers'x."""

    model: Model
    inverse: Figures
    a_inverse: Figures
    drivers: Figures
    coefficients: Figures
    less_controls: Figures

    def leverage(self) -> Figures:
        """The form A of x'Ax = x'(X'X)⁻¹x, q × q."""
        form, c = self.drivers @ self.inverse @ self.drivers.T, len(self.a_inverse)
        form[:c, :c] += self.a_inverse
        return form


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


def solve(cell: Counted, given: Model) -> Solved:
    """Of a ridge λ is that of the first outcome."""
    n, gram, q, o = cell.n, given.gram, len(given.gram), len(cell.squares)
    c, k = slice(0, len(given.controls)), slice(len(given.controls), q)
    count, totals = np.diag(gram), cell.totals[given.columns]
    spread = count - count**2 / n
    penalty = _penalty(n, gram[1:, 1:], totals[:, 0], cell.squares[0, 0]) if given.ridge else OLS
    a_inverse = _inverse(gram[c, c] + penalty * np.diag(spread[c]))
    crossed = gram[c, k]
    partial = a_inverse @ crossed
    residual = gram[k, k] + penalty * np.diag(spread[k]) - crossed.T @ partial  # S
    inverse = np.asarray(np.linalg.inv(residual), float)
    effect = inverse @ (totals[k] - partial.T @ totals[c])
    held = a_inverse @ (totals[c] - crossed @ effect)

    many = len(given.drivers)
    less = np.zeros((q + o, 1 + many + o))
    less[0, 0], less[c, 1 : 1 + many], less[k, 1 : 1 + many] = 1, -partial, np.eye(many)
    less[c, 1 + many :], less[q:, 1 + many :] = -a_inverse @ totals[c], np.eye(o)
    return Solved(given, inverse, a_inverse, less[:q, 1 : 1 + many], np.vstack([held, effect]), less)


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

"""How much of what topics explain each of them explains: Johnson's relative weights and LMG.

Both split R², the share of the outcome's variance that the drivers explain beyond segments and month, among
drivers that go together; divided by R² they sum to 1. They have no sign. Relative weights (Johnson,
Multivariate Behavioral Research 2000): the drivers are replaced by the closest set of uncorrelated ones. LMG
(Lindeman, Merenda and Gold 1980; the Shapley value of R²): what a driver adds to R², averaged over the orders
in which drivers can be added; all orders of at most six drivers, otherwise random ones with their reverse.

Intervals are the middle 95 % over resampled blocks of people (Efron's bootstrap), extended to the figure
itself; those of LMG are drawn in few orders, and stand about the figure of the same orders. What the controls
say of drivers and outcome is taken as known: to first order it does not matter.
"""

from itertools import permutations
from typing import NamedTuple

import numpy as np

from voc.analyze.formulas.lists import Integers
from voc.analyze.regression.design import Figures

_AT_ONCE = 100
_ALL_ORDERS = 6
_ORDERS, _ORDERS_RESAMPLED = 500, 20


class Shares(NamedTuple):
    """Each driver's share of R², K × o, with its interval."""

    share: Figures
    low: Figures
    high: Figures

    def of(self, outcomes: slice) -> "Shares":
        """The same of some of the outcomes."""
        return Shares(*(one[:, outcomes] for one in self))


def importance(
    blocks: Figures, drivers: int, draws: int, lmg_draws: int, seed: int = 1
) -> tuple[Shares, Shares]:
    """Relative weights and LMG of `drivers` drivers from the moments of a `Fit`.

    Without `draws` the weights have no interval (NaN), without `lmg_draws` there is no LMG (NaN).
    """
    random = np.random.default_rng(seed)
    times = random.multinomial(len(blocks), np.full(len(blocks), 1 / len(blocks)), size=draws)
    flat = blocks.reshape(len(blocks), -1)

    def resampled(some: Integers) -> tuple[Figures, Figures]:
        return correlations((some.astype(float) @ flat).reshape(-1, *blocks.shape[1:]), drivers)

    whole = correlations(blocks.sum(axis=0)[None], drivers)
    weights = [relative_weights(*resampled(times[at : at + _AT_ONCE])) for at in range(0, draws, _AT_ONCE)]
    johnson = _shares(relative_weights(*whole), np.concatenate(weights) if weights else None)
    if not lmg_draws:
        return johnson, Shares(*(np.full_like(johnson.share, np.nan) for _ in range(3)))

    def of_few_orders(products: tuple[Figures, Figures]) -> Figures:
        return lmg(*products, np.random.default_rng(seed), _ORDERS_RESAMPLED)

    gains = of_few_orders(resampled(times[:lmg_draws]))
    return johnson, _shares(lmg(*whole, random, _ORDERS), gains, of_few_orders(whole))


def correlations(products: Figures, drivers: int) -> tuple[Figures, Figures]:
    """Correlations among drivers (… × K × K) and with the outcomes (… × K × o); 0 where one does not vary."""
    size, first = products[:, :1, :1], products[:, :, :1]
    centred = products - first * first.transpose(0, 2, 1) / size
    scale = np.sqrt(np.maximum(np.diagonal(centred, axis1=1, axis2=2), 0))
    inverse = np.divide(1, scale, out=np.zeros_like(scale), where=scale > 1e-6 * np.sqrt(size[:, 0]))
    r = centred * inverse[:, :, None] * inverse[:, None, :]
    among = r[:, 1 : 1 + drivers, 1 : 1 + drivers].copy()
    diagonal = np.arange(drivers)
    among[:, diagonal, diagonal] = 1
    return among, r[:, 1 : 1 + drivers, 1 + drivers :]


def relative_weights(among: Figures, with_outcomes: Figures) -> Figures:
    """Johnson's weights, … × K × o: they sum to R² over the drivers."""
    values, vectors = np.linalg.eigh(among)
    root = np.sqrt(np.maximum(values, 0))
    inverse = np.divide(1, root, out=np.zeros_like(root), where=root > 1e-6)
    link = vectors * root[:, None, :] @ vectors.transpose(0, 2, 1)
    uncorrelated = vectors * inverse[:, None, :] @ (vectors.transpose(0, 2, 1) @ with_outcomes)
    return np.asarray(link**2 @ uncorrelated**2)


def lmg(among: Figures, with_outcomes: Figures, random: np.random.Generator, orders: int) -> Figures:
    """LMG, … × K × o: it sums to R² over the drivers.

    In one order, the gains in R² are the squares of L⁻¹r, where LL' is the Cholesky factorisation of the
    correlations in that order.
    """
    k = among.shape[-1]
    some = np.arange(k)
    if k <= _ALL_ORDERS:
        chosen = [np.array(order) for order in permutations(range(k))]
    else:
        half = [random.permutation(some) for _ in range(orders // 2)]
        chosen = half + [order[::-1] for order in half]
    total = np.zeros_like(with_outcomes)
    steady = among + 1e-9 * np.eye(k)
    for order in chosen:
        lower = np.linalg.cholesky(steady[:, order[:, None], order])
        total[:, order] += np.linalg.solve(lower, with_outcomes[:, order]) ** 2
    return total / len(chosen)


def _shares(whole: Figures, draws: Figures | None, about: Figures | None = None) -> Shares:
    """Shares of R² and the middle 95 % of theirs over the draws; NaN where nothing is explained.

    `about` is what the draws are draws of, where that is not quite `whole`.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        share = whole[0] / whole[0].sum(axis=0)
        if draws is None:
            return Shares(share, np.full_like(share, np.nan), np.full_like(share, np.nan))
        resampled = np.nan_to_num(draws / draws.sum(axis=1, keepdims=True))
        if about is not None:
            resampled = np.clip(resampled + share - about[0] / about[0].sum(axis=0), 0, 1)
    low, high = np.quantile(resampled, (0.025, 0.975), axis=0)
    return Shares(share, np.minimum(low, share), np.maximum(high, share))

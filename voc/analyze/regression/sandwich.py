"""The middle of the sandwich, of which a regression has its errors (`regression.regression`)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from voc.analyze.regression.counted import Counted
from voc.analyze.regression.design import Figures
from voc.analyze.regression.grams import clustered, quadratic
from voc.analyze.regression.solved import Solved

SAMPLE = 200_000


def middles(cells: Sequence[Counted], solved: Sequence[Solved]) -> Iterator[tuple[Figures, Figures]]:
    """Of each cell Σ zz' of every outcome (o × K × K), corrected for small samples, and Σ mm', over people.

    z is the sum of a person's x̃e, m what a person mentions more often than the share says.
    """
    design, columns = cells[0].design, [one.model.columns for one in solved]
    taken = [cell.first(SAMPLE) for cell in cells]
    group = np.repeat(np.arange(len(cells)), [len(rows) for rows in taken])
    at = np.concatenate(taken)
    sample = design.take(at)
    new = (sample.person[1:] != sample.person[:-1]) | (group[1:] != group[:-1])
    sample = replace(sample, person=np.append(0, np.cumsum(new)))  # another one in each cell

    coefficients = np.zeros((len(cells), design.columns, len(cells[0].squares)))
    for own, one, q in zip(coefficients, solved, columns, strict=True):
        own[q] = one.coefficients
    error = cells[0].outcomes[at] - sample.linear(coefficients, group)
    alone = [i for i, cell in enumerate(cells) if cell.people == cell.n]
    if alone:
        mine = np.flatnonzero(np.isin(group, alone))
        forms = np.zeros((len(alone), design.columns, design.columns))
        for form, i in zip(forms, alone, strict=True):
            form[np.ix_(columns[i], columns[i])] = solved[i].leverage()
        h = quadratic(sample.take(mine), forms, cells[0].variables, np.searchsorted(alone, group[mine]))
        error[mine] /= np.maximum(1 - h, 1e-3)[:, None]
    said = [np.append(0, one.model.drivers - (design.first_driver - 1)) for one in solved]
    of_errors = clustered(sample, error, cells[0].variables, group, columns)
    of_mentions = clustered(sample.without_controls(), np.ones((sample.n, 1)), [], group, said)
    for cell, one, zz, both, rows in zip(cells, solved, of_errors, of_mentions, taken, strict=True):
        share = np.diag(one.model.gram)[len(one.model.controls) :] / cell.n
        beyond = np.vstack([-share, np.eye(len(share))])
        n, people, scale = cell.n, cell.people, cell.n / len(rows)
        small = 1.0 if people == n else people / max(people - 1, 1) * (n - 1) / max(n - len(one.drivers), 1)
        yield small * scale * (one.drivers.T @ zz @ one.drivers), scale * (beyond.T @ both[0] @ beyond)

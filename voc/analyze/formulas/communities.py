"""Communities of a small weighted network by greedy modularity. Pure numpy, no tables."""

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]

_GAIN = 1e-12


def communities(nodes: int, start: Integers, end: Integers, weight: Weights) -> Integers:
    r"""The community of each of the `nodes`, numbered from 1, that of the most nodes first.

    Edge k joins start[k] and end[k] with weight[k] > 0; no edge is given twice, none joins a node to itself.
    Clauset, Newman and Moore, Physical Review E 2004: every node begins alone, and the two communities whose
    union raises the modularity

        Q = Σ over communities (weight inside / total − (weight of the ends inside / 2·total)²)

    the most become one, until none does; of equal gains that of the lowest numbers is taken, so that the
    same network always has the same communities. Equally large ones stand in the order of their first node.
    A node without an edge stays alone.
    """
    group = np.arange(nodes)
    between = np.zeros((nodes, nodes))
    total = weight.sum()
    if total > 0:
        between[start, end] = between[end, start] = weight / (2 * total)
    ends = between.sum(axis=1)
    while nodes > 1:
        gain = np.triu(np.where(between > 0, 2 * (between - np.outer(ends, ends)), 0), 1)
        best = gain.max()
        if best <= _GAIN:
            break
        # gains that differ by rounding alone are equal
        i, j = np.argwhere(gain >= best - _GAIN)[0]
        group[group == j] = i
        between[i] += between[j]
        between[:, i] += between[:, j]
        between[j] = between[:, j] = 0
        ends[i], ends[j] = ends[i] + ends[j], 0
    _, first, number, size = np.unique(group, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(size), np.int64)
    rank[np.lexsort((first, -size))] = np.arange(1, len(size) + 1)
    return rank[number]

"""Greedy modularity on networks whose communities can be seen, and what holds for all of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.analyze.formulas.communities import communities

WEIGHTS = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda edge: edge[0] < edge[1]),
    st.floats(0.01, 1),
    max_size=40,
)


def found(nodes, edges):
    start, end = (np.array([edge[side] for edge in edges], np.int64) for side in (0, 1))
    return communities(nodes, start, end, np.array(list(edges.values()), float))


def modularity(nodes, edges, group):
    total = sum(edges.values())
    ends = np.zeros(nodes)
    for (i, j), weight in edges.items():
        ends[[i, j]] += weight
    inside = sum(weight for (i, j), weight in edges.items() if group[i] == group[j])
    return inside / total - sum((ends[group == one].sum() / (2 * total)) ** 2 for one in set(group))


def clique(nodes, weight=1.0):
    return {(i, j): weight for i in nodes for j in nodes if i < j}


def test_two_groups_that_one_edge_joins_are_two_communities() -> None:
    edges = clique([0, 1, 2]) | clique([3, 4, 5, 6]) | {(2, 3): 1.0}
    assert found(7, edges).tolist() == [2, 2, 2, 1, 1, 1, 1]


def test_a_strong_edge_counts_more_than_a_weak_one() -> None:
    edges = {(0, 1): 0.9, (1, 2): 0.1, (2, 3): 0.9}
    assert found(4, edges).tolist() == [1, 1, 2, 2]


def test_a_ring_of_triangles_is_cut_between_them() -> None:
    edges = {}
    for i in range(0, 12, 3):
        edges |= clique([i, i + 1, i + 2]) | {tuple(sorted((i + 2, (i + 3) % 12))): 1.0}
    assert found(12, edges).tolist() == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]


def test_a_network_without_edges_has_a_community_for_each_node() -> None:
    assert found(3, {}).tolist() == [1, 2, 3] and found(0, {}).tolist() == []


@given(WEIGHTS.filter(bool))
def test_no_union_of_two_communities_has_a_higher_modularity(edges) -> None:
    group = found(12, edges)
    best = modularity(12, edges, group)
    for i in set(group):
        for j in set(group):
            assert modularity(12, edges, np.where(group == i, j, group)) <= best + 1e-9


@pytest.mark.parametrize("seed", range(10))
def test_communities_are_those_of_networkx(seed) -> None:
    networkx = pytest.importorskip("networkx")
    random = np.random.default_rng(seed)
    edges = {(i, j): random.random() for i in range(30) for j in range(i + 1, 30) if random.random() < 0.12}
    graph = networkx.Graph()
    graph.add_nodes_from(range(30))
    graph.add_weighted_edges_from((i, j, weight) for (i, j), weight in edges.items())
    theirs = networkx.community.greedy_modularity_communities(graph, weight="weight")
    ours = found(30, edges)
    assert {frozenset(np.flatnonzero(ours == one).tolist()) for one in set(ours)} == set(theirs)


@given(WEIGHTS)
def test_communities_are_numbered_from_the_largest(edges) -> None:
    numbers, sizes = np.unique(found(12, edges), return_counts=True)
    assert numbers.tolist() == list(range(1, len(numbers) + 1)) and sizes.tolist() == sorted(sizes, reverse=True)

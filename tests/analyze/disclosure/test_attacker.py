"""What an attacker works out: bounds of hidden counts, never wrong; what the sums alone determine."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.analyze.disclosure.attacker import bounds, undetermined
from voc.analyze.disclosure.sums import Lines


def lines(*parts_and_whole: list[int]) -> Lines:
    """Lines of cell numbers, the whole last."""
    line = np.repeat(np.arange(len(parts_and_whole)), [len(one) for one in parts_and_whole])
    cell = np.concatenate([np.array(one) for one in parts_and_whole])
    return Lines(line, cell, np.concatenate([np.arange(len(one)) == len(one) - 1 for one in parts_and_whole]))


def known(n, hidden, *sums, most=np.inf):
    n = np.array(n, float)
    found = bounds(lines(*sums), n, np.array(hidden, bool), np.full_like(n, most))
    return list(zip(found.low.tolist(), found.high.tolist(), strict=True))


def test_nobody_knows_how_many_parts_count_somebody_so_that_each_may_have_all_that_is_left() -> None:
    assert known([1, 1, 1, 20, 23], [1, 1, 1, 0, 0], [0, 1, 2, 3, 4])[:3] == [(0, 3)] * 3


def test_two_hidden_parts_leave_each_what_the_other_need_not_have() -> None:
    assert known([3, 5, 20, 28], [1, 1, 0, 0], [0, 1, 2, 3])[:2] == [(0, 8), (0, 8)]
    assert known([3, 5, 20, 28], [1, 1, 0, 0], [0, 1, 2, 3], most=5.0)[:2] == [(3, 5), (3, 5)]


def test_a_hidden_whole_leaves_its_parts_without_an_upper_bound() -> None:
    assert known([3, 20, 23], [1, 0, 1], [0, 1, 2]) == [(0, np.inf), (20, 20), (20, np.inf)]


def test_a_bound_found_in_one_sum_is_used_in_another_and_its_line_is_named() -> None:
    # 0 + 1 = 2, and 2 + 3 = 4 with 3 and 4 shown: 2 is 6
    sums = lines([0, 1, 2], [2, 3, 4])
    n = np.array([2.0, 4, 6, 10, 16])
    found = bounds(sums, n, np.array([1, 1, 1, 0, 0], bool), np.full(5, np.inf))
    assert (found.low[:3].tolist(), found.high[:3].tolist()) == ([0, 0, 6], [6, 6, 6])
    assert found.high_by[:3].tolist() == [0, 0, 1] and found.low_by.tolist()[:3] == [-1, -1, 1]


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_the_true_counts_are_always_within_the_bounds(rows, random) -> None:
    grid = np.array(rows)
    r, c = grid.shape
    whole = np.vstack([np.hstack([grid, grid.sum(axis=1, keepdims=True)]), np.append(grid.sum(axis=0), grid.sum())])
    at = np.arange(whole.size).reshape(whole.shape)
    hidden = np.array([random.random() < 0.6 for _ in range(whole.size)])
    sums = lines(*(list(row) for row in at), *(list(column) for column in at.T))
    n = whole.ravel().astype(float)
    found = bounds(sums, n, hidden, np.full(n.size, np.inf))
    assert np.all(found.low <= n) and np.all(n <= found.high)
    assert np.array_equal(found.low[~hidden], n[~hidden]) and np.array_equal(found.high[~hidden], n[~hidden])
    determined = hidden & ~undetermined(sums, hidden)
    assert np.all(found.high[hidden] >= found.low[hidden]) and determined.sum() <= hidden.sum()


@pytest.mark.parametrize(("dark", "free"), [([0, 1], [0, 1]), ([0], []), ([0, 1, 3, 4], [0, 1, 3, 4]), ([0, 1, 3], [])])
def test_a_cell_is_determined_where_every_solution_has_it_the_same(dark, free) -> None:
    # rows 0 1 | 2 and 3 4 | 5, columns 0 3 | 6 and 1 4 | 7; with only 0 and 1 hidden the columns are not looked at
    sums = lines([0, 1, 2], [3, 4, 5], [0, 3, 6], [1, 4, 7]) if 3 in dark else lines([0, 1, 2])
    hidden = np.isin(np.arange(8), dark)
    assert np.flatnonzero(undetermined(sums, hidden) & hidden).tolist() == free

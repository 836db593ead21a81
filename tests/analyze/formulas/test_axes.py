"""Correspondence analysis against the χ² geometry that it shows, computed directly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import chi2_contingency

from voc.analyze.formulas.axes import correspondence_map

TABLES = st.tuples(st.integers(2, 12), st.integers(2, 6)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(1, 400)).map(lambda table: table.astype(float))
)
THREE = arrays(np.int64, (9, 3), elements=st.integers(1, 400)).map(lambda table: table.astype(float))

# Greenacre's smoking data: staff groups × none, light, medium, heavy
SMOKERS = np.array([[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]], float)


def chi_square_distances(counts):
    """Between the profiles of every two rows."""
    profiles, mass = counts / counts.sum(axis=1, keepdims=True), counts.sum(axis=0) / counts.sum()
    return np.sqrt((((profiles[:, None] - profiles[None]) ** 2) / mass).sum(axis=2))


def between(points):
    return np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))


def test_the_table_of_smokers_has_the_figures_of_the_textbook() -> None:
    found = correspondence_map(SMOKERS)
    assert found.total == pytest.approx(0.08519, abs=1e-5)
    assert found.inertia == pytest.approx([0.8776, 0.1176], abs=1e-4)
    assert np.abs(found.rows.coordinate[:, 0]) == pytest.approx([0.0658, 0.2590, 0.3806, 0.2330, 0.2011], abs=1e-4)
    assert np.abs(found.columns.coordinate[:, 0]) == pytest.approx([0.3933, 0.0995, 0.1963, 0.2938], abs=1e-4)
    assert found.columns.contribution[:, 0] == pytest.approx([0.654, 0.031, 0.166, 0.150], abs=1e-3)


@given(THREE)
def test_with_three_columns_distances_on_the_map_are_chi_square_distances(counts) -> None:
    found = correspondence_map(counts)
    for points, table in ((found.rows, counts), (found.columns, counts.T)):
        assert between(np.nan_to_num(points.coordinate)) == pytest.approx(chi_square_distances(table), abs=1e-6)


@given(TABLES)
def test_total_inertia_is_chi_square_over_n_and_the_axes_show_a_part_of_it(counts) -> None:
    found = correspondence_map(counts)
    expected = chi2_contingency(counts, correction=False).statistic / counts.sum()
    assert found.total == pytest.approx(expected, abs=1e-9)
    shown = np.nan_to_num(found.inertia)
    assert -1e-9 <= shown[1] <= shown[0] + 1e-9 and shown.sum() <= 1 + 1e-9
    for points, mass in ((found.rows, counts.sum(axis=1)), (found.columns, counts.sum(axis=0))):
        squares = points.coordinate**2 * (mass / counts.sum())[:, None]
        exists = ~np.isnan(found.inertia)
        assert squares.sum(axis=0)[exists] == pytest.approx((found.inertia * found.total)[exists])
        assert squares[:, exists] / squares[:, exists].sum(axis=0) == pytest.approx(points.contribution[:, exists])
        centre = (points.coordinate * (mass / counts.sum())[:, None]).sum(axis=0)[exists]
        assert centre == pytest.approx(np.zeros(exists.sum()), abs=1e-9)


@given(TABLES)
def test_quality_is_the_part_of_the_distance_from_the_centre_that_is_on_the_map(counts) -> None:
    found = correspondence_map(counts)
    centre = counts.sum(axis=0) / counts.sum()
    distance = ((counts / counts.sum(axis=1, keepdims=True) - centre) ** 2 / centre).sum(axis=1)
    on_map = np.nan_to_num(found.rows.coordinate**2).sum(axis=1)
    known = distance > 1e-6
    assert found.rows.quality[known] == pytest.approx(on_map[known] / distance[known], abs=1e-5)


@given(TABLES, st.randoms(use_true_random=False))
def test_the_map_does_not_turn_with_the_order_of_the_terms(counts, random) -> None:
    found, order = correspondence_map(counts), list(range(len(counts)))
    random.shuffle(order)
    again = correspondence_map(counts[order])
    parts = found.inertia[~np.isnan(found.inertia)]
    if len(parts) == 2 and parts[0] - parts[1] < 1e-3 or counts.shape[1] > 3:
        return  # axes of the same inertia have no direction of their own
    biggest = np.sort(found.columns.contribution, axis=0)[-2:]
    if not (biggest[1] - biggest[0] > 1e-6)[: len(parts)].all():
        return
    assert again.columns.coordinate == pytest.approx(found.columns.coordinate, abs=1e-5, nan_ok=True)
    assert again.rows.coordinate == pytest.approx(found.rows.coordinate[order], abs=1e-5, nan_ok=True)


def test_the_column_that_contributes_most_lies_on_the_positive_side() -> None:
    found = correspondence_map(SMOKERS)
    most = found.columns.contribution.argmax(axis=0)
    assert (found.columns.coordinate[most, [0, 1]] > 0).all()


def test_two_values_have_one_axis() -> None:
    found = correspondence_map(np.array([[30, 10], [20, 20], [10, 30]], float))
    assert np.isnan(found.rows.coordinate[:, 1]).all() and np.isnan(found.columns.contribution[:, 1]).all()
    assert found.inertia[0] == pytest.approx(1) and np.isnan(found.inertia[1])
    assert found.rows.coordinate[:, 0] == pytest.approx([0.5, 0, -0.5])
    assert found.rows.quality == pytest.approx([1, np.nan, 1], nan_ok=True)


def test_a_table_without_any_difference_has_no_axis() -> None:
    found = correspondence_map(np.outer([10, 20, 30], [1, 2, 3]).astype(float))
    assert found.total == pytest.approx(0) and np.isnan(found.inertia).all()
    assert np.isnan(found.rows.coordinate).all() and np.isnan(found.rows.quality).all()

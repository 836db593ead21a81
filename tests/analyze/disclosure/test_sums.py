"""Which cells add up to which, and what no table prints."""

import numpy as np
import pyarrow as pa

from voc.analyze.disclosure.sums import sums


def made(cells: dict[tuple[str, str, str], float], more: dict[str, list[str]] | None = None, part_of=None):
    period, name, value = (list(one) for one in zip(*cells, strict=True))
    keys = pa.table({"period": period, "segment_name": name, "segment_value": value} | (more or {}))
    n = np.array([*cells.values()], float)
    return sums(keys, n[:, None], part_of or {})


def read(found) -> set[tuple[tuple[int, ...], int]]:
    """Every line: its parts, and the whole."""
    lines = found.lines
    of = [np.flatnonzero(lines.line == one) for one in range(lines.many)]
    assert all(lines.is_whole[at].tolist() == [False] * (len(at) - 1) + [True] for at in of)
    return {(tuple(sorted(lines.cell[at[:-1]].tolist())), int(lines.cell[at[-1]])) for at in of}


def test_values_add_up_to_the_total_and_months_to_years_to_all_time() -> None:
    found = made({
        ("2024-01", "all", "all"): 30, ("2024-01", "s", "a"): 10, ("2024-01", "s", "b"): 20,
        ("2024-02", "all", "all"): 5, ("2024-02", "s", "a"): 5, ("2024", "all", "all"): 35, ("2024", "s", "a"): 15,
        ("2024", "s", "b"): 20, ("all", "all", "all"): 35, ("all", "s", "a"): 15, ("all", "s", "b"): 20,
    })  # fmt: skip
    assert read(found) == {
        ((1, 2), 0), ((4,), 3), ((6, 7), 5), ((9, 10), 8),
        ((0, 3), 5), ((1, 4), 6), ((2,), 7), ((5,), 8), ((6,), 9), ((7,), 10),
    }  # fmt: skip
    assert found.printed.all()


def test_answers_without_a_value_are_a_part_that_is_not_printed() -> None:
    found = made({("all", "all", "all"): 30, ("all", "s", "a"): 10, ("all", "s", "b"): 12})
    assert read(found) == {((1, 2, 3), 0)}
    assert found.quantities[3, 0] == 8 and found.printed.tolist() == [True, True, True, False]


def test_what_is_not_known_of_a_part_is_not_known_of_the_missing_one() -> None:
    keys = pa.table({"segment_name": ["all", "s", "s"], "segment_value": ["all", "a", "b"]})
    found = sums(keys, np.array([[30, 30], [10, np.inf], [12, 12]], float), {})
    assert found.quantities[3].tolist() == [8, np.inf]


def test_parts_add_up_to_what_they_are_part_of() -> None:
    keys = pa.table({
        "segment_name": ["all"] * 4, "segment_value": ["all"] * 4, "part": ["all", "half", "quarter", "other"],
    })  # fmt: skip
    found = sums(keys, np.array([[20], [12], [5], [8]], float), {"quarter": "half"})
    assert read(found) == {((1, 3), 0), ((2,), 1)}


def test_tables_of_other_keys_have_sums_of_their_own() -> None:
    keys = pa.table({
        "topic": ["x", "x", "y", "y"], "segment_name": ["all", "s"] * 2, "segment_value": ["all", "a"] * 2,
    })  # fmt: skip
    assert read(sums(keys, np.array([[9], [9], [4], [4]], float), {})) == {((1,), 0), ((3,), 2)}

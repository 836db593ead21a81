"""A suppressed quadrant is not found from the other quadrants, segments and what nps tells: an attacker's sums.

That a count cannot be negative is not used: where a hidden quadrant is empty, that may tell its neighbour.
"""

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from voc.analyze import loyalty, nps, tables, topic_by_nps

QUADRANTS = ("true_loyal", "latent", "spurious", "low")


def shown_and_true(con, rows):
    """Of every segment × quadrant what is published (None: suppressed) and how many people there are."""
    true = dict.fromkeys(((n, v, q) for n, v, q in rows(con, "SELECT segment_name, segment_value, quadrant FROM loyalty")), 0)
    cut = rows(con, "SELECT max(cut) FROM loyalty")[0][0]
    for name, value, quadrant, n in rows(
        con,
        "SELECT segment_name, segment_value, if(promoter, if(x >= $1, 'true_loyal', 'latent'), if(x >= $1, 'spurious', 'low')), "
        "count(*) FROM (SELECT unnest(answers.segments) AS segment, promoter, behaviour['spend'] AS x "
        "FROM answers JOIN responses USING (source, response_id)) JOIN segment_names USING (segment) GROUP BY ALL",
        cut,
    ):
        true[name, value, quadrant] = n
    shown = {(n, v, q): k for n, v, q, k in rows(con, "SELECT segment_name, segment_value, quadrant, n FROM loyalty")}
    return shown, true


def test_nobody_answers_twice_and_everybody_buys_so_that_all_tables_count_the_same(stage, rows) -> None:
    attacked = 0

    @settings(max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
    @given(st.integers(30, 160), st.integers(0, 10**6))
    def survey(n, seed) -> None:
        nonlocal attacked
        random = np.random.default_rng(seed)
        con = stage(
            responses=[
                {"response_id": f"r{i:03}", "nps_score": int(random.integers(0, 11)), "at": f"2024-0{random.integers(1, 4)}-03",
                 "segments": {"年代": random.choice(list("22223345")), "性別": random.choice(list("男女女女女"))},
                 "behaviour": [("spend", float(random.choice([1, 5, 9])))]}
                for i in range(n)
            ]
        )  # fmt: skip
        tables(con, support_window_days=30, segments_largest=4, model="m1")
        nps(con)
        topic_by_nps(con)
        loyalty(con)
        if not rows(con, "FROM loyalty"):
            return
        shown, true = shown_and_true(con, rows)
        unknown = {cell: i for i, cell in enumerate(cell for cell, k in shown.items() if k is None)}
        matrix, sums = [], []

        def known(cells, total) -> None:
            row = np.zeros(len(unknown))
            for cell in cells:
                if cell in unknown:
                    row[unknown[cell]] = 1
                else:
                    total -= shown[cell]
            matrix.append(row)
            sums.append(total)

        totals = {(name, value): (k, p) for name, value, k, p in rows(con, "SELECT segment_name, segment_value, n, promoters FROM nps WHERE period = 'all'")}
        people = dict(rows(con, "SELECT (segment_name, segment_value), any_value(n) FROM concentration GROUP BY ALL"))
        for (name, value), (k, promoters) in totals.items():
            k = people.get((name, value), k) if k is None else k
            if k is not None:
                known([(name, value, q) for q in QUADRANTS], k)
            if promoters is not None:
                known([(name, value, q) for q in QUADRANTS[:2]], promoters)
        for name in {name for name, _ in totals} - {"all"}:
            for q in QUADRANTS:
                parts = [(name, value, q) for other, value in totals if other == name]
                row = np.zeros(len(unknown))
                rest = 0
                for cell, sign in [(("all", "all", q), -1), *((cell, 1) for cell in parts)]:
                    if cell in unknown:
                        row[unknown[cell]] = sign
                    else:
                        rest -= sign * shown[cell]
                matrix.append(row)
                sums.append(rest)
        for cell, i in unknown.items():
            if 0 < true[cell] < 5:
                attacked += 1
                e = np.eye(len(unknown))[i]
                of_rows = np.linalg.matrix_rank(np.array(matrix))
                assert np.linalg.matrix_rank(np.array([*matrix, e])) > of_rows, (cell, true[cell])

    survey()
    assert attacked > 20


@pytest.mark.parametrize("table", ["loyalty", "concentration"])
def test_a_segment_that_nps_suppresses_is_suppressed_with_all_its_quadrants(stage, rows, table) -> None:
    people = [("男", 3), ("女", 8), ("他", 60)]
    con = stage(
        responses=[
            {"response_id": f"{value}{i}", "nps_score": 9 * (i % 2), "segments": {"性別": value}, "behaviour": [("spend", i % 3)]}
            for value, n in people for i in range(n)
        ]
    )  # fmt: skip
    tables(con, support_window_days=30, model="m1")
    nps(con)
    topic_by_nps(con)
    loyalty(con)
    hidden = "SELECT DISTINCT segment_value FROM {} WHERE note = 'suppressed' AND segment_name = '性別' AND n IS NULL ORDER BY 1"
    assert rows(con, hidden.format("nps")) == [("女",), ("男",)]
    assert {("女",), ("男",)} <= set(rows(con, hidden.format(table)))

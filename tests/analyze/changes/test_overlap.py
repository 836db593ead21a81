"""Sums over people who answer in both of two periods, against every two of their answers one by one."""

from collections import defaultdict
from random import Random

import pytest

from voc.analyze import tables, topic_by_nps
from voc.analyze.changes.overlap import overlap
from voc.analyze.formulas.repeated import OVERLAP_OF_BASE, OVERLAP_OF_PARTS, OVERLAP_OF_WHOLES

MONTHS = ("2023-02", "2023-12", "2024-01", "2024-02")
COMPARED = [*zip(MONTHS, MONTHS[1:], strict=False), ("2023-02", "2024-02"), ("2023", "2024")]
SUMS = OVERLAP_OF_WHOLES + OVERLAP_OF_PARTS


def survey(stage, seed, people=40, answers=220):
    random = Random(seed)
    said = {f"r{i:03}": sorted({f"t{random.randrange(4)}" for _ in range(random.randrange(4))}) for i in range(answers)}
    given = [
        {"response_id": one, "respondent": f"p{random.randrange(people)}", "nps_score": random.randrange(11),
         "source": random.choice("aab"), "at": f"{random.choice(MONTHS)}-01", "segments": {"年代": random.choice("若老")}}
        for one in said
    ]  # fmt: skip
    con = stage(
        responses=given, readings=[{"text": one, "topics": [(t, "positive", 0, 1) for t in topics]} for one, topics in said.items()],
        comments=[{"source": row["source"], "response_id": row["response_id"], "text": row["response_id"]} for row in given],
    )  # fmt: skip
    tables(con, support_window_days=30, model="m1")
    topic_by_nps(con)
    return con, given, said


def one_by_one(given, said):
    base, spoken = defaultdict(lambda: [0.0] * 4), defaultdict(lambda: [0.0] * len(SUMS))
    for before, after in COMPARED:
        for i in given:
            for j in given:
                alike = i["respondent"] == j["respondent"] and i["source"] == j["source"]
                if not (alike and i["at"].startswith(before) and j["at"].startswith(after)):
                    continue
                y, v = ((one["nps_score"] >= 9) - (one["nps_score"] <= 6) for one in (i, j))
                of_i, of_j = (said[one["response_id"]] or ["-"] for one in (i, j))
                for segment in {"all", i["segments"]["年代"]} & {"all", j["segments"]["年代"]}:
                    cell = i["source"], before, after, segment
                    base[cell] = [a + b for a, b in zip(base[cell], (1, v, y, y * v), strict=True)]
                    for topic in {*of_i, *of_j}:
                        factors = [
                            {"n": 1, "s": one, "m": x, "t": x * one, "a": x / len(of), "b": x * one / len(of)}
                            for one, of, x in ((y, of_i, topic in of_i), (v, of_j, topic in of_j))
                        ]
                        more = (factors[0][name[0]] * factors[1][name[2]] for name in SUMS)
                        spoken[topic, *cell] = [a + b for a, b in zip(spoken[topic, *cell], more, strict=True)]
    return dict(base), dict(spoken)


def found(con):
    where = "JOIN segment_names USING (segment) JOIN period_pairs USING (source, place)"
    cell = "source, period_before, period, segment_value"
    base = con.execute(f"SELECT {cell}, {', '.join(OVERLAP_OF_BASE)} FROM base_overlap {where}").fetchall()
    spoken = con.execute(
        f"SELECT coalesce(topic, '-'), {cell}, {', '.join(SUMS)} FROM topic_overlap {where} LEFT JOIN topics USING (topic_number)"
    ).fetchall()
    return {row[:4]: list(row[4:]) for row in base}, {row[:5]: list(row[5:]) for row in spoken}


@pytest.mark.parametrize("seed", range(3))
def test_every_sum_is_that_of_an_answer_before_and_one_after_one_by_one(stage, seed) -> None:
    con, given, said = survey(stage, seed)
    overlap(con)
    base, spoken = found(con)
    expected_base, expected = one_by_one(given, said)
    assert {key: row for key, row in base.items() if any(row)} == expected_base
    assert spoken.keys() == {key for key, row in expected.items() if any(row)}
    for key, row in spoken.items():
        assert row == pytest.approx(expected[key], abs=1e-9), key


def test_where_nobody_answers_in_both_periods_there_is_nothing(stage) -> None:
    con, _, _ = survey(stage, 1, people=1_000_000)
    overlap(con)
    assert found(con) == ({}, {})


def test_many_people_in_both_are_counted_by_a_part_of_them_that_stands_for_all(stage) -> None:
    con, _, _ = survey(stage, 2, people=250, answers=900)
    overlap(con)
    whole, _ = found(con)
    overlap(con, most=200)
    sampled, _ = found(con)
    years = "a", "2023", "2024", "all"
    assert sampled[years] != whole[years]
    assert sampled[years][0] == pytest.approx(whole[years][0], rel=0.5)
    assert all(sampled[key] == row for key, row in whole.items() if row[0] < 40)

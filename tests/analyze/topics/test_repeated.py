"""Sums over the answers that one person gives in a cell, against every two of them one by one."""

from collections import defaultdict
from random import Random

import pytest

from voc.analyze import tables
from voc.analyze.sql import run
from voc.analyze.topics.repeated import OF_BASE, OF_PARTS, OF_WHOLES, repeated


def survey(stage, seed, people=15, answers=70):
    random = Random(seed)
    said = {f"r{i:02}": sorted({f"t{random.randrange(5)}" for _ in range(random.randrange(4))}) for i in range(answers)}
    given = [
        {"response_id": one, "respondent": f"p{random.randrange(people)}", "nps_score": random.randrange(11),
         "at": f"202{random.randrange(2)}-0{random.randrange(1, 4)}-01", "segments": {"年代": random.choice("若老")}}
        for one in said
    ]  # fmt: skip
    con = stage(
        responses=given, comments=[{"response_id": one, "text": one} for one in said],
        readings=[{"text": one, "topics": [(t, "positive", 0, 1) for t in topics]} for one, topics in said.items()],
    )  # fmt: skip
    tables(con, support_window_days=30, model="m1")
    run(con, "topics/topic_counts.sql")
    return con, given, said


def one_by_one(given, said):
    base, spoken = defaultdict(lambda: [0.0] * 3), defaultdict(lambda: [0.0] * 14)
    for i in given:
        for j in given:
            if i is j or i["respondent"] != j["respondent"]:
                continue
            y, v = ((one["nps_score"] >= 9) - (one["nps_score"] <= 6) for one in (i, j))
            for characters, period in ((7, i["at"][:7]), (4, i["at"][:4]), (0, "all")):
                for segment in ("all", i["segments"]["年代"]):
                    if i["at"][:characters] != j["at"][:characters] or segment not in ("all", j["segments"]["年代"]):
                        continue
                    base[period, segment] = [a + b for a, b in zip(base[period, segment], (1, v, y * v), strict=True)]
                    of_i, of_j = (said[one["response_id"]] or ["-"] for one in (i, j))
                    for topic in of_i:
                        x = topic in of_j
                        a, c = 1 / len(of_i), x / len(of_j)
                        more = (1, v, y, y * v, x, x * v, x * y * v, a, a * v, a * y, a * y * v, a * c, a * c * v, a * c * y * v)
                        key = topic, period, segment
                        spoken[key] = [a + b for a, b in zip(spoken[key], more, strict=True)]
    return base, spoken


def found(con):
    where = "JOIN (SELECT DISTINCT period, period_number AS place FROM months) USING (place) JOIN segment_names USING (segment)"
    base = con.execute(f"SELECT period, segment_value, {', '.join(OF_BASE)} FROM base_pairs {where}").fetchall()
    names = ", ".join(OF_WHOLES + OF_PARTS)
    spoken = con.execute(
        f"SELECT coalesce(topic, '-'), period, segment_value, {names} FROM topic_pairs {where} LEFT JOIN topics USING (topic_number)"
    ).fetchall()
    return {row[:2]: list(row[2:]) for row in base}, {row[:3]: list(row[3:]) for row in spoken}


@pytest.mark.parametrize("seed", range(3))
def test_every_sum_is_that_of_the_pairs_one_by_one(stage, seed) -> None:
    con, given, said = survey(stage, seed)
    repeated(con)
    base, spoken = found(con)
    expected_base, expected = one_by_one(given, said)
    assert {key: row for key, row in base.items() if any(row)} == expected_base
    assert spoken.keys() == expected.keys()
    for key, row in spoken.items():
        assert row == pytest.approx(expected[key], abs=1e-9), key


def test_where_nobody_repeats_there_is_nothing(stage) -> None:
    con, _, _ = survey(stage, 1, people=10_000, answers=20)
    repeated(con)
    assert found(con) == ({}, {})


def test_many_people_are_counted_by_a_part_of_them_that_stands_for_all(stage) -> None:
    con, _, _ = survey(stage, 2, people=150, answers=600)
    repeated(con)
    whole, _ = found(con)
    repeated(con, most=100)
    sampled, _ = found(con)
    assert sampled["all", "all"] != whole["all", "all"]
    assert sampled["all", "all"][0] == pytest.approx(whole["all", "all"][0], rel=0.5)
    small = [key for key, row in whole.items() if row[0] < 60]
    assert small and all(sampled[key] == whole[key] for key in small)

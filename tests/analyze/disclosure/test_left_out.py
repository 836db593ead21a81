"""What is published has no row of few people, and does not tell such a cell from one that nobody is in."""

from voc.analyze import (
    alerts,
    changes,
    drivers,
    left_out,
    loyalty,
    nps,
    summary,
    tables,
    topic_by_nps,
)
from voc.analyze.disclosure.left_out import TABLES

ROWS = "SELECT period, segment_value FROM {} WHERE segment_name = '店' ORDER BY ALL"


def published(stage, small: int, **others):
    """Twelve answers of 駅前 a month, of 本町 so many in April; half of them speak of staff."""
    answers = [(month, "駅前", i) for month in ("2024-04", "2024-05") for i in range(12)]
    answers += [("2024-04", "本町", i) for i in range(small)] + [("2024-05", "本町", i) for i in range(12)]
    ids = [f"r{i}" for i in range(len(answers))]
    con = stage(
        responses=[
            {"response_id": one, "nps_score": 9 if i % 3 else 4, "at": f"{month}-10", "segments": {"店": shop},
             "behaviour": {"spend": float(i)}}
            for one, (month, shop, i) in zip(ids, answers, strict=True)
        ],
        comments=[
            {"response_id": one, "text": "staff" if i % 2 else "none", "at": f"{month}-10", "month": month}
            for one, (month, _, i) in zip(ids, answers, strict=True)
        ],
        readings=[{"text": "none"}, {"text": "staff", "topics": [("staff", "negative", 0, 2)]}],
    )  # fmt: skip
    tables(con, support_window_days=30, model="m1")
    nps(con)
    topic_by_nps(con)
    changes(con)
    drivers(con)
    loyalty(con)
    alerts(con, timezone="Asia/Tokyo")
    left_out(con)
    return con


def test_no_table_has_a_suppressed_row(stage, rows) -> None:
    con = published(stage, small=3)
    for table in TABLES:
        assert rows(con, f"FROM {table} WHERE note = 'suppressed'") == []
    assert rows(con, "FROM nps WHERE n IS NULL") == [] and rows(con, "FROM loyalty WHERE n IS NULL") == []
    assert ("2024-04", "本町") not in rows(con, ROWS.format("nps"))


def test_a_cell_of_few_is_left_out_as_one_of_nobody_is(stage, rows) -> None:
    few, nobody = published(stage, small=3), published(stage, small=0)
    for table in ("nps", "topic_by_nps", "changes"):
        here, there = (rows(con, ROWS.format(table)) for con in (few, nobody))
        assert set(here) <= set(there) and not {row for row in here if row == ("2024-04", "本町")}


def test_a_source_of_few_people_is_in_the_summary_without_a_figure(stage) -> None:
    con = stage(responses=[{"response_id": "r1", "nps_score": 9}], comments=[{"response_id": "r1", "text": "none"}],
                readings=[{"text": "none"}])  # fmt: skip
    tables(con, support_window_days=30, model="m1")
    nps(con)
    topic_by_nps(con)
    for table in {*TABLES} - {"nps", "weights", "topic_by_nps"}:
        con.execute(f"CREATE TABLE {table} (note VARCHAR)")
    left_out(con)
    assert summary(con)["survey"]["n"] is None

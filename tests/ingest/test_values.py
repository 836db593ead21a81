"""Single cells: scores, times, numbers, ids."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.ingest.values import Clock, group, normal_id, number, score

SCORES = [
    ("7", 7), ("７", 7), ("7.0", 7), (" 10 ", 10), ("8点", 8), ("10 - 非常に薦めたい", 10), ("0（全く薦めない）", 0), ("9/10", 9),
    ("10 とても", 10), ("", "score_missing"), ("　", "score_missing"), ("７.５", "score_not_integer"), ("11", "score_out_of_range"),
    ("−1", "score_out_of_range"), ("３～４", "score_unreadable"), ("なし", "score_unreadable"), ("12 - 高い", "score_out_of_range"),
    ("10 点満点中 8", 8), ("10点満点中8点", 8), ("8点（10点満点）", 8), ("8 / 10", 8), ("8点/10点", 8), ("0/10", 0), ("12/10", "score_out_of_range"),
    ("3 / 5", "score_other_top"), ("10 / 5", "score_other_top"), ("4/5", "score_other_top"), ("5点満点中4", "score_other_top"),
    ("4点（5点満点）", "score_other_top"), ("10点 満点", "score_unreadable"), ("10（満点）", 10), ("8 / とても", "score_unreadable"),
]
TIMES = [  # as written → in UTC, for a project in Tokyo
    ("2024-05-01 10:23:45", "2024-05-01T01:23:45"),
    ("2024-05-01T10:23:45Z", "2024-05-01T10:23:45"),
    ("2024-05-01T10:23:45+02:00", "2024-05-01T08:23:45"),
    ("2024-05-01", "2024-04-30T15:00:00"),
    ("2024/05/01 10:23:45", "2024-05-01T01:23:45"),
    ("2024/5/1 9:03", "2024-05-01T00:03:00"),
    ("2024/05/01 10:23:45 午前 GMT+9", "2024-05-01T01:23:45"),
    ("2024/05/01 3:23:45 午後 GMT+9", "2024-05-01T06:23:45"),
    ("2024/05/01 12:05:00 午前 GMT+9", "2024-04-30T15:05:00"),
    ("2024/05/01 10:23:45 AM GMT-0500", "2024-05-01T15:23:45"),
    ("2024年5月1日 10時23分", "2024-05-01T01:23:00"),
    ("２０２４年５月１日（水）　１０時２３分４５秒", "2024-05-01T01:23:45"),
    ("令和6年5月1日", "2024-04-30T15:00:00"),
    ("令6.5.1", "2024-04-30T15:00:00"),
    ("令和元年5月1日 10:00", "2019-05-01T01:00:00"),
    ("R6.5.1", "2024-04-30T15:00:00"),
    ("平成31年4月30日", "2019-04-29T15:00:00"),
    ("2024-05-01 10:23:45.678901 JST", "2024-05-01T01:23:45.678901"),
    ("45413", "2024-04-30T15:00:00"),
    ("45413.5", "2024-05-01T03:00:00"),
    ("1714526625", "2024-05-01T01:23:45"),
    ("1714526625000", "2024-05-01T01:23:45"),
    ("20240501", "2024-04-30T15:00:00"),
    ("20240501102345", "2024-05-01T01:23:45"),
]
NO_TIMES = ["", "きのう", "2024-13-01", "2024年6月31日", "25時", "12", "0024-05-01", "2024/05/01 25:00", "４月", "99999999"]
NUMBERS = [("1,200円", 1200), ("1.5万円", 15000), ("３回", 3), ("¥980", 980), ("2年6か月", 2.5), ("-5", -5), ("不明", None), ("", None)]


@pytest.mark.parametrize(("cell", "expected"), SCORES)
def test_a_score_is_a_number_from_0_to_10_or_a_reason(cell, expected):
    assert score(cell) == expected


@pytest.mark.parametrize(("cell", "expected"), TIMES)
def test_a_time_is_read_in_every_shape_that_exports_have(cell, expected):
    assert Clock("Asia/Tokyo").read(cell) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize("cell", NO_TIMES)
def test_what_is_no_time_is_none(cell):
    assert Clock("Asia/Tokyo").read(cell) is None


def test_a_declared_form_comes_first_and_the_month_is_the_projects():
    clock = Clock("Asia/Tokyo", "%m/%d/%Y %I:%M:%S %p")
    moment = clock.read("05/31/2024 11:30:00 PM")
    assert moment == datetime(2024, 5, 31, 14, 30, tzinfo=UTC)
    assert clock.month(datetime(2024, 5, 31, 15, 0, tzinfo=UTC)) == "2024-06"


@given(st.datetimes(datetime(1971, 1, 1), datetime(2099, 1, 1)))
def test_an_iso_time_comes_back_as_the_moment_it_was(moment):
    assert Clock("Asia/Tokyo").read(moment.isoformat(" ")) == (moment - timedelta(hours=9)).replace(tzinfo=UTC)


@given(st.text(max_size=60))
def test_no_text_makes_a_reader_fail(text):
    Clock("Asia/Tokyo").read(text)
    number(text)
    assert isinstance(score(text), int | str)


@pytest.mark.parametrize("cell", ["2024-05-01" + " " * 100_000 + "x", "10" + " " * 100_000 + "y", "1" * 100_000])
def test_a_hostile_cell_is_put_aside_at_once(cell):
    assert Clock("Asia/Tokyo").read(cell) is None
    number(cell)
    assert score(cell) in ("score_unreadable", "score_out_of_range", 10)


@given(st.text(max_size=40))
def test_normalising_an_id_twice_changes_nothing(text):
    once = normal_id(text)
    assert normal_id(once) == once


def test_ids_that_people_write_differently_are_one():
    assert normal_id(" Ｋ０００１　Ａ ") == normal_id("k0001 a")


@pytest.mark.parametrize(("cell", "expected"), NUMBERS)
def test_a_number_is_read_as_people_write_it(cell, expected):
    assert number(cell) == expected


def test_the_groups_end_at_6_and_8():
    assert [group(value) for value in (0, 6, 7, 8, 9, 10)] == [
        "detractor", "detractor", "passive", "passive", "promoter", "promoter",
    ]

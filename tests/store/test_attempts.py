from datetime import UTC, datetime, timedelta
from pathlib import Path

from voc.store import Failure, failures, record_failure

BEGIN = datetime(2026, 11, 23, tzinfo=UTC)


def failure(number: int) -> Failure:
    return Failure(BEGIN, BEGIN + timedelta(seconds=number), "disk_full", f"空きがありません\n{number}")


def test_failures_come_back_newest_first(data: Path) -> None:
    assert failures(data) == []
    for number in range(3):
        record_failure(data, failure(number))
    assert failures(data) == [failure(2), failure(1), failure(0)]


def test_last_hundred_failures_are_kept_and_half_a_line_is_passed_over(data: Path) -> None:
    for number in range(103):
        record_failure(data, failure(number))
    with open(data / "failures.jsonl", "a") as file:
        file.write('{"started_at": "2026')
    assert failures(data) == [failure(number) for number in range(102, 2, -1)]

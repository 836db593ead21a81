from dataclasses import replace
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


def test_a_failure_is_worded_from_its_values_or_else_as_it_was_told(data: Path) -> None:
    def say(code: str, **values: object) -> str:
        return {"disk_full": "{path} は満杯"}[code].format_map(values)

    told = failure(0)
    assert told.worded(say) == told.message
    assert replace(told, values={"path": "data"}).worded(say) == "data は満杯"
    assert replace(told, values={}).worded(say) == told.message  # another version's values
    assert replace(told, code="gone", values={}).worded(say) == told.message
    record_failure(data, replace(told, values={"path": "data"}))
    with open(data / "failures.jsonl", "a") as file:
        file.write('{"started_at": "2026-11-23T00:00:00+00:00", "finished_at": "2026-11-23T00:00:01+00:00", "code": "a", "message": "b"}\n')
    assert [one.values for one in failures(data)] == [None, {"path": "data"}]

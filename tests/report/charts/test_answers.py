"""One person's scores over time."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from voc.report import charts

TOKYO = ZoneInfo("Asia/Tokyo")


def answer(day: str, score: int | None, group: str | None) -> dict[str, Any]:
    at = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return {"source": "survey", "answered_at": at, "nps_score": score, "nps_group": group}


ANSWERS = [answer("2025-10-31T16:00", 9, "promoter"), answer("2025-04-01", 3, "detractor")]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_picture_says_when_and_how_much_in_the_order_of_time(language: str) -> None:
    figure = charts.answers(ANSWERS, language, zone=TOKYO)
    assert figure is not None
    assert "3, 9" in figure.description
    assert {"2025-04-01", "2025-11-01", "9"} <= set(figure.labels)  # the day is that of the project's zone


def test_one_answer_is_no_course_and_an_answer_without_a_score_is_none() -> None:
    assert charts.answers(ANSWERS[:1], zone=TOKYO) is None
    assert charts.answers([ANSWERS[0], answer("2025-05-01", None, None)], zone=TOKYO) is None


def test_two_answers_of_one_moment_are_drawn() -> None:
    assert charts.answers([ANSWERS[0], ANSWERS[0]], zone=TOKYO) is not None

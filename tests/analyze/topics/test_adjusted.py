"""Only what was touched is worked out again, and it comes to the same as from nothing."""

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.analyze.remembering import Remembering
from voc.analyze import tables
from voc.analyze.topics.adjusted import adjusted

MONTHS = [f"2023-{month:02}" for month in (10, 11, 12)] + ["2024-01"]
TEXTS = [
    [("food", "positive", 0, 1)], [("food", "negative", 0, 1), ("price", "negative", 2, 3)], [("price", "positive", 0, 1)],
    [("staff", "neutral", 0, 1), ("food", "positive", 2, 3)], [],
]  # fmt: skip


class Survey:
    """The staged rows of a survey that grows and is corrected; a later row of an answer wins."""

    def __init__(self, random: Any) -> None:
        self.random, self.customers, self.rows = random, [], {}
        for month in MONTHS[:3]:
            self.add(month, 60)

    def add(self, month: str, count: int) -> None:
        for _ in range(count):
            self.answer(f"r{len(self.rows):04}", month)

    def answer(self, response_id: str, month: str) -> None:
        pick = self.random
        self.rows[response_id] = {
            "response_id": response_id, "respondent": pick.choice([None, *(f"p{i}" for i in range(80))]),
            "nps_score": pick.choice([2, 7, 8, 9, 10]), "at": f"{month}-05", "text": f"t{pick.choice([0, 0, 1, 2, 3, 4])}",
            "segments": {"年代": pick.choice("老若"), "店": pick.choice("甲甲甲甲乙乙乙丙丙丁")},
        }  # fmt: skip

    def correct(self) -> None:
        key = self.random.choice(list(self.rows)[:60])
        self.answer(key, self.rows[key]["at"][:7])

    def merge(self) -> None:
        one, other = self.random.sample([f"p{i}" for i in range(80)], 2)
        self.customers.append({"source": "list", "respondent": one, "aliases": [other]})

    def grow_a_rare_value(self) -> None:
        """丁 comes to be one of the two largest values of its segment, which are shown."""
        for i in range(150):
            self.answer(f"r{len(self.rows) + 1000 + i}", MONTHS[3])
            list(self.rows.values())[-1]["segments"]["店"] = "丁"

    def con(self, stage: Any) -> Any:
        responses = [{name: row[name] for name in row if name != "text"} for row in self.rows.values()]
        con = stage(
            responses=responses, customers=self.customers,
            comments=[{"response_id": row["response_id"], "text": row["text"]} for row in self.rows.values()],
            readings=[{"text": f"t{i}", "topics": topics} for i, topics in enumerate(TEXTS)],
        )  # fmt: skip
        tables(con, support_window_days=30, segments_largest=2, model="m")
        return con


def periods(month: str) -> list[str]:
    return [month, month[:4], "all"]


CHANGES = {
    "another month": lambda survey: survey.add(MONTHS[3], 60),
    "a corrected answer in an old month": Survey.correct,
    "a person merged by aliases": Survey.merge,
    "a value newly among the largest": Survey.grow_a_rare_value,
    "nothing": lambda survey: None,
}


@settings(max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=4))
def test_nights_that_remember_come_to_the_same_as_from_nothing(stage, tmp_path_factory, random, changes) -> None:
    survey, memory = Survey(random), Remembering(tmp_path_factory.mktemp("data"))
    adjusted(survey.con(stage), periods, memory)
    for change in changes:
        CHANGES[change](survey)
        con = survey.con(stage)
        assert adjusted(con, periods, memory).equals(adjusted(con, periods))


def test_one_more_month_touches_itself_its_year_and_all_time(stage, tmp_path) -> None:
    import random

    survey, memory = Survey(random.Random(1)), Remembering(tmp_path)
    adjusted(survey.con(stage), periods, memory)
    assert memory.missed == 4 and len(memory) == 4  # three months; the year is all time
    survey.add(MONTHS[3], 60)
    adjusted(survey.con(stage), periods, memory)
    assert memory.missed == 4 + 2  # the month, which is its year; all time
    assert adjusted(survey.con(stage), periods, memory).num_rows and memory.missed == 6

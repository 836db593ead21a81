"""Only sources that something touched are counted again, and it comes to the same as from nothing."""

import random as randoms
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.analyze.remembering import Remembering
from voc.analyze import Lexicon, drivers, keywords, pairs, tables, topic_by_nps

TEXTS = {  # tokens, pairs and topics
    "t0": (["駐車場", "狭い"], ["駐車場→狭い"], [("access", "negative", 0, 1)]),
    "t1": (["店員", "親切"], ["店員→親切"], [("staff", "positive", 0, 1)]),
    "t2": (["駐車場", "店員", "親切"], ["店員→親切"], [("staff", "positive", 0, 1), ("access", "neutral", 2, 3)]),
    "t3": (["値段", "高い"], ["値段→高い"], [("price", "negative", 0, 1)]),
    "t4": (["普通"], [], []),
}
MADE = ("drivers", "keywords", "cooccurrence", "correspondence", "pairs")
OTHER_WAYS = {"synonyms": {"狭い": "高い"}, "stop": frozenset({"普通"}), "tokenised": "otherwise"}


class Project:
    """Two surveys, of shops and of hotels, and a support log whose contacts count for the next answer."""

    def __init__(self, random: Any) -> None:
        self.random, self.customers, self.contacts = random, [], []
        self.rows: dict[tuple[str, str], dict[str, Any]] = {}
        for source in ("hotel", "shop"):
            self.add(source, "2024-01", 70)

    def add(self, source: str, month: str, count: int) -> None:
        for _ in range(count):
            self.answer(source, f"r{len(self.rows):04}", month)

    def answer(self, source: str, response_id: str, month: str) -> None:
        pick = self.random
        self.rows[source, response_id] = {
            "source": source, "response_id": response_id, "respondent": f"p{pick.choice(range(90))}",
            "nps_score": pick.choice([2, 7, 8, 9, 10]), "at": f"{month}-15", "text": pick.choice([*TEXTS]),
            "segments": {"年代": pick.choice("老若")}, "scores": {"満足度": float(pick.choice([1, 3, 5]))},
        }  # fmt: skip

    def correct(self) -> None:
        source, response_id = self.random.choice(sorted(self.rows))
        self.answer(source, response_id, "2024-01")

    def merge(self) -> None:
        one, other = self.random.sample([f"p{i}" for i in range(90)], 2)
        self.customers.append({"source": "list", "respondent": one, "aliases": [other]})

    def leave(self) -> None:
        gone = f"p{self.random.choice(range(90))}"
        self.customers.append({"source": "list", "respondent": gone, "churned_at": datetime(2024, 2, 1, tzinfo=UTC)})

    def call(self) -> None:
        whose = f"p{self.random.choice(range(90))}"
        self.contacts.append({"source": "support", "contact_id": f"k{len(self.contacts)}", "respondent": whose, "at": "2024-01-10"})

    def con(self, stage: Any) -> Any:
        comments = [{"source": row["source"], "response_id": row["response_id"], "text": row["text"]} for row in self.rows.values()]
        comments += [{"source": "support", "contact_id": row["contact_id"], "text": "t0"} for row in self.contacts]
        con = stage(
            responses=[{name: row[name] for name in row if name != "text"} for row in self.rows.values()],
            customers=self.customers, contacts=self.contacts,
            comments=[row | {"tokens": TEXTS[row["text"]][0], "pairs": TEXTS[row["text"]][1]} for row in comments],
            readings=[{"text": name, "topics": topics} for name, (_, _, topics) in TEXTS.items()],
        )  # fmt: skip
        tables(con, support_window_days=30, model="m")
        topic_by_nps(con)
        return con


def made(con: Any, memory: Any = None, **words: Any) -> dict[str, list[tuple[Any, ...]]]:
    given = {} if memory is None else {"memory": memory}
    drivers(con, **given)
    keywords(con, Lexicon(**words), **given)
    pairs(con, Lexicon(**words), **given)
    return {name: con.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in MADE}


CHANGES = {
    "more answers of a survey": lambda project: project.add("shop", "2024-02", 30),
    "a corrected answer": Project.correct,
    "a person merged by aliases": Project.merge,
    "a customer who left": Project.leave,
    "a contact before an answer": Project.call,
    "nothing": lambda project: None,
}


@settings(max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=3))
def test_nights_that_remember_come_to_the_same_as_from_nothing(stage, tmp_path_factory, random, changes) -> None:
    project, memory = Project(random), Remembering(tmp_path_factory.mktemp("data"))
    made(project.con(stage), memory)
    for change in changes:
        CHANGES[change](project)
        assert made(project.con(stage), memory) == made(project.con(stage))


def test_answers_of_one_survey_do_not_touch_another(stage, tmp_path) -> None:
    project, memory = Project(randoms.Random(1)), Remembering(tmp_path)
    first = made(project.con(stage), memory)
    assert all(first[name] for name in MADE) and memory.missed == len(memory) == 2 * len(MADE)
    project.add("shop", "2024-02", 30)
    second = made(project.con(stage), memory)
    assert memory.missed == 3 * len(MADE)
    for name in MADE:
        of_hotel = [[row for row in night[name] if row[0] == "hotel"] for night in (first, second)]
        assert of_hotel[0] == of_hotel[1] and first[name] != second[name]


@pytest.mark.parametrize("changed", OTHER_WAYS)
def test_another_dictionary_touches_the_terms_of_every_source_and_no_drivers(stage, tmp_path, changed) -> None:
    project, memory = Project(randoms.Random(1)), Remembering(tmp_path)
    made(project.con(stage), memory)
    made(project.con(stage), memory, **{changed: OTHER_WAYS[changed]})
    assert memory.missed == 2 * len(MADE) + 2 * (len(MADE) - 1)


def test_without_any_answer_there_are_the_columns(stage) -> None:
    con = stage()
    tables(con, support_window_days=30, model="m")
    topic_by_nps(con)
    assert made(con) == {name: [] for name in MADE}
    assert con.execute("SELECT source, topic, nps_group, term FROM keywords").fetchall() == []

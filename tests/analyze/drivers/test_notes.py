"""What `drivers` does not tell of an outcome's answers cannot be worked out from what it tells."""

from collections import defaultdict
from datetime import UTC, datetime

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.analyze.disclosure.test_complementary import TOPICS, determined
from voc.analyze import drivers, tables, topic_by_nps
from voc.analyze.notes import PEOPLE


@st.composite
def surveys(draw):
    random = draw(st.randoms(use_true_random=False))
    texts = [(f"t{i}", [(topic, "negative", 0, 1) for at, topic in enumerate(TOPICS) if i >> at & 1]) for i in range(4)]
    responses = [
        {
            "response_id": f"r{i:03}", "respondent": f"p{random.randrange(80)}", "nps_score": random.randint(0, 10),
            "segments": {name: random.choice(values) for name, values in (("年代", "2223334456"), ("性別", "男女")) if random.random() < 0.9},
            "scores": [("csat", float(random.randint(1, 5)))] if random.random() < 0.8 else [],
            "behaviour": [("spend", float(random.randint(0, 9)))] if random.random() < 0.7 else [],
        }
        for i in range(draw(st.integers(40, 160)))
    ]  # fmt: skip
    customers = [
        {"source": "list", "respondent": f"p{i}", "aliases": [],
         "churned_at": datetime(2024, 5, 1, tzinfo=UTC) if random.random() < 0.4 else None}
        for i in range(80) if random.random() < 0.7
    ]  # fmt: skip
    return {
        "responses": responses,
        "customers": customers,
        "comments": [{"response_id": r["response_id"], "text": random.choice(texts)[0]} for r in responses],
        "readings": [{"text": text, "topics": topics} for text, topics in texts],
    }


@settings(max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(project=surveys())
def test_no_topic_of_few_people_is_told_or_found_from_other_segments(stage, rows, project) -> None:
    con = stage(**project)
    tables(con, support_window_days=30, model="m")
    topic_by_nps(con)
    drivers(con)
    told = {
        (outcome, topic, "all", *segment)
        for outcome, topic, note, *segment in rows(con, "SELECT outcome, topic, note, segment_name, segment_value FROM drivers")
        if note != "suppressed"
    }
    sides = defaultdict(lambda: (set(), set()))
    said = (
        "SELECT answer, person, map_entries(responses.segments), list_concat(map_keys(scores), map_keys(behaviour)), "
        "respondent IN (SELECT respondent FROM customers), list(topic) FILTER (topic IS NOT NULL) FROM answers "
    )
    for _, person, segments, measured, listed, topics in rows(
        con, said + "JOIN responses USING (source, response_id) LEFT JOIN (SELECT DISTINCT source, response_id, topic FROM comments "
        "JOIN mentions USING (source, comment_id)) USING (source, response_id) GROUP BY ALL"
    ):
        stated = {entry["key"]: entry["value"] for entry in segments}
        for outcome in ("nps", *measured, *(["churned"] if listed else [])):
            for segment in (("all", "all"), ("年代", stated.get("年代")), ("性別", stated.get("性別"))):
                for topic in TOPICS:
                    sides[outcome, topic, "all", *segment][topic not in (topics or ())].add(person)
    for outcome in ("nps", "csat", "spend", "churned"):
        for topic in TOPICS:
            cells = {key[1:]: [len(side) for side in of] for key, of in sides.items() if key[:2] == (outcome, topic) and of[0]}
            hidden = [cell for cell in cells if (outcome, *cell) not in told]
            secret = {cell for cell, people in cells.items() if any(0 < one < PEOPLE for one in people)}
            assert secret <= set(hidden)
            assert not secret & determined(cells, hidden)

"""topic_by_nps and nps of a small project worked out by hand; which cells may be shown."""

from collections import defaultdict
from random import Random

import pytest

from voc.analyze import nps, summary, tables, topic_by_nps

COLUMNS = (
    "source topic period segment_name segment_value n_base n_responses n_comments share share_corrected "
    "share_corrected_low share_corrected_high promoters passives detractors nps_mentioned nps_low nps_high lift "
    "lift_low lift_high lift_corrected lift_corrected_low lift_corrected_high q_value impact impact_low impact_high "
    "effect effect_low effect_high contribution contribution_low contribution_high share_positive share_negative note"
).split()
GROUP_SCORE = {"P": 10, "N": 8, "D": 2}


def build(stage, *, largest=50, **staged):
    con = stage(**staged)
    tables(con, support_window_days=30, segments_largest=largest, model="m1")
    nps(con)
    topic_by_nps(con)
    return con


def records(rows, con, sql):
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows(con, sql)]


# -- by hand -------------------------------------------------------------------------------
# 25 answers: 12 criticise access (one praises it too), 10 speak of food only, 1 says "nothing", 2 no comment

READINGS = [
    {"text": "駅から遠い", "topics": [("access", "negative", 0, 5)]},
    {"text": "遠いが景色はよい", "topics": [("access", "negative", 0, 2), ("access", "positive", 3, 8)]},
    {"text": "そばがおいしい", "topics": [("quality", "positive", 0, 7)]},
    {"text": "特になし", "non_answer": 0.98},
]
ANSWERS = [
    *[("駅から遠い", group) for group in "PPNDDDDDDDD"],
    ("遠いが景色はよい", "N"),
    *[("そばがおいしい", group) for group in "PPPPPPPNND"],
    ("特になし", "D"),
    (None, "P"),
    (None, "N"),
]
BY_HAND = {
    "responses": [
        {
            "response_id": f"r{i}",
            "respondent": f"p{i}",
            "nps_score": GROUP_SCORE[group],
            "at": "2024-04-10" if i != 24 else "2023-12-10",
            "segments": {"年代": "30代" if i < 12 else "60代"},
        }
        for i, (_, group) in enumerate(ANSWERS)
    ],
    "comments": [{"response_id": f"r{i}", "text": text} for i, (text, _) in enumerate(ANSWERS) if text],
    "readings": READINGS,
}


def test_the_columns_stand_in_the_order_of_the_contract(stage) -> None:
    con = build(stage, **BY_HAND)
    assert con.table("topic_by_nps").columns == COLUMNS
    assert con.table("nps").columns == (
        "source period segment_name segment_value n promoters passives detractors score_0 score_1 score_2 score_3 "
        "score_4 score_5 score_6 score_7 score_8 score_9 score_10 nps nps_low nps_high n_effective nps_weighted "
        "nps_weighted_low nps_weighted_high note".split()
    )


def test_topic_by_nps_by_hand(stage, rows) -> None:
    con = build(stage, **BY_HAND)
    total = "FROM topic_by_nps WHERE segment_name = 'all' AND period = 'all' ORDER BY topic"
    access, quality = records(rows, con, total)
    # base: 12 + 10 answers; the non-answer and the two without a comment are not of it
    counted = {
        "n_base": 22,
        "n_responses": 12,
        "n_comments": 12,
        "promoters": 2,
        "passives": 2,
        "detractors": 8,
        "note": "reference",
    }
    assert counted.items() <= access.items()
    assert access["share"] == pytest.approx(12 / 22)
    assert access["nps_mentioned"] == pytest.approx(-50)
    # n' 15, p' 2.75/15, d' 8.75/15: centre -40, variance 10000(.76667 − .16)/15 = 404.44, half 39.42
    assert access["nps_low"] == pytest.approx(-79.42, abs=0.01)
    assert access["nps_high"] == pytest.approx(-0.58, abs=0.01)
    # the others: 7 promoters, 2 passives, 1 detractor
    assert access["lift"] == pytest.approx(-50 - 60)
    # two added to either: n' 14, centre −42.857, variance 10000(.78571 − .18367)/14 = 430.03;
    # others n' 12, centre 50, variance 10000(.75 − .25)/12 = 416.67; lift −92.857 ± 1.959964·√846.70 = 57.03
    assert access["lift_low"] == pytest.approx(-149.89, abs=0.01)
    assert access["lift_high"] == pytest.approx(-35.83, abs=0.01)
    # z = 92.857/29.098 = 3.1912; both topics split the base alike, so that q = p
    assert access["q_value"] == pytest.approx(0.00142, abs=1e-5)
    # NPS of the base 100·(9 − 9)/22 = 0, without access 60
    assert access["impact"] == pytest.approx(-60)
    # three added to the others: n' 13, variance 10000(.73077 − .21302)/13 = 398.27
    # .54545²·(404.44·15/12 + 398.27·13/10) + 110²·.54545·.45455/22 = 304.45 + 136.36, half 41.15
    assert access["impact_low"] == pytest.approx(-101.15, abs=0.01)
    assert access["impact_high"] == pytest.approx(-18.85, abs=0.01)
    assert (access["share_positive"], access["share_negative"]) == (pytest.approx(1 / 12), 1)
    assert quality["impact"] == pytest.approx(50) and quality["lift"] == pytest.approx(110)


def test_nps_by_hand_over_all_answers(stage, rows) -> None:
    con = build(stage, **BY_HAND)
    found = rows(
        con,
        "SELECT period, segment_name, segment_value, n, promoters, passives, detractors, nps, note "
        "FROM nps ORDER BY ALL",
    )
    assert found == [
        ("2023", "all", "all", None, None, None, None, None, "suppressed"),
        ("2023", "年代", "60代", None, None, None, None, None, "suppressed"),
        ("2023-12", "all", "all", None, None, None, None, None, "suppressed"),
        ("2023-12", "年代", "60代", None, None, None, None, None, "suppressed"),
        ("2024", "all", "all", None, None, None, None, None, "suppressed"),  # all time less 2024 is the one of 2023
        ("2024", "年代", "30代", 12, 2, 2, 8, -50.0, "reference"),
        ("2024", "年代", "60代", None, None, None, None, None, "suppressed"),
        ("2024-04", "all", "all", None, None, None, None, None, "suppressed"),  # it is the whole year
        ("2024-04", "年代", "30代", 12, 2, 2, 8, -50.0, "reference"),
        ("2024-04", "年代", "60代", None, None, None, None, None, "suppressed"),
        ("all", "all", "all", 25, 10, 5, 10, 0.0, "reference"),
        ("all", "年代", "30代", 12, 2, 2, 8, -50.0, "reference"),
        ("all", "年代", "60代", 13, 8, 3, 2, pytest.approx(600 / 13), "reference"),
    ]


def test_where_everybody_mentions_a_topic_nothing_is_said_of_the_others(stage, rows) -> None:
    con = build(stage, **BY_HAND)
    assert rows(
        con,
        "SELECT topic, period, n_base, n_responses, share, nps_mentioned, note FROM topic_by_nps "
        "WHERE segment_value = '30代' ORDER BY period",
    ) == [("access", period, None, None, None, None, "suppressed") for period in ("2024", "2024-04", "all")]


# how many mention, how many not, respondents of those who mention → note, counts shown, NPS shown, lift shown
SIZES = [
    (4, 50, 4, "suppressed", False, False, False),
    (20, 50, 4, "suppressed", False, False, False),  # twenty answers of four people
    (50, 4, 50, "suppressed", False, False, False),
    (9, 50, 9, "too_few", True, False, False),
    (50, 9, 50, "too_few", True, True, False),  # the NPS of the 50 can stand, the comparison cannot
    (10, 50, 10, "reference", True, True, True),
    (29, 50, 29, "reference", True, True, True),
    (50, 29, 50, "reference", True, True, True),
    (30, 30, 30, "", True, True, True),
    (30, 30, 5, "reference", True, True, True),  # thirty answers of five people
]


@pytest.mark.parametrize(("mention", "others", "people", "note", "counts", "figure", "lift"), SIZES)
def test_small_cells_are_suppressed_or_noted(
    stage, rows, mention, others, people, note, counts, figure, lift
) -> None:
    con = build(
        stage,
        responses=[
            {
                "response_id": f"r{i}",
                "nps_score": i % 11,
                "respondent": f"p{i % people}" if i < mention else None,
            }
            for i in range(mention + others)
        ],
        comments=[
            {"response_id": f"r{i}", "text": "駅から遠い" if i < mention else "よい"}
            for i in range(mention + others)
        ],
        readings=[READINGS[0], {"text": "よい"}],
    )
    (cell,) = records(rows, con, "FROM topic_by_nps WHERE period = 'all'")
    assert cell["note"] == note
    shown = {name: value is not None for name, value in cell.items()}
    for name in (
        "n_base",
        "n_responses",
        "n_comments",
        "share",
        "promoters",
        "passives",
        "detractors",
        "share_positive",
        "share_negative",
    ):
        assert shown[name] is counts
    for name in ("nps_mentioned", "nps_low", "nps_high"):
        assert shown[name] is figure
    for name in ("lift", "lift_low", "lift_high", "impact", "impact_low", "impact_high", "q_value"):
        assert shown[name] is lift


def test_a_person_who_also_answers_without_the_topic_is_one_of_the_others(stage, rows) -> None:
    # p0-p4 mention it once and once not: five people on either side of the comparison
    con = build(
        stage,
        responses=[{"response_id": f"r{i}", "respondent": f"p{i % 5}", "nps_score": 9} for i in range(10)],
        comments=[{"response_id": f"r{i}", "text": "駅から遠い" if i < 5 else "よい"} for i in range(10)],
        readings=[READINGS[0], {"text": "よい"}],
    )
    assert rows(con, "SELECT n_base, n_responses, note FROM topic_by_nps WHERE period = 'all'") == [
        (10, 5, "too_few")
    ]


def test_values_beyond_the_largest_are_folded_into_one(stage, rows) -> None:
    towns = ["福井"] * 7 + ["敦賀"] * 6 + ["勝山"] * 5 + ["大野"] * 5 + [""] * 5
    con = build(
        stage,
        largest=2,
        responses=[
            {"response_id": f"r{i}", "nps_score": 9, "segments": {"市": town}} for i, town in enumerate(towns)
        ],
    )
    assert rows(
        con, "SELECT segment_name, segment_value, n FROM nps WHERE period = 'all' ORDER BY 1, 3, 2"
    ) == [("all", "all", 28), ("市", "敦賀", 6), ("市", "福井", 7), ("市", "(others)", 10)]


REPEATING = [  # how many answers each person gives; whether their NPS is 参考値
    ([33, 29] + [1] * 27, True),  # 89 answers, nearly all of two people
    ([10] + [1] * 35, True),  # one has more than a fifth of 45
    ([2] * 29, True),  # alike, and too few
    ([2] * 30, False),
    ([3] * 20 + [1] * 40, False),
    ([1] * 30, False),
    ([1] * 29, True),
]


@pytest.mark.parametrize(("often", "reference"), REPEATING)
def test_figures_of_which_a_few_people_gave_most_answers_are_for_reference(stage, rows, often, reference) -> None:
    people = [f"p{i}" for i, n in enumerate(often) for _ in range(n)]
    silent = [f"q{i}" for i in range(60)]
    con = build(
        stage,
        responses=[
            {"response_id": f"r{i}", "respondent": who, "nps_score": i % 11, "segments": {"市": "村" if who in people else "町"}}
            for i, who in enumerate(people + silent)
        ],
        comments=[
            {"response_id": f"r{i}", "text": "駅が遠い" if who in people else "普通"} for i, who in enumerate(people + silent)
        ],
        readings=[{"text": "駅が遠い", "topics": [("access", "negative", 0, 4)]}, {"text": "普通"}],
    )
    note = "reference" if reference else ""
    assert rows(con, "SELECT note FROM nps WHERE segment_value = '村' AND period = 'all'") == [(note,)]
    assert rows(con, "SELECT note FROM topic_by_nps WHERE segment_name = 'all' AND period = 'all'") == [(note,)]


def test_a_value_that_is_called_others_is_not_what_the_tables_fold(stage, rows) -> None:
    cities = ["福井"] * 12 + ["その他"] * 9 + ["敦賀"] * 6 + ["鯖江"] * 5
    answers = [
        {"response_id": f"r{i}", "nps_score": 9, "respondent": f"p{i}", "segments": {"市": city}} for i, city in enumerate(cities)
    ]
    con = stage(responses=answers)
    tables(con, support_window_days=30, segments_largest=2, model="m")
    nps(con)
    assert rows(con, "SELECT segment_value, n FROM nps WHERE period = 'all' AND segment_name = '市' ORDER BY 2 DESC") == [
        ("福井", 12), ("(others)", 11), ("その他", 9),
    ]  # fmt: skip


def test_two_surveys_are_never_pooled(stage, rows) -> None:
    con = build(
        stage,
        responses=[
            {
                "source": source,
                "response_id": f"r{i}",
                "nps_score": 9 if source == "a" else 2,
                "respondent": f"p{i}",
            }
            for source in "ab"
            for i in range(10)
        ],
    )
    assert rows(con, "SELECT source, nps FROM nps WHERE period = 'all' ORDER BY 1") == [
        ("a", 100.0),
        ("b", -100.0),
    ]


def test_summary_names_the_reliable_topics_whose_impact_can_be_told_from_zero(stage) -> None:
    con = build(stage, **BY_HAND)
    assert summary(con)["survey"]["topics"] == []  # 参考値 only
    texts = {  # the first four are of those with the lower scores, the last of anybody
        f"t{i}": [(f"topic{j}", "neutral", 0, 1) for j in range(4) if i * 7 % 11 <= 2 + j]
        + [("anybody", "neutral", 0, 1)] * (i % 2)
        for i in range(120)
    }
    con = build(
        stage,
        responses=[{"response_id": f"r{i}", "nps_score": i * 7 % 11} for i in range(120)],
        comments=[{"response_id": f"r{i}", "text": f"t{i}"} for i in range(120)],
        readings=[{"text": text, "topics": topics} for text, topics in texts.items()],
    )
    closing = summary(con)["survey"]
    impacts = [abs(topic["impact"]) for topic in closing["topics"]]
    assert closing["n"] == 120 and closing["nps_low"] < closing["nps"] < closing["nps_high"]
    assert len(impacts) == 3 and impacts == sorted(impacts, reverse=True)
    assert all(topic["impact_high"] < 0 for topic in closing["topics"]) and closing["compared"] == 5
    assert closing["base"] == {"n": 120, "nps": pytest.approx(closing["nps"])}  # every answer has a comment


def test_people_who_answer_again_are_told_apart_however_many_topics_there_are(stage) -> None:
    random = Random(1)
    said = {f"r{i}": sorted({f"t{random.randrange(70):02}" for _ in range(12)}) for i in range(60)}
    answers = [
        {"response_id": one, "respondent": f"p{random.randrange(12)}", "nps_score": random.randrange(11),
         "at": f"202{random.randrange(3)}-0{random.randrange(1, 4)}-01", "segments": {"年代": random.choice("若老")}}
        for one in said
    ]  # fmt: skip
    con = stage(
        responses=answers,
        comments=[{"response_id": one, "text": one} for one in said],
        readings=[{"text": one, "topics": [(t, "positive", 0, 1) for t in topics]} for one, topics in said.items()],
    )
    tables(con, support_window_days=30, model="m1")
    topic_by_nps(con)
    expected = defaultdict(lambda: (set(), set()))
    for answer in answers:
        for period in (answer["at"][:7], answer["at"][:4], "all"):
            for segment in (("all", "all"), ("年代", answer["segments"]["年代"])):
                for topic in {t for topics in said.values() for t in topics}:
                    silent = topic not in said[answer["response_id"]]
                    expected[topic, period, *segment][silent].add(answer["respondent"])
    found = con.sql(
        "SELECT topic, period, segment_name, segment_value, people_mentioning, people_others FROM topic_cells"
    ).fetchall()
    assert {row[:4]: row[4:] for row in found} == {
        key: (len(mentioning), len(others)) for key, (mentioning, others) in expected.items() if mentioning
    }

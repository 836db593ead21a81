"""Edges of small and random projects, counted again in plain Python; who is protected."""

from itertools import combinations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from voc.analyze import Lexicon, keywords, tables, topic_by_nps
from voc.analyze.keywords import cooccurrence as module
from voc.analyze.keywords import terms

COLUMNS = (
    "source topic term other n_term n_other n_both jaccard jaccard_low jaccard_high community note"
).split()


def build(stage, comments, **dictionary):
    """`comments` are (person, tokens, topics), each of an answer of its own."""
    con = stage(
        responses=[{"response_id": f"r{i}", "respondent": person, "nps_score": 8} for i, (person, *_) in enumerate(comments)],
        comments=[{"response_id": f"r{i}", "text": f"t{i}", "tokens": tokens} for i, (_, tokens, _) in enumerate(comments)],
        readings=[{"text": f"t{i}", "topics": [(topic, "positive", 0, 1) for topic in topics]} for i, (*_, topics) in enumerate(comments)],
    )  # fmt: skip
    tables(con, support_window_days=30, model="m1")
    topic_by_nps(con)
    keywords(con, Lexicon(**dictionary))
    return con


def edges(con):
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in con.execute("FROM cooccurrence").fetchall()]
    return {(row["topic"], row["term"], row["other"]): row for row in rows}


def people(n, *tokens, topics=(), first=0):
    return [(f"p{first + i}", list(tokens), topics) for i in range(n)]


# -- counted again -------------------------------------------------------------------------


def recount(comments, frequent, strongest):
    expected = {}
    for topic in {"all"} | {topic for *_, topics in comments for topic in topics}:
        said = [(person, set(tokens)) for person, tokens, topics in comments if topic == "all" or topic in topics]
        count = {term: [person for person, tokens in said if term in tokens] for _, tokens in said for term in tokens}
        known = sorted((t for t in count if len(set(count[t])) >= 5), key=lambda t: (-len(count[t]), t))
        found = {}
        for term, other in combinations(sorted(known[:frequent]), 2):
            both = [person for person, tokens in said if {term, other} <= tokens]
            if len(both) >= 10 and len(set(both)) >= 5:
                a, b = len(count[term]), len(count[other])
                jaccard = len(both) / len([1 for _, tokens in said if tokens & {term, other}])
                found[topic, term, other] = (a, b, len(both), jaccard)
        first = sorted(found, key=lambda edge: (-found[edge][3], -found[edge][2], edge))
        expected |= {edge: found[edge] for edge in first[:strongest]}
    return expected


@st.composite
def surveys(draw):
    """Many comments of few words, so that most pairs stand together, some too rarely to be shown."""
    random = draw(st.randoms(use_true_random=False))
    return [
        (
            f"p{random.randint(0, draw_people)}",
            random.sample("駅 遠い 店 親切 料理 高い/ない 値段".split(), random.randint(0, 4)),
            random.sample(["access", "staff"], random.randint(0, 2)),
        )
        for draw_people in [draw(st.integers(2, 50))]
        for _ in range(draw(st.integers(30, 160)))
    ]


@settings(max_examples=10, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(surveys(), st.sampled_from([4, 150]), st.sampled_from([5, 60]))
def test_edges_are_what_a_recount_finds(stage, comments, frequent, strongest) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "FREQUENT", frequent)
        patch.setattr(module, "EDGES", strongest)
        seen = edges(build(stage, comments))
    expected = recount(comments, frequent, strongest)
    assert seen.keys() == expected.keys()
    for edge, figures in expected.items():
        row = seen[edge]
        assert (row["n_term"], row["n_other"], row["n_both"], row["jaccard"]) == pytest.approx(figures)
        assert 0 <= row["jaccard_low"] <= row["jaccard"] <= row["jaccard_high"] <= 1
        assert row["note"] == ("reference" if row["n_both"] < 30 else "")


def test_pieces_of_answers_add_up_to_the_whole(stage, monkeypatch) -> None:
    comments = [(f"p{i % 40}", ["駅", f"語{i % 3}", f"話{i % 2}"], ["access"]) for i in range(120)]
    whole = edges(build(stage, comments))
    monkeypatch.setattr(terms, "PIECE", 7)
    assert edges(build(stage, comments)) == whole and len(whole) > 10


# -- by hand --------------------------------------------------------------------------------


def test_columns_stand_in_the_order_of_the_contract(stage) -> None:
    con = build(stage, [])
    assert con.table("cooccurrence").columns == COLUMNS and not edges(con)


def test_an_edge_is_written_once_with_its_interval(stage) -> None:
    found = edges(build(stage, [*people(30, "待つ", "時間"), *people(10, "待つ", first=50), *people(20, "景色", first=80)]))
    assert found.keys() == {("all", "待つ", "時間")} or found.keys() == {("all", "時間", "待つ")}
    (row,) = found.values()
    assert (row["n_both"], row["jaccard"], row["note"], row["community"]) == (30, 0.75, "", 1)
    assert (row["jaccard_low"], row["jaccard_high"]) == pytest.approx((0.598, 0.858), abs=1e-3)  # Wilson, 30 of 40


def test_four_people_who_say_it_often_make_no_edge(stage) -> None:
    often = [comment for _ in range(5) for comment in people(4, "店長", "怒鳴る")]
    assert not edges(build(stage, [*often, *people(20, "店長", first=50), *people(20, "怒鳴る", first=80)]))


def test_words_of_two_comments_of_one_answer_do_not_stand_together(stage) -> None:
    con = stage(
        responses=[{"response_id": f"r{i}", "nps_score": 8} for i in range(20)],
        comments=[
            {"response_id": f"r{i}", "comment_id": f"c{i}{word}", "text": word, "tokens": [word]}
            for i in range(20) for word in ("駅", "遠い")
        ],
        readings=[{"text": word} for word in ("駅", "遠い")],
    )  # fmt: skip
    tables(con, support_window_days=30, model="m1")
    topic_by_nps(con)
    keywords(con)
    assert not edges(con)


def test_synonyms_are_one_term_and_stop_words_none(stage) -> None:
    con = build(
        stage,
        [*people(12, "スマホ", "画面", "お願い"), *people(12, "スマートフォン", "画面", first=20)],
        synonyms={"スマホ": "スマートフォン"},
        stop=frozenset({"お願い"}),
    )
    assert {edge[1:]: row["n_both"] for edge, row in edges(con).items()} == {("スマートフォン", "画面"): 24}


def test_groups_of_terms_are_communities_and_what_leads_between_them_is_none(stage) -> None:
    food, train = ("料理", "美味しい", "新鮮", "魚"), ("本数", "電車", "少ない")
    con = build(stage, [*people(40, *food), *people(40, *train, first=100), *people(10, "料理", "電車", first=200)])
    found = {edge[1:]: row["community"] for edge, row in edges(con).items()}
    assert len(found) == 6 + 3 + 1
    for edge, community in found.items():
        assert community == (1 if set(edge) <= set(food) else 2 if set(edge) <= set(train) else 0)


def test_a_topic_has_a_network_of_its_own(stage) -> None:
    con = build(stage, [*people(20, "店員", "親切", topics=["staff"]), *people(20, "店員", first=50)])
    found = {edge[0]: row["jaccard"] for edge, row in edges(con).items()}
    assert found == {"staff": 1.0, "all": 0.5}

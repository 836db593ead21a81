"""keywords of small and random projects, counted again in plain Python; who is protected."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from voc.analyze import Lexicon, keywords, tables, topic_by_nps
from voc.analyze.formulas.association import PRIOR
from voc.analyze.keywords import terms

COLUMNS = (
    "source period topic nps_group term n_base n_responses n_comments share log_odds log_odds_low log_odds_high z "
    "q_value g2 jaccard note"
).split()
SCORE = {"promoter": 10, "passive": 8, "detractor": 2}


def build(stage, answers, **dictionary):
    """`answers` are (person, group, month, [(question, tokens, topics)])."""
    responses, comments, readings = [], [], []
    for i, (person, group, month, texts) in enumerate(answers):
        at = f"{month}-10"
        responses.append({"response_id": f"r{i}", "respondent": person, "nps_score": SCORE[group], "at": at})
        for question, tokens, topics in texts:
            text = f"{i} {question}"
            comments.append(
                {"response_id": f"r{i}", "comment_id": f"c{i}{question}", "text": text, "tokens": tokens, "at": at}
            )
            non_answer = 0.9 if topics is None else 0.0
            spans = [(topic, "positive", 0, 1) for topic in topics or ()]
            readings.append({"text": text, "topics": spans, "non_answer": non_answer})
    con = stage(responses=responses, comments=comments, readings=readings)
    tables(con, support_window_days=30, model="m1")
    topic_by_nps(con)
    keywords(con, Lexicon(**dictionary))
    return con


def found(con):
    rows = con.execute("FROM keywords").fetchall()
    return {row[1:5]: dict(zip(COLUMNS, row, strict=True)) for row in rows}


def people(n, tokens, group="detractor", first=0, month="2024-04", topics=()):
    return [(f"p{first + i}", group, month, [("q", tokens, topics)]) for i in range(n)]


# -- counted again -------------------------------------------------------------------------


def recount(answers):
    """(period, topic, group, term) → figures, the slow way."""
    newest = max((month for _, _, month, _ in answers), default="")
    expected = {}
    for period in ("all", newest):
        texts = [
            (person, i, group, set(tokens), set(topics) | {"all"})
            for i, (person, group, month, said) in enumerate(answers)
            for _, tokens, topics in said
            if topics is not None and period in ("all", month)
        ]
        vocabulary = defaultdict(int)
        for _, _, _, said in answers:
            for _, tokens, topics in said:
                for term in set(tokens) if topics is not None else ():
                    vocabulary[term] += 1
        known = {term for term, n in vocabulary.items() if n >= 5}
        topics = {topic for *_, spoken in texts for topic in spoken}
        for topic in topics:
            for group in ("all", *SCORE):
                inside = [t for t in texts if topic in t[4] and group in ("all", t[2])]
                if group == "all":
                    outside = [t for t in texts if topic not in t[4]]
                else:
                    outside = [t for t in texts if topic in t[4] and t[2] != group]
                for term in known:
                    saying = [t for t in inside if term in t[3]]
                    if len({t[0] for t in saying}) >= 5:
                        expected[period, topic, group, term] = figures(term, inside, outside, known, texts, topic, group)
    return expected


def told(con, answers, expected):
    """What may be shown of `expected`: of topics that topic_by_nps shows, and no group that gives another away."""
    newest = max((month for _, _, month, _ in answers), default="")
    closed = {("all", "all")} | {(newest, "all")}
    closed -= set(con.execute("SELECT period, 'all' FROM base_notes WHERE segment_name = 'all' AND note <> 'suppressed'").fetchall())
    closed |= set(con.execute("SELECT period, topic FROM topic_by_nps WHERE segment_name = 'all' AND note = 'suppressed'").fetchall())
    saying = defaultdict(lambda: {group: set() for group in ("promoter", "passive", "detractor")})
    for person, group, month, said in answers:
        for _, tokens, topics in said:
            for term in set(tokens) if topics is not None else ():
                for topic in {*topics, "all"}:
                    for period in {"all", month}:
                        saying[period, topic, term][group].add(person)
    shown = {key: row for key, row in expected.items() if key[:2] not in closed}
    for (period, topic, term), groups in saying.items():
        few = [group for group, who in groups.items() if 0 < len(who) < 5]
        many = [group for group, who in groups.items() if len(who) >= 5 and (period, topic, group, term) in shown]
        together = set().union(*(groups[group] for group in few))
        if many and (len(few) == 1 or len(few) > 1 and len(together) < 5):
            del shown[period, topic, min(many, key=lambda g: shown[period, topic, g, term]["n_responses"]), term]
    apart = {
        (topic, term)
        for (period, topic, group, term), row in shown.items()
        if period == newest and ("all", topic, group, term) in shown
        and 0 < shown["all", topic, group, term]["n_responses"] - row["n_responses"] < 5
    }  # fmt: skip
    return {key: row for key, row in shown.items() if key[0] == "all" or (key[1], key[3]) not in apart}


def figures(term, inside, outside, known, texts, topic, group):
    def say(texts):
        return sum(term in t[3] for t in texts)

    def words(texts):
        return sum(len(t[3] & known) for t in texts)

    n = len({t[1] for t in inside if term in t[3]})
    whole = texts if group == "all" else [t for t in texts if topic in t[4]]
    base, others = len({t[1] for t in inside}), len({t[1] for t in whole}) - len({t[1] for t in inside})
    row = {"n_base": base, "n_responses": n, "n_comments": say(inside), "share": n / base}
    if not outside:
        least, row["z"], row["jaccard"] = n, None, None
    else:
        least = min(n, others)
        y1, y2, n1, n2 = say(inside), say(outside), words(inside), words(outside)
        prior = PRIOR * min(n1, n2)
        a = prior * (y1 + y2) / (n1 + n2)
        with np.errstate(all="ignore"):
            odds = [np.float64(y + a) / (n + prior - y - a) for y, n in ((y1, n1), (y2, n2))]
            z = (np.log(odds[0]) - np.log(odds[1])) / np.sqrt(1 / np.float64(y1 + a) + 1 / np.float64(y2 + a))
        row["z"] = None if least < 10 or not np.isfinite(z) else pytest.approx(z, abs=1e-9)
        row["jaccard"] = None if least < 10 else pytest.approx(y1 / (len(inside) + y2))
    row["note"] = "too_few" if least < 10 else "reference" if least < 30 else ""
    return row


TOKENS = st.lists(st.sampled_from("駅 遠い 店 親切 料理 高い/ない".split()), max_size=4)
TOPICS = st.sampled_from([None, (), ("access",), ("staff",), ("access", "staff")])
ANSWERS = st.lists(
    st.tuples(
        st.sampled_from([f"p{i}" for i in range(30)]),
        st.sampled_from(list(SCORE)),
        st.sampled_from(["2024-03", "2024-04"]),
        st.lists(st.tuples(st.just("q"), TOKENS, TOPICS), max_size=2).map(
            lambda said: [(f"q{i}", tokens, topics) for i, (_, tokens, topics) in enumerate(said)]
        ),
    ),
    min_size=20,
    max_size=90,
)


@settings(
    max_examples=15, phases=(Phase.generate,), suppress_health_check=list(HealthCheck)
)
@given(ANSWERS)
def test_keywords_are_what_a_recount_finds(stage, answers) -> None:
    # the newest month is that of all scored answers, commented or not
    con = build(stage, answers)
    expected, seen = told(con, answers, recount(answers)), found(con)
    assert seen.keys() == expected.keys()
    for key, row in expected.items():
        assert row == {name: seen[key][name] for name in row}, key


def test_pieces_of_answers_add_up_to_the_whole(stage, monkeypatch) -> None:
    answers = [
        (f"p{i % 40}", list(SCORE)[i % 3], f"2024-0{3 + i % 2}", [(q, ["駅", f"語{(i * k) % 7}"], ["access"]) for k, q in ((1, "a"), (2, "b"))])
        for i in range(120)
    ]
    whole = found(build(stage, answers))
    monkeypatch.setattr(terms, "PIECE", 7)
    assert found(build(stage, answers)) == whole and len(whole) > 20


# -- by hand --------------------------------------------------------------------------------


def test_columns_stand_in_the_order_of_the_contract(stage) -> None:
    assert build(stage, []).table("keywords").columns == COLUMNS


def test_what_detractors_say_stands_first_among_the_terms_of_detractors(stage) -> None:
    answers = [
        *people(40, ["駅", "遠い"]),
        *people(20, ["駅", "近い"], "promoter", 100),
        *people(30, ["駅", "きれい"], "passive", 200),
    ]
    con = build(stage, answers)
    first = con.execute(
        "SELECT term FROM keywords WHERE period = 'all' AND topic = 'all' AND nps_group = 'detractor' ORDER BY z DESC"
    ).fetchall()
    assert first == [("遠い",), ("駅",)]
    row = found(con)["all", "all", "detractor", "遠い"]
    assert (row["n_base"], row["n_responses"], row["share"], row["jaccard"]) == (40, 40, 1.0, 1.0)
    assert row["z"] > 3 and row["q_value"] < 0.01
    assert row["q_value"] >= 2 * norm.sf(row["z"])


def test_four_people_are_no_row_however_often_they_say_it(stage) -> None:
    answers = [*people(4, ["秘密"]), *people(4, ["秘密"]), *people(4, ["秘密"]), *people(30, ["駅"], first=50)]
    seen = found(build(stage, answers))
    assert {term for *_, term in seen} == {"駅"}


def test_five_people_are_a_row_whichever_bins_they_fall_into(stage) -> None:
    answers = people(130, ["駅"])
    con = build(stage, answers)
    numbers = con.execute("SELECT person, answer FROM answers").fetchall()
    numbers = sorted((person % 64, answer) for person, answer in numbers)[:5]
    assert len({place for place, _ in numbers}) < 5  # fewer bins than people
    same = [answer - 1 for _, answer in numbers]
    order = [int(r[1:]) for (r,) in con.execute("SELECT response_id FROM answers ORDER BY answer").fetchall()]
    five = {order[i] for i in same}
    assert len(five) == 5
    answers = [(p, g, m, [("q", ["駅", "珍しい"] if i in five else ["駅"], ())]) for i, (p, g, m, _) in enumerate(answers)]
    assert found(build(stage, answers))["all", "all", "detractor", "珍しい"]["n_responses"] == 5


def test_a_group_of_four_is_not_found_from_everybody_who_says_it(stage) -> None:
    answers = [*people(4, ["駅"]), *people(20, ["駅"], "promoter", 50), *people(30, ["駅"], "passive", 100)]
    seen = {group: row["n_responses"] for (period, topic, group, _), row in found(build(stage, answers)).items()
            if (period, topic) == ("all", "all")}  # fmt: skip
    assert seen == {"all": 54, "passive": 30}


@pytest.mark.parametrize(("before", "periods"), [(0, ["2024-04", "all"]), (4, ["all"]), (5, ["2024-04", "all"])])
def test_the_newest_month_does_not_tell_of_fewer_than_five_answers_before_it(stage, before, periods) -> None:
    answers = [*people(20, ["駅"]), *people(30, ["店"], first=50)]
    answers += [*people(before, ["駅"], first=100, month="2024-03"), *people(30, ["店"], first=150, month="2024-03")]
    seen = found(build(stage, answers))
    assert sorted(period for period, topic, group, term in seen if (topic, group, term) == ("all", "all", "駅")) == periods
    assert ("2024-04", "all", "all", "店") in seen


def test_a_topic_that_topic_by_nps_suppresses_has_no_terms(stage) -> None:
    answers = [*people(40, ["駅"], topics=("access",)), *people(4, ["店"], first=100)]  # four do not mention it
    assert {topic for _, topic, _, _ in found(build(stage, answers))} == {"all"}


def test_terms_below_ten_answers_have_no_figures(stage) -> None:
    seen = found(build(stage, [*people(9, ["高い"]), *people(40, ["駅"], "promoter", 50)]))
    row = seen["all", "all", "detractor", "高い"]
    assert (row["n_responses"], row["note"]) == (9, "too_few")
    assert [row[name] for name in ("log_odds", "z", "q_value", "g2", "jaccard")] == [None] * 5


def test_synonyms_count_once_and_stop_words_not_at_all(stage) -> None:
    answers = [*people(6, ["スマホ", "スマートフォン", "お願い"]), *people(6, ["スマホ/ない", "携帯"], first=10)]
    con = build(
        stage, answers, synonyms={"スマホ": "スマートフォン", "携帯": "スマートフォン"}, stop=frozenset({"お願い"})
    )
    counts = con.execute(
        "SELECT term, n_responses, n_comments FROM keywords WHERE period = 'all' AND nps_group = 'all' ORDER BY term"
    ).fetchall()
    assert counts == [("スマートフォン", 12, 12), ("スマートフォン/ない", 6, 6)]


def test_a_placeholder_of_personal_data_is_never_a_term(stage) -> None:
    assert not found(build(stage, people(20, ["【氏名】", "【電話番号】"])))


def test_a_contacts_comment_counts_for_the_answer_that_followed(stage) -> None:
    days = range(10, 30)
    con = stage(
        responses=[{"response_id": f"r{d}", "respondent": f"p{d}", "nps_score": 3, "at": f"2024-04-{d}"} for d in days],
        contacts=[{"source": "desk", "contact_id": f"k{d}", "respondent": f"p{d}", "at": f"2024-04-0{d % 9 + 1}"} for d in days],
        comments=[{"source": "desk", "contact_id": f"k{d}", "text": "電話", "tokens": ["電話"], "comment_id": f"c{d}"} for d in days],
        readings=[{"text": "電話"}],
    )  # fmt: skip
    tables(con, support_window_days=40, model="m1")
    topic_by_nps(con)
    keywords(con)
    assert found(con)["all", "all", "detractor", "電話"]["n_responses"] == 20


def test_nothing_passing_is_left_in_the_connection(stage) -> None:
    con = build(stage, people(10, ["駅"]))
    left = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()}
    assert not left & set(terms._PASSING)

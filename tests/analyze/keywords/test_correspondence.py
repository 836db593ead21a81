"""Which terms and values enter a map, what the map gives back, and that it shows the table it was made of."""

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from voc.analyze import keywords, tables, topic_by_nps
from voc.analyze.keywords import terms
from voc.analyze.keywords.correspondence import entering, striking

COLUMNS = "source variable kind name n x y contribution_x contribution_y quality inertia_x inertia_y note".split()
SCORE = {"promoter": 10, "passive": 8, "detractor": 2}
WORDS = "景色 料理 親切 待つ 高い 遠い 最高 駅".split()


def build(stage, answers):
    """`answers` are (person, group, segments, tokens)."""
    con = stage(
        responses=[
            {"response_id": f"r{i}", "respondent": person, "nps_score": SCORE[group], "segments": segments}
            for i, (person, group, segments, _) in enumerate(answers)
        ],
        comments=[{"response_id": f"r{i}", "text": f"t{i}", "tokens": tokens} for i, (*_, tokens) in enumerate(answers)],
        readings=[{"text": f"t{i}"} for i in range(len(answers))],
    )
    tables(con, support_window_days=30, model="m1")
    topic_by_nps(con)
    keywords(con)
    return con


def points(con, variable="nps_group"):
    rows = con.execute("FROM correspondence WHERE variable = ?", [variable]).fetchall()
    return {row[2:4]: dict(zip(COLUMNS, row, strict=True)) for row in rows}


def survey(seed=1, n=600, people=600):
    """Detractors wait and find it dear, promoters praise; the young speak of the station."""
    random = np.random.default_rng(seed)
    answers = []
    for _ in range(n):
        group, age = random.choice(list(SCORE)), random.choice(["20代", "40代", "60代"], p=[0.3, 0.4, 0.3])
        weight = np.ones(len(WORDS))
        weight[[3, 4]] = 5 if group == "detractor" else 0.8
        weight[[0, 2, 6]] = 4 if group == "promoter" else 1
        weight[7] = 4 if age == "20代" else 1
        tokens = random.choice(WORDS, 3, replace=False, p=weight / weight.sum()).tolist()
        answers.append((f"p{random.integers(people)}", str(group), {"年代": str(age), "性別": str(random.choice(["男", "女"]))}, tokens))
    return answers


def crossed(answers, value_of):
    """(term, value) → the people who say it, one entry an answer."""
    found = {}
    for person, group, segments, tokens in answers:
        for term in set(tokens):
            found.setdefault((term, value_of(group, segments)), []).append(person)
    return found


# -- the map of a survey -------------------------------------------------------------------


def test_columns_stand_in_the_order_of_the_contract(stage) -> None:
    con = build(stage, [])
    assert con.table("correspondence").columns == COLUMNS and not points(con)


def test_terms_lie_on_the_side_of_the_group_that_says_them(stage) -> None:
    found = points(build(stage, survey()))
    x = {name: row["x"] for (_, name), row in found.items()}
    assert np.sign(x["detractor"]) == np.sign(x["待つ"]) == np.sign(x["高い"]) == -np.sign(x["promoter"])
    assert np.sign(x["promoter"]) == np.sign(x["景色"]) == np.sign(x["最高"])
    assert {kind for kind, _ in found} == {"term", "value"} and len(found) == len(WORDS) + 3


def test_distances_on_the_map_are_those_of_the_counted_table(stage) -> None:
    answers = survey()
    found, cells = points(build(stage, answers)), crossed(answers, lambda group, _: group)
    counts = np.array([[len(cells[term, group]) for group in SCORE] for term in WORDS], float)
    mass = counts.sum(axis=0) / counts.sum()
    profiles = counts / counts.sum(axis=1, keepdims=True)
    for i, term in enumerate(WORDS):
        row = found["term", term]
        assert row["n"] == counts[i].sum() and row["quality"] == pytest.approx(1)
        for j, other in enumerate(WORDS):
            straight = (row["x"] - found["term", other]["x"]) ** 2 + (row["y"] - found["term", other]["y"]) ** 2
            assert straight == pytest.approx(((profiles[i] - profiles[j]) ** 2 / mass).sum(), abs=1e-9)
    for kind in ("term", "value"):
        for axis in "xy":
            assert sum(row[f"contribution_{axis}"] for key, row in found.items() if key[0] == kind) == pytest.approx(1)
    assert all(row["inertia_x"] + row["inertia_y"] == pytest.approx(1) for row in found.values())
    for group in SCORE:
        assert found["value", group]["n"] == sum(one[1] == group for one in answers)


def test_a_segment_of_two_values_has_one_axis(stage) -> None:
    found = points(build(stage, survey()), "性別")
    assert {name for kind, name in found if kind == "value"} == {"男", "女"}
    for row in found.values():
        assert row["x"] is not None and row["inertia_x"] == 1.0
        assert [row[name] for name in ("y", "contribution_y", "inertia_y")] == [None] * 3


def test_pieces_of_answers_add_up_to_the_whole(stage, monkeypatch) -> None:
    answers = survey(n=200)
    whole = points(build(stage, answers))
    monkeypatch.setattr(terms, "PIECE", 7)
    assert points(build(stage, answers)) == whole and whole


def test_a_survey_that_everybody_answers_alike_has_points_without_coordinates(stage) -> None:
    answers = [(f"{group}{i}", group, {}, ["駅", "店", "道"]) for group in SCORE for i in range(10)]
    found = points(build(stage, answers))
    assert {(row["x"], row["y"], row["quality"], row["inertia_x"]) for row in found.values()} == {(None,) * 4}


# -- who is protected -----------------------------------------------------------------------


def test_a_term_that_three_more_answers_of_no_value_say_is_not_on_the_map(stage) -> None:
    answers = survey()
    extra = [(f"q{i}", "passive", {}, ["駅"] if i < 3 else []) for i in range(300)]
    assert ("term", "駅") in points(build(stage, answers), "年代")
    found = build(stage, [*answers, *extra])
    assert ("term", "駅") not in points(found, "年代") and ("term", "駅") in points(found)


@settings(max_examples=15, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6), st.integers(40, 250), st.integers(8, 60))
def test_every_cell_that_a_map_is_made_of_has_five_people(stage, seed, n, people) -> None:
    answers = survey(seed, n, people)
    con = build(stage, answers)
    for variable, value_of in (("nps_group", lambda group, _: group), ("年代", lambda _, s: s["年代"])):
        found, cells = points(con, variable), crossed(answers, value_of)
        named = [[name for kind, name in found if kind == one] for one in ("term", "value")]
        assert all(len(set(cells.get((term, value), ()))) >= 5 for term in named[0] for value in named[1])
        for term in named[0]:  # nothing is left over for a value that is not on the map
            assert found["term", term]["n"] == sum(len(cells[term, value]) for value in named[1])


def test_a_term_of_four_promoters_is_not_on_the_map(stage) -> None:
    answers = survey()
    rare = [(f"q{i}", group, {}, ["秘密"]) for group, n in zip(SCORE, (4, 60, 60), strict=True) for i in range(n)]
    rare = [(f"{group}{person}", group, segments, tokens) for person, group, segments, tokens in rare]
    assert ("term", "秘密") not in points(build(stage, [*answers, *rare]))
    one_more = ("one more", "promoter", {}, ["秘密"])
    assert ("term", "秘密") in points(build(stage, [*answers, *rare, one_more]))


def test_a_value_that_few_have_does_not_take_the_terms_away(stage) -> None:
    answers = survey() + [(f"q{i}", "passive", {"年代": "90代"}, ["駅"]) for i in range(6)]
    # five and more of 90代 say 駅, but too few terms are said in all four
    found = points(build(stage, answers), "年代")
    assert {name for kind, name in found if kind == "value"} == {"20代", "40代", "60代"}
    assert len(found) == len(WORDS) + 3


@given(
    arrays(np.int64, st.tuples(st.integers(0, 150), st.integers(1, 8)), elements=st.integers(0, 40)),
    st.randoms(use_true_random=False),
)
def test_values_enter_from_the_largest_and_with_them_protected_cells_only(counts, random) -> None:
    base = np.array([random.randint(5, 1000) for _ in range(counts.shape[1])], float)
    said = counts.sum(axis=1) + np.array([random.choice([0, 0, 3, 9]) for _ in counts])
    protected = counts >= random.choice([5, 9])
    rows, columns = entering(counts.astype(float), protected, said.astype(float), base)
    assert protected[np.ix_(rows, columns)].all()
    rest = said[rows] - counts[np.ix_(rows, columns)].sum(axis=1)
    assert ((rest == 0) | (rest >= 5)).all()
    if len(rows):
        assert len(columns) >= 2 and base[columns].min() >= max(np.delete(base, columns), default=0)


def test_all_values_enter_where_sixty_terms_or_half_of_them_are_said_by_all() -> None:
    base, said = np.array([300.0, 200, 100]), np.full(100, 60.0)
    counts = np.full((100, 3), 20.0)
    protected = np.ones((100, 3), bool)
    protected[61:, 2] = False
    assert [len(part) for part in entering(counts, protected, said, base)] == [61, 3]
    protected[59:, 2] = False  # fewer than 60 of 100, but more than half
    assert [len(part) for part in entering(counts, protected, said, base)] == [59, 3]
    protected[49:, 2] = False
    assert [len(part) for part in entering(counts, protected, said, base)] == [100, 2]


def test_the_sixty_terms_that_differ_most_are_kept() -> None:
    counts = np.full((100, 3), 50.0)
    apart = np.arange(7, 67)
    counts[apart, 0] += np.where(apart % 2, 20, -20)  # as many on the one side as on the other
    counts[apart, 2] -= np.where(apart % 2, 20, -20)
    assert striking(counts).tolist() == apart.tolist()
    assert len(striking(counts[:10])) == 10


def test_a_value_whose_base_is_not_told_is_on_no_map(stage) -> None:
    answers = [(f"p{i}", "passive", {"年代": "10代"}, WORDS) for i in range(4)] + survey()
    con = build(stage, answers)
    (untold,) = con.execute(
        "SELECT list(segment_value) FROM base_notes WHERE period = 'all' AND segment_name = '年代' AND note = 'suppressed'"
    ).fetchone()
    assert "10代" in untold and len(untold) == 2
    assert not {name for kind, name in points(con, "年代") if kind == "value"} & set(untold)

"""Answers as lists of columns: the same sums as a plain design matrix, people kept whole, nothing lost on the way."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analyze.survey import matrix, random_survey
from voc.analyze import tables
from voc.analyze.regression import grams
from voc.analyze.regression.coded import coded
from voc.analyze.sql import run

SIZES = st.tuples(st.integers(1, 60), st.integers(1, 7), st.integers(1, 30), st.integers(0, 10**6))


@given(SIZES)
def test_what_is_counted_is_what_the_design_matrix_gives(size) -> None:
    n, k, people, seed = size
    survey = random_survey(n, k, people, seed)
    x = matrix(survey)
    columns = np.random.default_rng(seed).permutation(survey.columns)[: max(1, survey.columns // 2)]
    assert np.array_equal(survey.matrix(columns), x[:, columns])
    assert np.array_equal(survey.count(), x.sum(axis=0))
    assert np.allclose(survey.totals(survey.outcomes), x.T @ survey.outcomes)
    weights = np.random.default_rng(seed).integers(0, 9, n).astype(float)
    form = x.T @ x
    every, alone = range(len(survey.variables)), np.zeros(n, np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grams, "ROWS", 25)
        assert np.array_equal(grams.gram(survey), form)
        two = grams.grams(survey, np.stack([weights, weights + 1], axis=1), every).of(0)
        assert np.array_equal(two[0], x.T @ (x * weights[:, None])) and np.array_equal(two[1], two[0] + form)
    assert np.allclose(grams.quadratic(survey, form[None], every, alone), np.einsum("ij,ij->i", x @ form, x))
    assert np.allclose(survey.linear(form[:, :2]), x @ form[:, :2])
    person = np.unique(survey.person, return_inverse=True)[1]
    of_people = np.eye(len(set(person)))[person].T @ (x * weights[:, None])
    assert np.array_equal(survey.by_person(weights), of_people)
    for often in (1, 3, 100):  # answers of a person, more of which are added up
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(grams, "_OFTEN", often)
            patch.setattr(grams, "_FEW", 0)
            (found,) = grams.clustered(survey, np.stack([weights, -2 * weights], axis=1), every, alone, [columns])
        assert np.array_equal(found[0], of_people[:, columns].T @ of_people[:, columns])
        assert np.array_equal(found[1], 4 * found[0])


@given(SIZES, st.integers(1, 5))
def test_groups_of_answers_are_counted_as_each_by_itself(size, many) -> None:
    n, k, people, seed = size
    survey = random_survey(n, k, people, seed)
    random = np.random.default_rng(seed)
    group = np.sort(random.integers(0, many, n))
    survey = survey.take(np.argsort(group, kind="stable"))
    survey = replace(survey, person=1000 * group + survey.person)
    order = np.lexsort((survey.person, group))
    survey, weights = survey.take(order), random.integers(-9, 9, (n, 2)).astype(float)
    every, form = range(len(survey.variables)), matrix(survey).T @ matrix(survey)
    parts = [np.flatnonzero(group == one) for one in range(many)]
    columns = [random.permutation(survey.columns)[:5] for _ in parts]
    forms = np.stack([form + one for one in range(many)])
    together = grams.grams(survey, weights, every, group, many)
    people_together = list(grams.clustered(survey, weights, every, group, columns))
    quadratic, linear = grams.quadratic(survey, forms, every, group), survey.linear(forms[:, :, :3], group)
    for one, rows in enumerate(parts):
        part, alone = survey.take(rows), np.zeros(len(rows), np.int64)
        assert np.array_equal(together.of(one), grams.grams(part, weights[rows], every).of(0))
        (found,) = grams.clustered(part, weights[rows], every, alone, [columns[one]])
        assert np.array_equal(people_together[one], found)
        assert np.array_equal(quadratic[rows], grams.quadratic(part, forms[[one]], every, alone))
        assert np.array_equal(linear[rows], part.linear(forms[one][:, :3]))


@given(SIZES)
def test_people_are_counted_once_on_either_side(size) -> None:
    n, k, people, seed = size
    survey = random_survey(n, k, people, seed)
    x = matrix(survey)[:, survey.first_driver :]
    mentioning, others = survey.people()
    for driver in range(k):
        assert mentioning[driver] == len({p for p, m in zip(survey.person, x[:, driver], strict=True) if m})
        assert others[driver] == len({p for p, m in zip(survey.person, x[:, driver], strict=True) if not m})


@given(SIZES, st.integers(1, 80))
def test_blocks_split_the_answers_and_no_person(size, count) -> None:
    n, k, people, seed = size
    survey = random_survey(n, k, people, seed)
    blocks = list(survey.blocks(count))
    assert len(blocks) == min(count, len(set(survey.person)))
    assert np.array_equal(np.concatenate([block.person for block in blocks]), survey.person)
    assert np.array_equal(np.concatenate([block.drivers for block in blocks]), survey.drivers)
    assert sum(len(set(block.person)) for block in blocks) == len(set(survey.person))


def test_a_sample_is_of_whole_people() -> None:
    survey = random_survey(300, people=40)
    part = survey.sample(100)
    assert 100 <= part.n < 140 and not set(part.person) & set(survey.person[part.n :])
    assert survey.sample(300) is survey


# -- from the tables ------------------------------------------------------------------------


@pytest.fixture
def answers(stage):
    texts = [[("food", "positive", 0, 1)], [("food", "positive", 0, 1), ("food", "negative", 2, 3), ("price", "negative", 2, 3)], []]
    con = stage(
        responses=[
            {"source": source, "response_id": f"r{i}", "respondent": f"p{i % 4}", "nps_score": (10, 7, 2)[i % 3],
             "at": ("2024-01-01", "2024-02-01")[i % 2], "segments": {"年代": "若"} if i < 5 else {"年代": "老", "県": "福井"},
             "scores": [("csat", float(i))] if i else []}
            for source in ("a", "b") for i in range(9)
        ],
        comments=[{"source": source, "response_id": f"r{i}", "text": f"t{i % 3}"} for source in ("a", "b") for i in range(8)],
        readings=[{"text": f"t{i}", "topics": topics} for i, topics in enumerate(texts)],
    )  # fmt: skip
    tables(con, support_window_days=30, model="m")
    for file in ("drivers/measured.sql", "drivers/outcomes.sql"):
        run(con, file)
    return con


def test_an_answer_keeps_its_person_month_segments_topics_and_outcomes(answers) -> None:
    one, two = coded(answers)
    assert (one.source, two.source, one.n) == ("a", "b", 8)  # the ninth has no comment
    assert one.measured == ["csat"] and one.months == ["2024-01", "2024-02"]
    assert one.topics == [("food", "negative"), ("food", "positive"), ("price", "negative")]
    assert one.columns == 1 + 2 + (1 + 2) + (1 + 1) + 3
    found = set()
    for i in range(one.n):
        (csat,) = one.outcomes[i, 2:]
        said = [one.topics[d - one.first_driver] for d in one.drivers[one.starts[i] : one.starts[i + 1]]]
        where = [one.segments.get(int(c)) for c in one.controls[i, 1:]]
        found.add((None if np.isnan(csat) else csat, *one.outcomes[i, :2], len(said), *where, int(one.controls[i, 0])))
    young, old, here = ("年代", "若"), ("年代", "老"), ("県", "福井")
    assert found == {
        (None, 100, 0, 1, young, None, 1), (1, 0, 0, 3, young, None, 2), (2, 0, 100, 0, young, None, 1),
        (3, 100, 0, 1, young, None, 2), (4, 0, 0, 3, young, None, 1), (5, 0, 100, 0, old, here, 2),
        (6, 100, 0, 1, old, here, 1), (7, 0, 0, 3, old, here, 2),
    }  # fmt: skip
    assert len(set(one.person)) == 4 and np.all(np.diff(one.person) >= 0)


def test_a_digest_stands_for_the_answers_and_not_for_the_columns_of_others(answers) -> None:
    one, two = coded(answers)
    january = np.flatnonzero(one.controls[:, 0] == 1)
    before = one.take(january).digest()
    assert before == two.take(january).digest()  # of another source, the same answers
    assert before != one.digest()
    for changed in (  # more answers, of another month, with a topic and a value that nobody had
        "INSERT INTO responses SELECT * REPLACE ('new' AS response_id, 'p9' AS respondent, '2024-02' AS month, "
        "MAP {'年代': '中', '県': '北'} AS segments) FROM responses WHERE response_id = 'r1' AND source = 'a'",
        "INSERT INTO comments SELECT * REPLACE ('c-new' AS comment_id, 'new' AS response_id) FROM comments LIMIT 1",
        "INSERT INTO topics VALUES ('clean', 9)",
        "INSERT INTO spoken SELECT max(rowid), 9, true, false, false FROM comments",
    ):
        answers.execute(changed)
    again(answers)
    one, _ = coded(answers)
    assert one.n == 9 and one.columns == 1 + 2 + (1 + 3) + (1 + 2) + 4
    january = np.flatnonzero(one.controls[:, 0] == 1)
    assert one.take(january).digest() == before
    answers.execute("UPDATE responses SET nps_group = 'passive' WHERE response_id = 'r0' AND source = 'a'")
    again(answers)
    assert next(coded(answers)).take(january).digest() != before


def again(con) -> None:
    """What `tables` and `drivers` make of the responses, contacts, comments and what they speak of."""
    run(con, "tables/answers.sql", largest=50)
    run(con, "tables/usable.sql")
    run(con, "tables/topic_base.sql", first=1, last=1_000)
    run(con, "drivers/outcomes.sql")


def test_a_digest_does_not_depend_on_the_order_of_answers() -> None:
    one = random_survey(60, people=12, seed=3)
    other = one.take(np.random.default_rng(1).permutation(one.n))
    assert other.digest() == one.digest() != one.take(slice(1, None)).digest()
    assert one.digest() != replace(one, person=one.person + 1).digest()
    assert one.digest() != one.replace_outcomes(one.outcomes[:, [1, 0, 2]]).digest()

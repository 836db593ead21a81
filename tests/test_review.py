from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc import review
from voc.errors import StoreError
from voc.records import QUEUE, REVIEWED, Correction, Decision, Mention, Standing, Verdict

# urgent, churn, complaint, p_negative, nps_group, criticises safety, value → reasons, priority
CASES = [
    ((0, 0, 0, 0, "promoter", False, None), [], 0),
    ((0, 0, 0.49, 0.9, "detractor", False, 0), [], 20.8),
    ((0, 0, 0.5, 0.8, "passive", False, None), ["complaint"], 14.0),
    ((0, 0, 0.5, 0.8, None, False, 0.5), ["complaint"], 18.0),
    ((0, 0.8, 0.9, 1, "detractor", False, None), ["churn", "complaint", "detractor"], 46.0),
    ((0.5, 0, 0, 0, "promoter", True, None), ["urgent", "safety"], 15.0),
    ((1, 1, 1, 1, "detractor", True, 1), ["urgent", "churn", "complaint", "detractor", "safety"], 90),
]

COLUMNS = ("urgent", "churn", "complaint", "p_negative", "nps_group", "safety_negative", "value")
TYPES = (*[pa.float32()] * 4, pa.string(), pa.bool_(), pa.float64())


def comments(*rows: tuple[Any, ...]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else [()] * len(COLUMNS)
    return pa.table(
        {name: pa.array(c, t) for name, c, t in zip(COLUMNS, columns, TYPES, strict=True)}
    )


@pytest.mark.parametrize(("comment", "reasons", "priority"), CASES)
def test_reasons_and_priority_of_a_comment(
    comment: tuple[Any, ...], reasons: list[str], priority: float
) -> None:
    (flag,) = review.flags(comments(comment)).to_pylist()
    assert flag["reasons"] == reasons
    assert flag["priority"] == pytest.approx(priority, abs=0.1)


def test_flags_keep_the_order_of_the_comments() -> None:
    flags = review.flags(comments(*(comment for comment, _, _ in CASES)))
    assert flags.schema == review.FLAGS
    assert flags["reasons"].to_pylist() == [reasons for _, reasons, _ in CASES]
    assert review.flags(comments()).num_rows == 0


probability = st.floats(0, 1, width=32)
any_comment = st.tuples(
    *[probability] * 4, st.sampled_from([None, "promoter", "passive", "detractor"]), st.booleans(),
    st.none() | st.floats(0, 1),
)


@given(any_comment)
def test_priority_is_the_sum_of_its_parts_and_within_90(comment: tuple[Any, ...]) -> None:
    (flag,) = review.flags(comments(comment)).to_pylist()
    parts = [flag[f"priority_{part}"] for part in ("urgent", "churn", "severity", "nps", "value")]
    assert 0 <= min(parts) and flag["priority"] == pytest.approx(sum(parts)) and flag["priority"] <= 90


@given(any_comment, st.integers(0, 3), probability)
def test_a_surer_reading_is_never_less_pressing(comment: tuple[Any, ...], part: int, surer: float) -> None:
    raised = list(comment)
    raised[part] = max(comment[part], surer)
    before, after = review.flags(comments(comment, tuple(raised))).to_pylist()
    assert after["priority"] >= before["priority"] and set(before["reasons"]) <= set(after["reasons"])


@pytest.mark.parametrize(("days", "age"), [(0, 0), (2.9, 0), (3, 1), (29.9, 9), (30, 10), (4000, 10), (-1, 0), (None, 0)])
def test_the_queue_adds_a_point_for_every_three_days_until_thirty(days: float | None, age: float) -> None:
    assert review.age(None if days is None else AT - timedelta(days=days), AT) == age
    row: dict[str, Any] = dict.fromkeys(QUEUE.names) | {"priority": 40.1, "priority_age": 0.0, "digest": "d"}
    row["occurred_at"] = None if days is None else AT - timedelta(days=days)
    (now,) = review.aged(pa.Table.from_pylist([row], QUEUE), AT).to_pylist()
    assert (now["priority"], now["priority_age"], now["digest"]) == (pytest.approx(40.1 + age), age, "d")


# -- what decisions mean ----------------------------------------------------------------------

ANN, BOB, EVE = "佐藤", "鈴木", "高橋"
NEGATIVE, POSITIVE = Verdict("negative", complaint=True), Verdict("positive", complaint=False)
AT = datetime(2026, 4, 1, 9, tzinfo=UTC)


def log(*said: tuple[Any, ...] | str, text: str = "t") -> list[Decision]:
    """Decisions in their order: an action, or an action with its verdict, assignee or number undone."""
    made = []
    for number, one in enumerate(said, 1):
        action, given = (one, None) if isinstance(one, str) else one
        more = {"undo": "undoes", "assign": "assignee"}.get(action, "verdict")
        made.append(Decision(number, 7, number, text, action, ANN, AT + timedelta(hours=number), **{more: given}))
    return made


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([], ("open", None, None)),
        ([("accept", NEGATIVE)], ("accepted", None, NEGATIVE)),
        (["dismiss"], ("dismissed", None, None)),
        ([("assign", BOB)], ("assigned", BOB, None)),
        ([("assign", BOB), ("assign", None)], ("open", None, None)),
        ([("assign", BOB), ("accept", NEGATIVE), "resolve"], ("resolved", BOB, NEGATIVE)),
        ([("assign", BOB), "resolve", "reopen"], ("assigned", BOB, None)),
        ([("correct", POSITIVE)], ("open", None, POSITIVE)),
        ([("accept", NEGATIVE), ("correct", POSITIVE)], ("accepted", None, POSITIVE)),
        ([("accept", NEGATIVE), "reopen"], ("open", None, NEGATIVE)),
        ([("accept", NEGATIVE), ("undo", 1)], ("open", None, None)),
        ([("accept", NEGATIVE), ("correct", POSITIVE), ("undo", 2)], ("accepted", None, NEGATIVE)),
        (["dismiss", ("undo", 1), ("undo", 2)], ("dismissed", None, None)),
        (["dismiss", "note"], ("dismissed", None, None)),
    ],
)
def test_what_decisions_say_together(said: list[Any], expected: tuple[Any, ...]) -> None:
    standing = review.fold(log(*said), "t")
    assert (standing.status, standing.assignee, standing.verdict) == expected and not standing.outdated


def test_what_was_decided_on_another_text_no_longer_counts_but_who_works_on_it_does() -> None:
    standing = review.fold(log(("assign", BOB), ("accept", NEGATIVE), text="before"), "now")
    assert standing == Standing("assigned", BOB, None, None, outdated=True)
    later = replace(log("dismiss", "dismiss", ("accept", POSITIVE))[2], text_hash="now")
    assert review.fold([*log(("accept", NEGATIVE), "dismiss", text="before"), later], "now") == Standing(
        "accepted", None, POSITIVE, later.at
    )


any_decision = st.one_of(
    st.sampled_from(["dismiss", "resolve", "reopen", "note"]),
    st.tuples(st.just("assign"), st.sampled_from([None, ANN, BOB, EVE])),
    st.tuples(st.sampled_from(["accept", "correct"]), st.sampled_from([NEGATIVE, POSITIVE])),
    st.tuples(st.just("undo"), st.integers(1, 6)),
)
any_log = st.lists(any_decision, max_size=8).map(
    lambda said: log(*(one for n, one in enumerate(said, 1) if one[0] != "undo" or one[1] < n))
)


@given(any_log, any_decision)
def test_what_is_undone_leaves_what_was_before(before: list[Decision], last: Any) -> None:
    (made,) = log(last)
    made = replace(made, id=100, version=100)
    undo = replace(log(("undo", 100))[0], id=101, version=101)
    assert review.fold([*before, made, undo], "t") == review.fold(before, "t")
    redo = replace(log(("undo", 101))[0], id=102, version=102)
    assert review.fold([*before, made, undo, redo], "t") == review.fold([*before, made], "t")


@given(any_log, st.randoms(use_true_random=False))
def test_decisions_count_in_their_own_order_however_they_come(made: list[Decision], random: Any) -> None:
    shuffled = random.sample(made, len(made))
    assert review.fold(shuffled, "t") == review.fold(made, "t")


@given(any_log)
def test_labels_are_known_only_while_an_accept_or_a_correction_is_in_force(made: list[Decision]) -> None:
    standing = review.fold(made, "t")
    given_ = [one.verdict for one in made if one.verdict is not None]
    assert standing.verdict in [None, *given_] and (standing.verdict is None) == (standing.decided_at is None)
    assert review.fold([one for one in made if one.action == "note"], "t") == Standing()


TEXT = "駅から遠い。でも店員は親切。店員は多い"
READ = Verdict(
    "negative", mixed=False, complaint=True, request=True, churn=False, urgent=True,
    topics=(Mention("access", "negative", 1.0, 0, 5),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("correction", "changed"),
    [
        (Correction(), {}),
        (Correction("positive"), {"sentiment": "positive"}),
        (Correction("mixed"), {"mixed": True}),
        (Correction(complaint=False, urgent=False), {"complaint": False, "urgent": False}),
        (Correction(request=False, churn=True), {"request": False, "churn": True}),
        (Correction(topics=()), {"topics": ()}),
        (Correction(topics=(("access", "negative", ""),)), {}),
        (Correction(topics=(("access", "neutral", ""),)), {"topics": (Mention("access", "neutral", 1.0, 0, 19),)}),
        (Correction(topics=(("staff", "positive", "店員は"),)), {"topics": (Mention("staff", "positive", 1.0, 8, 11),)}),
    ],
)
def test_a_correction_changes_what_it_names_and_leaves_the_rest(correction: Correction, changed: dict[str, Any]) -> None:
    assert review.corrected(READ, correction, TEXT) == replace(READ, reviewed=REVIEWED, **changed)


def test_what_a_correction_names_twice_is_there_once() -> None:
    twice = Correction(topics=(("staff", "positive", "店員"), ("staff", "negative", "店員"), ("staff", "positive", "店員")))
    made = review.corrected(READ, twice, TEXT).topics
    assert [(one.topic, one.polarity) for one in made] == [("staff", "positive"), ("staff", "negative")]


def test_words_that_the_comment_does_not_say_are_refused() -> None:
    with pytest.raises(StoreError, match="words_not_in_text"):
        review.corrected(READ, Correction(topics=(("staff", "positive", "無愛想"),)), TEXT)

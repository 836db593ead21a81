from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc import review

# urgent, churn, complaint, p_negative, nps_group, criticises safety → reasons, priority
CASES = [
    ((0, 0, 0, 0, "promoter", False), [], 0),
    ((0, 0, 0.49, 0.9, "detractor", False), [], 26.0),
    ((0, 0, 0.5, 0.8, "passive", False), ["complaint"], 17.0),
    ((0, 0, 0.5, 0.8, None, False), ["complaint"], 17.0),
    ((0, 0.8, 0.9, 1, "detractor", False), ["churn", "complaint", "detractor"], 57.5),
    ((0.5, 0, 0, 0, "promoter", True), ["urgent", "safety"], 17.5),
    ((1, 1, 1, 1, "detractor", True), ["urgent", "churn", "complaint", "detractor", "safety"], 100),
]

COLUMNS = ("urgent", "churn", "complaint", "p_negative", "nps_group", "safety_negative")
TYPES = (*[pa.float32()] * 4, pa.string(), pa.bool_())


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
    *[probability] * 4, st.sampled_from([None, "promoter", "passive", "detractor"]), st.booleans()
)


@given(any_comment)
def test_priority_is_the_sum_of_its_parts_and_within_100(comment: tuple[Any, ...]) -> None:
    (flag,) = review.flags(comments(comment)).to_pylist()
    parts = [flag[f"priority_{part}"] for part in ("urgent", "churn", "severity", "nps")]
    assert 0 <= min(parts) and flag["priority"] == pytest.approx(sum(parts)) and flag["priority"] <= 100


@given(any_comment, st.integers(0, 3), probability)
def test_a_surer_reading_is_never_less_pressing(comment: tuple[Any, ...], part: int, surer: float) -> None:
    raised = list(comment)
    raised[part] = max(comment[part], surer)
    before, after = review.flags(comments(comment, tuple(raised))).to_pylist()
    assert after["priority"] >= before["priority"] and set(before["reasons"]) <= set(after["reasons"])

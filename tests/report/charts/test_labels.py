"""Names beside points."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from voc.report.charts.labels import Label, place

FIELD = (0.0, 0.0, 640.0, 440.0)
POINTS = st.lists(
    st.builds(
        Label, st.sampled_from(["接客・スタッフ", "価格", "立地・交通・駐車場"]), st.floats(20, 620), st.floats(20, 420),
        st.floats(3, 12),
    ),
    max_size=25,
)  # fmt: skip


@given(POINTS)
def test_no_name_covers_another_and_none_leaves_the_field(points: list[Label]) -> None:
    boxes = [one.box for one in place(points, 11, FIELD)]
    assert all(b[0] >= 0 and b[1] >= 0 and b[2] <= FIELD[2] and b[3] <= FIELD[3] for b in boxes)
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_a_name_without_any_room_is_left_out() -> None:
    one = Label("立地・交通・駐車場", 20, 20, 3)
    assert place([one], 11, (0, 0, 40, 40)) == []
    assert [p.label for p in place([one], 11, FIELD)] == [one]


def test_a_blocked_place_is_not_taken() -> None:
    free = place([Label("価格", 100, 100, 3)], 11, FIELD)[0].box
    other = place([Label("価格", 100, 100, 3)], 11, FIELD, [free])[0].box
    assert other != free

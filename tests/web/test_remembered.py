"""What pages worked out is kept for a while."""

from voc.web.remembered import Remembered


def test_what_was_made_is_not_made_again() -> None:
    made: list[str] = []
    remembered = Remembered()
    for _ in range(3):
        assert remembered.get(("run", "cell"), lambda: made.append("x") or len(made)) == 1  # type: ignore[func-returns-value]
    assert made == ["x"]


def test_the_least_used_is_let_go() -> None:
    remembered = Remembered(most=2)
    for name in ("a", "b", "a", "c"):
        remembered.get(name, lambda name=name: name + "1")  # type: ignore[misc]
    assert remembered.get("a", lambda: "again") == "a1"
    assert remembered.get("b", lambda: "again") == "again"

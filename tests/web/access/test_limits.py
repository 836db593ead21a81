"""How often a password may be tried."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from voc.web.access.limits import Limits

HOUR = 3600.0
WORDS = st.text(max_size=2)


def test_a_few_failures_are_free_and_then_the_name_must_wait_wherever_it_is_tried() -> None:
    limits = Limits(3, 30, HOUR)
    assert [limits.tried("a", "1"), limits.tried("a", "1"), limits.tried("a", "2")] == [0, 0, 0]
    assert 0 < limits.tried("a", "3") <= HOUR + 1
    assert limits.tried("b", "1") == 0


def test_an_address_must_wait_only_after_the_failures_of_many() -> None:
    limits = Limits(3, 30, HOUR)
    assert [limits.tried(str(number), "1") for number in range(30)] == [0] * 30
    assert limits.tried("b", "1") > 0 and limits.tried("b", "2") == 0


def test_success_forgets_the_failures_of_the_name_and_of_the_address_only_its_own_try() -> None:
    limits = Limits(2, 3, HOUR)
    for name in ("b", "a", "a"):
        limits.tried(name, "1")
    limits.succeeded("a", "1")
    assert limits.tried("a", "1") == 0
    assert limits.tried("a", "1") > 0 and limits.tried("a", "2") == 0


def test_success_without_a_try_on_record_is_no_error() -> None:
    Limits().succeeded("a", "1")


def test_tries_at_once_do_not_pass_side_by_side() -> None:
    limits = Limits(5, 1_000, HOUR)
    with ThreadPoolExecutor(20) as many:
        waits = list(many.map(lambda _: limits.tried("a", "1"), range(200)))
    assert waits.count(0) == 5


def test_old_failures_do_not_count() -> None:
    limits = Limits(1, 1, 0.0)
    assert [limits.tried("a", "1"), limits.tried("a", "1")] == [0, 0]


@given(st.lists(st.tuples(WORDS, WORDS), max_size=40))
def test_waiting_depends_on_the_number_of_failures_alone(tries: list[tuple[str, str]]) -> None:
    limits = Limits(2, 4, HOUR)
    counted: list[tuple[str, str]] = []
    for name, address in tries:
        waits = [n for n, _ in counted].count(name) >= 2 or [a for _, a in counted].count(address) >= 4
        assert (limits.tried(name, address) > 0) == waits
        if not waits:
            counted.append((name, address))

"""How often a password may be tried."""

from hypothesis import given
from hypothesis import strategies as st

from voc.web.access.limits import Limits

HOUR = 3600.0
WORDS = st.text(max_size=2)


def test_a_few_failures_are_free_and_then_the_name_must_wait_wherever_it_is_tried() -> None:
    limits = Limits(3, 30, HOUR)
    for _ in range(2):
        limits.failed("a", "1")
    assert limits.wait("a", "1") == 0
    limits.failed("a", "2")
    assert 0 < limits.wait("a", "3") <= HOUR + 1
    assert limits.wait("b", "1") == 0


def test_an_address_must_wait_only_after_the_failures_of_many() -> None:
    limits = Limits(3, 30, HOUR)
    for number in range(29):
        limits.failed(str(number), "1")
    assert limits.wait("b", "1") == 0
    limits.failed("29", "1")
    assert limits.wait("b", "1") > 0 and limits.wait("b", "2") == 0


def test_success_forgets_the_failures_of_the_name_alone() -> None:
    limits = Limits(1, 2, HOUR)
    limits.failed("a", "1")
    limits.failed("b", "1")
    limits.succeeded("a")
    assert limits.wait("a", "2") == 0 and limits.wait("b", "2") > 0 and limits.wait("a", "1") > 0


def test_old_failures_do_not_count() -> None:
    limits = Limits(1, 1, 0.0)
    limits.failed("a", "1")
    assert limits.wait("a", "1") == 0


@given(st.lists(st.tuples(WORDS, WORDS), max_size=40))
def test_waiting_depends_on_the_number_of_failures_alone(tries: list[tuple[str, str]]) -> None:
    limits = Limits(2, 4, HOUR)
    for name, address in tries:
        limits.failed(name, address)
    names, addresses = [name for name, _ in tries], [address for _, address in tries]
    for name, address in tries:
        waits = names.count(name) >= 2 or addresses.count(address) >= 4
        assert (limits.wait(name, address) > 0) == waits

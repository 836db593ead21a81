"""How often a password may be tried."""

from hypothesis import given
from hypothesis import strategies as st

from voc.web.access.limits import Limits

HOUR = 3600.0


def test_a_few_failures_are_free_and_then_every_key_must_wait() -> None:
    limits = Limits(3, HOUR)
    for _ in range(2):
        limits.failed("name a", "address 1")
    assert limits.wait("name a", "address 1") == 0
    limits.failed("name a", "address 2")
    assert 0 < limits.wait("name a", "address 3") <= HOUR + 1
    assert limits.wait("name b", "address 1") == 0


def test_success_forgets_the_failures_of_a_key_alone() -> None:
    limits = Limits(1, HOUR)
    limits.failed("name a", "name b")
    limits.succeeded("name a")
    assert limits.wait("name a") == 0 and limits.wait("name b") > 0


def test_old_failures_do_not_count() -> None:
    limits = Limits(1, 0.0)
    limits.failed("name a")
    assert limits.wait("name a") == 0


@given(st.lists(st.text(max_size=3), max_size=40))
def test_waiting_depends_on_the_number_of_failures_alone(keys: list[str]) -> None:
    limits = Limits(4, HOUR)
    for key in keys:
        limits.failed(key)
    assert all((limits.wait(key) > 0) == (keys.count(key) >= 4) for key in set(keys))

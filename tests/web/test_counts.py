"""Counts are remembered for a minute, and nobody waits for a second count of the same."""

import threading

import pytest

from voc.web import counts
from voc.web.counts import Counts


def test_a_count_is_asked_for_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(counts.time, "monotonic", lambda: now[0])
    known, asked = Counts(), iter(range(1, 10))
    assert [known.of("q", lambda: next(asked)) for _ in range(3)] == [1, 1, 1]
    assert known.of("another", lambda: next(asked)) == 2
    now[0] += 61
    assert known.of("q", lambda: next(asked)) == 3


def test_while_one_counts_anew_the_others_get_the_answer_before(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(counts.time, "monotonic", lambda: now[0])
    known, go = Counts(), threading.Event()
    known.of("q", lambda: 1)
    now[0] += 61
    answers: list[int] = []

    def slow() -> int:
        go.wait(30)
        return 2

    thread = threading.Thread(target=lambda: answers.append(known.of("q", slow)))
    thread.start()
    while known.of("q", lambda: 3) != 1:  # the thread has not begun: then this one counted
        now[0] += 61
        break
    go.set()
    thread.join()
    assert answers and known.of("q", lambda: 9) in (2, 3)

"""SQL answered in processes of its own, which may die without anybody else noticing."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from voc import store
from voc.errors import QueryError, StoreError

TABLES = {"nps": "SELECT i AS n FROM range(5) r(i)", "comments": "SELECT 'text' AS text, 1 AS n"}


@pytest.fixture
def run(publish: Callable[..., store.Run]) -> store.Run:
    return publish(TABLES, ())


@pytest.fixture
def apart() -> Iterator[store.Apart]:
    made = store.Apart()
    yield made
    made.close()


def test_an_answer_comes_as_it_would_here(apart: store.Apart, run: store.Run) -> None:
    sight = store.Sight(run, True, timezone="Asia/Tokyo")
    statement = "SELECT n, [n] AS l, {'a': n} AS s, 1.5::DECIMAL(9, 1) AS d, TIMESTAMPTZ '2026-04-01' AS t, run_id FROM nps"
    with sight.opened() as con:
        assert apart.ask(sight, "花子", statement).rows == store.answer(con, statement)
    found = apart.ask(sight, "花子", "FROM nps", most=2)
    assert (found.rows.num_rows, found.more, found.tables) == (2, True, ("nps",))
    assert apart.ask(sight, "花子", "SELECT ? AS a", ["'; DROP"]).rows.to_pylist() == [{"a": "'; DROP"}]


def test_everybody_sees_what_they_may(apart: store.Apart, run: store.Run) -> None:
    assert apart.ask(store.Sight(run, True), "花子", "FROM comments").rows.num_rows == 1
    with pytest.raises(QueryError, match="sql_error"):
        apart.ask(store.Sight(run, False), "花子", "FROM comments")


def test_what_a_function_makes_of_one_value_is_limited_too(apart: store.Apart, run: store.Run) -> None:
    sight = store.Sight(run, False)
    for statement in ("SELECT range(500000000)", "SELECT repeat('x', 3000000000)", "SELECT list(i) FROM range(200000000) r(i)"):
        with pytest.raises(QueryError, match="sql_out_of_memory"):
            apart.ask(sight, "花子", statement)
        assert not apart._idle  # it may hold what it took
        assert apart.ask(sight, "花子", "FROM nps").rows.num_rows == 5


def test_a_process_that_does_not_stop_is_killed_and_the_next_question_answered(
    apart: store.Apart, run: store.Run
) -> None:
    sight = store.Sight(run, False)
    with pytest.raises(QueryError, match="sql_too_slow"):
        apart.ask(sight, "花子", "SELECT levenshtein(repeat('x', 500000), repeat('y', 500000))", seconds=0.2)
    assert apart.ask(sight, "花子", "FROM nps").rows.num_rows == 5


def test_one_person_asks_a_few_things_at_once(run: store.Run) -> None:
    apart, sight = store.Apart(at_once=2, each=1), store.Sight(run, False)
    begun, failures = threading.Event(), list[str]()

    def slow() -> None:
        try:
            begun.set()
            apart.ask(sight, "花子", "SELECT count(*) FROM range(1000000) a, range(1000000) b", seconds=4)
        except QueryError as error:
            failures.append(error.code)

    thread = threading.Thread(target=slow)
    thread.start()
    begun.wait()
    while not apart._busy["花子"]:
        time.sleep(0.01)
    with pytest.raises(QueryError, match="sql_busy"):
        apart.ask(sight, "花子", "FROM nps")
    assert apart.ask(sight, "太郎", "FROM nps").rows.num_rows == 5
    thread.join()
    assert failures == ["sql_too_slow"]
    assert apart.ask(sight, "花子", "FROM nps").rows.num_rows == 5
    apart.close()


def test_processes_are_kept_for_the_same_sight_and_end_with_their_run(
    apart: store.Apart, publish: Callable[..., store.Run]
) -> None:
    before = store.Sight(publish(TABLES, ()), False)
    apart.ask(before, "花子", "FROM nps")
    (kept,) = apart._idle
    apart.ask(before, "花子", "FROM nps")
    assert apart._idle == [kept]
    after = store.Sight(publish({**TABLES, "nps": "SELECT 1 AS n"}, ()), False)
    assert apart.ask(after, "花子", "FROM nps").rows.num_rows == 1
    assert not kept.lives() and len(apart._idle) == 1


def test_closing_ends_what_is_being_answered(run: store.Run) -> None:
    apart, sight, failures = store.Apart(), store.Sight(run, False), list[str]()

    def slow() -> None:
        try:
            apart.ask(sight, "花子", "SELECT count(*) FROM range(1000000) a, range(1000000) b", seconds=600)
        except QueryError as error:
            failures.append(error.code)

    thread = threading.Thread(target=slow)
    thread.start()
    while not apart._asked:
        time.sleep(0.01)
    (process,) = apart._asked
    apart.close()
    thread.join()
    assert len(failures) == 1 and not process.lives() and not apart._idle


def test_a_damaged_run_is_said_to_be_damaged(apart: store.Apart, run: store.Run) -> None:
    (run.path / "nps.parquet").write_bytes(b"PAR1")
    with pytest.raises(StoreError, match="run_damaged"):
        apart.ask(store.Sight(run, False), "花子", "FROM nps")

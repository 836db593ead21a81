"""A move between two runs opens to the comments of the run that tells of it."""

import pytest

from tests.analyze.changes.test_two_runs import NAMES, topics_of
from tests.analyze.comments.test_opened import survey
from voc.analyze import moves, opened, tables, two_runs
from voc.analyze.notes import PEOPLE
from voc.errors import QueryError


def both(stage, before, after):
    """A connection as `voc show` has it: the run after as it is, the one before in a schema of its own."""
    made = [stage(**one) for one in (before, after)]
    for con in made:
        tables(con, support_window_days=30, model="m1")
    con = made[1]
    con.execute("CREATE SCHEMA before")
    for name in (*NAMES, "customers"):
        for schema, of in (("before", made[0]), ("memory.main", con)):
            con.register("given_table", of.table(name).to_arrow_table())
            con.execute(f"CREATE OR REPLACE TABLE {schema}.{name} AS FROM given_table")
            con.unregister("given_table")
        con.execute(f"DROP TABLE IF EXISTS temp.{name}")
    return con


@pytest.fixture(scope="module")
def con(stage):
    """The run after has lost 20 answers and won 30, and reads "access" in half of what was "staff"."""
    given = survey(answers=400, people=300)
    read = [dict(one) for one in given["readings"]]
    for one in read[::2]:
        one["topics"] = [("access" if t == "staff" else t, *rest) for t, *rest in one["topics"]]
    after = {**given, "responses": given["responses"][20:], "readings": read}
    return both(stage, {**given, "responses": given["responses"][:370]}, after)


def laid(con, **cell):
    """The moves of a cell, to be opened."""
    moves(con, two_runs(con, source="survey", runs=("a", "b"), **cell))
    return con.execute("SELECT topic, move, n FROM diff ORDER BY ALL").fetchall()


def show(con, **given):
    return opened(con, "diff", given, timezone="Asia/Tokyo")


@pytest.mark.parametrize("cell", [{}, {"period": "2025"}, {"period": "2025-05"}, {"segment": ("年代", "20代")}])
def test_as_many_answers_stand_behind_a_move_as_it_says(con, cell) -> None:
    given = {name: cell[name] for name in ("period",) if name in cell}
    if "segment" in cell:
        given |= dict(zip(("segment_name", "segment_value"), cell["segment"], strict=True))
    seen = 0
    for topic, move, n in laid(con, **cell):
        try:
            found = show(con, topic=topic, move=move, **given)
        except QueryError as error:
            assert error.code in ("show_suppressed", "show_by_subtraction") and n != 0
            continue
        assert found.n_answers == found.expected == n
        seen += n
    assert seen > 0


def test_the_comments_are_those_that_moved_and_their_evidence_that_of_their_run(con) -> None:
    laid(con)
    before, after = topics_of(con, "before"), topics_of(con)
    expected = {
        "gone": {r for r, said in before.items() if "staff" in said} - after.keys(),
        "new": {r for r, said in after.items() if "staff" in said} - before.keys(),
        "lost": {r for r, said in before.items() if "staff" in said and "staff" not in after.get(r, {"staff"})},
    }
    for move, answers in expected.items():
        found = show(con, topic="staff", move=move)
        assert set(found.comments["response_id"].to_pylist()) == answers and answers
        assert {one["topic"] for many in found.comments["mentions"].to_pylist() for one in many} == {"staff"}


def test_tables_of_the_run_before_are_put_away_again(con) -> None:
    laid(con)
    (n,) = con.execute("SELECT count(*) FROM responses").fetchone()
    show(con, topic="staff", move="gone")
    assert con.execute("SELECT count(*) FROM responses").fetchone() == (n,)


def answers(topics):
    at = {"at": "2025-04-05", "month": "2025-04"}
    return {
        "responses": [{"response_id": f"r{i}", "respondent": f"p{i}", "nps_score": 9, **at} for i, _ in enumerate(topics)],
        "comments": [{"response_id": f"r{i}", "text": f"{i}番目の声です", **at} for i, _ in enumerate(topics)],
        "readings": [{"text": f"{i}番目の声です", "topics": [(one, "positive", 0, 4) for one in said.split()]} for i, said in enumerate(topics)],
    }  # fmt: skip


@pytest.mark.parametrize("few", [PEOPLE - 1, PEOPLE])
def test_a_move_does_not_open_where_few_moved_or_few_stayed(stage, few) -> None:
    before, after = ["staff"] * (20 + few) + [""] * 20, ["staff"] * 20 + [""] * (20 + few)
    con = both(stage, answers(before), answers(after))
    told = {(topic, move): n for topic, move, n in laid(con)}
    if few == PEOPLE:
        assert show(con, topic="staff", move="lost").n_answers == told["staff", "lost"] == few
    else:
        with pytest.raises(QueryError, match="show_suppressed"):
            show(con, topic="staff", move="lost")
    before, after = ["staff"] * (20 + few) + [""] * 20, [""] * 20 + ["staff"] * (few + 20)
    con = both(stage, answers(before), answers(after))
    assert dict(((topic, move), n) for topic, move, n in laid(con))["staff", "lost"] == 20
    if few == PEOPLE:
        assert show(con, topic="staff", move="lost").n_answers == 20
    else:
        with pytest.raises(QueryError, match="show_by_subtraction"):
            show(con, topic="staff", move="lost")

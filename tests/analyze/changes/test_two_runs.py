"""What differs between two runs is told apart: new and gone answers, and the same ones read otherwise."""

import pytest

from tests.analyze.comments.test_opened import survey
from voc.analyze import tables, two_runs

NAMES = ("responses", "comments", "contacts", "mentions")


@pytest.fixture(scope="module")
def con(stage):
    """The run after has lost 20 answers and won 30, and reads "access" in half of what was "staff"."""
    given = survey(answers=400, people=300)
    before, after = stage(**{**given, "responses": given["responses"][:370]}), None
    read = [dict(one) for one in given["readings"]]
    for one in read[::2]:
        one["topics"] = [("access" if t == "staff" else t, *rest) for t, *rest in one["topics"]]
    after = stage(**{**given, "responses": given["responses"][20:], "readings": read})
    for made in (before, after):
        tables(made, support_window_days=30, model="m1")
    after.execute("CREATE SCHEMA before")
    for name in NAMES:
        after.register("given_table", before.table(name).to_arrow_table())
        after.execute(f"CREATE TABLE before.{name} AS FROM given_table")
        after.unregister("given_table")
    return after


@pytest.fixture(scope="module")
def rows(con):
    found = two_runs(con, source="survey", runs=("a", "b")).to_pylist()
    return {row["topic"]: row for row in found}


def topics_of(con, schema=""):
    """The topics of every answer in the tables of `schema`, or in those that a plain name means."""
    schema += "." if schema else ""
    found = con.execute(
        f"SELECT coalesce(k.response_source, c.source), coalesce(k.response_id, c.response_id), topic "
        f"FROM {schema}comments AS c LEFT JOIN {schema}contacts AS k USING (source, contact_id) "
        f"LEFT JOIN {schema}mentions USING (source, comment_id) WHERE NOT non_answer"
    ).fetchall()
    answers = {one for (one,) in con.execute(f"SELECT response_id FROM {schema}responses").fetchall()}
    said = {}
    for source, response, topic in found:
        if source == "survey" and response in answers:
            said.setdefault(response, set()).add(topic)
    return said


def test_every_topic_is_counted_again_by_hand(con, rows) -> None:
    before, after = topics_of(con, "before"), topics_of(con)
    for topic in ("access", "staff", "price"):
        old, new = ({r for r, said in side.items() if topic in said} for side in (before, after))
        expected = {
            "n_before": len(old), "n_after": len(new), "n_gone": len(old - after.keys()),
            "n_new": len(new - before.keys()), "n_lost": len(old & after.keys() - new),
            "n_found": len(new & before.keys() - old),
        }  # fmt: skip
        assert {k: v for k, v in rows[topic].items() if k in expected and v is not None} == {
            k: v for k, v in expected.items() if rows[topic][k] is not None
        }
    assert rows["staff"]["n_lost"] > 30 and rows["access"]["n_found"] > 20


def test_counts_add_up_and_none_stays_hidden_alone(rows) -> None:
    for topic in ("access", "staff", "price"):
        row = rows[topic]
        moved = [row[name] for name in ("n_gone", "n_lost", "n_new", "n_found")]
        assert moved.count(None) != 1
        if None not in moved:
            gone, lost, new, found = moved
            assert row["n_after"] == row["n_before"] - gone - lost + new + found


def test_totals_are_the_change_of_the_nps(rows) -> None:
    parts = sum(row["total"] for topic, row in rows.items() if topic != "(all)" and row["total"] is not None)
    assert parts == pytest.approx(rows["(all)"]["total"])
    assert rows["(all)"]["nps_after"] - rows["(all)"]["nps_before"] == pytest.approx(parts)


def test_a_run_and_itself_do_not_differ(con) -> None:
    for name in NAMES:
        con.execute(f"CREATE SCHEMA IF NOT EXISTS kept; CREATE TABLE kept.{name} AS FROM before.{name}")
        con.execute(f"CREATE OR REPLACE TABLE before.{name} AS FROM {name}")
    same = two_runs(con, source="survey", runs=("a", "a")).to_pylist()
    for name in NAMES:
        con.execute(f"CREATE OR REPLACE TABLE before.{name} AS FROM kept.{name}; DROP TABLE kept.{name}")
    assert all(row["total"] == pytest.approx(0) for row in same if row["total"] is not None)
    assert {row[f"n_{how}"] for row in same for how in ("gone", "new", "lost", "found")} <= {0, None}


def test_a_period_without_answers_has_no_rows(con) -> None:
    assert two_runs(con, source="survey", runs=("a", "b"), period="1999").num_rows == 0

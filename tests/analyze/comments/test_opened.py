"""Behind every number stand as many answers as it says, and nothing that it hides."""

import itertools
import random

import pytest

from voc import review
from voc.analyze import (
    Lexicon,
    alerts,
    changes,
    drivers,
    flagged,
    keywords,
    left_out,
    loyalty,
    nps,
    opened,
    pairs,
    related,
    tables,
    topic_by_nps,
)
from voc.analyze.comments import behind
from voc.analyze.disclosure.openable import OPENABLE, table_of, with_segment
from voc.analyze.notes import PEOPLE
from voc.errors import QueryError

HIDDEN = {"show_suppressed", "show_by_subtraction"}
MONTHS = ("2024-04", "2024-05", "2025-04", "2025-05")
TOPICS = ("access", "staff", "price")
CELLS = [table for table, takes in OPENABLE.items() if takes.counted and table not in ("alerts", "diff")]


def survey(seed=1, answers=160, people=70):
    """Random answers: repeated respondents, support contacts that count, segments with small values."""
    r = random.Random(seed)
    responses, comments, contacts, readings = [], [], [], []
    for i in range(answers):
        month, who = r.choice(MONTHS), r.choice([None, f"p{r.randrange(people)}"])
        at = f"{month}-{r.randrange(5, 28):02}"
        age = r.choice(["20代"] * 8 + ["30代"] * 8 + ["40代", "90代", ""])
        behaviour = [("spend", float(r.choice([0, 100, 100, 500, 900])))] if r.random() < 0.8 else []
        responses.append({"response_id": f"r{i:03}", "respondent": who, "at": at, "month": month,
                          "nps_score": r.choice([10, 9, 9, 8, 5, 2]), "segments": [("年代", age)],
                          "behaviour": behaviour, "scores": [("csat", float(r.randrange(1, 6)))] if i % 3 else []})  # fmt: skip
        where = {"response_id": f"r{i:03}"}
        if who and r.random() < 0.2:
            contacts.append({"source": "support", "contact_id": f"k{i}", "respondent": who, "at": at})
            where = {"source": "support", "contact_id": f"k{i}"}
        if r.random() < 0.85:
            said = {(topic, r.choice(["positive", "negative"])) for topic in TOPICS if r.random() < 0.5}
            text = f"{i}番目の声です"
            words = r.sample(["駅", "遠い", "店員", "高い", "値段"], 2) + (["車"] if r.random() < 0.1 else [])
            comments.append({**where, "text": text, "at": at, "month": month, "tokens": words,
                             "pairs": [f"{words[0]}→{words[1]}{r.choice(['', '/ない'])}"]})  # fmt: skip
            readings.append({"text": text, "topics": [(t, p, 0, 4) for t, p in said], "complaint": r.random(),
                             "non_answer": float(r.random() < 0.1)})  # fmt: skip
    return {"responses": responses, "comments": comments, "contacts": contacts, "readings": readings}


SYNONYMS = {"値段": "高い"}


@pytest.fixture(scope="module")
def con(stage):
    made = stage(**survey())
    tables(made, support_window_days=30, model="m1")
    nps(made)
    topic_by_nps(made)
    changes(made)
    drivers(made)
    loyalty(made)
    alerts(made, timezone="Asia/Tokyo")
    keywords(made, Lexicon(SYNONYMS))
    pairs(made, Lexicon(SYNONYMS))
    flagged(made, review.flags)
    left_out(made)
    return made


def open_row(con, table, given, **more):
    return opened(con, table, given, timezone="Asia/Tokyo", synonyms=SYNONYMS, **more)


def keyed(con, table):
    """The keys of every row as text, as somebody types them."""
    keys = ", ".join(f"{name}::VARCHAR AS {name}" for name in OPENABLE[table].keys)
    return con.execute(f"SELECT {keys} FROM {table}").to_arrow_table().to_pylist()


@pytest.mark.parametrize("table", CELLS)
def test_as_many_answers_stand_behind_a_row_as_it_says(con, table) -> None:
    rows = random.Random(2).sample(every := keyed(con, table), min(15, len(every)))
    equal = 0
    for row in rows:
        try:
            found = open_row(con, table, row)
        except QueryError as error:
            assert error.code in HIDDEN, row
            continue
        answers = set(found.comments["response_id"].to_pylist())
        assert len(answers) == found.n_answers
        if not found.closed and row["topic" if "topic" in row else "source"] != "(rest)":
            assert found.counted == found.expected, row
            equal += 1
    assert equal > 0


def test_what_stands_behind_every_number_is_laid_once_for_those_that_ask_the_same(con) -> None:
    def laid(table: str = "behind") -> int:
        return con.execute("SELECT table_oid FROM duckdb_tables() WHERE temporary AND table_name = ?", [table]).fetchone()[0]

    def of(segment) -> list:
        return related(con, "staff", source="survey", period="all", segment=segment)

    everybody, twenties = ("all", "all"), ("年代", "20代")
    first, here = of(everybody), laid()
    open_row(con, "topic_by_nps", {"topic": "staff", "group": "promoter"})
    assert of(everybody) == first and laid() == here
    assert of(twenties) != first and laid() != here
    answers = laid("answers")
    open_row(con, "topic_by_nps", with_segment({"topic": "price", "年代": "20代"}))
    assert laid("answers") == answers and of(everybody) == first
    con.execute("CREATE OR REPLACE TEMP TABLE answers AS SELECT 1 AS another")
    open_row(con, "topic_by_nps", with_segment({"topic": "price", "年代": "20代"}))


def test_the_parts_of_a_row_are_opened_by_group_and_polarity(con) -> None:
    row = con.execute(
        "SELECT promoters, passives, detractors, n_responses, share_negative FROM topic_by_nps "
        "WHERE topic = 'staff' AND period = 'all' AND segment_name = 'all'"
    ).fetchone()
    given = {"topic": "staff"}
    for group, n in zip(("promoter", "passive", "detractor"), row, strict=False):
        assert open_row(con, "topic_by_nps", given | {"group": group}).n_answers == n
    negative = open_row(con, "topic_by_nps", given | {"polarity": "negative"})
    assert negative.n_answers == pytest.approx(row[4] * row[3])
    assert {one["polarity"] for many in negative.comments["mentions"].to_pylist() for one in many} == {"negative"}


def test_two_topics_open_the_answers_that_mention_both_in_either_order(con) -> None:
    both = dict(con.execute(
        "WITH said AS (SELECT DISTINCT coalesce(k.response_id, c.response_id) AS answer, topic FROM mentions "
        "JOIN comments AS c USING (source, comment_id) LEFT JOIN contacts AS k USING (source, contact_id) "
        "WHERE NOT non_answer) "
        "SELECT one.answer, nps_group FROM said AS one JOIN said AS other USING (answer) "
        "JOIN responses ON response_id = answer WHERE one.topic = 'staff' AND other.topic = 'price' AND nps_group IS NOT NULL"
    ).fetchall())  # fmt: skip
    found = open_row(con, "topic_by_nps", {"topic": "staff", "with": "price"})
    assert set(found.comments["response_id"].to_pylist()) == set(both) and found.expected is None
    turned = open_row(con, "topic_by_nps", {"topic": "price", "with": "staff"})
    assert set(turned.comments["comment_id"].to_pylist()) == set(found.comments["comment_id"].to_pylist())
    assert {one["topic"] for many in found.comments["mentions"].to_pylist() for one in many} == {"staff", "price"}
    promoters = open_row(con, "topic_by_nps", {"topic": "staff", "with": "price", "group": "promoter"})
    assert promoters.n_answers == sum(group == "promoter" for group in both.values())
    beside = related(con, "staff", source="survey", period="all", segment=("all", "all"))
    assert next(one.n for one in beside if one.topic == "price") == found.n_answers
    with pytest.raises(QueryError, match="nothing"):
        open_row(con, "topic_by_nps", {"topic": "staff", "with": "nothing"})


@pytest.mark.parametrize(("alone", "together"), [(4, 20), (20, 4)])
@pytest.mark.parametrize("order", [("staff", "price"), ("price", "staff")])
def test_two_topics_do_not_open_where_they_or_what_they_leave_of_either_are_few(stage, alone, together, order) -> None:
    said = ["staff"] * alone + ["staff price"] * together + ["price"] * 20 + [""] * 20
    made = stage(
        responses=[{"response_id": f"r{i}", "respondent": f"p{i}", "at": "2025-04-05", "month": "2025-04", "nps_score": 9} for i, _ in enumerate(said)],
        comments=[{"response_id": f"r{i}", "text": f"{i}番目の声です", "at": "2025-04-05", "month": "2025-04"} for i, _ in enumerate(said)],
        readings=[{"text": f"{i}番目の声です", "topics": [(one, "positive", 0, 4) for one in topics.split()]} for i, topics in enumerate(said)],
    )  # fmt: skip
    tables(made, support_window_days=30, model="m1")
    topic_by_nps(made)
    topic, other = order
    assert open_row(made, "topic_by_nps", {"topic": topic}).n_answers > 20
    with pytest.raises(QueryError) as closed:
        open_row(made, "topic_by_nps", {"topic": topic, "with": other})
    assert closed.value.code in HIDDEN


def held(stage, words: list[str], ages: list[str] | None = None):
    """Answers, each of another person of a group in turn, whose comments hold these words."""
    at = {"at": "2025-04-05", "month": "2025-04"}
    made = stage(
        responses=[{"response_id": f"r{i}", "respondent": f"p{i}", "nps_score": (10, 8, 3)[i % 3],
                    "segments": [("年代", ages[i])] if ages else [], **at} for i, _ in enumerate(words)],
        comments=[{"response_id": f"r{i}", "text": f"{i}番目の声です", "tokens": some.split(), **at} for i, some in enumerate(words)],
        readings=[{"text": f"{i}番目の声です"} for i, _ in enumerate(words)],
    )  # fmt: skip
    tables(made, support_window_days=30, model="m1")
    topic_by_nps(made)
    keywords(made)
    return made


@pytest.mark.parametrize("order", [("駅", "遠い"), ("遠い", "駅")])
def test_two_terms_do_not_open_where_what_they_leave_of_either_are_few(stage, order) -> None:
    said = dict(zip(("more", "less"), order, strict=True))
    for alone, opens in ((4, False), (5, True)):
        made = held(stage, [said["more"]] * alone + ["駅 遠い"] * 20 + [said["less"]] * 20 + ["車"] * 20)
        [(term, other, n)] = made.execute("SELECT term, other, n_both FROM cooccurrence WHERE topic = 'all'").fetchall()
        if opens:
            found = open_row(made, "cooccurrence", {"term": term, "other": other})
            assert found.counted == found.n_comments == found.expected == n == 20
            continue
        with pytest.raises(QueryError, match="show_by_subtraction"):
            open_row(made, "cooccurrence", {"term": term, "other": other})


def test_a_point_of_a_map_opens_to_who_says_the_term_and_to_who_is_of_the_value(con) -> None:
    said = con.execute(
        "SELECT DISTINCT name, n FROM correspondence WHERE variable = 'nps_group' AND kind = 'term'"
    ).fetchall()
    for name, n in said:
        found = open_row(con, "correspondence", {"name": name})
        of_term = open_row(con, "keywords", {"term": name})
        assert found.n_answers == n == of_term.n_answers and found.n_comments == of_term.n_comments
    assert said
    base = "SELECT count(DISTINCT response_id) FROM responses WHERE nps_group = 'promoter' AND response_id IN (SELECT answer FROM usable)"
    found = open_row(con, "correspondence", {"name": "promoter", "kind": "value"})
    assert (found.n_answers,) == con.execute(base).fetchone() and found.expected == found.n_answers


@pytest.mark.parametrize(("others", "opens"), [(0, True), (4, False), (5, True)])
def test_a_term_of_a_map_stays_closed_where_few_say_it_who_have_no_value_of_the_map(stage, others, opens) -> None:
    ages = ["20代"] * 20 + ["30代"] * 20 + ["90代", ""] * (others // 2) + ["90代"] * (others % 2)
    made = held(stage, ["駅"] * len(ages), ages)
    made.execute(
        "CREATE OR REPLACE TEMP TABLE correspondence AS SELECT 'survey' AS source, '年代' AS variable, "
        "unnest(['term', 'value', 'value']) AS kind, unnest(['駅', '20代', '30代']) AS name, unnest([40, 20, 20]) AS n"
    )
    given = {"variable": "年代", "name": "駅"}
    if opens:
        found = open_row(made, "correspondence", given)
        assert found.n_answers == found.expected == 40
        assert open_row(made, "correspondence", given | {"name": "20代"}).n_answers == 20
    else:
        with pytest.raises(QueryError, match="show_by_subtraction"):
            open_row(made, "correspondence", given)


def test_what_is_left_out_does_not_open_and_reads_like_what_nobody_is_in(con) -> None:
    few = {"period": "2024-04", "年代": "90代"}
    assert con.execute("SELECT count(*) FROM responses WHERE month = '2024-04' AND segments['年代'] = '90代'").fetchone()[0] > 0
    told = {value for (value,) in con.execute("SELECT DISTINCT segment_value FROM nps WHERE period = '2024-04'").fetchall()}
    assert "90代" not in told
    with pytest.raises(QueryError) as closed:
        open_row(con, "nps", with_segment(few))
    assert closed.value.code in ("show_no_row", "show_unknown_value")


@pytest.mark.parametrize("seed", range(3))
def test_what_opens_never_leaves_fewer_than_five_by_subtraction(stage, seed) -> None:
    made = stage(**survey(seed, answers=60 + 30 * seed, people=40))
    tables(made, support_window_days=30, model="m1")
    nps(made)
    who = dict(made.execute("SELECT response_id, coalesce(respondent, response_id) FROM responses").fetchall())

    def answers(**given):
        try:
            return set(open_row(made, "nps", given).comments["response_id"].to_pylist())
        except QueryError:
            return None

    groups = [{"group": group} for group in ("promoter", "passive", "detractor")]
    ages = [{"segment_name": "年代", "segment_value": value} for value in ("20代", "30代", "40代", "90代")]
    months = [{"period": month} for month in MONTHS]
    for narrower, wider in itertools.product((groups, ages, months), ({}, {"period": "2024"}, {"group": "detractor"})):
        if any(name in narrower[0] for name in wider):
            continue
        whole, parts = answers(**wider), [answers(**wider, **one) for one in narrower]
        if whole is None:
            continue
        for part in parts:
            assert part is None or len({who[one] for one in part}) in (0, *range(PEOPLE, 999))
        left = whole.difference(*(part for part in parts if part is not None))
        assert len({who[one] for one in left}) not in range(1, PEOPLE), (narrower, wider)


def alerted(stage, silent: int):
    """Twenty answers of a day that criticise the price, and so many of others that do not; the alert tells of the twenty."""
    said = ["price"] * 20 + [""] * silent
    at = {"at": "2025-04-05", "month": "2025-04"}
    made = stage(
        responses=[{"response_id": f"r{i}", "respondent": f"p{i}", **at, "nps_score": 9} for i, _ in enumerate(said)],
        comments=[{"response_id": f"r{i}", "text": f"{i}番目の声です", **at} for i, _ in enumerate(said)],
        readings=[{"text": f"{i}番目の声です", "topics": [(one, "negative", 0, 4) for one in topic.split()]} for i, topic in enumerate(said)],
    )  # fmt: skip
    tables(made, support_window_days=30, model="m1")
    made.execute(
        "CREATE OR REPLACE TEMP TABLE alerts AS SELECT 'survey' AS source, 'price' AS topic, 'negative' AS polarity, "
        f"DATE '2025-04-05' AS day, 'sudden' AS kind, {len(said)} AS n_total, 20 AS n_comments"
    )
    return made


def test_an_alert_opens_what_it_tells_of_and_what_that_is_a_share_of(stage) -> None:
    made, given = alerted(stage, silent=15), {"topic": "price", "day": "2025-04-05"}
    told, every = open_row(made, "alerts", given), open_row(made, "alerts", given | {"of": "every"})
    assert (told.n_comments, told.expected) == (20, 20) and (every.n_comments, every.expected) == (35, 35)
    assert sum(bool(one) for one in every.comments["mentions"].to_pylist()) == 20
    with pytest.raises(QueryError, match="every"):
        open_row(made, "alerts", given | {"of": "some"})


def test_what_an_alert_is_a_share_of_stays_closed_where_the_others_are_few(stage) -> None:
    made, given = alerted(stage, silent=4), {"topic": "price", "day": "2025-04-05"}
    assert open_row(made, "alerts", given).n_comments == 20
    with pytest.raises(QueryError, match="show_by_subtraction"):
        open_row(made, "alerts", given | {"of": "every"})


def test_comments_come_newest_first_or_most_typical_first_and_no_more_than_asked(con) -> None:
    every = open_row(con, "topic_by_nps", {"topic": "staff"}).comments
    when = dict(con.execute("SELECT comment_id, occurred_at FROM comments").fetchall())
    days = [when[one] for one in every["comment_id"].to_pylist()]
    assert days == sorted(days, reverse=True)
    typical = open_row(con, "topic_by_nps", {"topic": "staff"}, order="typical", most=5)
    assert typical.comments.num_rows == 5 and typical.n_comments == every.num_rows
    words = dict(con.execute("SELECT comment_id, tokens FROM comments").fetchall())
    assert all("車" not in words[one] for one in typical.comments["comment_id"].to_pylist())


def test_nothing_tells_who_wrote_a_comment(con) -> None:
    shown = open_row(con, "topic_by_nps", {"topic": "staff"}).comments.column_names
    assert not {"respondent", "nps_score", "nps_group", "segments", "occurred_at", "month"} & set(shown)


def test_row_level_tables_open_by_id_and_reason(con) -> None:
    one = con.execute("SELECT comment_id, text FROM comments WHERE NOT non_answer LIMIT 1").fetchone()
    assert open_row(con, "comments", {"comment_id": one[0]}).comments["text"].to_pylist() == [one[1]]
    (n,) = con.execute("SELECT count(*) FROM flagged WHERE list_contains(reasons, 'complaint')").fetchone()
    found = open_row(con, "flagged", {"reason": "complaint"})
    assert found.n_comments == n > 0
    respondent = con.execute("SELECT respondent FROM at_risk LIMIT 1").fetchone()
    assert open_row(con, "at_risk", {"respondent": respondent[0]}).n_comments >= 0


@pytest.mark.parametrize(
    ("table", "given", "code"),
    [
        ("topic_by_nps", {"topic": "acess"}, "show_unknown_value"),
        ("topic_by_nps", {"topic": "staff", "group": "happy"}, "show_unknown_value"),
        ("topic_by_nps", {"topic": "staff", "term": "駅"}, "show_unknown_key"),
        ("topic_by_nps", {"period": "all"}, "show_several"),
        ("keywords", {"term": "駅", "topic": "staff", "nps_group": "passive", "period": "2025-05"}, "show_no_row"),
    ],
)
def test_what_cannot_be_opened_says_why(con, table, given, code) -> None:
    with pytest.raises(QueryError) as error:
        open_row(con, table, given)
    assert error.value.code == code


def test_the_keys_tell_the_table() -> None:
    told = {
        "topic_by_nps": ("topic", "period", "group"), "nps": ("period", "segment_name"), "keywords": ("term", "topic"),
        "pairs": ("head", "dependent"), "alerts": ("day", "topic"), "changes": ("period_before", "topic"),
        "loyalty": ("quadrant",), "loyalty_topics": ("quadrant", "topic"), "flagged": ("reason",),
        "drivers": ("outcome", "topic"), "at_risk": ("respondent",), "cooccurrence": ("term", "other"),
        "correspondence": ("variable", "name"), "diff": ("topic", "move"),
    }  # fmt: skip
    assert {table: table_of(dict.fromkeys(keys, "x")) for table, keys in told.items()} == {t: t for t in told}


@pytest.mark.parametrize("polarity", [None, "negative"])
@pytest.mark.parametrize("topic", ["staff", "price"])
def test_a_topic_of_everybody_is_counted_as_any_other_row_is(con, topic, polarity) -> None:
    columns = "answer, person, month, nps_group, segment_value, source, comment_id, wanted, heard"

    def laid() -> list:
        return con.execute(f"SELECT {columns} FROM behind ORDER BY ALL").fetchall()

    con.execute("DROP TABLE IF EXISTS behind")
    behind.of_topic(con, "survey", "all", topic, polarity)
    direct = laid()
    behind._general(con, "topic_by_nps", {"source": "survey", "topic": topic}, {"polarity": polarity}, {})
    assert direct == laid() and direct

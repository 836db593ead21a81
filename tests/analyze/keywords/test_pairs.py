"""pairs: cells as of keywords, heads and dependents apart, what is denied apart."""

from voc.analyze import Lexicon, pairs, tables, topic_by_nps

COLUMNS = (
    "source period topic nps_group head dependent negated n_base n_responses n_comments share log_odds log_odds_low "
    "log_odds_high z q_value g2 jaccard note"
).split()


OTHERS = 10  # people who speak of another topic


def build(stage, said, **dictionary):
    """`said` is a list of (number of people, score, pairs of their comment)."""
    said = [(OTHERS, 10, None), *said] if said else said
    people = [(score, found) for n, score, found in said for _ in range(n)]
    con = stage(
        responses=[{"response_id": f"r{i}", "nps_score": score} for i, (score, _) in enumerate(people)],
        comments=[{"response_id": f"r{i}", "text": f"t{i}", "pairs": found} for i, (_, found) in enumerate(people)],
        readings=[{"text": f"t{i}", "topics": [("staff", "negative", 0, 1)] if i >= OTHERS else []} for i in range(len(people))],
    )
    tables(con, support_window_days=30, model="m1")
    topic_by_nps(con)
    pairs(con, Lexicon(**dictionary))
    return con


def counts(con, group="all"):
    return con.execute(
        "SELECT head, dependent, negated, n_responses FROM pairs WHERE topic = 'staff' AND period = 'all' "
        "AND nps_group = ? ORDER BY ALL",
        [group],
    ).fetchall()


def test_columns_stand_in_the_order_of_the_contract(stage) -> None:
    assert build(stage, []).table("pairs").columns == COLUMNS


def test_what_is_denied_is_a_row_of_its_own(stage) -> None:
    con = build(stage, [(20, 2, ["対応→遅い", "接客→良い/ない"]), (12, 10, ["接客→良い"])])
    assert counts(con) == [("対応", "遅い", False, 20), ("接客", "良い", False, 12), ("接客", "良い", True, 20)]
    assert counts(con, "detractor") == [("対応", "遅い", False, 20), ("接客", "良い", True, 20)]
    first = con.execute(
        "SELECT head, dependent, negated, z > 1.96, jaccard FROM pairs WHERE nps_group = 'promoter' "
        "AND topic = 'staff' AND period = 'all'"
    ).fetchall()
    assert first == [("接客", "良い", False, True, 1.0)]


def test_a_pair_of_four_people_is_no_row(stage) -> None:
    assert counts(build(stage, [(4, 2, ["店長→怖い"]), (5, 2, ["対応→遅い"])])) == [("対応", "遅い", False, 5)]


def test_synonyms_and_stop_words_work_on_both_sides(stage) -> None:
    con = build(
        stage,
        [(6, 2, ["店員→良い", "スタッフ→いい", "気→良い"]), (6, 2, ["店員→いい/ない", "値段→普通"])],
        synonyms={"店員": "スタッフ", "いい": "良い"},
        stop=frozenset({"気", "普通"}),
    )
    assert counts(con) == [("スタッフ", "良い", False, 6), ("スタッフ", "良い", True, 6)]


def test_comments_that_an_older_version_staged_have_no_pairs(stage) -> None:
    assert counts(build(stage, [(9, 2, None), (6, 2, ["対応→遅い"])])) == [("対応", "遅い", False, 6)]

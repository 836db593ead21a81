"""The comments as integers: what each holds, what is counted together, against plain Python."""

from collections import Counter, defaultdict

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.analyze.keywords.held import once, parts, renumbered, tally
from voc.analyze.sql import create

WORDS = st.lists(st.sampled_from("駅 店 親切 遠い 料理 値段".split()), max_size=7)
COMMENTS = st.lists(st.tuples(st.none() | WORDS, st.sets(st.integers(1, 3))), min_size=1, max_size=30)
VOCABULARY = {"駅": 2, "停留所": 2, "店": 1, "料理": 2, "遠い": 4}  # two words may be one term; others are none


def prepared(comments, piece):
    con = duckdb.connect()
    words = pa.array([words for words, _ in comments], pa.list_(pa.string()))
    create(con, "comments", pa.table({"tokens": words}))
    n = len(comments)
    texts = {"comment": range(n), "answer": range(n, 0, -1), "person": range(100, 100 + n), "source": ["s"] * n}
    texts |= {"nps_number": [1 + i % 3 for i in range(n)], "several": [False] * n}
    texts |= {"latest": [i % 2 == 0 for i in range(n)], "part": [i // piece for i in range(n)]}
    create(con, "texts", pa.table(texts))
    spoken = [(i, topic) for i, (_, topics) in enumerate(comments) for topic in topics] or [(-1, 0)]
    create(con, "spoken", pa.table(dict(zip(("comment", "topic_number"), zip(*spoken, strict=True), strict=True))))
    places = {"source": ["s"] * 4, "topic": ["all", "a", "b", "c"], "topic_number": [None, 1, 2, 3], "place": [9, 1, 2, 3]}
    create(con, "places", pa.table(places))
    create(con, "vocabulary", pa.table({"word": list(VOCABULARY), "term": list(VOCABULARY.values())}))
    return con


@pytest.mark.parametrize("piece", [4, 100])
@settings(max_examples=15, deadline=None)
@given(comments=COMMENTS)
def test_each_comment_holds_its_terms_once_and_every_comment_term_0(comments, piece) -> None:
    con = prepared(comments, piece)
    coded = parts(con, "tokens")
    counted = Counter(word for words, _ in comments for word in set(words or ()))
    assert dict(con.execute("SELECT word, sum(n)::INTEGER FROM heard WHERE n > 0 GROUP BY word").fetchall()) == counted
    seen, placed = {}, defaultdict(set)
    for part in renumbered(con, coded):
        comment = (part.person - 100).tolist()
        for at, rows in part.places.items():
            assert rows.tolist() == sorted(rows)
            placed[at] |= {comment[row] for row in rows}
        row, term = part.held(np.arange(len(comment)))
        for one, number in zip(row.tolist(), term.tolist(), strict=True):
            seen.setdefault(comment[one], []).append(number)
    expected = {i: sorted({0} | {VOCABULARY[w] for w in words or () if w in VOCABULARY}) for i, (words, _) in enumerate(comments)}
    assert seen == expected
    spoken = {topic: {i for i, (_, topics) in enumerate(comments) if topic in topics} for topic in (1, 2, 3)}
    assert placed == {9: set(range(len(comments)))} | {topic: some for topic, some in spoken.items() if some}


@settings(max_examples=15, deadline=None)
@given(comments=COMMENTS)
def test_only_the_terms_asked_for_in_a_place_are_given_of_the_rows_counted_there(comments) -> None:
    con = prepared(comments, 100)
    (part,) = renumbered(con, parts(con, "tokens"))
    asked = {9: np.array([0, 4]), 2: np.array([2, 70]), 8: np.array([1])}  # no comment holds 70, nothing is in 8
    terms = [{0} | {VOCABULARY[w] for w in words or () if w in VOCABULARY} for words, _ in comments]
    expected = {(9, i, t) for i, held in enumerate(terms) for t in held & {0, 4}}
    expected |= {(2, i, 2) for i, held in enumerate(terms) if 2 in held and 2 in comments[i][1]}

    def given_of(part):
        who = part.person - 100
        return {(p, int(who[r]), int(t)) for p, rows, found in part.holding(asked) for r, t in zip(rows, found, strict=True)}

    assert given_of(part) == expected
    assert given_of(part.newest()) == {one for one in expected if one[1] % 2 == 0}


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2**62))))
def test_a_tally_counts_cells_and_fills_one_bin_for_each_person(rows) -> None:
    cells, person = (np.array([row[i] for row in rows], np.int64) for i in (0, 1))
    found, often, bins = tally(cells, person, 6)
    assert dict(zip(found.tolist(), often.tolist(), strict=True)) == Counter(cells.tolist())
    for cell, filled in zip(found.tolist(), bins.tolist(), strict=True):
        assert {i for i in range(64) if filled >> i & 1} == {p % 64 for c, p in rows if c == cell}


@given(st.lists(st.integers(0, 9)))
def test_once_gives_every_key_once_in_rising_order(keys) -> None:
    assert once(np.array(keys, np.int64)).tolist() == sorted(set(keys))

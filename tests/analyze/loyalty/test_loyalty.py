"""loyalty, retention, loyalty_topics and concentration of small projects, by hand and counted again slowly."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from voc.analyze import loyalty, nps, tables, topic_by_nps
from voc.analyze.disclosure.complementary import partition_hidden
from voc.analyze.loyalty.behaviours import behaviours

QUADRANTS = {
    (True, True): "true_loyal",
    (True, False): "latent",
    (False, True): "spurious",
    (False, False): "low",
}


def build(stage, *, banded=(), **staged):
    con = stage(**staged)
    tables(con, support_window_days=30, segments_largest=3, model="m1")
    nps(con)
    topic_by_nps(con)
    loyalty(con, banded)
    return con


def answers(*groups):
    """(how many, score, behaviour, …) → so many responses, each of a person of their own."""
    rows = [
        {"nps_score": score, "behaviour": list(behaviour.items())} | dict(*more)
        for n, score, behaviour, *more in groups
        for _ in range(n)
    ]
    return [{"response_id": f"r{i:03}", "respondent": f"p{i:03}"} | row for i, row in enumerate(rows)]


def records(con, sql):
    return con.execute(sql).to_arrow_table().to_pylist()


# -- where high begins ----------------------------------------------------------------------

CUTS = [  # values → where high begins; None: nobody is high or low
    ([1, 2, 3, 4], 3),
    ([1, 2, 3, 4, 5], 4),                    # 3 of 5 from the median on, 2 of 5 above it: as near, the higher
    ([0, 0, 0, 0, 500, 2000], 500),          # the median is what most have: high begins above it
    ([500, 2000, 2000, 2000, 2000, 9000, 9000], 9000),
    ([500, 500, 2000, 2000, 2000, 2000, 9000], 2000),
    ([500, 2000, 2000, 2000, 9000, 9000], 9000),
    ([1] * 9 + [13.75], 13.75),
    ([1] + [13.75] * 9, 13.75),
    ([7, 7, 7], None),
    ([7], None),
]  # fmt: skip


@pytest.mark.parametrize(("values", "cut"), CUTS)
def test_high_begins_where_it_comes_closest_to_halving_the_respondents(stage, rows, values, cut) -> None:
    con = stage(responses=answers(*[(1, 9, {"visits": value}) for value in values]))
    tables(con, support_window_days=30, model="m1")
    behaviours(con)
    assert rows(con, "SELECT cut FROM behaviours") == [(cut,)]


@given(st.lists(st.integers(0, 6), min_size=2, max_size=30).filter(lambda values: len(set(values)) > 1))
@settings(max_examples=15, deadline=None)
def test_no_other_cut_would_come_closer(stage, rows, values) -> None:
    con = stage(responses=answers(*[(1, 9, {"visits": value}) for value in values]))
    tables(con, support_window_days=30, model="m1")
    behaviours(con)
    ((cut,),) = rows(con, "SELECT cut FROM behaviours")
    assert cut == nearest_half(values)


def nearest_half(values):
    """Of all values but the lowest, the one from which on there are closest to half; the highest of several."""
    off = {c: abs(sum(value >= c for value in values) - len(values) / 2) for c in sorted(set(values))[1:]}
    return max(c for c in off if off[c] == min(off.values()))


# -- by hand --------------------------------------------------------------------------------
# 100 people; high is 2,000 and more (half of them): the money is 40 · 2,000 + 10 · 4,000 + 30 · 500 = 135,000

BY_HAND = answers(
    (20, 10, {"spend": 2000}),
    (30, 9, {"spend": 500}),
    (10, 8, {"spend": 4000}),
    (20, 3, {"spend": 2000}),
    (20, 7, {"spend": 0}),
)
SHARES = [  # quadrant, n, share of the people, of the money, nps
    ("true_loyal", 20, 0.2, 40_000 / 135_000, 100),
    ("latent", 30, 0.3, 15_000 / 135_000, 100),
    ("spurious", 30, 0.3, 80_000 / 135_000, -100 * 20 / 30),
    ("low", 20, 0.2, 0, 0),
]


def test_quadrants_by_hand(stage) -> None:
    found = records(build(stage, responses=BY_HAND), "FROM loyalty WHERE segment_name = 'all'")
    assert [(r["quadrant"], r["n"], r["share"], r["nps"]) for r in found] == [
        (name, n, share, pytest.approx(score)) for name, n, share, _, score in SHARES
    ]
    assert [r["spend_share"] for r in found] == pytest.approx([money for *_, money, _ in SHARES])
    assert {(r["cut"], r["banded"], r["behaviour"]) for r in found} == {(2000, False, "spend")}
    assert [r["note"] for r in found] == ["reference", "", "", "reference"]
    for r in found:
        for name in ("share", "nps"):
            assert r[f"{name}_low"] <= r[name] <= r[f"{name}_high"]
        assert (r["spend_share_low"], r["spend_share_high"]) == (None, None)  # of a hundred people


def test_where_a_quadrant_is_hidden_no_share_of_the_sum_is_told(stage) -> None:
    few = answers((20, 10, {"spend": 2000}), (30, 9, {"spend": 500}), (4, 8, {"spend": 4000}), (40, 7, {"spend": 0}))
    con = build(stage, responses=few)
    found = records(con, "FROM loyalty WHERE segment_name = 'all'")
    assert {r["note"] for r in found} > {"suppressed"} and any(r["n"] for r in found)
    assert [r["spend_share"] for r in found] == [None] * len(found)
    assert [r["spend_kept"] for r in records(con, "FROM retention WHERE segment_name = 'all'") if r["spend_kept"]] == []


def test_a_promoters_quadrant_has_an_nps_of_100_by_definition_without_an_interval(stage) -> None:
    true, *_, low = records(build(stage, responses=BY_HAND), "FROM loyalty WHERE segment_name = 'all'")
    assert (true["nps_low"], true["nps"], true["nps_high"]) == (100, 100, 100)
    assert low["nps_low"] == pytest.approx(-16.11, abs=0.01) and low["nps_high"] == 0  # Wilson, 0 of 20


def test_only_what_the_settings_call_bands_is_banded(stage, rows) -> None:
    both = answers((20, 9, {"spend": 1, "visits": 2}), (20, 9, {"spend": 2, "visits": 1}))
    con = build(stage, responses=both, banded=[("survey", "visits"), ("other", "spend")])
    for table in ("loyalty", "concentration", "retention"):
        assert rows(con, f"SELECT DISTINCT behaviour, banded FROM {table} ORDER BY 1") == [
            ("spend", False), ("visits", True),
        ]  # fmt: skip


def test_everybody_counts_once_with_the_latest_answer(stage, rows) -> None:
    again = [{"response_id": f"q{i}", "respondent": f"p{i:03}", "nps_score": 10, "at": "2024-05-02",
              "behaviour": [("spend", 9000.0)]} for i in range(50, 60)]  # fmt: skip
    unscored = [{"response_id": "x", "respondent": "p000", "at": "2024-06-01", "behaviour": [("spend", 1.0)]}]
    con = build(stage, responses=[*BY_HAND, *again, *unscored])
    assert rows(con, "SELECT quadrant, n FROM loyalty WHERE segment_name = 'all'") == [
        ("true_loyal", 30), ("latent", 30), ("spurious", 20), ("low", 20),
    ]  # fmt: skip


def test_an_amount_below_0_or_that_is_none_is_not_counted(stage, rows) -> None:
    odd = answers(
        (30, 9, {"spend": 1}), (30, 9, {"spend": 2}), (5, 9, {"spend": -3}), (5, 9, {"spend": float("nan")})
    )
    con = build(stage, responses=[*odd, {"response_id": "x", "nps_score": 9}])
    assert rows(con, "SELECT sum(n) FROM loyalty") == [(60,)]


def test_a_survey_without_behaviour_has_no_rows(stage, rows) -> None:
    con = build(stage, responses=answers((30, 9, {})))
    for table in ("loyalty", "retention", "loyalty_topics", "concentration", "at_risk"):
        assert rows(con, f"FROM {table}") == []


def test_where_all_do_the_same_there_are_no_quadrants_but_a_concentration(stage, rows) -> None:
    con = build(stage, responses=answers((60, 9, {"visits": 3})))
    assert rows(con, "FROM loyalty") == []
    assert rows(con, "SELECT DISTINCT gini, top_20_share FROM concentration") == [(0.0, pytest.approx(0.2))]


def test_customer_lists_bring_behaviours_of_their_own_name(stage, rows) -> None:
    people = [
        {"source": "会員", "respondent": f"p{i:03}", "spend": float(i), "purchases": 1.0 * (i > 4)}
        for i in range(10)
    ]
    con = build(stage, responses=answers((12, 9, {})), customers=people)
    assert rows(con, "SELECT behaviour, sum(n) FROM loyalty GROUP BY 1 ORDER BY 1") == [
        ("会員.purchases", 10), ("会員.spend", 10),
    ]  # fmt: skip


# -- suppression ----------------------------------------------------------------------------

HIDDEN = [  # people in the four quadrants → which are hidden
    ([5, 5, 5, 5], [0, 0, 0, 0]),
    ([4, 9, 20, 30], [1, 1, 0, 0]),  # the 4 would be what is missing from the total
    ([4, 1, 20, 30], [1, 1, 0, 0]),  # they are 5 together
    ([2, 1, 20, 30], [1, 1, 1, 0]),
    ([0, 60, 20, 30], [0, 0, 0, 0]),
    ([0, 60, 3, 30], [0, 0, 1, 1]),
    ([1, 0, 0, 0], [1, 0, 0, 0]),
]


@pytest.mark.parametrize(("people", "expected"), HIDDEN)
def test_less_than_five_people_can_not_be_worked_out(people, expected) -> None:
    assert partition_hidden(np.array([people], float)).astype(int).tolist() == [expected]


@given(st.lists(st.integers(0, 12), min_size=4, max_size=4))
def test_what_is_hidden_holds_five_people_or_everybody(people) -> None:
    n = np.array([people], float)
    mask = partition_hidden(n)
    assert mask[(n > 0) & (n < 5)].all() and not mask[n == 0].any()
    assert not mask.any() or n[mask].sum() >= 5 or n[mask].sum() == n.sum()


def test_a_suppressed_quadrant_shows_its_key_only(stage) -> None:
    con = build(stage, responses=answers((20, 9, {"spend": 1}), (20, 3, {"spend": 2}), (4, 9, {"spend": 2})))
    found = {r["quadrant"]: r for r in records(con, "FROM loyalty")}
    assert {name for name, r in found.items() if r["note"] == "suppressed"} == {"true_loyal", "latent", "low"}  # nobody is low
    row = found["true_loyal"]
    keys = ("source", "segment_name", "segment_value", "behaviour", "quadrant", "banded", "note")
    assert all(row[name] is None for name in row if name not in keys)


DECILES = [
    (4, "suppressed"),
    (9, "too_few"),
    (29, "reference"),
    (49, "reference"),
    (50, "reference"),
    (100, ""),
    (1000, ""),
]


@pytest.mark.parametrize(("people", "note"), DECILES)
def test_deciles_are_shown_of_fifty_people_and_the_top_fifth_of_25(stage, people, note) -> None:
    con = build(stage, responses=answers(*[(1, 9, {"spend": i + 1}) for i in range(people)]))
    found = records(con, "FROM concentration ORDER BY decile")
    assert len(found) == 10 and {r["note"] for r in found} == {note}
    for r in found:
        assert (r["n"] is not None) is (people >= 5)
        assert (r["gini"] is not None) is (people >= 10) and (r["gini_high"] is not None) is (people >= 1000)
        assert (r["top_20_share"] is not None) is (people >= 25)
        assert (r["top_20_share_low"] is not None) is (r["cumulative_high"] is not None) is (people >= 1000)
        assert (r["spend_share"] is not None) is (r["cumulative"] is not None) is (people >= 50)


def test_concentration_by_hand(stage) -> None:
    found = records(build(stage, responses=BY_HAND), "FROM concentration ORDER BY decile")
    money = [40, 20, 20, 20, 20, 5, 5, 5, 0, 0]
    assert [r["spend_share"] for r in found] == pytest.approx([part / 135 for part in money])
    assert found[0]["top_20_share"] == found[1]["cumulative"] == pytest.approx(60 / 135)
    x = np.repeat(np.array(money, float), 10)
    assert found[0]["gini"] == pytest.approx(np.abs(x[:, None] - x).sum() / (2 * x.size * x.sum()))


# -- retention ------------------------------------------------------------------------------


def test_the_assumed_what_if_is_five_of_a_hundred_of_the_spurious(stage) -> None:
    (row,) = records(build(stage, responses=BY_HAND), "FROM retention")
    assert (row["scenario"], row["basis"], row["n"]) == ("assumed_5", "heuristic", 30)
    assert row["people_kept"] == pytest.approx(1.5) and row["spend_kept"] == pytest.approx(0.05 * 80 / 135)
    assert (row["spend_kept_low"], row["spend_kept_high"]) == (None, None)
    more = [{**r, "response_id": f"{k}{r['response_id']}", "respondent": f"{k}{r['respondent']}"} for r in BY_HAND for k in "abc"]
    (row,) = records(build(stage, responses=more), "FROM retention")
    assert row["spend_kept"] == pytest.approx(0.05 * 80 / 135)
    assert row["spend_kept_low"] < row["spend_kept"] < row["spend_kept_high"]


def test_what_if_they_left_as_rarely_as_the_true_loyals_counts_who_left_after_the_answer(stage) -> None:
    # of the 30 spurious 2 had left before, 14 of the other 28 left; of the 20 true loyals 1 left
    gone = dict.fromkeys((*range(50, 64), 0), "2024-08-01") | dict.fromkeys((70, 71), "2024-01-01")
    people = [
        {
            "source": "list",
            "respondent": f"p{i:03}",
            "churned_at": gone[i] + "T00:00:00" if i in gone else None,
        }
        for i in range(100)
    ]
    for one in people:
        one["churned_at"] = (
            one["churned_at"] and np.datetime64(one["churned_at"]).astype("datetime64[us]").item()
        )
    con = build(stage, responses=BY_HAND, customers=people)
    (row,) = records(con, "FROM retention WHERE scenario = 'as_loyal'")
    points = 14 / 28 - 1 / 20
    assert row["retention_points"] == pytest.approx(points)
    assert row["people_kept"] == pytest.approx(30 * points)
    assert row["spend_kept"] == pytest.approx(80 / 135 * points)
    assert row["retention_points_low"] < points < row["retention_points_high"]


# -- recounts -------------------------------------------------------------------------------


@st.composite
def projects(draw):
    random = draw(st.randoms(use_true_random=False))
    people = [None, *(f"p{i}" for i in range(draw(st.integers(3, 60))))]
    return [
        {
            "response_id": f"r{i:03}",
            "respondent": random.choice(people),
            "nps_score": random.choice([None, *range(11)]),
            "at": random.choice(["2023-11-03", "2024-01-05", "2024-01-20"]),
            "segments": {"年代": random.choice("234567"), "性別": random.choice("男女")},
            "behaviour": [
                (name, random.choice([0.0, 500.0, 2000.0, 75000.0]))
                for name in ("spend", "泊数")
                if random.random() < 0.8
            ],
        }
        for i in range(draw(st.integers(1, 150)))
    ]


@settings(
    max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
@given(responses=projects())
def test_quadrants_partition_the_respondents_of_every_segment(stage, responses) -> None:
    con = build(stage, responses=responses)
    latest = {}
    for r in sorted(responses, key=lambda r: (r["at"], r["response_id"])):
        if r["nps_score"] is not None:
            latest[r["respondent"] or r["response_id"]] = r
    kept = {r["segment_value"] for r in records(con, "FROM nps WHERE segment_name = '年代'")}
    cells = defaultdict(list)
    for r in latest.values():
        for name, value in r["behaviour"]:
            age = r["segments"]["年代"] if r["segments"]["年代"] in kept else "(others)"
            for segment in [("all", "all"), ("性別", r["segments"]["性別"]), ("年代", age)]:
                cells[*segment, name].append((r["nps_score"], value))
    for key, quadrants in groups(
        records(con, "FROM loyalty"), "segment_name", "segment_value", "behaviour"
    ).items():
        people = cells[key]
        assert {r["quadrant"] for r in quadrants} == set(QUADRANTS.values()) and len(quadrants) == 4
        shown = [r for r in quadrants if r["n"] is not None]
        for r in shown:
            cut = nearest_half([x for _, x in cells["all", "all", key[2]]])
            assert r["cut"] in (cut, None)
            inside = [(score, x) for score, x in people if QUADRANTS[score >= 9, x >= cut] == r["quadrant"]]
            assert r["n"] == len(inside) and not 0 < len(inside) < 5
            assert r["share"] == pytest.approx(len(inside) / len(people))
            if r["spend_share"] is not None:
                assert r["spend_share"] == pytest.approx(
                    sum(x for _, x in inside) / sum(x for _, x in people)
                )
        if len(shown) == 4:
            assert sum(r["n"] for r in shown) == len(people)
            assert sum(r["share"] for r in shown) == pytest.approx(1)
        elif shown:
            assert not 0 < len(people) - sum(r["n"] for r in shown) < 5
    for key, deciles in groups(
        records(con, "FROM concentration"), "segment_name", "segment_value", "behaviour"
    ).items():
        assert [r["decile"] for r in deciles] == list(range(1, 11))
        if deciles[0]["spend_share"] is not None:
            assert deciles[0]["n"] == len(cells[key])
            assert sum(r["spend_share"] for r in deciles) == pytest.approx(1)


def groups(found, *names):
    out = defaultdict(list)
    for r in found:
        out[tuple(r[name] for name in names)].append(r)
    return out


def test_topics_of_a_quadrant_are_counted_in_people_with_a_usable_comment(stage) -> None:
    # spurious: 18 of 30 criticise access; the others: 10 of 40 do, 20 say nothing of use, 10 no word
    said = {**dict.fromkeys(range(50, 68), "遠い"), **dict.fromkeys(range(68, 80), "よい"),
            **dict.fromkeys(range(10), "遠い"), **dict.fromkeys(range(10, 40), "よい"),
            **dict.fromkeys(range(80, 100), "特になし")}  # fmt: skip
    con = build(
        stage,
        responses=BY_HAND,
        comments=[{"response_id": f"r{i:03}", "text": text} for i, text in said.items()],
        readings=[
            {"text": "遠い", "topics": [("access", "negative", 0, 2), ("access", "negative", 0, 1)]},
            {"text": "よい", "topics": [("general", "positive", 0, 2)]},
            {"text": "特になし", "non_answer": 0.99},
        ],
    )
    found = {r["quadrant"]: r for r in records(con, "FROM loyalty_topics WHERE topic = 'access'")}
    assert set(found) == {"true_loyal", "latent", "spurious"}  # nobody in low has a usable comment
    row = found["spurious"]
    assert (row["n_base"], row["n"], row["share"]) == (30, 18, 0.6)
    assert row["share_difference"] == pytest.approx(18 / 30 - 10 / 40)
    assert row["share_difference_low"] < row["share_difference"] < row["share_difference_high"]
    assert (row["share_positive"], row["share_negative"], row["note"]) == (0, 1, "")
    assert (
        found["latent"]["note"] == "suppressed" and found["latent"]["n"] is None
    )  # none of its 20 mentions it
    assert 0 < row["q_value"] < 0.05

"""changes by hand; its equation in what is published; who may be shown; random projects against plain Python."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from voc.analyze import changes, tables, topic_by_nps

GROUP_SCORE = {"P": 10, "N": 8, "D": 2}
POINTS = {"P": 100, "N": 0, "D": -100}
ESTIMATES = ("share_change", "nps_change", "mix", "rate", "interaction", "total")


def build(stage, answers, people=None):
    """answers: (day, NPS group, topics, …): one comment each, of `people` or one each; a segment may follow."""
    texts = {tuple(sorted(topics)) for _, _, topics, *_ in answers}
    con = stage(
        responses=[
            {"response_id": f"r{i}", "respondent": f"p{people[i] if people else i}", "at": day, "nps_score": GROUP_SCORE[group],
             "segments": {"年代": rest[0]} if rest else {}}
            for i, (day, group, _, *rest) in enumerate(answers)
        ],
        comments=[
            {"response_id": f"r{i}", "text": "、".join(sorted(topics)) or "よい"}
            for i, (_, _, topics, *_) in enumerate(answers)
        ],
        readings=[
            {"text": "、".join(topics) or "よい", "topics": [(t, "negative", i, i + 1) for i, t in enumerate(topics)]}
            for topics in texts
        ],
    )  # fmt: skip
    tables(con, support_window_days=30, model="m1")
    topic_by_nps(con)
    changes(con)
    return con


def found(con, where="segment_name = 'all'"):
    """The rows by topic and pair of periods."""
    rows = con.execute(f"FROM changes WHERE {where}").to_arrow_table().to_pylist()
    return {(row["topic"], row["period_before"], row["period"]): row for row in rows}


def month(day, **groups):
    """month("2024-04-10", staff="PPD", staff_price="N", none="P") → answers; "_" joins topics."""
    return [
        (day, group, [] if topics == "none" else topics.split("_"))
        for topics, drawn in groups.items()
        for group in drawn
    ]


# -- by hand -------------------------------------------------------------------------------

APRIL = month("2024-04-10", staff="P" * 20, price="D" * 20, staff_price="N" * 20, none="P" * 20 + "N" * 20)
MAY = month("2024-05-10", staff="P" * 40, price="D" * 10, staff_price="D" * 20, none="P" * 10 + "N" * 20)


def test_changes_by_hand(stage) -> None:
    rows = found(build(stage, APRIL + MAY))
    assert {topic for topic, *_ in rows} == {"staff", "price", "(rest)", "(all)"}
    staff, price, rest, everything = (
        rows[topic, "2024-04", "2024-05"] for topic in ("staff", "price", "(rest)", "(all)")
    )
    assert (staff["n_before"], staff["n_after"], staff["n_base_before"], staff["n_base_after"]) == (40, 60, 100, 100)
    assert (staff["share_before"], staff["share_after"]) == (0.4, 0.6)
    assert (staff["nps_before"], staff["nps_after"]) == (50, pytest.approx(100 / 3))
    assert staff["nps_change"] == pytest.approx(100 / 3 - 50)
    # twenty of its answers count half: 30 of 100 at 20/30 of 100, then 50 of 100 at (40 − 10)/50; N was 20
    assert (staff["weight_before"], staff["weight_after"]) == (0.3, 0.5)
    assert staff["mix"] == pytest.approx(0.2 * (200 / 3 - 20))
    assert staff["rate"] == pytest.approx(0.3 * (60 - 200 / 3))
    assert staff["interaction"] == pytest.approx(0.2 * (60 - 200 / 3))
    assert staff["total"] == pytest.approx(0.5 * (60 - 20) - 0.3 * (200 / 3 - 20))
    # price: 30 at −20/30, then 20 all detractors; the rest: 40 at 50, then 30 at 10/30
    assert price["total"] == pytest.approx(0.2 * (-100 - 20) - 0.3 * (-200 / 3 - 20))
    assert rest["total"] == pytest.approx(0.3 * (100 / 3 - 20) - 0.4 * (50 - 20))
    assert everything["total"] == pytest.approx(20 - 20) == everything["nps_after"] - everything["nps_before"]
    assert {row["note"] for row in (staff, price, rest, everything)} == {""}


def test_every_estimate_has_an_interval_around_it(stage) -> None:
    for row in found(build(stage, APRIL + MAY)).values():
        for name in ESTIMATES:
            if row[name] is not None:
                assert row[f"{name}_low"] <= row[name] <= row[f"{name}_high"]
                assert row[f"{name}_low"] < row[f"{name}_high"] or row["topic"] == "(all)"


def test_the_share_change_has_the_interval_of_agresti_and_caffo(stage) -> None:
    staff = found(build(stage, APRIL + MAY))["staff", "2024-04", "2024-05"]
    before, after = 41 / 102, 61 / 102
    half = 1.959964 * np.sqrt(before * (1 - before) / 102 + after * (1 - after) / 102)
    assert staff["share_change"] == pytest.approx(0.2)
    assert staff["share_change_low"] == pytest.approx(after - before - half)
    assert staff["share_change_high"] == pytest.approx(after - before + half)


# -- which periods -------------------------------------------------------------------------

DAYS = ("2023-01-10", "2023-03-10", "2024-02-10", "2024-03-10")


def test_periods_are_compared_with_the_one_before_and_the_newest_month_with_a_year_ago(stage) -> None:
    con = build(stage, [answer for day in DAYS for answer in month(day, staff="P" * 12, none="D" * 12)])
    pairs = con.execute("SELECT DISTINCT period_before, period FROM changes ORDER BY ALL").fetchall()
    assert pairs == [
        ("2023", "2024"), ("2023-01", "2023-03"), ("2023-03", "2024-02"), ("2023-03", "2024-03"),
        ("2024-02", "2024-03"),
    ]  # fmt: skip


def test_a_year_ago_that_is_also_the_month_before_stands_once(stage) -> None:
    days = ("2023-03-10", "2024-03-10")
    con = build(stage, [answer for day in days for answer in month(day, staff="P" * 12, none="D" * 12)])
    assert con.execute("SELECT count(*) FROM changes WHERE topic = 'staff' AND length(period) = 7").fetchone() == (1,)


def test_a_single_month_is_compared_with_nothing(stage) -> None:
    assert found(build(stage, APRIL)) == {}


def test_two_surveys_are_never_pooled(stage, rows) -> None:
    con = stage(
        responses=[
            {"source": source, "response_id": f"r{i}", "nps_score": 9 if source == "a" else 2,
             "at": f"2024-0{4 + i % 2}-10", "respondent": f"p{i}"}
            for source in "ab"
            for i in range(40)
        ],
        comments=[{"source": s, "response_id": f"r{i}", "text": "遠い"} for s in "ab" for i in range(40)],
        readings=[{"text": "遠い", "topics": [("access", "negative", 0, 2)] }],
    )  # fmt: skip
    tables(con, support_window_days=30, model="m1")
    topic_by_nps(con)
    changes(con)
    assert rows(con, "SELECT source, nps_before, nps_after, total FROM changes WHERE topic = '(all)' ORDER BY 1") == [
        ("a", 100.0, 100.0, 0.0), ("b", -100.0, -100.0, 0.0),
    ]  # fmt: skip


# -- people who answer in both -------------------------------------------------------------


def test_those_who_say_the_same_in_both_periods_make_every_change_surer(stage) -> None:
    after = month("2024-05-10", staff="PD" + "P" * 18, price="P" + "D" * 18, staff_price="N" * 21, none="P" * 25 + "N" * 15)
    apart, both = (found(build(stage, APRIL + after, people)) for people in (None, [*range(100)] * 2))
    assert apart.keys() == both.keys()
    for key, row in both.items():
        for name in ESTIMATES:
            assert row[name] == apart[key][name]
            if row[name] is None or (name in ("mix", "interaction") and key[0] == "(all)"):
                continue
            widths = [one[key][f"{name}_high"] - one[key][f"{name}_low"] for one in (apart, both)]
            assert 0 < widths[1] < widths[0], (key, name)
        assert row["q_value"] is None or row["q_value"] <= apart[key]["q_value"]


def test_in_a_rest_with_topics_people_in_both_are_taken_for_different_ones(stage) -> None:
    before, after = (month(f"2024-0{m}-10", staff="PD" * 10, access="D" * 7, none="PN" * 20) for m in (4, 5))
    apart, both = (found(build(stage, before + after, people)) for people in (None, [*range(67)] * 2))
    (staff, rest), (surer, same) = ([rows[t, "2024-04", "2024-05"] for t in ("staff", "(rest)")] for rows in (apart, both))
    assert surer["total_high"] < staff["total_high"]
    assert same == rest and rest["weight_before"] == 47 / 67


def test_who_answers_otherwise_in_the_second_period_makes_a_change_less_sure(stage) -> None:
    before = month("2024-04-10", none="P" * 50 + "D" * 50)
    after = month("2024-05-10", none="D" * 50 + "P" * 50)
    apart, both = (found(build(stage, before + after, people)) for people in (None, [*range(100)] * 2))
    widths = [rows["(all)", "2024-04", "2024-05"]["total_high"] for rows in (apart, both)]
    assert widths[1] == pytest.approx(widths[0] * np.sqrt(1.95), rel=0.02)


# -- new, vanished, withheld ---------------------------------------------------------------

# answers that mention staff before and after (of 60 in each) → kind, note, counts shown, total shown
SIZES = [
    (0, 9, "", "suppressed", (None, 9), False),
    (0, 10, "new", "suppressed", (None, 10), False),
    (4, 12, "new", "suppressed", (None, 12), False),
    (5, 12, "", "too_few", (5, 12), False),
    (12, 0, "vanished", "suppressed", (12, None), False),
    (12, 3, "vanished", "suppressed", (12, None), False),
    (10, 29, "", "reference", (10, 29), True),
    (30, 30, "", "", (30, 30), True),
]


@pytest.mark.parametrize(("before", "after", "kind", "note", "n", "total"), SIZES)
def test_small_topics_are_withheld_and_new_ones_named(stage, before, after, kind, note, n, total) -> None:
    con = build(
        stage,
        month("2024-04-10", staff="D" * before, none="P" * (60 - before))
        + month("2024-05-10", staff="D" * after, none="P" * (60 - after))
        + month("2024-02-10", staff="D" * 5, none="P" * 55),  # the smallest: hidden where another month must be
    )
    row = found(con)["staff", "2024-04", "2024-05"]
    assert (row["kind"], row["note"], (row["n_before"], row["n_after"])) == (kind, note, n)
    assert (row["total"] is not None, row["weight_before"] is not None) == (total, total)
    assert (row["rate"] is None) is not total


def test_a_topic_of_few_people_in_both_periods_has_no_row(stage) -> None:
    con = build(
        stage,
        month("2024-04-10", staff="D" * 4, none="P" * 56) + month("2024-05-10", staff="D" * 3, none="P" * 57),
    )
    assert {topic for topic, *_ in found(con)} == {"(rest)", "(all)"}


def test_a_topic_that_is_hidden_for_another_months_sake_is_not_new(stage) -> None:
    con = build(
        stage,
        month("2024-02-10", staff="D" * 4, none="P" * 56)
        + month("2024-03-10", staff="D" * 12, none="P" * 48)  # with it, February would be the year less the others
        + month("2024-04-10", staff="D" * 30, none="P" * 30),
    )
    row = found(con)["staff", "2024-03", "2024-04"]
    assert (row["n_before"], row["n_after"], row["kind"]) == (None, 30, "")


def test_a_topic_is_not_new_where_the_base_before_was_too_small_to_tell(stage) -> None:
    con = build(
        stage,
        month("2024-04-10", none="P" * 30) + month("2024-05-10", staff="D" * 20, none="P" * 80),
    )
    assert found(con)["staff", "2024-04", "2024-05"]["kind"] == ""  # a fifth of thirty is six


def test_what_is_withheld_is_in_the_rest_and_the_equation_holds_in_what_is_published(stage) -> None:
    con = build(
        stage,
        month("2024-04-10", staff="P" * 20, access="D" * 7, none="N" * 30)
        + month("2024-05-10", staff="D" * 25, access="P" * 3, none="N" * 30),
    )
    rows = found(con)
    assert ("access", "2024-04", "2024-05") not in rows
    assert sum(rows[t, "2024-04", "2024-05"]["total"] for t in ("staff", "(rest)")) == (
        pytest.approx(rows["(all)", "2024-04", "2024-05"]["total"])
    )


def test_nobody_is_found_by_subtraction(stage) -> None:
    # everybody mentions a topic: without price in it, the rest would be the three of access
    con = build(
        stage,
        month("2024-04-10", staff="P" * 30, price="N" * 12, access="D" * 3)
        + month("2024-05-10", staff="N" * 30, price="P" * 14, access="D" * 12),
    )
    rows = found(con)
    shown = {t for t, *pair in rows if pair == ["2024-04", "2024-05"] and rows[t, *pair]["total"] is not None}
    assert shown == {"staff", "(rest)", "(all)"}
    assert rows["price", "2024-04", "2024-05"]["note"] == "suppressed"
    assert rows["(rest)", "2024-04", "2024-05"]["weight_before"] == pytest.approx(15 / 45)


def test_a_month_of_fewer_than_ten_answers_has_no_parts(stage) -> None:
    con = build(stage, month("2024-04-10", staff="P" * 5, none="D" * 4) + MAY)
    rows = found(con)
    assert all(row["total"] is None for (_, *pair), row in rows.items() if pair == ["2024-04", "2024-05"])
    assert rows["(all)", "2024-04", "2024-05"]["note"] == "too_few"


def test_five_people_are_five_whatever_their_numbers(stage) -> None:
    # people are marked by their number modulo 64: these five all have the same mark
    con = stage(
        responses=[
            {"response_id": f"r{i}-{day}-{again}", "respondent": f"p{i:03}", "at": f"2024-0{day}-10", "nps_score": 9,
             "segments": {"区": "東" if i % 64 == 0 else "西"}}
            for i in range(320) for day in (4, 5) for again in range(2 if i % 64 == 0 else 1)
        ],
        comments=[
            {"response_id": f"r{i}-{day}-{again}", "text": "遠い"}
            for i in range(320) for day in (4, 5) for again in range(2 if i % 64 == 0 else 1)
        ],
        readings=[{"text": "遠い", "topics": []}],
    )  # fmt: skip
    tables(con, support_window_days=30, model="m1")
    topic_by_nps(con)
    changes(con)
    row = found(con, "segment_value = '東'")["(all)", "2024-04", "2024-05"]
    assert (row["n_base_before"], row["total"], row["note"]) == (10, 0, "reference")


# -- random projects -----------------------------------------------------------------------


@st.composite
def projects(draw):
    random = draw(st.randoms(use_true_random=False))
    topics = ["access", "staff", "price", "hours"]
    likely = [random.choice([0.02, 0.2, 0.5]) for _ in topics]
    days = ["2023-05-05", "2024-04-05", "2024-05-05"]
    return [
        (random.choice(days), random.choice("PND"), [t for t, p in zip(topics, likely, strict=True) if random.random() < p],
         random.choice("23"))
        for _ in range(draw(st.integers(2, 400)))
    ]  # fmt: skip


def recount(answers, topic):
    """Weight and NPS of a topic and NPS of all among some answers."""
    parts = [(1 / len(topics), POINTS[group]) for _, group, topics, *_ in answers if topic in topics]
    weight = sum(part for part, _ in parts)
    nps = sum(part * y for part, y in parts) / weight if weight else 0
    return weight / len(answers), nps, np.mean([POINTS[group] for _, group, *_ in answers])


@settings(max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(answers=projects())
def test_what_is_published_sums_to_the_change_and_equals_a_slow_recount(stage, answers) -> None:
    con = build(stage, answers)
    groups = defaultdict(dict)
    for row in con.execute("FROM changes").to_arrow_table().to_pylist():
        pair = tuple(row[name] for name in ("period_before", "period", "segment_name", "segment_value"))
        groups[pair][row["topic"]] = row
    for (before, after, name, value), rows in groups.items():
        here = [answer for answer in answers if name == "all" or answer[3] == value]
        sides = [[answer for answer in here if answer[0].startswith(period)] for period in (before, after)]
        everything, rest = rows["(all)"], rows["(rest)"]
        shown = [row["total"] for topic, row in rows.items() if topic != "(all)" and row["total"] is not None]
        if everything["total"] is not None and rest["total"] is not None:
            assert sum(shown) == pytest.approx(everything["total"], abs=1e-9)
        for topic in rows.keys() - {"(all)", "(rest)"}:
            row, (w_b, nu_b, n_b), (w_a, nu_a, n_a) = rows[topic], *(recount(side, topic) for side in sides)
            if row["total"] is None:
                continue
            assert everything["total"] == pytest.approx(n_a - n_b, abs=1e-9)
            assert row["total"] == pytest.approx(w_a * (nu_a - n_b) - w_b * (nu_b - n_b), abs=1e-9)
            assert (row["weight_before"], row["weight_after"]) == (pytest.approx(w_b), pytest.approx(w_a))
            if w_b and w_a:
                assert row["rate"] == pytest.approx(w_b * (nu_a - nu_b), abs=1e-9)
                assert row["mix"] + row["rate"] + row["interaction"] == pytest.approx(row["total"], abs=1e-9)
        for side in ("before", "after"):
            assert all(row[f"n_{side}"] is None or row[f"n_{side}"] == 0 or row[f"n_{side}"] >= 5 for row in rows.values())

"""What fires on a staged history, what does not, and whom an alert may show."""

from datetime import date, timedelta

import numpy as np
import pytest

from voc.analyze import alerts, tables, topic_by_nps
from voc.analyze.alerts.alerts import Alert, after_cooldown

START = date(2024, 1, 1)  # a Monday
ORDINARY = {"staff": 3, "price": 2}  # comments of thirty on an ordinary day


def build(stage, days=84, people=None, zone="Asia/Tokyo", hour=3, **changed):
    """Thirty comments a day; changed: topic → {day: mentions}. `people`: how many write them all."""
    responses, comments = [], []
    for day in range(days):
        said = [t for t, n in (ORDINARY | {t: at[day] for t, at in changed.items() if day in at}).items() for _ in range(n)]
        moment = f"{START + timedelta(days=day)} {hour:02}:00"
        for i, topic in enumerate(said + ["none"] * (30 - len(said))):
            number = len(responses)
            who = f"p{number % people}" if people else None
            responses.append({"response_id": f"r{number}", "respondent": who, "at": moment, "nps_score": 8,
                              "month": moment[:7]})  # fmt: skip
            comments.append({"response_id": f"r{number}", "text": topic if i % 2 or topic == "none" else f"{topic}!",
                             "at": moment, "month": moment[:7]})  # fmt: skip
    con = stage(
        responses=responses,
        comments=comments,
        readings=[{"text": "none"}, *({"text": f"{t}{mark}", "topics": [(t, "negative", 0, 2), (t, "negative", 2, 4)]}
                                      for t in {*ORDINARY, *changed} for mark in ("", "!"))],
    )  # fmt: skip
    tables(con, support_window_days=30, model="m1")
    topic_by_nps(con)
    alerts(con, timezone=zone)
    return con.execute("FROM alerts ORDER BY day, kind").to_arrow_table().to_pylist()


def test_where_nothing_changes_nothing_fires(stage) -> None:
    assert build(stage) == []


def test_a_sudden_rise_fires_once_with_what_was_expected(stage) -> None:
    (one,) = [row for row in build(stage, staff={70: 15}) if row["kind"] == "sudden"]
    assert (one["topic"], one["polarity"], one["day"]) == ("staff", "negative", START + timedelta(days=70))
    assert (one["n_total"], one["n_comments"], one["share"], one["severity"]) == (30, 15, 0.5, "high")
    assert one["expected"] == pytest.approx(0.1, abs=0.02)
    assert one["low"] < one["expected"] < one["high"] < one["share"] and one["q_value"] < 0.001


def test_a_new_topic_fires_although_it_has_no_history(stage) -> None:
    (one,) = build(stage, parking={75: 9})
    assert (one["topic"], one["n_comments"]) == ("parking", 9) and one["expected"] < 0.01


def test_a_topic_that_falls_silent_fires_too(stage) -> None:
    found = build(stage, coffee={day: 15 for day in range(70)})
    assert ("coffee", START + timedelta(days=70), 0.0) in [(r["topic"], r["day"], r["share"]) for r in found]


def test_there_must_be_eight_weeks_of_history(stage) -> None:
    assert build(stage, days=60, staff={50: 15}) == []
    assert build(stage, days=60, staff={57: 15}) != []


def test_what_four_people_say_is_not_shown(stage) -> None:
    assert build(stage, people=4, staff={70: 15}) == []
    assert build(stage, people=7, staff={70: 15}) != []  # in every month others do


def test_what_its_month_does_not_tell_an_alert_does_not_either(stage) -> None:
    # nine of March, two of February: hidden there, and so is March, or the year would give them away
    assert build(stage, days=91, parking={75: 9}) != []
    assert build(stage, days=91, parking={50: 2, 75: 9}) == []


def test_an_alert_is_not_repeated_within_a_week(stage) -> None:
    days = [row["day"] for row in build(stage, staff={70: 15, 71: 15, 72: 15, 79: 15}) if row["kind"] == "sudden"]
    assert days == [START + timedelta(days=70), START + timedelta(days=79)]


def test_a_slow_drift_fires_where_no_day_stands_out(stage) -> None:
    slowly = {day: 3 + (day - 84) // 14 for day in range(84, 140)}
    found = build(stage, days=140, staff=slowly)
    assert {row["kind"] for row in found} == {"drift"} and {row["topic"] for row in found} == {"staff"}
    for row in found:
        assert row["day"].weekday() == 6 and row["n_total"] == 28 * 30
        assert row["share"] >= 1.25 * row["expected"]


def test_days_are_those_of_the_project(stage) -> None:
    (late,) = build(stage, hour=20, staff={70: 15})  # 20:00 UTC is 5:00 of the next day in Japan
    (utc,) = build(stage, hour=20, zone="UTC", staff={70: 15})
    assert late["day"] - utc["day"] == timedelta(days=1)


def test_an_alert_of_a_day_does_not_change_when_more_days_come(stage) -> None:
    fewer, more = build(stage, days=72, staff={70: 15}), build(stage, days=90, staff={70: 15, 85: 12})
    assert fewer == [row for row in more if row["day"] < START + timedelta(days=72)]


def test_without_comments_there_are_no_alerts(stage) -> None:
    con = stage()
    tables(con, support_window_days=30, model="m1")
    topic_by_nps(con)
    alerts(con, timezone="Asia/Tokyo")
    assert con.execute("SELECT count(*) FROM alerts").fetchone() == (0,)


def alert(day, severity="low", kind="sudden", share=0.5, topic="staff"):
    return Alert("survey", topic, "negative", START + timedelta(days=day), kind, 30, 15, share, 0.1, 0, 0.2, 0.001, severity)


COOLING = [
    ([alert(0), alert(7), alert(8)], [0, 2]),
    ([alert(0), alert(3, "high"), alert(4, "high"), alert(5, "medium")], [0, 1]),
    ([alert(0, kind="drift"), alert(28, kind="drift"), alert(35, kind="drift")], [0, 2]),
    ([alert(0), alert(1, kind="drift"), alert(1, share=0.01), alert(1, topic="price")], [0, 1, 2, 3]),
]


@pytest.mark.parametrize(("found", "kept"), COOLING)
def test_an_alert_silences_its_like_unless_they_are_more_severe(found, kept) -> None:
    assert list(after_cooldown(found)) == [found[i] for i in kept]


def test_half_a_year_of_noise_hardly_fires(stage) -> None:
    random = np.random.default_rng(11)
    noise = {topic: {d: int(n) for d, n in enumerate(random.poisson(mean, 180))} for topic, mean in (("staff", 3), ("price", 2))}
    assert len(build(stage, days=180, **noise)) <= 1

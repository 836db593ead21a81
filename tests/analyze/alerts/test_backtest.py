"""What would have fired, by the settings, and how often."""

from datetime import date, timedelta

import pytest

from tests.analyze.alerts.test_alerts import START, build
from voc.analyze import backtest, fired, opened, rules
from voc.analyze.alerts.alerts import DRIFT, RULES, SUDDEN

ZONE = "Asia/Tokyo"


@pytest.fixture
def con(stage):
    kept = []

    def keep(**given):
        kept.append(stage(**given))
        return kept[-1]

    build(keep, staff={70: 15, 72: 12})
    return kept[0]


def test_the_settings_in_use_fire_what_the_table_says(con) -> None:
    table = con.execute("SELECT topic, day, kind FROM alerts ORDER BY ALL").fetchall()
    found = backtest(con, rules(), timezone=ZONE)
    assert sorted(zip(*(found.alerts[name].to_pylist() for name in ("topic", "day", "kind")), strict=True)) == table
    assert found.alerts.equals(fired(con, list(RULES), timezone=ZONE).alerts)
    assert (found.first, found.last, found.days, found.weeks) == (START, START + timedelta(days=83), 84, 12)


def test_stricter_settings_fire_less_and_a_shorter_silence_more(con) -> None:
    def days(**changed):
        return backtest(con, rules(["sudden"], **changed), timezone=ZONE).alerts["day"].to_pylist()

    rise, again = START + timedelta(days=70), START + timedelta(days=72)
    assert days() == [rise]
    assert days(cooldown_days=1) == [again, rise]
    assert days(comments=14) == days(ratio=9, points=0.9) == days(q=0.0) == []


def test_only_the_days_and_topics_asked_for_are_told(con) -> None:
    day = START + timedelta(days=70)
    assert backtest(con, rules(), timezone=ZONE, first=day, last=day).alerts.num_rows == 1
    assert backtest(con, rules(), timezone=ZONE, last=day - timedelta(days=1)).alerts.num_rows == 0
    assert backtest(con, rules(), timezone=ZONE, topics=["price"]).alerts.num_rows == 0
    found = backtest(con, rules(["sudden"], cooldown_days=1), timezone=ZONE)
    assert (found.days_with, found.most_in_a_week) == (2, 2)


def test_rules_change_what_is_given_only() -> None:
    assert rules() == RULES
    assert rules(["drift"], ratio=3.0, q=None) == {"drift": DRIFT._replace(ratio=3.0)}
    assert rules(points=0.5)["sudden"] == SUDDEN._replace(points=0.5)


def test_an_alert_opens_to_the_comments_that_it_counts(con) -> None:
    day = START + timedelta(days=70)
    found = opened(con, "alerts", {"topic": "staff", "day": str(day), "kind": "sudden"}, timezone=ZONE)
    assert found.n_comments == found.expected == 15
    assert isinstance(found.keys["day"], date)

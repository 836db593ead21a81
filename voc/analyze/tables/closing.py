"""The figures of the closing summary."""

from typing import TypedDict

import duckdb

from voc.analyze.notes import RELIABLE

TOPICS = 3


class Topic(TypedDict):
    """A topic that goes with a higher or lower NPS; figures in NPS points."""

    topic: str
    n_responses: int
    lift: float
    impact: float
    impact_low: float
    impact_high: float


class Closing(TypedDict):
    """One survey: `n` answers, their NPS with its interval, the topics with the largest effect.

    `n` is None when suppressed, the NPS when there are fewer than ten answers.
    """

    n: int | None
    nps: float | None
    nps_low: float | None
    nps_high: float | None
    topics: list[Topic]


def summary(con: duckdb.DuckDBPyConnection) -> dict[str, Closing]:
    """By source, from the tables `nps` and `topic_by_nps`: over all time and everybody.

    Topics are at most three, by the size of the impact, reliable ones (30 answers and more) only.
    """
    closing: dict[str, Closing] = {}
    for source, *figures in con.execute(
        "SELECT source, n, nps, nps_low, nps_high FROM (SELECT DISTINCT source FROM answers) LEFT JOIN "
        "(FROM nps WHERE period = 'all' AND segment_name = 'all') USING (source) ORDER BY source"
    ).fetchall():
        n, nps, low, high = figures
        closing[source] = Closing(n=n, nps=nps, nps_low=low, nps_high=high, topics=[])
    for source, topic, n, lift, impact, low, high in con.execute(
        "SELECT source, topic, n_responses, lift, impact, impact_low, impact_high FROM topic_by_nps "
        "WHERE period = 'all' AND segment_name = 'all' AND note = $note "
        "QUALIFY row_number() OVER (PARTITION BY source ORDER BY abs(impact) DESC, topic) <= $topics "
        "ORDER BY source, abs(impact) DESC, topic",
        {"note": RELIABLE, "topics": TOPICS},
    ).fetchall():
        closing[source]["topics"].append(
            Topic(topic=topic, n_responses=n, lift=lift, impact=impact, impact_low=low, impact_high=high)
        )
    return closing

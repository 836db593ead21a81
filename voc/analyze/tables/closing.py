"""The figures of the closing summary, and which exports name people that no customer list does."""

from typing import TypedDict

import duckdb

from voc.analyze.notes import RELIABLE

TOPICS = 3
_SURE = 0.05  # q-value


class Topic(TypedDict):
    """A topic that goes with a higher or lower NPS; figures in NPS points."""

    topic: str
    n_responses: int
    lift: float
    impact: float
    impact_low: float
    impact_high: float


class Base(TypedDict):
    """The answers with a usable comment, of which topics are counted, and their NPS."""

    n: int
    nps: float


class Closing(TypedDict):
    """One survey: `n` answers, their NPS with its interval, the topics with the largest effect.

    `n` is None when suppressed, the NPS when there are fewer than ten answers. `compared` topics have enough
    answers to be compared; `base` is None where none has.
    """

    n: int | None
    nps: float | None
    nps_low: float | None
    nps_high: float | None
    compared: int
    base: Base | None
    topics: list[Topic]


def summary(con: duckdb.DuckDBPyConnection) -> dict[str, Closing]:
    """By source, from the tables `nps` and `topic_by_nps`: over all time and everybody.

    Topics are reliable ones (30 answers and more) whose impact can be told from zero (its interval without
    it, q < .05): at most three, by its size.
    """
    closing: dict[str, Closing] = {}
    for source, *figures in con.execute(
        "SELECT source, n, nps, nps_low, nps_high FROM (SELECT DISTINCT source FROM answers) LEFT JOIN "
        "(FROM nps WHERE period = 'all' AND segment_name = 'all') USING (source) ORDER BY source"
    ).fetchall():
        n, nps, low, high = figures
        closing[source] = Closing(
            n=n, nps=nps, nps_low=low, nps_high=high, compared=0, base=None, topics=[]
        )
    for source, topic, n, lift, impact, low, high, q, n_base, nps in con.execute(
        "SELECT source, topic, n_responses, lift, impact, impact_low, impact_high, q_value, n_base, "
        "nps_mentioned - (1 - share) * lift FROM topic_by_nps "
        "WHERE period = 'all' AND segment_name = 'all' AND note = $note "
        "ORDER BY source, abs(impact) DESC, topic",
        {"note": RELIABLE},
    ).fetchall():
        own = closing[source]
        own["compared"] += 1
        own["base"] = Base(n=n_base, nps=nps)
        if not low <= 0 <= high and q < _SURE and len(own["topics"]) < TOPICS:
            own["topics"].append(
                Topic(topic=topic, n_responses=n, lift=lift, impact=impact, impact_low=low, impact_high=high)
            )
    return closing


def unlisted(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The sources most of whose people no customer list names; none where there is no list.

    Their ids are then written otherwise, as where a spreadsheet has taken leading zeros off, or the list is
    of other people.
    """
    if not con.execute("SELECT 1 FROM customers LIMIT 1").fetchone():
        return []
    found = con.execute(
        "SELECT source FROM "
        "(SELECT source, respondent FROM responses UNION SELECT source, respondent FROM contacts) "
        "LEFT JOIN (SELECT DISTINCT respondent, true AS listed FROM customers) USING (respondent) "
        "WHERE respondent IS NOT NULL GROUP BY source HAVING 2 * count(listed) < count(*) ORDER BY source"
    )
    return [source for (source,) in found.fetchall()]

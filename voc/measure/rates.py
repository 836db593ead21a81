"""How often a topic is found and how often it is made up: what published tables are corrected with."""

from collections.abc import Iterable, Sequence

import numpy as np

from voc.gold import Gold
from voc.records import POLARITIES, Reading, TopicRates


def error_rates(
    gold: Sequence[Gold], readings: Sequence[Reading], topics: Iterable[str]
) -> dict[str, dict[str, float | int | None]]:
    """By "topic.polarity": true- and false-positive rate per comment with their counts; None for no count."""
    rows = [(g.topics, r) for g, r in zip(gold, readings, strict=True) if g.topics is not None]
    out: dict[str, dict[str, float | int | None]] = {}
    for topic in topics:
        for polarity in POLARITIES:
            known = np.array([(topic, polarity) in t for t, _ in rows], dtype=bool)
            said = [(topic, polarity) in {(m.topic, m.polarity) for m in r.topics} for _, r in rows]
            read = np.array(said, dtype=bool)
            positives, negatives = int(known.sum()), int((~known).sum())
            found, wrong = int((known & read).sum()), int((~known & read).sum())
            out[f"{topic}.{polarity}"] = {
                "positives": positives, "true_positives": found,
                "negatives": negatives, "false_positives": wrong,
                "true_positive_rate": round(found / positives, 4) if positives else None,
                "false_positive_rate": round(wrong / negatives, 4) if negatives else None,
            }  # fmt: skip
    return out


def mention_rates(
    gold: Sequence[Gold], readings: Sequence[Reading], topics: Iterable[str]
) -> dict[str, TopicRates]:
    """By topic, whatever its polarity, over the comments that are read to be an answer.

    Others are of no table's base. A comment that nobody looked at for topics is left out.
    """
    rows = [
        ({t for t, _ in g.topics}, {m.topic for m in r.topics})
        for g, r in zip(gold, readings, strict=True)
        if g.topics is not None and not r.says("non_answer")
    ]

    def counted(topic: str) -> TopicRates:
        pairs = [(topic in meant, topic in said) for meant, said in rows]
        positives, found = sum(known for known, _ in pairs), pairs.count((True, True))
        return TopicRates(positives, found, len(pairs) - positives, pairs.count((False, True)))

    return {topic: counted(topic) for topic in topics}

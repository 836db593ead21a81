"""Labelled comments and readings to be measured."""

from voc import measure
from voc.gold import Gold
from voc.records import Mention, Reading

PRICE, STAFF = ("price", "negative"), ("staff", "positive")


def known(sentiment="neutral", topics=frozenset(), spans=None, **flags) -> Gold:
    asked = dict.fromkeys(("complaint", "request", "non_answer", "churn", "urgent")) | flags
    return Gold("", "料金が高い。店員は親切", "", sentiment, asked, None if topics is None else frozenset(topics), spans or {})


def read(sentiment="neutral", topics=(), spans=(0, 5), **flags) -> Reading:
    p = {f"p_{name}": float(name == sentiment) for name in ("negative", "neutral", "positive")}
    zeros = dict.fromkeys(("mixed", "complaint", "request", "churn", "urgent", "non_answer"), 0.0)
    return Reading(**p, **(zeros | flags), topics=tuple(Mention(t, q, 0.9, *spans) for t, q in topics))


def values(gold, readings, **how) -> dict[str, float]:
    return {name: figure.value for name, figure in measure.measure(gold, readings, draws=0, **how).items()}

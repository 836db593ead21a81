"""Labelled comments and what a model says of them → figures with intervals.

A figure that nothing was labelled for is left out.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from voc.gold import Gold, Spans
from voc.measure.cases import Found
from voc.measure.formulas import Array, Rows, average_precision, calibration_error, f1, macro_f1, ratio
from voc.records import FLAGS, POLARITIES, YES, Reading

DRAWS = 500
RANKED = ("churn", "urgent")  # rare: measured by rank
COMMON = 10  # topics whose calibration is told
Pair = tuple[Spans, tuple[int, int]]
Add = Callable[..., None]  # `Resampled.add`


@dataclass(frozen=True)
class Figure:
    """A figure, its 95 % interval, and how many comments it stands on.

    `yes`: how many of them have what is looked for, None where there is no such thing.
    """

    value: float
    low: float
    high: float
    n: int
    yes: int | None = None


Figures = dict[str, Figure]


def measure(
    gold: Sequence[Gold],
    readings: Sequence[Reading],
    probabilities: Mapping[str, Array] | None = None,
    topics: bool = True,
    draws: int = DRAWS,
) -> Figures:
    """Every figure there is something for.

    `probabilities` has for "topic.polarity" the probability in each comment ([comments], also below .5);
    without it the calibration of topics (access_ece, access.negative_ece) is left out. Without `topics`, for
    a model that was taught none, so are all their figures. Raises ValueError if there are not as many
    readings as comments.
    """
    return resampled(gold, readings, probabilities, topics, draws).figures


def resampled(
    gold: Sequence[Gold],
    readings: Sequence[Reading],
    probabilities: Mapping[str, Array] | None = None,
    topics: bool = True,
    draws: int = DRAWS,
) -> "Resampled":
    """`measure` with what each figure is of the comments drawn again."""
    found = Resampled(len(gold), draws)
    if len(gold) != len(readings):
        raise ValueError(f"{len(gold)} comments and {len(readings)} readings")
    if not gold:
        return found
    _sentiments(gold, readings, found.add)
    _flags(gold, readings, found.add)
    _overlap("reason_f1", [_reasons(g, r) for g, r in zip(gold, readings, strict=True)], found.add)
    if topics:
        _topics(gold, readings, found.add)
    if probabilities:
        _topic_calibration(gold, probabilities, found.add)
    return found


def by_topic(gold: Sequence[Gold], found: Mapping[str, Found], draws: int = DRAWS) -> Figures:
    """The F1 of each topic of `topics_found`, the commonest label first."""
    measured = topics_resampled(gold, found, draws).figures
    return dict(sorted(measured.items(), key=lambda one: -(one[1].yes or 0)))


def topics_resampled(gold: Sequence[Gold], found: Mapping[str, Found], draws: int = DRAWS) -> "Resampled":
    """`by_topic` with what each F1 is of the comments drawn again."""
    numbers, asked = np.arange(len(gold)), np.array([g.topics is not None for g in gold])
    measured = Resampled(len(gold), draws)
    for topic, own in found.items():
        known, read = (np.isin(numbers, [*own.found, *apart]) for apart in (own.missed, own.made_up))
        measured.add(topic, asked, partial(f1, known=known, read=read), known)
    return measured


class Resampled:
    """The figures of n comments, and by their names what each is of the same comments drawn again, [draws].

    The draws of as many comments are always the same: figures of two models go together, draw by draw.
    """

    def __init__(self, n: int, draws: int) -> None:
        self.figures: Figures = {}
        self.drawn: dict[str, Array] = {}
        self._weights = np.ones((1 + draws, n))
        if n:
            self._weights[1:] = np.random.default_rng(1).multinomial(n, np.full(n, 1 / n), size=draws)

    def add(
        self, name: str, rows: Rows, figure: Callable[[Array], Array], yes: Rows | None = None
    ) -> None:
        """The figure over the comments of `rows`, where there are any and it is defined.

        `yes` are those of all comments that have what is looked for.
        """
        if not rows.any():
            return
        with np.errstate(invalid="ignore", divide="ignore"):
            values = figure(self._weights)
        value, drawn = float(values[0]), values[1:]
        if math.isfinite(value):
            # Resampling lifts a calibration error: the interval is extended to the figure itself.
            low, high = np.nanquantile(drawn, (0.025, 0.975)) if len(drawn) else (value, value)
            known = None if yes is None else int((yes & rows).sum())
            bounds = min(float(low), value), max(float(high), value)
            self.figures[name], self.drawn[name] = Figure(value, *bounds, int(rows.sum()), known), drawn


def share(part: int, whole: int) -> Figure:
    """Part / whole with Wilson's interval (1927)."""
    p, z = part / whole, 1.96
    centre, half = p + z * z / (2 * whole), z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole**2))
    return Figure(p, (centre - half) / (1 + z * z / whole), (centre + half) / (1 + z * z / whole), whole)


def _sentiments(gold: Sequence[Gold], readings: Sequence[Reading], add: Add) -> None:
    plain = np.array([g.sentiment != "mixed" for g in gold])
    meant = np.array([g.sentiment for g in gold])
    said = np.array([r.sentiment for r in readings])
    right = (meant == said) & plain
    add("sentiment_accuracy", plain, partial(ratio, part=right, whole=plain))
    parts = [(plain & (meant == p), plain & (said == p)) for p in POLARITIES]
    add("sentiment_macro_f1", plain, partial(macro_f1, parts=parts))
    for polarity, (known, read) in zip(POLARITIES, parts, strict=True):
        if known.any():
            add(f"{polarity}_f1", plain, partial(f1, known=known, read=read), known)
    sure = np.array([getattr(r, f"p_{r.sentiment}") for r in readings])
    add("sentiment_ece", plain, partial(calibration_error, asked=plain, p=sure, known=right))


def _flags(gold: Sequence[Gold], readings: Sequence[Reading], add: Add) -> None:
    for name in FLAGS:
        known = np.array([g.says(name) == 1 for g in gold])
        asked = np.array([g.says(name) is not None for g in gold])
        p = np.array([getattr(r, name) or 0.0 for r in readings])
        asked &= np.array([getattr(r, name) is not None for r in readings], dtype=bool)
        read, rare, absent = (p >= YES) & asked, name in RANKED, asked & ~known
        if (known & asked).any():
            add(f"{name}_f1", asked, partial(f1, known=known & asked, read=read), known)
            if rare:
                ranked = partial(average_precision, asked=asked, known=known, p=p)
                add(f"{name}_average_precision", asked, ranked, known)
        if rare:
            add(f"{name}_false_alarm", absent, partial(ratio, part=read & absent, whole=absent))
        add(f"{name}_ece", asked, partial(calibration_error, asked=asked, p=p, known=known))


def _topics(gold: Sequence[Gold], readings: Sequence[Reading], add: Add) -> None:
    asked = np.array([g.topics is not None for g in gold])
    meant = [g.topics or frozenset() for g in gold]
    said = [frozenset((m.topic, m.polarity) for m in r.topics) for r in readings]
    for name, known, read in (
        ("topic_f1", [{t for t, _ in s} for s in meant], [{t for t, _ in s} for s in said]),
        ("topic_polarity_f1", meant, said),
    ):
        hits, total = _overlaps(known, read)
        add(name, asked, partial(ratio, part=2 * hits * asked, whole=total * asked))
    _overlap("evidence_f1", [_evidence(g, r) for g, r in zip(gold, readings, strict=True)], add)


def _overlap(name: str, pairs: Sequence[Sequence[Pair]], add: Add) -> None:
    """The mean F1 of the characters of (labelled, read) spans; `pairs` has those of each comment."""
    sums = np.array([sum(_character_f1(meant, read) for meant, read in own) for own in pairs])
    counts = np.array([float(len(own)) for own in pairs])
    add(name, counts > 0, partial(ratio, part=sums, whole=counts))


def _evidence(gold: Gold, reading: Reading) -> list[Pair]:
    """Labelled and read span of each topic × polarity that both know."""
    found = ((gold.spans.get((m.topic, m.polarity)), (m.start, m.end)) for m in reading.topics)
    return [(meant, read) for meant, read in found if meant]


def _reasons(gold: Gold, reading: Reading) -> list[Pair]:
    """Labelled and read span of complaint, churn and urgency where both know one."""
    found = ((gold.reasons.get(r.what), (r.start, r.end)) for r in reading.reasons)
    return [(meant, read) for meant, read in found if meant]


def _character_f1(meant: Spans, read: tuple[int, int]) -> float:
    known, said = {i for start, end in meant for i in range(start, end)}, set(range(*read))
    return 2 * len(known & said) / (len(known) + len(said))


def _topic_calibration(gold: Sequence[Gold], probabilities: Mapping[str, Array], add: Add) -> None:
    """Of the commonest topics, there with 1 - Π(1 - p), and of the commonest with their polarity."""
    asked = np.array([g.topics is not None for g in gold])
    meant = [{*(t for t, _ in g.topics or ()), *map(".".join, g.topics or ())} for g in gold]
    absent: dict[str, Array] = {}
    pairs = {name: p for name, p in probabilities.items() if "." in name}
    for name, p in pairs.items():
        topic = name.partition(".")[0]
        absent[topic] = absent.get(topic, np.ones(len(gold))) * (1 - p)
    told = pairs | {topic: 1 - p for topic, p in absent.items()}
    for split in (False, True):
        counted = Counter(one for own in meant for one in sorted(own) if one in told)
        of_kind = [name for name, _ in counted.most_common() if ("." in name) == split]
        for name in of_kind[:COMMON]:
            known = np.array([name in own for own in meant])
            add(f"{name}_ece", asked, partial(calibration_error, asked=asked, p=told[name], known=known))


def _overlaps(known: Sequence[Iterable[object]], read: Sequence[Iterable[object]]) -> tuple[Array, Array]:
    pairs = [(frozenset(k), frozenset(r)) for k, r in zip(known, read, strict=True)]
    hits, total = [len(k & r) for k, r in pairs], [len(k) + len(r) for k, r in pairs]
    return np.array(hits, float), np.array(total, float)

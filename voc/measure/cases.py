"""Single comments: whether they were read right, and where they stand in the confusion matrix."""

from collections.abc import Sequence

from voc.gold import Gold, Sentiment
from voc.records import Reading


def confusion(
    gold: Sequence[Gold], readings: Sequence[Reading]
) -> dict[tuple[Sentiment, Sentiment], list[int]]:
    """(as labelled, as read) → the numbers of the comments; a comment read as mixed is that, not a side."""
    cells: dict[tuple[Sentiment, Sentiment], list[int]] = {}
    for i, (one, reading) in enumerate(zip(gold, readings, strict=True)):
        cells.setdefault((one.sentiment, _said(reading)), []).append(i)
    return cells


def passes(gold: Gold, reading: Reading) -> bool:
    """Whether a hard case is read right: its sentiment (mixed by the flag), complaint and request.

    What the model does not tell is not asked.
    """
    flags = ((gold.flags.get(name), getattr(reading, name)) for name in ("complaint", "request"))
    right = _said(reading) == gold.sentiment
    return right and all(None in (known, p) or known == (p >= 0.5) for known, p in flags)


def _said(reading: Reading) -> Sentiment:
    return "mixed" if (reading.mixed or 0) >= 0.5 else reading.sentiment

"""How right a model is: labelled comments and what it says of them → figures with intervals.

    figures.py   every figure with its interval
    formulas.py  what a figure is, under weights of the comments
    change.py    two models on the same comments
    cases.py     single comments: read right or not, the confusion matrix, what was misread
    rates.py     how often a topic is found, and made up

Sentiment is measured on the comments that are not mixed, over the three classes; topics are micro,
over comment × topic (× polarity); a probability of .5 and more means yes. An interval is the middle 95 %
of the figure over resampled comments.
"""

from voc.measure.cases import Found, Told, as_labelled, as_read, confusion, flags_found, passes, topics_found
from voc.measure.change import Compared, compared
from voc.measure.figures import Figure, Figures, by_topic, measure, share
from voc.measure.rates import error_rates, mention_rates

__all__ = [
    "Compared", "Figure", "Figures", "Found", "Told",
    "as_labelled", "as_read", "by_topic", "compared", "confusion", "error_rates", "flags_found", "measure",
    "mention_rates", "passes", "share", "topics_found",
]  # fmt: skip

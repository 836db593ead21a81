"""How right a model is: labelled comments and what it says of them → figures with intervals.

    figures.py   every figure with its interval
    formulas.py  what a figure is, under weights of the comments
    cases.py     single comments: read right or not, the confusion matrix
    rates.py     how often a topic is found, and made up

Sentiment is measured on the comments that are not mixed, over the three classes; topics are micro,
over comment × topic (× polarity); a probability of .5 and more means yes. An interval is the middle 95 %
of the figure over resampled comments.
"""

from voc.measure.cases import confusion, passes
from voc.measure.figures import Figure, Figures, TopicFigure, by_topic, measure, share
from voc.measure.rates import error_rates, mention_rates

__all__ = [
    "Figure", "Figures", "TopicFigure",
    "by_topic", "confusion", "error_rates", "measure", "mention_rates", "passes", "share",
]  # fmt: skip

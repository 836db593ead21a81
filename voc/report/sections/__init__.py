"""The sections of the report: what each table says, in sentences made from its numbers.

    scores     the NPS, its distribution and its months
    topics     which topics go with NPS, with the model's errors corrected, the portfolio, what changed
    loyalty    what people say and do, what each kind of customer talks of, a what-if
    words      words, pairs of words and maps of them; examples
    alerts     days unlike before
    phrases    pieces of sentences

A sentence says no more than its interval: where it holds zero, no difference can be told. Nothing says why.
"""

from voc.report.document import Material, Section
from voc.report.sections.alerts import alerted
from voc.report.sections.loyalty import loyal
from voc.report.sections.scores import figure, headline, trend
from voc.report.sections.topics import changed, corrected, portfolio, topics
from voc.report.sections.words import examples, words

__all__ = ["changed", "corrected", "figure", "headline", "portfolio", "sections", "topics", "trend"]


def sections(material: Material, language: str) -> list[Section]:
    """Every section that the material has anything for."""
    made = (one(material, language) for one in (
        headline, trend, topics, corrected, portfolio, changed, loyal, alerted, words, examples,
    ))  # fmt: skip
    return [section for section in made if section is not None]

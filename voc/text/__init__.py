"""Japanese comments made safe and readable: normalise, mask, tokenise, split into clauses.

Enters: text as customers wrote it. Leaves: masked text, words, clauses, all with offsets into
the given text. Never stores or logs text, and loads its dictionary only when it is needed.
"""

from voc.text.clauses import clauses
from voc.text.content import content_words
from voc.text.mask import mask
from voc.text.nonanswer import is_non_answer
from voc.text.normalise import normalise
from voc.text.pairs import pairs
from voc.text.readable import Prepared, prepare, readable
from voc.text.tokens import Token, tokenise

VERSION = "1"
"""Changes whenever placeholders, normalisation or tokens do, so that no model made before can be used."""
WORDS = "9"
"""Changes whenever words, clauses, pairs, non-answers or what is found to mask do: all is staged, read anew,
by the models there are."""

__all__ = [
    "VERSION",
    "WORDS",
    "Prepared",
    "Token",
    "clauses",
    "content_words",
    "is_non_answer",
    "mask",
    "normalise",
    "pairs",
    "prepare",
    "readable",
    "tokenise",
]

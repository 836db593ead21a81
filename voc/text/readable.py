"""A comment made ready: for the model (`readable`) and for the tables (`prepare`).

Enters: text as given. Leaves: masked normal text with offsets back into the given text, its
clauses, whether it says anything; or masked text with its content words and pairs. Never leaves
personal data in what it returns, except `Readable.given`, which is the caller's own.
"""

from collections.abc import Sequence
from typing import NamedTuple

from voc.records import Readable
from voc.text.clauses import clauses
from voc.text.content import content_words
from voc.text.mask import PLACEHOLDER, masked
from voc.text.nonanswer import says_nothing
from voc.text.pairs import pairs
from voc.text.tokens import tokenise
from voc.text.whole import COMMON, keep_whole


def readable(given: str, question: str = "") -> Readable:
    """`given` as the model reads it, masked whether it was masked before or not.

    The characters of a placeholder come from where the masked stretch begins; a clause that ends
    inside a stretch or an entity ends after it.
    """
    _, normal, origin = masked(given)
    placed = _placed(clauses(normal), given, origin)
    return Readable(given, normal, origin, placed, question, says_nothing(normal))


def _placed(spans: list[tuple[int, int]], given: str, origin: Sequence[int]) -> list[tuple[int, int]]:
    """Spans of the normal text as spans of the given one, without blanks at their ends."""
    placed: list[tuple[int, int]] = []
    for start, end in spans:
        while origin[end] == origin[end - 1]:
            end += 1
        begin, stop = origin[start], origin[end]
        if placed:
            begin = max(begin, placed[-1][1])
        while begin < stop and given[stop - 1].isspace():
            stop -= 1
        if begin < stop:
            placed.append((begin, stop))
    return placed


class Prepared(NamedTuple):
    """A comment as it is kept: masked `text`, lemmas of its content `words`, its 係り受け `pairs`."""

    text: str
    words: list[str]
    pairs: list[str]


def prepare(texts: Sequence[str], whole: tuple[str, ...] = ()) -> list[Prepared]:
    """Each text made ready, in order; placeholders are no words and no part of a pair.

    `whole` are terms, in normal form, that stay one word.
    """
    return [_prepared(text, whole) for text in texts]


def _prepared(given: str, whole: tuple[str, ...]) -> Prepared:
    text, normal, _ = masked(given)
    if "【" in normal:
        normal = PLACEHOLDER.sub(" ", normal)
    tokens = keep_whole(tokenise(normal), normal, (*COMMON, *whole))
    return Prepared(text, content_words(tokens), pairs(tokens))

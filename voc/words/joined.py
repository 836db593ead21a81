"""The words of several modules as one dict."""

from typing import Protocol

Words = dict[str, tuple[str, str]]


class Part(Protocol):
    """A module that owns words."""

    WORDS: Words


def joined(*parts: Part) -> Words:
    """Their words together. Raises ImportError where two have the same code."""
    words: Words = {}
    for part in parts:
        overlap = words.keys() & part.WORDS.keys()
        if overlap:
            raise ImportError(f"the same code twice in voc.words: {sorted(overlap)}")
        words |= part.WORDS
    return words

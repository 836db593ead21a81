"""Words of voc.web, one module for each part of the pages: code -> (Japanese, English)."""

from voc.words.web import access, ask, frame, overview, people, review, setup

WORDS: dict[str, tuple[str, str]] = (
    access.WORDS | ask.WORDS | frame.WORDS | overview.WORDS | people.WORDS | review.WORDS | setup.WORDS
)

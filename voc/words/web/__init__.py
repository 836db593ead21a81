"""Words of voc.web, one module for each part of the pages: code -> (Japanese, English)."""

from voc.words.web import access, frame

WORDS: dict[str, tuple[str, str]] = access.WORDS | frame.WORDS

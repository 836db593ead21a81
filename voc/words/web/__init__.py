"""Words of voc.web, one module for each part of the pages: code -> (Japanese, English)."""

from voc.words.web import access, ask, audit, frame, overview, people, review, setup

WORDS: dict[str, tuple[str, str]] = {}
for _part in (access, ask, audit, frame, overview, people, review, setup):
    _overlap = WORDS.keys() & _part.WORDS.keys()
    if _overlap:
        raise ImportError(f"the same code twice in voc.words.web: {sorted(_overlap)}")
    WORDS |= _part.WORDS

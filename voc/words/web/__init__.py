"""Words of voc.web, one module for each part of the pages: code -> (Japanese, English)."""

from voc.words.joined import joined
from voc.words.web import (
    access,
    ask,
    audit,
    comments,
    frame,
    in_browser,
    mapping,
    overview,
    people,
    review,
    setup,
)

WORDS = joined(access, ask, audit, comments, frame, in_browser, mapping, overview, people, review, setup)

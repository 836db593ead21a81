"""Words of voc.web, one module for each part of the pages: code -> (Japanese, English)."""

from voc.words.joined import joined
from voc.words.web import access, ask, audit, frame, in_browser, overview, people, review, setup

WORDS = joined(access, ask, audit, frame, in_browser, overview, people, review, setup)

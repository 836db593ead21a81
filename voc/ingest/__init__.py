"""Exports in, batches of records out; rejected rows with line and reason.

`find` and `unmatched` say which files belong to which source, `read` streams one of them, `profile`
reads one for `voc check`, `propose` guesses the sources of files never seen before; the others help a
person to correct the guess. Nothing here writes, and comment text
leaves it as it was written: masking is the text stage's.
"""

from voc.ingest.collect import ReadOptions
from voc.ingest.doubts import doubts
from voc.ingest.find import find, unmatched
from voc.ingest.firstrow import outline
from voc.ingest.identity import known_by
from voc.ingest.kinds import Column, is_person, is_private
from voc.ingest.mapping import columns_of, spelled
from voc.ingest.presets import COLUMNS, fill
from voc.ingest.propose import assigned, grouped, look, propose
from voc.ingest.reading import Profile, fits, profile, read
from voc.ingest.scales import banded, ordered
from voc.ingest.sql import place, sample
from voc.ingest.time_forms import time_formats

PRESETS = tuple(COLUMNS)

VERSION = "4"
"""Changes whenever the same export would be read differently: what was staged before is then stale."""

__all__ = [
    "PRESETS",
    "VERSION",
    "Column",
    "Profile",
    "ReadOptions",
    "assigned",
    "banded",
    "columns_of",
    "doubts",
    "fill",
    "find",
    "fits",
    "grouped",
    "is_person",
    "is_private",
    "known_by",
    "look",
    "ordered",
    "outline",
    "place",
    "profile",
    "propose",
    "read",
    "sample",
    "spelled",
    "time_formats",
    "unmatched",
]

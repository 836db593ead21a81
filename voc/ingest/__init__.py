"""Exports in, batches of records out; rejected rows with line and reason.

`find` and `unmatched` say which files belong to which source, `read` streams one of them, `profile`
reads one for `voc check`, `propose` guesses the sources of files never seen before. Nothing here
writes, and comment text leaves it as it was written: masking is the text stage's.
"""

from voc.ingest.find import find, unmatched
from voc.ingest.propose import propose
from voc.ingest.reading import Profile, profile, read

VERSION = "1"
"""Changes whenever the same export would be read differently: what was staged before is then stale."""

__all__ = ["VERSION", "Profile", "find", "profile", "propose", "read", "unmatched"]

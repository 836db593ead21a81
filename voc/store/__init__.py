"""The project's data folder: staged exports, readings, published runs and SQL over them.

    publisher(data)         be the only one who writes; publishing(data), who it is now
    engine                  the DuckDB that a night works in; spilling, its lack of room as a StoreError
    Key                     the keyed hashes of respondents and texts
    session_secret          what signs the sessions of the web pages
    Staging, Staged         exports as read, kept file by file
    Readings                what a model said, kept text by text
    Kept                    what a night worked out that the next may need again
    Builder                 a run being written; publishing it is the last step
    current, runs           the published runs; published_run, for what needs one
    query, connect          SQL over one of them, read-only
    selected                SQL for the rows of a table by source, period and segment
    Sight                   what somebody may see of it: rows or none, one segment or all
    bounded                 SQL within limits of time and size; Apart, … in processes of its own
    private, open_to_all    a folder for its user alone; whether everybody may enter one
    failures                attempts that published nothing
    decisions               the review queue and what people decide, in a database

A published run never changes; a partition that did not change is the same file in both runs.
"""

from voc.store import decisions
from voc.store.apart import Apart
from voc.store.attempts import Failure, failures, record_failure
from voc.store.bounded import LONGEST, SECONDS, UNSEEN, Answer, bounded
from voc.store.builder import Builder
from voc.store.confined import ROWS, Sight, confined
from voc.store.disk import open_to_all, private
from voc.store.engine import MEMORY, THREADS, engine, spilling
from voc.store.kept import Kept
from voc.store.key import Key, session_secret
from voc.store.layout import Layout
from voc.store.lock import publisher, publishing
from voc.store.published import Manifest, Partition, Run, current, published_run, runs
from voc.store.questions import COMMAND_MEMORY, answer, connect, query
from voc.store.readings import Readings
from voc.store.selected import selected
from voc.store.sql import text as quoted
from voc.store.staging import Staged, Staging

__all__ = [
    "COMMAND_MEMORY",
    "LONGEST",
    "MEMORY",
    "ROWS",
    "SECONDS",
    "THREADS",
    "UNSEEN",
    "Answer",
    "Apart",
    "Builder",
    "Failure",
    "Kept",
    "Key",
    "Layout",
    "Manifest",
    "Partition",
    "Readings",
    "Run",
    "Sight",
    "Staged",
    "Staging",
    "answer",
    "bounded",
    "confined",
    "connect",
    "current",
    "decisions",
    "engine",
    "failures",
    "open_to_all",
    "private",
    "published_run",
    "publisher",
    "publishing",
    "query",
    "quoted",
    "record_failure",
    "runs",
    "selected",
    "session_secret",
    "spilling",
]

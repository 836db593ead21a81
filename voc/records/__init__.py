"""What travels between the stages: Arrow schemas and a few frozen dataclasses.

Times are UTC timestamps; `month` is the calendar month "YYYY-MM" in the project's time
zone. Respondents and text hashes are keyed hashes (hex), never the value itself. All text
is masked, except in `Readable`, whose `given` never leaves the process.
"""

from voc.records.deciding import (
    ACTIONS,
    DECISIONS,
    QUEUE,
    REVIEWED,
    ROLES,
    STATUSES,
    Action,
    Correction,
    Decision,
    Fold,
    Role,
    Standing,
    Status,
    Verdict,
)
from voc.records.night import FORGETFUL, SILENT, InputFile, Memory, Silent, Watch
from voc.records.reading import (
    EVEN,
    FLAGS,
    POLARITIES,
    READINGS,
    YES,
    Mention,
    Polarity,
    Readable,
    Reading,
    Reason,
    TopicRates,
)
from voc.records.sources import Behaviour, Kind, Margins, Score, Source
from voc.records.staged import COMMENTS, CONTACTS, CUSTOMERS, MESSAGES, REJECTED, RESPONSES, STAGED, Batch

__all__ = [
    "ACTIONS", "Action", "Batch", "Behaviour", "COMMENTS", "CONTACTS", "CUSTOMERS", "Correction",
    "DECISIONS", "Decision", "EVEN", "FLAGS", "FORGETFUL", "Fold", "InputFile", "Kind", "MESSAGES", "Margins",
    "Memory", "Mention", "POLARITIES", "Polarity", "QUEUE", "READINGS", "REJECTED", "RESPONSES", "REVIEWED",
    "ROLES", "Readable", "Reading", "Reason", "Role", "SILENT", "STAGED", "STATUSES", "Score", "Silent",
    "Source", "Standing", "Status", "TopicRates", "Verdict", "Watch", "YES",
]  # fmt: skip

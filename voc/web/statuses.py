"""The status with which a failure that a person can mend is answered, by pages and by the JSON API."""

from voc.errors import StoreError, Taken, VocError

_STATUS = {
    "unknown_table": 404, "item_unknown": 404, "not_published": 409, "request_reused": 409,
    "nothing_to_undo": 409, "words_not_in_text": 400, "topic_unknown": 400, "assignee_unknown": 400,
    "note_empty": 400, "sql_busy": 503,
}  # fmt: skip
_FORM = "web.review."  # what is wrong in a form is no failure of the data folder


def status_of(error: VocError) -> int:
    """404, 409, 400 for what was asked for, 503 for a data folder or a database that does not answer."""
    if error.code in _STATUS:
        return _STATUS[error.code]
    if isinstance(error, Taken):
        return 409
    return 503 if isinstance(error, StoreError) and not error.code.startswith(_FORM) else 400

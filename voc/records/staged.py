"""What ingest hands over, one batch at a time: the schemas of staged rows."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

UTC = pa.timestamp("us", tz="UTC")
_NUMBERS = pa.map_(pa.string(), pa.float64())
STRINGS = pa.map_(pa.string(), pa.string())

RESPONSES = pa.schema(
    {
        "source": pa.string(),
        "response_id": pa.string(),   # keyed hash of the source's id columns
        "respondent": pa.string(),    # keyed hash; null for an anonymous answer
        "answered_at": UTC,
        "month": pa.string(),
        "nps_score": pa.int8(),       # 0-10
        "nps_group": pa.string(),     # promoter | passive | detractor
        "scores": _NUMBERS,
        "segments": STRINGS,
        "behaviour": _NUMBERS,
    }
)
CONTACTS = pa.schema(
    {
        "source": pa.string(),
        "contact_id": pa.string(),
        "respondent": pa.string(),
        "opened_at": UTC,
        "month": pa.string(),
        "channel": pa.string(),
        "status": pa.string(),
    }
)
MESSAGES = pa.schema(
    {
        "source": pa.string(),
        "contact_id": pa.string(),
        "seq": pa.int32(),            # 0 = first turn
        "speaker": pa.string(),       # customer | agent
        "sent_at": UTC,              # null when the export has no time per turn
        "month": pa.string(),         # of the contact
        "text": pa.string(),
    }
)
CUSTOMERS = pa.schema(
    {
        "source": pa.string(),
        "respondent": pa.string(),
        "tenure": pa.float64(),       # years, or as the source counts it
        "tier": pa.string(),
        "points": pa.float64(),
        "purchases": pa.float64(),
        "spend": pa.float64(),
        "churned_at": UTC,
        "aliases": pa.list_(pa.string()),   # keyed hashes
    }
)
COMMENTS = pa.schema(
    {
        "source": pa.string(),
        "comment_id": pa.string(),    # keyed hash of response or contact and question
        "response_id": pa.string(),   # null for a support contact
        "contact_id": pa.string(),    # null for a survey answer
        "question": pa.string(),
        "text": pa.string(),          # masked from the text stage on
        "tokens": pa.list_(pa.string()),    # lemmas of content words; filled by the text stage
        "pairs": pa.list_(pa.string()),     # 係り受け, "対応→遅い", "使い勝手→良い/ない"; by the text stage
        "occurred_at": UTC,
        "month": pa.string(),
        "text_hash": pa.string(),     # keyed hash of question and masked text
    }
)
REJECTED = pa.schema(
    {
        "source": pa.string(),
        "file": pa.string(),          # relative to the project folder
        "line": pa.int64(),           # 1-based line where the row begins; null for the whole file
        "reason": pa.string(),        # code of voc.words, e.g. score_out_of_range
        "message": pa.string(),       # the sentence in the project's language
        "excerpt": pa.string(),       # masked, at most 200 characters
    }
)


STAGED: Mapping[str, pa.Schema] = {
    "responses": RESPONSES, "contacts": CONTACTS, "messages": MESSAGES,
    "customers": CUSTOMERS, "comments": COMMENTS, "rejected": REJECTED,
}  # fmt: skip


@dataclass(frozen=True)
class Batch:
    """Rows of one export, bounded in size. Comment and message text is as written (unmasked)."""

    responses: pa.Table
    contacts: pa.Table
    messages: pa.Table
    customers: pa.Table
    comments: pa.Table
    rejected: pa.Table
    rows_read: int                        # = survey/contact/customer rows accepted + rejected

"""Which readings become flags for a person to look at, and which first; what decisions mean. Pure.

A comment is flagged for one or more reasons (probabilities of .5 and more mean yes):

    urgent      somebody must act soon
    churn       the writer means to leave
    complaint   dissatisfied with something the organisation can act on
    detractor   … and gave 0-6 in the answer that the comment belongs to
    safety      criticises safety: danger, theft of data, pests

Its priority is the sum of five parts, three of them a weight times how sure the model is:

    urgent      30 × p(urgent)
    churn       20 × p(churn)
    severity    20 × p(complaint) × p(negative)
    nps         12 for a detractor, 6 for a passive or where no answer is known, 0 for a promoter
    value       8 × the share of those known who bring less, in spend as a customer list or an answer says it,
                where no spend is known in purchases or visits; 0 for a customer of whom nothing is known

That is 0-90 in a run's table, which does not change with time. The queue adds the age:

    age         a point for every three days since the comment was written, 10 from thirty days on

It stands in the queue, whose order is an index, and is brought up once a day for what waits: an item then
changes ten times in its life. An age that needs no bringing up, as it grows alike for all, has no upper end,
and what an old export brings along would come before what is urgent today.

What a person decides is appended; the state of an item is what its decisions say in their order:

    accept, dismiss, resolve    the status
    reopen                      open again
    assign                      somebody's, or nobody's; an open item is then called assigned
    accept, correct             the labels are known: as they were read, or as they were corrected
    note                        nothing
    undo                        as if the decision it names had not been; an undo can be undone

Whoever reopens an item does not doubt its labels: that is what correct and undo are for.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pyarrow as pa

from voc.errors import StoreError
from voc.records import QUEUE, REVIEWED, YES, Action, Correction, Decision, Mention, Standing, Status, Verdict

REASONS = ("urgent", "churn", "complaint", "detractor", "safety")

WEIGHTS = {"urgent": 30.0, "churn": 20.0, "severity": 20.0, "value": 8.0}
NPS_POINTS = {"detractor": 12.0, "passive": 6.0, "promoter": 0.0}
NPS_POINTS_UNKNOWN = 6.0
A_POINT, MOST_AGE = timedelta(days=3), 10

FLAGS = pa.schema(
    {
        "reasons": pa.list_(pa.string()),        # of REASONS, in that order
        "priority": pa.float64(),                # 0-90, the sum of the parts, which have one decimal
        "priority_urgent": pa.float64(),         # 0-30
        "priority_churn": pa.float64(),          # 0-20
        "priority_severity": pa.float64(),       # 0-20
        "priority_nps": pa.float64(),            # 0-12
        "priority_value": pa.float64(),          # 0-8
    }
)


def flags(comments: pa.Table) -> pa.Table:
    """FLAGS for each comment, in order; `reasons` is empty where the comment is not flagged.

    `comments` has urgent, churn, complaint, p_negative (0-1), nps_group (promoter | passive |
    detractor, null where no answer is known), value (0-1, null where it is not known) and
    safety_negative (bool). Other columns are ignored.
    """
    number = {
        name: comments[name].to_numpy().astype(np.float64)
        for name in ("urgent", "churn", "complaint", "p_negative")
    }
    group = comments["nps_group"].to_numpy()
    complains = number["complaint"] >= YES
    applies = np.column_stack(
        (
            number["urgent"] >= YES,
            number["churn"] >= YES,
            complains,
            complains & (group == "detractor"),
            comments["safety_negative"].to_numpy().astype(np.bool_),
        )
    )
    points = [NPS_POINTS.get(one, NPS_POINTS_UNKNOWN) for one in group]
    parts = np.round(
        [
            WEIGHTS["urgent"] * number["urgent"],
            WEIGHTS["churn"] * number["churn"],
            WEIGHTS["severity"] * number["complaint"] * number["p_negative"],
            np.asarray(points, dtype=np.float64),
            WEIGHTS["value"] * np.nan_to_num(comments["value"].to_numpy().astype(np.float64)),
        ],
        1,
    )
    ends = np.concatenate(([0], np.cumsum(applies.sum(axis=1))))
    reasons = pa.array(REASONS).take(pa.array(np.nonzero(applies)[1]))
    listed = pa.ListArray.from_arrays(pa.array(ends, pa.int32()), reasons)
    priority = np.round(parts.sum(axis=0), 1)
    return pa.table([listed, *(pa.array(part) for part in (priority, *parts))], schema=FLAGS)


def age(written: datetime | None, at: datetime) -> int:
    """The points (0-10) that a comment's age has at `at`; 0 where it is not known when it was written."""
    return 0 if written is None else min(max((at - written) // A_POINT, 0), MOST_AGE)


def aged(queue: pa.Table, at: datetime) -> pa.Table:
    """records.QUEUE with the age that the items have at `at`; the digest stays as it is."""
    points = np.array([age(written, at) for written in queue["occurred_at"].to_pylist()], dtype=np.float64)
    changed = {"priority": np.round(queue["priority"].to_numpy() + points, 1), "priority_age": points}
    for name, column in changed.items():
        queue = queue.set_column(queue.schema.get_field_index(name), name, pa.array(column))
    return queue.cast(QUEUE)


_STATUS: dict[Action, Status] = {
    "accept": "accepted", "dismiss": "dismissed", "resolve": "resolved", "reopen": "open",
}  # fmt: skip


def fold(decisions: Sequence[Decision], text_hash: str) -> Standing:
    """What the decisions on one item, in any order, say together.

    `text_hash` is the item's now: what was decided on another text, beyond who works on it, no longer
    counts, and the standing is then `outdated`.
    """
    standing = Standing()
    for one in in_force(decisions):
        if one.action == "assign":
            standing = replace(standing, assignee=one.assignee)
        elif one.action != "note" and one.text_hash != text_hash:
            standing = replace(standing, outdated=True)
        else:
            standing = replace(standing, status=_STATUS.get(one.action, standing.status))
            if one.verdict is not None:
                standing = replace(standing, verdict=one.verdict, decided_at=one.at, outdated=False)
    if standing.status == "open" and standing.assignee is not None:
        standing = replace(standing, status="assigned")
    return standing


def in_force(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that nobody took back, without the undos, in their order."""
    gone = taken_back(decisions)
    ordered = sorted(decisions, key=lambda one: one.version)
    return [one for one in ordered if one.action != "undo" and one.id not in gone]


def taken_back(decisions: Sequence[Decision]) -> dict[int, Decision]:
    """The decisions that count no more, by id: the undo of each. An undo taken back takes nothing back."""
    gone: dict[int, Decision] = {}
    for one in sorted(decisions, key=lambda one: one.version, reverse=True):
        if one.undoes is not None and one.id not in gone:
            gone[one.undoes] = one
    return gone


def corrected(verdict: Verdict, correction: Correction, text: str) -> Verdict:
    """What a person says of `text` who finds `verdict` right but for the correction: of all that is shown.

    Of a comment corrected to mixed, the sentiment that was read is the side that weighs more. Words that
    stand in the text more than once are those that stand there first. A topic without words keeps
    the span that it has, or gets the whole text; what is named twice is there once. Raises StoreError for
    words that are not in the text.
    """
    flags = {name: value for name in REVIEWED if (value := getattr(correction, name)) is not None}
    verdict = replace(verdict, reviewed=REVIEWED, **flags)
    if correction.sentiment == "mixed":
        verdict = replace(verdict, mixed=True)
    elif correction.sentiment is not None:
        verdict = replace(verdict, sentiment=correction.sentiment, mixed=False)
    if correction.topics is None:
        return verdict
    read = {(mention.topic, mention.polarity): (mention.start, mention.end) for mention in verdict.topics}
    topics = []
    for topic, polarity, words in correction.topics:
        start, end = read.get((topic, polarity), (0, len(text)))
        if words:
            start = text.find(words)
            end = start + len(words)
        if start < 0:
            raise StoreError("words_not_in_text", words=words)
        topics.append(Mention(topic, polarity, 1.0, start, end))
    return replace(verdict, topics=tuple(dict.fromkeys(topics)))

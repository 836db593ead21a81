"""What people decide in a project: on items of the review queue, which become labels, and on alerts.

Text and evidence come from the published run, the working state from the decisions database. A note is masked
before it is kept.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from voc import analyze, classify, gold, review, store, text
from voc.analyze.disclosure.openable import ALERT
from voc.config import Project
from voc.errors import StoreError, Taken
from voc.records import REVIEWED, Action, Correction, Decision, Mention, Verdict
from voc.store.decisions import Acknowledgement, Choice, Database, Item, Wanted

_LONGEST_NAME = 100  # characters of an assignee's name, as of an account's

Said = Callable[[Sequence[Item]], Mapping[tuple[str, str], Mapping[str, Any]]]
"""What the published run says of the comments of items, as `analyze.said` answers it."""


@dataclass(frozen=True)
class Shown:
    """An item with its comment. `verdict` is what it says now: as decided, or else as read.

    All three are None where the published run does not have the comment any more.
    """

    item: Item
    text: str | None
    question: str | None
    verdict: Verdict | None


def page(
    project: Project, database: Database, wanted: Wanted, limit: int = 50, after: Item | None = None
) -> list[Shown]:
    """The most pressing items with their text. Raises SettingsError when nothing is published."""
    items = store.decisions.queue(database, wanted, limit=limit, after=after)
    return shown(database, items, _published(project))


def shown(database: Database, items: Sequence[Item], said: Said) -> list[Shown]:
    """The items with what `said` has of their comments; one whose text is another one now has none."""
    rows = said(items)
    known = store.decisions.histories(database, [item.id for item in items])
    answer = []
    for item in items:
        row = rows.get((item.source, item.comment_id))
        if row is None or row["text_hash"] != item.text_hash or row["sentiment"] is None:
            answer.append(Shown(item, None, None, None))
            continue
        standing = review.fold(known[item.id], item.text_hash)
        answer.append(Shown(item, row["text"], row["question"], standing.verdict or _verdict(row)))
    return answer


def decide(
    project: Project,
    database: Database,
    action: Action,
    seen: Sequence[tuple[int, int | None]],
    who: str,
    *,
    correction: Correction | None = None,
    assignee: str | None = None,
    note: str = "",
    request: str | None = None,
    said: Said | None = None,
) -> list[Decision]:
    """Decide on items as they were seen: (id, version); without a version, as they are now.

    accept makes known what the comment says now, correct what it says but for the correction; undo takes
    back the last decision in force. `said` reads the comments, None is from the published run.
    Raises Taken when somebody was faster, StoreError for what cannot be: words that are not in the text,
    a topic that the model does not know, an assignee who may not work on them, a note without words.
    """
    if action == "note" and not note.strip():
        raise StoreError("note_empty")
    items = store.decisions.find(database, [id for id, _ in seen])
    if assignee is not None and any(item.assignee != assignee for item in items):
        _check_assignee(database, assignee, who, items)
    verdicts, undoes = dict[int, Verdict](), dict[int, int]()
    if action in ("accept", "correct"):
        for one in shown(database, items, said or _published(project)):
            if one.verdict is None or one.text is None:
                raise Taken("item_changed", item=one.item.id)
            _check_topics(project, one.verdict, correction)
            verdicts[one.item.id] = review.corrected(one.verdict, correction or Correction(), one.text)
    elif action == "undo":
        for id, known in store.decisions.histories(database, [item.id for item in items]).items():
            if past := review.in_force(known):
                undoes[id] = past[-1].id
    choices = [
        Choice(id, item.version if version is None else version, verdicts.get(id), undoes.get(id))
        for item, (id, version) in zip(items, seen, strict=True)
    ]
    return store.decisions.decide(
        database, review.fold, choices, action, who,
        assignee=assignee, note=text.mask(note), request=request,
    )  # fmt: skip


def take_back(
    project: Project,
    database: Database,
    seen: Sequence[tuple[int, int | None]],
    who: str,
    *,
    request: str | None = None,
) -> list[Decision]:
    """`decide` with undo on each of many items by itself: one does not stand in the way of the others.

    Left out of the answer, and as they are: items that somebody has decided on since they were seen, and
    those that have nothing to undo. Raises Taken or StoreError, of the first item, where that is all of them.
    """
    made, left = list[Decision](), list[StoreError]()
    for id, version in seen:
        own = None if request is None else f"{request}/{id}"
        try:
            made += decide(project, database, "undo", [(id, version)], who, request=own)
        except StoreError as error:
            if error.code != "nothing_to_undo" and not isinstance(error, Taken):
                raise
            left.append(error)
    if left and not made:
        raise left[0]
    return made


def acknowledge(
    database: Database, alerts: Sequence[Mapping[str, Any]], who: str, note: str = ""
) -> list[Acknowledgement]:
    """Keep that `who` has seen these alerts (source, topic, polarity, kind, day); whoever was first stays.

    Answers for each what is kept now: `new` where this call has kept it, and only then with this note.
    """
    kept = text.mask(note)
    return [
        store.decisions.acknowledge(database, **{name: alert[name] for name in ALERT}, who=who, note=kept)
        for alert in alerts
    ]


def labelled(project: Project, database: Database) -> Iterator[gold.Gold]:
    """The comments whose labels people have accepted or corrected until now, with their published text.

    Flags that nobody was shown are None. A comment whose text is another one since, or that the published
    run does not have any more, is left out. Raises SettingsError when nothing is published.
    """
    decided = store.decisions.snapshot(database, review.fold).to_pylist()
    known = {(row["source"], row["comment_id"]): row for row in decided if row["sentiment"] is not None}
    with store.connect(store.published_run(project.data)) as con:
        said = analyze.said(con, list(known))
    for key, row in known.items():
        if key in said and said[key]["text_hash"] == row["text_hash"]:
            yield _gold("/".join(key), said[key], row)


def _check_assignee(database: Database, assignee: str, who: str, items: Sequence[Item]) -> None:
    """Raise StoreError unless it is `who` or may work on all items; without accounts any name does."""
    accounts = store.decisions.accounts
    known = accounts.workers(database, (item.segments for item in items))
    if assignee not in (who, *known) and (accounts.any_exists(database) or len(assignee) > _LONGEST_NAME):
        people = ", ".join(known or [who])
        raise StoreError("assignee_unknown", assignee=assignee[:_LONGEST_NAME], people=people)


def _check_topics(project: Project, verdict: Verdict, correction: Correction | None) -> None:
    """Raise StoreError for a topic that the model does not know, unless the comment was read to have it."""
    if correction is None or not correction.topics:
        return
    known = classify.topics(project.settings.model)
    read = {one.topic for one in verdict.topics}
    for topic, *_ in correction.topics:
        if topic not in read and topic not in known:
            raise StoreError("topic_unknown", topic=topic[:_LONGEST_NAME], topics=", ".join(known))


def _published(project: Project) -> Said:
    def said(items: Sequence[Item]) -> Mapping[tuple[str, str], Mapping[str, Any]]:
        with store.connect(store.published_run(project.data)) as con:
            return analyze.said(con, [(item.source, item.comment_id) for item in items])

    return said


def _verdict(row: Mapping[str, Any]) -> Verdict:
    names = ("sentiment", "mixed", "complaint", "request", "churn", "urgent", "non_answer")
    topics = tuple(Mention(**mention) for mention in row["topics"])
    return Verdict(**{name: row[name] for name in names}, topics=topics)


def _gold(id: str, said: Mapping[str, Any], known: Mapping[str, Any]) -> gold.Gold:
    spans: dict[gold.Topic, gold.Spans] = {}
    for one in known["topics"]:
        topic = one["topic"], one["polarity"]
        spans[topic] = (*spans.get(topic, ()), (one["start"], one["end"]))
    return gold.Gold(
        id=id, text=said["text"], question=said["question"] or "",
        sentiment="mixed" if known["mixed"] else known["sentiment"],
        flags={name: known[name] for name in REVIEWED},
        topics=frozenset(spans), spans=spans, flagged=True,
    )  # fmt: skip

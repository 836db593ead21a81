"""The log of decisions: appended in one transaction, on what was seen, once per request.

The state of an item is computed from its decisions by a rule that is handed in (`voc.review.fold`); what
stands in review_items is kept for the queue's indexes.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from voc.errors import StoreError, Taken
from voc.records import DECISIONS, REVIEWED, Action, Decision, Fold, Mention, Standing, Verdict
from voc.store.decisions.database import Database
from voc.store.decisions.tables import decisions, items

_MANY = 500  # ids in one statement
_DECIDED = ("accepted", "dismissed", "resolved")
_WORK = ("accept", "dismiss", "resolve", "correct")


@dataclass(frozen=True)
class Choice:
    """An item to decide on, the version of it that was seen, and what becomes known of its comment.

    `undoes` is the decision that undo takes back.
    """

    item: int
    version: int
    verdict: Verdict | None = None
    undoes: int | None = None


def decide(
    database: Database,
    fold: Fold,
    choices: Sequence[Choice],
    action: Action,
    who: str,
    *,
    assignee: str | None = None,
    note: str = "",
    request: str | None = None,
) -> list[Decision]:
    """Append one decision for each of `choices`, all or none of them; answers them in that order.

    `note` comes masked. A `request` that was carried out before is answered as it was then and changes
    nothing. Raises Taken, naming who decided meanwhile, when an item is no longer of the version that was
    seen; StoreError when there is no such item, or no such decision on it to undo.
    """
    request = request or secrets.token_hex(16)
    ids = [choice.item for choice in choices]
    with database.writing() as connection:
        rows = _locked(connection, ids)
        known = of_items(connection, ids)
        same = decisions.select().where(decisions.c.request == request)
        if done := {row["item"]: _decision(row) for row in connection.execute(same).mappings()}:
            if done.keys() != set(ids) or any(one.action != action for one in done.values()):
                raise StoreError("request_reused", request=request)
            return [done[id] for id in ids]
        made = []
        for choice in choices:
            row, past = rows[choice.item], known[choice.item]
            if row["version"] != choice.version:
                raise _taken(row, past)
            if action == "undo" and choice.undoes not in [one.id for one in past]:
                raise StoreError("nothing_to_undo", item=choice.item)
            plain: dict[str, Any] = {
                "item": choice.item, "version": choice.version + 1, "text_hash": row["text_hash"],
                "action": action, "who": who, "at": datetime.now(UTC), "assignee": assignee, "note": note,
                "undoes": choice.undoes,
            }  # fmt: skip
            verdict = None if choice.verdict is None else asdict(choice.verdict)
            added = decisions.insert().values(**plain, request=request, verdict=verdict)
            key = connection.execute(added).inserted_primary_key
            assert key is not None
            made.append(Decision(id=key[0], verdict=choice.verdict, **plain))
            standing = fold([*past, made[-1]], row["text_hash"])
            state = stand(standing, gone=row["gone_run"] is not None)
            update = items.update().where(items.c.id == choice.item)
            connection.execute(update.values(**state, version=choice.version + 1))
        return made


def history(database: Database, item: int) -> list[Decision]:
    """The decisions on one item, in their order."""
    return histories(database, [item])[item]


def histories(database: Database, ids: Sequence[int]) -> dict[int, list[Decision]]:
    """`history` of several items at once."""
    with database.reading() as connection:
        return of_items(connection, ids)


def decided_since(database: Database, since: datetime, most: int = 1_000) -> int:
    """On how many items somebody has decided since then, of the last `most` decisions.

    A note is no decision, nor is what was undone.
    """
    c = decisions.c
    last = sa.select(c.id, c.item, c.at, c.action, c.undoes).order_by(c.id.desc()).limit(most)
    gone, done = set[int](), set[int]()
    with database.reading() as connection:
        for id, item, at, action, undoes in connection.execute(last):  # an undo before what it undoes
            if id in gone:
                continue
            if undoes is not None:
                gone.add(undoes)
            elif action in _WORK and at >= since:
                done.add(item)
    return len(done)


def snapshot(database: Database, fold: Fold) -> pa.Table:
    """Every comment that somebody decided, as records.DECISIONS: one state of the whole log, without text.

    In the order of source and comment_id; who decided and what was noted stay in the database.
    """
    c = items.c
    shown = sa.select(c.id, c.source, c.comment_id, c.month, c.text_hash).order_by(c.source, c.comment_id)
    touched = sa.select(decisions.c.item)
    rows = []
    with database.reading() as connection:
        past: dict[int, list[Decision]] = {}
        for row in connection.execute(decisions.select()).mappings():
            past.setdefault(row["item"], []).append(_decision(row))
        for item in connection.execute(shown.where(c.id.in_(touched))).mappings():
            standing = fold(past[item["id"]], item["text_hash"])
            if standing.verdict is not None or standing.status in _DECIDED:
                rows.append(_row(item, standing))
    return pa.Table.from_pylist(rows, DECISIONS)


def of_items(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[Decision]]:
    """The decisions on each of these items, in their order."""
    found: dict[int, list[Decision]] = {id: [] for id in ids}
    for some in _some(ids):
        wanted = decisions.select().where(decisions.c.item.in_(some)).order_by(decisions.c.version)
        for row in connection.execute(wanted).mappings():
            found[row["item"]].append(_decision(row))
    return found


def stand(standing: Standing, *, gone: bool) -> dict[str, Any]:
    """The columns of review_items that hold where an item stands."""
    return {
        "status": standing.status, "assignee": standing.assignee, "outdated": standing.outdated,
        "waiting": standing.status in ("open", "assigned") and not gone,
    }  # fmt: skip


def _locked(connection: sa.Connection, ids: Sequence[int]) -> dict[int, sa.RowMapping]:
    """The rows of these items, nobody else's until the transaction ends. By id: two people in one order."""
    rows: dict[int, sa.RowMapping] = {}
    for some in _some(sorted(ids)):
        wanted = items.select().where(items.c.id.in_(some)).order_by(items.c.id).with_for_update()
        rows |= {row["id"]: row for row in connection.execute(wanted).mappings()}
    if missing := set(ids) - rows.keys():
        raise StoreError("item_unknown", item=min(missing))
    return rows


def _taken(row: sa.RowMapping, past: Sequence[Decision]) -> Taken:
    if past and past[-1].version == row["version"]:
        last = past[-1]
        at = last.at.isoformat(timespec="seconds")
        return Taken("item_taken", item=row["id"], who=last.who, action=last.action, at=at)
    return Taken("item_changed", item=row["id"])


def _decision(row: sa.RowMapping) -> Decision:
    plain = {name: value for name, value in row.items() if name != "request"}
    if (verdict := row["verdict"]) is not None:
        lists = {"topics": tuple(Mention(**mention) for mention in verdict["topics"])}
        if "reviewed" in verdict:  # decisions that are older have no such field
            lists["reviewed"] = tuple(verdict["reviewed"])
        plain["verdict"] = Verdict(**verdict | lists)
    return Decision(**plain)


def _row(item: sa.RowMapping, standing: Standing) -> dict[str, Any]:
    row = {name: item[name] for name in ("source", "comment_id", "month", "text_hash")}
    row |= {"status": standing.status, "decided_at": standing.decided_at}
    if standing.verdict is None:
        return row
    unknown = {name: None for name in REVIEWED if name not in standing.verdict.reviewed}
    return row | asdict(standing.verdict) | unknown


def _some(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[at : at + _MANY] for at in range(0, len(ids), _MANY))

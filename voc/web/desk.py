"""What reviewers have at hand of one run, in memory: the flagged comments, who wrote them, their threads.

A page of the queue reads it instead of the run's files, and free text is searched in it alone.
"""

import logging
import threading
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from voc import text
from voc.analyze import AtHand
from voc.store.decisions import Wanted

Key = tuple[str, str]
log = logging.getLogger("voc.web")
_ORDER = {"said": "comment_id", "written": "respondent", "people": "respondent", "turns": "contact_id, seq"}
_TOPICS = "SELECT topic FROM (SELECT unnest(topics).topic AS topic FROM said) GROUP BY 1 ORDER BY count(*) DESC, 1"
_SAID = """SELECT * EXCLUDE (plain, tokens, segments) FROM said
           WHERE comment_id IN (SELECT unnest($1::VARCHAR[]))"""
_WRITTEN = "FROM written WHERE respondent = $1 ORDER BY written_at DESC, comment_id LIMIT $2"
_ANSWERS = 30  # of one customer that are shown, the newest


@dataclass(frozen=True)
class Customer:
    """Somebody who wrote a comment: what customer lists know, and what they wrote, the newest first."""

    facts: Sequence[Mapping[str, Any]]
    written: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Choices:
    """What the filters can choose, in the order in which they are shown."""

    sources: Sequence[str]
    periods: Sequence[str]
    topics: Sequence[str]


class Desk:
    """The tables of `AtHand`; may be shared by threads."""

    def __init__(self, run_id: str, hand: AtHand) -> None:
        self.run_id = run_id
        self._con = duckdb.connect(config={"threads": 1, "python_enable_replacements": False})
        self._con.execute("SET enable_progress_bar = false; SET TimeZone = 'UTC'")
        searched = pa.array(map(plain, hand.said["text"].to_pylist()), pa.string())
        said = hand.said.append_column("plain", searched)
        for name, table in (hand._asdict() | {"said": said}).items():
            self._con.register("given", table)
            self._con.execute(f"CREATE TABLE {name} AS FROM given ORDER BY {_ORDER[name]}")
            self._con.unregister("given")
        self.choices = Choices(
            self._column("SELECT DISTINCT source FROM said ORDER BY 1"),
            self._column("SELECT DISTINCT month FROM said WHERE month IS NOT NULL ORDER BY 1 DESC"),
            self._column(_TOPICS),
        )

    def said(self, keys: Sequence[Key]) -> dict[Key, dict[str, Any]]:
        """Rows of `said` by (source, comment_id); what is not at hand is left out."""
        rows = self._rows(_SAID, [comment for _, comment in keys])
        wanted = set(keys)
        return {key: row for row in rows if (key := (row["source"], row["comment_id"])) in wanted}

    def customer(self, respondent: str) -> Customer:
        """Everything at hand of one person."""
        return Customer(
            self._rows("FROM people WHERE respondent = $1", respondent),
            self._rows(_WRITTEN, respondent, _ANSWERS),
        )

    def thread(self, source: str, contact: str) -> list[dict[str, Any]]:
        """The turns of a contact, in their order."""
        return self._rows("FROM turns WHERE contact_id = $1 AND source = $2 ORDER BY seq", contact, source)

    def search(self, words: Sequence[str], wanted: Wanted) -> list[Key]:
        """The comments that hold all of these words, as written or in another form of the same word.

        `wanted` narrows them as far as the run knows: not by status or assignee.
        """
        conditions, values = [], list[Any]()
        for word in words:
            values += [plain(word), text.content_words(text.tokenise(word))]
            written, lemmas = f"${len(values) - 1}", f"${len(values)}::VARCHAR[]"
            token = f"len({lemmas}) > 0 AND list_has_all(tokens, {lemmas})"
            conditions.append(f"(contains(plain, {written}) OR {token})")
        for column, value in (("source", wanted.source), ("nps_group", wanted.nps_group)):
            if value is not None:
                values.append(value)
                conditions.append(f"{column} = ${len(values)}")
        if wanted.period is not None:
            values.append(wanted.period)
            conditions.append(f"starts_with(month, ${len(values)})")
        if wanted.topic is not None:
            values.append(wanted.topic)
            conditions.append(f"list_contains(list_transform(topics, lambda one: one.topic), ${len(values)})")
        where = " AND ".join(conditions) or "true"
        with self._con.cursor() as con:
            return con.execute(f"SELECT source, comment_id FROM said WHERE {where}", values).fetchall()

    def _rows(self, statement: str, *values: Any) -> list[dict[str, Any]]:
        with self._con.cursor() as con:
            rows: list[dict[str, Any]] = con.execute(statement, list(values)).to_arrow_table().to_pylist()
        return rows

    def _column(self, statement: str) -> list[str]:
        return [row[0] for row in self._con.execute(statement).fetchall()]


def plain(given: str) -> str:
    """A text as it is searched: width and case do not tell words apart."""
    return unicodedata.normalize("NFKC", given).casefold()


Segment = tuple[str, str] | None


class Desks:
    """The desk of the published run for everybody who sees the same of it; may be shared by threads.

    The first is waited for. When a run is published, the desk before serves until the new one is laid.
    """

    def __init__(self) -> None:
        self._laid: dict[Segment, Desk] = {}
        self._laying: set[Segment] = set()
        self._lock = threading.Lock()
        self._first = threading.Lock()

    def of(self, run_id: str, segment: Segment, lay: Callable[[], Desk]) -> Desk:
        """The desk of this run, by `lay` where there is none, or for a while the one before."""
        desk = self._laid.get(segment)
        if desk is None:
            with self._first:
                desk = self._laid.get(segment)
                if desk is None:
                    desk = self._laid[segment] = lay()
        if desk.run_id != run_id:
            with self._lock:
                idle = segment not in self._laying
                self._laying.add(segment)
            if idle:
                threading.Thread(target=self._lay, args=(segment, lay), daemon=True).start()
        return desk

    def _lay(self, segment: Segment, lay: Callable[[], Desk]) -> None:
        try:
            self._laid[segment] = lay()
        except Exception:  # the desk before serves on, and the next request tries again
            log.warning("the desk of a new run could not be laid", exc_info=True)
        finally:
            with self._lock:
                self._laying.discard(segment)

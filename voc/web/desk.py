"""What reviewers have at hand of one run, in memory: the flagged comments, who wrote them, their threads.

A page of the queue reads it instead of the run's files, and free text is searched in it alone.
"""

import logging
import threading
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from voc import text
from voc.analyze import AtHand
from voc.store.decisions import Wanted

Key = tuple[str, str]
Segment = tuple[str, str] | None
_ANSWERS = 30  # of one customer that are shown, the newest
_VALUES = 50   # of one segment
log = logging.getLogger("voc.web")


@dataclass(frozen=True)
class Customer:
    """Somebody who wrote a comment: what customer lists know, and what they wrote, the newest first.

    `worth` are the amounts that their customer value is ranked by.
    """

    facts: Sequence[Mapping[str, Any]] = ()
    written: Sequence[Mapping[str, Any]] = ()
    worth: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Choices:
    """What the filters can choose, in the order in which they are shown."""

    sources: Sequence[str]
    periods: Sequence[str]
    topics: Sequence[str]
    segments: Mapping[str, Sequence[str]]  # name -> values, of many those of the most comments


class Desk:
    """The tables of `AtHand`, found by key; may be shared by threads."""

    def __init__(self, run_id: str, hand: AtHand) -> None:
        self.run_id = run_id
        said = hand.said.combine_chunks()
        self._plain = pa.array(map(plain, said["text"].to_pylist()), pa.string())
        self._words = said["words"].combine_chunks()
        self._searched = said.select(["source", "month", "nps_group", "spoken", "belongs"])
        self._said = said.drop(["words", "spoken", "belongs"])
        self._keys = list(zip(said["source"].to_pylist(), said["comment_id"].to_pylist(), strict=True))
        self._places = {key: place for place, key in enumerate(self._keys)}
        self._people = _Grouped(hand.people, ("respondent",), [("source", "ascending")])
        self._worth = _Grouped(hand.worth, ("respondent",), [("source", "ascending"), ("name", "ascending")])
        newest = [("written_at", "descending"), ("comment_id", "ascending")]
        self._written = _Grouped(hand.written, ("respondent",), newest)
        self._turns = _Grouped(hand.turns, ("source", "contact_id"), [("seq", "ascending")])
        self.choices = Choices(
            sorted(pc.unique(said["source"]).to_pylist()),
            sorted(filter(None, pc.unique(said["month"]).to_pylist()), reverse=True),
            _often(said["spoken"]),
            _values(_often(said["belongs"])),
        )

    def said(self, keys: Sequence[Key]) -> dict[Key, dict[str, Any]]:
        """Rows of `said` by (source, comment_id); what is not at hand is left out."""
        there = [key for key in keys if key in self._places]
        rows = self._said.take(pa.array([self._places[key] for key in there], pa.int64())).to_pylist()
        return dict(zip(there, rows, strict=True))

    def customer(self, respondent: str) -> Customer:
        """Everything at hand of one person."""
        return Customer(
            self._people.of(respondent),
            self._written.of(respondent, most=_ANSWERS),
            self._worth.of(respondent),
        )

    def thread(self, source: str, contact: str) -> list[dict[str, Any]]:
        """The turns of a contact, in their order."""
        return self._turns.of(source, contact)

    def search(self, words: Sequence[str], wanted: Wanted) -> "Found":
        """The comments that hold all of these words, as written or in another form of the same word.

        `wanted` narrows them by source, period, NPS group, topic and segments.
        """
        searched = self._searched
        found = [self._holds(word) for word in words]
        if wanted.source is not None:
            found.append(pc.equal(searched["source"], wanted.source))
        if wanted.nps_group is not None:
            found.append(pc.equal(searched["nps_group"], wanted.nps_group))
        if wanted.period is not None:
            found.append(pc.starts_with(searched["month"], wanted.period))
        if wanted.topic is not None:
            found.append(pc.match_substring(searched["spoken"], f"\n{wanted.topic}\n"))
        for name, value in wanted.segments:
            found.append(pc.match_substring(searched["belongs"], f"\n{name}={value}\n"))
        mask = np.ones(len(self._keys), np.bool_)
        for one in found:
            mask &= one.fill_null(False).to_numpy(zero_copy_only=False)
        return Found(mask, self._keys, self._places)

    def _holds(self, word: str) -> pa.Array:
        """Which comments hold a word."""
        written = pc.match_substring(self._plain, plain(word))
        lemmas = text.content_words(text.tokenise(word))
        if not lemmas:
            return written
        token, *others = (pc.match_substring(self._words, f"\n{lemma}\n") for lemma in lemmas)
        for other in others:
            token = pc.and_(token, other)
        return pc.or_(written, token)


class Found:
    """Comments that a search found."""

    def __init__(self, mask: npt.NDArray[np.bool_], keys: Sequence[Key], places: Mapping[Key, int]) -> None:
        self._mask, self._keys, self._places = mask, keys, places
        self._count = int(mask.sum())

    def __len__(self) -> int:
        return self._count

    def __contains__(self, key: Key) -> bool:
        return key in self._places and bool(self._mask[self._places[key]])

    def __iter__(self) -> Iterator[Key]:
        return (self._keys[place] for place in np.flatnonzero(self._mask).tolist())


class _Grouped:
    """Rows of a table by the values of some columns, in an order within them."""

    def __init__(self, table: pa.Table, by: Sequence[str], order: Sequence[tuple[str, str]]) -> None:
        self._rows = table.sort_by([*((name, "ascending") for name in by), *order]).combine_chunks()
        keys = list(zip(*(self._rows[name].to_pylist() for name in by), strict=True))
        self._begins = {key: place for place, key in reversed(list(enumerate(keys)))}
        self._sizes: dict[tuple[str, ...], int] = {}
        for key in keys:
            self._sizes[key] = self._sizes.get(key, 0) + 1

    def of(self, *key: str, most: int | None = None) -> list[dict[str, Any]]:
        """The first `most` rows of a key; none where there is none."""
        if key not in self._begins:
            return []
        size = self._sizes[key] if most is None else min(self._sizes[key], most)
        rows: list[dict[str, Any]] = self._rows.slice(self._begins[key], size).to_pylist()
        return rows


def _often(lines: pa.ChunkedArray) -> list[str]:
    """The lines of all texts, the most frequent first."""
    counted = pc.value_counts(pc.list_flatten(pc.split_pattern(lines, "\n"))).to_pylist()
    return [line for _, line in sorted((-one["counts"], one["values"]) for one in counted if one["values"])]


def _values(often: Sequence[str]) -> dict[str, list[str]]:
    """The most frequent values of each segment, in their own order."""
    values: dict[str, list[str]] = {}
    for name, _, value in (one.partition("=") for one in often):
        values.setdefault(name, []).append(value)
    return {name: sorted(values[name][:_VALUES]) for name in sorted(values)}


def plain(given: str) -> str:
    """A text as it is searched: width and case do not tell words apart."""
    return unicodedata.normalize("NFKC", given).casefold()


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

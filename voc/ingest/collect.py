"""Rows on their way into batches, and the tally of what was seen.

A `Collector` is handed from row to row of one file. It gathers columns until `flush` makes a
Batch of them, writes rejected rows with a masked excerpt, and counts for `voc check`.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyarrow as pa

from voc import records
from voc.ingest.mapping import columns_of
from voc.ingest.values import Clock
from voc.records import Batch, Source
from voc.words import say

_EXCERPT = 200
_MASKED = 4000   # characters that are masked to make an excerpt
_FIRST = 5
_DIFFERENT = 500


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """How exports are read, whatever their source.

    `timezone` is that of months and of times that name none. `hash_id` turns "kind:value" into an id,
    `mask` hides personal data in what is told of rejected rows and unknown cells, `language` is what that
    is told in.
    """

    timezone: str
    hash_id: Callable[[str], str]
    mask: Callable[[str], str]
    language: str


class Rejected(Exception):
    """A row that cannot be used: the code of the reason and the values its sentence shows."""

    def __init__(self, reason: str, **values: object) -> None:
        self.reason = reason
        self.values = values
        super().__init__(reason)


@dataclass
class Tally:
    """What a file held, counted while it is read."""

    rows_read: int = 0
    accepted: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    first_lines: dict[str, list[int]] = field(default_factory=dict)
    earliest: datetime | None = None
    latest: datetime | None = None
    scores: Counter[int] = field(default_factory=Counter)
    labelled: Counter[int] = field(default_factory=Counter)
    comments: Counter[str] = field(default_factory=Counter)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    segments: Counter[tuple[str, str]] = field(default_factory=Counter)

    def at(self, moment: datetime) -> None:
        """Widen the date range to `moment`."""
        self.earliest = moment if self.earliest is None else min(self.earliest, moment)
        self.latest = moment if self.latest is None else max(self.latest, moment)

    def not_known(self, name: str, cell: str) -> None:
        """Count a cell that the field `name` has no value for; no more than 500 different ones are kept."""
        _count(self.unknown, name, cell[:40])

    def of_segment(self, name: str, value: str) -> None:
        """Count an answer of a segment; of all segments no more than 500 different values are kept."""
        _count(self.segments, name, value)


def _count(counter: Counter[tuple[str, str]], name: str, value: str) -> None:
    key = name, value
    counter[key if key in counter or len(counter) < _DIFFERENT else (name, "…")] += 1


class Collector:
    """Gathers the rows of one file under the source that reads it."""

    def __init__(self, source: Source, header: Sequence[str], shown: str, options: ReadOptions) -> None:
        self.source = source
        self.at = {name: position for position, name in enumerate(header)}
        self.shown = shown
        self.clock = Clock(options.timezone, source.time_format)
        self.hash_id = options.hash_id
        self.tally = Tally()
        self.rows = 0
        self._mask = options.mask
        self._language = options.language
        self._gathered: dict[str, list[tuple[Any, ...]]] = {name: [] for name in records.STAGED}
        identity = {source.respondent, *source.aliases, *source.id} - {source.time}
        names = set(columns_of(source)) - identity
        self._tellable = sorted(self.at[name] for name in names if name in self.at)

    def add(self, table: str, *values: Any) -> None:
        """Add one row to a table; the values follow its schema after `source`."""
        self._gathered[table].append((self.source.name, *values))

    def accept(self) -> None:
        """Count one accepted row."""
        self.rows += 1
        self.tally.accepted += 1
        self.tally.rows_read += 1

    def reject(self, line: int, cells: Sequence[str], reason: str, **values: object) -> None:
        """Write one rejected row. Its excerpt shows mapped cells only and no ids, masked."""
        self.rows += 1
        self.tally.rows_read += 1
        self.tally.rejected[reason] += 1
        lines = self.tally.first_lines.setdefault(reason, [])
        if len(lines) < _FIRST:
            lines.append(line)
        told = " | ".join(cells[i] for i in self._tellable if i < len(cells) and cells[i].strip())
        excerpt = self._mask(told[:_MASKED])[:_EXCERPT]
        values = {name: self._mask(seen) if isinstance(seen, str) else seen for name, seen in values.items()}
        self.add("rejected", self.shown, line, reason, say(reason, self._language, **values), excerpt)

    def flush(self) -> Batch:
        """What was gathered since the last flush, as a batch."""
        tables = {name: _table(records.STAGED[name], rows) for name, rows in self._gathered.items()}
        for rows in self._gathered.values():
            rows.clear()
        read, self.rows = self.rows, 0
        return Batch(**tables, rows_read=read)


def _table(schema: pa.Schema, rows: list[tuple[Any, ...]]) -> pa.Table:
    if not rows:
        return schema.empty_table()
    columns = zip(*rows, strict=True)
    arrays = [pa.array(column, type=kind) for column, kind in zip(columns, schema.types, strict=True)]
    return pa.table(arrays, schema=schema)

"""What a record is known by in every export that holds it: a row in, its name out.

An id names its record, a person and a time an answer; an answer without either is known by what it says:
time, score, and every cell that the source reads. Of a time the minute counts, not how it is written, as
Excel writes times in a form of its own and without their seconds, and a column that the source does not
read counts for nothing, as the next export may have one more. Nor does the project's time zone, which may
be mended one day: a time that names none is taken as one of Japan here. Records of one file that come to
the same name are numbered in their order, so a name is counted as often as the file that has it most often.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from voc.ingest.collect import Collector, Rejected
from voc.ingest.mapping import columns_of
from voc.ingest.presets import fill
from voc.ingest.values import Clock, normal_id
from voc.records import Source

_ZONE = "Asia/Tokyo"


def known_by(source: Source) -> tuple[object, ...]:
    """What decides the names of a source's records; where it differs, the same row has another name."""
    source = fill(source)
    if source.id and source.time not in source.id:
        return source.kind, source.preset, source.id
    told = () if source.id else tuple(sorted(set(columns_of(source))))
    return source.kind, source.preset, source.id, source.respondent, source.time, told


class Once:
    """Refuses what one file holds a second time."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}

    def check(self, name: str, cells: Sequence[str]) -> None:
        """Raises Rejected where a row of this name was there: `duplicate_row`, or `duplicate_id_conflict`."""
        key, content = hash(name), hash(tuple(cells))
        if key in self._seen:
            raise Rejected("duplicate_row" if self._seen[key] == content else "duplicate_id_conflict")
        self._seen[key] = content


class Identity:
    """Names the records of one file, and refuses one that comes again."""

    def __init__(self, out: Collector) -> None:
        source = out.source
        self._time = out.at[source.time]
        self._clock = None if out.clock.zone.key == _ZONE else Clock(_ZONE, source.time_format)
        self._id = [out.at[name] for name in source.id]
        self._comments = [out.at[name] for name in source.comments]
        self._told = [(name, out.at[name]) for name in sorted(set(columns_of(source)) - {source.time})]
        self._once = Once()
        self._numbers: Counter[int] = Counter()

    def written(self, cells: Sequence[str]) -> list[str]:
        """The cells of the id as they are written. Raises Rejected `id_missing`."""
        own = [cells[i].strip() for i in self._id]
        if not any(own):
            raise Rejected("id_missing")
        return own

    def name(self, cells: Sequence[str], moment: datetime, person: str = "") -> str:
        """The name of a record of `moment`; `person` is who gave it, normalised, "" when unknown.

        Raises Rejected `id_missing`, and like `Once`.
        """
        if self._id:
            written = self.written(cells)
            both = zip(self._id, written, strict=True)
            known = [self._minute(cells, moment) if i == self._time else cell for i, cell in both]
        elif person:
            written, known = [person, cells[self._time].strip()], [person, self._minute(cells, moment)]
        else:
            said = [f"{name}={cell}" for name, i in self._told if (cell := normal_id(cells[i]))]
            written, known = list(cells), [self._minute(cells, moment), *said]
        if self._id or person or self._tells(cells, moment):
            self._once.check("\x1f".join(written), cells)
        return self._numbered("\x1f".join(known)) if known != written else "\x1f".join(known)

    def _minute(self, cells: Sequence[str], moment: datetime) -> str:
        if self._clock:
            moment = self._clock.read(cells[self._time]) or moment
        return str(round(moment.timestamp()) // 60)

    def _tells(self, cells: Sequence[str], moment: datetime) -> bool:
        """Whether a row says enough that nobody else says it all: a comment, or a time to the second."""
        return any(cells[i].strip() for i in self._comments) or bool(moment.second or moment.microsecond)

    def _numbered(self, name: str) -> str:
        key = hash(name)
        self._numbers[key] += 1
        return name if self._numbers[key] == 1 else f"{name}\x1f{self._numbers[key]}"

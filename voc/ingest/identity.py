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


class Identity:
    """Names the records of one file, and refuses one that comes again."""

    def __init__(self, out: Collector) -> None:
        source = out.source
        self._time = out.at[source.time]
        self._clock = None if out.clock.zone.key == _ZONE else Clock(_ZONE, source.time_format)
        self._id = [out.at[name] for name in source.id]
        self._comments = [out.at[name] for name in source.comments]
        self._told = [(name, out.at[name]) for name in sorted(set(columns_of(source)) - {source.time})]
        self._seen: dict[int, int] = {}
        self._numbers: Counter[int] = Counter()

    def name(self, cells: Sequence[str], moment: datetime, person: str = "") -> str:
        """The name of a record of `moment`; `person` is who gave it, normalised, "" when unknown.

        Raises Rejected `id_missing`, `duplicate_row` for a row that is there already, and
        `duplicate_id_conflict` for another with the same id.
        """
        if self._clock:
            moment = self._clock.read(cells[self._time]) or moment
        minute = str(round(moment.timestamp()) // 60)
        if self._id:
            written = [cells[i].strip() for i in self._id]
            if not any(written):
                raise Rejected("id_missing")
            known = [minute if i == self._time else cells[i].strip() for i in self._id]
        elif person:
            written, known = [person, cells[self._time].strip()], [person, minute]
        else:
            said = [f"{name}={cell}" for name, i in self._told if (cell := normal_id(cells[i]))]
            written, known = list(cells), [minute, *said]
        several = not (self._id or person or self._tells(cells, moment))
        self._check(hash("\x1f".join(written)), hash(tuple(cells)), several)
        return self._numbered("\x1f".join(known), timed=known != written)

    def _tells(self, cells: Sequence[str], moment: datetime) -> bool:
        """Whether a row says enough that nobody else says it all: a comment, or a time to the second."""
        return any(cells[i].strip() for i in self._comments) or bool(moment.second or moment.microsecond)

    def _check(self, written: int, content: int, several: bool) -> None:
        """Refuse what was there; `several` people may have given the same row."""
        if written in self._seen and not several:
            raise Rejected("duplicate_row" if self._seen[written] == content else "duplicate_id_conflict")
        self._seen[written] = content

    def _numbered(self, name: str, timed: bool) -> str:
        if not timed:
            return name
        key = hash(name)
        self._numbers[key] += 1
        return name if self._numbers[key] == 1 else f"{name}\x1f{self._numbers[key]}"

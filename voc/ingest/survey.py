"""Survey rows → responses and comments."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from voc.errors import InputError
from voc.ingest.collect import Collector, Rejected
from voc.ingest.identity import Identity
from voc.ingest.markup import words_of
from voc.ingest.scale import other_scale
from voc.ingest.values import group, is_labelled, normal_id, number, plain, score

_Read = Callable[[str], float | None]


class SurveyRows:
    """Reads the rows of one survey file."""

    def __init__(self, out: Collector) -> None:
        source, at = out.source, out.at
        self._out = out
        self._identity = Identity(out)
        self._respondent = at[source.respondent] if source.respondent else None
        self._time, self._nps = at[source.time], at[source.nps]
        self._comments = [(name, at[name]) for name in source.comments]
        self._segments = [(name, at[name]) for name in source.segments]
        self._scores: list[tuple[str, int, _Read]] = [
            (name, at[item.column], _ranked(item.order) if item.order else number)
            for name, item in source.scores.items()
        ]
        self._behaviour: list[tuple[str, int, _Read]] = [
            (name, at[fact.column], _valued(fact.values) if fact.values else number)
            for name, fact in source.behaviour.items()
        ]

    def take(self, line: int, cells: Sequence[str]) -> None:
        """One row; raises Rejected when it is no answer."""
        out, tally = self._out, self._out.tally
        moment = out.clock.read(cells[self._time])
        if moment is None:
            shown = cells[self._time].strip()[:40]
            raise Rejected("time_unreadable" if shown else "time_missing", value=shown)
        nps = score(cells[self._nps])
        if isinstance(nps, str):
            raise Rejected(nps, value=cells[self._nps].strip()[:40])
        respondent = normal_id(cells[self._respondent]) if self._respondent is not None else ""
        record = self._identity.name(cells, moment, respondent)
        source = out.source.name
        response = out.hash_id(f"response:{source}:{record}")
        month = out.clock.month(moment)
        segments = [(name, cells[i].strip()) for name, i in self._segments if cells[i].strip()]
        out.add(
            "responses", response, out.hash_id(f"respondent:{respondent}") if respondent else None,
            moment, month, nps, group(nps), self._numbers(self._scores, cells),
            segments,
            self._numbers(self._behaviour, cells),
        )
        for question, i in self._comments:
            text = words_of(cells[i])
            if text.strip():
                comment = out.hash_id(f"comment:{source}:{record}:{question}")
                out.add("comments", comment, response, None, question, text, None, None, moment, month, None)
                tally.comments[question] += 1
        tally.at(moment)
        for name, value in segments:
            tally.of_segment(name, value)
        tally.scores[nps] += 1
        if len(cells[self._nps]) > 2 and is_labelled(cells[self._nps]):
            tally.labelled[nps] += 1
        out.accept()

    def end(self) -> None:
        """After the last row: refuse the file if its scores are on another scale.

        Raises InputError `ingest_scale`.
        """
        column = self._out.source.nps
        top = other_scale(column, self._out.tally.scores, self._out.tally.labelled)
        if top:
            raise InputError(
                "ingest_scale", file=self._out.shown, column=column, top=top,
                seen=" ".join(f"{value}:{count}" for value, count in sorted(self._out.tally.scores.items())),
            )

    def _numbers(
        self, fields: Sequence[tuple[str, int, _Read]], cells: Sequence[str]
    ) -> list[tuple[str, float]]:
        found = []
        for name, i, read in fields:
            cell = cells[i].strip()
            if not cell:
                continue
            value = read(cell)
            if value is None:
                self._out.tally.not_known(name, cell)
            else:
                found.append((name, value))
        return found


def _ranked(order: Sequence[str]) -> _Read:
    known = {plain(word): float(rank) for rank, word in enumerate(order, start=1)}
    return lru_cache(maxsize=4096)(lambda cell: known.get(plain(cell)))


def _valued(values: Mapping[str, float]) -> _Read:
    """A reader that knows the declared words (their width does not matter) and, beside them, numbers."""
    known = {plain(word): float(value) for word, value in values.items()}

    @lru_cache(maxsize=4096)
    def read(cell: str) -> float | None:
        value = known.get(plain(cell))
        return value if value is not None else number(cell)

    return read

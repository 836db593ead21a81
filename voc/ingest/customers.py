"""Customer list rows → customers: one row a person, with the other ids that are the same person."""

from collections.abc import Sequence
from datetime import datetime

from voc.ingest.collect import Collector, Rejected
from voc.ingest.identity import Once
from voc.ingest.values import normal_id, number

FACTS = ("tenure", "tier", "points", "purchases", "spend", "churned_at")


class CustomerRows:
    """Reads the rows of one customer list."""

    def __init__(self, out: Collector) -> None:
        source = out.source
        self._out = out
        self._respondent = out.at[source.respondent]
        self._aliases = [out.at[name] for name in source.aliases]
        self._facts = {fact: out.at[column] for fact, column in source.facts.items()}
        self._once = Once()

    def take(self, line: int, cells: Sequence[str]) -> None:
        """One row; raises Rejected when it names no customer or one that was there before."""
        out = self._out
        respondent = normal_id(cells[self._respondent])
        if not respondent:
            raise Rejected("id_missing")
        self._once.check(respondent, cells)
        aliases = [normal_id(cells[i]) for i in self._aliases]
        out.add(
            "customers", out.hash_id(f"respondent:{respondent}"), self._number("tenure", cells),
            self._cell("tier", cells) or None, *(self._number(fact, cells) for fact in FACTS[2:5]),
            self._churned_at(cells),
            [out.hash_id(f"respondent:{alias}") for alias in dict.fromkeys(aliases) if alias],
        )
        out.accept()

    def end(self) -> None:
        """After the last row: nothing is left to do."""

    def _cell(self, fact: str, cells: Sequence[str]) -> str:
        return cells[self._facts[fact]].strip() if fact in self._facts else ""

    def _number(self, fact: str, cells: Sequence[str]) -> float | None:
        cell = self._cell(fact, cells)
        value = number(cell) if cell else None
        if cell and value is None:
            self._out.tally.not_known(fact, cell)
        return value

    def _churned_at(self, cells: Sequence[str]) -> datetime | None:
        cell = self._cell("churned_at", cells)
        moment = self._out.clock.read(cell) if cell else None
        if cell and moment is None:
            self._out.tally.not_known("churned_at", cell)
        return moment

"""Which columns may be the score, the time, the person, the record's id: the best of each first."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from voc.ingest import headings, kinds
from voc.ingest.kinds import Column
from voc.ingest.values import Clock, number, plain

_ROW_NUMBERS = 3  # numbers up to so many times the rows count rows, of which some were left out


@dataclass
class Columns:
    """The columns of a family of files, some whole rows, and which columns have a role already."""

    by_name: Mapping[str, Column]
    rows: Sequence[Mapping[str, str]] = ()
    taken: set[str] = field(default_factory=set)
    time_format: str = ""

    def is_time(self, column: Column) -> bool:
        """Whether the cells are times, in the form of the preset too."""
        return kinds.is_time(column, Clock("Asia/Tokyo", self.time_format))  # in which zone is no matter

    def free(self, fits: Callable[[Column], bool]) -> list[str]:
        """The columns without a role that fit, in order."""
        return [name for name, column in self.by_name.items() if name not in self.taken and fits(column)]

    def take(self, names: Iterable[str]) -> str:
        """Give the first of `names` a role and return it, "" when there is none."""
        name = next(iter(names), "")
        self.taken.add(name)
        return name

    def named(
        self, pattern: re.Pattern[str] | str, fits: Callable[[Column], bool] = lambda _: True
    ) -> list[str]:
        """The columns without a role whose name matches and that fit."""
        wanted = re.compile(pattern, re.IGNORECASE) if isinstance(pattern, str) else pattern
        return self.free(lambda column: bool(wanted.search(plain(column.name))) and fits(column))


def scores_first(columns: Columns) -> list[str]:
    """The score columns, best first: by Qualtrics' group column, by scale, by name, by values used.

    Of those that are asked alike the first stays first; `doubts` then names the others.
    """
    def rank(name: str) -> tuple[bool, bool, int, int]:
        column, grouped = columns.by_name[name], f"{name}_NPS_GROUP" in columns.by_name
        values = 0 if headings.asks_to_recommend(name) else -len(column.cells)
        return not grouped, kinds.is_on_another_scale(column), headings.nps_rank(name), values

    return sorted(columns.free(kinds.is_score), key=rank)


def may_be_score(column: Column, nps: str) -> bool:
    """Whether another column than `nps` may be the score, asked as surely by name and on 0 to 10."""
    surely = headings.nps_rank(column.name) <= headings.nps_rank(nps)
    return column.name != nps and surely and kinds.is_score(column) and not kinds.is_on_another_scale(column)


def times(columns: Columns, contact: bool = False) -> list[str]:
    """The times, best first: none of another matter, mostly there, near to when it was said, always there.

    After those that can be read come those that only look it (25/10/01): `voc check` says how to read them.
    """
    def rank(name: str) -> tuple[bool, bool, int, bool]:
        column = columns.by_name[name]
        seldom = column.blank > 0.1 * (column.blank + column.filled)
        return headings.is_another_time(name), seldom, headings.time_rank(name, contact), column.blank > 0

    read, unread = columns.free(columns.is_time), columns.free(kinds.is_unread_time)
    return sorted(read, key=rank) + sorted((name for name in unread if name not in read), key=rank)


def persons(columns: Columns) -> list[str]:
    """The columns that say who it is, member numbers before e-mail addresses."""
    return sorted(columns.free(kinds.is_person), key=lambda name: kinds.is_mail(columns.by_name[name]))


def record_ids(columns: Columns) -> list[str]:
    """The columns that tell one answer from another, the answer's own number before an order's."""
    return sorted(columns.free(_is_record_id), key=lambda name: not headings.is_answers_own(name))


def contact_numbers(columns: Columns) -> list[str]:
    """The columns that are a contact's number by name, the shortest name first; its messages share it."""
    return sorted(columns.free(_is_numbered), key=len)


def is_number(column: Column) -> bool:
    """Whether all cells are numbers as people write them."""
    return column.filled > 0 and all(number(cell) is not None for cell in column.sample)


def _is_numbered(column: Column) -> bool:
    return headings.is_record(column.name) and not kinds.is_person(column) and not kinds.is_private(column)


def _is_record_id(column: Column) -> bool:
    """An answer's number by its name, never the same twice; a row number, which starts again, is none.

    An export of the next month would replace the answers of all who come again under a telephone number
    or an amount, so that what only happens to differ in this file is no id.
    """
    if not kinds.is_code(column) or column.filled < 2 or not headings.is_record(column.name):
        return False
    if kinds.is_private(column) or is_number(column) and "." in "".join(column.sample):
        return False
    whole = [int(cell) for cell in column.sample if cell.isdecimal()]
    return not (len(whole) == len(column.sample) and max(whole) <= _ROW_NUMBERS * len(column.cells))

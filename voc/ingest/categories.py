"""Which categories of an export are segments of their own: not the month once more, nor another's copy."""

import re
from collections.abc import Iterable, Mapping, Sequence

from voc.ingest.values import Clock, plain

_CLOCK = Clock("Asia/Tokyo")  # only the month and weekday as written count here
Row = Mapping[str, str]


def segments(categories: Iterable[str], time: str, rows: Sequence[Row]) -> tuple[str, ...]:
    """The columns of `categories` that tell answers apart, by some whole rows.

    Without what follows from the column `time` (a month, a weekday) and what an earlier one says already.
    """
    kept: list[str] = []
    for name in categories:
        if not _follows_from_time(name, time, rows) and not any(_says_the_same(name, k, rows) for k in kept):
            kept.append(name)
    return tuple(kept)


def _follows_from_time(name: str, time: str, rows: Sequence[Row]) -> bool:
    told = seen = 0
    for row in rows:
        cell, moment = plain(row.get(name, "")), _CLOCK.read(row.get(time, ""))
        if not cell or moment is None:
            continue
        local = moment.astimezone(_CLOCK.zone)
        year, month, day = local.year, local.month, "月火水木金土日"[local.weekday()]
        seen += 1
        told += cell in {
            f"{year}", f"{year}年", f"{month}", f"{month:02d}", f"{month}月", f"{month:02d}月",
            f"{year}年{month}月", f"{year}年{month:02d}月", f"{year}-{month:02d}", f"{year}/{month:02d}",
            f"{year}/{month}", day, f"{day}曜", f"{day}曜日",
        }
    return seen > 0 and told >= 0.95 * seen


def _says_the_same(name: str, other: str, rows: Sequence[Row]) -> bool:
    """Whether two columns agree in nine rows of ten once leading numbers ("01.") are taken off."""
    pairs = [(_bare(row[name]), _bare(row[other])) for row in rows if row.get(name) and row.get(other)]
    return bool(pairs) and sum(one == two for one, two in pairs) >= 0.9 * len(pairs)


def _bare(cell: str) -> str:
    return re.sub(r"^\d+[.:．、\s-]*", "", plain(cell))

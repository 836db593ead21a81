"""Which categories of an export are segments of their own: not the month once more, nor another's copy.

Every value of a segment is a row of every table, so a questionnaire of a thousand yes-no questions would take
days: `MOST` are proposed, and a person may name others.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from voc.ingest.kinds import Column
from voc.ingest.values import Clock, plain

MOST = 30
_CLOCK = Clock("Asia/Tokyo")  # only the month and weekday as written count here
Row = Mapping[str, str]


def segments(categories: Sequence[Column], time: str, rows: Sequence[Row]) -> tuple[str, ...]:
    """The names of `categories` that tell answers apart, by some whole rows; `MOST` at most, in their order.

    Without what follows from the column `time` (a month, a weekday) and what an earlier one says already.
    Of more than `MOST` a column with three values (性別, 店舗) comes before one with two (はい, いいえ).
    """
    many = len(categories) > MOST
    moments = [_moment(row.get(time, "")) for row in rows]
    kept: list[str] = []
    for column in sorted(categories, key=lambda column: many and len(column.cells) < 3):
        if len(kept) == MOST:
            break
        cells = [row.get(column.name, "") for row in rows]
        if not _follows(cells, moments) and not any(_says_the_same(column.name, k, rows) for k in kept):
            kept.append(column.name)
    chosen = set(kept)
    return tuple(column.name for column in categories if column.name in chosen)


def _moment(cell: str) -> Collection[str]:
    """A moment's year, month and weekday as they are written, none of a cell that is no time."""
    moment = _CLOCK.read(cell)
    if moment is None:
        return ()
    local = moment.astimezone(_CLOCK.zone)
    year, month, day = local.year, local.month, "月火水木金土日"[local.weekday()]
    return {
        f"{year}", f"{year}年", f"{month}", f"{month:02d}", f"{month}月", f"{month:02d}月",
        f"{year}年{month}月", f"{year}年{month:02d}月", f"{year}-{month:02d}", f"{year}/{month:02d}",
        f"{year}/{month}", day, f"{day}曜", f"{day}曜日",
    }  # fmt: skip


def _follows(cells: Sequence[str], moments: Sequence[Collection[str]]) -> bool:
    """Whether cells are nearly all a part of the moment in their row."""
    both = zip(cells, moments, strict=True)
    told = [plain(cell) in moment for cell, moment in both if moment and cell.strip()]
    return bool(told) and sum(told) >= 0.95 * len(told)


def _says_the_same(name: str, other: str, rows: Sequence[Row]) -> bool:
    """Whether two columns agree in nine rows of ten once leading numbers ("01.") are taken off.

    Rows where both have the commonest value do not count: of two questions that few say yes to, most say no.
    """
    pairs = Counter((_bare(row[name]), _bare(row[other])) for row in rows if row.get(name) and row.get(other))
    most, _ = max(pairs.items(), key=lambda pair: pair[1], default=(None, 0))
    told = [(one == two, count) for (one, two), count in pairs.items() if (one, two) != most or one != two]
    return bool(pairs) and sum(count for same, count in told if same) >= 0.9 * sum(n for _, n in told)


@lru_cache(maxsize=4096)
def _bare(cell: str) -> str:
    return re.sub(r"^\d+[.:．、\s-]*", "", plain(cell))

"""Where a table begins: the header of a sheet or text file, below a title if there is one.

Survey tools and people put a title, a period or a note above the header. Those rows are left out only where
it is plain that they are no header: few cells, and below them a row of names as wide as the rows that follow.
"""

import re
from collections.abc import Sequence

from voc.ingest.rows import Row, header_of

LOOK = 20  # rows at the top that are looked at
_TITLE = 4  # filled cells that a row above the header has at most
_FIGURE = re.compile(r"[\d\s./:,()%+\-TZ年月日時分秒点〜~]+")


def header_at(top: Sequence[Row]) -> int:
    """The position of the header among the first rows; 0 where it is not plain that it is a later one."""
    filled = [0 if row.problem else sum(bool(cell.strip()) for cell in row.cells) for row in top]
    at = next((i for i, count in enumerate(filled) if count >= max(filled[i + 1 :], default=count + 1)), 0)
    names = [cell for cell in top[at].cells if cell.strip()] if top else []
    above = [_beside(row.cells, top[at].cells) for row in top[:at]]
    if not above or any(row.problem for row in top[: at + 1]):
        return 0
    if max(above) > _TITLE or 2 * max(above) > filled[at] or any(_FIGURE.fullmatch(name) for name in names):
        return 0
    return at


def _beside(cells: Sequence[str], header: Sequence[str]) -> int:
    """The filled cells of a row above the header, but for those that are merged with the name below them."""
    below = dict(enumerate(header))
    return sum(bool(cell.strip()) and cell != below.get(at) for at, cell in enumerate(cells))


def named(top: Sequence[Row], *, ragged: bool) -> tuple[str, ...]:
    """The columns that the header's rows name; `ragged`: a sheet is as wide as its widest row."""
    cells = list(top[0].cells)
    while ragged and cells and not any(row.cells[len(cells) - 1].strip() for row in top):
        cells.pop()
    return header_of([cells, *(row.cells for row in top[1:])])

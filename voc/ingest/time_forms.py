"""Forms of `time_format` for times that are read by none of the known shapes.

10/1/2025 is the first of October to some and the tenth of January to others, so no form is taken without
being told; here is only what a person may choose from.
"""

from datetime import datetime
from itertools import islice, product

from voc.ingest.presets import fill
from voc.ingest.tables import open_table
from voc.records import InputFile, Source

_DATES = (
    "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%m-%d-%Y", "%d-%m-%Y", "%m/%d/%y", "%d/%m/%y", "%y/%m/%d",
    "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%d %b %Y", "%d-%b-%Y",
)  # fmt: skip
_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", ", %H:%M", ", %H:%M:%S")
_COMPACT = ("%Y%m%d%H%M", "%Y%m%d %H%M", "%Y%m%d %H%M%S", "%Y年%m月", "%Y/%m", "%Y-%m", "%Y%m")
_FORMS = (*(date + time for date, time in product(_DATES, _TIMES)), *_COMPACT)
_ROWS = 2_000


def time_formats(file: InputFile, mapping: Source) -> tuple[str, ...]:
    """Every `time_format` by which nearly all filled cells of the time column in the first rows can be read.

    `mapping` is the source as it applies to the file. Empty where no form fits, or the cells are blank.
    Raises InputError like `open_table`.
    """
    shaped = fill(file.source)
    table = open_table(file, shaped.header_rows, shaped.footer)
    if mapping.time not in table.header:
        return ()
    at = table.header.index(mapping.time)
    rows = islice((row.cells for row in table.rows if not row.problem), _ROWS)
    cells = {cells[at].strip() for cells in rows} - {""}
    forms = _FORMS if cells else ()
    return tuple(form for form in forms if sum(_reads(form, cell) for cell in cells) >= 0.9 * len(cells))


def _reads(form: str, cell: str) -> bool:
    try:
        return 1970 <= datetime.strptime(cell, form).year <= 2100
    except ValueError:
        return False

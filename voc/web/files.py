"""A table as a file for the browser to keep: CSV with a byte order mark, Excel, Parquet."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal, get_args

import pyarrow as pa
from starlette.responses import Response, StreamingResponse

from voc import report

Form = Literal["csv", "xlsx", "parquet"]
FORMS: tuple[Form, ...] = get_args(Form)
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
_PART = 64 * 1024


def sent(
    table: pa.Table, form: Form, name: str, language: str, timezone: str, *, codes: bool = True
) -> Response:
    """The table as a file `name`.`form`, with the names and values that SQL knows; in words without `codes`.

    Raises SettingsError for a table too large for Excel.
    """
    with tempfile.TemporaryDirectory(prefix="voc-") as folder:
        path = Path(folder) / f"{name}.{form}"
        report.write(table, path, language, timezone=timezone, codes=codes)
        file = open(path, "rb")  # read after the folder is gone
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return StreamingResponse(_parts(file), media_type=TYPES[form], headers=headers)


def _parts(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while part := file.read(_PART):
            yield part

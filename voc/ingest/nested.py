"""JSON lines, JSON arrays and Parquet: records with nested fields in, a header and rows out."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from voc.errors import InputError
from voc.ingest.rows import Row, as_text, flat, parsed

Records = Iterator[tuple[int, dict[str, Any] | None]]   # line and record; None where it cannot be read
_BATCH = 4096
_DAMAGED = (pa.ArrowException, OSError, ValueError, OverflowError)  # pages, texts, times out of range


def json_table(path: Path, encoding: str, shown: str) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Header and rows of JSON lines, of an array, or of an object that wraps one array.

    The file is read twice, because a later record may have a field that no earlier one had.
    Raises InputError `ingest_damaged` for an array that is no JSON.
    """
    records = _array if _is_array(path, encoding) else _lines

    def read() -> Records:
        return records(path, encoding, shown)

    names: dict[str, None] = {}
    for _, record in read():
        names.update((name, None) for name, _ in flat(record or {}))
    if not names:
        raise InputError("ingest_empty", file=shown)
    return tuple(names), _rows(read, tuple(names))


def parquet_table(path: Path, shown: str) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Header and rows of a Parquet file, a few thousand rows in memory at a time."""
    try:
        schema = pq.read_schema(path)
    except _DAMAGED as error:
        raise InputError("ingest_damaged", file=shown, form="Parquet", detail=str(error)) from None

    def read() -> Records:
        line = 0
        try:
            with pq.ParquetFile(path) as file:
                for batch in file.iter_batches(batch_size=_BATCH):
                    for record in batch.to_pylist():
                        line += 1
                        yield line, record
        except _DAMAGED as error:
            raise InputError("ingest_damaged", file=shown, form="Parquet", detail=str(error)) from None

    names = tuple(_leaves(schema))
    return names, _rows(read, names)


def _leaves(fields: Any, prefix: str = "") -> Iterator[str]:
    for field in fields:
        if pa.types.is_struct(field.type):
            inner = [field.type.field(i) for i in range(field.type.num_fields)]
            yield from _leaves(inner, f"{prefix}{field.name}.")
        else:
            yield f"{prefix}{field.name}"


def _rows(read: Callable[[], Records], names: tuple[str, ...]) -> Iterator[Row]:
    for line, record in read():
        if record is None:
            yield Row(line, [], "json_unreadable")
            continue
        values = dict(flat(record))
        cells = [as_text(values.get(name)) for name in names]
        if any(cell.strip() for cell in cells):
            yield Row(line, cells)


def _lines(path: Path, encoding: str, shown: str) -> Records:
    with path.open(encoding=encoding) as stream:
        for line, text in enumerate(stream, start=1):
            if not text.strip():
                continue
            try:
                record = parsed(text)
            except ValueError:
                record = None
            yield line, record if isinstance(record, dict) else None


def _array(path: Path, encoding: str, shown: str) -> Records:
    try:
        value = parsed(path.read_text(encoding=encoding))
    except ValueError as error:
        raise InputError("ingest_damaged", file=shown, form="JSON", detail=str(error)) from None
    if isinstance(value, dict):  # {"tickets": [...], "count": 200}
        lists = [item for item in value.values() if isinstance(item, list)]
        value = lists[0] if len(lists) == 1 else [value]
    for position, record in enumerate(value if isinstance(value, list) else [value], start=1):
        yield position, record if isinstance(record, dict) else None


def _is_array(path: Path, encoding: str) -> bool:
    """Whether the file is one JSON value rather than one a line."""
    with path.open(encoding=encoding) as stream:
        lines = (line for line in stream if line.strip())
        first, alone = next(lines, ""), not next(lines, "")
    try:
        value = parsed(first)
    except ValueError:
        return first.lstrip().startswith("[") or first.strip() == "{"
    return not isinstance(value, dict) or alone and _wraps(value)


def _wraps(value: dict[str, Any]) -> bool:
    """Whether the object of a file's only line is {"tickets": [...], "next_page": "https://…"}, no record.

    What says something beside its one list is a record: a ticket with its turns.
    """
    lists = [item for item in value.values() if isinstance(item, list)]
    says = any(isinstance(item, str) and not item.startswith("http") for item in value.values())
    return len(lists) == 1 and bool(lists[0]) and isinstance(lists[0][0], dict) and not says

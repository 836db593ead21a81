"""The row that every format is turned into, and how a value of any type reads as text."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class Row(NamedTuple):
    """One row: the 1-based line where it begins, its cells, and why it cannot be used ("" if it can)."""

    line: int
    cells: Sequence[str]
    problem: str = ""


def parsed(text: str) -> Any:
    """The value of some JSON; half a surrogate pair in it becomes U+FFFD.

    Raises ValueError for what is no JSON, or nested too deeply.
    """
    try:
        value = json.loads(text)
        if not _SURROGATE.search(text):
            return value
        halves = json.dumps(value, ensure_ascii=False).encode("utf-16", "surrogatepass")
        return json.loads(halves.decode("utf-16", "replace"))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def as_text(value: Any) -> str:
    """A value as a person would type it: 7 for 7.0, ISO times, "" for none; objects as their JSON."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal):
        if value != value:  # a missing number in Parquet
            return ""
        return str(int(value)) if float(value).is_integer() and abs(float(value)) < 1e15 else str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):  # text that a Parquet file or a database does not call text
        return value.decode("utf-8", "replace")
    if isinstance(value, list):
        if any(isinstance(item, dict) for item in value):
            return json.dumps(value, ensure_ascii=False, default=as_text)
        return "\n".join(as_text(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=as_text)
    return str(value)


def flat(record: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The record's fields with nested objects as dotted names: requester.email."""
    for name, value in record.items():
        if isinstance(value, dict) and value:
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def header_of(top: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Column names from the rows before the data: the first row's, a blank one from the row below.

    A name that is there twice gets _2, _3 …, and a column with no name is called column_N.
    """
    names: list[str] = []
    for position, cell in enumerate(top[0]):
        name = cell.strip()
        for below in top[1:]:
            name = name or (below[position].strip() if position < len(below) else "")
        name = name or f"column_{position + 1}"
        unique, count = name, 1
        while unique in names:
            count += 1
            unique = f"{name}_{count}"
        names.append(unique)
    return tuple(names)

"""The comments behind a number, for a person: what was opened, then each comment with its evidence marked.

Enters what `voc.analyze.opened` gives; leaves lines of (text, style) pieces, styled as in `explained`.
"""

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from voc.report import cells
from voc.report.explained import Line, marked
from voc.words import say

_COLUMNS = {"group": "nps_group", "reason": "reasons"}  # key -> the column that has its values


def keys_in_words(keys: Mapping[str, Any], language: str) -> str:
    """Keys of a row as a person reads them: `話題=立地・交通・駐車場  期間=2025-10`."""
    pairs = (key_in_words(name, value, language) for name, value in keys.items())
    return "  ".join(f"{heading}={cells.on_one_line(worded)}" for heading, worded in pairs)


def key_in_words(name: str, value: Any, language: str) -> tuple[str, str]:
    """A key of a row as (heading, value in words)."""
    column = _COLUMNS.get(name, name)
    return cells.label(column, language), str(cells.in_words(column, value, language))


def command(table: str, keys: Mapping[str, Any]) -> str:
    """The command that opens the row of `table` ("" where its keys tell it) with these keys."""
    pairs = [shlex.quote(f"{name}={value}") for name, value in keys.items()]
    return " ".join(["voc show", *([table] if table else []), *pairs])


def comments(table: pa.Table, language: str) -> Iterator[Line]:
    """Each comment: its question and period, the text with its evidence in colour, what the evidence says."""
    place = 0
    for row in table.to_pylist():
        if row["text"] is None:
            continue
        place += 1
        about = [row.get("period"), row["question"]]
        yield [
            (f"── {place} ──  {'  '.join(cells.on_one_line(one) for one in about if one)}".rstrip(), "dim")
        ]
        mentions: list[Mapping[str, Any]] = row["mentions"] or []
        yield [(_inside(piece), style) for piece, style in marked(row["text"], mentions)]
        for one in mentions:
            yield [
                ("    ", ""),
                (f"{cells.topic(one['topic'], language)} ", "dim"),
                (say(f"polarity.{one['polarity']}", language), one["polarity"]),
                (f" 「{cells.on_one_line(one['evidence'])}」", "dim"),
            ]
        yield []


def _inside(piece: str) -> str:
    """A piece of a text for a terminal, with a space where it begins or ends with one."""
    return cells.on_one_line(f"|{piece}|")[1:-1]

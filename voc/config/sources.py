"""What a `[[source]]` of voc.toml says: every key is one field of `records.Source`."""

import re
from contextlib import suppress
from dataclasses import fields
from datetime import datetime
from typing import Any, get_args

from voc.config.checks import known, text, texts
from voc.errors import SettingsError
from voc.records import Behaviour, Kind, Score, Source


def sources(entries: Any, file: str) -> tuple[Source, ...]:
    """What `[[source]]` says. Raises SettingsError for a wrong key or value, or a name given twice."""
    if not isinstance(entries, list):
        raise SettingsError("source_not_a_list", file=file)
    found = tuple(_source(entry, file) for entry in entries)
    names = [source.name for source in found]
    for name in names:
        if names.count(name) > 1:
            raise SettingsError("source_twice", file=file, name=name)
    return found


def _source(entry: Any, file: str) -> Source:
    name = entry.get("name") if isinstance(entry, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise SettingsError("source_without_name", file=file)
    where = f"{file} [[source]] {name}"
    known(entry, {f.name for f in fields(Source)}, where)
    if entry.get("kind") not in get_args(Kind):
        raise SettingsError("source_kind", where=where, value=entry.get("kind"))
    path, url, query = (bool(entry.get(key)) for key in ("path", "url", "query"))
    if path == url or url != query:
        raise SettingsError("source_place", where=where)
    values: dict[str, Any] = {}
    for field in fields(Source):
        if field.name in entry:
            values[field.name] = _field(field.name, entry[field.name], f"{where} {field.name}")
    return Source(**values)


_LISTS = {"id", "comments", "segments", "optional", "agents", "aliases"}


def _field(name: str, value: Any, where: str) -> Any:
    try:
        if name in _LISTS:
            return texts(value)
        if name == "scores":
            return {k: _score(v, f"{where}.{k}") for k, v in value.items()}
        if name == "behaviour":
            return {k: _behaviour(v, f"{where}.{k}") for k, v in value.items()}
        if name == "facts":
            return {k: text(v) for k, v in value.items()}
        if name == "header_rows":
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise TypeError(value)
            return value
        if name == "footer":
            re.compile(text(value))
        elif name == "time_format":
            with suppress(ValueError):  # of a text that is not in it
                datetime.strptime("", text(value))
        return text(value)
    except (TypeError, ValueError, KeyError, AttributeError, re.error) as error:
        raise SettingsError("source_value", where=where, value=value) from error


def _score(value: Any, where: str) -> Score:
    column = text(value["column"])
    known(value, {f.name for f in fields(Score)}, where)
    return Score(column, texts(value.get("order", [])))


def _behaviour(value: Any, where: str) -> Behaviour:
    column = text(value["column"])
    known(value, {f.name for f in fields(Behaviour)}, where)
    return Behaviour(column, {band: float(number) for band, number in value.get("values", {}).items()})
